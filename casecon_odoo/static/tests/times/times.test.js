import { clockOf } from "@casecon_odoo/moments";
import { axisOf, blocksOn, drawn, hindrance, nearest, placeOf, positionOf, step } from "@casecon_odoo/times/times";
import { describe, expect, test } from "@odoo/hoot";
import { answer, at, lane } from "./answer";

describe.current.tags("desktop");

const drawnDay = (date, from, to, zone = "Europe/London") =>
    drawn(
        answer({
            zone,
            starts: [],
            suggestions: [],
            week: { days: [{ date, from: at(date, from), to: at(date, to) }] },
        }),
    );

test("the axis begins and ends with a full hour", () => {
    const { days } = drawnDay("2026-12-07", "08:45", "16:15");
    expect(axisOf(days)).toEqual({ from: 8 * 60, to: 17 * 60 });
});

test("a day that ends at midnight reaches to the end of the axis", () => {
    const date = "2026-12-07";
    const { axis } = drawn(
        answer({ starts: [], week: { days: [{ date, from: at(date, "20:00"), to: at("2026-12-08", "00:00") }] } }),
    );
    expect(axis).toEqual({ from: 20 * 60, to: 24 * 60 });
});

test("a block lies where the wall clock has it, cut at the edges of the day", () => {
    const { days, axis } = drawnDay("2026-12-07", "09:00", "13:00");
    const instant = (time) => luxon.DateTime.fromSQL(at("2026-12-07", time), { zone: "Europe/London" });
    expect(placeOf(days[0], axis, instant("10:00"), instant("11:00"))).toEqual({ at: 25, width: 25 });
    expect(placeOf(days[0], axis, instant("07:00"), instant("10:00"))).toEqual({ at: 0, width: 25 });
    expect(placeOf(days[0], axis, instant("14:00"), instant("15:00"))).toBe(false);
});

test("nine o'clock stays above nine o'clock in the week of a clock change", () => {
    // London leaves summer time on Sunday, 25 October 2026: nine there is 08:00 UTC before, 09:00 UTC after.
    const week = drawn(
        answer({
            suggestions: [],
            lanes: [],
            starts: [
                { start: "2026-10-23 08:00:00", count: 1, state: "free" },
                { start: "2026-10-26 09:00:00", count: 1, state: "free" },
            ],
            week: {
                days: [
                    { date: "2026-10-23", from: "2026-10-23 08:00:00", to: "2026-10-23 11:00:00" },
                    { date: "2026-10-26", from: "2026-10-26 09:00:00", to: "2026-10-26 12:00:00" },
                ],
            },
        }),
    );
    expect(week.axis).toEqual({ from: 9 * 60, to: 12 * 60 });
    expect(week.days.map((day) => day.cells.findIndex(Boolean))).toEqual([0, 0]);
});

test("the hour that a clock change repeats is said with its offset", () => {
    const london = (text) => luxon.DateTime.fromISO(text, { zone: "utc" }).setZone("Europe/London");
    const [first, again] = ["2026-10-25T00:30Z", "2026-10-25T01:30Z"].map((text) => clockOf(london(text)));
    expect([first, again]).toEqual(["01:30 GMT+1", "01:30 GMT"]);
    expect(clockOf(london("2026-10-25T02:30Z"))).toBe("02:30");
});

test("an all-night leave is seen on both of its days", () => {
    const blocks = [{ start: at("2026-12-07", "11:00"), stop: at("2026-12-08", "10:00"), kind: "away" }];
    const week = drawn(answer({ lanes: [lane({ key: "manager:4", name: "Ms Moss", blocks })] }));
    const places = week.days.map((day) => blocksOn(day, week.axis, week.lanes[0]).map((block) => block.place));
    expect(places).toEqual([[{ at: 66.67, width: 33.33 }], [{ at: 0, width: 33.33 }], []]);
});

test("what hinders most is named, and what only touches does not hinder", () => {
    const { lanes, starts } = drawn(
        answer({
            lanes: [
                lane({
                    key: "manager:4",
                    name: "Ms Moss",
                    blocks: [
                        { start: at("2026-12-07", "10:00"), stop: at("2026-12-07", "10:30"), kind: "soft" },
                        { start: at("2026-12-07", "10:30"), stop: at("2026-12-07", "11:00"), kind: "busy" },
                    ],
                }),
            ],
        }),
    );
    const kindAt = (time) => {
        const start = starts.find((row) => row.start === at("2026-12-07", time));
        return hindrance(lanes[0], start.time, start.until);
    };
    expect(["09:15", "09:30", "10:00", "11:00"].map(kindAt)).toEqual(["", "soft", "busy", ""]);
});

const CELLS = (text) => [...text].map((sign, index) => (sign === "." ? null : { start: `${text}${index}` }));
const DAYS = [{ cells: CELLS("xx.x") }, { cells: CELLS(".xx.") }];

test("keys lead across a day, over what has no start, and stop at its ends", () => {
    expect(step(DAYS, 2, { row: 0, column: 1 }, "ArrowRight")).toEqual({ row: 0, column: 3 });
    expect(step(DAYS, 2, { row: 0, column: 3 }, "ArrowRight")).toEqual({ row: 0, column: 3 });
    expect(step(DAYS, 2, { row: 0, column: 3 }, "Home")).toEqual({ row: 0, column: 0 });
    expect(step(DAYS, 2, { row: 1, column: 1 }, "End")).toEqual({ row: 1, column: 2 });
});

test("keys lead from day to day, on to the lanes and back to the same hour", () => {
    expect(step(DAYS, 2, { row: 0, column: 3 }, "ArrowDown")).toEqual({ row: 1, column: 2 });
    expect(step(DAYS, 2, { row: 1, column: 2 }, "ArrowDown")).toEqual({ row: 2, column: 2 });
    expect(step(DAYS, 2, { row: 3, column: 2 }, "ArrowDown")).toEqual({ row: 3, column: 2 });
    expect(step(DAYS, 2, { row: 2, column: 2 }, "ArrowUp")).toEqual({ row: 1, column: 2 });
    expect(step(DAYS, 2, { row: 2, column: 2 }, "ArrowRight")).toBe(false);
});

test("a page is a week; another key means nothing", () => {
    expect(step(DAYS, 2, { row: 0, column: 0 }, "PageDown")).toEqual({ week: "next" });
    expect(step(DAYS, 2, { row: 3, column: 0 }, "PageUp")).toEqual({ week: "previous" });
    expect(step(DAYS, 2, { row: 0, column: 0 }, "a")).toBe(false);
});

test("a start is found by its text, the nearest one by its column", () => {
    expect(positionOf(DAYS, ".xx.2")).toEqual({ row: 1, column: 2 });
    expect(positionOf(DAYS, "elsewhere")).toBe(false);
    expect([0, 3].map((column) => nearest(DAYS[1].cells, column))).toEqual([1, 2]);
    expect(nearest([null, null], 1)).toBe(-1);
});
