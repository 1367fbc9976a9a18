/**
 * Days and hours as people read them, the same as in the sentences of the server: its own English puts the day before
 * the month, and a clock has 24 hours everywhere, so that nobody comes twelve hours late.
 */

const said = (time, inEnglish, form) =>
    time.locale.startsWith("en") ? time.toFormat(inEnglish) : time.toLocaleString(form);

export const dayOf = (time) => said(time, "cccc d LLLL", { weekday: "long", day: "numeric", month: "long" });

export const shortDayOf = (time) => said(time, "ccc d LLL", { weekday: "short", day: "numeric", month: "short" });

/** What a clock shows; in the hour that a clock change repeats, with the zone's offset. */
export const clockOf = (time) => time.toFormat(time.getPossibleOffsets().length > 1 ? "HH:mm ZZZZ" : "HH:mm");

export const hoursFromTo = (from, until) => `${clockOf(from)}–${clockOf(until)}`;
