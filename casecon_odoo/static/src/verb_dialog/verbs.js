import { _t } from "@web/core/l10n/translation";
import { MEETING, whoKnows } from "./verbs_meeting";
import { RECORDS } from "./verbs_records";

/**
 * What each verb asks, in one table.
 *
 * A row holds: `title`; `says`, the consequence in one sentence, or a function of the facts; `inputs`, a list or a function of (typed values,
 * facts); `confirm`, the verb on the button; `told`, who gets a message (`tellsNobody` until it is booked);
 * `done`, the notice where a success would not be seen; `call`, where it is no verb of the record; `opens`, the model
 * whose record the verb returns; `size`, of the dialog.
 *
 * An input holds: `name`, the keyword of the verb; `type`; `label`; `required`; `hint`; `placeholder`; `choices`;
 * `model` and `domain`; `start`, the value it begins with; `into`, the keyword under which it is gathered;
 * `local`, which is never sent; `send`, what is sent for the value; `skipEmpty`, left out while it is empty;
 * `finds`, the wish with which times are searched for it; `freeAt`, whether clinicians who are free then come first;
 * `beside`, whether it shares its row.
 */

export const ROOM_NEEDS = [
    ["step_free", _t("Step-free access")],
    ["hearing_loop", _t("A hearing loop")],
    ["quiet", _t("Quiet")],
];

const MODES = [
    ["in_person", _t("In person")],
    ["virtual", _t("By video")],
    ["hybrid", _t("In person and by video")],
];

const everybody = (facts) => facts.attendees;
const inRole = (facts, ...roles) => facts.attendees.filter((row) => roles.includes(row.role));

/** Stands in `told` for somebody who is only being chosen. */
const chosen = (name) => ({ name });

const REASON_FOR_OH = _t("Only the clinicians read this.");
const REASON_FOR_DESK = _t("HR and OH read this.");

const roomInput = (facts, more) => ({
    name: "room_id",
    type: "record",
    label: _t("Room"),
    model: "casecon.room",
    domain: [["company_id", "in", [facts.company, false]]],
    start: facts.room,
    startName: facts.roomName,
    ...more,
});

function replacements(values, facts) {
    const companies = ["company_id", "in", [facts.company, false]];
    const byRole = {
        clinician: {
            label: _t("The new clinician"),
            model: "casecon.clinician",
            domain: [
                ["company_id", "=", facts.company],
                ["id", "!=", facts.clinician],
            ],
            freeAt: facts.isBooked,
        },
        manager: {
            label: _t("The new manager"),
            model: "hr.employee.public",
            domain: [companies, ["id", "not in", [facts.employee, facts.manager]]],
        },
        hr: {
            label: _t("The new HR representative"),
            model: "res.users",
            domain: [
                ["share", "=", false],
                ["company_ids", "in", [facts.company]],
                ["id", "!=", facts.hr],
            ],
        },
    };
    return byRole[values.role];
}

