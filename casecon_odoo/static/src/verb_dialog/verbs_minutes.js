import { _t } from "@web/core/l10n/translation";
import { HANDED_OVER, THROUGH } from "./shared";

/** The text that the dialog was opened on: a verb that answers it is refused where it has changed since. */
const shown = (facts) => ({ digest: facts.digest });

const WHO_READS = _t(
    "HR, OH and the minute taker read this. Your manager and your companion do not. Leave out anything about your health that HR should not know.",
);
const ALL_READ = _t(
    "Everyone who reads the minutes reads this: HR, OH, your manager, and your companion if you share the minutes. Leave out anything about your health that they should not know.",
);

const passage = (choices) => ({
    name: "paragraph_id",
    type: "choice",
    label: _t("Which passage?"),
    choices,
    start: choices.length === 1 ? choices[0][0] : false,
    asList: true,
    required: true,
});

/** Verbs of the minutes. */
export const MINUTES = {
    comment: {
        title: _t("Comment on a passage"),
        says: WHO_READS,
        inputs: (values, facts) => [
            passage(facts.passages),
            { name: "text", type: "text", label: _t("Your comment"), required: true },
        ],
        shown,
        confirm: _t("Save my comment"),
    },
    flag: {
        title: _t("Outside consent"),
        says: _t("The minutes cannot be made final until the passage is corrected and you confirm that."),
        inputs: (values, facts) => [passage(facts.passages)],
        shown,
        confirm: _t("Flag the passage"),
    },
    resolve_flag: {
        title: _t("Resolve a flag"),
        says: _t(
            "You confirm that the passage no longer goes beyond the consent. If it changes later, it is flagged again.",
        ),
        inputs: (values, facts) => [passage(facts.flagged)],
        shown,
        confirm: _t("Resolve the flag"),
    },
    answer_fact_check: {
        title: _t("The employee's answer"),
        own: { title: _t("Your check of the minutes"), confirm: _t("Send my check") },
        says: (facts) =>
            facts.isEmployee
                ? WHO_READS
                : _t("Only for an employee without a login. HR reads what you write here beside the minutes."),
        inputs: (values, facts) => [
            {
                name: "comment",
                type: "text",
                label: facts.isEmployee ? _t("Anything that is not right, or is missing") : _t("In their words"),
                required: !facts.isEmployee,
            },
            ...(facts.isEmployee ? [] : [THROUGH]),
        ],
        shown,
        confirm: _t("Save the answer"),
    },
    extend_fact_check: {
        title: _t("Give more time"),
        says: _t("You can only make the time for the fact check longer."),
        inputs: (values, facts) => [
            { name: "until", type: "datetime", label: _t("New end"), start: facts.until, required: true },
        ],
        confirm: _t("Give more time"),
    },
    state_disagreement: {
        title: _t("Statement of disagreement"),
        says: (facts) =>
            facts.isEmployee
                ? ALL_READ
                : _t("Only for an employee without a login. Everyone who reads the minutes reads it, in their words."),
        inputs: (values, facts) => [
            {
                name: "text",
                type: "text",
                label: facts.isEmployee ? _t("Your statement") : _t("In their words"),
                required: true,
            },
            ...(facts.isEmployee ? [] : [THROUGH]),
        ],
        shown,
        confirm: _t("Attach the statement"),
    },
    record_handover: {
        ...HANDED_OVER,
        says: (facts) =>
            facts.isFinal
                ? _t("This records when the final minutes reached the employee.")
                : _t("The employee's time to check the facts starts at this time."),
    },
    add_addendum: {
        title: _t("Add an addendum"),
        says: _t(
            "The minutes themselves do not change. The addendum goes to the employee by email, or by letter if they have no login. They can disagree.",
        ),
        inputs: [{ name: "body", type: "text", label: _t("Addendum"), required: true }],
        confirm: _t("Add"),
    },
};
