import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { calendarView } from "@web/views/calendar/calendar_view";
import { askVerb } from "../verb_dialog/verb_action";

/** Dragging asks the gate, through the dialog of the verb; what is not the reader's to move says so. */
export class ConferenceCalendarModel extends CalendarModel {
    /** What is only proposed has no end yet, so each lasts as long as it is meant to; it is hatched, an end struck. */
    normalizeRecord(rawRecord) {
        const record = super.normalizeRecord(rawRecord);
        const { duration, state } = rawRecord;
        return {
            ...record,
            end: record.start.plus({ minutes: duration }),
            isHatched: state === "requested",
            isStriked: ["refused", "cancelled", "not_held"].includes(state),
        };
    }

    async updateRecord(partial) {
        const before = this.records[partial.id];
        const { can_move, can_change, state } = before.rawRecord;
        const moved = !partial.start.equals(before.start);
        const minutes = Math.round(partial.end.diff(partial.start, "minutes").minutes);
        await this.load(); // the entry goes back to where it is booked
        if (moved ? can_move : can_change) {
            const verb = moved ? "move" : "change";
            const values = moved ? { start: partial.start } : { duration: minutes };
            await askVerb(this.env, { verb, resId: partial.id, values, onDone: () => this.load() });
        } else if (state === "requested") {
            this.notification.add(_t("%s is only proposed. Open it and choose another time there.", before.title), {
                type: "warning",
            });
        } else {
            this.notification.add(
                _t("%s cannot be moved here. You may not have the right to move it, or it is over.", before.title),
                {
                    type: "warning",
                },
            );
        }
    }
}

registry.category("views").add("casecon_calendar", { ...calendarView, Model: ConferenceCalendarModel });
