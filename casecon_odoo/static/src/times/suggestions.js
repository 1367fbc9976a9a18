import { Component } from "@odoo/owl";
import { formatList } from "@web/core/l10n/utils";
import { dayOf, hoursFromTo } from "../moments";
import { inZone } from "../zones";
import { conflictsOf, forReader, unknownAt, whoAndWhere, zoneOfSearch } from "./words";

/** The next times that suit all, as buttons: nobody has to read a grid to find Tuesday at ten. */
export class Suggestions extends Component {
    static template = "casecon_odoo.Suggestions";
    static props = {
        suggestions: Array,
        zone: String,
        employeeZone: { type: String, optional: true },
        chosen: { type: [String, Boolean], optional: true },
        isBusy: Boolean,
        onChoose: Function,
    };

    /** Those of whom nothing is known, whichever time is taken. */
    get unknown() {
        return formatList(unknownAt(this.props.suggestions).map(({ name }) => name));
    }

    get cards() {
        const unknown = unknownAt(this.props.suggestions).map(({ key }) => key);
        return this.props.suggestions.map((slot) => ({
            slot,
            day: dayOf(slot.time),
            hours: hoursFromTo(slot.time, slot.until),
            zone: zoneOfSearch(this.props.zone),
            forReader: forReader(slot.time),
            forEmployee: inZone(slot.time, this.props.employeeZone),
            who: whoAndWhere(slot),
            conflicts: conflictsOf(slot.people.filter(({ key }) => !unknown.includes(key))),
            isChosen: slot.start === this.props.chosen,
        }));
    }

    choose(slot) {
        if (!this.props.isBusy) {
            this.props.onChoose(slot);
        }
    }
}
