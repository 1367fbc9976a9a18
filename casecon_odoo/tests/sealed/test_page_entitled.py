"""R20: what the page lets each person read is what the records beside it show them, whoever they are."""

from odoo.exceptions import AccessError

from ...domain.states import OPEN
from ...models import clock
from ...models.people.login import touched
from ...models.sealed.entitled import texts_of
from ..cases import Cases
from ..common import CaseconCase, promise
from ..life import LifeCase


@promise("casecon_R20", "casecon_R31", "casecon_access", "casecon_sealed")
class TestPageEntitled(Cases, LifeCase, CaseconCase):
    def setUp(self):
        super().setUp()
        draft, wrong = (
            self.draft(),
            self.signed(by="clinician2", employee="colleague", conference_id=self.cases["B"].id),
        )
        self.as_("clinician", self.signed()).action_add_addendum("More")
        self.as_("clinician2", wrong).action_mark_error("Another person's")
        self.env.flush_all()
        self.notes = self.env["casecon.note"].sudo().search([])
        self.assertIn(draft, self.notes)

    def by_records(self, user):
        notes = self.as_(user, self.env["casecon.note"])
        try:
            return set(notes.search([]).mapped("text_uuid"))
        except AccessError:
            return set()

    def by_page(self, user):
        self.env.flush_all()
        rows = texts_of(self.env.cr, user.id, self.notes.mapped("text_uuid"))
        self.assertEqual(len(rows), len(self.notes))
        return {row.text for row in rows if row.may}

    def assert_same(self):
        """For each persona; returns how many each of them reads."""
        read = {}
        for name, user in self.readers.items():
            with self.subTest(reader=name):
                read[name] = len(self.by_page(user))
                self.assertEqual(self.by_page(user), self.by_records(user))
        return {name: number for name, number in read.items() if number}

    def test_clinicians_alone_and_a_draft_is_its_authors(self):
        read = self.assert_same()
        self.assertEqual(set(read), {"clinician", "clinician2"})
        self.assertEqual(read["clinician"], read["clinician2"] + 1)

    def test_a_company_may_narrow_it_to_ones_own_cases(self):
        before = self.assert_same()
        self.company.casecon_own_cases_only = True
        after = self.assert_same()
        self.assertTrue(0 < after["clinician2"] < before["clinician2"])

    def test_never_about_oneself_whichever_hat_one_wears(self):
        before = self.assert_same()
        own = self.people["employee"]
        login = own.casecon_login_ids
        for column in ("user_id", "linked_user_id"):
            with self.subTest(column=column), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(
                    f"UPDATE casecon_login SET {column} = %s WHERE id = %s", [self.users["clinician2"].id, login.id]
                )
                self.env.invalidate_all()
                self.assertLess(self.assert_same()["clinician2"], before["clinician2"])
                savepoint.rollback()
        self.env.cr.execute(
            "INSERT INTO casecon_login_kept_out (login_id, user_id) VALUES (%s, %s)",
            [login.id, self.users["clinician2"].id],
        )
        self.env.invalidate_all()
        self.assertLess(self.assert_same()["clinician2"], before["clinician2"])

    def test_no_longer_than_the_enrolment_lasts(self):
        self.chair2.registration_valid_until = "2026-05-31"
        self.assertEqual(set(self.assert_same()), {"clinician"})
        self.chair.active = False
        self.assertEqual(self.assert_same(), {})

    def test_not_while_the_login_waits(self):
        touched(self.as_("hr", self.env["res.users"]).env, self.users["clinician2"], "password")
        self.assertEqual(set(self.assert_same()), {"clinician"})

    def test_not_without_the_group(self):
        group = self.env.ref("casecon_odoo.casecon_group_clinician")
        self.env.cr.execute(
            "DELETE FROM res_groups_users_rel WHERE uid = %s AND gid = %s", [self.users["clinician2"].id, group.id]
        )
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        self.assertEqual(set(self.assert_same()), {"clinician"})

    def test_not_outside_ones_companies(self):
        self.env.cr.execute(
            "DELETE FROM res_company_users_rel WHERE user_id = %s AND cid = %s",
            [self.users["clinician2"].id, self.company.id],
        )
        self.assertFalse(self.by_page(self.users["clinician2"]))

    def test_the_day_is_that_of_the_service(self):
        self.chair2.registration_valid_until = clock.now().date()
        self.assertTrue(self.by_page(self.users["clinician2"]))


