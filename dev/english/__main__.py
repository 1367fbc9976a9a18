"""python -m dev.english ADDON: name each text of an addon that is not in plain English."""

import sys
from pathlib import Path

from dev.english.check import English


def main(addon):
    english = English.of_the_house()
    files = sorted(path for path in addon.rglob("*") if path.is_file() and not _is_test(path.relative_to(addon)))
    faults = [fault for path in files for fault in english.faults_in(path, addon)]
    print("\n".join(faults))
    return bool(faults)


def _is_test(path):
    return "tests" in path.parts


sys.exit(main(Path(sys.argv[1])))
