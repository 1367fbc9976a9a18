import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** Why the booking was refused, inside the dialog; and the next time that there could be. */
export class Refusal extends Component {
    static template = "casecon_odoo.Refusal";
    static props = { ...standardWidgetProps };

    setup() {
        this.refusal = useState(this.env.caseconRefusal || { text: "" });
    }

    async takeFirstTime() {
        const { record } = this.props;
        await record.update({ start: false });
        await record.update({ start: record.data.first_start });
        this.refusal.text = "";
    }
}

registry.category("view_widgets").add("casecon_refusal", {
    component: Refusal,
    fieldDependencies: [
        { name: "start", type: "datetime" },
        { name: "first_start", type: "datetime" },
    ],
});
