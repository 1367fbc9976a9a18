import { _t } from "@web/core/l10n/translation";

/** What several verbs ask or say alike. */

export const everybody = (facts) => facts.attendees;
export const inRole = (facts, ...roles) => facts.attendees.filter((row) => roles.includes(row.role));

/** Who was told of a booking is told of its end. */
export const whoKnows = (facts) => facts.attendees.filter((row) => row.invited_at);

/** Stands in `told` for somebody who is only being chosen. */
export const chosen = (name) => ({ name });

export const REASON_FOR_OH = _t("Only the clinicians read this.");
export const REASON_FOR_DESK = _t("HR and OH read this.");

/** The versions of what the dialog shows, which the verb compares with those of that moment. */
export const whatWasRead = (facts) => ({
    wording: facts.understanding.version,
    request_version: facts.understanding.request,
});

export const TO_THE_EMPLOYEE = _t("Read this to the employee, then record what they say:");

const ROUTES = [
    ["phone", _t("By phone")],
    ["paper", _t("On paper")],
    ["in_person", _t("In person")],
];
/** How somebody said what is recorded for them. */
export const THROUGH = {
    name: "through",
    type: "choice",
    label: _t("How did they say it?"),
    choices: ROUTES,
    required: true,
};
