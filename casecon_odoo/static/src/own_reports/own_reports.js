import { Component, onMounted, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** Reports about the reader that wait for their answer, above the list; the portal shows them to everyone else. */
export class OwnReports extends Component {
    static template = "casecon_odoo.OwnReports";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.state = useState({ reports: [] });
        onMounted(() => this.load()); // the list does not wait for it
    }

    async load() {
        this.state.reports = await this.orm.call("casecon.report", "find_offered_to_me", []);
    }
}
