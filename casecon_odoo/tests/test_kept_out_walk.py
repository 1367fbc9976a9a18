"""Whoever is, or was, the employee reads nothing of the case by any other seat, in any model: the floor of R31."""

from .cases import Cases
from .common import CaseconCase, promise

NOT_OF_A_CASE = {"casecon.clinician", "casecon.room"}
EVERY_ROLE = ("hr", "oh_admin", "clinician", "lead_clinician")


@promise("casecon_R31")
class TestKeptOutOfEveryModel(Cases, CaseconCase):
    def setUp(self):
        super().setUp()
        self.owner, self.conference = self.users["two_hats"], self.cases["D"].sudo()
        self.row = self.conference.employee_id.casecon_login_ids
        roles = [self.env.ref(f"casecon_odoo.casecon_group_{role}") for role in EVERY_ROLE]
        self.owner.sudo().write({"group_ids": [(4, role.id) for role in roles]})
        self.env.flush_all()

    def sits_everywhere(self):
        """Every column of the case that names a login names theirs."""
        uid, case = self.owner.id, self.conference
        run = self.env.cr.execute
        run("UPDATE hr_employee SET user_id = NULL WHERE id = %s", [case.employee_id.id])
        run("UPDATE hr_employee SET user_id = %s WHERE id = %s", [uid, case.manager_id.id])
        run("UPDATE casecon_clinician SET user_id = %s WHERE id = %s", [uid, case.clinician_id.id])
        run(
            "UPDATE casecon_conference SET hr_user_id = %s, requester_id = %s, requester_replaced = false"
            " WHERE id = %s",
            [uid, uid, case.id],
        )
        run("UPDATE casecon_attendee SET known_user_id = %s WHERE conference_id = %s", [uid, case.id])
        self.env.invalidate_all()

    def theirs(self, known, linked, kept_out):
        run, row = self.env.cr.execute, self.row
        run(
            "UPDATE casecon_login SET user_id = %s, linked_user_id = %s WHERE id = %s",
            [known and known.id, linked and linked.id, row.id],
        )
        run("DELETE FROM casecon_login_kept_out WHERE login_id = %s", [row.id])
        if kept_out:
            run("INSERT INTO casecon_login_kept_out VALUES (%s, %s)", [row.id, kept_out.id])
        self.env.invalidate_all()

    def seen(self):
        """The models of which they find the record that is about the case."""
        self.env.invalidate_all()
        found = set()
        for model in self._models():
            record = self.records[model]["D"].with_user(self.owner)
            if model not in NOT_OF_A_CASE and self.env[model].with_user(self.owner).has_access("read"):
                found |= {model} if record.search([("id", "in", record.ids)]) else set()
        return found

    def test_by_none_of_three_ways_in_which_a_login_is_somebodys_own(self):
        other = self.users["colleague"]
        self.sits_everywhere()
        for said, whose in {
            "known": (self.owner, other, None),
            "linked": (other, self.owner, None),
            "former": (None, None, self.owner),
        }.items():
            with self.subTest(whose=said):
                self.theirs(*whose)
                self.assertEqual(self.seen(), set())
                hats = self.conference.with_user(self.owner)._hats()
                self.assertEqual(hats, frozenset())
        self.theirs(None, None, None)
        self.assertGreaterEqual(len(self.seen()), 15, "somebody else, with all these seats, reads most of it")
