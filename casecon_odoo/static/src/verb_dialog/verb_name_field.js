import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { titleOf } from "./verbs";

/** A verb in the words of its dialog. */
export class VerbNameField extends Component {
    static template = "casecon_odoo.VerbNameField";
    static props = { ...standardFieldProps };

    get text() {
        return titleOf(this.props.record.data[this.props.name]).toString();
    }
}

registry.category("fields").add("casecon_verb_name", {
    component: VerbNameField,
    displayName: _t("Verb"),
    supportedTypes: ["char"],
});
