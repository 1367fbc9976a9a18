import { Component } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { askVerb } from "../verb_dialog/verb_action";

const { DateTime } = luxon;

/** What is needed less often, in the order of a conference's life; `when` adds to the gate's can_<verb>, or `field`. */
const MORE = [
    {
        verb: "attest_briefing",
        label: _t("Explained to the employee"),
        when: (data) => !data.told_on && data.reader === "booker" && !data.accepted_at,
    },
    { verb: "return", label: _t("Return"), when: (data) => !data.is_returned && data.accepted_at },
    { verb: "refuse", label: _t("Refuse"), when: (data) => data.accepted_at },
    { verb: "change", label: _t("Change how people meet") },
    { verb: "reassign", label: _t("Replace a person") },
    {
        verb: "accept_conflict",
        label: _t("Accept a conflict of interest"),
        when: (data) => !data.has_conflict,
    },
    { verb: "add_attendee", label: _t("Add a person") },
    { verb: "remove_attendee", label: _t("Remove a person") },
    { verb: "invite_companion", label: _t("Invite the companion"), when: (data) => data.has_companion },
    {
        verb: "plan_pre_call",
        label: _t("Plan the pre-call"),
        when: (data) => data.is_oh_prepared || data.is_call_planned,
    },
    { verb: "record_pre_call", label: _t("Record the pre-call"), when: (data) => data.is_oh_prepared },
    {
        verb: "not_held",
        label: _t("Record that it did not take place"),
        when: (data) => data.start && data.start < DateTime.now(),
    },
    { verb: "adjourn", label: _t("Adjourn again"), when: (data) => data.state === "adjourned" },
    { verb: "end", label: _t("End the meeting"), when: (data) => data.state === "adjourned" },
    { verb: "take_chair", label: _t("Take the chair") },
    { verb: "record_for_employee", label: _t("What the employee said") },
    { verb: "print_letter", can: "record_handover", label: _t("Print the letter"), when: (data) => !data.needs_letter },
    { verb: "record_handover", label: _t("Letter handed over"), when: (data) => !data.needs_letter },
    { verb: "set_companion", label: _t("Name another companion"), when: (data) => data.has_companion },
    { verb: "share_with_companion", label: _t("What the companion can see"), when: (data) => data.has_companion },
    { verb: "answer_for_companion", label: _t("Can the companion come?"), when: (data) => data.has_companion },
    { verb: "remove_companion", label: _t("Remove the companion"), when: (data) => data.has_companion },
    { verb: "ask_for_manager", label: _t("Ask for another manager") },
    {
        verb: "answer",
        field: "my_answer",
        label: _t("Change my answer"),
        when: (data) =>
            data.my_answer !== "needs_action" && ["scheduled", "prepared", "adjourned"].includes(data.state),
    },
    { verb: "waive_notice", label: _t("Accept less notice"), when: (data) => !data.notice_waived_at },
    {
        verb: "keep_notice",
        label: _t("Keep the full notice after all"),
        when: (data) => data.notice_waived_at && data.state !== "in_session",
    },
    { verb: "set_needs", label: _t("What I need"), when: (data) => data.state === "requested" },
];

const fieldOf = (item) => item.field || `can_${item.can || item.verb}`;

/** The rest of what the reader may do, under one button. */
export class MoreVerbs extends Component {
    static template = "casecon_odoo.MoreVerbs";
    static components = { Dropdown, DropdownItem };
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
    }

    get items() {
        const { data } = this.props.record;
        return MORE.filter((item) => data[fieldOf(item)] && (!item.when || item.when(data)));
    }

    async ask(verb) {
        const { record } = this.props;
        if (!(await record.save())) {
            return;
        }
        if (verb === "print_letter") {
            await this.action.doAction({
                type: "ir.actions.act_url",
                target: "new",
                url: `/updates/letter/${record.resId}`,
            });
            return;
        }
        await askVerb(this.env, { verb, resId: record.resId, onDone: () => record.model.load() });
    }
}

const NEEDED = [
    "accepted_at",
    "has_companion",
    "has_conflict",
    "is_call_planned",
    "is_oh_prepared",
    "is_returned",
    "needs_letter",
    "notice_waived_at",
    "reader",
    "told_on",
];

registry.category("view_widgets").add("casecon_more_verbs", {
    component: MoreVerbs,
    fieldDependencies: [...new Set([...MORE.map(fieldOf), ...NEEDED])].map((name) => ({
        name,
        type: "boolean",
    })),
});
