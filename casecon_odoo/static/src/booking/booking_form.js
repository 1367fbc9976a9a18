import { onMounted } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { said } from "../zones";
import { schedule, useBooking } from "./booking";

/** The dialog in which HR books and a manager asks: says what is missing before it is sent, and what came of it. */
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
            await this.sayWhatCameOfIt(this.model.root.resId);
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
        await this.sayWhatCameOfIt(resId);
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

    async sayWhatCameOfIt(id) {
        // The dialog is closed by now: the services of a component that is gone no longer answer.
        const { notification, orm } = this.env.services;
        const [conference] = await orm.read(
            "casecon.conference",
            [id],
            ["name", "state", "start", "accepted_at", "is_by_letter"],
        );
        const isBooked = conference.state === "scheduled";
        const close = notification.add(this.whatNext(conference), {
            title: isBooked
                ? _t("Booked: %(ref)s, %(date)s", {
                      ref: conference.name,
                      date: said(deserializeDateTime(conference.start)),
                  })
                : conference.accepted_at
                  ? _t("Saved: %s", conference.name)
                  : _t("Asked: %s", conference.name),
            type: "success",
            buttons: [{ name: _t("Open it"), onClick: () => close() || this.open(id), primary: false }],
        });
    }

    whatNext(conference) {
        if (conference.state === "scheduled") {
            return conference.is_by_letter
                ? _t(
                      "The invitations are sent within minutes. The employee cannot be reached by email, so print the letter and hand it over.",
                  )
                : _t("The invitations are sent within minutes. The employee then confirms that they understand.");
        }
        if (!conference.accepted_at) {
            return _t("HR or OH will read it next, then accept it or return it.");
        }
        return _t("This is not booked yet. What is still missing is shown at the top of the form.");
    }

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
