import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { said } from "../zones";

/** When something was entered; of before that was kept it says so, since an empty place could be a slip. */
export class EnteredField extends Component {
    static template = "casecon_odoo.EnteredField";
    static props = { ...standardFieldProps };

    get text() {
        const moment = this.props.record.data[this.props.name];
        return moment ? said(moment) : _t("Not kept at that time");
    }
}

registry.category("fields").add("casecon_entered", {
    component: EnteredField,
    displayName: _t("When it was entered"),
    supportedTypes: ["datetime"],
});
