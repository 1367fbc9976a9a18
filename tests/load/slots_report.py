"""The benchmark's figures as a page: each row of the plan with what was reached and what was wanted."""

import platform

TIMES = "\N{MULTIPLICATION SIGN}"


def report(found, sizes, command):
    cells = {int(size): seen for size, seen in found["sizes"].items()}
    top = max(sizes)
    lines = [
        "# Performance of finding a time",
        "",
        f"Made by `{command} --write` (see `tests/load/bench_slots.py`).",
        f"One machine, {platform.machine()}, PostgreSQL {found['postgres']}: only the ratios count, because what is",
        "compared took turns in one process, or against one server. Medians of wall time.",
        "",
        "*floor*: the statement for busy times and the shared call for working times, the benchmark's own copy.",
        "*search*: gathering, engine and suggestions, from as many weeks as it takes. *every*: the same of all weeks,",
        "with all slots and their clinicians.",
        "*answer*: all that `find_times` returns, with a week, its reasons and a lane for everyone.",
        "*peer*: OCA `resource_booking`. *stock*: `_get_schedule`, `_get_busy_calendar_events` and `Intervals`.",
        "",
        "## Rows of the plan",
        "",
        "| # | what | wanted | reached | |",
        "|---|---|---|---|---|",
        *(row(*each) for each in rows(found, cells, top)),
        "",
        "## Finding a time",
        "",
        "| events | pool, weeks | floor, ms | search, ms | every | answer | peer | stock | SQL: ours / peer / stock |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size, seen in cells.items():
        for which, cell in seen.items():
            ways = cell["ways"]
            ms = {way: ways[way]["ms"] for way in ways}
            pool, weeks = which.split(",")
            lines.append(
                f"| {size:,} | {pool}, {weeks} | {ms['floor']:.1f}"
                f" | {ms['product']:.1f} ({TIMES}{ms['product'] / ms['floor']:.2f})"
                f" | {TIMES}{ms['every'] / ms['floor']:.2f} | {TIMES}{ms['drawn'] / ms['floor']:.2f}"
                f" | {TIMES}{ms['peer'] / ms['product']:.0f} | {TIMES}{ms['stock'] / ms['product']:.1f}"
                f" | {ways['product']['sql']} / {ways['peer']['sql']} / {ways['stock']['sql']} |"
            )
    lines += [
        "",
        "In *search*, *every* and *answer* the ratio is to the floor; in *peer* and *stock* it says how",
        "many times slower they are than our search.",
        "",
        f"## Where the time goes ({top:,} events, pool 20; ms)",
        "",
        "| part | 6 weeks | 26 weeks |",
        "|---|---|---|",
    ]
    short, long = cells[top]["20,6"]["parts"], cells[top]["20,26"]["parts"]
    lines += [f"| {name} | {short[name]:.1f} | {long[name]:.1f} |" for name in sorted(short, key=lambda n: -long[n])]
    slowest = max(long, key=long.get)
    lines += ["", f"The slowest part is *{slowest}*: start there to make it faster.", ""]
    return "\n".join(lines)


def row(number, what, wanted, reached, is_met):
    return f"| {number} | {what} | {wanted} | {reached} | {'yes' if is_met else '**no**'} |"


def rows(found, cells, top):
    """(number, what, wanted, reached, whether it is met)."""

    def ms(size, which, way="product"):
        return cells[size][which]["ways"][way]["ms"]

    def ratio(size, which, slow, fast="product"):
        return ms(size, which, slow) / ms(size, which, fast)

    def sql(size, which):
        return cells[size][which]["ways"]["product"]["sql"]

    low = min(cells)
    six, long = ratio(top, "20,6", "product", "floor"), ratio(top, "20,26", "product", "floor")
    yield (
        1,
        f"search / floor, {top:,} events, pool 20, 6 and 26 weeks",
        "≤ 1.6, 2.0",
        f"{six:.2f}, {long:.2f}",
        six <= 1.6 and long <= 2,
    )
    one, many = ratio(low, "1,6", "peer"), ratio(low, "20,6", "peer")
    yield (
        2,
        f"faster than the peer, {low:,} events, pool 1, 20",
        "≥ 6, 60 times",
        f"{one:.0f}, {many:.0f}",
        one >= 6 and many >= 60,
    )
    three = [ratio(top, which, "peer") for which in ("1,6", "20,6", "20,26")]
    yield (
        3,
        f"the same, {top:,} events, pool 1, 20; 20 and 26 weeks",
        "≥ 30, 140; 130",
        said(three),
        met(three, (30, 140, 130)),
    )
    four = [ratio(top, which, "stock") for which in ("1,6", "20,6", "20,26")]
    yield 4, f"faster than the stock way, {top:,} events, the same", "≥ 20, 30; 35", said(four), met(four, (20, 30, 35))
    seen = {sql(size, which) for size in cells for which in cells[size]}
    yield (
        5,
        "statements of a search, for every pool, horizon and number",
        "≤ 10, equal",
        said(sorted(seen)),
        max(seen) <= 10 and len(seen) == 1,
    )
    grown, plain = growth(found["growth"], "product"), growth(found["growth"], "floor")
    yield (
        6,
        f"growth: 0 → {top:,} events; pool 1 → 20; 6 → 26 weeks (of the floor)",
        "≤ 2.0; 2.2; 3.5",
        f"{said(grown, 1)} ({said(plain, 1)})",
        all(g <= most for g, most in zip(grown, (2.0, 2.2, 3.5), strict=True)),
    )
    rpc = found["rpc"]
    share = rpc["search"]["ms"] / rpc["form"]["ms"]
    yield (
        7,
        "`find_times` by RPC (pool 5, 6 weeks) / employee form `web_read`",
        "≤ 0.3",
        (f"{share:.2f} ({rpc['search']['ms']:.0f} / {rpc['form']['ms']:.0f} ms, {rpc['search']['sql']} statements)"),
        share <= 0.3,
    )
    both = found["ordinary"]
    cost = {verb: both["with"][verb] / both["without"][verb] for verb in both["with"]}
    yield (
        8,
        "ordinary `calendar.event` with the addon / without: " + ", ".join(cost),
        "≤ 1.15",
        said(cost.values(), 2),
        max(cost.values()) <= 1.15,
    )
    insert = found["insert"]["kept"] / found["insert"]["bare"]
    yield (
        9,
        f"insert with locks and {found['insert']['constraints']} exclusion constraints / bare",
        "≤ 2.5",
        f"{insert:.2f}",
        insert <= 2.5,
    )
    booking = found["booking"]
    times = booking["book"]["ms"] / booking["stock"]["ms"]
    yield (
        11,
        "booking by RPC, no mail under way / stock `create` of an event of four; statements",
        "≤ 3; ≤ 70",
        (
            f"{times:.1f} ({booking['book']['ms']:.0f} / {booking['stock']['ms']:.0f} ms);"
            f" {booking['book']['sql']} (stock {booking['stock']['sql']})"
        ),
        times <= 3 and booking["book"]["sql"] <= 70,
    )


def growth(medians, way):
    """How many times longer at most: with all events, for a pool of twenty, for half a year."""

    def times(more, less):
        return medians[f"{way},{more}"] / medians[f"{way},{less}"]

    cells = [cell.split(",", 2)[2] for cell in medians if cell.startswith(f"{way},full")]
    return (
        max(times(f"full,{cell}", f"empty,{cell}") for cell in cells),
        max(times(f"{diaries},20,6", f"{diaries},1,6") for diaries in ("empty", "full")),
        max(times(f"{diaries},20,26", f"{diaries},20,6") for diaries in ("empty", "full")),
    )


def said(values, digits=0):
    return ", ".join(f"{value:.{digits}f}" for value in values)


def met(values, least):
    return all(value >= wanted for value, wanted in zip(values, least, strict=True))
