import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatList } from "@web/core/l10n/utils";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * What is missing for the next step, and whose turn it is; the gate's own answers.
 *
 * Options: `fill`, fields that the reader of a new record has to fill in; `follows`, by rule the field that will supply
 * what is missing, so that the rule is not named before it.
 */
export class Readiness extends Component {
    static template = "casecon_odoo.Readiness";
    static props = {
        ...standardFieldProps,
        fill: { type: Array, element: String, optional: true },
        follows: { type: Object, optional: true },
    };
    static defaultProps = { fill: [], follows: {} };

    setup() {
        this.seen = new Set();
    }

    /** The gate's lines, and before them the fields that the reader has still to fill in. */
    get lines() {
        const { data, fields } = this.props.record;
        const { fill, follows, record } = this.props;
        const asked = data[this.props.name] || [];
        const lines = asked.filter((line) => !record.isNew || !(line.rule in follows) || data[follows[line.rule]]);
        if (fill.length) {
            const names = formatList(fill.map((name) => fields[name].string));
            const met = fill.every((name) => data[name]);
            lines.unshift({
                met,
                text: met ? _t("Filled in: %s", names) : _t("Fill in: %s", names),
                who: "",
                key: "fill",
            });
        }
        return lines;
    }

    /** What is missing; while somebody fills in a new record, what they supplied stays, ticked, so that nothing jumps. */
    get shown() {
        const { lines } = this;
        if (!this.props.record.isNew) {
            return lines.filter((line) => !line.met);
        }
        for (const line of lines.filter((each) => !each.met)) {
            this.seen.add(line.key);
        }
        return lines.filter((line) => this.seen.has(line.key));
    }

    get quiet() {
        const shown = new Set(this.shown.map((line) => line.key));
        return this.lines.filter((line) => line.met && !shown.has(line.key));
    }

    get isReady() {
        return this.lines.every((line) => line.met);
    }

    get ready() {
        return this.props.record.data.state === "requested" ? _t("Ready to book") : _t("Ready to start");
    }

    get heading() {
        if (this.isReady) {
            return this.ready;
        }
        return this.props.record.data.state === "requested" ? _t("Before it can be booked") : _t("Before it can start");
    }

    /** What the next step will ask of whoever presses its button, once nothing is missing for it. */
    get asked() {
        return this.isReady ? this.props.record.data.next_asks || [] : [];
    }

    get metCount() {
        const { length } = this.quiet;
        return length === 1 ? _t("1 thing is in place") : _t("%s things are in place", length);
    }
}

export const readiness = {
    component: Readiness,
    displayName: _t("Readiness"),
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "state", type: "selection" },
        { name: "next_asks", type: "json" },
    ],
    extractProps: ({ options }) => ({ fill: options.fill, follows: options.follows }),
};

registry.category("fields").add("casecon_readiness", readiness);
