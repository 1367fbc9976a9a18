import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";

/**
 * Where everything lies in the picture of a week: plain values in and out, no component and no clock.
 *
 * The axis is the wall clock: all drawn days share it, so that nine o'clock stands above nine o'clock also in the
 * week of a clock change.
 */

/** The states of a start that can be chosen. */
export const CAN = ["free", "soft"];

const HOUR = 60;
const DAY = 24 * HOUR;

const minuteOf = (time) => time.hour * HOUR + time.minute;

/** Minutes of the wall clock from the midnight that begins `date` until `time`. */
function minutesInto(date, time) {
    const days = Math.round(time.startOf("day").setZone("utc", { keepLocalTime: true }).diff(date, "days").days);
    return days * DAY + minuteOf(time);
}

/** Whole hours that hold the drawn hours of every day: minutes from midnight. */
export function axisOf(days) {
    const from = Math.min(...days.map((day) => minutesInto(day.midnight, day.from)));
    const to = Math.max(...days.map((day) => minutesInto(day.midnight, day.to)));
    return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

/** Where a stretch lies on the axis of one day, in parts of a hundred; false where it cannot be seen. */
export function placeOf(day, axis, start, stop) {
    const clip = (minute) => Math.min(Math.max(minute, axis.from), axis.to);
    const [from, to] = [start, stop].map((time) => clip(minutesInto(day.midnight, time)));
    const share = (minutes) => Math.round((minutes / (axis.to - axis.from)) * 1e4) / 100;
    return to > from && { at: share(from - axis.from), width: share(to - from) };
}

const readDays = (rows, read) =>
    rows.map((row) => ({
        date: row.date,
        midnight: luxon.DateTime.fromISO(row.date, { zone: "utc" }),
        from: read(row.from),
        to: read(row.to),
    }));

const cellsOf = (day, axis, grid, starts) => {
    const cells = Array((axis.to - axis.from) / grid).fill(null);
    for (const start of starts) {
        const column = (minutesInto(day.midnight, start.time) - axis.from) / grid;
        if (Number.isInteger(column) && column >= 0 && column < cells.length) {
            // the hour that a clock change repeats is drawn once: it is in the night from Saturday to Sunday
            cells[column] ??= start;
        }
    }
    return cells;
};

/** Starts side by side of which the same is said come as one: the first, and how many. */
const startsOf = ({ count, ...said }, first, { grid, length }) =>
    Array.from({ length: count }, (_, index) => {
        const time = first.plus({ minutes: index * grid });
        return { ...said, start: serializeDateTime(time), time, until: time.plus({ minutes: length }) };
    });

/** A server's answer, read once: instants in the zone of the search, days with their cells, lanes with their blocks. */
export function drawn(answer) {
    const read = (text) => deserializeDateTime(text, { tz: answer.zone });
    const days = readDays(answer.week.days, read);
    const starts = answer.starts.flatMap((run) => startsOf(run, read(run.start), answer));
    const axis = days.length ? axisOf(days) : { from: 0, to: 0 };
    for (const day of days) {
        day.cells = cellsOf(day, axis, answer.grid, starts);
    }
    const lanes = answer.lanes
        .filter((lane) => lane.key !== "everybody")
        .map((lane) => ({
            ...lane,
            blocks: (lane.blocks || []).map((block) => ({ ...block, from: read(block.start), to: read(block.stop) })),
        }));
    const suggestions = answer.suggestions.map((slot) => ({ ...slot, time: read(slot.start), until: read(slot.stop) }));
    const { zone, grid, employee_zone: employeeZone } = answer;
    const earliest = read(answer.first_allowed);
    return { zone, employeeZone, grid, earliest, axis, days, starts, lanes, suggestions };
}

/** The time that is chosen, with whom and where it brings along; undefined where it cannot be. */
export function standingAt({ starts, suggestions }, chosen) {
    const can = starts.filter(({ state }) => CAN.includes(state));
    return [...suggestions, ...can].find(({ start }) => start === chosen);
}

/** The full hours on the axis, as minutes from midnight. */
export function hoursOf(axis) {
    return Array.from({ length: (axis.to - axis.from) / HOUR }, (_, index) => axis.from + index * HOUR);
}

/** What is seen of one lane on one day, with its place on the axis. */
export function blocksOn(day, axis, lane) {
    return lane.blocks
        .map((block) => ({ ...block, place: placeOf(day, axis, block.from, block.to) }))
        .filter((block) => block.place);
}

const BLOCKING = ["busy", "conference", "buffer", "away", "outside", "soft"];

/** What keeps the person of one lane from a meeting at this time: the kind of the block that counts most, or "". */
export function hindrance(lane, from, until) {
    const kinds = lane.blocks.filter((block) => block.from < until && from < block.to).map((block) => block.kind);
    return BLOCKING.find((kind) => kinds.includes(kind)) || "";
}

/** Where a start lies in the grid; false when it is not of this week. */
export function positionOf(days, start) {
    for (const [row, day] of days.entries()) {
        const column = day.cells.findIndex((cell) => cell && cell.start === start);
        if (column >= 0) {
            return { row, column };
        }
    }
    return false;
}

/** The cell with a start that lies nearest to a column; -1 on a day without any. */
export function nearest(cells, column) {
    let best = -1;
    for (const [index, cell] of cells.entries()) {
        if (cell && (best < 0 || Math.abs(index - column) < Math.abs(best - column))) {
            best = index;
        }
    }
    return best;
}

const along = (cells, column, by) => {
    let next = column + by;
    while (next >= 0 && next < cells.length && !cells[next]) {
        next += by;
    }
    return cells[next] ? next : column;
};

/**
 * Where a key leads in the grid: rows are the days, then the lanes; a lane has one place, its name.
 *
 * `at`: {row, column}. Returns the new place, {week: "previous" | "next"}, or false where the key means nothing.
 */
export function step(days, lanes, at, key) {
    const cells = days[at.row]?.cells;
    const last = days.length + lanes - 1;
    const go = (row) => {
        const to = Math.min(Math.max(row, 0), last);
        return days[to] ? { row: to, column: nearest(days[to].cells, at.column) } : { row: to, column: at.column };
    };
    const across = {
        ArrowLeft: () => along(cells, at.column, -1),
        ArrowRight: () => along(cells, at.column, 1),
        Home: () => nearest(cells, 0),
        End: () => nearest(cells, cells.length - 1),
    };
    if (across[key]) {
        return cells ? { ...at, column: across[key]() } : false;
    }
    const down = {
        ArrowUp: () => go(at.row - 1),
        ArrowDown: () => go(at.row + 1),
        PageUp: () => ({ week: "previous" }),
        PageDown: () => ({ week: "next" }),
    };
    return down[key] ? down[key]() : false;
}
