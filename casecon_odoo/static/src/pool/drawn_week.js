import { deserializeDateTime } from "@web/core/l10n/dates";
import { axisOf, hoursOf, placeOf } from "../times/times";

/** Where everything lies in the pool's week: plain values in and out, no component and no clock. */

export const HOURS = ["both", "in_person", "virtual", "nobody"];
const OFFICE = { from: 9 * 60, to: 17 * 60 }; // what is drawn of a week in which nobody works
const BY_TIME = (one, other) => one.from - other.from;
/** What is drawn over what. */
const LAYERS = [...HOURS, "away", "busy", "kept", "conference"];

/** The part of a block that lies in a day; false where there is none. */
function within(day, { start, stop, ...block }) {
    const from = start > day.begins ? start : day.begins;
    const to = stop < day.ends ? stop : day.ends;
    return from < to && { ...block, from, to, begins: start };
}

function readBlocks(row, read) {
    const blocks = row.blocks.map((block) => ({ ...block, start: read(block.start), stop: read(block.stop) }));
    const kept = blocks
        .filter((block) => block.kind === "conference")
        .map((block) => ({ kind: "kept", start: read(block.kept_from), stop: read(block.kept_until) }));
    return [...blocks, ...kept];
}

const dayOf = (date, zone) => {
    const begins = luxon.DateTime.fromISO(date, { zone });
    return { date, midnight: luxon.DateTime.fromISO(date, { zone: "utc" }), begins, ends: begins.plus({ days: 1 }) };
};

function cellOf(day, row, blocks) {
    const seen = blocks.map((block) => within(day, block)).filter(Boolean);
    const of = (...kinds) => seen.filter((block) => kinds.includes(block.kind)).sort(BY_TIME);
    return {
        ...day,
        ...row.days[day.date],
        hours: of(...HOURS),
        away: of("away"),
        busy: of("busy"),
        // one that runs over midnight is listed on the day on which it begins
        conferences: of("conference").filter((block) => block.begins >= day.begins),
        blocks: seen.sort((one, other) => LAYERS.indexOf(one.kind) - LAYERS.indexOf(other.kind)),
    };
}

/** Whole hours that hold all hours and conferences: minutes from midnight, the same for all days and people. */
function axisOfAll(rows) {
    const counts = [...HOURS, "kept"];
    const stretches = rows
        .flatMap((row) => row.cells)
        .flatMap((cell) => cell.blocks.filter(({ kind }) => counts.includes(kind)).map((block) => [cell, block]))
        .map(([{ midnight }, { from, to }]) => ({ midnight, from, to }));
    return stretches.length ? axisOf(stretches) : OFFICE;
}

/** A server's answer, read once: instants on the reader's clock, a row for each clinician, a cell for each day. */
export function drawnWeek(answer) {
    const read = (text) => deserializeDateTime(text, { tz: answer.zone });
    const days = answer.days.map((date) => dayOf(date, answer.zone));
    const rows = answer.clinicians.map((row) => {
        const blocks = readBlocks(row, read);
        return { ...row, cells: days.map((day) => cellOf(day, row, blocks)) };
    });
    const axis = axisOfAll(rows);
    for (const cell of rows.flatMap((row) => row.cells)) {
        cell.blocks = cell.blocks
            .map((block) => ({ ...block, place: placeOf(cell, axis, block.from, block.to) }))
            .filter((block) => block.place);
    }
    return { zone: answer.zone, days, rows, axis };
}

/** Every third full hour, with its place in parts of a hundred: what fits above a narrow day. */
export function rulerOf(axis) {
    return hoursOf(axis)
        .filter((minutes) => minutes % 180 === 0)
        .map((minutes) => ({ minutes, at: (100 * (minutes - axis.from)) / (axis.to - axis.from) }))
        .filter(({ at }) => at < 90); // beyond it the label would stand in the next day
}
