import { Component, onWillStart, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** The clinicians who are free at the booked time, as buttons: whoever falls ill is replaced with one press. */
export class FreeClinicians extends Component {
    static template = "casecon_odoo.FreeClinicians";
    static props = {
        conference: Number,
        chosen: { type: [Number, Boolean], optional: true },
        onChoose: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ clinicians: [] });
        onWillStart(async () => {
            this.state.clinicians = await this.orm.call("casecon.conference", "find_clinicians", [
                [this.props.conference],
            ]);
        });
    }
}
