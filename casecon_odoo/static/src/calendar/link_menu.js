import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const PAGE = "/my/conferences/calendar";

/** The way to one's own calendar link: for everybody alike, whether they have meetings or not. */
export function calendarLinkItem() {
    return {
        type: "item",
        id: "casecon_calendar_link",
        description: _t("Calendar link"),
        href: PAGE,
        callback: () => browser.location.assign(PAGE),
        sequence: 55,
    };
}

registry.category("user_menuitems").add("casecon_calendar_link", calendarLinkItem);
