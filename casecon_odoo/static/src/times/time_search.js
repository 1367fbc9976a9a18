import { markRaw } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { drawn } from "./times";

/** Asks for times: one call per change of the wish; an answer that a later wish has overtaken is dropped. */
export class TimeSearch {
    constructor(call) {
        this.call = call;
        this.asked = "";
        this.turn = 0;
        this.isBusy = false;
        this.failure = "";
        this.answer = null;
        this.picture = null;
    }

    /** Returns whether a new answer stands. */
    async ask(wish, { again = false } = {}) {
        const asked = JSON.stringify(wish);
        if (asked === this.asked && !again) {
            return false;
        }
        this.asked = asked;
        const turn = ++this.turn;
        this.isBusy = true;
        this.failure = "";
        let answer;
        let failure = "";
        try {
            answer = await this.call(wish);
        } catch (error) {
            failure = failureOf(error);
        }
        if (turn !== this.turn) {
            return false;
        }
        this.isBusy = false;
        this.failure = failure;
        if (answer) {
            this.answer = markRaw(answer);
            this.picture = markRaw(drawn(answer));
        }
        return Boolean(answer);
    }
}

function failureOf(error) {
    if (error instanceof RPCError) {
        return error.data?.message || error.message;
    }
    return _t("There is no connection, so no times can be shown.").toString();
}
