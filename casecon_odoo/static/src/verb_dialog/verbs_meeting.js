import { formatList } from "@web/core/l10n/utils";
import { _t } from "@web/core/l10n/translation";
import { everybody, REASON_FOR_DESK, roomInput, thisMinute, whoKnows } from "./shared";

const { DateTime } = luxon;

/** A start that is entered later than this needs a reason (R18). */
const PROMPT_MINUTES = 60;
const ROLES = {
    employee: _t("Employee"),
    companion: _t("Companion"),
    clinician: _t("OH clinician"),
    manager: _t("Line manager"),
    hr: _t("HR representative"),
    minute_taker: _t("Minute taker"),
    interpreter: _t("Interpreter"),
    other: _t("Other"),
};
const WHERE = {
    phone: [_t("Number"), _t("e.g. 020 7946 0123")],
    video: [_t("Link"), _t("e.g. https://video.example.com/room")],
    in_person: [_t("Room"), _t("e.g. Room 2.14")],
};

/** Who is in the room, as boxes to tick. */
const people = (facts) => ({
    name: "present_attendee_ids",
    type: "people",
    label: _t("Who is in the room?"),
    choices: facts.attendees.map((row) => [
        row.id,
        row.name,
        row.answer === "declined" ? _t("%s, cannot come", ROLES[row.role]) : ROLES[row.role],
    ]),
    required: true,
});

/** Why a start wants a reason: nobody is stopped, but it is recorded (R18, R28). */
function startNeeds(values, facts) {
    const present = facts.attendees.filter((row) => (values.present_attendee_ids || []).includes(row.id));
    if (!present.length) {
        return [];
    }
    const roles = present.map((row) => row.role);
    const unaware = present.filter((row) => !row.recording_acknowledged_at).map((row) => row.name);
    const late = values.started_at && DateTime.now().diff(values.started_at, "minutes").minutes > PROMPT_MINUTES;
    return [
        !roles.includes("hr") && _t("HR is not there."),
        !roles.includes("manager") && _t("The line manager is not there."),
        late && _t("The start is entered late."),
        unaware.length &&
            !values.said_aloud &&
            _t("Not everyone has acknowledged that nothing is recorded: %s.", formatList(unaware, { style: "unit" })),
    ].filter(Boolean);
}

