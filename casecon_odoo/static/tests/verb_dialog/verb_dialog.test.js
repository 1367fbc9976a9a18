import { VerbDialog } from "@casecon_odoo/verb_dialog/verb_dialog";
import { specOf, VERBS } from "@casecon_odoo/verb_dialog/verbs";
import { describe, expect, test } from "@odoo/hoot";
import { click, edit, press, queryAllTexts, queryOne, select } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { answer } from "../times/answer";
import { makeDialogMockEnv, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const FACTS = {
    state: "scheduled",
    isBooked: true,
    start: luxon.DateTime.fromISO("2026-12-08T10:00:00"),
    duration: 45,
    mode: "virtual",
    videoUrl: "https://video.example.com/room",
    company: 1,
    employee: 1,
    clinician: 2,
    clinicianName: "Sam",
    manager: 2,
    employeeZone: false,
    isByLetter: false,
    attendees: [
        { id: 1, role: "employee", name: "Anna", partner_id: [1, "Anna"], invited_at: "2026-11-24 10:00:00" },
        { id: 2, role: "clinician", name: "Sam", partner_id: [2, "Sam"], invited_at: "2026-11-24 10:00:00" },
        { id: 3, role: "manager", name: "Tom", partner_id: [3, "Tom"], invited_at: false },
    ],
};

async function ask(verb, { facts = {}, found = answer(), ...props } = {}) {
    onRpc("casecon.conference", "find_times", () => found);
    onRpc("casecon.clinician", "search_read", () => [
        { id: 2, display_name: "Sam" },
        { id: 5, display_name: "Ana" },
    ]);
    await mountWithCleanup(VerbDialog, {
        env: await makeDialogMockEnv(),
        props: {
            verb,
            resId: 7,
            spec: VERBS[verb],
            facts: { ...FACTS, ...facts },
            close: () => expect.step("closed"),
            onDone: () => expect.step("done"),
            ...props,
        },
    });
}

test("the verb is called by keyword, then the dialog closes", async () => {
    onRpc("casecon.conference", "action_return", ({ args, kwargs }) => {
        expect.step(JSON.stringify([args, kwargs.reason]));
        return true;
    });
    await ask("return");
    expect("textarea").toBeFocused();
    await edit("  What was tried?  ");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(['[[[7]],"What was tried?"]', "closed", "done"]);
});

test("a refusal is read in the dialog, and nothing typed is lost", async () => {
    onRpc("casecon.conference", "action_cancel", () => {
        throw makeServerError({ type: "UserError", message: "Not now. [R3]" });
    });
    await ask("cancel");
    await edit("The clinician is ill.");
    await click(".modal-footer .btn-danger");
    await animationFrame();
    expect("[role=alert]").toHaveText("Not now. [R3]");
    expect("textarea").toHaveValue("The clinician is ill.");
    expect.verifySteps([]);
    await click("textarea");
    await edit("The clinician is ill again.");
    await animationFrame();
    expect("[role=alert]").toHaveCount(0, { message: "an answered refusal does not stay" });
});

test("nobody is chosen beforehand for a yes", async () => {
    const LINE = "casecon.consent.line";
    const facts = { isEmployee: false, isInOneRoom: true, others: [] };
    onRpc(LINE, "action_grant", () => expect.step("granted"));
    await ask("grant", { model: LINE, spec: specOf(LINE, "grant"), facts });
    expect("input:checked").toHaveCount(1, { message: "in person, for they sit in one room" });
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect("[role=alert]").toHaveText(/^Please fill in: Who may hear it\?/);
    expect.verifySteps([]);
});

test("what is withdrawn in the room needs no more than one press", async () => {
    const LINE = "casecon.consent.line";
    const facts = { isEmployee: false, isInOneRoom: true, others: [] };
    onRpc(LINE, "action_withdraw", ({ kwargs }) => {
        expect.step(kwargs.through);
        return true;
    });
    await ask("withdraw", { model: LINE, spec: specOf(LINE, "withdraw"), facts });
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["in_person", "closed", "done"]);
});

test("a call that is planned is changed, not planned from nothing", async () => {
    onRpc("casecon.conference", "action_plan_pre_call", ({ kwargs }) => {
        expect.step([kwargs.channel, kwargs.where].join(" "));
        return true;
    });
    const start = luxon.DateTime.fromISO("2026-12-07T09:30:00");
    await ask("plan_pre_call", {
        facts: { plannedCall: { start, channel: "video", where: "https://video.example.com" } },
    });
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["video https://video.example.com", "closed", "done"]);
});

