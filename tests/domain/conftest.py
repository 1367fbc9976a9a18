"""Makes casecon_odoo/domain importable as ``casecon_domain``, without the addon above it (it needs Odoo)."""

import importlib.util
import sys
from pathlib import Path

from hypothesis import settings

# How long one example takes says how busy the machine is, not whether the promise is kept.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

DOMAIN = Path(__file__).resolve().parents[2] / "casecon_odoo" / "domain"


def register_domain() -> None:
    """Let ``casecon_domain.<module>`` be imported; once is enough."""
    if "casecon_domain" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "casecon_domain", DOMAIN / "__init__.py", submodule_search_locations=[str(DOMAIN)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["casecon_domain"] = package
    spec.loader.exec_module(package)


register_domain()
