import { _t } from "@web/core/l10n/translation";
import { chosen, everybody, HANDED_OVER, REASON_FOR_DESK, REASON_FOR_OH, roomInput, whoKnows } from "./shared";

const MODES = [
    ["in_person", _t("In person")],
    ["virtual", _t("By video")],
    ["hybrid", _t("In person and by video")],
];

/** Verbs of a booking: when, where, and whether it takes place. */
export const BOOKING = {
    move: {
        title: _t("Move the meeting"),
        says: _t(
            "The agenda and consent are kept. Everyone is asked again whether they can come, and the notice period starts again. A clinician who is replaced loses access at once.",
        ),
        inputs: (values, facts) => [
            {
                name: "start",
                type: "datetime",
                label: _t("New date and time"),
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
        says: _t("The date and time do not change, and the notice still counts."),
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
    cancel: {
        title: _t("Cancel the meeting"),
        says: _t(
            "The meeting will not take place and is removed from everyone's calendar. To choose another date, move it instead.",
        ),
        inputs: [{ name: "reason", type: "text", label: _t("Why"), hint: REASON_FOR_OH, required: true }],
        told: whoKnows,
        confirm: _t("Cancel the meeting"),
        danger: true,
    },
    record_handover: {
        ...HANDED_OVER,
        says: _t("The employee's notice starts at this time."),
    },
    record_end_letter: {
        ...HANDED_OVER,
        says: _t("The employee then knows that the meeting is off."),
    },
    answer: {
        title: _t("Answer the invitation"),
        says: _t("Everyone who attends sees your answer. You can change it until the meeting begins."),
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
        says: _t("Everyone who attends reads the same agenda."),
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