test("what is missing is named and focused before anything is sent", async () => {
    onRpc("casecon.conference", "action_set_companion", () => expect.step("sent"));
    await ask("set_companion");
    await press("Tab");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect("[role=alert]").toHaveText("Please fill in: Name");
    expect("#casecon_set_companion_name").toBeFocused();
    expect("#casecon_set_companion_name").toHaveAttribute("aria-invalid", "true");
    expect.verifySteps([]);
});

test("a date and time goes out in UTC", async () => {
    onRpc("casecon.conference", "action_move", ({ kwargs }) => {
        expect.step(kwargs.start);
        return true;
    });
    const start = luxon.DateTime.fromISO("2026-12-09T09:30:00", { zone: "Europe/Paris" });
    await ask("move", { values: { start } });
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["2026-12-09 08:30:00", "closed", "done"]);
});

test("moving offers times that suit all, and one press takes one", async () => {
    onRpc("casecon.conference", "action_move", ({ kwargs }) => {
        expect.step(kwargs.start);
        return true;
    });
    await ask("move");
    await animationFrame();
    expect(".o_casecon_suggestion:eq(0)").toBeFocused();
    await click(".o_casecon_suggestion:eq(2)");
    await animationFrame();
    expect(".o_casecon_suggestion:eq(2)").toHaveAttribute("aria-pressed", "true");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["2026-12-09 11:00:00", "closed", "done"]);
});

test("times that come late take the focus from nobody who types", async () => {
    const late = new Deferred();
    await ask("move", { found: late.then(() => answer()) });
    await click("textarea");
    late.resolve();
    await animationFrame();
    expect(".o_casecon_suggestion:not(.placeholder)").toHaveCount(3);
    expect("textarea").toBeFocused();
});

test("who is optional does not stand in the way of the move", async () => {
    onRpc("casecon.conference", "action_move", ({ kwargs }) => {
        expect.step(JSON.stringify(kwargs.despite));
        return true;
    });
    await ask("move");
    await animationFrame();
    await click(".o_casecon_toggle");
    await animationFrame();
    await click("button.o_casecon_switch");
    await animationFrame();
    await click(".o_casecon_suggestion:eq(1)");
    await animationFrame();
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(['["manager:4"]', "closed", "done"]);
});

test("what a move cannot change is said, and is no button", async () => {
    const offers = [
        { kind: "mode", label: "By video: Monday", start: false, set: { mode: "virtual" } },
        { kind: "optional", label: "Without Tom: Monday", start: false, set: { optional: ["manager:4"] } },
    ];
    await ask("move", { found: answer({ suggestions: [], nothing: { sentence: "Nothing.", offers } }) });
    await animationFrame();
    expect(queryAllTexts(".o_casecon_times .alert-info button")).toEqual(["Without Tom: Monday"]);
    expect(".o_casecon_times .alert-info").toHaveText(/By video: Monday/);
    expect(".o_casecon_times .alert-info").toHaveText(/“Change how people meet” under “More”\./);
});

test("a move may take another clinician, and tells both", async () => {
    onRpc("casecon.conference", "action_move", ({ kwargs }) => {
        expect.step(`${kwargs.start} ${kwargs.clinician_id}`);
        return true;
    });
    await ask("move");
    onRpc("casecon.conference", "find_times", ({ args }) => {
        expect.step(`asked with ${args[0].clinician_id}`);
        return answer();
    });
    await animationFrame();
    await select("", { target: "#casecon_times_clinician" });
    await animationFrame();
    await click(".o_casecon_suggestion:eq(2)"); // it brings Sam Okafor, 3
    await animationFrame();
    expect(".o_casecon_told").toHaveText("These people will each get one message: Anna, Sam, Tom, and Sam Okafor.");
    await select("5", { target: "#casecon_times_clinician" });
    await animationFrame();
    expect(".o_casecon_told").toHaveText("These people will each get one message: Anna, Sam, Tom, and Ana.");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["asked with false", "asked with 5", "2026-12-09 11:00:00 5", "closed", "done"]);
});

test("where any clinician will do, the time that stands brings its own along", async () => {
    await ask("move");
    await animationFrame();
    await click(".o_casecon_suggestion:eq(2)");
    await select("5", { target: "#casecon_times_clinician" });
    await animationFrame();
    await select("", { target: "#casecon_times_clinician" });
    await animationFrame();
    expect(".o_casecon_suggestion[aria-pressed=true]").toHaveText(/Sam Okafor/);
    expect("#casecon_move_clinician_id").toHaveValue("Sam Okafor");
});