/** The employee's own verbs: by their login, or recorded by a clinician in their words. */
const OWN = {
    confirm_understanding: {
        title: _t("What this meeting is for"),
        says: _t("By confirming you say that you understand why the meeting takes place and what will happen there."),
        explains: [
            _t(
                "You, an occupational-health (OH) clinician, your manager and HR talk about the advice that OH has given, and look for what helps you at work.",
            ),
            _t(
                "It is not a disciplinary meeting and not an examination. Nothing about its outcome is fixed beforehand.",
            ),
            _t("The clinician says nothing about your health without your consent. You may bring one companion."),
            _t("You may decline at any time before it. That is no misconduct."),
        ],
        inputs: [],
        confirm: _t("I understand"),
    },
    waive_notice: {
        title: _t("Accept a shorter notice"),
        says: _t("The meeting may then take place earlier than the usual notice allows. You need not agree."),
        inputs: [
            {
                name: "earliest_start",
                type: "datetime",
                label: _t("Not before"),
                hint: _t("The earliest start that you accept."),
                required: true,
            },
            { name: "reason", type: "text", label: _t("Why, if you like to say"), hint: REASON_FOR_OH },
        ],
        confirm: _t("Accept shorter notice"),
    },
    keep_notice: {
        title: _t("Keep the full notice"),
        says: _t("You no longer accept an earlier start. A meeting that is booked for earlier has to be moved."),
        inputs: [],
        confirm: _t("Keep the full notice"),
    },
    set_companion: {
        title: _t("Name a companion"),
        says: _t(
            "Your companion learns time and place, and sees the agenda only if you allow it. Naming another person replaces the first.",
        ),
        inputs: [
            { name: "name", type: "char", label: _t("Name"), required: true },
            {
                name: "email",
                type: "char",
                label: _t("E-mail"),
                hint: _t("The invitation goes there. Leave it empty if there is none: OH will tell them."),
            },
        ],
        told: (facts, values) => [
            ...inRole(facts, "companion"),
            ...(values.name && values.email ? [chosen(values.name)] : []),
        ],
        confirm: _t("Name the companion"),
    },
    answer_for_companion: {
        title: _t("Can the companion come?"),
        says: _t("If they cannot come, HR or OH offers you new dates. You may also name somebody else."),
        inputs: [
            {
                name: "answer",
                type: "choice",
                label: _t("The companion"),
                choices: [
                    ["accepted", _t("can come")],
                    ["tentative", _t("does not know yet")],
                    ["declined", _t("cannot come")],
                ],
                required: true,
            },
        ],
        confirm: _t("Save"),
    },
    remove_companion: {
        title: _t("Remove the companion"),
        says: _t("Your companion can no longer see the meeting. You may name another one at any time."),
        inputs: [],
        told: (facts) => inRole(facts, "companion"),
        confirm: _t("Remove the companion"),
    },
    acknowledge_attendees: {
        title: _t("Who attends"),
        says: _t(
            "You say that you have seen who will be in the meeting. It does not mean that you agree to share anything with them.",
        ),
        lists: "attendees",
        inputs: [],
        confirm: _t("I have seen who attends"),
    },
    ask_for_manager: {
        title: _t("Ask for another manager"),
        says: _t("The manager who was named no longer sees this meeting, from now on."),
        inputs: (values, facts) => [
            {
                name: "manager_id",
                type: "record",
                label: _t("Who should attend instead"),
                model: "hr.employee.public",
                domain: [
                    ["company_id", "in", [facts.company, false]],
                    ["id", "not in", [facts.employee, facts.manager]],
                ],
                required: true,
            },
            { name: "reason", type: "text", label: _t("Why, if you like to say"), hint: REASON_FOR_OH },
        ],
        told: (facts, values, names) => [
            ...inRole(facts, "manager"),
            ...(names.manager_id ? [chosen(names.manager_id)] : []),
        ],
        confirm: _t("Ask for this manager"),
    },
    set_needs: {
        title: _t("What helps to take part"),
        says: _t("OH reads all of it. Your manager and HR read only what is needed on the day."),
        inputs: (values, facts) => [
            { name: "text", type: "text", label: _t("For OH"), start: facts.needs },
            {
                name: "on_the_day",
                type: "char",
                label: _t("Needed on the day"),
                hint: _t("Everybody who attends reads this."),
                placeholder: _t("e.g. A room without stairs, a break after 20 minutes"),
                start: facts.onTheDay,
            },
            {
                name: "room",
                type: "people",
                label: _t("Where people meet in person, the place must have"),
                hint: _t("Whoever books sees this, and only rooms that have it."),
                choices: ROOM_NEEDS,
                start: facts.roomNeeds,
            },
        ],
        confirm: _t("Save what I need"),
    },
    share_with_companion: {
        title: _t("What the companion may see"),
        says: _t("Your companion always sees time and place. You can change the rest at any time."),
        inputs: (values, facts) => [
            { name: "agenda", type: "boolean", label: _t("The agenda"), start: facts.sharesAgenda },
            { name: "minutes", type: "boolean", label: _t("The minutes, later"), start: facts.sharesMinutes },
        ],
        confirm: _t("Save"),
    },
    decline: {
        title: _t("Decline the meeting"),
        says: _t(
            "The meeting is called off. Declining is no misconduct. Your employer then decides with what it knows, without this meeting.",
        ),
        inputs: [{ name: "reason", type: "text", label: _t("Why, if you like to say"), hint: REASON_FOR_OH }],
        told: whoKnows,
        confirm: _t("Decline"),
        danger: true,
    },
};

/** Notes about the employee's words bear the name of what was answered. */
const KEPT = {
    confirm_understanding: _t("They understand why, and what will happen"),
    consent_granted: _t("Consent granted"),
    consent_refused: _t("Consent refused"),
    consent_withdrawn: _t("Consent withdrawn"),
};

