import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame, mockTimeZone } from "@odoo/hoot-mock";
import { mailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { answer, at } from "../times/answer";

describe.current.tags("desktop");

class Conference extends models.Model {
    _name = "casecon.conference";
    employee_id = fields.Many2one({ relation: "hr.employee" });
    company_id = fields.Many2one({ relation: "res.company" });
    manager_id = fields.Many2one({ relation: "hr.employee" });
    hr_user_id = fields.Many2one({ relation: "res.users" });
    clinician_id = fields.Many2one({ relation: "casecon.clinician" });
    room_id = fields.Many2one({ relation: "casecon.room" });
    place = fields.Char();
    start = fields.Datetime();
    duration = fields.Integer();
    mode = fields.Selection({
        selection: [
            ["virtual", "By video"],
            ["in_person", "In person"],
        ],
    });
    reason = fields.Char();
    can_schedule = fields.Boolean();
    is_by_letter = fields.Boolean();
    _records = [];
}

class Employee extends models.Model {
    _name = "hr.employee";
    name = fields.Char();
    _records = [
        { id: 7, name: "Emily Stone" },
        { id: 4, name: "Ms Moss" },
    ];
}

class Clinician extends models.Model {
    _name = "casecon.clinician";
    name = fields.Char();
    company_id = fields.Many2one({ relation: "res.company" });
    _records = [
        { id: 2, name: "Ana Lind", company_id: 1 },
        { id: 3, name: "Sam Okafor", company_id: 1 },
    ];
}

class Room extends models.Model {
    _name = "casecon.room";
    name = fields.Char();
    _records = [{ id: 9, name: "Room 2.14" }];
}

defineModels({ ...mailModels, Conference, Employee, Clinician, Room });

const ARCH = `
    <form js_class="casecon_booking_form">
        <header><button name="action_schedule" type="object" string="Book"/></header>
        <field name="can_schedule" invisible="1"/>
        <widget name="casecon_times"/>
        <field name="employee_id"/>
        <field name="start"/>
        <field name="duration"/>
        <field name="mode"/>
        <field name="clinician_id"/>
        <field name="room_id"/>
        <field name="reason"/>
    </form>`;

/** Mount a new form with what is known filled in; the wishes that were sent come back. */
async function open({ found = answer(), values = {} } = {}) {
    mockTimeZone("Europe/London");
    const wishes = [];
    onRpc("casecon.conference", "find_times", ({ args }) => {
        wishes.push(args[0]);
        return found;
    });
    const context = {};
    const known = { employee_id: 7, manager_id: 4, company_id: 1, duration: 45, mode: "in_person", clinician_id: 3 };
    for (const [name, value] of Object.entries({ ...known, can_schedule: true, ...values })) {
        context[`default_${name}`] = value;
    }
    await mountView({ type: "form", resModel: "casecon.conference", arch: ARCH, context });
    await animationFrame();
    return wishes;
}

const typed = (name) => queryOne(`.o_field_widget[name=${name}] input`).value;

test("choosing a time writes start, clinician and room, and keeps what is typed", async () => {
    await open({ values: { start: at("2026-12-07", "09:15"), clinician_id: false } });
    await click(".o_field_widget[name=reason] input");
    await edit("Back since spring", { confirm: "blur" });
    await animationFrame();
    await click(".o_casecon_suggestion:eq(1)");
    await animationFrame();
    expect(".o_field_widget[name=start]").toHaveText(/12\/08\/2026|Dec 8/);
    expect(typed("clinician_id")).toBe("Sam Okafor");
    expect(typed("room_id")).toBe("Room 2.14");
    expect(typed("reason")).toBe("Back since spring");
    expect(".o_casecon_suggestion:eq(1)").toHaveAttribute("aria-pressed", "true");
});

test("what a time brings along is no new wish, so nothing is asked again", async () => {
    const wishes = await open({ values: { start: at("2026-12-07", "09:15"), clinician_id: false } });
    await click(".o_casecon_suggestion:eq(1)");
    await animationFrame();
    expect(wishes).toHaveLength(1);
    expect(wishes[0]).toEqual({
        employee_id: 7,
        duration: 45,
        mode: "in_person",
        clinician_id: false,
        manager_id: 4,
        room_id: false,
        optional: [],
        week: "2026-12-07",
    });
});

test("any clinician, then one by name: the form and the times follow", async () => {
    const wishes = await open({ values: { start: at("2026-12-07", "09:15") } });
    expect(queryAllTexts("#casecon_times_clinician option")).toEqual(["Any clinician", "Ana Lind", "Sam Okafor"]);
    await contains("#casecon_times_clinician").select("");
    await contains("#casecon_times_clinician").select("2");
    expect(wishes.map((wish) => wish.clinician_id)).toEqual([3, false, 2]);
    expect(typed("clinician_id")).toBe("Ana Lind");
});

test("what stands in the form is what the chosen time says, also where another clinician was wished before", async () => {
    const wishes = await open({ values: { start: at("2026-12-07", "10:00"), clinician_id: false } });
    await contains("#casecon_times_clinician").select("2");
    expect(typed("clinician_id")).toBe("Ana Lind");
    await contains("#casecon_times_clinician").select("");
    await animationFrame();
    expect(".o_casecon_suggestion[aria-pressed=true]").toHaveText(/Sam Okafor, Room 2\.14/);
    expect(typed("clinician_id")).toBe("Sam Okafor");
    expect(typed("room_id")).toBe("Room 2.14");
    expect(wishes.map((wish) => wish.clinician_id)).toEqual([false, 2, false]);
});

test("a place of one's own keeps the room away", async () => {
    await open({ values: { start: at("2026-12-07", "10:00"), place: "Town Hall" } });
    expect(typed("room_id")).toBe("");
});

test("another length or mode asks once", async () => {
    const wishes = await open({ values: { start: at("2026-12-07", "09:15") } });
    await click(".o_field_widget[name=duration] input");
    await edit("60", { confirm: "blur" });
    await animationFrame();
    expect(wishes.map((wish) => wish.duration)).toEqual([45, 60]);
});

test("a new form begins with the first time that suits all, where the proposed one does not", async () => {
    const proposed = at("2026-12-07", "09:15");
    const special = { [proposed]: { state: "refused", reason: "Ms Moss is busy." } };
    await open({ found: answer({ special }), values: { start: proposed } });
    expect(".o_casecon_suggestion:eq(0)").toHaveAttribute("aria-pressed", "true");
    expect(".o_casecon_doubt").toHaveCount(0);
});

test("a proposed time that suits all stays", async () => {
    await open({ values: { start: at("2026-12-07", "09:15") } });
    expect(".o_casecon_suggestion[aria-pressed=true]").toHaveCount(0);
    expect(".o_field_widget[name=start]").toHaveText(/9:15/);
});

test("who will be told stands below the times; an employee without an address gets a letter", async () => {
    await open({ values: { is_by_letter: true } });
    expect(".o_casecon_told").toHaveText(
        "These people will each get one message: Sam Okafor and Ms Moss. Emily Stone cannot be reached by email, so print the letter and hand it over.",
    );
});

test("a refused booking: the sentence above the next times, and all that was typed is there", async () => {
    const wishes = await open({ values: { start: at("2026-12-07", "09:15") } });
    onRpc("casecon.conference", "action_schedule", ({ kwargs }) => {
        expect.step(JSON.stringify([kwargs.despite, kwargs.context.casecon_shows_times]));
        throw makeServerError({ type: "UserError", message: "The clinician is taken." });
    });
    await click(".o_casecon_toggle");
    await animationFrame();
    await click("button.o_casecon_switch");
    await animationFrame();
    await click(".o_field_widget[name=reason] input");
    await edit("Back since spring", { confirm: "blur" });
    await contains("button[name=action_schedule]").click();
    await animationFrame();
    expect.verifySteps(['[["manager:4"],true]']);
    expect(".o_casecon_times > [role=alert]").toHaveText("The clinician is taken.\nIt is saved but not booked yet.");
    expect(wishes).toHaveLength(3);
    expect(typed("reason")).toBe("Back since spring");
    await click(".o_casecon_suggestion:eq(0)");
    await animationFrame();
    expect(".o_casecon_times > [role=alert]").toHaveCount(0);
});

test("a request is not changed by being opened", async () => {
    const kept = { employee_id: 7, company_id: 1, duration: 45, mode: "in_person", start: at("2026-12-07", "10:00") };
    Conference._records = [{ id: 1, ...kept }];
    onRpc("casecon.conference", "find_times", () => answer());
    const arch = ARCH.replace("casecon_booking_form", "casecon_request_form");
    await mountView({ type: "form", resModel: "casecon.conference", resId: 1, arch });
    await animationFrame();
    expect(".o_casecon_suggestion[aria-pressed=true]").toHaveText(/Sam Okafor/);
    expect(typed("clinician_id")).toBe("");
    expect(".o_form_status_indicator_buttons").toHaveClass("invisible");
});

test("a request is booked from its own form, and a refusal is read above the next times", async () => {
    Conference._records = [
        { id: 1, employee_id: 7, company_id: 1, duration: 45, mode: "virtual", start: at("2026-12-07", "10:00") },
    ];
    onRpc("casecon.conference", "find_times", ({ args }) => {
        expect.step(`times for ${args[0].conference_id}`);
        return answer();
    });
    let refuses = true;
    onRpc("casecon.conference", "action_schedule", ({ args }) => {
        expect.step(`book ${args[0]}`);
        if (refuses) {
            throw makeServerError({ type: "UserError", message: "The clinician is taken." });
        }
        return true;
    });
    const arch = ARCH.replace("casecon_booking_form", "casecon_request_form");
    await mountView({ type: "form", resModel: "casecon.conference", resId: 1, arch });
    await animationFrame();
    await contains("button[name=action_schedule]").click();
    await animationFrame();
    expect(".o_casecon_times > [role=alert]").toHaveText(/^The clinician is taken\./);
    refuses = false;
    await contains("button[name=action_schedule]").click();
    await animationFrame();
    expect(".o_casecon_times > [role=alert]").toHaveCount(0);
    expect.verifySteps(["times for 1", "book 1", "times for 1", "book 1"]);
});
