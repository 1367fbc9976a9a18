"""Answers as mail programs write them: those of the in-addon tests, without the addon above them (it needs Odoo)."""

import importlib.util
from pathlib import Path

_PATH = Path(__file__).resolve().parent.parent / "casecon_odoo" / "tests" / "messages" / "golden.py"
_spec = importlib.util.spec_from_file_location("casecon_golden", _PATH)
_golden = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_golden)
golden, NAMES, CANARY = _golden.golden, _golden.NAMES, _golden.CANARY
