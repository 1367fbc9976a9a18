import { toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { session } from "@web/session";
import { clockOf, shortDayOf } from "./moments";

const { DateTime } = luxon;

/** The zone in which the reader sees times. */
export function zoneOf() {
    return DateTime.local().zoneName;
}

/** A zone by its city, as emails and letters call it too: "London time". */
export function zoneName(zone = zoneOf()) {
    const known = session.casecon_zones?.[zone];
    return zone === "UTC" ? zone : known || _t("%(city)s time", { city: zone.split("/").pop().replaceAll("_", " ") });
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
