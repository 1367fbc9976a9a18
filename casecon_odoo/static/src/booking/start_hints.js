import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { inZone, zoneName } from "../zones";

/** Below a date: its weekday and zone, and what clocks show at the place and where the employee is, where it differs. */
export class StartHints extends Component {
    static template = "casecon_odoo.StartHints";
    static props = { ...standardWidgetProps };

    get zone() {
        return zoneName();
    }

    get weekday() {
        return this.props.record.data.start.toFormat("cccc");
    }

    get place() {
        return this.said("meeting_tz");
    }

    /** Not said twice where the employee reads the same clock as at the place. */
    get employee() {
        const there = this.said("employee_tz");
        return there === this.place ? "" : there;
    }

    said(zone) {
        const { data } = this.props.record;
        return data.start ? inZone(data.start, data[zone]) : "";
    }
}

registry.category("view_widgets").add("casecon_start_hints", {
    component: StartHints,
    fieldDependencies: [
        { name: "start", type: "datetime" },
        { name: "employee_tz", type: "char" },
        { name: "meeting_tz", type: "char" },
    ],
});
