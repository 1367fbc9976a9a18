import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts, queryFirst, queryText } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineParams, getService, makeServerError, onRpc, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { answer, at, block, clinician, conference, DAYS } from "./answer";
import { open } from "./open";

describe.current.tags("desktop");
defineMailModels();
defineParams({ lang_parameters: { time_format: "%H:%M" } });

const [MONDAY, TUESDAY, WEDNESDAY] = DAYS;
const flat = (text) => text.replace(/\s+/g, " ").trim();

describe("what is seen", () => {
    test("a table: a heading for each day, a row for each clinician, their week at its end", async () => {
        await open([answer([clinician(), clinician({ id: 4, name: "Ruth Levy", kind: "OH physician" })])]);
        expect(queryAllTexts("thead th").map(flat)).toEqual([
            "Clinician",
            "Mon 7 Dec 09 12 15",
            "Tue 8 DecToday 09 12 15",
            "Wed 9 Dec 09 12 15",
            "Thu 10 Dec 09 12 15",
            "Fri 11 Dec 09 12 15",
            "Week",
        ]);
        expect("thead th[scope=col]").toHaveCount(7);
        expect(queryAllTexts("tbody th[scope=row] a")).toEqual(["Nora Bell", "Ruth Levy"]);
        expect(".o_casecon_week_title").toHaveText("December 7 – 11, 2026");
    });

    test("hours and other meetings are said as well as drawn", async () => {
        const blocks = [
            block(MONDAY, "09:00", "12:00", "in_person"),
            block(MONDAY, "13:00", "15:00", "virtual"),
            block(MONDAY, "15:00", "17:00", "nobody"),
            block(MONDAY, "10:00", "10:30", "busy"),
        ];
        await open([answer([clinician({ blocks })])]);
        expect(queryText("tbody td:eq(0) p")).toBe(
            "In person only 09:00–12:00. By video only 13:00–15:00. At work, no meetings offered 15:00–17:00. Busy 10:00–10:30",
        );
        const drawn = queryFirst("tbody td:eq(0) .o_casecon_block_busy");
        expect(drawn.style.insetInlineStart).toBe("12.5%"); // an hour of the eight that are drawn
        expect(drawn.style.width).toBe("6.25%");
    });

    test("a conference is a block with the minutes around it, and a link that says when and its reference", async () => {
        const one = conference(TUESDAY, "10:00", "10:45", { kept_from: at(TUESDAY, "09:55") });
        const blocks = [block(TUESDAY, "09:00", "17:00"), one];
        await open([answer([clinician({ blocks, count: 1, loads: { [TUESDAY]: { count: 1 } } })])]);
        expect(flat(queryText("tbody td:eq(1) a"))).toBe("10:00 –10:45 CC-2026-0007");
        expect("tbody td:eq(1) a").toHaveAttribute("href", "/odoo/desk/7");
        const kinds = [...document.querySelectorAll("tbody td:nth-child(3) .o_casecon_block")].map((one) =>
            one.className.split("_").at(-1),
        );
        expect(kinds).toEqual(["both", "kept", "conference"]); // the last lies on top
    });

    test("one that the reader may not open is a time, and no link", async () => {
        const hidden = conference(TUESDAY, "10:00", "10:45", { id: false, name: false });
        await open([answer([clinician({ blocks: [hidden] })])]);
        expect("tbody td a").toHaveCount(0);
        expect(flat(queryText("tbody td:eq(1) li"))).toBe("10:00 –10:45 Case conference");
    });

    test("the load of a day against its limit; a full day says so", async () => {
        const loads = { [MONDAY]: { count: 1 }, [TUESDAY]: { count: 2, is_full: true } };
        await open([answer([clinician({ loads })])]);
        expect(queryAllTexts("tbody .o_casecon_count")).toEqual([
            "1 of 2 booked",
            "2 of 2 booked",
            "0 of 2 booked",
            "0 of 2 booked",
            "0 of 2 booked",
        ]);
        expect(".o_casecon_full").toHaveCount(1);
        expect("tbody td:eq(1) .o_casecon_full").toHaveText("Full");
        expect("tbody td:eq(0) .o_casecon_pips > span").toHaveCount(2);
        expect("tbody td:eq(0) .o_casecon_taken").toHaveCount(1);
    });

    test("without a limit the day's conferences are counted alone", async () => {
        await open([answer([clinician({ limit: 0, loads: { [MONDAY]: { count: 1 }, [TUESDAY]: { count: 12 } } })])]);
        expect(queryAllTexts("tbody .o_casecon_count").slice(0, 3)).toEqual([
            "1 case conference",
            "12 case conferences",
            "No case conference",
        ]);
        expect(".o_casecon_pips").toHaveCount(0);
    });

    test("the load of the week: hours in words and as a bar", async () => {
        await open([answer([clinician({ count: 3, booked: 195, available: 1950 })])]);
        expect(queryAllTexts("td.o_casecon_week_load > div").filter(Boolean)).toEqual([
            "3 h 15 min of 32 h 30 min booked (10%)",
            "3 case conferences",
        ]);
        expect(queryFirst(".o_casecon_bar > div").style.width).toBe("10%");
        expect(".o_casecon_summary").toHaveText(/3 case conferences, 3 h 15 min of 32 h 30 min booked \(10%\)/);
    });

    test("more booked than there are hours, none, and nobody knows", async () => {
        await open([
            answer([
                clinician({ booked: 120, available: 60 }),
                clinician({ id: 4, booked: 60, available: 0 }),
                clinician({ id: 5, booked: 60, available: false }),
            ]),
        ]);
        expect(queryAllTexts("td.o_casecon_week_load > div:nth-last-child(2)")).toEqual([
            "2 h of 1 h booked (200%)",
            "1 h booked, none available",
            "1 h booked",
        ]);
        expect(".o_casecon_over").toHaveCount(2);
    });

    test("who is away is said to be away; a conference then is marked", async () => {
        const blocks = [
            { start: at("2026-12-06", "00:00"), stop: at(TUESDAY, "13:00"), kind: "away" },
            block(TUESDAY, "13:00", "17:00"),
            block(WEDNESDAY, "09:00", "17:00", "nobody"),
            conference(MONDAY, "10:00", "10:45", { is_away: true }),
        ];
        await open([answer([clinician({ blocks, loads: { [MONDAY]: { count: 1 } } })])]);
        expect(queryAllTexts(".o_casecon_absence").slice(0, 4)).toEqual([
            "Away",
            "Away until 13:00",
            "At work, no meetings offered",
            "Not working",
        ]);
        expect("tbody td:eq(0) .o_casecon_clash").toHaveText("while away");
        expect("tbody td:eq(3) .o_casecon_count").toHaveCount(0);
    });

    test("zones are named where they differ, and only then", async () => {
        await open([answer([clinician(), clinician({ id: 4, name: "Ruth Levy", zone: "Europe/Paris" })])]);
        expect(".o_casecon_zone").toHaveText("Times in London time");
        expect("tbody th:eq(0)").not.toHaveText(/Works in/);
        expect("tbody th:eq(1)").toHaveText(/Works in Paris time/);
    });

    test("a reader elsewhere reads their own clock, named", async () => {
        const blocks = [conference(TUESDAY, "10:00", "10:45")];
        await open([answer([clinician({ blocks })], { zone: "America/New_York" })], "America/New_York");
        expect(flat(queryText("tbody td:eq(1) li a"))).toMatch(/^05:00 –05:45/);
        expect(".o_casecon_zone").toHaveText("Times in New York time");
    });

    test("what hinders a booking is said beside the name", async () => {
        await open([answer([clinician({ notes: ["The registration expires on 9 December."] })])]);
        expect("tbody th .o_casecon_doubt").toHaveText("The registration expires on 9 December.");
    });

    test("nobody enrolled: who may enrol is led there", async () => {
        await open([answer([], { can_enrol: true })]);
        expect(".o_casecon_pool table, .o_casecon_weeks").toHaveCount(0);
        expect(".o_casecon_nobody").toHaveText(/No clinician is enrolled yet/);
        patchWithCleanup(getService("action"), {
            doAction: (action) => expect.step([action.res_model, action.res_id]),
        });
        await click(".o_casecon_nobody button");
        expect.verifySteps([["casecon.clinician", false]]);
    });

    test("nobody enrolled: the others are told who can", async () => {
        await open([answer([], { can_enrol: false })]);
        expect(".o_casecon_nobody button").toHaveCount(0);
        expect(".o_casecon_nobody").toHaveText(/A lead clinician enrols/);
    });

    test("a week without a conference says so", async () => {
        await open([answer()]);
        expect(".o_casecon_summary").toHaveText(/No case conference is booked this week\./);
    });
});