test("a clinician who falls ill is replaced in one step by one who is free at that time", async () => {
    onRpc("casecon.conference", "find_clinicians", ({ args }) => {
        expect.step(`asked for ${args[0]}`);
        return [{ id: 5, name: "Ana" }];
    });
    onRpc("casecon.conference", "action_reassign", ({ kwargs }) => {
        expect.step(`${kwargs.role} ${kwargs.value}`);
        return true;
    });
    await ask("reassign", { values: { role: "clinician" } });
    await animationFrame();
    await click(".o_casecon_free_clinicians button:contains(Ana)");
    await animationFrame();
    expect(".o_casecon_free_clinicians button").toHaveAttribute("aria-pressed", "true");
    expect(".o_casecon_told").toHaveText("These people will each get one message: Sam, Ana, and Anna.");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["asked for 7", "clinician 5", "closed", "done"]);
});

test("where no other clinician is free it says so", async () => {
    onRpc("casecon.conference", "find_clinicians", () => []);
    await ask("reassign", { values: { role: "clinician" } });
    await animationFrame();
    expect(".o_casecon_free_clinicians").toHaveText(/No other clinician is free at this time/);
});

test("losing the race for a time: the refusal on top of the next ones, and nothing typed is lost", async () => {
    let searches = 0;
    await ask("move");
    onRpc("casecon.conference", "find_times", () => {
        searches++;
        return answer();
    });
    onRpc("casecon.conference", "action_move", ({ kwargs }) => {
        expect.step(`draws the times itself: ${kwargs.context.casecon_shows_times}`);
        throw makeServerError({ type: "UserError", message: "The clinician is taken." });
    });
    await animationFrame();
    await click("textarea");
    await edit("The room is closed.");
    await click(".o_casecon_suggestion:eq(1)");
    await animationFrame();
    searches = 0; // a time may bring its own clinician, for whom the search is made again
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect(".o_casecon_times > [role=alert]").toHaveText("The clinician is taken.");
    expect("[role=alert]").toHaveCount(1);
    expect(searches).toBe(1);
    expect("textarea").toHaveValue("The room is closed.");
    expect.verifySteps(["draws the times itself: true"]);
});

test("the dialog names who gets a message, and only those", async () => {
    await ask("move");
    expect(".o_casecon_told").toHaveText("These people will each get one message: Anna, Sam, and Tom.");
});

test("who was never told of a date is not told that it is cancelled", async () => {
    await ask("cancel");
    expect(".o_casecon_told").toHaveText("These people will each get one message: Anna and Sam.");
});

test("whoever was told of a date is told that it did not take place; each attempt has its labels", async () => {
    await ask("not_held");
    expect(".o_casecon_told").toHaveText("These people will each get one message: Anna and Sam.");
    await click(".modal-body button:contains(Add an attempt)");
    await animationFrame();
    expect("label[for=casecon_not_held_attempts_at_0]").toHaveText("When");
    expect("#casecon_not_held_attempts_at_0").toHaveCount(1);
});

test("a conference that is closed without minutes does not promise any", async () => {
    await ask("close", { facts: { minutesState: "none", isBooked: false, state: "held" } });
    expect(".o_casecon_verb > p").toHaveText(/^There will be no minutes\./);
});

test("before it is booked nobody gets a message", async () => {
    await ask("cancel", { facts: { state: "requested", isBooked: false } });
    expect(".o_casecon_told").toHaveText("Nobody gets a message because nobody has been invited yet.");
});

test("an employee without an address gets a letter, not a message", async () => {
    await ask("move", { facts: { isByLetter: true } });
    expect(".o_casecon_told").toHaveText(
        "These people will each get one message: Sam and Tom. Anna cannot be reached by email, so print the letter and hand it over.",
    );
});

test("the employee's own time is shown where it differs", async () => {
    await ask("move", { facts: { employeeZone: "Asia/Tokyo" } });
    await animationFrame();
    await click(".o_casecon_suggestion:eq(1)");
    await animationFrame();
    expect(queryOne(".o_casecon_other_zone").textContent).toMatch(/Tokyo/);
});

test("what the employee said carries its values apart from words and route", async () => {
    onRpc("casecon.conference", "action_record_for_employee", ({ kwargs }) => {
        const { verb, values, through, words } = kwargs;
        expect.step(JSON.stringify({ verb, values, through, words }));
        return true;
    });
    await ask("record_for_employee", { values: { verb: "set_companion", through: "phone", words: "My sister." } });
    await click("#casecon_record_for_employee_name");
    await edit("Jo");
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps([
        '{"verb":"set_companion","values":{"name":"Jo","email":""},"through":"phone","words":"My sister."}',
        "closed",
        "done",
    ]);
});

test("every verb has a title, a consequence and a verb on its button", async () => {
    for (const [verb, spec] of Object.entries(VERBS)) {
        expect(Boolean(spec.title && spec.says && spec.confirm)).toBe(true, { message: verb });
    }
});
