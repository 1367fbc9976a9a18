import { toLocaleDateTimeString } from "@web/core/l10n/dates";
import { clockOf, shortDayOf } from "./moments";

const { DateTime } = luxon;

/** The zone in which the reader sees times. */
export function zoneOf() {
    return DateTime.local().zoneName;
}

/** A zone as people call it in the reader's language: "United Kingdom Time", "heure d’Europe centrale". */
export function zoneName(zone = zoneOf()) {
    const { defaultLocale } = luxon.Settings;
    const parts = new Intl.DateTimeFormat(defaultLocale, { timeZone: zone, timeZoneName: "longGeneric" });
    return parts.formatToParts().find((part) => part.type === "timeZoneName").value;
}

/** An instant as it reads in another zone, named; empty where both read the same. */
export function inZone(instant, zone) {
    const there = zone ? instant.setZone(zone) : instant;
    if (!there.isValid || there.offset === instant.offset) {
        return "";
    }
    return `${shortDayOf(there)}, ${clockOf(there)} (${zoneName(zone)})`;
}

/** An instant as people say it, in the reader's zone. */
export function said(instant) {
    return toLocaleDateTimeString(instant, { showSeconds: false });
}
