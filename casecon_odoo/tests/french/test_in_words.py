"""Dates, hours, zones and lists in the reader's language, and the hour of whoever lives elsewhere."""

from datetime import date, datetime

from odoo.tests import TransactionCase, tagged

from ...models import in_words

WINTER = datetime(2026, 12, 3, 9)


@tagged("post_install", "-at_install")
class TestInWords(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fr_FR", "de_DE", "en_GB"):
            cls.env["res.lang"]._activate_lang(code)

    def in_lang(self, code, **context):
        return self.env(context={"lang": code, **context})

    def test_a_day_as_each_language_writes_it(self):
        for code, wanted in (
            ("en_US", "Thursday 3 December 2026"),
            ("en_GB", "Thursday 3 December 2026"),
            ("fr_FR", "jeudi 3 décembre 2026"),
            ("de_DE", "Donnerstag, 3. Dezember 2026"),
        ):
            self.assertEqual(in_words.day(self.in_lang(code), date(2026, 12, 3)), wanted)
        self.assertEqual(in_words.short_day(self.in_lang("fr_FR"), date(2026, 12, 1)), "1 décembre 2026")
        self.assertEqual(in_words.day(self.env, False), "")

    def test_a_near_day_needs_no_year_where_the_language_can_do_without(self):
        near = date(2026, 12, 3)
        for code, wanted in (("en_US", "3 December"), ("fr_FR", "3 décembre"), ("de_DE", "3. Dezember")):
            self.assertEqual(in_words.near_day(self.in_lang(code), near), wanted)
        said = in_words.near_moment(self.in_lang("en_US"), WINTER, "Europe/London")
        self.assertEqual(said, "Thursday 3 December, 09:00")
        said = in_words.near_moment(self.in_lang("fr_FR"), WINTER, "Europe/London")
        self.assertEqual(said, "jeudi 3 décembre 2026, 09:00")

    def test_an_instant_is_said_in_the_zone_and_names_it(self):
        said = in_words.moment(self.in_lang("en_US"), WINTER, "America/New_York")
        self.assertEqual(said, "Thursday 3 December 2026, 04:00 (New York time)")
        said = in_words.moment(self.in_lang("fr_FR"), WINTER, "Europe/London")
        self.assertTrue(said.startswith("jeudi 3 décembre 2026, 09:00 ("), said)
        self.assertIn("(heure de Londres)", said)

    def test_a_zone_is_named_as_the_language_says_it(self):
        in_french = self.in_lang("fr_FR")
        self.assertEqual(in_words.zone_name(in_french, "Asia/Tokyo"), "heure de Tokyo")
        self.assertEqual(
            in_words.zone_name(in_french, "Europe/Amsterdam"), "heure d\N{RIGHT SINGLE QUOTATION MARK}Amsterdam"
        )
        self.assertEqual(in_words.zone_name(self.in_lang("en_GB"), "Europe/Amsterdam"), "Amsterdam time")

    def test_the_date_is_the_one_in_the_zone(self):
        late = datetime(2026, 12, 3, 23, 30)
        self.assertIn("Friday 4 December 2026, 08:30", in_words.moment(self.in_lang("en_US"), late, "Asia/Tokyo"))

    def test_whoever_lives_elsewhere_reads_their_own_hour_too(self):
        def said(**context):
            return in_words.moment_for_reader(self.in_lang("en_US", **context), WINTER, "Europe/London")

        plain = "Thursday 3 December 2026, 09:00 (London time)"
        self.assertEqual(said(tz="Europe/London"), plain)
        self.assertEqual(said(tz="Europe/Dublin"), plain, "another zone, the same clock")
        self.assertEqual(said(tz="Europe/Atlantis"), plain)
        self.assertEqual(said(tz="Europe/Paris"), f"{plain}, for you 10:00 (Paris time)")

    def test_another_date_elsewhere_is_said_too(self):
        said = in_words.moment_for_reader(self.in_lang("en_US", tz="Asia/Tokyo"), datetime(2026, 12, 3, 20), "UTC")
        self.assertEqual(
            said, "Thursday 3 December 2026, 20:00 (UTC), for you Friday 4 December 2026, 05:00 (Tokyo time)"
        )

    def test_people_stand_in_a_list_of_the_language(self):
        three = ["Ann", "Bo", "Cem"]
        self.assertEqual(in_words.people(self.in_lang("en_GB"), three), "Ann, Bo and Cem")
        self.assertEqual(in_words.people(self.in_lang("fr_FR"), three), "Ann, Bo et Cem")
        self.assertEqual(in_words.names(self.in_lang("en_US"), three), "Ann, Bo, Cem")
        self.assertEqual(in_words.one_of(self.in_lang("fr_FR"), three), "Ann, Bo ou Cem")
        self.assertEqual(in_words.names(self.env, []), "")
