import { Component } from "@odoo/owl";
import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { useService } from "@web/core/utils/hooks";

const MOST = 8;

/** Choose one record by its name; a labelled combobox. */
export class RecordInput extends Component {
    static template = "casecon_odoo.RecordInput";
    static components = { AutoComplete };
    static props = {
        id: String,
        model: String,
        domain: { type: Array, optional: true },
        likely: { type: Array, optional: true },
        name: String,
        isWrong: { type: Boolean, optional: true },
        update: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.sources = [{ options: (request) => this.find(request) }];
    }

    /** The likely ones come first: `likely` are ids. */
    async find(request) {
        const { domain = [], likely = [] } = this.props;
        const name = request === this.props.name ? "" : request;
        const found = likely.length ? await this.named(name, [...domain, ["id", "in", likely]], MOST) : [];
        if (found.length < MOST) {
            found.push(...(await this.named(name, [...domain, ["id", "not in", likely]], MOST - found.length)));
        }
        return found.map(([id, name]) => ({ label: name, onSelect: () => this.props.update(id, name) }));
    }

    named(name, domain, limit) {
        return this.orm.call(this.props.model, "name_search", [], { name, domain, operator: "ilike", limit });
    }

    onChange({ inputValue }) {
        if (!inputValue.trim()) {
            this.props.update(false, "");
        }
    }
}
