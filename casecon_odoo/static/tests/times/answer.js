/** Answers of `find_times` as the server gives them: three days of three hours, in London, in winter. */

const DAYS = ["2026-12-07", "2026-12-08", "2026-12-09"];
const CLINICIAN = { clinician_id: 3, clinician: "Sam Okafor", room_id: 9, room: "Room 2.14" };

const clock = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, "0")).join(":");

export const at = (day, time) => `${day} ${time}:00`;

/** All starts of the days, those side by side that are alike as one; `special` says what differs, by its UTC text. */
function startsOf(days, special) {
    const runs = [];
    for (const day of days) {
        let last = "";
        for (let minutes = 9 * 60; minutes <= 12 * 60 - 45; minutes += 15) {
            const start = at(day, clock(minutes));
            const offered = { state: "free", soft: 0, ...CLINICIAN, ...special[start] };
            const said = special[start]?.reason ? special[start] : offered;
            if (JSON.stringify(said) === last) {
                runs.at(-1).count++;
            } else {
                runs.push({ start, count: 1, ...said });
            }
            last = JSON.stringify(said);
        }
    }
    return runs;
}

export function suggestion(day, from, to, people = []) {
    const free = { key: "employee:7", name: "Emily Stone", state: "free" };
    return { start: at(day, from), stop: at(day, to), soft: people.length, people: [free, ...people], ...CLINICIAN };
}

export const MOSS = { key: "manager:4", name: "Ms Moss", role: "manager" };

export function lane(values) {
    return { required: true, can_switch: false, state: "known", note: "", blocks: [], ...values };
}

export function answer({ days = DAYS, special = {}, ...more } = {}) {
    return {
        zone: "Europe/London",
        length: 45,
        grid: 15,
        first_allowed: "2026-12-02 10:00:00",
        until: "2027-01-13 10:00:00",
        suggestions: [
            suggestion("2026-12-07", "10:00", "10:45"),
            suggestion("2026-12-08", "09:30", "10:15", [{ ...MOSS, state: "soft" }]),
            suggestion("2026-12-09", "11:00", "11:45"),
        ],
        week: {
            monday: days[0],
            previous: "2026-11-30",
            next: "2026-12-14",
            days: days.map((date) => ({ date, from: at(date, "09:00"), to: at(date, "12:00") })),
        },
        lanes: [
            { key: "everybody" },
            lane({ key: "employee:7", name: "Emily Stone", role: "employee" }),
            lane({ key: "clinician:3", name: "Sam Okafor", role: "clinician" }),
            lane({
                ...MOSS,
                can_switch: true,
                blocks: [{ start: at("2026-12-08", "09:30"), stop: at("2026-12-08", "10:30"), kind: "soft" }],
            }),
            lane({
                key: "companion:5",
                name: "Jo Park",
                role: "companion",
                state: "unknown",
                note: "No calendar in Odoo",
            }),
        ],
        starts: startsOf(days, special),
        nothing: false,
        note: "",
        employee_zone: "Europe/London",
        told: ["Emily Stone", "Sam Okafor", "Ms Moss"],
        ...more,
    };
}
