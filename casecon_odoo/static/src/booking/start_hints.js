import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { inZone, zoneName } from "../zones";

/** Below a date: its weekday and zone, and the employee's own time where it differs. */
export class StartHints extends Component {
    static template = "casecon_odoo.StartHints";
    static props = { ...standardWidgetProps };

    get zone() {
        return zoneName();
    }

    get weekday() {
        return this.props.record.data.start.toFormat("cccc");
    }

    get there() {
        const { start, employee_tz } = this.props.record.data;
        return start ? inZone(start, employee_tz) : "";
    }
}

registry.category("view_widgets").add("casecon_start_hints", {
    component: StartHints,
    fieldDependencies: [
        { name: "start", type: "datetime" },
        { name: "employee_tz", type: "char" },
    ],
});
