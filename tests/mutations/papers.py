"""Papers: what an employee without a login reads, and when it was handed over."""

from dataclasses import replace

from .mutation import Mutation, says_met

REPORT = "casecon.report"

PAPERS = {
    "R1-read": replace(says_met("R1-read", REPORT), by="TestReportRead"),
    "R1-unread": replace(says_met("R1-unread", REPORT), by="TestReportRead"),
    "R1-handed": replace(says_met("R1-handed", REPORT), by="TestReportRead"),
    "R1-tick": Mutation(
        "the page takes a yes for a reading",
        "controllers/portal/record.py",
        'if posted("read") == "yes" and not report.read_at:',
        'if posted("agrees") == "yes" and not report.read_at:',
        by="TestReportOnThePortal",
    ),
    "R1-employer": Mutation(
        "HR records that the report was handed over",
        "domain/table/report.py",
        '("clinician", "oh_admin"),\n        ("offered",),',
        '("clinician", "oh_admin", "hr"),\n        ("offered",),',
        by="TestReportRead",
    ),
    "R24-letter": replace(says_met("end_letter"), by="TestEndLetter"),
    "R22-final": Mutation(
        "final minutes are forgotten that reached nobody",
        "models/record/final_reached.py",
        'if self.state == "final" and version_sudo and not version_sudo.final_reached_at:',
        "if False:",
        by="TestFinalMinutesReachThem",
    ),
    "R22-final-email": Mutation(
        "an email brings final minutes to who has no login",
        "models/record/final_reached.py",
        'self.about == FINAL and attendee.role == "employee" and self._can_log_in():',
        'self.about == FINAL and attendee.role == "employee":',
        by="TestFinalMinutesReachThem",
    ),
    "R8-slip": Mutation(
        "the slip of a letter does not lead to OH",
        "views/letters/letter_page_template.xml",
        '<div t-foreach="oh[\'address\']" t-as="line" t-out="line" />\n                </address>\n            </div>',
        "</address>\n            </div>",
        updates=True,
        by="TestPapers",
    ),
    "R8-words": Mutation(
        "an email asks somebody without a login to log in",
        "models/messages/content.py",
        "self.words.then if self.can_log_in or",
        "self.words.then if True or",
        by="TestEveryMail",
    ),
}
