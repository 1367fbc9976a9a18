from urllib.parse import urlsplit

from odoo import models

DAY_FIRST = ("%d", "%-d")


class ResCompany(models.Model):
    """Set-up, what a system administrator sees to: the address of the web, the order of dates, the jobs, the roles."""

    _inherit = "res.company"

    def _casecon_setup_steps(self, reader):
        by_system = reader.has_group("base.group_system")
        return {
            **super()._casecon_setup_steps(reader),
            "address": {
                "title": self.env._("Check the web address"),
                "text": self.env._(
                    "Links in emails and letters lead to %(address)s. It needs https, and a name that employees reach.",
                    address=self._casecon_web_address(),
                ),
                "is_done": self._casecon_is_reachable(),
                "action": by_system and "base.ir_config_list_action",
                "label": self.env._("System parameters"),
            },
            "dates": {
                "title": self.env._("Write dates the British way"),
                "text": self.env._("Some users read 12/07 as 7 December. Give them English (UK), or another language."),
                "is_done": self._casecon_writes_days_first(),
                "action": by_system and "base.action_res_users",
                "label": self.env._("Users"),
            },
            "jobs": {
                "title": self.env._("Let the jobs run"),
                "text": self.env._(
                    "Emails and reminders are sent by scheduled actions. All of them have to be active."
                ),
                "is_done": self._casecon_jobs_run(),
                "action": by_system and "base.ir_cron_act",
                "label": self.env._("Scheduled actions"),
            },
            "roles": {
                "title": self.env._("Give the roles"),
                "text": self.env._("At least one person is OH administrator, and one is lead clinician."),
                "is_done": self._casecon_has_roles(),
                "action": by_system and "base.action_res_users",
                "label": self.env._("Users"),
            },
        }

    def _casecon_web_address(self):
        return self.env["ir.config_parameter"].get_param("web.base.url") or ""

    def _casecon_is_reachable(self):
        address = urlsplit(self._casecon_web_address())
        return address.scheme == "https" and bool(address.hostname) and address.hostname != "localhost"

    def _casecon_writes_days_first(self):
        """Whether nobody who works here reads months before days."""
        users = self.env["res.users"].search([("share", "=", False), ("company_ids", "in", self.ids)])
        languages = self.env["res.lang"].search([("code", "in", list(set(users.mapped("lang"))))])
        return all(language.date_format.lstrip().startswith((*DAY_FIRST, "%Y")) for language in languages)

    def _casecon_jobs_run(self):
        jobs = self.env["ir.cron"].with_context(active_test=False).search([("model_id.model", "=like", "casecon.%")])
        return bool(jobs) and all(jobs.mapped("active"))

    def _casecon_has_roles(self):
        groups = ("casecon_odoo.casecon_group_oh_admin", "casecon_odoo.casecon_group_lead_clinician")
        return all(
            self.env.ref(group).all_user_ids.filtered(lambda user: user.active and self in user.company_ids)
            for group in groups
        )
