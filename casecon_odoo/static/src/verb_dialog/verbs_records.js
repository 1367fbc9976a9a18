import { _t } from "@web/core/l10n/translation";
import { HANDED_OVER, SAID_AT, THROUGH } from "./shared";
import { MINUTES } from "./verbs_minutes";

const WORDS = {
    name: "words",
    type: "text",
    label: _t("In their words"),
    hint: _t("Kept as a note that only clinicians read."),
};

/** Who is meant, how it was said, and the words; an employee answers for themselves. Nobody is chosen beforehand. */
function answerInputs(values, facts) {
    return [
        {
            name: "whom",
            type: "choice",
            label: _t("Who may hear it?"),
            choices: [
                ["all", _t("Everyone invited")],
                ["some", _t("Chosen people")],
            ],
            required: true,
            local: true,
        },
        ...(values.whom === "some"
            ? [
                  {
                      name: "attendee_ids",
                      type: "people",
                      label: _t("These people"),
                      choices: facts.others.map((row) => [row.id, row.name]),
                      required: true,
                  },
              ]
            : []),
        ...(facts.isEmployee
            ? []
            : [{ ...THROUGH, start: facts.isInOneRoom ? "in_person" : false }, SAID_AT, { ...WORDS, required: true }]),
    ];
}

/** No is said for everybody, unless somebody is chosen: one step. */
const noInputs = (label) => (values, facts) => {
    const [whom, ...rest] = answerInputs(values, facts);
    return [{ ...whom, label, start: "all" }, ...rest];
};

/** An answer counts for the words that its dialog shows. */
const wordsShown = (facts) => ({ revision: facts.revision });

/** Verbs of what surrounds a conference, by model; the button's context names it as `casecon_model`. */
export const RECORDS = {
    "casecon.question": {
        answer: {
            title: _t("Answered by a report"),
            says: _t("Choose the written report about this employee that answers the question."),
            quotes: "question",
            inputs: (values, facts) => [
                {
                    name: "report_id",
                    type: "record",
                    label: _t("Report"),
                    model: "casecon.report",
                    domain: [
                        ["employee_id", "=", facts.employee],
                        ["state", "in", ["issued", "offered", "released"]],
                    ],
                    required: true,
                },
            ],
            confirm: _t("Answered"),
        },
    },
    "casecon.note": {
        add_addendum: {
            title: _t("Add an addendum"),
            says: _t("The signed note does not change. You sign the addendum at once."),
            inputs: [{ name: "body", type: "text", label: _t("Addendum"), required: true }],
            confirm: _t("Sign the addendum"),
        },
        mark_error: {
            title: _t("Entered in error"),
            says: _t("The note is marked as an error and kept. Your reason is kept with it, signed by you."),
            inputs: [
                {
                    name: "reason",
                    type: "text",
                    label: _t("Why"),
                    placeholder: _t("e.g. Written about the wrong person."),
                    required: true,
                },
            ],
            confirm: _t("Mark as entered in error"),
            danger: true,
        },
    },
    "casecon.attendee": {
        was_present: {
            title: _t("They were in the room"),
            says: (facts) =>
                _t(
                    "%s was there, but this was not recorded at the time. It is added with the time you enter it. Nothing else changes.",
                    facts.name,
                ),
            inputs: [
                { name: "present_from", type: "datetime", label: _t("From"), rounding: 5, required: true },
                { name: "present_until", type: "datetime", label: _t("Until"), rounding: 5, required: true },
            ],
            confirm: _t("Add"),
        },
        acknowledge_recording: {
            title: _t("They knew that nothing is recorded"),
            says: (facts) =>
                _t(
                    "%s said so before the meeting, and you are recording it now. We also record when you enter it.",
                    facts.name,
                ),
            inputs: [{ ...SAID_AT, hint: undefined, required: true }, THROUGH, { ...WORDS, required: true }],
            confirm: _t("Record"),
        },
    },
    "casecon.disclosure": {
        explain: {
            title: _t("Said without consent"),
            says: (facts) =>
                _t(
                    "%s heard this without the employee's consent. Your words are kept as a clinical note. Only clinicians read it.",
                    facts.person,
                ),
            shows: "text",
            inputs: [
                {
                    name: "words",
                    type: "text",
                    label: _t("What was done about it"),
                    hint: _t("Enter why it was said, who was asked for advice, and what the employee was told."),
                    required: true,
                },
            ],
            confirm: _t("Save the note"),
        },
    },
    "casecon.consent.line": {
        grant: {
            title: _t("Consent to disclose"),
            says: _t("The employee agrees that these exact words may be said."),
            shows: "text",
            shown: wordsShown,
            inputs: answerInputs,
            confirm: _t("Record that they grant it"),
        },
        refuse: {
            title: _t("Consent refused"),
            says: _t("The employee does not want these words to be said."),
            shows: "text",
            shown: wordsShown,
            inputs: noInputs(_t("Who may not hear it?")),
            confirm: _t("Record that they refuse"),
        },
        withdraw: {
            title: _t("Consent withdrawn"),
            says: _t(
                "These words may no longer be said, with immediate effect. Anything already said stays on record as said.",
            ),
            shows: "text",
            inputs: (values, facts) =>
                noInputs(_t("Who may no longer hear it?"))(values, facts)
                    .filter((one) => one !== SAID_AT) // it is effective at once
                    .map((one) => (one.name === "words" ? WORDS : one)),
            confirm: _t("Record that they withdraw"),
        },
        disclose: {
            title: _t("Said in the meeting"),
            says: _t(
                "The start of this meeting was entered late, so enter when this was said. Both times are recorded.",
            ),
            shows: "text",
            inputs: [{ name: "at", type: "datetime", label: _t("When it was said"), rounding: 5, required: true }],
            confirm: _t("Record that it was said"),
        },
    },
    "casecon.minutes": MINUTES,
    "casecon.report": {
        record_handover: {
            ...HANDED_OVER,
            title: _t("The report was handed over"),
            says: _t("The employee has to have read the report before they can agree to its release."),
        },
        answer_offer: {
            title: _t("The employee's answer"),
            says: _t("The employer learns of the report only after the employee agrees and you release it."),
            inputs: [
                {
                    name: "agrees",
                    type: "choice",
                    label: _t("Do they agree to the release?"),
                    choices: [
                        ["yes", _t("They agree")],
                        ["no", _t("They do not agree")],
                    ],
                    send: (value) => value === "yes",
                    required: true,
                },
                THROUGH,
                SAID_AT,
                { ...WORDS, required: true },
            ],
            confirm: _t("Record the answer"),
        },
    },
};
