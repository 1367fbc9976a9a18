import { Component, onMounted, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { formatList } from "@web/core/l10n/utils";
import { useService } from "@web/core/utils/hooks";
import { Suggestions } from "./suggestions";
import { TimeSearch } from "./time_search";
import { WeekGrid } from "./week_grid";
import { WeekList } from "./week_list";
import { saidOf, shortDayOf } from "./words";

/** The Monday of a start in UTC text, as the server names a week. */
const mondayOf = (start) => start && deserializeDateTime(start).startOf("week").toISODate();

/**
 * Find a time that suits all: three suggestions first, the picture of the week on demand.
 *
 * `wish` is what is asked of the server; `onWishChange` gets the keys that should change (required and optional,
 * the clinician, an offer). `chosen`: the start in UTC text. `refusal`: why the chosen time was lost; it is shown
 * on top, and the times are asked for anew. `changes`: the keys of the wish that the caller can change; an offer of
 * something else is said, and is no button.
 */
export class SlotPicker extends Component {
    static template = "casecon_odoo.SlotPicker";
    static components = { Suggestions, WeekGrid, WeekList };
    static props = {
        wish: Object,
        chosen: { type: [String, Boolean], optional: true },
        refusal: { type: String, optional: true },
        clinicians: { type: Array, optional: true },
        changes: { type: Array, element: String, optional: true },
        namesTold: { type: Boolean, optional: true },
        onChoose: Function,
        onWishChange: Function,
        onAnswer: { type: Function, optional: true },
    };
    static defaultProps = { chosen: false, refusal: "", namesTold: true };

    setup() {
        const orm = useService("orm");
        this.ui = useState(useService("ui"));
        this.top = useRef("top");
        this.week = useRef("week");
        this.state = useState({ week: mondayOf(this.props.chosen), isOpen: false });
        this.search = useState(new TimeSearch((wish) => orm.silent.call("casecon.conference", "find_times", [wish])));
        onMounted(() => this.ask(this.props));
        onWillUpdateProps((next) => {
            const isLost = Boolean(next.refusal) && next.refusal !== this.props.refusal;
            if (next.chosen && next.chosen !== this.props.chosen && !this.isDrawn(next.chosen)) {
                this.state.week = mondayOf(next.chosen);
            }
            this.ask(next, { again: isLost });
        });
        useEffect(
            (refusal) => {
                if (refusal) {
                    this.top.el.scrollIntoView({ block: "nearest" });
                }
            },
            () => [this.props.refusal],
        );
        useEffect(
            (isOpen) => {
                if (isOpen) {
                    this.week.el?.scrollIntoView({ block: "nearest" });
                }
            },
            () => [this.state.isOpen],
        );
    }

    async ask(props, options) {
        const isNew = await this.search.ask({ ...props.wish, week: this.state.week }, options);
        if (isNew) {
            props.onAnswer?.(this.search.answer);
        }
    }

    get answer() {
        return this.search.answer;
    }

    get picture() {
        return this.search.picture;
    }

    isDrawn(chosen) {
        return Boolean(this.picture?.starts.some(({ start }) => start === chosen));
    }

    get weekTitle() {
        const { days } = this.picture;
        return days.length ? `${shortDayOf(days[0].midnight)} – ${shortDayOf(days.at(-1).midnight)}` : "";
    }

    /** Why the time that stands in the form cannot be, with the engine's own words; empty where it can. */
    get doubt() {
        const chosen = this.picture.starts.find((start) => start.start === this.props.chosen);
        return chosen && !["free", "soft"].includes(chosen.state) ? saidOf(chosen, this.picture) : "";
    }

    toggle() {
        this.state.isOpen = !this.state.isOpen;
    }

    async showWeek(direction) {
        const monday = this.answer.week[direction];
        if (monday && !this.search.isBusy) {
            this.state.week = monday;
            await this.ask(this.props);
        }
    }

    choose(slot) {
        const { start, clinician_id, clinician, room_id, room } = slot;
        const stop = slot.stop || serializeDateTime(slot.until);
        this.props.onChoose({ start, stop, clinician_id, clinician, room_id, room });
    }

    /** One press makes somebody optional, or required again. */
    switchLane(lane) {
        const optional = this.picture.lanes.filter((other) => !other.required && other.can_switch);
        const keys = optional.map((other) => other.key).filter((key) => key !== lane.key);
        this.props.onWishChange({ optional: lane.required ? [...keys, lane.key] : keys });
    }

    chooseClinician(ev) {
        this.props.onWishChange({ clinician_id: Number(ev.target.value) || false });
    }

    get told() {
        return formatList(this.answer.told);
    }

    canTake(offer) {
        const keys = Object.keys(offer.set);
        const { changes } = this.props;
        return keys.length && keys.every((key) => !changes || changes.includes(key));
    }

    takeOffer(offer) {
        this.props.onWishChange(offer.set);
    }
}
