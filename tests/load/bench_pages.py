"""How long our pages take beside those of stock Odoo, and how often they ask the database.

Run by `make bench-pages`. Two servers in one run: stock Odoo and the addon, each with 80 employees. The requests
alternate (A B A B), medians of wall time make a ratio, and the statements come from the server's own request log.
Absolute times are this machine's; only ratios and statements are judged.
"""

import re
import statistics
import time
from pathlib import Path
from xml.etree import ElementTree

from dev import database, odoo
from dev.places import LOGS
from dev.server import serving
from tests.rpc import Rpc

WARM, ROUNDS = 6, 60
_ASKED = re.compile(r'"(?:GET|POST) \S+ HTTP/1\.1" 200 \S+ (\d+) ')
RECORD = {"fields": {"display_name": {}}}


class Site:
    """One server with its logged-in sessions; counts what its log says of each request."""

    def __init__(self, server, login="bench", portal="bench.portal"):
        self.server = server
        self.log = server.log_path
        self.rpc = Rpc(server, login, login)  # an HR officer on either side
        self.portal = portal and Rpc(server, portal, portal)

    def statements(self):
        """What the last request in the log has asked of the database."""
        return int(_ASKED.findall(self.log.read_text(errors="replace"))[-1])

    def get(self, session, path):
        with session.open(self.server.url + path, timeout=60) as answer:
            return answer.read()

    def view(self, model, kind):
        """The arch of a view as the web client gets it, and the fields of the model."""
        got = self.rpc.call(model, "get_views", [[False, kind]])
        return ElementTree.fromstring(got["views"][kind]["arch"]), got["models"]

    def form(self, model, domain):
        """A call that reads one record as its form does."""
        arch, models = self.view(model, "form")
        spec = specification(arch, model, models)
        record = self.rpc.call(model, "search", domain, limit=1)
        return lambda: self.rpc.call(model, "web_read", record, spec)

    def list(self, model, limit):
        """A call that reads the first records as the list does."""
        arch, models = self.view(model, "list")
        spec = specification(arch, model, models)
        return lambda: self.rpc.call(model, "web_search_read", [], spec, limit=limit, order="id")


def specification(arch, model, models):
    """What the web client asks for: the fields of the view, the lines of an x2many by its inline view."""
    spec = {}
    for node, field in _fields(arch, models[model]["fields"]):
        if field["type"] in ("many2one", "reference"):
            spec[node.get("name")] = dict(RECORD)
        elif field["type"] in ("one2many", "many2many"):
            inline = next((child for child in node if child.tag in ("list", "kanban")), None)
            related = field.get("relation")
            if inline is not None and related in models:
                lines = specification(inline, related, models)
            else:
                lines = {"display_name": {}}
            spec[node.get("name")] = {"fields": lines, "limit": 40}
        else:
            spec[node.get("name")] = {}
    return spec


def _fields(arch, fields):
    """The field nodes of a view, without those of the views inside of them."""
    for child in arch:
        if child.tag == "field":
            if child.get("name") in fields:
                yield child, fields[child.get("name")]
        else:
            yield from _fields(child, fields)


def measure(*sides):
    """For each (site, call): median milliseconds and statements; the calls take turns."""
    return [(statistics.median(times), asked) for times, asked in taken(*sides)]


def taken(*sides):
    """For each (site, call): the milliseconds of all rounds, and statements; the calls take turns."""
    times, asked = [[] for _side in sides], [0 for _side in sides]
    for round_number in range(WARM + ROUNDS):
        for side, (site, call) in enumerate(sides):
            began = time.perf_counter()
            call()
            took = time.perf_counter() - began
            if round_number >= WARM:
                times[side].append(took * 1000)
                asked[side] = site.statements()
    return list(zip(times, asked, strict=True))


def rows(stock, ours):
    """(what, wanted, reached, whether it is reached) for each row of the table."""
    employee = [["name", "=", "Person 01"]]
    with_addon = ours.form("hr.employee", employee)
    (base, base_asked), (time_, asked) = measure((stock, stock.form("hr.employee", employee)), (ours, with_addon))
    yield compared("15", "employee form / stock", time_, base, 1.10)
    yield counted("15", "more statements than stock", asked - base_asked, 3)

    conferences = ours.list("casecon.conference", 80)
    (base, _asked), (time_, asked) = measure((ours, ours.list("hr.employee", 80)), (ours, conferences))
    yield compared("16", "list of 80 conferences / of 80 employees", time_, base, 1.0)
    (_time, short), (_time, long) = measure((ours, ours.list("casecon.conference", 8)), (ours, conferences))
    yield counted("16", "statements of the list: 80 rows more than 8", long - short, 0)
    for state in ("scheduled", "requested"):
        form = ours.form("casecon.conference", [["state", "=", state], ["employee_id.name", "like", "Person"]])
        (base, _asked), (time_, asked) = measure((ours, with_addon), (ours, form))
        yield compared("16", f"conference form ({state}) / employee form", time_, base, 1.0)
        yield counted("16", f"statements of the conference form ({state})", asked, 45)

    def my(site, path="/my", session=None):
        return site, lambda: site.get(session or site.portal, path)

    (base, _asked), (time_, _asked) = measure(my(stock), my(ours))
    yield compared("17", "/my with our card / stock", time_, base, 1.15)
    two = Rpc(ours.server, "portal.employee", "portal.employee")
    for which, session in (("one booked", ours.portal), ("one booked, one held", two)):
        (base, _asked), (time_, asked) = measure(my(ours, session=session), my(ours, "/my/conferences", session))
        yield compared("17", f"/my/conferences / /my ({which})", time_, base, 1.5)
        yield counted("17", f"statements of /my/conferences ({which})", asked, 25)


def compared(row, what, time_, base, wanted):
    ratio = time_ / base
    return row, what, f"≤ {wanted:.2f}", f"{ratio:.2f}  ({time_:.0f} / {base:.0f} ms)", ratio <= wanted


def counted(row, what, number, wanted):
    return row, what, f"≤ {wanted}", str(number), number <= wanted


def run():
    """Print the table; the exit status tells whether all of it is reached."""
    script = (Path(__file__).parent / "pages_data.py").read_text()
    names = {}
    for side, origin in (("stock", database.base(demo=True)), ("ours", database.template())):
        names[side] = database.name(f"bench_{side}")
        database.clone(origin, names[side])
        odoo.shell(names[side], script, LOGS / f"bench_{side}.log")
    with serving(names["stock"]) as one, serving(names["ours"]) as two:
        met = []
        print(f"row  {'what':<54} wanted    reached", flush=True)
        for row, what, wanted, reached, is_met in rows(Site(one), Site(two)):
            met.append(is_met)
            print(f"{row:<4} {what:<54} {wanted:<9} {reached}{'' if is_met else '   OVER'}", flush=True)
    print(f"\n{sum(met)} passed, {len(met) - sum(met)} failed")
    return 0 if all(met) else 1
