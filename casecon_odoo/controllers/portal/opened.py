from odoo.http import Controller, request

from .pages import page, show
from .reading import moment_text, my_employee_ids

SHOWN = 100
READ = 1000  # entries: a page of one's own opens each of its items


class OpenedPages(Controller):
    @page("/opened", methods=("GET",))
    def portal_opened(self):
        """Who opened what is written about the reader: when, who, and as what; never which text.

        What someone opened within a minute is one line, so that one's own pages do not push out what others opened.
        """
        env, mine = request.env, my_employee_ids()
        # sudo: casecon.access.entry - the reader's own, by the domain; plain values
        entries_sudo = env["casecon.access.entry"].sudo()
        entries_sudo = entries_sudo.search([("employee_id", "in", mine), ("act", "=", "open")], limit=READ)
        roles = dict(entries_sudo._fields["role"]._description_selection(env))
        # sudo: hr.employee - the zone of the reader's own dates
        zone = env["hr.employee"].sudo().browse(mine[:1])._casecon_zone() if mine else "UTC"
        lines = {}
        for entry_sudo in entries_sudo:
            when, user_sudo = moment_text(entry_sudo.at, zone), entry_sudo.user_id
            lines.setdefault(
                (when, user_sudo.id, entry_sudo.role),
                {
                    "when": when,
                    "who": env._("You") if user_sudo == env.user else user_sudo.name or "",
                    "role": "" if user_sudo == env.user else roles.get(entry_sudo.role, ""),
                },
            )
        opened = list(lines.values())[:SHOWN]
        values = {"opened": opened, "is_cut": len(lines) > len(opened) or len(entries_sudo) == READ}
        return show("opened", env._("Who opened what is written about you"), values)
