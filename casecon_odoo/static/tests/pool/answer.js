/** Answers of `pool_week` as the server gives them: a week in London, in winter. */

export const DAYS = ["2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"];

export const at = (day, time) => `${day} ${time}:00`;

export const block = (day, from, to, kind = "both") => ({ start: at(day, from), stop: at(day, to), kind });

export const conference = (day, from, to, more = {}) => ({
    ...block(day, from, to, "conference"),
    kept_from: at(day, from),
    kept_until: at(day, to),
    is_away: false,
    id: 7,
    name: "CC-2026-0007",
    ...more,
});

export function clinician({ loads = {}, blocks, ...more } = {}) {
    return {
        id: 3,
        name: "Nora Bell",
        kind: "OH adviser",
        zone: "Europe/London",
        notes: [],
        limit: 2,
        count: 0,
        booked: 0,
        available: 2400,
        days: Object.fromEntries(DAYS.map((day) => [day, { count: 0, is_full: false, ...loads[day] }])),
        blocks: blocks || DAYS.map((day) => block(day, "09:00", "17:00")),
        ...more,
    };
}

export function answer(clinicians = [clinician()], more = {}) {
    return {
        zone: "Europe/London",
        today: "2026-12-08",
        monday: "2026-12-07",
        previous: false,
        next: "2026-12-14",
        days: DAYS,
        can_enrol: false,
        clinicians,
        ...more,
    };
}
