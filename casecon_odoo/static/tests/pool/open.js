import { animationFrame, mockTimeZone } from "@odoo/hoot-mock";
import { getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

/** Open the pool's week; `answers` come one after the other. Returns the weeks that were asked for. */
export async function open(answers, zone = "Europe/London") {
    const asked = [];
    mockTimeZone(zone);
    onRpc("casecon.clinician", "pool_week", ({ args: [week] }) => {
        asked.push(week);
        const next = answers.length > 1 ? answers.shift() : answers[0];
        if (next instanceof Error) {
            throw next;
        }
        return next;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "casecon_pool", name: "Clinicians' week" });
    await animationFrame();
    return asked;
}
