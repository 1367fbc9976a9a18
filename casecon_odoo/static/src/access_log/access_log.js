import { onWillStart } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { listView } from "@web/views/list/list_view";
import { ListRenderer } from "@web/views/list/list_renderer";

/** The access log with what its last nightly check found, above its rows. */
class AccessLogRenderer extends ListRenderer {
    static template = "casecon_odoo.AccessLogRenderer";

    setup() {
        super.setup();
        const orm = useService("orm");
        onWillStart(async () => {
            this.check = await orm.call("casecon.access.entry", "last_check", []);
        });
    }

    get checkSentence() {
        if (!this.check) {
            return _t("This log is checked every night. It has not been checked yet.");
        }
        const when = formatDateTime(deserializeDateTime(this.check.at));
        return this.check.findings
            ? _t(
                  "Checked on %(when)s: %(findings)s things are not as they were written. Ask your system administrator for the server’s log.",
                  { when, findings: this.check.findings },
              )
            : _t("Checked on %(when)s: %(rows)s rows, and all are as they were written.", {
                  when,
                  rows: this.check.rows,
              });
    }
}

registry.category("views").add("casecon_access_log", { ...listView, Renderer: AccessLogRenderer });
