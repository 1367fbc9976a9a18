"""Where things lie, and which versions they have."""

import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "dev"
LOCKS = DEV / "locks"

# What is downloaded and unpacked: several worktrees may share it.
TOOLS = Path(os.environ.get("CASECON_TOOLS") or ROOT / ".odoo").resolve()
CACHE = TOOLS / "cache"
BIN = TOOLS / "bin"

# What runs and what it stores: always this checkout's own; another folder on another day only, see `any_day`.
RUN = Path(os.environ.get("CASECON_RUN") or ROOT / ".odoo" / "run")
LOGS = RUN / "logs"
DATA = RUN / "data"

# The folder that holds casecon_odoo/; another one only to try the tools themselves.
ADDONS = Path(os.environ.get("CASECON_ADDONS") or ROOT).resolve()
ADDON = "casecon_odoo"

MACHINE = platform.machine()
TRIPLET = f"{MACHINE}-linux-gnu"
