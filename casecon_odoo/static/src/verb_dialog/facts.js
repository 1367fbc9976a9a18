import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const FIELDS = [
    "name",
    "state",
    "start",
    "duration",
    "mode",
    "place",
    "video_url",
    "company_id",
    "employee_id",
    "clinician_id",
    "manager_id",
    "hr_user_id",
    "shares_agenda",
    "shares_minutes",
    "on_the_day",
    "room_id",
    "needs_step_free",
    "needs_hearing_loop",
    "needs_quiet",
    "return_reason",
    "employee_tz",
    "is_by_letter",
    "is_on_paper",
    "minutes_state",
    "started_at",
    "reader",
    "has_conflict",
    "is_understood",
    "has_unacknowledged",
    "has_companion",
    "manager_choices",
    "understanding",
];

/** What the dialog of a verb needs to know, read as the user in one go. */
async function conferenceFacts(orm, conferenceId) {
    const [[conference], attendees, [needs], [call]] = await Promise.all([
        orm.read("casecon.conference", [conferenceId], FIELDS),
        orm.searchRead(
            "casecon.attendee",
            [
                ["conference_id", "=", conferenceId],
                ["removed_at", "=", false],
            ],
            ["name", "partner_id", "role", "invited_at", "answer", "is_me", "recording_acknowledged_at"],
        ),
        orm.searchRead("casecon.needs", [["conference_id", "=", conferenceId]], ["text_uuid", "has_text"]),
        orm.searchRead(
            "casecon.pre.call",
            [
                ["conference_id", "=", conferenceId],
                ["outcome", "=", false],
            ],
            ["start", "channel", "where"],
        ),
    ]);
    const mine = attendees.filter((row) => row.is_me);
    return {
        reference: conference.name,
        state: conference.state,
        isBooked: ["scheduled", "prepared", "adjourned"].includes(conference.state),
        start: conference.start ? deserializeDateTime(conference.start) : false,
        duration: conference.duration,
        mode: conference.mode,
        place: conference.place || "",
        videoUrl: conference.video_url || "",
        company: conference.company_id[0],
        employee: conference.employee_id[0],
        clinician: conference.clinician_id && conference.clinician_id[0],
        clinicianName: conference.clinician_id ? conference.clinician_id[1] : "",
        manager: conference.manager_id && conference.manager_id[0],
        hr: conference.hr_user_id && conference.hr_user_id[0],
        sharesAgenda: conference.shares_agenda,
        sharesMinutes: conference.shares_minutes,
        onTheDay: conference.on_the_day || "",
        room: conference.room_id && conference.room_id[0],
        roomName: conference.room_id ? conference.room_id[1] : "",
        roomNeeds: ["step_free", "hearing_loop", "quiet"].filter((need) => conference[`needs_${need}`]),
        returnReason: conference.return_reason || "",
        needs: (needs?.has_text && needs.text_uuid) || "",
        plannedCall: call?.start ? { ...call, start: deserializeDateTime(call.start) } : false,
        employeeZone: conference.employee_tz || false,
        isByLetter: conference.is_by_letter,
        isOnPaper: conference.is_on_paper,
        minutesState: conference.minutes_state,
        startedAt: conference.started_at ? deserializeDateTime(conference.started_at) : false,
        attendees,
        isEmployee: conference.reader === "employee",
        hasConflict: conference.has_conflict,
        isUnderstood: conference.is_understood,
        hasUnacknowledged: conference.has_unacknowledged,
        hasCompanion: conference.has_companion,
        managerChoices: conference.manager_choices,
        understanding: conference.understanding,
        myRows: mine.map((row) => row.id),
        myAnswer: mine.length && mine[0].answer !== "needs_action" ? mine[0].answer : false,
    };
}

