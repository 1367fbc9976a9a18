from dataclasses import replace
from datetime import timedelta

from odoo import api, models

from ...domain.states import BOOKED
from .. import clock
from .find_times import MOST_WEEKS
from .slot_finder import SlotFinder

WEEK = timedelta(weeks=1)
GRID = 15


class CaseconConference(models.Model):
    """Who could take over a booked hour, when its clinician cannot come."""

    _inherit = "casecon.conference"

    @api.readonly
    def find_clinicians(self):
        """Find the other clinicians who are free at the booked time, the one to take first.

        For whoever looks for times. Returns [{"id", "name"}] of casecon.clinician; nothing before it is booked.
        """
        conference = self._wished_conference({"conference_id": self._one().id})
        c_sudo = conference.sudo()  # sudo: casecon.conference - own columns; the user may book it
        now = clock.now()
        weeks = (c_sudo.start - now) // WEEK + 1 if c_sudo.start and c_sudo.state in BOOKED else 0
        if not 0 < weeks <= MOST_WEEKS:
            return []
        asked = self._asked_times({"clinician_id": False, "weeks": 1}, conference, c_sudo.employee_id)
        # the booked time stands, so no notice is asked; one that begins off the grid is as much longer
        rest = c_sudo.start.minute % GRID
        start = c_sudo.start - timedelta(minutes=rest)
        search = SlotFinder(self.env, replace(asked, earliest=start, length=asked.length + rest))
        slot = search.answer.at(search.minutes(start))
        present = f"clinician:{c_sudo.clinician_id.id}"
        return [
            {"id": int(key.partition(":")[2]), "name": search.lanes[key].who.name}
            for key in (slot.clinicians if slot else ())
            if key != present
        ]
