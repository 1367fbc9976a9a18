import { describe, expect, test } from "@odoo/hoot";
import { click, keyDown, manuallyDispatchProgrammaticEvent, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";
import { paint, toCells, toPainted } from "@casecon_odoo/availability/painted_week";

describe.current.tags("desktop");

class Clinician extends models.Model {
    _name = "clinician";
    availability = fields.Json();
    working_week = fields.Json();
    _records = [{ id: 1, availability: { 0: [[540, 720, "both"]] } }];
}

defineModels({ ...mailModels, Clinician });

const ARCH = '<form><field name="availability" widget="casecon_availability" nolabel="1"/></form>';
const cell = (day, index) => queryOne(`td[data-day="${day}"][data-cell="${index}"]`);

test("what is stored comes back, in few spans", () => {
    const stored = {
        0: [
            [540, 720, "both"],
            [720, 1020, "virtual"],
        ],
        4: [[0, 1440, "in_person"]],
    };
    expect(toPainted(toCells(stored))).toEqual(stored);
    expect(toPainted(toCells(false))).toBe(false);
    const painted = paint(toCells(false), { day: 1, cell: 20 }, { day: 0, cell: 18 }, "both");
    expect(toPainted(painted)).toEqual({ 0: [[540, 630, "both"]], 1: [[540, 630, "both"]] });
});

test("a stroke over days and hours paints with the chosen brush", async () => {
    await mountView({ type: "form", resModel: "clinician", resId: 1, arch: ARCH });
    expect(cell(0, 18)).toHaveAttribute("data-meets", "both");
    await click('label[for="casecon_brush_virtual"]');
    await manuallyDispatchProgrammaticEvent(cell(1, 18), "pointerdown");
    await manuallyDispatchProgrammaticEvent(cell(2, 19), "pointerenter");
    await manuallyDispatchProgrammaticEvent(window, "pointerup");
    await animationFrame();
    for (const [day, index] of [
        [1, 18],
        [2, 19],
    ]) {
        expect(cell(day, index)).toHaveAttribute("data-meets", "virtual");
    }
    expect(cell(3, 18)).toHaveAttribute("data-meets", "");
});

test("where nothing is painted, Off takes away from all hours", async () => {
    Clinician._records = [{ id: 1, availability: false }];
    await mountView({ type: "form", resModel: "clinician", resId: 1, arch: ARCH });
    await click('label[for="casecon_brush_"]');
    await manuallyDispatchProgrammaticEvent(cell(4, 14), "pointerdown");
    await manuallyDispatchProgrammaticEvent(cell(4, 39), "pointerenter");
    await manuallyDispatchProgrammaticEvent(window, "pointerup");
    await animationFrame();
    expect(queryAllTexts("dl dt")).toEqual(["Monday", "Tuesday", "Wednesday", "Thursday", "Saturday", "Sunday"]);
    expect("dl dd:eq(0)").toHaveText("07:00–20:00 in person and by video");
});

test("the first stroke begins with the working hours, and takes no other day away", async () => {
    const working_week = { 0: [[540, 1020, "both"]], 1: [[540, 1020, "both"]] };
    Clinician._records = [{ id: 1, availability: false, working_week }];
    await mountView({ type: "form", resModel: "clinician", resId: 1, arch: ARCH });
    expect(cell(1, 18)).toHaveAttribute("data-meets", "both");
    expect(cell(2, 18)).toHaveAttribute("data-meets", "");
    await click('label[for="casecon_brush_virtual"]');
    await manuallyDispatchProgrammaticEvent(cell(0, 18), "pointerdown");
    await manuallyDispatchProgrammaticEvent(window, "pointerup");
    await animationFrame();
    expect(queryAllTexts("dl dt")).toEqual(["Monday", "Tuesday"]);
    expect("dl dd:eq(1)").toHaveText("09:00–17:00 in person and by video");
    expect(".o_casecon_lost").toHaveCount(0);
    await click('label[for="casecon_brush_"]');
    await manuallyDispatchProgrammaticEvent(cell(1, 14), "pointerdown");
    await manuallyDispatchProgrammaticEvent(cell(1, 39), "pointerenter");
    await manuallyDispatchProgrammaticEvent(window, "pointerup");
    await animationFrame();
    expect(".o_casecon_lost").toHaveText("No meetings can be booked on these working days: Tuesday.");
});

test("by keyboard: one tab stop, arrows move, Space paints, each cell says what it is", async () => {
    await mountView({ type: "form", resModel: "clinician", resId: 1, arch: ARCH });
    expect('td[tabindex="0"]').toHaveCount(1);
    cell(5, 30).focus(); // by a pointer or a screen reader: the keys go on from there
    await keyDown("ArrowRight");
    expect(cell(5, 31)).toBeFocused();
    cell(0, 18).focus();
    await keyDown("ArrowDown");
    await keyDown(" ");
    await animationFrame();
    expect(cell(1, 18)).toBeFocused();
    expect(cell(1, 18)).toHaveAttribute("data-meets", "both");
    expect(cell(1, 18).getAttribute("aria-label")).toMatch(/^Tuesday .*in person and by video$/);
    await click("button:contains(All working hours)");
    await animationFrame();
    expect(".o_casecon_availability [role='status']").toHaveCount(1);
});
