from odoo.http import Controller, request

from .pages import page, show
from .reading import moment_text, my_employee_ids

SHOWN = 100


class OpenedPages(Controller):
    @page("/opened", methods=("GET",))
    def portal_opened(self):
        """Who opened what is written about the reader: when, who, and as what; never which text."""
        env, mine = request.env, my_employee_ids()
        # sudo: casecon.access.entry - the reader's own, by the domain; plain values
        entries_sudo = env["casecon.access.entry"].sudo()
        entries_sudo = entries_sudo.search([("employee_id", "in", mine), ("act", "=", "open")], limit=SHOWN)
        roles = dict(entries_sudo._fields["role"]._description_selection(env))
        # sudo: hr.employee - the zone of the reader's own dates
        zone = env["hr.employee"].sudo().browse(mine[:1])._casecon_zone() if mine else "UTC"
        opened = [
            {
                "when": moment_text(entry_sudo.at, zone),
                "who": env._("You") if entry_sudo.user_id == env.user else entry_sudo.user_id.name or "",
                "role": "" if entry_sudo.user_id == env.user else roles.get(entry_sudo.role, ""),
            }
            for entry_sudo in entries_sudo
        ]
        values = {"opened": opened, "is_cut": len(opened) == SHOWN}
        return show("opened", env._("Who opened what is written about you"), values)
