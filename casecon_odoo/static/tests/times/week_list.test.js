import { SlotPicker } from "@casecon_odoo/times/slot_picker";
import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame, mockTimeZone } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { answer, at } from "./answer";

describe.current.tags("mobile");
defineMailModels();

const REASON = "No room is free.";

async function open() {
    mockTimeZone("Europe/London");
    onRpc("casecon.conference", "find_times", () =>
        answer({ special: { [at("2026-12-07", "09:00")]: { state: "refused", reason: REASON } } }),
    );
    await mountWithCleanup(SlotPicker, {
        props: {
            wish: { employee_id: 7 },
            chosen: false,
            onChoose: (slot) => expect.step(slot.start),
            onWishChange: (changes) => expect.step(JSON.stringify(changes)),
        },
    });
    await animationFrame();
    await click(".o_casecon_toggle");
    await animationFrame();
}

const timesOf = (day) => queryAllTexts(`.o_casecon_time[data-date='${day}']`);

test("on a phone the week is a list of days with their free times", async () => {
    await open();
    expect(".o_casecon_grid").toHaveCount(0);
    expect(queryAllTexts(".o_casecon_list_day")).toEqual([
        "Monday 7 December",
        "Tuesday 8 December",
        "Wednesday 9 December",
    ]);
    expect(timesOf("2026-12-07")[0]).toBe("09:15");
    await click(".o_casecon_time:eq(0)");
    expect.verifySteps(["2026-12-07 09:15:00"]);
});

test("all times show what cannot be, and a touch says why", async () => {
    await open();
    await click("button:contains(All times)");
    await animationFrame();
    expect(timesOf("2026-12-07")[0]).toBe("09:00");
    expect(".o_casecon_time:eq(0)").toHaveAttribute("aria-disabled", "true");
    await click(".o_casecon_time:eq(0)");
    await animationFrame();
    expect(".o_casecon_line[aria-live=polite]").toHaveText(`Monday 7 December, 09:00–09:45 (London time). ${REASON}`);
    expect.verifySteps([]);
});

test("what is said of the chosen time follows what is asked", async () => {
    mockTimeZone("Europe/London");
    const start = at("2026-12-07", "09:00");
    const refused = answer({ special: { [start]: { state: "refused", reason: REASON } } });
    onRpc("casecon.conference", "find_times", ({ args }) => (args[0].room_id === 9 ? refused : answer()));
    class Form extends Component {
        static template = xml`<SlotPicker wish="state.wish" chosen="chosen" onChoose="() => {}" onWishChange="() => {}"/>`;
        static components = { SlotPicker };
        static props = {};
        chosen = start;
        state = useState({ wish: { employee_id: 7, room_id: 9 } });
    }
    const form = await mountWithCleanup(Form);
    await animationFrame();
    await click(".o_casecon_toggle");
    await animationFrame();
    expect(".o_casecon_line").toHaveText(/No room is free\.$/);
    form.state.wish = { employee_id: 7, room_id: false };
    await animationFrame();
    await animationFrame();
    expect(".o_casecon_line").toHaveText(/With Sam Okafor, Room 2\.14\.$/);
});

test("a press on a name makes them optional here too", async () => {
    await open();
    await click(".o_casecon_week_list [aria-pressed]:contains(Ms Moss)");
    expect.verifySteps(['{"optional":["manager:4"]}']);
});

test("the list is one tab stop; arrows lead on, pages lead to the next day", async () => {
    await open();
    queryOne(".o_casecon_time[tabindex='0']").focus();
    await press("ArrowRight");
    await animationFrame();
    expect(".o_casecon_time:eq(1)").toBeFocused();
    await press("PageDown");
    await animationFrame();
    expect(".o_casecon_time[data-date='2026-12-08']:eq(0)").toBeFocused();
    await press("End");
    await animationFrame();
    expect(document.activeElement.textContent.trim()).toBe("11:15");
    expect(".o_casecon_time[tabindex='0']").toHaveCount(1);
});
