"""Whoever reads French reads French: page, mail, letter and refusal, with the date and the zone in French."""

import json
from datetime import datetime

from icalendar import Calendar
from lxml import html
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..portal.case import ROOT, PortalCase

THURSDAY = datetime(2026, 12, 3, 10)


@tagged("post_install", "-at_install")
class TestFrenchReader(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        modules = cls.env["ir.module.module"].search([("name", "in", ("base", "web", "portal", "casecon_odoo"))])
        modules._update_translations(["fr_FR"])

    def reads_french(self, name, **vals):
        self.users[name].write({"lang": "fr_FR", **vals})

    def spaced(self, text):
        """The text with plain spaces and apostrophes, as a person sees it."""
        return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())

    def test_the_employee_reads_the_page_in_french(self):
        self.reads_french("portal_employee", tz="Europe/Paris")
        conference = self.scheduled("portal_employee", start=THURSDAY)
        self.log_in("portal_employee")
        before = self.dump()
        tree = html.fromstring(self.url_open(ROOT + self.path_of(conference)).text)
        self.assertEqual(self.dump(), before, "a page in French is opened as any other")
        self.assertEqual(tree.xpath("/html/@lang"), ["fr-FR"])
        text = self.spaced(self.text_of(tree))
        for words in (
            "jeudi 3 décembre 2026, de 10:00 à 10:45 (heure de Londres)",
            "soit jeudi 3 décembre 2026, de 11:00 à 11:45 (heure de Paris)",
            "C'est à vous.",
            "Professionnel de santé au travail",
            "Vous pouvez décliner. Décliner n'est pas une faute, et personne ne peut vous le reprocher.",
        ):
            self.assertIn(words, text)
        for english in ("You ", "The ", "December", "Thursday", " time)"):
            self.assertNotIn(english, text)

    def test_the_employee_gets_the_mail_in_french_and_others_in_theirs(self):
        self.reads_french("portal_employee")
        mails = dict(self.tell(self.scheduled("portal_employee", start=THURSDAY)))
        mail = mails["portal_employee@example.com"]
        self.assertEqual(mail["Subject"], "Invitation : Réunion, jeudi 3 décembre 2026, 10:00 (heure de Londres)")
        body = mail.get_body(("html",)).get_content()
        self.assertIn("Vous êtes invité(e).", body)
        entry = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        event = Calendar.from_ical(entry.get_content()).events[0]
        self.assertEqual(str(event["SUMMARY"]), "Réunion")
        self.assertEqual(event["DTSTART"].params["TZID"], "Europe/London")
        self.assertTrue(mails["manager@example.com"]["Subject"].startswith("Invitation: Meeting on "))

    def test_the_letter_is_in_the_language_of_whom_it_is_for(self):
        self.people["no_login"].lang = "fr_FR"
        conference = self.scheduled("no_login", start=THURSDAY)
        self.log_in("hr")
        text = self.spaced(self.url_open(f"/updates/letter/{conference.id}").text)
        self.assertIn("Invitation à une réunion de concertation", text)
        self.assertIn("jeudi 3 décembre 2026, 10:00 (heure de Londres)", text)
        self.assertIn(
            "Vous, Person clinician (Professionnel de santé au travail), Person manager (Responsable hiérarchique)"
            " et Person hr (Représentant RH)",
            text,
        )

    def test_a_refusal_says_why_in_french_and_names_both_zones(self):
        self.reads_french("hr", tz="Europe/Paris")
        self.register_report()
        conference = self.as_("hr", self.accepted()).with_context(lang="fr_FR")
        with self.assertRaises(UserError) as refused:
            conference.action_schedule(start="2026-06-03 09:00:00")
        said = self.spaced(str(refused.exception))
        self.assertIn("Le salarié a droit à 7 jours de délai de prévenance", said)
        self.assertIn("lundi 8 juin 2026, 12:00 (heure de Londres), soit 13:00 (heure de Paris) pour vous", said)
        self.assertTrue(said.endswith("[R3]"), said)

    def test_whoever_booked_hears_of_a_refusal_in_their_own_language(self):
        conference = self.scheduled()
        booker = conference.hr_user_id or conference.requester_id
        booker.lang = "fr_FR"
        before = self.env["bus.bus"].search([])
        self.as_("manager", self.row(conference, "manager")).action_answer("declined")
        self.env.cr.precommit.run()  # the bus writes its rows at the end of a transaction
        sent = [json.loads(row.message) for row in self.env["bus.bus"].search([]) - before]
        (notice,) = [message["payload"] for message in sent if message["type"] == "simple_notification"]
        self.assertEqual(notice["title"], "Vous avez une nouvelle information")
        self.assertIn("une personne ne peut pas venir", notice["message"])
