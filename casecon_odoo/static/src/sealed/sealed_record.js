import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SealedFrame } from "./sealed_frame";

const MOST = 50; // texts on one page of the server

/** All notes about a person as one continuous record, the newest first. */
export class SealedRecord extends Component {
    static template = "casecon_odoo.SealedRecord";
    static components = { SealedFrame };
    static props = { ...standardActionServiceProps };

    setup() {
        this.most = MOST;
        this.texts = this.props.action.params.texts;
        this.title = _t("All notes");
        this.state = useState({ page: 0 });
    }

    get shown() {
        return this.texts.slice(this.state.page * MOST, (this.state.page + 1) * MOST);
    }
}

registry.category("actions").add("casecon_sealed_record", SealedRecord);
