"""python -m dev.english ADDON [PAGE …]: name what people read in an addon and pages beside it that is not plain."""

import sys
from pathlib import Path

from dev.english.check import English


def main(addon, *pages):
    english = English.of_the_house()
    files = sorted(path for path in addon.rglob("*") if path.is_file() and "tests" not in path.relative_to(addon).parts)
    faults = [fault for path in (*files, *pages) for fault in english.faults_in(path, addon)]
    print("\n".join(faults))
    return bool(faults)


sys.exit(main(*map(Path, sys.argv[1:])))
