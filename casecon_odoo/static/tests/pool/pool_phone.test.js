import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryText } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineParams } from "@web/../tests/web_test_helpers";
import { answer, block, clinician, conference, DAYS } from "./answer";
import { open } from "./open";

describe.current.tags("mobile");
defineMailModels();
defineParams({ lang_parameters: { time_format: "%H:%M" } });

const [MONDAY] = DAYS;

test("on a phone the week is a list for each clinician, with all in words", async () => {
    const blocks = [block(MONDAY, "09:00", "12:00", "virtual"), conference(MONDAY, "10:00", "10:45")];
    await open([
        answer([
            clinician({ blocks, count: 1, booked: 60, available: 180, loads: { [MONDAY]: { count: 1 } } }),
            clinician({ id: 4, name: "Ruth Levy" }),
        ]),
    ]);
    expect(".o_casecon_pool table").toHaveCount(0);
    expect(queryAllTexts(".o_casecon_pool_card h3 a")).toEqual(["Nora Bell", "Ruth Levy"]);
    expect(queryAllTexts(".o_casecon_pool_card:eq(0) h4")).toEqual([
        "Mon 7 Dec",
        "Tue 8 DecToday",
        "Wed 9 Dec",
        "Thu 10 Dec",
        "Fri 11 Dec",
    ]);
    const monday = queryText(".o_casecon_pool_card:eq(0) li:eq(0)");
    expect(monday).toMatch(/1 of 2 booked/);
    expect(monday).toMatch(/10:00–10:45\s*CC-2026-0007/);
    expect(monday).toMatch(/By video only 09:00–12:00/);
    expect(".o_casecon_pool_card:eq(0)").toHaveText(/1 h of 3 h booked \(33%\)/);
});
