import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { OwnReports } from "../own_reports/own_reports";
import { listView } from "@web/views/list/list_view";
import { ListRenderer } from "@web/views/list/list_renderer";

const COMPANY = "res.company";

/** What is left to set up, above the lists of those who set up; gone once all is done, or when it is put away. */
export class Setup extends Component {
    static template = "casecon_odoo.Setup";
    static props = { isPage: { type: Boolean, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ steps: [] });
        onWillStart(() => this.load());
    }

    get done() {
        return this.state.steps.filter((step) => step.is_done).length;
    }

    get heading() {
        return _t("Getting started: %(done)s of %(all)s done", { done: this.done, all: this.state.steps.length });
    }

    async load() {
        if (session.casecon_sets_up || this.props.isPage) {
            this.state.steps = await this.call("action_casecon_setup");
        }
    }

    open(step) {
        return this.action.doAction(step.action);
    }

    async confirm(step) {
        await this.call(step.confirm);
        await this.load();
    }

    async dismiss() {
        await this.call("action_casecon_dismiss_setup");
        this.state.steps = [];
    }

    call(method) {
        return this.orm.call(COMPANY, method, [], { context: user.context });
    }
}

export class SetupListRenderer extends ListRenderer {
    static template = "casecon_odoo.SetupListRenderer";
    static components = { ...ListRenderer.components, OwnReports, Setup };
}

export class SetupKanbanRenderer extends KanbanRenderer {
    static template = "casecon_odoo.SetupKanbanRenderer";
    static components = { ...KanbanRenderer.components, OwnReports, Setup };
}

/** The steps as a page of their own: for system administrators, who open none of our lists. */
export class SetupPage extends Component {
    static template = "casecon_odoo.SetupPage";
    static components = { Setup };
    static props = ["*"];
}

registry.category("actions").add("casecon_setup", SetupPage);
registry.category("views").add("casecon_list", { ...listView, Renderer: SetupListRenderer });
registry.category("views").add("casecon_kanban", { ...kanbanView, Renderer: SetupKanbanRenderer });
