import { Component } from "@odoo/owl";
import { today } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { dateField, DateTimeField } from "@web/views/fields/datetime/datetime_field";

/** A date with a button that says "today"; never filled in by itself. */
export class TalkDateField extends Component {
    static template = "casecon_odoo.TalkDateField";
    static components = { DateTimeField };
    static props = { ...DateTimeField.props };
    static defaultProps = { ...DateTimeField.defaultProps };

    setToday() {
        return this.props.record.update({ [this.props.name]: today() });
    }
}

registry.category("fields").add("casecon_talk_date", { ...dateField, component: TalkDateField });