/** From the pre-call to what comes after the meeting. */
export const MEETING = {
    plan_pre_call: {
        title: _t("Plan the pre-call"),
        says: (facts) =>
            facts.isOnPaper
                ? _t(
                      "This is a short private call with the employee before the meeting. They have no login, so tell them when and how.",
                  )
                : _t(
                      "This is a short private call with the employee before the meeting. Their page shows when and how.",
                  ),
        inputs: (values, { plannedCall }) => [
            { name: "start", type: "datetime", label: _t("When"), start: plannedCall?.start, required: true },
            {
                name: "channel",
                type: "choice",
                label: _t("How"),
                choices: [
                    ["phone", _t("By phone")],
                    ["video", _t("By video")],
                    ["in_person", _t("In person")],
                ],
                start: plannedCall?.channel || "phone",
                required: true,
            },
            {
                name: "where",
                type: "char",
                start: plannedCall?.where,
                label: (WHERE[values.channel] || WHERE.phone)[0],
                placeholder: (WHERE[values.channel] || WHERE.phone)[1],
                required: true,
            },
        ],
        confirm: _t("Plan the call"),
    },
    confirm_briefed: {
        title: _t("You were briefed on the pre-call"),
        says: _t("A colleague made the pre-call and briefed you on it."),
        inputs: [
            {
                name: "at",
                type: "datetime",
                label: _t("When you were briefed"),
                hint: _t("Leave it empty if it was just now. We also record when you enter it."),
                rounding: 5,
                skipEmpty: true,
            },
        ],
        confirm: _t("I was briefed"),
    },
    start: {
        title: _t("Start the meeting"),
        says: _t(
            "Tick everyone who is in the room when the meeting starts. Enter anyone who comes later under “Who attends”.",
        ),
        inputs: (values, facts) => {
            const needs = startNeeds(values, facts);
            return [
                { ...people(facts), all: _t("Everyone is here") },
                {
                    name: "said_aloud",
                    type: "boolean",
                    label: _t("I said aloud that nothing is recorded, and everyone here knows it."),
                },
                {
                    name: "started_at",
                    type: "datetime",
                    label: _t("Started at"),
                    start: thisMinute(),
                    rounding: 5,
                    required: true,
                },
                {
                    name: "reason",
                    type: "text",
                    label: _t("Reason"),
                    hint: needs.length
                        ? _t("Please say why it is starting anyway. %s", needs.join(" "))
                        : _t("Needed if HR or the manager is missing, or if you enter the start late."),
                    required: needs.length > 0,
                },
            ];
        },
        confirm: _t("Start"),
    },
    resume: {
        title: _t("Resume the meeting"),
        says: _t("Tick everyone who is in the room now. What may be said depends on it."),
        inputs: (values, facts) => [{ ...people(facts), all: _t("Everyone is here") }],
        confirm: _t("Resume"),
    },
    take_chair: {
        title: _t("Take the chair"),
        says: (facts) =>
            facts.state === "in_session"
                ? _t(
                      "You replace the clinician who chairs now, and they leave the room. Nothing can be said until the employee has accepted you and you have confirmed that your colleague briefed you.",
                  )
                : _t(
                      "You replace the clinician who chairs now, and they are told. The employee must accept you. Make the pre-call yourself, or confirm that your colleague briefed you.",
                  ),
        inputs: (values, facts) => [
            { name: "reason", type: "text", label: _t("Reason"), hint: REASON_FOR_DESK },
            ...(facts.state === "in_session"
                ? []
                : [
                      {
                          name: "at",
                          type: "datetime",
                          label: _t("When you took the chair"),
                          hint: _t("Leave it empty if you are taking it now. We also record when you enter it."),
                          rounding: 5,
                          skipEmpty: true,
                      },
                  ]),
        ],
        confirm: _t("Take the chair"),
    },
    adjourn: {
        title: _t("Adjourn to another day"),
        says: (facts) =>
            facts.state === "adjourned"
                ? _t("The meeting did not resume. Choose another date. Consent is kept.")
                : _t(
                      "Everyone leaves the room and is invited again. Consent is kept. The employee gets two working days' notice, or accepts less in this meeting.",
                  ),
        inputs: (values, facts) => [
            {
                name: "start",
                type: "datetime",
                label: _t("When the meeting resumes"),
                beside: true,
                finds: (conference) => ({ conference_id: conference }),
                required: true,
            },
            ...(facts.mode === "virtual" ? [] : [roomInput(facts, { beside: true, skipEmpty: true })]),
            ...(facts.state === "adjourned"
                ? []
                : [
                      {
                          name: "adjourned_at",
                          type: "datetime",
                          label: _t("Adjourned at"),
                          hint: _t("Leave it empty if it is adjourned now."),
                          rounding: 5,
                          skipEmpty: true,
                      },
                  ]),
            { name: "reason", type: "text", label: _t("Why"), hint: REASON_FOR_DESK },
        ],
        told: everybody,
        invites: true,
        size: "xl",
        confirm: _t("Adjourn"),
    },
    stop_sharing: {
        title: _t("Withdraw everything"),
        says: _t(
            "Nothing that the employee allowed in this case conference may be said any more. The manager and HR are not told.",
        ),
        inputs: (values, facts) => [
            {
                name: "through",
                type: "choice",
                label: _t("How did they say it?"),
                choices: [
                    ["phone", _t("By phone")],
                    ["paper", _t("On paper")],
                    ["in_person", _t("In person")],
                ],
                start: facts.state === "in_session" ? "in_person" : false,
                required: true,
            },
            {
                name: "words",
                type: "text",
                label: _t("In their words"),
                hint: _t("Kept as a note that only clinicians read."),
                skipEmpty: true,
            },
        ],
        confirm: _t("Withdraw everything"),
    },
    end: {
        title: _t("End the meeting"),
        says: (facts) =>
            facts.state === "adjourned"
                ? _t("The meeting will not resume. It ended when it was adjourned.")
                : _t(
                      "This records that everyone has left the room. Nothing more can be said or decided in this meeting.",
                  ),
        inputs: (values, facts) =>
            facts.state === "adjourned"
                ? []
                : [
                      {
                          name: "ended_at",
                          type: "datetime",
                          label: _t("Ended at"),
                          hint: _t("Leave it empty if it ends now."),
                          rounding: 5,
                          skipEmpty: true,
                      },
                  ],
        told: (facts) => (facts.state === "adjourned" ? whoKnows(facts) : []),
        confirm: _t("End the meeting"),
    },
    not_held: {
        title: _t("The meeting did not take place"),
        says: _t("The manager and HR see only that it did not take place. The reason stays with OH."),
        inputs: (values) => [
            {
                name: "reason",
                type: "text",
                label: _t("Why"),
                hint: _t("Only clinicians read this."),
                required: true,
            },
            { name: "had_said_so", type: "boolean", label: _t("The employee had told us they would not come") },
            ...(values.had_said_so
                ? []
                : [
                      {
                          name: "attempts",
                          type: "tries",
                          label: _t("Attempts to reach the employee"),
                          hint: _t("Make at least three attempts, over at least 15 minutes."),
                          required: true,
                      },
                  ]),
        ],
        told: whoKnows,
        confirm: _t("It did not take place"),
        danger: true,
    },
    close: {
        title: _t("Close the case conference"),
        says: (facts) =>
            facts.minutesState === "none"
                ? _t(
                      "There will be no minutes. Decisions can no longer be changed. Actions can still be marked as done.",
                  )
                : _t("The minutes and decisions can then no longer be changed. Actions can still be marked as done."),
        inputs: (values, facts) =>
            facts.minutesState === "none"
                ? [
                      {
                          name: "no_minutes_reason",
                          type: "char",
                          label: _t("Why there are no minutes"),
                          placeholder: _t("e.g. All agreed that the list of actions is enough."),
                          required: true,
                      },
                  ]
                : [],
        confirm: _t("Close the case conference"),
    },
    next: {
        title: _t("Ask for the next one"),
        says: _t("This makes a new request with the same people. Open agenda items are carried over."),
        inputs: [],
        opens: "casecon.conference",
        confirm: _t("Ask for the next one"),
    },
};
