import { _t } from "@web/core/l10n/translation";
import { answersOf, isHalfAnswered, unanswered } from "./consent_input";
import { proposedItems } from "./facts";
import { thisMinute, TO_THE_EMPLOYEE, whatWasRead } from "./shared";

const CHANNELS = [
    ["phone", _t("By phone")],
    ["video", _t("By video")],
    ["in_person", _t("In person")],
];
const MAY_ALWAYS_HEAR = ["employee", "companion", "clinician", "interpreter"];

const othersOf = (facts) => facts.attendees.filter((row) => !MAY_ALWAYS_HEAR.includes(row.role));
const localTick = (name, label) => ({ name, type: "boolean", label, local: true });

/** What stands of an item that was answered before. */
function standsOf(item) {
    if (!item.is_answered) {
        return "";
    }
    return item.granted_names ? _t("Now: yes to %s", item.granted_names) : _t("Now: no");
}

/** The employee's answers that were given in this call, by the name of their verb. */
function saidOf(values, facts) {
    return {
        ...(values.is_understood && { confirm_understanding: whatWasRead(facts) }),
        ...(values.knows_attendees && { acknowledge_attendees: {} }),
        ...(values.companion?.trim() && {
            set_companion: { name: values.companion.trim(), email: (values.companion_email || "").trim() },
        }),
    };
}

const isSomethingSaid = (values, facts) =>
    Object.keys(saidOf(values, facts)).length > 0 || (values.items || []).some((item) => item.answer);

/** What is settled in a call that took place, after when and how. */
function settled(values, facts) {
    return [
        { name: "minutes", type: "minutes", label: _t("Length"), start: 5, least: 1, most: 120, required: true },
        ...(facts.isUnderstood
            ? []
            : [localTick("is_understood", _t("They understand why the meeting is held and what will happen."))]),
        ...(facts.hasUnacknowledged ? [localTick("knows_attendees", _t("They have seen who attends."))] : []),
        ...(facts.hasCompanion
            ? []
            : [
                  {
                      name: "companion",
                      type: "char",
                      label: _t("Companion, if they name one"),
                      local: true,
                      beside: true,
                  },
                  {
                      name: "companion_email",
                      type: "char",
                      label: _t("Companion's email address"),
                      local: true,
                      beside: true,
                  },
              ]),
        {
            name: "items",
            type: "consent",
            label: _t("What you may say in the meeting"),
            others: othersOf(facts),
            start: (facts.items || []).map((item) =>
                unanswered({
                    id: item.id,
                    number: item.number,
                    text: item.text_uuid,
                    revision: item.text_revision,
                    stands: standsOf(item),
                }),
            ),
            isWrong: (items) => items.some(isHalfAnswered),
            local: true,
        },
        {
            name: "words",
            type: "text",
            label: _t("In their words"),
            hint: _t("Kept as a note that only clinicians read."),
            required: isSomethingSaid(values, facts),
            skipEmpty: true,
        },
        ...(facts.state === "scheduled"
            ? [{ name: "ready", type: "boolean", label: _t("I am ready for the meeting.") }]
            : []),
    ];
}

/** The pre-call on one sheet: when, how and what came of it once; then all that was settled in it. */
export const PRE_CALL = {
    record_pre_call: {
        title: _t("Record the pre-call"),
        says: _t("Manager and HR see only that the OH preparation is done. What was said belongs in a note."),
        needs: proposedItems,
        size: "lg",
        reads: (facts) => !facts.isUnderstood && facts.understanding,
        readsAs: TO_THE_EMPLOYEE,
        inputs: (values, facts) => [
            {
                name: "outcome",
                type: "choice",
                label: _t("What happened?"),
                choices: [
                    ["done", _t("Done")],
                    ["declined", _t("Declined by the employee")],
                    ["missed", _t("Missed")],
                ],
                required: true,
            },
            {
                name: "called_at",
                type: "datetime",
                label: _t("When you called"),
                start: thisMinute(),
                rounding: 5,
                required: true,
            },
            {
                name: "through",
                type: "choice",
                label: _t("How"),
                choices: CHANNELS,
                start: facts.plannedCall?.channel || "phone",
                required: true,
            },
            ...(values.outcome === "done" ? settled(values, facts) : []),
            ...(["declined", "missed"].includes(values.outcome)
                ? [
                      {
                          name: "after",
                          type: "note",
                          label: _t("The meeting may go on. Nothing beyond the released report may be said in it."),
                          local: true,
                      },
                  ]
                : []),
        ],
        shown: (facts, values) => {
            if (values.outcome !== "done") {
                return {};
            }
            const consent = answersOf(values.items || [], othersOf(facts));
            const said = saidOf(values, facts);
            return {
                ...(Object.keys(said).length && { said }),
                ...(consent.length && { consent }),
            };
        },
        confirm: _t("Record"),
    },
};
