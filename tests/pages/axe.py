"""What axe-core finds wrong with a page for people who cannot see it, or see it badly."""

from functools import cache

from dev import packages


@cache
def _axe():
    return (packages.TOOLS / "node" / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page, where="html", but=()):
    """(impact, rule, places) of all that is wrong in `where`, a selector; `but`: rules that are not asked."""
    page.emulate_media(reduced_motion="reduce")  # a colour half-way is nobody's
    return found_in(page, where, but)


def found_in(frame, where="html", but=()):
    """The same of a page's frame."""
    frame.evaluate(_axe())
    rules = {rule: {"enabled": False} for rule in but}
    found = frame.evaluate("([where, rules]) => axe.run(where, { rules })", [where, rules])["violations"]
    return [(one["impact"], one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
