import { onMounted } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { schedule, useBooking } from "./booking";

/** The dialog in which HR books and a manager asks: says what is missing before it is sent, and opens what came of it. */
export class BookingFormController extends FormController {
    setup() {
        super.setup();
        this.saves = false;
        this.booking = useBooking();
        onMounted(() => this.rootRef.el.querySelector(".o_radio_input")?.focus({ preventScroll: true }));
    }

    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name === "action_schedule") {
            await this.book(clickParams);
            return false; // done: the form's own way would show a refusal over the dialog
        }
        const saved = await super.beforeExecuteActionButton(clickParams);
        this.saves = saved !== false && clickParams.special !== "cancel";
        return saved;
    }

    async afterExecuteActionButton(clickParams) {
        await super.afterExecuteActionButton(clickParams);
        if (this.saves && this.model.root.resId) {
            await this.open(this.model.root.resId);
        }
    }

    /** Save, and book. A refusal is read in the dialog, where nothing is lost; otherwise the dialog closes. */
    async book(clickParams) {
        const { action, orm } = this.env.services;
        const record = this.model.root;
        this.booking.refusal = "";
        await record.isDirty(); // waits until the gate has seen what was typed last
        if (!record.data.can_schedule) {
            this.showWhatIsMissing();
            return;
        }
        if ((await super.beforeExecuteActionButton(clickParams)) === false) {
            return;
        }
        if (!(await schedule(orm, this.booking, record.resId))) {
            return;
        }
        const { resId } = record;
        await action.doAction({ type: "ir.actions.act_window_close" });
        await this.open(resId);
    }

    /** To ask for somebody's case conference is an act: looking at another tab does not do it. */
    beforeVisibilityChange() {}

    /** Closing the tab asks, and sends nothing. */
    beforeUnload(ev) {
        if (this.model.root.dirty) {
            ev.preventDefault();
            ev.returnValue = "Unsaved changes";
        }
    }

    showWhatIsMissing() {
        const list = this.rootRef.el.querySelector(".o_casecon_readiness");
        list?.scrollIntoView({ block: "center" });
        list?.focus();
    }

    /** Open it: what came of it stands on its form, and stays there. The services of a closed dialog do not answer. */
    open(id) {
        return this.env.services.action.doAction({
            type: "ir.actions.act_window",
            res_model: "casecon.conference",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

export const bookingFormView = { ...formView, Controller: BookingFormController };

registry.category("views").add("casecon_booking_form", bookingFormView);
