import { registry } from "@web/core/registry";
import { loadFacts } from "./facts";
import { VerbDialog } from "./verb_dialog";
import { VERBS } from "./verbs";

/** Focus goes back to the button that asked, or to the first one that is left after the reload. */
function giveFocusBack(verb) {
    requestAnimationFrame(() => {
        const form = document.querySelector(".o_action_manager .o_form_view");
        const again = form?.querySelector(`.o_casecon_verb_${verb}`);
        (again || form?.querySelector(".o_form_statusbar button"))?.focus();
    });
}

/** Open the dialog of a verb on one conference; `onDone` is called after the verb succeeded. */
export async function askVerb(env, { verb, conferenceId, values, onDone, onClose }) {
    const spec = VERBS[verb];
    const facts = await loadFacts(env.services.orm, conferenceId);
    env.services.dialog.add(VerbDialog, { verb, conferenceId, spec, facts, values, onDone }, { onClose });
}

registry.category("actions").add("casecon_verb", async (env, action, options) => {
    const verb = action.context.casecon_verb;
    const conferenceId = action.context.active_id;
    if (!conferenceId) {
        return;
    }
    if (verb === "print_letter") {
        return { type: "ir.actions.act_url", target: "new", url: `/updates/letter/${conferenceId}` };
    }
    await askVerb(env, {
        verb,
        conferenceId,
        onDone: () => options.onClose?.(),
        onClose: () => giveFocusBack(verb),
    });
});
