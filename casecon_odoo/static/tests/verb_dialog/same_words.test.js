import { VerbDialog } from "@casecon_odoo/verb_dialog/verb_dialog";
import { VERBS } from "@casecon_odoo/verb_dialog/verbs";
import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { makeDialogMockEnv, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const UNDERSTANDING = {
    version: "2031-05",
    request: 3,
    opening: "What it is.",
    points: ["One point.", "Another point.", "Nobody minds."],
    declining: "Nobody minds.",
    confirms: "I understand",
    asked: [["Reason", "Away since March"]],
};

async function ask(verb, { isUnderstood = false, ...props } = {}) {
    const facts = { state: "scheduled", isBooked: true, attendees: [], isUnderstood, understanding: UNDERSTANDING };
    await mountWithCleanup(VerbDialog, {
        env: await makeDialogMockEnv(),
        props: { verb, resId: 7, spec: VERBS[verb], facts, close: () => {}, ...props },
    });
}

function expectWords() {
    expect("section.o_casecon_wording").toHaveAttribute("data-version", "2031-05");
    expect(".o_casecon_wording li").toHaveCount(3);
    expect(queryAllTexts(".o_casecon_wording li")).toEqual(UNDERSTANDING.points);
    expect(queryAllTexts(".o_casecon_wording p").at(-1)).toBe("What it is.");
    expect(queryAllTexts(".o_casecon_wording dd")).toEqual(["Away since March"]);
}

test("the employee reads the words that they are given, and confirms these", async () => {
    onRpc("casecon.conference", "action_confirm_understanding", ({ kwargs }) => {
        expect.step(`${kwargs.wording} ${kwargs.request_version}`);
        return true;
    });
    await ask("confirm_understanding");
    expectWords();
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(["2031-05 3"]);
});

test("the clinician reads the same aloud, and records that", async () => {
    onRpc("casecon.conference", "action_record_for_employee", ({ kwargs }) => {
        expect.step(JSON.stringify(kwargs.values));
        return true;
    });
    const values = { verb: "confirm_understanding", through: "phone", words: "Yes" };
    await ask("record_for_employee", { values });
    expectWords();
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect.verifySteps(['{"wording":"2031-05","request_version":3}']);
});

test("what else somebody says needs no reading", async () => {
    await ask("record_for_employee", { values: { verb: "keep_notice" } });
    expect(".o_casecon_wording").toHaveCount(0);
});

test("the sheet of the pre-call holds the words until they are confirmed", async () => {
    await ask("record_pre_call");
    expectWords();
});

test("what is confirmed need not be read again in the pre-call", async () => {
    await ask("record_pre_call", { isUnderstood: true });
    expect(".o_casecon_wording").toHaveCount(0);
});

test("the dialog in which somebody declines says what its page says", async () => {
    await ask("decline");
    expect(queryAllTexts(".o_casecon_verb p")[0]).toMatch(/^The meeting is cancelled\. Nobody minds\. /);
});
