import { BOOKING } from "./verbs_booking";
import { FOR_EMPLOYEE } from "./verbs_for_employee";
import { MEETING } from "./verbs_meeting";
import { OWN } from "./verbs_own";
import { PRE_CALL } from "./verbs_pre_call";
import { PEOPLE } from "./verbs_people";
import { RECORDS } from "./verbs_records";
import { REQUEST } from "./verbs_request";

/**
 * What each verb asks, in one table.
 *
 * A row holds: `title`; `says`, the consequence in one sentence, or a function of the facts; `inputs`, a list or a function of (typed values,
 * facts); `confirm`, the verb on the button; `told`, who gets a message (`tellsNobody` until it is booked);
 * `needs`, what its facts hold beside the usual ones;
 * `invites`, where they are told though it is not booked; `done`, the notice where a success would not be seen; `call`, where it is no verb of the record; `opens`, the model
 * whose record the verb returns; `size`, of the dialog; `own`, the `title` and `confirm` that an employee reads.
 *
 * An input holds: `name`, the keyword of the verb; `type`; `label`; `required`; `hint`; `placeholder`; `choices`;
 * `model` and `domain`; `start`, the value it begins with; `into`, the keyword under which it is gathered;
 * `local`, which is never sent; `send`, what is sent for the value; `skipEmpty`, left out while it is empty;
 * `finds`, the wish with which times are searched for it; `freeAt`, whether clinicians who are free then come first;
 * `isWrong`, whether a value is answered by halves; `beside`, whether it shares its row; `all`, of people, the button that ticks every one.
 */

export const VERBS = { ...OWN, ...PRE_CALL, ...MEETING, ...REQUEST, ...BOOKING, ...PEOPLE, ...FOR_EMPLOYEE };

/** The row of one verb, on a conference or on another model. */
export function specOf(model, verb) {
    return model in RECORDS ? RECORDS[model][verb] : VERBS[verb];
}