class OtherTexts(Cases, LifeCase, CaseconCase):
    """What the page lets each person read is what their record rules show them, whoever they are and become."""

    model = ""

    def setUp(self):
        super().setUp()
        self.texts = self.env[self.model].sudo().search([]).mapped("text_uuid")
        self.assertEqual(len(self.texts), 5, "one in each case")

    def rows(self, user):
        self.env.flush_all()
        return {row.text: row for row in texts_of(self.env.cr, user.id, self.texts)}

    def by_page(self, user):
        return {text for text, row in self.rows(user).items() if row.may}

    def by_records(self, user):
        try:
            records = self.env[self.model].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
            return set(records.search([]).mapped("text_uuid"))
        except AccessError:
            return set()

    def assert_same(self):
        self.env.invalidate_all()
        for name, user in self.readers.items():
            with self.subTest(reader=name):
                self.assertEqual(self.by_page(user), self.by_records(user))

    def roles(self):
        """As what each persona reads how many."""
        found = {}
        for name, user in self.readers.items():
            for row in self.rows(user).values():
                if row.may:
                    found[name, row.role] = found.get((name, row.role), 0) + 1
        return found

    def assert_each_change_is_followed(self):
        self.assert_same()
        self.company.casecon_own_cases_only = True
        self.assert_same()
        self.company.casecon_own_cases_only = False
        login = self.people["employee"].casecon_login_ids
        for column in ("user_id", "linked_user_id", "acting_user_id"):
            with self.subTest(column=column), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(
                    f"UPDATE casecon_login SET {column} = %s WHERE id = %s", [self.users["clinician2"].id, login.id]
                )
                self.assert_same()
                savepoint.rollback()
        self.chair2.registration_valid_until = "2026-05-31"
        self.assert_same()
        touched(self.as_("hr", self.env["res.users"]).env, self.users["employee"], "password")
        self.assert_same()
        self.assertNotIn(("employee", "employee"), self.roles())


@promise("casecon_R16", "casecon_R31", "casecon_access", "casecon_sealed")
class TestItemsEntitled(OtherTexts):
    model = "casecon.consent.line"

    def test_each_is_read_by_the_employee_and_by_clinicians_of_the_service(self):
        roles = self.roles()
        self.assertEqual({role for _name, role in roles}, {"employee", "clinician"})
        self.assertEqual({name for name, role in roles if role == "clinician"}, {"clinician", "clinician2"})
        for name in ("employee", "colleague", "two_hats", "portal_employee"):
            self.assertEqual(roles[name, "employee"], 1, name)
        self.assert_each_change_is_followed()

    def test_it_is_written_by_clinicians_until_it_is_answered(self):
        rows = self.rows(self.users["clinician"])
        self.assertFalse(any(row.is_draft for row in rows.values()), "each was answered")
        self.env.cr.execute("TRUNCATE casecon_consent_answer CASCADE")
        drafts = {name for name, user in self.readers.items() if any(row.is_draft for row in self.rows(user).values())}
        self.assertEqual(drafts, {"clinician", "clinician2"})
        for state in ("requested", "scheduled", "in_session", "held", "closed"):
            self.env.cr.execute("ALTER TABLE casecon_conference DISABLE TRIGGER USER")
            self.env.cr.execute("UPDATE casecon_conference SET state = %s", [state])
            is_draft = any(row.is_draft for row in self.rows(self.users["clinician"]).values())
            self.assertEqual(is_draft, state in OPEN, state)


@promise("casecon_R21", "casecon_R31", "casecon_access", "casecon_sealed")
class TestNeedsEntitled(OtherTexts):
    model = "casecon.needs"

    def test_each_is_read_by_the_employee_and_by_oh(self):
        roles = self.roles()
        self.assertEqual({name for name, role in roles if role == "clinician"}, {"clinician", "clinician2"})
        self.assertEqual({name for name, role in roles if role == "oh_admin"}, {"oh_admin"})
        self.assertFalse({name for name, _role in roles} & {"hr", "manager", "lead", "privacy", "system", "companion"})
        self.assertFalse(any(row.is_draft for row in self.rows(self.users["clinician"]).values()))
        self.assert_each_change_is_followed()
