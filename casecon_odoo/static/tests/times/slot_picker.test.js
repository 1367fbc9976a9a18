import { SlotPicker } from "@casecon_odoo/times/slot_picker";
import { Component, useState, xml } from "@odoo/owl";
import { describe, expect, test } from "@odoo/hoot";
import { click, hover, press, queryAll, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame, Deferred, mockTimeZone } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineParams, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { answer, at, MOSS } from "./answer";

describe.current.tags("desktop");
defineMailModels();

const MONDAY = "2026-12-07";

/** The picker as a form holds it: what is chosen and wished comes back to it. */
class Form extends Component {
    static components = { SlotPicker };
    static props = ["*"];
    static template = xml`
        <SlotPicker wish="{ ...state.wish }" chosen="state.chosen" refusal="state.refusal" clinicians="props.clinicians"
            onChoose.bind="choose" onWishChange.bind="change"/>
        <input class="after"/>`;

    setup() {
        this.state = useState({
            wish: { employee_id: 7, optional: [] },
            chosen: false,
            refusal: "",
            ...this.props.with,
        });
    }

    choose(slot) {
        expect.step(`${slot.start} to ${slot.stop}, ${slot.clinician_id}, ${slot.room_id}`);
        this.state.chosen = slot.start;
    }

    change(changes) {
        Object.assign(this.state.wish, changes);
    }
}

/** Mount it; `answers` are given one after the other, the last one again and again. */
async function open(answers = [answer()], { isOpen = true, ...props } = {}) {
    mockTimeZone("Europe/London");
    const wishes = [];
    onRpc("casecon.conference", "find_times", ({ args }) => {
        wishes.push(args[0]);
        const given = answers[Math.min(wishes.length, answers.length) - 1];
        if (given instanceof Error) {
            throw given;
        }
        return given;
    });
    const form = await mountWithCleanup(Form, { props });
    await animationFrame();
    if (isOpen) {
        await click(".o_casecon_toggle");
        await animationFrame();
    }
    return { form, wishes };
}

const line = () => queryOne(".o_casecon_line").textContent;

async function into(selector) {
    queryOne(selector).focus();
    await animationFrame();
}

const cell = (row, column) => `[data-row='${row}'][data-column='${column}']`;

