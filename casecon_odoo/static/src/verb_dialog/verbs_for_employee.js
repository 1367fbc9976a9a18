import { _t } from "@web/core/l10n/translation";
import { SAID_AT, THROUGH, TO_THE_EMPLOYEE } from "./shared";
import { OWN } from "./verbs_own";

const SAID = [
    ["confirm_understanding", _t("They understand why the meeting is planned, and what will happen")],
    ["acknowledge_attendees", _t("They have seen who will attend")],
    ["waive_notice", _t("They accept less notice")],
    ["keep_notice", _t("They keep the full notice after all")],
    ["set_companion", _t("They name a companion")],
    ["answer_for_companion", _t("Whether the companion can come")],
    ["remove_companion", _t("They remove the companion")],
    ["share_with_companion", _t("What the companion can see")],
    ["ask_for_manager", _t("They ask for another manager")],
    ["set_needs", _t("What they need to take part")],
    ["decline", _t("They decline")],
];

/** What can still be said once the meeting has begun. */
const COMPANION = ["set_companion", "remove_companion", "share_with_companion"];
const NEXT_SITTING = ["waive_notice", "keep_notice", "acknowledge_attendees"];
const WHEN_BEGUN = {
    in_session: [...NEXT_SITTING, ...COMPANION],
    adjourned: [...NEXT_SITTING, ...COMPANION, "answer_for_companion", "ask_for_manager", "set_needs"],
    held: COMPANION,
};

/** The inputs of what the employee said, to be gathered under the keyword `values`. */
function inputsOf(verb, facts) {
    const own = OWN[verb];
    const inputs = own ? (typeof own.inputs === "function" ? own.inputs({}, facts) : own.inputs) : [];
    return inputs.filter((input) => input.name !== "reason").map((input) => ({ ...input, into: "values" }));
}

/** What the employee said, recorded by a clinician in their words. */
export const FOR_EMPLOYEE = {
    record_for_employee: {
        title: _t("What the employee said"),
        says: _t("This counts as if they had done it themselves. Their words become a note that only clinicians read."),
        inputs: (values, facts) => [
            {
                name: "verb",
                type: "choice",
                label: _t("What did they say?"),
                choices: SAID.filter(([verb]) => !WHEN_BEGUN[facts.state] || WHEN_BEGUN[facts.state].includes(verb)),
                required: true,
                asList: true,
            },
            ...inputsOf(values.verb, facts),
            THROUGH,
            SAID_AT,
            { name: "words", type: "text", label: _t("In their words"), required: true },
        ],
        reads: (facts, values) => values.verb === "confirm_understanding" && facts.understanding,
        readsAs: TO_THE_EMPLOYEE,
        shown: (facts, values) => {
            const shown = OWN[values.verb]?.shown;
            return shown ? { values: shown(facts) } : {};
        },
        told: (facts, values, names) => OWN[values.verb]?.told?.(facts, values, names) || [],
        confirm: _t("Record"),
    },
};
