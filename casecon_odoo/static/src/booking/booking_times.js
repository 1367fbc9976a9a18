import { Component, onMounted, useState } from "@odoo/owl";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { omit, pick } from "@web/core/utils/objects";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { cliniciansOf } from "../times/clinicians";
import { SlotPicker } from "../times/slot_picker";
import { standingAt } from "../times/times";

/** Times that suit all, in the form that is booked: choosing one writes start, clinician and room into the form. */
export class BookingTimes extends Component {
    static template = "casecon_odoo.BookingTimes";
    static components = { SlotPicker };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.booking = useState(this.env.caseconBooking);
        // `anyWhile`, `roomWhile`: the record's clinician and room while any would do; another one is a wish
        this.state = useState({ clinicians: [], more: {}, anyWhile: [], roomWhile: [] });
        this.request = this.props.record.resId; // a new one stays the same search when it is saved
        this.isSettled = false;
        onMounted(() => this.loadClinicians());
    }

    get data() {
        return this.props.record.data;
    }

    async loadClinicians() {
        this.state.clinicians = await cliniciansOf(this.orm, this.data.company_id?.id);
    }

    get wish() {
        const { employee_id, duration, mode, clinician_id, manager_id, hr_user_id, room_id } = this.data;
        const { more, anyWhile, roomWhile } = this.state;
        const idOf = (record) => record?.id || false;
        return {
            ...(this.request ? { conference_id: this.request } : { employee_id: idOf(employee_id) }),
            duration,
            mode,
            clinician_id: !anyWhile.includes(clinician_id?.id) && idOf(clinician_id),
            manager_id: idOf(manager_id),
            // without, the server takes whoever books for HR
            ...(hr_user_id ? { hr_user_id: hr_user_id.id } : {}),
            room_id: !roomWhile.includes(room_id?.id) && idOf(room_id),
            optional: [...this.booking.despite],
            ...more,
        };
    }

    get canAsk() {
        return !this.props.readonly && Boolean(this.data.employee_id) && this.data.duration > 0;
    }

    get chosen() {
        return this.data.start ? serializeDateTime(this.data.start) : false;
    }

    get refused() {
        const { refusal } = this.booking;
        return refusal && `${refusal}\n${_t("It is saved but not booked yet.")}`;
    }

    choose(slot) {
        this.booking.refusal = "";
        return this.write({ start: deserializeDateTime(slot.start), ...this.broughtBy(slot) });
    }

    /** The clinician and the room of a time, as far as others stand in the form. */
    broughtBy({ clinician_id, clinician, room_id, room }) {
        return {
            ...(clinician_id && clinician_id !== this.data.clinician_id?.id
                ? { clinician_id: { id: clinician_id, display_name: clinician } }
                : {}),
            ...(room_id && room_id !== this.data.room_id?.id ? { room_id: { id: room_id, display_name: room } } : {}),
        };
    }

    /** What a time brings along is no wish: neither before the form has it nor afterwards. */
    async write(changes) {
        const { clinician_id, room_id } = changes;
        const { state, data } = this;
        if (clinician_id) {
            state.anyWhile = [data.clinician_id?.id, clinician_id.id];
        }
        if (room_id) {
            state.roomWhile = [data.room_id?.id, room_id.id];
        }
        await this.props.record.update(changes);
        if (clinician_id) {
            state.anyWhile = [clinician_id.id];
        }
        if (room_id) {
            state.roomWhile = [room_id.id];
        }
    }

    /** What stands in the form is changed there; the rest is a wish of this search alone. */
    async changeWish(changes) {
        const { clinician_id, optional, ...others } = changes;
        const inForm = pick(others, "mode", "duration");
        if (clinician_id) {
            const known = this.state.clinicians.find(({ id }) => id === clinician_id);
            inForm.clinician_id = { id: clinician_id, display_name: known?.name || "" };
        }
        if (Object.keys(inForm).length) {
            await this.props.record.update(inForm);
        }
        // after the form, so that the wish changes once
        if (clinician_id !== undefined) {
            this.state.anyWhile = clinician_id ? [] : [this.data.clinician_id?.id];
        }
        if (optional) {
            this.booking.despite = optional;
        }
        Object.assign(this.state.more, omit(others, "mode", "duration"));
    }

    /**
     * A new form begins with the first time that suits all, where the proposed one does not. A time that stays brings
     * along whatever any will do for, so that what the picture says is booked; nothing changes by being opened.
     */
    settle(picture) {
        const isFirst = !this.isSettled;
        this.isSettled = true;
        if (isFirst && this.request) {
            return;
        }
        const standing = standingAt(picture, this.chosen);
        if (standing) {
            return this.bring(standing);
        }
        const [first] = picture.suggestions;
        if (isFirst && first) {
            return this.choose(first);
        }
    }

    bring(slot) {
        const { clinician_id, room_id } = this.wish;
        const changes = this.broughtBy({
            ...(clinician_id ? {} : pick(slot, "clinician_id", "clinician")),
            ...(room_id || this.data.place ? {} : pick(slot, "room_id", "room")),
        });
        if (Object.keys(changes).length) {
            return this.write(changes);
        }
    }
}

const NEEDED = {
    start: "datetime",
    duration: "integer",
    mode: "selection",
    employee_id: "many2one",
    company_id: "many2one",
    clinician_id: "many2one",
    manager_id: "many2one",
    hr_user_id: "many2one",
    room_id: "many2one",
    place: "char",
    is_by_letter: "boolean",
};

registry.category("view_widgets").add("casecon_times", {
    component: BookingTimes,
    fieldDependencies: Object.entries(NEEDED).map(([name, type]) => ({ name, type })),
});
