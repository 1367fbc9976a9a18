/** The painted week of a clinician as half hours, and back. Stored: {"0": [[540, 720, "both"]]}, 0 is Monday. */

export const STEP = 30;
export const CELLS = (24 * 60) / STEP;
export const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** By weekday, what each half hour of the day says: "", "both", "in_person" or "virtual". */
export function toCells(painted) {
    return DAYS.map((day) => {
        const cells = Array(CELLS).fill("");
        for (const [begin, end, meets] of painted?.[day] || []) {
            cells.fill(meets, begin / STEP, end / STEP);
        }
        return cells;
    });
}

/** A week in which each day is the same, from one half hour to before another. */
export function everyDay(first, last, meets) {
    return DAYS.map(() => Array(CELLS).fill("").fill(meets, first, last));
}

/** Stretches of the same kind in one day, as [begin, end, kind] in minutes; what is off is left out. */
export function spansOf(cells) {
    const spans = [];
    cells.forEach((meets, index) => {
        const last = spans.at(-1);
        if (last && last[2] === meets && last[1] === index * STEP) {
            last[1] += STEP;
        } else if (meets) {
            spans.push([index * STEP, (index + 1) * STEP, meets]);
        }
    });
    return spans;
}

/** What is stored; false when nothing is painted: then the working hours alone decide. */
export function toPainted(week) {
    const painted = {};
    for (const day of DAYS) {
        const spans = spansOf(week[day]);
        if (spans.length) {
            painted[day] = spans;
        }
    }
    return Object.keys(painted).length ? painted : false;
}

/** The week with a rectangle of days and half hours painted, corners included. */
export function paint(week, from, to, meets) {
    const [firstDay, lastDay] = [from.day, to.day].sort((a, b) => a - b);
    const [first, last] = [from.cell, to.cell].sort((a, b) => a - b);
    return week.map((cells, day) =>
        day < firstDay || day > lastDay
            ? cells
            : cells.map((before, cell) => (cell < first || cell > last ? before : meets)),
    );
}
