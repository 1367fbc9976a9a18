import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { VerbDialog } from "../verb_dialog/verb_dialog";

export const REGISTER = {
    title: _t("Register a received report"),
    says: _t("We record that the report exists, but never what it says."),
    inputs: [
        { name: "author_name", type: "char", label: _t("Author"), required: true },
        {
            name: "author_role",
            type: "choice",
            label: _t("The author is an"),
            choices: [
                ["oha", _t("OH adviser")],
                ["ohp", _t("OH physician")],
            ],
            required: true,
        },
        {
            name: "registration_number",
            type: "char",
            label: _t("Registration number"),
            placeholder: _t("e.g. 18A1234E"),
            required: true,
        },
        { name: "issued_on", type: "date", label: _t("Date of the report"), required: true },
        { name: "received_on", type: "date", label: _t("Received on"), required: true, today: true },
    ],
    confirm: _t("Register"),
};

/** A button beside the report: registers one that came from outside, and chooses it. The form is not saved. */
export class RegisterReport extends Component {
    static template = "casecon_odoo.RegisterReport";
    static props = { ...standardWidgetProps };

    setup() {
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.button = useRef("button");
    }

    register() {
        const employee = this.props.record.data.employee_id;
        let reportId;
        this.dialog.add(
            VerbDialog,
            {
                verb: "register_report",
                resId: 0,
                facts: {},
                spec: {
                    ...REGISTER,
                    call: async (orm, id, values) => {
                        reportId = await orm.call("casecon.report", "action_register", [], {
                            employee_id: employee.id,
                            ...values,
                        });
                    },
                },
                onDone: async () => {
                    const [report] = await this.orm.read("casecon.report", [reportId], ["display_name"]);
                    await this.props.record.update({ report_id: report });
                },
            },
            { onClose: () => this.button.el?.focus() },
        );
    }
}

export const registerReport = {
    component: RegisterReport,
    fieldDependencies: [
        { name: "employee_id", type: "many2one" },
        { name: "report_id", type: "many2one" },
    ],
};

registry.category("view_widgets").add("casecon_register_report", registerReport);
