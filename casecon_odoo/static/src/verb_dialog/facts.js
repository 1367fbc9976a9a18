import { deserializeDateTime } from "@web/core/l10n/dates";

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
    "return_reason",
    "employee_tz",
    "is_by_letter",
];

/** What the dialog of a verb needs to know, read as the user in one go. */
export async function loadFacts(orm, conferenceId) {
    const [[conference], attendees, [needs]] = await Promise.all([
        orm.read("casecon.conference", [conferenceId], FIELDS),
        orm.searchRead(
            "casecon.attendee",
            [
                ["conference_id", "=", conferenceId],
                ["removed_at", "=", false],
            ],
            ["partner_id", "role", "invited_at"],
        ),
        orm.searchRead("casecon.needs", [["conference_id", "=", conferenceId]], ["text"]),
    ]);
    return {
        reference: conference.name,
        state: conference.state,
        isBooked: ["scheduled", "prepared"].includes(conference.state),
        start: conference.start ? deserializeDateTime(conference.start) : false,
        duration: conference.duration,
        mode: conference.mode,
        place: conference.place || "",
        videoUrl: conference.video_url || "",
        company: conference.company_id[0],
        employee: conference.employee_id[0],
        clinician: conference.clinician_id && conference.clinician_id[0],
        manager: conference.manager_id && conference.manager_id[0],
        hr: conference.hr_user_id && conference.hr_user_id[0],
        sharesAgenda: conference.shares_agenda,
        sharesMinutes: conference.shares_minutes,
        onTheDay: conference.on_the_day || "",
        returnReason: conference.return_reason || "",
        needs: needs?.text || "",
        employeeZone: conference.employee_tz || false,
        isByLetter: conference.is_by_letter,
        attendees,
    };
}
