import { Component, onWillUnmount, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { clockOf, dayOf, shortDayOf } from "../moments";
import { blocksOn, CAN, hoursOf, nearest, placeOf, positionOf, step } from "./times";
import { kindOf, roleOf, saidOf, saidOfLane } from "./words";

const STATES = {
    free: _t("free"),
    soft: _t("free, someone is tentative"),
    refused: _t("not possible"),
    past: _t("over"),
};

/** A pointer that rests on another day shows its lanes; one that only passes does not. */
const REST = 250;
const MIRRORED = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** Where somebody who comes into the grid should land: the chosen time, the best one, a free one, any. */
function firstPlace({ days, suggestions, starts }, chosen) {
    const free = starts.find((start) => start.state === "free") || starts.find((start) => start.state === "soft");
    const wanted = [chosen, ...suggestions.map((slot) => slot.start), free?.start];
    for (const start of wanted.filter(Boolean)) {
        const place = positionOf(days, start);
        if (place) {
            return place;
        }
    }
    return { row: 0, column: days.length ? nearest(days[0].cells, 0) : -1 };
}

/** The week: a row for everybody on each day, and below it, for one day, a lane for each person and room. */
export class WeekGrid extends Component {
    static template = "casecon_odoo.WeekGrid";
    static props = {
        picture: Object,
        monday: String,
        chosen: { type: [String, Boolean], optional: true },
        isBusy: Boolean,
        onChoose: Function,
        onSwitch: Function,
        onWeek: Function,
    };

    setup() {
        this.table = useRef("table");
        const { picture, chosen } = this.props;
        const at = firstPlace(picture, chosen);
        this.state = useState({ at, day: at.row, line: "" });
        this.say(picture.starts.find(({ start }) => start === chosen)); // the start that the line is about
        this.follows = false; // whether the focus has to go where `at` went
        onWillUpdateProps((next) => this.settle(next));
        onWillUnmount(() => browser.clearTimeout(this.rest));
        useEffect(
            () => this.followFocus(),
            () => [this.state.at.row, this.state.at.column],
        );
    }

    get days() {
        return this.props.picture.days;
    }

    get lanes() {
        return this.props.picture.lanes;
    }

    get hours() {
        const { axis } = this.props.picture;
        const midnight = this.days[0].midnight;
        return hoursOf(axis).map((minutes) => ({ minutes, label: clockOf(midnight.plus({ minutes })) }));
    }

    get span() {
        return 60 / this.props.picture.grid;
    }

    get columns() {
        return this.days[0].cells.length;
    }

    get shownDay() {
        return this.days[this.state.day];
    }

    shortDay(day) {
        return shortDayOf(day.midnight);
    }

    longDay(day) {
        return dayOf(day.midnight);
    }

    cellsOf(row) {
        const { chosen } = this.props;
        const picked = this.props.picture.starts.find((start) => start.start === chosen);
        return this.days[row].cells.map((cell, column) => ({
            cell,
            column,
            key: column,
            tab: this.isAt(row, column) ? "0" : "-1",
            label: this.labelOf(cell),
            classes: this.classesOf(cell, column, picked),
            isChosen: Boolean(cell) && cell.start === chosen,
            can: Boolean(cell) && CAN.includes(cell.state),
            rank: this.rankOf(cell),
        }));
    }

    /** Which suggestion it is, from 1; 0 for none. */
    rankOf(cell) {
        return this.props.picture.suggestions.findIndex((slot) => slot.start === cell?.start) + 1;
    }

    labelOf(cell) {
        if (!cell) {
            return undefined;
        }
        const rank = this.rankOf(cell);
        const words = [clockOf(cell.time), STATES[cell.state], rank && _t("suggestion %s", rank)];
        return words.filter(Boolean).join(", ");
    }

    classesOf(cell, column, picked) {
        const within = cell && picked && picked.time <= cell.time && cell.time < picked.until;
        return {
            [`o_casecon_${cell?.state || "nothing"}`]: true,
            o_casecon_chosen: within && CAN.includes(picked.state),
            o_casecon_impossible: within && !CAN.includes(picked.state),
            o_casecon_chosen_first: within && cell.start === picked.start,
            o_casecon_on_hour: column % this.span === 0,
        };
    }

    rowsOfLanes() {
        const band = this.band;
        return this.lanes.map((lane, index) => {
            const blocks = blocksOn(this.shownDay, this.props.picture.axis, lane);
            return {
                lane,
                blocks,
                band,
                row: this.days.length + index,
                role: roleOf(lane),
                isFixed: this.isFixed(lane),
                said: saidOfLane(lane, blocks),
            };
        });
    }

    /** The time that the line is about, across all lanes, where it is of the day that they show. */
    get band() {
        const start = this.spoken;
        return (
            start &&
            this.shownDay.cells.includes(start) &&
            placeOf(this.shownDay, this.props.picture.axis, start.time, start.until)
        );
    }

    styleOf(place) {
        return `inset-inline-start: ${place.at}%; width: ${place.width}%`;
    }

    kind(block) {
        return kindOf(block.kind);
    }

    isAt(row, column) {
        const { at } = this.state;
        return at.row === row && (row >= this.days.length || at.column === column);
    }

    get hasFocus() {
        return Boolean(this.table.el?.contains(document.activeElement));
    }

    /** A new answer: keep the place, unless it is another week that nobody walked into. */
    settle(next) {
        if (next.chosen !== this.props.chosen && !this.hasFocus && this.turnTo(next)) {
            return;
        }
        if (next.picture === this.props.picture) {
            return;
        }
        const { days, lanes } = next.picture;
        const { at } = this.state;
        if (next.monday !== this.props.monday && !this.hasFocus) {
            this.state.at = firstPlace(next.picture, next.chosen);
            this.state.day = this.state.at.row;
        } else if (at.row >= this.days.length) {
            const { key } = this.lanes[at.row - this.days.length] || {};
            const index = Math.max(
                0,
                lanes.findIndex((lane) => lane.key === key),
            );
            this.state.at = { row: days.length + index, column: at.column };
        } else {
            const row = Math.min(at.row, days.length - 1);
            this.state.at = { row, column: nearest(days[row].cells, at.column) };
        }
        this.state.day = Math.min(this.state.day, days.length - 1);
        const cell = days[this.state.at.row]?.cells[this.state.at.column];
        const again = this.spoken && next.picture.starts.find(({ start }) => start === this.spoken.start);
        this.say(this.hasFocus && cell ? cell : again, next.picture);
    }

    /** A time that was chosen elsewhere, or typed: its day, and what is to be said of it. */
    turnTo({ picture, chosen }) {
        const place = positionOf(picture.days, chosen);
        if (place) {
            this.state.at = place;
            this.state.day = place.row;
            this.say(picture.days[place.row].cells[place.column], picture);
        }
        return Boolean(place);
    }

    followFocus() {
        if (this.follows) {
            this.follows = false;
            this.table.el?.querySelector("[tabindex='0']")?.focus();
        }
    }

    say(start, picture = this.props.picture) {
        this.spoken = start || null;
        this.state.line = start ? saidOf(start, picture) : "";
    }

    /** The start below an event, with its place. */
    under(ev) {
        const { row, column } = ev.target.closest("[data-column]")?.dataset || {};
        const cell = row && this.days[row].cells[column];
        return cell ? { cell, row: Number(row), column: Number(column) } : false;
    }

    onPointerOver(ev) {
        const { cell, row } = this.under(ev);
        browser.clearTimeout(this.rest);
        if (cell) {
            this.say(cell);
            this.rest = browser.setTimeout(() => {
                this.state.day = row;
            }, REST);
        }
    }

    onPointerLeave() {
        browser.clearTimeout(this.rest);
    }

    onFocusIn(ev) {
        const { cell, row, column } = this.under(ev);
        if (cell) {
            this.state.at = { row, column };
            this.state.day = row;
            this.say(cell);
        } else if (ev.target.dataset.row) {
            this.state.at = { row: Number(ev.target.dataset.row), column: this.state.at.column };
        }
    }

    onClick(ev) {
        const { cell } = this.under(ev);
        if (cell) {
            this.choose(cell);
        }
    }

    showDay(row) {
        this.state.day = row;
        this.state.at = { row, column: nearest(this.days[row].cells, this.state.at.column) };
    }

    onKeydown(ev) {
        if (ev.altKey || ev.ctrlKey || ev.metaKey || ev.shiftKey) {
            return;
        }
        const { cell } = this.under(ev);
        if (cell && ["Enter", " "].includes(ev.key)) {
            this.handled(ev);
            this.choose(cell);
            return;
        }
        const key = (localization.direction === "rtl" && MIRRORED[ev.key]) || ev.key;
        const to = step(this.days, this.lanes.length, this.state.at, key);
        if (!to) {
            return;
        }
        this.handled(ev);
        if (to.week) {
            this.props.onWeek(to.week);
        } else {
            this.follows = true;
            this.state.at = to;
        }
    }

    handled(ev) {
        ev.preventDefault();
        ev.stopPropagation();
    }

    choose(cell) {
        this.say(cell);
        if (!this.props.isBusy && CAN.includes(cell.state)) {
            this.props.onChoose(cell);
        }
    }

    switchLane(lane) {
        if (!this.props.isBusy) {
            this.props.onSwitch(lane);
        }
    }

    /** Whether somebody must be free and nobody can change that; of several clinicians or rooms one is enough. */
    isFixed(lane) {
        const ofRole = this.lanes.filter(({ role }) => role === lane.role);
        return lane.required && (!["clinician", "room"].includes(lane.role) || ofRole.length === 1);
    }
}
