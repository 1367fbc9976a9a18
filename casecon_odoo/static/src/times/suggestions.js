import { Component } from "@odoo/owl";
import { conflictsOf, dayOf, forReader, hoursFromTo, whoAndWhere, zoneOfSearch } from "./words";

/** The next times that suit all, as buttons: nobody has to read a grid to find Tuesday at ten. */
export class Suggestions extends Component {
    static template = "casecon_odoo.Suggestions";
    static props = {
        suggestions: Array,
        zone: String,
        chosen: { type: [String, Boolean], optional: true },
        isBusy: Boolean,
        onChoose: Function,
    };

    get cards() {
        return this.props.suggestions.map((slot) => ({
            slot,
            day: dayOf(slot.time),
            hours: hoursFromTo(slot.time, slot.until),
            zone: zoneOfSearch(this.props.zone),
            forReader: forReader(slot.time),
            who: whoAndWhere(slot),
            conflicts: conflictsOf(slot.people),
            isChosen: slot.start === this.props.chosen,
        }));
    }

    choose(slot) {
        if (!this.props.isBusy) {
            this.props.onChoose(slot);
        }
    }
}
