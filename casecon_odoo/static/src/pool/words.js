import { _t } from "@web/core/l10n/translation";
import { formatList } from "@web/core/l10n/utils";
import { clockOf, hoursFromTo, shortDayOf } from "../moments";
import { zoneName, zoneOf } from "../zones";

/** How hours, load and absence of the pool are said. */

const MEETS = {
    both: (times) => _t("In person and by video %s", times),
    in_person: (times) => _t("In person only %s", times),
    virtual: (times) => _t("By video only %s", times),
    nobody: (times) => _t("At work, no meetings offered %s", times),
};

const timesOf = (blocks) =>
    formatList(
        blocks.map(({ from, to }) => hoursFromTo(from, to)),
        { style: "unit" },
    );

const number = (value, options) => new Intl.NumberFormat(luxon.Settings.defaultLocale, options).format(value);

/** `3 h`, `37 h 30 min`. */
export function lengthOf(minutes) {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (!rest) {
        return _t("%s h", hours);
    }
    return hours ? _t("%(hours)s h %(minutes)s min", { hours, minutes: rest }) : _t("%s min", rest);
}

export function conferencesOf(count) {
    if (!count) {
        return _t("No case conference");
    }
    return count === 1 ? _t("1 case conference") : _t("%s case conferences", count);
}

/** The load of a day against its limit. */
export function dayLoad(count, limit) {
    return limit ? _t("%(count)s of %(limit)s booked", { count, limit }) : conferencesOf(count);
}

/** The load of a week: hours booked of the hours there are. */
export function weekLoad({ booked, available }) {
    if (!available) {
        return available === 0 ? _t("%s booked, none available", lengthOf(booked)) : _t("%s booked", lengthOf(booked));
    }
    return _t("%(booked)s of %(available)s booked (%(share)s)", {
        booked: lengthOf(booked),
        available: lengthOf(available),
        share: number(booked / available, { style: "percent" }),
    });
}

/** More is booked than there are hours for it. */
export const isOver = ({ booked, available }) => booked > available;

/** How much of a bar is filled, in parts of a hundred. */
export const shareOf = (row) => (isOver(row) ? 100 : row.available && (100 * row.booked) / row.available);

/** Whether there are hours for conferences on a day. */
export const meets = (cell) => cell.hours.some(({ kind }) => kind !== "nobody");

/** Why there are no hours, or fewer, for conferences: empty on an ordinary day. */
export function absence(cell) {
    const [first, ...more] = cell.away;
    if (first && cell.hours.length) {
        if (!more.length && +first.from === +cell.begins) {
            return _t("Away until %s", clockOf(first.to));
        }
        return !more.length && +first.to === +cell.ends
            ? _t("Away from %s", clockOf(first.from))
            : _t("Away %s", timesOf(cell.away));
    }
    if (first) {
        return _t("Away").toString();
    }
    if (meets(cell)) {
        return "";
    }
    return (cell.hours.length ? _t("At work, no meetings offered") : _t("Not working")).toString();
}

/** All that a track shows of a day, for whoever cannot see it or looks twice. */
export function saidOfDay(cell) {
    const hours = Object.entries(MEETS).map(([kind, say]) => {
        const blocks = cell.hours.filter((block) => block.kind === kind);
        return blocks.length && say(timesOf(blocks));
    });
    return [...hours, cell.busy.length && _t("Busy %s", timesOf(cell.busy))].filter(Boolean).join(". ");
}

export const beginOf = (conference) => clockOf(conference.from);

export const endOf = (conference) => clockOf(conference.to);

/** A full hour of 24, in as few signs as can be: what fits above a narrow day. */
export const hourOf = (time) => time.toFormat("HH");

/** The week as its first and last day. */
export function weekTitle(days) {
    const [first, last] = [days[0].midnight, days.at(-1).midnight];
    const form = new Intl.DateTimeFormat(luxon.Settings.defaultLocale, {
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: "UTC",
    });
    return form.formatRange(first.toJSDate(), last.toJSDate());
}

export function summary(rows) {
    const sum = (key) => rows.reduce((total, row) => total + (row[key] || 0), 0);
    const count = sum("count");
    return count
        ? `${conferencesOf(count)}, ${weekLoad({ booked: sum("booked"), available: sum("available") })}`
        : _t("No case conference is booked this week.").toString();
}

/** In whose time all is shown: said where somebody's clock shows something else. */
export function zoneNote(zone, rows) {
    const differs = zone !== zoneOf() || rows.some((row) => row.zone !== zone);
    return differs ? _t("Times in %s", zoneName(zone)) : "";
}

/** The zone of a clinician's hours, named where it is not the reader's. */
export const ownZone = (zone, row) => (row.zone === zone ? "" : _t("Works in %s", zoneName(row.zone)));

export { shortDayOf };