const SAID = [
    ["confirm_understanding", _t("They understand why, and what will happen")],
    ["acknowledge_attendees", _t("They have seen who attends")],
    ["waive_notice", _t("They accept a shorter notice")],
    ["keep_notice", _t("They keep the full notice after all")],
    ["set_companion", _t("They name a companion")],
    ["answer_for_companion", _t("Whether the companion can come")],
    ["remove_companion", _t("They remove the companion")],
    ["share_with_companion", _t("What the companion may see")],
    ["ask_for_manager", _t("They ask for another manager")],
    ["set_needs", _t("What they need to take part")],
    ["decline", _t("They decline")],
];

/** The inputs of what the employee said, to be gathered under the keyword `values`. */
function inputsOf(verb, facts) {
    const own = OWN[verb];
    const inputs = own ? (typeof own.inputs === "function" ? own.inputs({}, facts) : own.inputs) : [];
    return inputs.filter((input) => input.name !== "reason").map((input) => ({ ...input, into: "values" }));
}

export const VERBS = {
    ...OWN,
    ...MEETING,
    return: {
        title: _t("Return the request"),
        says: _t("It goes back to whoever asked. It can be booked after they have answered."),
        inputs: [
            {
                name: "reason",
                type: "text",
                label: _t("What is missing?"),
                hint: _t("Whoever asked reads this."),
                placeholder: _t("e.g. What has been tried since the report?"),
                required: true,
            },
        ],
        confirm: _t("Return"),
    },
    refuse: {
        title: _t("Refuse the request"),
        says: _t("The request ends here. Whoever asked can ask again later."),
        inputs: [
            {
                name: "reason",
                type: "text",
                label: _t("Why?"),
                hint: _t("Whoever asked reads this."),
                placeholder: _t("e.g. The author of the report can answer this by e-mail."),
                required: true,
            },
        ],
        confirm: _t("Refuse"),
        danger: true,
    },
    answer_return: {
        title: _t("Answer what was asked"),
        says: _t("The request goes back to HR or OH."),
        quotes: "returnReason",
        inputs: [{ name: "answer", type: "text", label: _t("Your answer"), required: true }],
        confirm: _t("Send the answer"),
    },
    attest_briefing: {
        title: _t("Explained to the employee"),
        says: _t("You attest that the employee was told why this meeting is asked for, and what will happen."),
        inputs: [{ name: "told_on", type: "date", label: _t("Date of the talk"), required: true, today: true }],
        confirm: _t("Attest"),
    },
    mark_complex: {
        title: _t("Confirm a longer meeting"),
        says: _t("The meeting may then last up to this length."),
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
    move: {
        title: _t("Move the meeting"),
        says: _t(
            "Agenda and consent stay. Answers begin anew, and so does the employee's notice. A clinician who is replaced loses access at once.",
        ),
        inputs: (values, facts) => [
            {
                name: "start",
                type: "datetime",
                label: _t("New date and time"),
                start: facts.start,
                beside: true,
                finds: (conference, { clinician_id }) => ({ conference_id: conference, clinician_id }),
                required: true,
            },
            {
                name: "clinician_id",
                type: "record",
                label: _t("Clinician"),
                model: "casecon.clinician",
                domain: [["company_id", "=", facts.company]],
                start: facts.clinician,
                startName: facts.clinicianName,
                beside: true,
                required: true,
            },
            ...(facts.mode === "virtual" ? [] : [roomInput(facts, { beside: true, skipEmpty: true })]),
            {
                name: "reason",
                type: "text",
                label: _t("Why it is moved"),
                hint: REASON_FOR_DESK,
                placeholder: _t("e.g. The companion cannot come that day."),
            },
        ],
        told: (facts, values, names) => [
            ...everybody(facts),
            ...(values.clinician_id && values.clinician_id !== facts.clinician ? [chosen(names.clinician_id)] : []),
        ],
        size: "xl",
        confirm: _t("Move"),
    },
    change: {
        title: _t("Change how people meet"),
        says: _t("Date and time stay, and the notice stands."),
        inputs: (values, facts) => [
            { name: "duration", type: "minutes", label: _t("Length"), start: facts.duration, required: true },
            {
                name: "mode",
                type: "choice",
                label: _t("How people meet"),
                choices: MODES,
                start: facts.mode,
                required: true,
            },
            ...(values.mode === "virtual"
                ? []
                : [
                      roomInput(facts),
                      ...(values.room_id
                          ? []
                          : [
                                {
                                    name: "place",
                                    type: "char",
                                    label: _t("Place"),
                                    placeholder: _t("e.g. Room 2.14"),
                                    start: facts.place,
                                    required: true,
                                },
                            ]),
                  ]),
            ...(values.mode === "in_person"
                ? []
                : [
                      {
                          name: "video_url",
                          type: "char",
                          label: _t("Video link"),
                          placeholder: _t("e.g. https://video.example.com/room"),
                          start: facts.videoUrl,
                          required: true,
                      },
                  ]),
        ],
        told: everybody,
        confirm: _t("Change"),
    },
    reassign: {
        title: _t("Replace somebody"),
        says: _t("Whoever is replaced loses access at once. The new person is invited."),
        inputs: (values, facts) => [
            {
                name: "role",
                type: "choice",
                label: _t("Who is replaced?"),
                choices: [
                    ["clinician", _t("OH clinician")],
                    ["manager", _t("Line manager")],
                    ["hr", _t("HR representative")],
                ],
                required: true,
            },
            ...(values.role
                ? [
                      {
                          name: "value",
                          type: "record",
                          required: true,
                          key: values.role,
                          ...replacements(values, facts),
                      },
                      { name: "reason", type: "text", label: _t("Why"), hint: REASON_FOR_DESK },
                  ]
                : []),
        ],
        told: (facts, values, names) => [
            ...inRole(facts, values.role),
            ...(names.value ? [chosen(names.value)] : []),
            ...(values.role ? inRole(facts, "employee") : []),
        ],
        confirm: _t("Replace"),
    },
    accept_conflict: {
        title: _t("Accept a conflict of interest"),
        says: (facts) =>
            facts.hasConflict
                ? _t("Nobody is replaced. If one of these people changes, you will be asked again.")
                : _t(
                      "Do this before you replace somebody, or before the employee names a companion. It counts for this person only.",
                  ),
        inputs: (values, facts) => [
            ...(facts.hasConflict
                ? []
                : [
                      {
                          name: "role",
                          type: "choice",
                          label: _t("In which role?"),
                          choices: [
                              ["clinician", _t("OH clinician")],
                              ["manager", _t("Line manager")],
                              ["hr", _t("HR representative")],
                              ["companion", _t("Companion")],
                          ],
                          required: true,
                      },
                  ]),
            ...(values.role === "companion"
                ? [
                      {
                          name: "value",
                          type: "choice",
                          key: "companion",
                          label: _t("The companion is also"),
                          choices: [
                              ["clinician", _t("OH clinician")],
                              ["manager", _t("Line manager")],
                              ["hr", _t("HR representative")],
                          ],
                          required: true,
                      },
                  ]
                : values.role
                  ? [
                        {
                            name: "value",
                            type: "record",
                            required: true,
                            key: values.role,
                            ...replacements(values, facts),
                        },
                    ]
                  : []),
            {
                name: "reason",
                type: "text",
                label: _t("Why this is acceptable"),
                hint: REASON_FOR_OH,
                placeholder: _t("e.g. There is no other physician, and the employee agrees."),
                required: true,
            },
        ],
        confirm: _t("Accept"),
    },
    add_attendee: {
        title: _t("Add somebody"),
        says: _t("The employee sees the new name, and acknowledges it before the meeting begins."),
        inputs: (values, facts) => [
            {
                name: "role",
                type: "choice",
                label: _t("As what?"),
                choices: [
                    ["minute_taker", _t("Minute taker")],
                    ["other", _t("Other, e.g. an interpreter")],
                ],
                required: true,
            },
            {
                name: "partner_id",
                type: "record",
                label: _t("Who"),
                model: "res.partner",
                domain: [["id", "not in", facts.attendees.map((row) => row.partner_id[0])]],
                required: true,
            },
        ],
        told: (facts, values, names) => [
            ...(names.partner_id ? [chosen(names.partner_id)] : []),
            ...inRole(facts, "employee"),
        ],
        confirm: _t("Add"),
    },
    remove_attendee: {
        title: _t("Remove somebody"),
        says: _t("They lose access at once."),
        inputs: (values, facts) => [
            {
                name: "attendee_id",
                type: "choice",
                label: _t("Who"),
                choices: facts.attendees
                    .filter((row) => !["employee", "clinician", "companion"].includes(row.role))
                    .map((row) => [row.id, row.name]),
                none: _t("Employee, clinician and companion are not removed here, and nobody else attends."),
                required: true,
            },
        ],
        told: (facts, values) => facts.attendees.filter((row) => row.id === values.attendee_id),
        confirm: _t("Remove"),
        danger: true,
    },
    record_handover: {
        title: _t("The letter was handed over"),
        says: _t("The employee's notice counts from this moment."),
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
    },
    invite_companion: {
        title: _t("Invite the companion"),
        says: _t("They get a link to the portal, where they see time and place."),
        inputs: [],
        told: (facts) => inRole(facts, "companion"),
        confirm: _t("Invite"),
        done: _t("The companion gets an e-mail with a link."),
    },
    record_for_employee: {
        title: _t("What the employee said"),
        says: _t("It counts as if they had done it themselves. Their words become a note that clinicians alone read."),
        inputs: (values, facts) => [
            {
                name: "verb",
                type: "choice",
                label: _t("What did they say?"),
                choices: SAID.filter(([verb]) => facts.state !== "in_session" || verb === "remove_companion"),
                required: true,
                asList: true,
            },
            ...inputsOf(values.verb, facts),
            {
                name: "through",
                type: "choice",
                label: _t("How did they say it?"),
                choices: [
                    ["phone", _t("By phone")],
                    ["paper", _t("On paper")],
                    ["in_person", _t("In person")],
                ],
                required: true,
            },
            { name: "words", type: "text", label: _t("In their words"), required: true },
        ],
        told: (facts, values, names) => OWN[values.verb]?.told?.(facts, values, names) || [],
        confirm: _t("Record"),
    },
    cancel: {
        title: _t("Cancel the meeting"),
        says: _t(
            "It does not take place, and it leaves everybody's calendar. To choose another date, move it instead.",
        ),
        inputs: [{ name: "reason", type: "text", label: _t("Why"), hint: REASON_FOR_OH, required: true }],
        told: whoKnows,
        confirm: _t("Cancel the meeting"),
        danger: true,
    },
    answer: {
        title: _t("Answer the invitation"),
        says: _t("Everybody who attends sees your answer. You can change it until the meeting begins."),
        inputs: (values, facts) => [
            {
                name: "answer",
                type: "choice",
                label: _t("Can you come?"),
                choices: [
                    ["accepted", _t("Yes")],
                    ["tentative", _t("Not sure yet")],
                    ["declined", _t("No")],
                ],
                start: facts.myAnswer,
                required: true,
            },
            ...(facts.isEmployee && values.answer === "declined"
                ? [
                      {
                          name: "another_time",
                          type: "note",
                          label: _t(
                              "“No” tells HR that this date does not suit you. It does not decline the meeting itself.",
                          ),
                          local: true,
                      },
                  ]
                : []),
        ],
        call: (orm, id, values, facts) => orm.call("casecon.attendee", "action_answer", [facts.myRows], values),
        confirm: _t("Answer"),
    },
    add_to_agenda: {
        title: _t("Put a question on the agenda"),
        says: _t("Everybody who attends reads the same agenda."),
        inputs: [
            {
                name: "kind",
                type: "choice",
                label: _t("What is it?"),
                choices: [
                    ["question", _t("Question")],
                    ["expectation", _t("Expectation")],
                ],
                start: "question",
                required: true,
            },
            {
                name: "name",
                type: "char",
                label: _t("Your question or expectation"),
                placeholder: _t("e.g. Which tasks could be done from home?"),
                required: true,
            },
        ],
        call: (orm, id, values) => orm.create("casecon.agenda.item", [{ ...values, conference_id: id }]),
        confirm: _t("Put on the agenda"),
    },
};

/** The row of one verb, on a conference or on another model. */
export function specOf(model, verb) {
    return model in RECORDS ? RECORDS[model][verb] : VERBS[verb];
}

/** What a verb is called, whosever it is. */
export function titleOf(verb) {
    const spec = VERBS[verb] || Object.values(RECORDS).find((rows) => verb in rows)?.[verb];
    return KEPT[verb] || spec?.title || verb || "";
}
