import { _t } from "@web/core/l10n/translation";

/** What several verbs ask or say alike. */

export const everybody = (facts) => facts.attendees;
export const inRole = (facts, ...roles) => facts.attendees.filter((row) => roles.includes(row.role));

export const thisMinute = () => luxon.DateTime.now().startOf("minute");

/** Who was told of a booking is told of its end. */
export const whoKnows = (facts) => facts.attendees.filter((row) => row.invited_at);

/** Stands in `told` for somebody who is only being chosen. */
export const chosen = (name) => ({ name });

export const REASON_FOR_OH = _t("Only clinicians read this.");
export const REASON_FOR_DESK = _t("HR and OH read this.");

/** The versions of what the dialog shows, which the verb compares with those of that moment. */
export const whatWasRead = (facts) => ({
    wording: facts.understanding.version,
    request_version: facts.understanding.request,
});

/** How somebody said what is entered for them. */
export const ROUTES = [
    ["phone", _t("By phone")],
    ["video", _t("By video")],
    ["paper", _t("On paper")],
    ["in_person", _t("In person")],
];
export const THROUGH = {
    name: "through",
    type: "choice",
    label: _t("How did they say it?"),
    choices: ROUTES,
    required: true,
};
/** When it was said, where it is entered later: both times are kept (R18). */
export const SAID_AT = {
    name: "at",
    type: "datetime",
    label: _t("When they said it"),
    hint: _t("Leave it empty if they are saying it now. We also record when you enter it."),
    rounding: 5,
    skipEmpty: true,
};

export const TO_THE_EMPLOYEE = _t("Read this to the employee, then record what they say:");

export const roomInput = (facts, more) => ({
    name: "room_id",
    type: "record",
    label: _t("Room"),
    model: "casecon.room",
    domain: [["company_id", "in", [facts.company, false]]],
    start: facts.room,
    startName: facts.roomName,
    ...more,
});

/** A letter was handed over; what counts from then on is said beside it. */
export const HANDED_OVER = {
    title: _t("The letter was handed over"),
    inputs: [
        { name: "handed_over_at", type: "datetime", label: _t("When"), required: true },
        {
            name: "how",
            type: "char",
            label: _t("How"),
            placeholder: _t("e.g. By hand, at home; recorded delivery"),
            required: true,
        },
    ],
    confirm: _t("Record"),
};
