import { _t } from "@web/core/l10n/translation";
import { formatList } from "@web/core/l10n/utils";

/** Who gets a message, before it goes out: names of those who are mailed, and of those who get a letter. */
export function toldSentence(mailed, written = []) {
    const [by_mail, by_letter] = [mailed, written].map((names) => formatList(new Set(names)));
    return [
        by_mail && _t("These people will each get one message: %s.", by_mail),
        by_letter && _t("%s cannot be reached by email, so print the letter and hand it over.", by_letter),
    ]
        .filter(Boolean)
        .join(" ");
}
