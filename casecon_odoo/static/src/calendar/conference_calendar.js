import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { calendarView } from "@web/views/calendar/calendar_view";
import { askVerb } from "../verb_dialog/verb_action";

/** Dragging asks the gate, through the dialog of the verb; what is not the reader's to move says so. */
export class ConferenceCalendarModel extends CalendarModel {
    async updateRecord(partial) {
        const before = this.records[partial.id];
        const { can_move, can_change } = before.rawRecord;
        const moved = !partial.start.equals(before.start);
        const minutes = Math.round(partial.end.diff(partial.start, "minutes").minutes);
        await this.load(); // the entry goes back to where it is booked
        if (moved ? can_move : can_change) {
            const verb = moved ? "move" : "change";
            const values = moved ? { start: partial.start } : { duration: minutes };
            await askVerb(this.env, { verb, resId: partial.id, values, onDone: () => this.load() });
        } else {
            this.notification.add(_t("%s stays where it is: it is not yours to move, or it is over.", before.title), {
                type: "warning",
            });
        }
    }
}

registry.category("views").add("casecon_calendar", { ...calendarView, Model: ConferenceCalendarModel });
