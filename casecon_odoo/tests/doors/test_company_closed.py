"""The company's settings, its link and its number of conferences are read by those who need them."""

from ..cases import Cases
from ..common import CaseconHttpCase, promise
from ..quick import takes

LINK = "https://video.example.com/room"
SETTERS = {"system"}
NUMBERS = ("registration_number", "registration_body", "registration_valid_until")
HOURS = ("buffer_before", "day_limit", "offers_virtual")
OH = {"clinician", "clinician2", "lead", "oh_admin"}
HR = {"hr", "two_hats"}


@promise("casecon_access")
class TestCompanyClosed(Cases, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.readers["stranger"] = cls.make_user("stranger", "base.group_portal")

    def settings(self):
        fields = self.env["res.company"]._fields
        return [name for name, field in fields.items() if name.startswith("casecon_") and not field.relational]

    def page_fields(self):
        return [name for name in self.env["res.config.settings"]._fields if name.startswith("casecon_")]

    def test_settings_are_read_by_who_sets_them(self):
        self.assertGreater(len(self.settings()), 15)
        for role, user in self.readers.items():
            self.log_in(user)
            for name in self.settings():
                if not takes(3, role, name):
                    continue
                field = self.env["res.company"]._fields[name]
                held = self.company.sudo()[name] or ("x" if field.type == "char" else False)
                answers = (
                    self.call("res.company", "read", self.company.ids, [name]),
                    self.call("res.company", "search", [(name, "=", held)]),
                    self.call(
                        "res.company",
                        "formatted_read_group",
                        [],
                        [f"{name}:month" if field.type == "datetime" else name],
                        ["__count"],
                    ),
                    self.call("res.company", "search", [], order=name),
                )
                may = role in SETTERS and field.groups != "."
                for answer in answers:
                    self.assertEqual("result" in answer, may, f"{role}: {name}: {answer}")
            everything = self.call("res.company", "read", self.company.ids)
            self.assertEqual(LINK in str(everything), role in SETTERS, role)

    def test_the_settings_page_works(self):
        self.log_in("system")
        page = self.call("res.config.settings", "onchange", [], {}, [], {name: {} for name in self.page_fields()})
        self.assertEqual(page["result"]["value"]["casecon_video_url"], LINK)
        made = self.call(
            "res.config.settings", "create", [{"casecon_notice_days": 9, "casecon_event_name": "appointment"}]
        )
        self.assertIn("result", self.call("res.config.settings", "execute", made["result"]))
        self.env.invalidate_all()
        self.assertEqual((self.company.casecon_notice_days, self.company.casecon_event_name), (9, "appointment"))

    def test_the_link_is_proposed_to_those_who_book(self):
        self.company.casecon_standard_minutes = 30
        books = {"hr", "two_hats", "oh_admin", "clinician", "clinician2", "manager", "manager_above", "other_manager"}
        for role, user in self.readers.items():
            self.log_in(user)
            found = self.call("casecon.conference", "default_get", ["video_url", "duration"])
            if role == "hr_elsewhere":
                self.assertEqual(found["result"]["duration"], 45)  # the other company's
            elif role in books:
                self.assertEqual(found["result"], {"video_url": LINK, "duration": 30}, role)
            else:
                self.assertNotIn(LINK, str(found), role)
                self.assertNotIn("30", str(found), role)

    def wanted(self, name):
        value = self.chair[name]
        return value if isinstance(value, bool) else str(value)

    def test_registration_and_hours_of_a_clinician(self):
        for role, user in self.readers.items():
            if role == "hr_elsewhere":
                continue
            self.log_in(user)
            self.assertIn("result", self.call("casecon.clinician", "read", self.chair.ids, ["name", "kind"]), role)
            painted = self.call("casecon.clinician", "read", self.chair.ids, ["availability"])
            self.assertEqual("result" in painted, role in OH, role)
            for names, may in ((NUMBERS, OH | HR), (HOURS, OH)):
                for name in names:
                    answer = self.call("casecon.clinician", "read", self.chair.ids, [name])
                    self.assertEqual("result" in answer, role in may, f"{role}: {name}")
                    answer = self.call("casecon.clinician", "search", [(name, "in", [self.wanted(name)])])
                    self.assertEqual("result" in answer, role in may, f"{role}: {name}: {answer}")

    def test_who_takes_part_reads_the_registration_in_their_case(self):
        case = self.cases["A"]
        for role in ("employee", "manager", "hr", "clinician", "oh_admin"):
            self.log_in(role)
            read = self.call("casecon.conference", "read", case.ids, ["clinician_registration"])["result"]
            self.assertEqual(read[0]["clinician_registration"], "NMC NMC-clinician", role)
        self.log_in("employee")
        self.assertIn("NMC NMC-clinician", self.url_open(f"/my/conferences/{case.id}").text)
        self.log_in("colleague")
        values = {"clinician_id": self.chair.id}
        form = self.call("casecon.conference", "onchange", [], values, [], {"clinician_registration": {}})
        self.assertNotIn("NMC-", str(form))

    def test_the_next_number_is_for_who_sets_it(self):
        sequence = self.env.ref("casecon_odoo.casecon_conference_sequence")
        sequence.use_date_range = True
        self.ask_for()
        self.assertTrue(sequence.date_range_ids)
        for role, user in self.readers.items():
            self.log_in(user)
            answers = [
                self.call("ir.sequence", "search_count", [("code", "=", "casecon.conference")]),
                self.call("ir.sequence", "search_count", [("id", "=", sequence.id)]),
                self.call("ir.sequence.date_range", "search_count", [("sequence_id", "=", sequence.id)]),
            ]
            seen = [bool(answer.get("result")) for answer in answers]
            self.assertEqual(seen, [role in SETTERS] * 3, f"{role}: {answers}")
            if role not in SETTERS:
                self.assertNotIn("CC-", str(self.call("ir.sequence", "next_by_code", "casecon.conference")))
                for read in ("read", "next_by_id"):
                    self.assertIn("error", self.call("ir.sequence", read, sequence.ids), f"{role}: {read}")
        self.assertTrue(self.ask_for("colleague", "other_manager").name.startswith("CC-"))
