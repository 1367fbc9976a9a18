import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");

class Conference extends models.Model {
    _name = "conference";
    ground = fields.Char({ string: "Ground" });
    readiness = fields.Json();
    next_asks = fields.Json();
    state = fields.Selection({
        selection: [
            ["requested", "Requested"],
            ["scheduled", "Scheduled"],
        ],
    });
    _records = [
        {
            id: 1,
            state: "requested",
            readiness: [
                { key: "R1", rule: "R1", met: true, text: "The report is there.", who: "" },
                { key: "R6", rule: "R6", met: false, text: "It has to be accepted.", who: "HR or OH" },
            ],
        },
        {
            id: 2,
            state: "scheduled",
            readiness: [{ key: "R3", rule: "R3", met: true, text: "Enough notice.", who: "" }],
        },
    ];
}

defineModels({ ...mailModels, Conference });

const ARCH = '<form><field name="readiness" widget="casecon_readiness" nolabel="1"/></form>';

test("what is missing stands with whose turn it is; what is met is folded away", async () => {
    await mountView({ type: "form", resModel: "conference", resId: 1, arch: ARCH });
    expect(queryAllTexts(".o_casecon_readiness > ul > li")).toEqual(["It has to be accepted.HR or OH"]);
    expect(".o_casecon_readiness").toHaveAttribute("role", "status");
    expect("details:not([open]) summary").toHaveText("1 thing is in place");
});

test("when all is met it says for what", async () => {
    await mountView({ type: "form", resModel: "conference", resId: 2, arch: ARCH });
    expect(".o_casecon_readiness").toHaveText("Ready to start");
});

test("two lines without a rule are two lines", async () => {
    const readiness = ["booking", "people"].map((key) => ({ key, rule: "", met: false, text: key, who: "" }));
    Conference._records = [{ id: 3, state: "requested", readiness }];
    await mountView({ type: "form", resModel: "conference", resId: 3, arch: ARCH });
    expect(queryAllTexts(".o_casecon_readiness > ul > li")).toEqual(["booking", "people"]);
});

test("on a new record a filled field is ticked where it stood", async () => {
    Conference._records = [];
    Conference._onChanges = {
        ground(record) {
            record.readiness = [{ key: "R6", rule: "R6", met: true, text: "It is accepted.", who: "" }];
        },
    };
    await mountView({
        type: "form",
        resModel: "conference",
        arch: `<form>
            <field name="readiness" widget="casecon_readiness" nolabel="1" options="{'fill': ['ground']}"/>
            <field name="ground"/>
        </form>`,
    });
    expect(".o_casecon_waiting > ul > li").toHaveText("Fill in: Ground");
    await click(".o_field_widget[name=ground] input");
    await edit("Long absence", { confirm: "blur" });
    await animationFrame();
    expect(".o_casecon_ready > ul .fa-check").toHaveCount(1);
    expect(".o_casecon_ready > ul > li").toHaveText(/Filled in: Ground/);
});