/** What might be said in this meeting, for clinicians. */
export async function proposedItems(orm, conferenceId) {
    const lines = await orm.searchRead(
        "casecon.consent.line",
        [["conference_id", "=", conferenceId]],
        ["number", "text_uuid", "text_revision", "is_answered", "granted_names", "other_names"],
    );
    return { items: lines };
}

/** Paragraphs of minutes, each with its first words, so that one can be pointed at. */
export function passagesOf(body) {
    const content = new DOMParser().parseFromString(body || "", "text/html");
    return [...content.querySelectorAll("[id^='p-']")].map((block) => {
        const words = block.textContent.trim().replace(/\s+/g, " ");
        return [block.id, words.length > 60 ? `${words.slice(0, 60)}…` : words || "…"];
    });
}

async function minutesFacts(orm, minutesId) {
    const [[minutes], flags] = await Promise.all([
        orm.read("casecon.minutes", [minutesId], ["body", "state", "reads_as", "fact_check_until", "text_digest"]),
        orm.searchRead(
            "casecon.minutes.comment",
            [
                ["minutes_id", "=", minutesId],
                ["kind", "=", "flag"],
                ["resolved_at", "=", false],
            ],
            ["paragraph"],
        ),
    ]);
    const passages = passagesOf(minutes.body);
    const flagged = new Set(flags.map((flag) => flag.paragraph));
    const shown = new Set(passages.map(([id]) => id));
    const gone = [...flagged].filter((id) => !shown.has(id));
    const nameOf = (index) =>
        gone.length > 1 ? _t("A passage that was taken out (%s)", index + 1) : _t("A passage that was taken out");
    return {
        isEmployee: minutes.reads_as === "employee",
        isFinal: minutes.state === "final",
        digest: minutes.text_digest,
        until: minutes.fact_check_until ? deserializeDateTime(minutes.fact_check_until) : false,
        passages,
        flagged: [...passages.filter(([id]) => flagged.has(id)), ...gone.map((id, index) => [id, nameOf(index)])],
    };
}

async function consentFacts(orm, lineId) {
    // read before the frame opens: words that change in between are refused, not answered unread
    const [line] = await orm.read(
        "casecon.consent.line",
        [lineId],
        ["conference_id", "text_uuid", "text_revision", "reads_as"],
    );
    const [attendees, [{ state, mode }]] = await Promise.all([
        orm.searchRead(
            "casecon.attendee",
            [
                ["conference_id", "=", line.conference_id[0]],
                ["removed_at", "=", false],
                ["role", "not in", ["employee", "companion", "clinician"]],
            ],
            ["name", "role"],
        ),
        orm.read("casecon.conference", [line.conference_id[0]], ["state", "mode"]),
    ]);
    return {
        text: line.text_uuid,
        revision: line.text_revision,
        isEmployee: line.reads_as === "employee",
        isInOneRoom: state === "in_session" && mode === "in_person",
        others: attendees,
    };
}

async function questionFacts(orm, questionId) {
    const [question] = await orm.read("casecon.question", [questionId], ["employee_id", "name"]);
    return { employee: question.employee_id[0], question: question.name };
}

async function attendeeFacts(orm, attendeeId) {
    const [{ name }] = await orm.read("casecon.attendee", [attendeeId], ["name"]);
    return { name };
}

async function disclosureFacts(orm, disclosureId) {
    const [row] = await orm.read("casecon.disclosure", [disclosureId], ["person", "text_uuid"]);
    return { person: row.person, text: row.text_uuid };
}

const LOADERS = {
    "casecon.attendee": attendeeFacts,
    "casecon.disclosure": disclosureFacts,
    "casecon.question": questionFacts,
    "casecon.conference": conferenceFacts,
    "casecon.minutes": minutesFacts,
    "casecon.consent.line": consentFacts,
};

/** What is known about one record before its verb is asked; nothing is loaded that the dialog does not need. */
export async function factsOf(orm, model, resId) {
    return LOADERS[model] ? LOADERS[model](orm, resId) : {};
}
