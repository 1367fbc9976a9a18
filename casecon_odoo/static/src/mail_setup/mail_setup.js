import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { user } from "@web/core/user";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { clockOf, dayOf } from "../moments";

const COMPANY = "res.company";
const ICONS = {
    good: "fa-check-circle text-success",
    weak: "fa-exclamation-triangle text-warning",
    missing: "fa-times-circle text-danger",
    several: "fa-times-circle text-danger",
};
const WORDS = {
    good: _t("OK"),
    weak: _t("weak"),
    missing: _t("missing"),
    several: _t("not valid"),
    unknown: _t("not known"),
    unnamed: _t("not known"),
};

/** Whether what leaves arrives: the domain, a test invitation, the reply address, a sentence for IT, the queue. */
export class MailSetup extends Component {
    static template = "casecon_odoo.MailSetup";
    static components = { CopyButton };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ shown: null, checks: [], sentTo: "", busy: "" });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.shown = await this.call("action_casecon_mail_setup");
    }

    /** One press at a time; a refusal of the server is shown by Odoo, and the page stays as it was. */
    async press(name, work) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = name;
        try {
            await work();
        } finally {
            this.state.busy = "";
        }
    }

    askDns() {
        return this.press("dns", async () => {
            this.state.checks = await this.call("action_casecon_ask_dns");
        });
    }

    sendInvitation() {
        return this.press("invitation", async () => {
            this.state.sentTo = "";
            this.state.sentTo = await this.call("action_casecon_test_invitation");
        });
    }

    keepButtons(appeared) {
        return this.press("buttons", async () => {
            await this.call("action_casecon_keep_buttons", { appeared });
            await this.load();
        });
    }

    testReply() {
        return this.press("reply", async () => {
            await this.call("action_casecon_test_reply");
            await this.load();
        });
    }

    look() {
        return this.press("look", () => this.load());
    }

    icon(check) {
        return ICONS[check.state] || "fa-question-circle";
    }

    word(check) {
        return WORDS[check.state].toString();
    }

    moment(text) {
        const time = deserializeDateTime(text);
        return _t("%(day)s at %(hour)s", { day: dayOf(time), hour: clockOf(time) });
    }

    get sent() {
        return _t("Sent to %(address)s.", { address: this.state.sentTo });
    }

    get kept() {
        const { buttons, buttons_at: at } = this.state.shown;
        if (!buttons) {
            return "";
        }
        const said = buttons === "yes" ? _t("Answered yes on %s.") : _t("Answered no on %s.");
        return said.toString().replace("%s", this.moment(at));
    }

    get reply() {
        const { state, probed_at: asked } = this.state.shown.reply;
        return {
            off: _t("No reply address is set. People answer after logging in."),
            untested: _t("The reply address has not been tested yet."),
            waiting: asked && _t("A test email was sent on %s. It has not been read yet.", this.moment(asked)),
            read: asked && _t("The test email of %s was read.", this.moment(asked)),
        }[state];
    }

    call(method, kwargs = {}) {
        return this.orm.call(COMPANY, method, [], { ...kwargs, context: user.context });
    }
}

registry.category("view_widgets").add("casecon_mail_setup", { component: MailSetup });
