import { formatDate, parseDate, parseDateTime, today } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";

const { DateTime, Info } = luxon;

/** Near days and units as people type them; a language may name several, with commas between them. */
const DAYS = [
    [_t("today"), 0],
    [_t("tomorrow"), 1],
];
const UNITS = [
    ["days", _t("day,days")],
    ["weeks", _t("week,weeks")],
    ["months", _t("month,months")],
];
const IN = _t("in");
const NEXT = _t("next");
const MONTHS = ["d MMMM yyyy", "d MMM yyyy", "d MMMM", "d MMM", "cccc d MMMM yyyy", "cccc d MMMM"];

const listed = (words) => words.toString().toLowerCase().split(",");
const without = (text, word) => text.replace(new RegExp(`^${word.toString().toLowerCase()}\\s+`), "");

/** "in 2 weeks", "3 days", "next week". */
function byUnit(text) {
    const count = without(text, IN).match(/^(\d{1,3})\s+(\S+)$/);
    const [number, word] = count ? [Number(count[1]), count[2]] : [1, without(text, NEXT)];
    const unit = (count || word !== text) && UNITS.find(([, words]) => listed(words).includes(word));
    return unit ? today().plus({ [unit[0]]: number }) : null;
}

/** "Monday": the next one, never today. */
function byWeekday(text) {
    const number = Info.weekdays("long").findIndex((name) => name.toLowerCase() === without(text, NEXT)) + 1;
    return number ? today().plus({ days: ((number - today().weekday + 6) % 7) + 1 }) : null;
}

/** "14 December": the next one, where no year is said. */
function byMonth(text) {
    for (const format of MONTHS) {
        const day = DateTime.fromFormat(text, format);
        if (day.isValid) {
            return format.includes("yyyy") || day >= today() ? day : day.plus({ years: 1 });
        }
    }
    return null;
}

/** The day that words name, or null: "in 2 weeks", "tomorrow", "Monday", "14 December". */
export function dayInWords(text) {
    const words = text.trim().toLowerCase().replace(/\s+/g, " ");
    const near = DAYS.find(([name]) => name.toString().toLowerCase() === words);
    return near ? today().plus({ days: near[1] }) : byUnit(words) || byWeekday(words) || byMonth(words);
}

/** Words, with an hour for a moment, as the format of the page has them; null where they are none. */
export function inFormat(text, type) {
    if (type === "date") {
        const day = dayInWords(text);
        return day && formatDate(day);
    }
    const [, words, hour, minute] = text.trim().match(/^(.+?),?\s+(\d{1,2})[:.](\d{2})$/) || [];
    const day = words && dayInWords(words);
    const format = localization.dateTimeFormat.replace(/:?s+/, "");
    return day ? day.set({ hour: Number(hour), minute: Number(minute) }).toFormat(format) : null;
}

/**
 * Whether the page reads what was typed as it was meant.
 *
 * Stock takes the digits out of any words: "2 weeks ago" is a day of February to it.
 */
export function isReadable(text, type) {
    const words = text.replace(/\b[ap]\.?m\b\.?/gi, "");
    if (/\p{L}/u.test(words) && !/^([+=-]|today\b|now\b)/.test(words)) {
        const format = type === "date" ? localization.dateFormat : localization.dateTimeFormat;
        return [format, format.replace(/:?s+/, "")].some((each) => DateTime.fromFormat(text, each).isValid);
    }
    try {
        return Boolean((type === "date" ? parseDate : parseDateTime)(text));
    } catch {
        return false;
    }
}

/** What is said of a date that cannot be read, with one that can. */
export function unreadable(text, type) {
    const example = today().plus({ days: 1 }).set({ hour: 10, minute: 30 });
    const { dateFormat } = localization;
    const form = dateFormat.replace("dd", "31").replace("MM", "12").replace("yyyy", String(example.year));
    return type === "date"
        ? _t("“%(text)s” is not a date. Enter it as %(example)s, or in words: in 2 weeks.", { text, example: form })
        : _t("“%(text)s” is not a date and time. Enter it as %(example)s.", { text, example: `${form} 10:30` });
}
