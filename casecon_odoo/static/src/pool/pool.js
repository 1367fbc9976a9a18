import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { drawnWeek, rulerOf } from "./drawn_week";
import * as words from "./words";

const MOST_PIPS = 8; // more of them are not counted at a glance

/** The pool's week: for each clinician who is there, how people are met, what is booked, and how full it is. */
export class Pool extends Component {
    static template = "casecon_odoo.Pool";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useState(useService("ui"));
        this.words = words;
        this.last = new KeepLast();
        this.state = useState({ answer: null, isBusy: false, failure: "" });
        this.wanted = this.props.state?.week || false;
        useSetupAction({ getLocalState: () => ({ week: this.wanted }) });
        onWillStart(() => this.load(this.wanted));
    }

    async load(week) {
        this.wanted = week;
        Object.assign(this.state, { isBusy: true, failure: "" });
        try {
            const answer = await this.last.add(this.orm.silent.call("casecon.clinician", "pool_week", [week]));
            this.picture = drawnWeek(answer);
            this.state.answer = answer;
        } catch (error) {
            this.state.failure = failureOf(error);
        }
        this.state.isBusy = false;
    }

    get answer() {
        return this.state.answer;
    }

    get rows() {
        return this.picture.rows;
    }

    get isThisWeek() {
        return !this.answer.previous;
    }

    get ruler() {
        return rulerOf(this.picture.axis).map((hour) => ({
            ...hour,
            label: words.hourOf(this.picture.days[0].midnight.plus({ minutes: hour.minutes })),
        }));
    }

    get isEmpty() {
        return !this.rows.length;
    }

    isToday(day) {
        return day.date === this.answer.today;
    }

    go(week) {
        if (week !== undefined && !this.state.isBusy) {
            return this.load(week);
        }
    }

    /** A full day, and what is left, as small boxes. */
    pips(cell, row) {
        const many = row.limit > 0 && row.limit <= MOST_PIPS ? Math.max(row.limit, cell.count) : 0;
        return Array.from({ length: many }, (_, index) => index < cell.count);
    }

    styleOf(place) {
        return `inset-inline-start: ${place.at}%; width: ${place.width}%`;
    }

    open(model, id, ev) {
        if (ev.ctrlKey || ev.metaKey || ev.shiftKey) {
            return; // a new tab or window: the link's own
        }
        ev.preventDefault();
        return this.show(model, id);
    }

    enrol() {
        return this.show("casecon.clinician", false);
    }

    show(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

function failureOf(error) {
    if (error instanceof RPCError) {
        return error.data?.message || error.message;
    }
    return _t("There is no connection, so this week cannot be shown.").toString();
}

registry.category("actions").add("casecon_pool", Pool);
