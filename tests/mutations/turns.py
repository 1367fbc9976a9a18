"""Whose turn it is: the list, the emails about it, and the time that a move offers."""

from .mutation import Mutation

TURNS = {
    "turns-put-right": Mutation(
        "a passage that was put right waits for nobody",
        "domain/turn_table.py",
        "lambda case: case.flagged_since is None and case.put_right_since is not None",
        "lambda case: False",
        by="TestWaiting",
    ),
    "turns-checklist": Mutation(
        "what the checklist misses is nobody's turn",
        "domain/turns.py",
        "    found += _of_checklist(case)\n",
        "",
        by="TestWaiting",
    ),
    "turns-dead-end": Mutation(
        "the clinician has no button for a flag that was put right",
        "views/record/record_views.xml",
        "invisible=\"state not in ('draft', 'fact_check') or reads_as != 'clinician' or not has_open_flags\"",
        'invisible="1"',
        updates=True,
        by="TestNoDeadEnds",
    ),
    "turns-mail-many": Mutation(
        "each of many requests is an email of its own",
        "models/messages/turns_told.py",
        "QUIET = timedelta(hours=4)",
        "QUIET = timedelta(0)",
        by="TestTurnsTold",
    ),
    "turns-mail-late": Mutation(
        "an email tells of a turn that is over",
        "models/messages/turns_told.py",
        "return any(turn.code == code for turns in found.values() for turn in turns)",
        "return True",
        by="TestTurnsTold",
    ),
    "turns-mail-once": Mutation(
        "the clinician is told of each change of a text that they flagged",
        "models/record/turns_told.py",
        "put_right_sudo = flags_sudo - minutes._flags_as_they_stand()",
        "put_right_sudo = minutes._open_flags()",
        by="TestTurnsTold",
    ),
    "turns-present": Mutation(
        "the booked time is offered for a move",
        "domain/slot_answer.py",
        "refused = self.past | self.present | self.short_notice",
        "refused = self.past | self.short_notice",
        by="TestDoneNote",
    ),
}
