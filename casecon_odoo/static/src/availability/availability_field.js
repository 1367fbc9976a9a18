import { Component, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatList } from "@web/core/l10n/utils";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { DAYS, everyDay, paint, spansOf, STEP, toCells, toPainted } from "./painted_week";

const { Info } = luxon;

const FIRST = (7 * 60) / STEP;
const LAST = (20 * 60) / STEP;
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const pad = (number) => `${number}`.padStart(2, "0");

/** A week that is painted: choose a brush, draw over days and hours; by keyboard, arrows move and Space paints. */
export class AvailabilityField extends Component {
    static template = "casecon_odoo.AvailabilityField";
    static props = { ...standardFieldProps };

    setup() {
        this.table = useRef("table");
        this.state = useState({ brush: "both", at: { day: 0, cell: 18 }, from: null, to: null });
        useExternalListener(window, "pointerup", () => this.finish());
    }

    get brushes() {
        return [
            { key: "both", name: _t("In person and by video") },
            { key: "in_person", name: _t("In person only") },
            { key: "virtual", name: _t("By video only") },
            { key: "", name: _t("Off") },
        ];
    }

    get isPainted() {
        return Boolean(this.props.record.data[this.props.name]);
    }

    /** The working hours; where the schedule says none, every day. */
    get working() {
        const week = this.props.record.data.working_week;
        return week ? toCells(week) : everyDay(FIRST, LAST, "both");
    }

    /** What is seen, and what a stroke changes: the painted week, and while nothing is painted the working hours. */
    get saved() {
        return this.isPainted ? toCells(this.props.record.data[this.props.name]) : this.working;
    }

    /** Working days on which nobody can be met any more. */
    get lost() {
        const { saved, working } = this;
        const days = DAYS.filter((day) => working[day].some(Boolean) && !saved[day].some(Boolean));
        return this.props.record.data.working_week ? formatList(days.map((day) => this.dayName(day))) : "";
    }

    /** What is seen: the saved week, and what is just being drawn over it. */
    get week() {
        const { from, to } = this.state;
        return from ? this.stroke(from, to) : this.saved;
    }

    stroke(from, to) {
        return paint(this.saved, from, to, this.state.brush);
    }

    /** The half hours that are drawn: the usual ones, and earlier or later where something is painted there. */
    get cells() {
        const used = this.saved.flatMap((cells) => cells.flatMap((meets, cell) => (meets ? [cell] : [])));
        const first = Math.min(FIRST, ...used);
        const last = Math.max(LAST - 1, ...used);
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    }

    get days() {
        return DAYS;
    }

    dayName(day) {
        return Info.weekdays("long")[day];
    }

    dayShort(day) {
        return Info.weekdays("short")[day];
    }

    /** What one day says in words: also what a screen reader hears. */
    inWords(day) {
        const spans = spansOf(this.week[day]);
        const said = spans.map(([begin, end, meets]) =>
            _t("%(from)s–%(to)s %(how)s", { from: this.clock(begin), to: this.clock(end), how: this.how(meets) }),
        );
        return formatList(said, { style: "unit" });
    }

    how(meets) {
        return this.brushes.find((brush) => brush.key === meets).name.toLowerCase();
    }

    clock(minutes) {
        return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
    }

    hour(cell) {
        return cell % 2 ? "" : String((cell * STEP) / 60);
    }

    cellName(day, cell) {
        return _t("%(day)s %(time)s, %(how)s", {
            day: this.dayName(day),
            time: this.clock(cell * STEP),
            how: this.how(this.week[day][cell]),
        });
    }

    begin(day, cell, ev) {
        if (this.props.readonly || ev.button) {
            return;
        }
        ev.target.releasePointerCapture?.(ev.pointerId);
        Object.assign(this.state, { from: { day, cell }, to: { day, cell }, at: { day, cell } });
    }

    over(day, cell) {
        if (this.state.from) {
            this.state.to = { day, cell };
        }
    }

    finish() {
        if (this.state.from) {
            const week = this.week;
            Object.assign(this.state, { from: null, to: null });
            this.save(week);
        }
    }

    onKeydown(ev) {
        const { day, cell } = this.state.at;
        if (ev.key === " " || ev.key === "Enter") {
            ev.preventDefault();
            if (!this.props.readonly) {
                this.save(this.stroke(this.state.at, this.state.at));
            }
            return;
        }
        const step = this.stepOf(ev.key);
        if (!step) {
            return;
        }
        ev.preventDefault();
        const [first, last] = [this.cells[0], this.cells.at(-1)];
        const at = {
            day: Math.min(6, Math.max(0, day + step[0])),
            cell: Math.min(last, Math.max(first, cell + step[1])),
        };
        if (ev.shiftKey && !this.props.readonly) {
            this.save(this.stroke(this.state.at, at));
        }
        this.state.at = at;
        this.table.el.querySelector(`[data-day="${at.day}"][data-cell="${at.cell}"]`)?.focus();
    }

    /** Days and half hours that an arrow leads on; a narrow screen shows the days beside each other. */
    stepOf(key) {
        const step = ARROWS[key];
        const isTall = getComputedStyle(this.table.el).display === "flex";
        return step && isTall ? step.toReversed() : step;
    }

    save(week) {
        return this.props.record.update({ [this.props.name]: toPainted(week) });
    }

    clear() {
        return this.props.record.update({ [this.props.name]: false });
    }
}

registry.category("fields").add("casecon_availability", {
    component: AvailabilityField,
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "working_week", type: "json" }],
});
