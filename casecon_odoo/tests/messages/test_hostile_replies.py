"""Whatever a stranger writes, or a company entered: the gateway goes on, and whoever booked can open the form."""

from datetime import datetime

from odoo.tools import mute_logger

from ..common import START, promise
from .replying import Replying

TIMES = (datetime(9999, 12, 31, 23), datetime(1, 1, 1), datetime(1900, 1, 1), datetime(2026, 5, 1, 9))


@promise("casecon_messages")
class TestHostileReplies(Replying):
    def test_a_time_that_nobody_can_mean_is_no_proposal(self):
        for start in TIMES:
            with self.subTest(start=start), self.env.cr.savepoint() as savepoint:
                raw = self.reply("manager", "exchange_counter", proposed=datetime(2026, 6, 16, 13))
                raw = raw.replace(b"20260616T13", f"{start:%Y%m%dT%H}".rjust(11, "0").encode())
                self.assertEqual(self.comes_in(raw), "taken")
                row = self.row(self.conference, "manager")
                self.assertEqual((row.answer, row.sudo().proposed_start), ("tentative", False))
                seen = self.as_("hr", self.conference)
                self.assertFalse(seen.proposals_note)
                self.assertEqual(seen.start, START)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_a_mail_with_a_broken_address_stops_nothing(self):
        theirs = self.to("manager").partition("<")[2].rstrip(">")
        raw = self.reply("manager", "thunderbird")
        self.assertIn(theirs.encode(), raw)
        for broken in (b"a\x00b@example.com", b"\xff\xfe@example.com", b"@", b"a@\x00", b"\xf0\x9f\x92\x8c@b.example"):
            with self.subTest(broken=broken), self.env.cr.savepoint() as savepoint:
                self.assertEqual(self.comes_in(b"Cc: " + broken + b"\r\n" + raw), "taken")
                self.assertEqual(self.answer("manager"), "declined")
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_a_broken_address_of_one_company_stops_no_answer_to_another(self):
        for address in ("nobody", "a@" + "ä" * 300, "a@-", "@", " "):
            with self.subTest(address=address), self.env.cr.savepoint() as savepoint:
                self.env.flush_all()
                self.env.cr.execute(
                    "UPDATE res_company SET casecon_reply_email = %s WHERE id = %s", [address, self.elsewhere.id]
                )
                self.env.invalidate_all()
                self.assertEqual(self.comes_in(self.reply("manager")), "taken")
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
