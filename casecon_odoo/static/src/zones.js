import { toLocaleDateTimeString } from "@web/core/l10n/dates";

const { DateTime } = luxon;

/** The zone in which the reader sees times. */
export function zoneOf() {
    return DateTime.local().zoneName;
}

/** An instant as it reads in another zone, named; empty where both read the same. */
export function inZone(instant, zone) {
    const there = zone ? instant.setZone(zone) : instant;
    if (!there.isValid || there.offset === instant.offset) {
        return "";
    }
    const text = there.toLocaleString({
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
    });
    return `${text} (${zone})`;
}

/** An instant as people say it, in the reader's zone. */
export function said(instant) {
    return toLocaleDateTimeString(instant, { showSeconds: false });
}