describe("suggestions", () => {
    test("three times stand first, with day, hours, who, where and who is tentative", async () => {
        await open(undefined, { isOpen: false });
        expect(queryAllTexts(".o_casecon_suggestion").map((text) => text.replace(/\s+/g, " "))).toEqual([
            "Monday 7 December, 10:00–10:45 Sam Okafor, Room 2.14 Everyone is free.",
            "Tuesday 8 December, 09:30–10:15 Sam Okafor, Room 2.14 Ms Moss is tentative.",
            "Wednesday 9 December, 11:00–11:45 Sam Okafor, Room 2.14 Everyone is free.",
        ]);
        expect(".o_casecon_grid").toHaveCount(0);
        expect(".o_casecon_told").toHaveText(
            "These people will each get one message: Emily Stone, Sam Okafor, and Ms Moss.",
        );
    });

    test("one press chooses, and the chosen one says so without colour", async () => {
        await open(undefined, { isOpen: false });
        await click(".o_casecon_suggestion:eq(1)");
        await animationFrame();
        expect.verifySteps(["2026-12-08 09:30:00 to 2026-12-08 10:15:00, 3, 9"]);
        expect(queryAll("[aria-pressed=true]")).toHaveLength(1);
        expect(".o_casecon_suggestion:eq(1)").toHaveAttribute("aria-pressed", "true");
        expect(".o_casecon_suggestion:eq(1) .fa-check").toHaveCount(1);
    });

    test("where the reader lives in another zone, both times are shown and named", async () => {
        const shown = answer({ zone: "Asia/Tokyo" });
        await open([shown], { isOpen: false });
        expect(".o_casecon_suggestion:eq(0) .o_casecon_hours").toHaveText("19:00–19:45 (Tokyo time)");
        expect(".o_casecon_suggestion:eq(0)").toHaveText(/For you: .*10:00.*London time/);
    });

    test("of whom nothing is known at any of the times is said once", async () => {
        const PARK = { key: "companion:5", name: "Jo Park", state: "unknown" };
        const known = answer().suggestions;
        const suggestions = known.map((slot) => ({ ...slot, people: [...slot.people, PARK] }));
        await open([answer({ suggestions })], { isOpen: false });
        expect(queryAllTexts(".o_casecon_suggestion .small:last-child")).toEqual([
            "Everyone else is free.",
            "Ms Moss is tentative.",
            "Everyone else is free.",
        ]);
        expect(".o_casecon_unknown_people").toHaveText("Not known whether they are free: Jo Park");
        expect(".o_casecon_suggestions").toHaveAttribute("aria-describedby", "casecon_unknown");
    });

    test("an employee in another zone: their own time stands on each and in the line", async () => {
        await open([answer({ employee_zone: "America/New_York" })]);
        expect(".o_casecon_suggestion:eq(0)").toHaveText(/For the employee: Mon 7 Dec, 05:00 \(New York time\)/);
        await into(cell(0, 4));
        expect(line()).toMatch(/\(London time\)\. For the employee: Mon 7 Dec, 05:00 \(New York time/);
    });

    test("why later dates stand first is said", async () => {
        await open([answer({ note: "The companion cannot make it." })], { isOpen: false });
        expect(".o_casecon_note_line").toHaveText("The companion cannot make it.");
    });

    test("what the employee's notice forbids is said once above the week", async () => {
        const special = { [at(MONDAY, "09:00")]: { state: "refused", reason: "Too little notice." } };
        await open([answer({ special, first_allowed: at(MONDAY, "09:10") })]);
        expect(".o_casecon_too_soon").toHaveText(
            "Before Monday 7 December, 09:10: too little notice for the employee.",
        );
    });

    test("a time that is typed while the week is open is spoken of at once", async () => {
        const { form } = await open(undefined, { with: { chosen: at(MONDAY, "10:00") } });
        expect(line()).toMatch(/^Monday 7 December, 10:00/);
        form.state.chosen = at("2026-12-09", "09:30");
        await animationFrame();
        expect(line()).toMatch(/^Wednesday 9 December, 09:30/);
        expect(".o_casecon_lanes_day").toHaveText("Wednesday 9 December");
    });

    test("a typed time that cannot be says why, in the engine's words", async () => {
        const chosen = at(MONDAY, "09:15");
        const reason = "Sam Okafor is busy until 10:00.";
        await open([answer({ special: { [chosen]: { state: "refused", reason } } })], {
            isOpen: false,
            with: { chosen },
        });
        expect(".o_casecon_doubt").toHaveText(
            "Monday 7 December, 09:15–10:00 (London time). Sam Okafor is busy until 10:00.",
        );
        await click(".o_casecon_toggle");
        await animationFrame();
        expect(".o_casecon_cell[aria-selected=true]").toHaveClass("o_casecon_impossible");
        expect(".o_casecon_cell[aria-selected=true] .fa-exclamation-triangle").toHaveCount(1);
        expect(".o_casecon_chosen").toHaveCount(0);
    });
});

describe("the week by keyboard", () => {
    test("the grid is one tab stop, and it is where the first suggestion is", async () => {
        await open();
        await into(".o_casecon_toggle");
        await press("Tab"); // previous week
        await press("Tab"); // next week
        await press("Tab");
        expect(cell(0, 4)).toBeFocused();
        await press("Tab");
        expect(".after").toBeFocused();
        expect(queryAll(".o_casecon_grid [tabindex='0']")).toHaveLength(1);
    });

    test("arrows move in time and from day to day, Home and End to the ends of the day", async () => {
        await open();
        await into(cell(0, 4));
        await press("ArrowRight");
        await animationFrame();
        expect(cell(0, 5)).toBeFocused();
        await press("ArrowDown");
        await animationFrame();
        expect(cell(1, 5)).toBeFocused();
        await press("Home");
        await animationFrame();
        expect(cell(1, 0)).toBeFocused();
        await press("End");
        await animationFrame();
        expect(cell(1, 9)).toBeFocused();
        expect(cell(1, 9)).toHaveAttribute("tabindex", "0");
        expect(queryAll(".o_casecon_grid [tabindex='0']")).toHaveLength(1);
    });

    test("right-to-left, the arrow to the left leads on in time", async () => {
        defineParams({ lang_parameters: { direction: "rtl" } });
        await open();
        await into(cell(0, 4));
        await press("ArrowLeft");
        await animationFrame();
        expect(cell(0, 5)).toBeFocused();
    });

    test("Enter and Space choose", async () => {
        await open();
        await into(cell(0, 4));
        await press("Enter");
        await press("ArrowRight");
        await animationFrame();
        await press(" ");
        await animationFrame();
        expect.verifySteps([
            "2026-12-07 10:00:00 to 2026-12-07 10:45:00, 3, 9",
            "2026-12-07 10:15:00 to 2026-12-07 11:00:00, 3, 9",
        ]);
        expect(cell(0, 5)).toHaveAttribute("aria-selected", "true");
        expect(`${cell(0, 5)} .fa-check`).toHaveCount(1);
    });

    test("Page Down asks for the next week once, and the focus stays in the grid", async () => {
        const days = ["2026-12-14", "2026-12-15", "2026-12-16"];
        const { wishes } = await open([answer(), answer({ days, suggestions: [] })]);
        await into(cell(1, 2));
        await press("PageDown");
        await animationFrame();
        expect(wishes.map((wish) => wish.week)).toEqual([false, "2026-12-14"]);
        expect(cell(1, 2)).toBeFocused();
        expect(line()).toMatch(/^Tuesday 15 December, 09:30–10:15 \(London time\)\. /);
    });

    test("at the end of what may be booked there is no next week, and nothing is asked", async () => {
        const last = answer();
        last.week.next = false;
        const { wishes } = await open([last]);
        await into(cell(0, 4));
        await press("PageDown");
        await animationFrame();
        expect(wishes).toHaveLength(1);
        expect("button[aria-label='Next week']").toHaveAttribute("aria-disabled", "true");
    });
});

describe("what is announced", () => {
    test("a time says day, date, hours and who is free, once, in a polite region", async () => {
        await open();
        expect(".o_casecon_line").toHaveAttribute("aria-live", "polite");
        await into(cell(0, 4));
        expect(line()).toBe(
            "Monday 7 December, 10:00–10:45 (London time). We do not know whether Jo Park is free. With Sam Okafor, Room 2.14.",
        );
        expect(cell(0, 4)).toHaveAttribute("aria-label", "10:00, free, suggestion 1");
        const texts = new Set();
        const watch = new MutationObserver(() => texts.add(line()));
        watch.observe(queryOne(".o_casecon_line"), { subtree: true, characterData: true, childList: true });
        await hover(cell(0, 4));
        await animationFrame();
        watch.disconnect();
        expect([...texts]).toEqual([]);
    });

    test("a tentative person is named", async () => {
        await open([answer({ special: { [at("2026-12-08", "09:30")]: { state: "soft", soft: 1 } } })]);
        await into(cell(1, 2));
        expect(line()).toMatch(/Ms Moss is tentative\./);
    });

    test("the zone is named where the reader lives in another", async () => {
        await open([answer({ zone: "Asia/Tokyo" })]);
        expect(queryOne(".o_casecon_grid").textContent).toMatch(/18:00/);
        await hover(cell(1, 2));
        await animationFrame();
        expect(line()).toMatch(/18:30–19:15 \(Tokyo time\)\./);
    });

    test("a refused time has its reason, is no colour alone, and cannot be chosen", async () => {
        const reason = "Before the employee's notice of seven days is over.";
        await open([answer({ special: { [at(MONDAY, "09:00")]: { state: "refused", reason } } })]);
        await into(cell(0, 0));
        expect(line()).toBe(`Monday 7 December, 09:00–09:45 (London time). ${reason}`);
        expect(cell(0, 0)).toHaveAttribute("aria-disabled", "true");
        expect(cell(0, 0)).toHaveAttribute("aria-label", "09:00, not possible");
        await press("Enter");
        await click(cell(0, 0));
        await animationFrame();
        expect.verifySteps([]);
    });

    test("by mouse the reason is read as well", async () => {
        const reason = "No room is free.";
        await open([answer({ special: { [at(MONDAY, "09:00")]: { state: "refused", reason } } })]);
        await hover(cell(0, 0));
        await animationFrame();
        expect(line()).toMatch(/No room is free\./);
    });

    test("a lane says in words what its picture shows", async () => {
        await open();
        await into(cell(1, 2));
        expect("#casecon_lane_2").toHaveText("09:30–10:30 tentative");
        expect("#casecon_lane_1").toHaveText("Free all day");
        expect("#casecon_lane_3").toHaveText("No calendar in Odoo");
        expect(".o_casecon_track:eq(3)").toHaveClass("o_casecon_unknown");
        expect(".o_casecon_track:eq(3) .o_casecon_note").toHaveText("No calendar in Odoo");
    });
});

describe("required and optional", () => {
    test("one press on a name makes them optional, and the times follow at once", async () => {
        const after = answer();
        after.lanes.find((row) => row.key === MOSS.key).required = false;
        const { wishes } = await open([answer(), after]);
        expect(".o_casecon_switch[aria-pressed]").toHaveAttribute("aria-pressed", "true");
        await click(".o_casecon_switch[aria-pressed]");
        await animationFrame();
        expect(wishes.map((wish) => wish.optional)).toEqual([[], ["manager:4"]]);
        expect(".o_casecon_switch[aria-pressed]").toHaveAttribute("aria-pressed", "false");
        expect("tr.o_casecon_optional .o_casecon_who").toHaveText("Ms Moss");
        expect("tr.o_casecon_optional .fa-square-o").toHaveCount(1);
        await click(".o_casecon_switch[aria-pressed]");
        await animationFrame();
        expect(wishes.at(-1).optional).toEqual([]);
    });

    test("the names are reached with the arrow below the last day", async () => {
        const { wishes } = await open();
        await into(cell(2, 3));
        await press("ArrowDown");
        await press("ArrowDown");
        await press("ArrowDown");
        await animationFrame();
        expect(".o_casecon_switch[aria-pressed]").toBeFocused();
        expect(".o_casecon_switch[aria-pressed]").toHaveText(/Ms Moss\s*Line manager\s*required/);
        await press("Enter");
        await animationFrame();
        expect(wishes).toHaveLength(2);
        expect(".o_casecon_switch[aria-pressed]").toBeFocused();
    });

    test("who has to be there is no button", async () => {
        await open();
        expect(queryAll("button.o_casecon_switch")).toHaveLength(1);
        expect(queryAll(".o_casecon_switch")).toHaveLength(4);
    });
});

describe("asking the server", () => {
    test("a change of the wish asks once; an answer that comes late is dropped", async () => {
        const slow = new Deferred();
        const wishes = [];
        mockTimeZone("Europe/London");
        onRpc("casecon.conference", "find_times", async ({ args: [wish] }) => {
            wishes.push(wish.duration);
            if (wish.duration === 60) {
                await slow;
                return answer({ told: ["Too late"] });
            }
            return answer({ told: [`${wish.duration} minutes`] });
        });
        const form = await mountWithCleanup(Form, { props: { with: { wish: { employee_id: 7, duration: 45 } } } });
        await animationFrame();
        form.state.wish.duration = 60;
        await animationFrame();
        expect(".o_casecon_times").toHaveAttribute("aria-busy", "true");
        expect(".o_casecon_told").toHaveText("These people will each get one message: 45 minutes."); // nothing jumps while it is asked
        form.state.wish.duration = 30;
        await animationFrame();
        expect(".o_casecon_told").toHaveText("These people will each get one message: 30 minutes.");
        slow.resolve();
        await animationFrame();
        expect(".o_casecon_told").toHaveText("These people will each get one message: 30 minutes.");
        expect(wishes).toEqual([45, 60, 30]);
    });

    test("before the first answer there is a skeleton, and what is stale cannot be chosen", async () => {
        let slow = new Deferred();
        mockTimeZone("Europe/London");
        onRpc("casecon.conference", "find_times", async () => {
            await slow;
            return answer();
        });
        const form = await mountWithCleanup(Form);
        await animationFrame();
        expect(".o_casecon_suggestion.placeholder").toHaveCount(3);
        slow.resolve();
        await animationFrame();
        expect(".placeholder").toHaveCount(0);
        slow = new Deferred();
        form.state.wish.duration = 60;
        await animationFrame();
        await click(".o_casecon_suggestion:eq(0)");
        await animationFrame();
        expect.verifySteps([]);
        slow.resolve();
    });

    test("a refusal of the server is said, and can be tried again", async () => {
        const refusal = makeServerError({ type: "AccessError", message: "HR or OH look for times." });
        await open([refusal, answer()], { isOpen: false });
        expect("[role=alert]").toHaveText(/HR or OH look for times\./);
        await click("[role=alert] button");
        await animationFrame();
        expect("[role=alert]").toHaveCount(0);
        expect(".o_casecon_suggestion").toHaveCount(3);
    });

    test("any clinician, or one: the times follow", async () => {
        const { wishes } = await open(undefined, {
            isOpen: false,
            clinicians: [{ id: 3, name: "Sam Okafor" }],
            with: { wish: { employee_id: 7, clinician_id: 3 } },
        });
        expect("#casecon_times_clinician").toHaveValue("3");
        queryOne("#casecon_times_clinician").value = "";
        queryOne("#casecon_times_clinician").dispatchEvent(new Event("change"));
        await animationFrame();
        expect(wishes.map((wish) => wish.clinician_id)).toEqual([3, false]);
    });
});

describe("when it does not work out", () => {
    test("losing a race: the sentence on top, the next three times, and nothing else lost", async () => {
        const next = answer({ suggestions: answer().suggestions.slice(1) });
        const { form, wishes } = await open([answer(), next], { with: { chosen: at(MONDAY, "10:00") } });
        form.state.wish.optional = ["manager:4"];
        await animationFrame();
        form.state.refusal = "The clinician already has a case conference at this time.";
        await animationFrame();
        expect(".o_casecon_times > :first-child").toHaveAttribute("role", "alert");
        expect(".o_casecon_times > [role=alert]").toHaveText(
            "The clinician already has a case conference at this time.",
        );
        expect(".o_casecon_times > [role=alert]").toBeFocused(); // from there, Tab leads to the next times
        expect(wishes).toHaveLength(3);
        expect(wishes[2]).toEqual(wishes[1]);
        expect(".o_casecon_suggestion").toHaveCount(2);
        expect(".o_casecon_grid").toHaveCount(1);
    });

    test("nothing free: the sentence, and each offer is a button that changes the wish", async () => {
        const nothing = {
            sentence: "No time within six weeks suits all.",
            offers: [
                {
                    kind: "clinician",
                    label: "Any clinician: Tuesday 10:00",
                    start: false,
                    set: { clinician_id: false },
                },
                { kind: "waiver", label: "The employee may accept a shorter notice.", start: false, set: {} },
            ],
        };
        const { wishes } = await open([answer({ suggestions: [], nothing }), answer()], {
            isOpen: false,
            with: { wish: { employee_id: 7, clinician_id: 3 } },
        });
        expect(".alert-info").toHaveText(/No time within six weeks suits all\./);
        expect(queryAllTexts(".alert-info button")).toEqual(["Any clinician: Tuesday 10:00"]);
        expect(".alert-info").toHaveText(/The employee may accept a shorter notice\./);
        await click(".alert-info button");
        await animationFrame();
        expect(wishes.at(-1).clinician_id).toBe(false);
        expect(".o_casecon_suggestion").toHaveCount(3);
    });

    test("a week in which nobody works says so", async () => {
        await open([
            answer({ days: [], week: { monday: "2026-12-21", previous: false, next: "2026-12-28", days: [] } }),
        ]);
        expect(".o_casecon_grid").toHaveCount(0);
        expect(".o_casecon_times").toHaveText(/Nobody works this week\./);
    });
});
