import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");

class Settings extends models.Model {
    _name = "settings";
    name = fields.Char();
    _records = [{ id: 1, name: "x" }];
}

defineModels({ ...mailModels, Settings });

const SENDER = "no-reply@works.example";

function shown(changes = {}) {
    return {
        domain: "works.example",
        sender: SENDER,
        buttons: false,
        buttons_at: false,
        reply: { state: "off", read_at: false, probed_at: false, server_seen: false },
        allow: "Please allow emails.",
        queue: { waiting: "none", failed: "fewer than 5", oldest: false },
        ...changes,
    };
}

async function mount(answer) {
    onRpc("res.company", "action_casecon_mail_setup", answer);
    await mountView({
        type: "form",
        resModel: "settings",
        resId: 1,
        arch: '<form><widget name="casecon_mail_setup"/></form>',
    });
}

test("the domain is asked when it is wanted, and each answer is a word and not a colour alone", async () => {
    onRpc("res.company", "action_casecon_ask_dns", () => [
        { name: "SPF", state: "good", text: "It says so." },
        { name: "DKIM", state: "unnamed", text: "Enter it." },
        { name: "DMARC", state: "unknown", text: "Could not ask." },
    ]);
    await mount(() => shown());
    expect(".o_casecon_mail_setup li").toHaveCount(0);
    await click("button[name=ask_dns]");
    await animationFrame();
    expect(queryAllTexts(".o_casecon_mail_setup li")).toEqual([
        "SPF (OK): It says so.",
        "DKIM (not known): Enter it.",
        "DMARC (not known): Could not ask.",
    ]);
});

test("an answer about the buttons is kept and shown", async () => {
    let kept = false;
    onRpc("res.company", "action_casecon_keep_buttons", ({ kwargs }) => {
        kept = kwargs.appeared;
        return true;
    });
    await mount(() => shown({ buttons: kept, buttons_at: kept && "2026-06-01 09:00:00" }));
    await click("button[name=buttons_no]");
    await animationFrame();
    expect("button[name=buttons_no]").toHaveAttribute("aria-pressed", "true");
    expect(".o_casecon_mail_setup").toHaveText(/Answered no on Monday 1 June at \d\d:00\./);
    expect(".o_casecon_mail_setup").toHaveText(/A mail system removes the calendar part\./);
});

test("the reply address: sent, looked for again, read", async () => {
    const reply = { state: "untested", read_at: false, probed_at: false, server_seen: false };
    onRpc("res.company", "action_casecon_test_reply", () => {
        Object.assign(reply, { state: "waiting", probed_at: "2026-06-01 09:00:00" });
        return true;
    });
    await mount(() => shown({ reply: { ...reply } }));
    await click("button[name=test_reply]");
    await animationFrame();
    expect(".o_casecon_mail_setup").toHaveText(/It has not been read yet\./);
    reply.state = "read";
    await click("button[name=look_again]");
    await animationFrame();
    expect(".o_casecon_mail_setup").toHaveText(/The test email of Monday 1 June at \d\d:00 was read\./);
    expect("button[name=look_again]").toHaveCount(0);
});

test("without a reply address there is no button that leads nowhere", async () => {
    await mount(() => shown());
    expect("button[name=test_reply]").toHaveCount(0);
    expect(".o_casecon_mail_setup").toHaveText(/No reply address is set\./);
});
