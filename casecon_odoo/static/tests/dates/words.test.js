import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { defineParams, makeMockEnv } from "@web/../tests/web_test_helpers";
import { dayInWords, inFormat, isReadable, unreadable } from "@casecon_odoo/dates/words";

describe.current.tags("headless");

const BRITISH = { date_format: "%d/%m/%Y", time_format: "%H:%M:%S" };

test("words are days, seen from a Monday", async () => {
    mockDate("2026-11-30 12:00:00");
    await makeMockEnv();
    const said = {
        today: "2026-11-30",
        Tomorrow: "2026-12-01",
        "in 2 weeks": "2026-12-14",
        "10 days": "2026-12-10",
        "next week": "2026-12-07",
        "in 1 month": "2026-12-30",
        monday: "2026-12-07",
        Friday: "2026-12-04",
        "14 December": "2026-12-14",
        "3 March": "2027-03-03",
        "14 December 2027": "2027-12-14",
    };
    for (const [words, day] of Object.entries(said)) {
        expect(dayInWords(words)?.toISODate()).toBe(day, { message: words });
    }
    for (const none of ["", "week", "in weeks", "the day after", "31 February", "2 weeks ago"]) {
        expect(dayInWords(none)).toBe(null, { message: none });
    }
});

test("a British page reads British dates and names one", async () => {
    mockDate("2026-11-30 12:00:00");
    defineParams({ lang_parameters: BRITISH });
    await makeMockEnv();
    expect(isReadable("14/12/2026", "date")).toBe(true);
    expect(isReadable("12/14/2026", "date")).toBe(false);
    expect(isReadable("2 weeks ago", "date")).toBe(false);
    expect(isReadable("14/12/2026 10:30", "datetime")).toBe(true);
    expect(unreadable("12/14/2026", "date")).toBe(
        "“12/14/2026” is not a date. Enter it as 31/12/2026, or in words: in 2 weeks.",
    );
    expect(inFormat("in 2 weeks", "date")).toBe("14/12/2026");
    expect(inFormat("tomorrow 10:30", "datetime")).toBe("01/12/2026 10:30");
    expect(inFormat("tomorrow", "datetime")).toBe(null);
});
