"""Whether everybody can read a portal page on a phone: as axe sees it, nothing too wide, headings in their order."""

from itertools import pairwise

from tests.pages.axe import violations
from tests.pages.portal import PHONE


def serious(page):
    """What axe finds serious or critical on the open page."""
    return [found for found in violations(page) if found[0] in ("serious", "critical")]


def readable(page, path):
    """The open page: nothing serious for axe, nothing wider than the screen, one main heading."""
    assert not serious(page), path
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), f"{path} is too wide"
    levels = page.eval_on_selector_all("main h1, main h2, main h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1, path
    assert all(after <= before + 1 for before, after in pairwise(levels)), path


def check(page, path, status=200):
    """Open a page on the phone, which is not stored there and which everybody can read."""
    page.set_viewport_size(PHONE)
    response = page.goto(path)
    assert response.status == status, path
    assert response.headers["cache-control"] == "no-store"
    readable(page, path)
