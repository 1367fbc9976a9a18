import { _t } from "@web/core/l10n/translation";
import { REASON_FOR_OH } from "./shared";

/** Verbs of a request: before it is booked. */
export const REQUEST = {
    return: {
        title: _t("Return the request"),
        says: _t("The request goes back to the person who asked. It can be booked after they have answered."),
        inputs: [
            {
                name: "reason",
                type: "text",
                label: _t("What is missing?"),
                hint: _t("The person who asked reads this."),
                placeholder: _t("e.g. What has been tried since the report?"),
                required: true,
            },
        ],
        confirm: _t("Return"),
    },
    refuse: {
        title: _t("Refuse the request"),
        says: _t("The request ends here. The person who asked can ask again later."),
        inputs: [
            {
                name: "reason",
                type: "text",
                label: _t("Why?"),
                hint: _t("The person who asked reads this."),
                placeholder: _t("e.g. The author of the report can answer this by email."),
                required: true,
            },
        ],
        confirm: _t("Refuse"),
        danger: true,
    },
    answer_return: {
        title: _t("Answer the question"),
        says: _t("The request goes back to HR or OH."),
        quotes: "returnReason",
        inputs: [{ name: "answer", type: "text", label: _t("Your answer"), required: true }],
        confirm: _t("Send the answer"),
    },
    attest_briefing: {
        title: _t("Explained to the employee"),
        says: _t("Enter when you explained to the employee why this meeting is planned and what will happen."),
        inputs: [{ name: "told_on", type: "date", label: _t("Date of the conversation"), required: true, today: true }],
        confirm: _t("Confirm"),
    },
    mark_complex: {
        title: _t("Confirm a longer meeting"),
        says: _t("The meeting can then last up to this length."),
        inputs: (values, facts) => [
            {
                name: "duration",
                type: "minutes",
                label: _t("Length"),
                hint: _t("46 to 90 minutes."),
                start: facts.duration,
                required: true,
            },
            { name: "reason", type: "text", label: _t("Why it is complex"), hint: REASON_FOR_OH, required: true },
        ],
        confirm: _t("Confirm this length"),
    },
};
