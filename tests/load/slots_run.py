"""Runs inside Odoo: measures the ways side by side and writes what it saw as JSON."""

import json
import statistics
import time
from pathlib import Path

from odoo.addons.casecon_odoo.models.scheduling import slot_finder

from .slots_data import Data
from .slots_ways import Ways

ROUNDS = {"floor": 15, "product": 15, "every": 15, "drawn": 9, "peer": 3, "stock": 5}
GROWING, DIARIES = ("floor", "product"), ("empty", "full")
CELLS = ((1, 6), (5, 6), (20, 6), (1, 26), (20, 26))
PARTS = {
    "who can be booked": (slot_finder.SlotFinder, "_enrolled"),
    "which rooms": (slot_finder.SlotFinder, "_open_rooms"),
    "who they are": (slot_finder, "look_up"),
    "working time": (slot_finder, "WorkingTime"),
    "busy times": (slot_finder, "busy_times"),
    "booked hours": (slot_finder, "hours_booked"),
    "hours of each": (slot_finder.SlotFinder, "_hours"),
    "clinicians": (slot_finder.SlotFinder, "_clinician"),
    "engine": (slot_finder, "find"),
}


def main(env, sizes, out):
    data = Data(env)
    ways = Ways(data)
    found = {"sizes": {}, "postgres": version(env)}
    for size in sizes:
        data.grow(size)
        cells = found["sizes"][size] = {}
        for pool, weeks in CELLS:
            cells[f"{pool},{weeks}"] = cell = measured(ways, pool, weeks)
            print(size, pool, weeks, {way: round(seen["ms"], 1) for way, seen in cell["ways"].items()}, flush=True)
    found["growth"] = growth(ways)
    Path(out).write_text(json.dumps(found))


def measured(ways, pool, weeks):
    """Medians of all ways, which take turns."""
    times = {way: [] for way in ROUNDS}
    cpu = {way: [] for way in ROUNDS}
    statements = {}
    for number in range(max(ROUNDS.values()) + 1):
        for way, rounds in ROUNDS.items():
            if number > rounds:
                continue
            env = ways.env()
            before, began, began_cpu = env.cr.sql_log_count, time.perf_counter(), time.process_time()
            getattr(ways, way)(env, pool, weeks)
            if number:  # the first round warms up
                times[way].append((time.perf_counter() - began) * 1000)
                cpu[way].append((time.process_time() - began_cpu) * 1000)
            statements[way] = env.cr.sql_log_count - before
    return {
        "ways": {
            way: {"ms": statistics.median(times[way]), "cpu": statistics.median(cpu[way]), "sql": statements[way]}
            for way in ROUNDS
        },
        "parts": parts(ways, pool, weeks),
    }


def growth(ways):
    """Medians of floor and search over all meetings and over none, in turns: minutes apart the machine is another."""
    ways.empty_diaries()
    times = {f"{way},{diaries},{pool},{weeks}": [] for way in GROWING for diaries in DIARIES for pool, weeks in CELLS}
    for number in range(26):
        for cell, seen in times.items():
            way, diaries, pool, weeks = cell.split(",")
            env = ways.env()
            ways.choose(env, diaries)
            began = time.perf_counter()
            getattr(ways, way)(env, int(pool), int(weeks))
            if number:
                seen.append((time.perf_counter() - began) * 1000)
    return {cell: statistics.median(seen) for cell, seen in times.items()}


def parts(ways, pool, weeks):
    """Where the product's time goes: median milliseconds of each part, the rest by itself."""
    seen = {name: [] for name in PARTS}
    whole = []
    for number in range(7):
        spent = dict.fromkeys(PARTS, 0.0)
        kept = {name: getattr(owner, attribute) for name, (owner, attribute) in PARTS.items()}
        for name, (owner, attribute) in PARTS.items():
            setattr(owner, attribute, timed(kept[name], name, spent))
        env = ways.env()
        began = time.perf_counter()
        try:
            ways.product(env, pool, weeks)
        finally:
            for name, (owner, attribute) in PARTS.items():
                setattr(owner, attribute, kept[name])
        if number:
            whole.append((time.perf_counter() - began) * 1000)
            for name in PARTS:
                seen[name].append(spent[name] * 1000)
    # hours are counted within clinicians too
    result = {name: statistics.median(values) for name, values in seen.items()}
    result["suggestions and the rest"] = max(statistics.median(whole) - sum(result.values()), 0.0)
    return result


def timed(function, name, spent):
    def call(*args, **kwargs):
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - began

    return call


def version(env):
    env.cr.execute("SHOW server_version")
    return env.cr.fetchone()[0]
