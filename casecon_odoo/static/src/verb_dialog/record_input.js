import { Component } from "@odoo/owl";
import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { useService } from "@web/core/utils/hooks";

/** Choose one record by its name; a labelled combobox. */
export class RecordInput extends Component {
    static template = "casecon_odoo.RecordInput";
    static components = { AutoComplete };
    static props = {
        id: String,
        model: String,
        domain: { type: Array, optional: true },
        name: String,
        isWrong: { type: Boolean, optional: true },
        update: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.sources = [{ options: (request) => this.find(request) }];
    }

    async find(request) {
        const found = await this.orm.call(this.props.model, "name_search", [], {
            name: request === this.props.name ? "" : request,
            domain: this.props.domain || [],
            operator: "ilike",
            limit: 8,
        });
        return found.map(([id, name]) => ({ label: name, onSelect: () => this.props.update(id, name) }));
    }

    onChange({ inputValue }) {
        if (!inputValue.trim()) {
            this.props.update(false, "");
        }
    }
}
