import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";
import { mailModels } from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");

class Said extends models.Model {
    _name = "said";
    entered_at = fields.Datetime({ string: "Entered at" });
    _records = [
        { id: 1, entered_at: "2026-06-01 09:00:00" },
        { id: 2, entered_at: false },
    ];
}

defineModels({ ...mailModels, Said });

test("a row of before the time of entry was kept says so", async () => {
    await mountView({
        type: "list",
        resModel: "said",
        arch: '<list><field name="entered_at" widget="casecon_entered"/></list>',
    });
    const [kept, old] = queryAllTexts(".o_data_cell");
    expect(kept).not.toBe("");
    expect(old).toBe("Not kept at that time");
});