describe("going about", () => {
    test("week to week and back to today; at its end a button does nothing", async () => {
        const following = answer([clinician()], { monday: "2026-12-14", previous: "2026-12-07", next: false });
        const asked = await open([answer(), following, answer()]);
        expect("button[aria-label='Previous week']").toHaveAttribute("aria-disabled", "true");
        await click("button[aria-label='Previous week']");
        await click("button[aria-label='Next week']");
        await animationFrame();
        expect("button[aria-label='Next week']").toHaveAttribute("aria-disabled", "true");
        await click("button[aria-label='Next week']");
        await click(".o_casecon_weeks button:contains(Today)");
        await animationFrame();
        expect(asked).toEqual([false, "2026-12-14", false]);
    });

    test("by its key, and the focus stays", async () => {
        const asked = await open([answer(), answer()]);
        queryFirst("button[aria-label='Next week']").focus();
        await press("Enter");
        await animationFrame();
        expect("button[aria-label='Next week']").toBeFocused();
        await press(["alt", "n"]);
        await animationFrame();
        expect(asked).toHaveLength(3);
    });

    test("a name leads to the clinician, a reference to the conference", async () => {
        await open([answer([clinician({ blocks: [conference(TUESDAY, "10:00", "10:45")] })])]);
        patchWithCleanup(getService("action"), {
            doAction: (action) => expect.step([action.res_model, action.res_id]),
        });
        await click("tbody th a");
        await click("tbody td a");
        expect.verifySteps([
            ["casecon.clinician", 3],
            ["casecon.conference", 7],
        ]);
    });

    test("while a week is asked for the old one stays, and nothing is asked twice", async () => {
        const slow = new Deferred();
        const asked = await open([answer()]);
        onRpc("casecon.clinician", "pool_week", async ({ args: [week] }) => {
            asked.push(week);
            await slow;
            return answer([clinician({ name: "Somebody else" })]);
        });
        await click("button[aria-label='Next week']");
        await animationFrame();
        expect(".o_casecon_pool").toHaveAttribute("aria-busy", "true");
        expect("tbody th a").toHaveText("Nora Bell");
        await click("button[aria-label='Next week']");
        expect(asked).toHaveLength(2);
        slow.resolve();
        await animationFrame();
        expect(".o_casecon_pool").toHaveAttribute("aria-busy", "false");
        expect("tbody th a").toHaveText("Somebody else");
    });

    test("a refusal is a sentence and can be tried again", async () => {
        const refusal = makeServerError({ type: "AccessError", message: "It is for OH administrators." });
        await open([refusal, answer()]);
        expect(".o_casecon_pool [role=alert]").toHaveText(/It is for OH administrators\./);
        expect(".o_casecon_pool table").toHaveCount(0);
        await click(".o_casecon_pool [role=alert] button");
        await animationFrame();
        expect(".o_casecon_pool [role=alert]").toHaveCount(0);
        expect("tbody th a").toHaveText("Nora Bell");
    });
});
