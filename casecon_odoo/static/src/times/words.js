import { _t } from "@web/core/l10n/translation";
import { dayOf, hoursFromTo } from "../moments";
import { inZone, zoneName, zoneOf } from "../zones";
import { hindrance } from "./times";

/** How a time, a person and a reason are said: on the buttons, in the line under the grid, to a screen reader. */

/** The zone of the search, named where the reader lives in another. */
export const zoneOfSearch = (zone) => (zone && zone !== zoneOf() ? zoneName(zone) : "");

/** The same instant in the reader's zone, named; empty where both clocks show the same. */
export const forReader = (time) => inZone(time, zoneOf());

const ROLES = {
    employee: _t("Employee"),
    clinician: _t("OH clinician"),
    manager: _t("Line manager"),
    hr: _t("HR"),
    room: _t("Room"),
    companion: _t("Companion"),
};

export const roleOf = (lane) => (ROLES[lane.role] || "").toString();

const KINDS = {
    busy: _t("busy"),
    conference: _t("in a meeting of this kind"),
    buffer: _t("too close to another meeting"),
    soft: _t("tentative"),
    away: _t("away"),
    outside: _t("outside working hours"),
};

export const kindOf = (kind) => (KINDS[kind] || "").toString();

const HINDERED = {
    busy: (name) => _t("%s is busy", name),
    conference: (name) => _t("%s is busy", name),
    buffer: (name) => _t("%s has another meeting too close to this time", name),
    soft: (name) => _t("%s is tentative", name),
    away: (name) => _t("%s is away", name),
    outside: (name) => _t("%s is outside working hours", name),
    unknown: (name) => _t("we do not know whether %s is free", name),
};

/** An employee who is away may still come: a case conference is also held while somebody is off work. */
const counts = (key, state) => HINDERED[state] && !(state === "away" && key.startsWith("employee:"));

const sentence = (words) => words && `${words[0].toLocaleUpperCase()}${words.slice(1)}.`;

/** Those of whom nothing is known at any of these times: said once, not on each. */
export function unknownAt(slots) {
    const [first, ...others] = slots.map((slot) => slot.people.filter(({ state }) => state === "unknown"));
    return (first || []).filter(({ key }) => others.every((people) => people.some((person) => person.key === key)));
}

/** Whoever is not simply free at a suggested time, each with a few words. */
export function conflictsOf(people) {
    return people
        .filter(({ key, state }) => counts(key, state))
        .map(({ name, state }) => ({ state, text: sentence(HINDERED[state](name).toString()) }));
}

/** The same for any start of the week, from the blocks that are drawn; of clinicians only the one whom it brings. */
function conflictsAt(lanes, start) {
    const people = lanes
        .filter((lane) => lane.role !== "room")
        .filter((lane) => lane.role !== "clinician" || lane.key === `clinician:${start.clinician_id}`)
        .map(({ key, name, ...lane }) => ({
            key,
            name,
            state: lane.state === "unknown" ? "unknown" : hindrance(lane, start.time, start.until),
        }));
    return conflictsOf(people).map(({ text }) => text);
}

/** Who chairs and where, as far as a time brings it along. */
export const whoAndWhere = (start) => [start.clinician, start.room].filter(Boolean).join(", ");

const whenOf = (start, zone) => `${dayOf(start.time)}, ${hoursFromTo(start.time, start.until)} (${zoneName(zone)}).`;

const whenElsewhere = (there) => (there ? [_t("For the employee: %s.", there)] : []);

function outcomeOf(start, lanes) {
    if (start.state === "past") {
        return [start.reason || _t("This time is over.")];
    }
    if (start.state === "refused") {
        return [start.reason || _t("This time cannot be booked.")];
    }
    const conflicts = conflictsAt(lanes, start);
    const free = start.reason ? [start.reason] : conflicts.length ? conflicts : [_t("Everyone is free.")];
    const brings = whoAndWhere(start);
    return brings ? [...free, _t("With %s.", brings)] : free;
}

/** All that is to be known of one start: day, date, time, zone, who is free, or why it cannot be. */
export function saidOf(start, { zone, employeeZone, lanes }) {
    const there = inZone(start.time, employeeZone);
    return [whenOf(start, zone), ...whenElsewhere(there), ...outcomeOf(start, lanes)].join(" ");
}

/** What a lane shows on one day, for whoever cannot see it. */
export function saidOfLane(lane, blocks) {
    if (lane.note) {
        return lane.note;
    }
    const seen = blocks.filter((block) => !["outside", "buffer"].includes(block.kind));
    return seen.length
        ? seen.map((block) => `${hoursFromTo(block.from, block.to)} ${kindOf(block.kind)}`).join(", ")
        : _t("Free all day").toString();
}
