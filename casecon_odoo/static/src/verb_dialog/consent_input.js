import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { SealedFrame } from "../sealed/sealed_frame";

/** An item as the sheet holds it before anything is answered. */
export const unanswered = (item) => ({
    id: false,
    number: 0,
    text: false,
    revision: 0,
    wording: "",
    stands: "",
    answer: false,
    ids: [],
    ...item,
});

/** What is sent: for chosen people yes, and no for the others; an item that was not answered is left out. */
export function answersOf(items, others) {
    return items.flatMap(({ id, revision, wording, answer, ids }) => {
        const about = id ? { line_id: id, revision } : { wording: wording.trim() };
        if (answer !== "some") {
            return answer ? [{ ...about, answer }] : [];
        }
        const rest = others.map((row) => row.id).filter((other) => !ids.includes(other));
        return [
            { ...about, answer: "granted", attendee_ids: ids },
            ...(rest.length ? [{ ...about, answer: "refused", attendee_ids: rest }] : []),
        ];
    });
}

/** Whether something is answered by halves: an item without its words, or "some people" without one of them. */
export const isHalfAnswered = ({ id, wording, answer, ids }) =>
    (!id && !wording.trim()) || (!id && !answer) || (answer === "some" && !ids.length);

/** Items that might be said, each with the employee's answer. Nothing is chosen beforehand. */
export class ConsentInput extends Component {
    static template = "casecon_odoo.ConsentInput";
    static components = { SealedFrame };
    static props = { id: String, items: Array, others: Array, update: Function };

    frameTitle({ number }) {
        return _t("The exact words of item %s", number);
    }

    get answers() {
        return [
            ["granted", _t("Yes, to everyone")],
            ["some", _t("Yes, to some")],
            ["refused", _t("No")],
        ];
    }

    change(index, change) {
        this.props.update(this.props.items.map((item, at) => (at === index ? { ...item, ...change } : item)));
    }

    setPerson(index, id, isIn) {
        const others = this.props.items[index].ids.filter((other) => other !== id);
        this.change(index, { ids: isIn ? [...others, id] : others });
    }

    add() {
        this.props.update([...this.props.items, unanswered({})]);
    }

    remove(index) {
        this.props.update(this.props.items.filter((item, at) => at !== index));
    }
}
