#!/usr/bin/env python3
"""Set up, show and test casecon_odoo. `dev/casecon COMMAND --help` says more; so does dev/README.md."""

import argparse
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from dev import commands
from dev.processes import as_driver
from dev.say import Failure, complain


def main():
    parser = argparse.ArgumentParser(prog="dev/casecon", description=__doc__)
    commands.describe(parser.add_subparsers(dest="command", required=True, metavar="COMMAND"))
    arguments, rest = parser.parse_known_args()
    if rest and not arguments.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    arguments.rest = rest
    try:
        with as_driver(arguments.command):
            return arguments.run(arguments) or 0
    except Failure as failure:
        complain(f"\n{failure}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
