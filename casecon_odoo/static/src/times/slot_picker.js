import { Component, onMounted, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { clockOf, dayOf, shortDayOf } from "../moments";
import { toldSentence } from "../told";
import { Suggestions } from "./suggestions";
import { TimeSearch } from "./time_search";
import { WeekGrid } from "./week_grid";
import { WeekList } from "./week_list";
import { saidOf } from "./words";

/** The Monday of a start in UTC text, as the server names a week. */
const mondayOf = (start) => start && deserializeDateTime(start).startOf("week").toISODate();

/**
 * Find a time that suits all: three suggestions first, the picture of the week on demand.
 *
 * `wish` is what is asked of the server; `onWishChange` gets the keys that should change (required and optional,
 * the clinician, an offer). `chosen`: the start in UTC text. `refusal`: why the chosen time was lost; it is shown
 * on top, and the times are asked for anew. `changes`: the keys of the wish that the caller can change; an offer of
 * something else is said, and is no button. `isByLetter`: no mail reaches the employee. `takesFocus`: a dialog begins
 * with the first time.
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
        isByLetter: { type: Boolean, optional: true },
        takesFocus: { type: Boolean, optional: true },
        onChoose: Function,
        onWishChange: Function,
        onPicture: { type: Function, optional: true },
    };
    static defaultProps = { chosen: false, refusal: "", namesTold: true };

    setup() {
        const orm = useService("orm");
        this.ui = useState(useService("ui"));
        this.root = useRef("root");
        this.lost = useRef("lost");
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
            () => this.lost.el?.focus(), // from there, Tab leads to the next times
            () => [this.props.refusal],
        );
        useEffect(
            (hasAnswer) => {
                const isTyping = document.activeElement.matches("input, textarea");
                if (hasAnswer && this.props.takesFocus && !isTyping) {
                    this.root.el.querySelector("button")?.focus({ preventScroll: true });
                }
            },
            () => [Boolean(this.answer)],
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
            props.onPicture?.(this.picture);
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

    /** Until when the employee's notice keeps the drawn days from being offered; empty where it does not. */
    get tooSoon() {
        const { earliest, starts } = this.picture;
        const isRefused = starts.some((start) => start.state === "refused" && start.time < earliest);
        const moment = `${dayOf(earliest)}, ${clockOf(earliest)}`;
        return isRefused ? _t("Before %s: too little notice for the employee.", moment) : "";
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

    /** Who will be told; of any clinician the one whom the chosen time brings along. */
    get told() {
        const chosen = this.picture.starts.find(({ start }) => start === this.props.chosen);
        const names = [...this.answer.told, chosen?.clinician].filter(Boolean);
        const employee = this.props.isByLetter && this.picture.lanes.find(({ role }) => role === "employee")?.name;
        return toldSentence(
            names.filter((name) => name !== employee),
            employee ? [employee] : [],
        );
    }

    canTake(offer) {
        const { changes } = this.props;
        const keys = Object.keys(offer.set);
        return keys.length && keys.every((key) => !changes || changes.includes(key));
    }

    /** Whether an offer takes another verb than the one that is being asked. */
    get needsAnotherVerb() {
        return this.answer.nothing.offers.some((offer) => Object.keys(offer.set).length && !this.canTake(offer));
    }

    takeOffer(offer) {
        this.props.onWishChange(offer.set);
    }
}
