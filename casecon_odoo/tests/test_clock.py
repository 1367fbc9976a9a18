"""Another time is seen by the code inside the block, in its own thread, and by nobody after it."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import TransactionCase

from ..models import clock
from .common import NOW, CaseconHttpCase
from .personas import promise

EARLIER, LATER = datetime(2020, 2, 29, 9), datetime(2031, 7, 1, 9)


def in_another_thread(call):
    """What `call` returns when another thread calls it."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(call()))
    thread.start()
    thread.join()
    return answers[0]


@promise()
class TestClock(TransactionCase):
    def assert_real(self, moment):
        self.assertLess(abs(moment - fields.Datetime.now()), timedelta(minutes=5))

    def test_another_thread_meets_the_real_time(self):
        with clock.at(EARLIER):
            self.assertEqual(clock.now(), EARLIER)
            self.assert_real(in_another_thread(clock.now))

    def test_a_block_in_another_thread_leaves_this_one_alone(self):
        inside, leave = threading.Event(), threading.Event()

        def stay():
            with clock.at(EARLIER):
                inside.set()
                leave.wait(10)

        thread = threading.Thread(target=stay)
        thread.start()
        self.assertTrue(inside.wait(10))
        self.assert_real(clock.now())
        with clock.at(LATER):
            leave.set()
            thread.join()
            self.assertEqual(clock.now(), LATER)
        self.assert_real(clock.now())

    def test_blocks_within_each_other_restore_the_one_around(self):
        with clock.at(EARLIER):
            with self.assertRaises(ZeroDivisionError), clock.at(LATER):
                raise ZeroDivisionError
            self.assertEqual(clock.now(), EARLIER)
        self.assert_real(clock.now())

    def test_blocks_that_overlap_leave_nothing_behind(self):
        for moments in ((EARLIER, LATER), (EARLIER, EARLIER)):
            first, second = map(clock.at, moments)
            first.__enter__()
            second.__enter__()
            first.__exit__(None, None, None)
            self.assertEqual(clock.now(), moments[1])
            second.__exit__(None, None, None)
            self.assert_real(clock.now())

    def test_only_tests_and_the_demo_builder_carry_another_time(self):
        addon = Path(__file__).resolve().parent.parent
        found = {
            path.relative_to(addon).parts[0]
            for path in addon.rglob("*.py")
            if "clock.at(" in path.read_text() or "clock._blocks" in path.read_text()
        }
        self.assertEqual(found, {"demo", "tests"})


@promise()
class TestClockOfTheServer(CaseconHttpCase):
    def test_what_serves_a_test_meets_the_moment_of_the_test(self):
        self.assertEqual(in_another_thread(clock.now), NOW)
        with clock.at(LATER):
            self.assertEqual(in_another_thread(clock.now), LATER)
        self.assertEqual(in_another_thread(clock.now), NOW)
