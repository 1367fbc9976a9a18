import { Component, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { clockOf, dayOf } from "../moments";
import { CAN } from "./times";
import { roleOf, saidOf } from "./words";

/** The week for a narrow screen: days and their times, one tab stop, arrows move from time to time. */
export class WeekList extends Component {
    static template = "casecon_odoo.WeekList";
    static props = {
        picture: Object,
        chosen: { type: [String, Boolean], optional: true },
        isBusy: Boolean,
        onChoose: Function,
        onSwitch: Function,
    };

    setup() {
        this.list = useRef("list");
        this.state = useState({ filter: "free", at: "" });
        onWillUpdateProps(({ chosen }) => {
            if (chosen !== this.props.chosen) {
                this.state.at = "";
            }
        });
    }

    /** What is said of the time at which one is, else of the chosen one. */
    get line() {
        const { picture, chosen } = this.props;
        const start = picture.starts.find((each) => each.start === (this.state.at || chosen));
        return start ? saidOf(start, picture) : "";
    }

    get days() {
        const { days } = this.props.picture;
        return days
            .map((day) => ({
                date: day.date,
                title: dayOf(day.midnight),
                times: day.cells.filter((cell) => cell && (this.state.filter === "all" || CAN.includes(cell.state))),
            }))
            .filter((day) => day.times.length);
    }

    get lanes() {
        return this.props.picture.lanes;
    }

    get tabStop() {
        const times = this.days.flatMap((day) => day.times.map((time) => time.start));
        return [this.state.at, this.props.chosen].find((start) => times.includes(start)) || times[0];
    }

    clock(start) {
        return clockOf(start.time);
    }

    role(lane) {
        return roleOf(lane);
    }

    can(start) {
        return CAN.includes(start.state);
    }

    say(start) {
        this.state.at = start.start;
    }

    choose(start) {
        this.say(start);
        if (!this.props.isBusy && this.can(start)) {
            this.props.onChoose(start);
        }
    }

    filterBy(filter) {
        this.state.filter = filter;
        this.state.at = "";
    }

    onKeydown(ev) {
        const buttons = [...this.list.el.querySelectorAll(".o_casecon_time")];
        const index = buttons.indexOf(ev.target);
        if (index < 0) {
            return;
        }
        const day = (button) => button.dataset.date;
        const days = buttons.filter((button, at) => !at || day(button) !== day(buttons[at - 1]));
        const here = days.findIndex((button) => day(button) === day(ev.target));
        const to = {
            ArrowRight: () => buttons[index + 1],
            ArrowDown: () => buttons[index + 1],
            ArrowLeft: () => buttons[index - 1],
            ArrowUp: () => buttons[index - 1],
            Home: () => days[here],
            End: () => buttons.findLast((button) => day(button) === day(ev.target)),
            PageUp: () => days[here - 1],
            PageDown: () => days[here + 1],
        }[ev.key];
        if (to) {
            ev.preventDefault();
            to()?.focus();
        }
    }
}
