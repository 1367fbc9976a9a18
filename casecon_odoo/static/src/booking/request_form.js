import { registry } from "@web/core/registry";
import { CogMenu } from "@web/search/cog_menu/cog_menu";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { schedule, useBooking } from "./booking";

/** The form of one conference: where it is booked from a request, a refusal is read above the next times. */
export class RequestFormController extends FormController {
    // stock's one for forms is there on a phone also when it is empty
    static components = { ...FormController.components, CogMenu };

    setup() {
        super.setup();
        this.booking = useBooking();
    }

    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name !== "action_schedule") {
            return super.beforeExecuteActionButton(clickParams);
        }
        this.booking.refusal = "";
        const { orm } = this.env.services;
        const saved = await super.beforeExecuteActionButton(clickParams);
        if (saved !== false && (await schedule(orm, this.booking, this.model.root.resId))) {
            await this.model.load();
        }
        return false; // done: the form's own way would show a refusal over the form
    }
}

registry.category("views").add("casecon_request_form", { ...formView, Controller: RequestFormController });
