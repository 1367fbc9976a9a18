import { _t } from "@web/core/l10n/translation";
import { chosen, inRole, REASON_FOR_OH, whatWasRead, whoKnows } from "./shared";

const ROOM_NEEDS = [
    ["step_free", _t("Step-free access")],
    ["hearing_loop", _t("A hearing loop")],
    ["quiet", _t("Quiet")],
];

/** The employee's own verbs: by their login, or recorded by a clinician in their words. */
export const OWN = {
    confirm_understanding: {
        title: _t("What this meeting is for"),
        says: _t("By confirming, you say that you understand why the meeting is planned and what will happen."),
        reads: (facts) => facts.understanding,
        inputs: [],
        shown: whatWasRead,
        confirm: _t("I understand"),
    },
    waive_notice: {
        title: _t("Accept less notice"),
        says: _t("The meeting can then take place earlier than the usual notice allows. You do not have to agree."),
        inputs: (values, facts) => [
            {
                name: "earliest_start",
                type: "datetime",
                label: _t("Not before"),
                hint: facts.isEmployee
                    ? _t("The earliest start that you accept.")
                    : _t("The earliest start that the employee accepts."),
                required: true,
            },
            { name: "reason", type: "text", label: _t("Why, if you want to say"), hint: REASON_FOR_OH },
        ],
        confirm: _t("Accept less notice"),
    },
    keep_notice: {
        title: _t("Keep the full notice"),
        says: _t(
            "You no longer accept an earlier start. If the meeting is booked for an earlier time, it must be moved.",
        ),
        inputs: [],
        confirm: _t("Keep the full notice"),
    },
    set_companion: {
        title: _t("Name a companion"),
        says: _t(
            "Your companion sees the time and place. They see the agenda only if you allow it. If you name someone else, they replace the first person.",
        ),
        inputs: [
            { name: "name", type: "char", label: _t("Name"), required: true },
            {
                name: "email",
                type: "char",
                label: _t("Email"),
                hint: _t(
                    "We send the invitation to this address. If they have no email, leave it empty and OH will tell them.",
                ),
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
        says: _t("If they cannot come, HR or OH will offer you new dates. You can also name someone else."),
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
        says: _t("Your companion can no longer see the meeting. You can name someone else at any time."),
        inputs: [],
        told: (facts) => inRole(facts, "companion"),
        confirm: _t("Remove the companion"),
    },
    acknowledge_attendees: {
        title: _t("Who attends"),
        says: _t(
            "You confirm that you have seen who will be in the meeting. This does not mean that you agree to share anything with them.",
        ),
        lists: "attendees",
        inputs: [],
        shown: (facts) => ({ attendee_ids: facts.attendees.map((row) => row.id) }),
        confirm: _t("I have seen who will attend"),
    },
    ask_for_manager: {
        title: _t("Ask for another manager"),
        says: _t("From now on, the previous manager can no longer see this meeting."),
        inputs: (values, facts) => [
            {
                name: "manager_id",
                type: "record",
                label: _t("Who should attend instead"),
                model: "hr.employee.public",
                domain: [["id", "in", facts.managerChoices || []]],
                required: true,
            },
            { name: "reason", type: "text", label: _t("Why, if you want to say"), hint: REASON_FOR_OH },
        ],
        told: (facts, values, names) => [
            ...inRole(facts, "manager"),
            ...(names.manager_id ? [chosen(names.manager_id)] : []),
        ],
        confirm: _t("Ask for this manager"),
    },
    set_needs: {
        title: _t("What helps you take part"),
        says: _t("OH reads all of it. Your manager and HR read only what you need on the day."),
        shows: "needs",
        showsAs: _t("What OH can read now"),
        inputs: (values, facts) => [
            ...(facts.needs ? [{ name: "forget", type: "boolean", label: _t("Remove what is there now") }] : []),
            {
                name: "text",
                type: "text",
                label: facts.needs ? _t("For OH, in place of what is there now") : _t("For OH"),
                skipEmpty: true,
            },
            {
                name: "on_the_day",
                type: "char",
                label: _t("What you need on the day"),
                hint: _t("Everyone who attends reads this."),
                placeholder: _t("e.g. A room without stairs, a break after 20 minutes"),
                start: facts.onTheDay,
            },
            {
                name: "room",
                type: "people",
                label: _t("If you meet in person, the room needs"),
                hint: _t("The person who books sees this, and is offered only rooms that have it."),
                choices: ROOM_NEEDS,
                start: facts.roomNeeds,
            },
        ],
        confirm: _t("Save what I need"),
    },
    share_with_companion: {
        title: _t("What the companion can see"),
        says: _t("Your companion always sees the time and place. You can change the rest at any time."),
        inputs: (values, facts) => [
            { name: "agenda", type: "boolean", label: _t("The agenda"), start: facts.sharesAgenda },
            { name: "minutes", type: "boolean", label: _t("The minutes, later"), start: facts.sharesMinutes },
        ],
        confirm: _t("Save"),
    },
    decline: {
        title: _t("Decline the meeting"),
        says: (facts) =>
            _t(
                "The meeting is cancelled. %(declining)s Your employer then decides with what it already knows, without this meeting.",
                { declining: facts.understanding.declining },
            ),
        inputs: [{ name: "reason", type: "text", label: _t("Why, if you want to say"), hint: REASON_FOR_OH }],
        told: whoKnows,
        confirm: _t("Decline"),
        danger: true,
    },
};
