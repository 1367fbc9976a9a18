"""R20: a draft is its author's, signing locks it, a correction is an addendum."""

from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError

from ..common import NOW, SECRET, promise
from ..life import LifeCase
from ..sealed.opened import sealed_in


@promise("casecon_R20")
class TestNotes(LifeCase):
    def test_a_draft_is_its_authors(self):
        note = self.draft()
        for by in ("clinician2", "hr", "manager", "employee", "oh_admin", "lead", "system"):
            with self.subTest(by=by):
                other = self.as_(by, note)
                if by == "clinician2":
                    self.assertFalse(other.search([("id", "=", note.id)]))
                for attempt in (
                    lambda note=other: note.read(["state"]),
                    lambda note=other: note.write({"body": "x"}),
                    lambda note=other: note.action_sign(),
                    lambda note=other: note.unlink(),
                ):
                    self.assertRaises(AccessError, attempt)
        self.as_("clinician", note).write({"body": f"{SECRET} again", "progress": "limited"})
        self.assertEqual(sealed_in(note), {"body": f"{SECRET} again", "about": None})

    def test_the_text_of_a_deleted_draft_is_destroyed(self):
        note = self.draft()
        text = note.text_uuid
        self.as_("clinician", note).unlink()
        self.assertFalse(note.exists())
        self.env.cr.execute("SELECT nonce, ciphertext, content_mac FROM casecon_sealed WHERE text = %s", [text])
        self.assertEqual(self.env.cr.fetchall(), [(None, None, None)])

    def test_a_text_goes_in_and_no_field_gives_it_back(self):
        note = self.draft()
        self.assertEqual((note.has_text, note.text_revision), (True, 1))
        for by in (self.as_("clinician", note), note.sudo(), note.with_user(SUPERUSER_ID)):
            self.assertFalse(by.body)
            self.assertNotIn(SECRET, str(by.read()))
            self.assertNotIn(SECRET, str(by.web_read({"body": {}, "text_uuid": {}})))
        self.assertNotIn(SECRET, str(self.stored(note)))
        self.assertEqual(sealed_in(note)["body"], f"{SECRET} body", "it is there")

    def test_a_draft_without_words_has_the_address_of_its_text(self):
        note = self.draft(body=False)
        self.assertTrue(note.text_uuid)
        self.assertEqual((note.has_text, note.text_revision), (False, 0))
        self.as_("clinician", note).write({"body": "First words"})
        self.as_("clinician", note).write({"body": ""})
        self.assertEqual((note.has_text, note.text_revision), (False, 2))

    def test_signing_seals_the_revision_that_stands(self):
        note = self.draft()
        self.as_("clinician", note).write({"body": f"{SECRET} second"})
        self.as_("clinician", note).action_sign()
        self.env.cr.execute("SELECT signed FROM casecon_sealed WHERE text = %s ORDER BY revision", [note.text_uuid])
        self.assertEqual(self.env.cr.fetchall(), [(False,), (True,)])
        self.assertEqual(sealed_in(note)["body"], f"{SECRET} second")
        self.env.cr.precommit.run()
        self.env.cr.execute("SELECT line::jsonb -> 'digests' FROM casecon_access ORDER BY seq DESC LIMIT 2")
        (signed,), (written,) = self.env.cr.fetchall()
        self.assertEqual(signed, written, "the mark of the text that was written")

    def test_not_even_raised_rights_write_anothers_draft(self):
        note = self.draft()
        before = self.stored(note)
        for raised in (note.sudo(), self.as_("clinician2", note).sudo(), self.as_("hr", note).sudo()):
            self.assertRaises(UserError, raised.write, {"body": "x"})
            self.assertRaises(UserError, raised.unlink)
        self.assertEqual(self.stored(note), before)

    def test_signing_keeps_who_signed_as_what_and_when(self):
        note = self.signed()
        self.assertEqual((note.state, note.signed_at), ("signed", NOW))
        for word in ("Person clinician", "NMC-clinician"):
            self.assertIn(word, note.signed_by)
        self.chair.sudo().write({"registration_number": "NMC-new"})
        self.assertIn("NMC-clinician", note.signed_by, "as it was when it was signed")

    def test_the_author_signs_once_and_something(self):
        for body in (False, "   "):
            note = self.draft(body)
            with self.assertRaisesRegex(UserError, r"\[R20\]$"):
                self.as_("clinician", note).action_sign()
        note = self.signed()
        with self.assertRaisesRegex(UserError, r"\[R20\]$"):
            self.as_("clinician", note).action_sign()

    def test_nobody_signs_without_a_valid_registration(self):
        note = self.draft()
        self.chair.sudo().write({"registration_valid_until": "2026-05-31"})
        with self.assertRaises(AccessError):  # the role has ended with the registration: not even the draft is read
            self.as_("clinician", note).action_sign()
        self.assertEqual(note.state, "draft")

    def test_another_clinician_reads_what_is_signed_and_amends_it(self):
        note = self.signed()
        before = self.stored(note)
        self.assertEqual(self.as_("clinician2", note).text_uuid, note.text_uuid)
        addendum = self.env["casecon.note"].browse(
            self.as_("clinician2", note).action_add_addendum(f"{SECRET} correction")
        )
        self.assertEqual(
            (addendum.kind, addendum.state, addendum.amended_note_id, addendum.author_id),
            ("addendum", "signed", note, self.users["clinician2"]),
        )
        self.assertEqual(sealed_in(addendum)["body"], f"{SECRET} correction")
        self.assertIn("NMC-clinician2", addendum.signed_by)
        self.assertEqual(self.stored(note), before)

    def test_a_draft_is_not_amended_and_an_addendum_says_something(self):
        draft, signed = self.draft(), self.signed()
        self.assertRaises(UserError, self.as_("clinician", draft).action_add_addendum, "more")
        for body in (None, "", "  ", 7):
            self.assertRaises(UserError, self.as_("clinician", signed).action_add_addendum, body)

    def test_entered_in_error_hides_and_keeps(self):
        note = self.signed()
        mark = self.as_("clinician2", note).action_mark_error
        self.assertRaises(UserError, mark)
        self.as_("clinician2", note).action_mark_error("Another person's")
        self.assertEqual((note.entered_in_error, sealed_in(note)["body"]), (True, f"{SECRET} body"))
        why = self.env["casecon.note"].search([("amended_note_id", "=", note.id)])
        self.assertEqual(why.kind, "reason")
        self.assertEqual(sealed_in(why), {"body": "Another person's", "about": "mark_error"})
        self.assertRaises(UserError, self.as_("clinician2", note).action_mark_error, "Again")
        self.assertRaises(UserError, self.as_("clinician", self.draft()).action_mark_error, "Edit the draft")

    def test_clinicians_write_notes_and_never_about_themselves(self):
        vals = {"employee_id": self.people["employee"].id, "body": "x"}
        for by in ("hr", "two_hats", "manager", "employee", "portal_employee", "oh_admin", "lead", "privacy", "system"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.env["casecon.note"]).create(vals)
        own = self.make_employee("clinician", user=self.users["clinician"])
        self.assertRaises(
            AccessError, self.as_("clinician", self.env["casecon.note"]).create, {**vals, "employee_id": own.id}
        )

    def test_a_note_about_a_conference_is_about_its_employee(self):
        conference = self.scheduled()
        self.draft(conference_id=conference.id)
        with self.assertRaisesRegex(UserError, "another employee"):
            self.draft(employee="colleague", conference_id=conference.id)

    def test_what_a_form_proposes_is_checked_like_what_a_person_writes(self):
        """The web client and RPC may send `default_…` for every field."""
        conference = self.scheduled()
        notes = self.as_("clinician", self.env["casecon.note"])
        about = {"employee_id": self.people["colleague"].id, "body": "x"}
        with self.assertRaisesRegex(UserError, "another employee"):
            notes.with_context(default_conference_id=conference.id).create(about)
        for kind in ("reason", "addendum"):
            with self.subTest(kind=kind), self.assertRaises(UserError):
                notes.with_context(default_kind=kind).create(about)
            with self.subTest(kind=kind), self.assertRaises(UserError):
                notes.create({**about, "kind": kind})
        forged = notes.with_context(
            default_state="signed",
            default_author_id=self.users["clinician2"].id,
            default_signed_by="Dr Forged",
            default_text_uuid="x",
            default_amended_note_id=self.signed().id,
        ).create(about)
        self.assertEqual((forged.state, forged.author_id), ("draft", self.users["clinician"]))
        self.assertFalse(forged.signed_by or forged.text_uuid == "x" or forged.amended_note_id)

    def test_a_form_that_proposes_text_and_employee_makes_a_draft(self):
        notes = self.as_("clinician", self.env["casecon.note"]).with_context(
            default_employee_id=self.people["employee"].id, default_body=SECRET
        )
        self.assertEqual(sealed_in(notes.create({}))["body"], SECRET)

    def test_nothing_of_a_note_moves_to_somebody_else(self):
        note = self.draft()
        for vals in (
            {"employee_id": self.people["colleague"].id},
            {"company_id": self.elsewhere.id},
            {"kind": "reason"},
            {"author_id": self.users["clinician2"].id},
            {"state": "signed"},
            {"signed_by": "Dr Forged"},
            {"text_uuid": "x"},
            {"text_revision": 0},
            {"has_text": False},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.as_("clinician", note).write(vals)
