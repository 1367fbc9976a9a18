import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDateTime, serializeDate, serializeDateTime, today } from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { formatList } from "@web/core/l10n/utils";
import { RPCError } from "@web/core/network/rpc";
import { useService } from "@web/core/utils/hooks";
import { SealedFrame } from "../sealed/sealed_frame";
import { cliniciansOf } from "../times/clinicians";
import { FreeClinicians } from "../times/free_clinicians";
import { SlotPicker } from "../times/slot_picker";
import { standingAt } from "../times/times";
import { toldSentence } from "../told";
import { inZone, zoneName } from "../zones";
import { ConsentInput } from "./consent_input";
import { RecordInput } from "./record_input";

const { DateTime } = luxon;
const EMPTY = {
    boolean: () => false,
    text: () => "",
    char: () => "",
    minutes: () => 0,
    people: () => [],
    tries: () => [],
};

/** Asks what one verb needs, and calls it. A refusal is read in the dialog, and nothing typed is lost. */
export class VerbDialog extends Component {
    static template = "casecon_odoo.VerbDialog";
    static components = { ConsentInput, DateTimeInput, Dialog, FreeClinicians, RecordInput, SealedFrame, SlotPicker };
    static props = {
        close: Function,
        resId: Number,
        model: { type: String, optional: true },
        verb: String,
        spec: Object,
        facts: Object,
        values: { type: Object, optional: true },
        onDone: { type: Function, optional: true },
    };
    static defaultProps = { model: "casecon.conference", values: {} };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.body = useRef("body");
        this.refusal = useRef("refusal");
        this.state = useState({
            values: { ...this.props.values },
            names: {},
            wish: {},
            clinicians: [],
            refusal: "",
            lost: "",
            wrong: [],
            busy: false,
        });
        this.fillStarts();
        useEffect(
            () => {
                // on a phone it stands below what was typed; a field that is missing has the focus, and is seen
                if (!this.state.wrong.length) {
                    this.refusal.el?.scrollIntoView({ block: "nearest" });
                }
            },
            () => [this.state.refusal],
        );
        onMounted(() => {
            // stock's dialog has no name for those who hear it
            this.body.el.closest("[role=dialog]")?.setAttribute("aria-label", this.title);
            return this.findsTimes ? this.loadClinicians() : this.firstField()?.focus();
        });
    }

    get spec() {
        return this.props.spec;
    }

    get title() {
        const { own, title } = this.spec;
        return ((this.props.facts.isEmployee && own?.title) || title).toString();
    }

    get confirmLabel() {
        const { own, confirm } = this.spec;
        return (this.props.facts.isEmployee && own?.confirm) || confirm;
    }

    get sealedTitle() {
        return this.spec.showsAs || _t("The exact words");
    }

    get says() {
        const { says } = this.spec;
        return typeof says === "function" ? says(this.props.facts) : says;
    }

    /** What is to be read before: to oneself, or to the employee. */
    get reads() {
        return this.spec.reads?.(this.props.facts, this.state.values);
    }

    get inputs() {
        const { inputs } = this.spec;
        return typeof inputs === "function" ? inputs(this.state.values, this.props.facts) : inputs;
    }

    /** Names of those who get a message, each once; the sentence that says so. */
    get told() {
        const { spec, props, state } = this;
        if (!spec.told) {
            return "";
        }
        if (!props.facts.isBooked && !spec.invites) {
            return props.facts.state === "requested"
                ? _t("Nobody gets a message because nobody has been invited yet.")
                : "";
        }
        const rows = spec.told(props.facts, state.values, state.names);
        const isByLetter = (row) => row.role === "employee" && props.facts.isByLetter;
        const namesOf = (some) => some.map((row) => row.name);
        return toldSentence(namesOf(rows.filter((row) => !isByLetter(row))), namesOf(rows.filter(isByLetter)));
    }

    /** The input for which times that suit all are shown. */
    get findsTimes() {
        return this.inputs.find((input) => input.finds);
    }

    async loadClinicians() {
        this.state.clinicians = await cliniciansOf(this.orm, this.props.facts.company);
    }

    /** Whom the picture offers, where the verb lets one choose. */
    get offeredClinicians() {
        return this.input("clinician_id") ? this.state.clinicians : undefined;
    }

    format(input) {
        const { dateFormat, timeFormat } = localization;
        return input.type === "datetime" ? `${dateFormat} ${timeFormat.replace(/:?s+/, "")}` : dateFormat;
    }

    get userZone() {
        return zoneName();
    }

    employeeTime(input) {
        const value = this.state.values[input.name];
        return value ? inZone(value, this.props.facts.employeeZone) : "";
    }

    id(input) {
        return `casecon_${this.props.verb}_${input.name}`;
    }

    describedBy(input) {
        return input.hint || input.type === "datetime" ? `${this.id(input)}_hint` : undefined;
    }

    isWrong(input) {
        return this.state.wrong.includes(input.name);
    }

    asButtons(input) {
        return !input.asList && input.choices.length <= 4;
    }

    /** What is asked of the search for times, with what was changed in its picture. */
    get wish() {
        return { ...this.findsTimes.finds(this.props.resId, this.state.values), ...this.state.wish };
    }

    /** A clinician is chosen in the form as well; that any will do is a wish of the search alone. */
    changeWish({ clinician_id, ...others }) {
        Object.assign(this.state.wish, others);
        if (clinician_id) {
            const known = this.state.clinicians.find(({ id }) => id === clinician_id);
            this.set(this.input("clinician_id"), clinician_id, known?.name || "");
        } else if (clinician_id === false) {
            this.state.wish.clinician_id = false;
        }
    }

    input(name) {
        return this.inputs.find((input) => input.name === name);
    }

    get chosen() {
        const value = this.state.values[this.findsTimes.name];
        return value ? serializeDateTime(value) : false;
    }

    /** A time brings clinician and room along, where the verb asks for them. */
    takeTime({ start, clinician_id, clinician, room_id, room }) {
        this.state.lost = "";
        this.fill(this.findsTimes, deserializeDateTime(start));
        for (const [name, id, label] of [
            ["clinician_id", clinician_id, clinician],
            ["room_id", room_id, room],
        ]) {
            if (id && this.input(name)) {
                this.fill(this.input(name), id, label);
            }
        }
    }

    /** Where any clinician will do, the time that stands brings one along: what the picture says is what is moved. */
    takeStanding(picture) {
        const standing = this.state.wish.clinician_id === false && standingAt(picture, this.chosen);
        const input = standing && this.input("clinician_id");
        if (input && standing.clinician_id !== this.state.values.clinician_id) {
            this.fill(input, standing.clinician_id, standing.clinician);
        }
    }

    fillStarts() {
        const { values } = this.state;
        // Twice: an input may only be there because of what another one begins with.
        for (let round = 0; round < 2; round++) {
            for (const input of this.inputs) {
                if (!(input.name in values)) {
                    values[input.name] = input.start ?? EMPTY[input.type]?.() ?? false;
                    if (input.startName) {
                        this.state.names[input.name] = input.startName;
                    }
                }
            }
        }
    }

    /** What somebody says themselves counts more than what was wished in the picture. */
    set(input, value, name) {
        delete this.state.wish[input.name];
        this.fill(input, value, name);
    }

    fill(input, value, name) {
        this.state.values[input.name] = value;
        this.forgive(input);
        if (name !== undefined) {
            this.state.names[input.name] = name;
        }
        if (input.type === "choice") {
            this.forgetRecords(input);
        }
        this.fillStarts();
    }

    forgive(input) {
        const { wrong } = this.state;
        this.state.wrong = wrong.filter((name) => name !== input.name);
        if (!this.state.wrong.length) {
            this.state.refusal = "";
        }
    }

    /** A person chosen for one role is not meant for another. */
    forgetRecords(chosen) {
        for (const input of this.inputs) {
            if (input.key && input.name !== chosen.name) {
                this.state.values[input.name] = false;
                this.state.names[input.name] = "";
            }
        }
    }

    /** Tick or untick one person. */
    setPerson(input, id, isIn) {
        const others = this.state.values[input.name].filter((other) => other !== id);
        this.set(input, isIn ? [...others, id] : others);
    }

    setEverybody(input) {
        this.set(
            input,
            input.choices.map(([id]) => id),
        );
    }

    addTry(input) {
        this.set(input, [...this.state.values[input.name], { at: DateTime.now().startOf("minute"), how: "" }]);
    }

    changeTry(input, index, change) {
        this.set(
            input,
            this.state.values[input.name].map((row, at) => (at === index ? { ...row, ...change } : row)),
        );
    }

    removeTry(input, index) {
        this.set(
            input,
            this.state.values[input.name].filter((row, at) => at !== index),
        );
    }

    setToday(input) {
        this.set(input, today());
    }

    setMinutes(input, text) {
        this.set(input, Number.parseInt(text, 10) || 0);
    }

    choose(input, index) {
        this.set(input, input.choices[index]?.[0] ?? false);
    }

    firstField() {
        return this.body.el.querySelector("input, textarea, select");
    }

    /** The keyword arguments of the verb. */
    get arguments() {
        const gathered = {};
        for (const input of this.inputs) {
            const value = this.state.values[input.name];
            if (input.local || (input.skipEmpty && this.isEmpty(value))) {
                continue;
            }
            const target = input.into ? (gathered[input.into] ||= {}) : gathered;
            target[input.name] = this.sent(input, value);
        }
        const { values, ...shown } = this.spec.shown?.(this.props.facts, this.state.values) || {};
        Object.assign(gathered, shown, values && { values: { ...gathered.values, ...values } });
        const { optional } = this.state.wish;
        return optional?.length ? { ...gathered, despite: optional } : gathered;
    }

    sent(input, value) {
        if (input.send) {
            return input.send(value);
        }
        if (input.type === "tries") {
            return value.map((row) => ({ at: row.at && serializeDateTime(row.at), how: row.how.trim() }));
        }
        if (value && input.type === "datetime") {
            return serializeDateTime(value);
        }
        if (value && input.type === "date") {
            return serializeDate(value);
        }
        return typeof value === "string" ? value.trim() : value;
    }

    isEmpty(value) {
        return !value || (typeof value === "string" && !value.trim()) || (Array.isArray(value) && !value.length);
    }

    missing() {
        return this.inputs.filter((input) => {
            const value = this.state.values[input.name];
            return input.isWrong?.(value) || (input.required && this.isEmpty(value));
        });
    }

    async confirm() {
        if (this.state.busy) {
            return;
        }
        const missing = this.missing();
        this.state.wrong = missing.map((input) => input.name);
        if (missing.length) {
            this.state.refusal = _t("Please fill in: %s", formatList(missing.map((input) => input.label)));
            this.body.el.querySelector(`[id^="${this.id(missing[0])}"]`)?.focus();
            return;
        }
        this.state.refusal = this.state.lost = "";
        this.state.busy = true;
        let answer;
        try {
            answer = await this.call();
        } catch (error) {
            this.sayRefusal(error);
            return;
        } finally {
            this.state.busy = false;
        }
        if (this.spec.done) {
            this.notification.add(this.spec.done, { type: "success", sticky: true });
        }
        this.props.close();
        await this.props.onDone?.();
        if (this.spec.opens) {
            await this.action.doAction({
                type: "ir.actions.act_window",
                res_model: this.spec.opens,
                res_id: answer,
                views: [[false, "form"]],
            });
        }
    }

    call() {
        const { model, resId, verb } = this.props;
        if (this.spec.call) {
            return this.spec.call(this.orm, resId, this.arguments, this.props.facts);
        }
        // the next times are drawn below a refusal, which need not name them
        const context = this.findsTimes ? { context: { casecon_shows_times: true } } : {};
        return this.orm.call(model, `action_${verb}`, [[resId]], { ...this.arguments, ...context });
    }

    /** Where times are searched, a refusal stands on top of the next ones. */
    sayRefusal(error) {
        const where = this.findsTimes ? "lost" : "refusal";
        this.state[where] = this.refusalOf(error);
    }

    refusalOf(error) {
        if (error instanceof RPCError) {
            return error.data?.message || error.message;
        }
        return _t("There is no connection. What you typed is still here, so you can try again.");
    }
}
