import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");

class Conference extends models.Model {
    _name = "conference";
    name = fields.Char({ string: "Reference" });
    _records = [{ id: 1, name: "CC-1" }];
}

defineModels({ ...mailModels, Conference });

test("a report that waits for the reader's answer stands above the list, with its page", async () => {
    onRpc("casecon.report", "find_offered_to_me", () => [{ text: "Decide it", url: "/my/conferences/reports/5" }]);
    await mountView({
        type: "list",
        resModel: "conference",
        arch: '<list js_class="casecon_list"><field name="name"/></list>',
    });
    await animationFrame();
    expect(".o_casecon_own_reports a").toHaveText("Decide it");
    expect(".o_casecon_own_reports a").toHaveAttribute("href", "/my/conferences/reports/5");
});
