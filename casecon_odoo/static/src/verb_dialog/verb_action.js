import { registry } from "@web/core/registry";
import { factsOf } from "./facts";
import { VerbDialog } from "./verb_dialog";
import { specOf } from "./verbs";

const CONFERENCE = "casecon.conference";

/** Focus goes back to the button that asked, or to the first one that is left after the reload. */
function giveFocusBack(verb, { onlyIfLost } = {}) {
    requestAnimationFrame(() => {
        if (onlyIfLost && document.activeElement !== document.body) {
            return;
        }
        const form = document.querySelector(".o_action_manager .o_form_view");
        const again = form?.querySelector(`.o_casecon_verb_${verb}`);
        (again || form?.querySelector(".o_form_statusbar button"))?.focus();
    });
}

/**
 * Open the dialog of a verb on one record, by default a conference; `onDone` is called after the verb succeeded.
 * `shown`: the digest of the text that stood on the screen when the button was pressed.
 */
export async function askVerb(env, { verb, model = CONFERENCE, resId, values, shown, onDone, onClose }) {
    const spec = specOf(model, verb);
    const known = await factsOf(env.services.orm, model, resId);
    const more = spec.needs ? await spec.needs(env.services.orm, resId) : {};
    const facts = { ...known, ...more, ...(shown && { digest: shown }) };
    env.services.dialog.add(VerbDialog, { verb, model, resId, spec, facts, values, onDone }, { onClose });
}

registry.category("actions").add("casecon_verb", async (env, action, options) => {
    const { casecon_verb: verb, casecon_model: model, casecon_shown: shown, active_id: resId } = action.context;
    if (!resId) {
        return;
    }
    if (verb === "print_letter") {
        return { type: "ir.actions.act_url", target: "new", url: `/updates/letter/${resId}` };
    }
    await askVerb(env, {
        verb,
        model,
        resId,
        shown,
        onDone: async () => {
            await options.onClose?.();
            // one frame later it is drawn, and the button that had the focus may have gone
            requestAnimationFrame(() => giveFocusBack(verb, { onlyIfLost: true }));
        },
        onClose: () => giveFocusBack(verb),
    });
});
