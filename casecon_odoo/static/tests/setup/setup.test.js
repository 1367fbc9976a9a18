import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView, onRpc, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";
import { session } from "@web/session";

describe.current.tags("desktop");

class Conference extends models.Model {
    _name = "conference";
    name = fields.Char({ string: "Reference" });
    _records = [{ id: 1, name: "CC-1" }];
}

defineModels({ ...mailModels, Conference });

beforeEach(() => onRpc("casecon.report", "find_offered_to_me", () => []));

const ARCH = '<list js_class="casecon_list"><field name="name"/></list>';

function steps(wordingRead) {
    return [
        {
            name: "mail",
            title: "Set up outgoing email",
            text: "A server.",
            is_done: true,
            action: false,
            label: "Servers",
        },
        {
            name: "wording",
            title: "Read the words",
            text: "They read them.",
            is_done: wordingRead,
            action: { type: "ir.actions.act_window_close" },
            label: "Read them",
            confirm: "action_casecon_review_wording",
        },
    ];
}

test("the steps stand above the list; one is confirmed, and all are put away", async () => {
    patchWithCleanup(session, { casecon_sets_up: true });
    let read = false;
    onRpc("res.company", "action_casecon_setup", () => steps(read));
    onRpc("res.company", "action_casecon_review_wording", () => {
        read = true;
        return true;
    });
    onRpc("res.company", "action_casecon_dismiss_setup", () => {
        expect.step("put away");
        return true;
    });
    await mountView({ type: "list", resModel: "conference", arch: ARCH });
    expect(".o_casecon_setup h2").toHaveText("Getting started: 1 of 2 done");
    expect(queryAllTexts(".o_casecon_setup li button")).toEqual(["Read them", "They are right"]);
    await click(".o_casecon_setup li button:contains(They are right)");
    await animationFrame();
    expect(".o_casecon_setup h2").toHaveText("Getting started: 2 of 2 done");
    expect(".o_casecon_setup li button").toHaveCount(0);
    await click(".o_casecon_setup button:contains(Do not show)");
    await animationFrame();
    expect(".o_casecon_setup").toHaveCount(0);
    expect(".o_list_table").toHaveCount(1);
    expect.verifySteps(["put away"]);
});

test("who does not set up is not even asked", async () => {
    onRpc("res.company", "action_casecon_setup", () => expect.step("asked"));
    await mountView({ type: "list", resModel: "conference", arch: ARCH });
    expect(".o_casecon_setup").toHaveCount(0);
    expect.verifySteps([]);
});
