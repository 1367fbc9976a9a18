"""What people may press in a random life of one conference: each a name, who presses, and how; see `test_lives.py`.

Nothing here knows a rule. A step is tried at whatever moment the life has come to; the app refuses what it must.
"""

from datetime import timedelta

from ...models import clock

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# How long until the next step: most lives need both the minutes of a meeting and the days before it.
PAUSES = (0 * MINUTE, 3 * MINUTE, 20 * MINUTE, 2 * HOUR, DAY, 4 * DAY, 8 * DAY)


def ago(life, pick):
    """Some moment, told as a person would: now, or up to some days ago, or to come."""
    return str(clock.now() - (0, 1, 45, 60 * 20, 60 * 24 * 6, -30)[pick % 6] * MINUTE)


def attendee(life, pick):
    rows = life.conference.attendee_ids
    return rows[pick % len(rows)] if rows else rows


def line(life, pick):
    lines = life.conference.consent_line_ids
    return lines[pick % len(lines)] if lines else lines


def late(life, pick, **arguments):
    """With or without another time than now."""
    return {**arguments, "at": ago(life, pick)} if pick % 2 else arguments


def start(life, pick):
    live = life.conference.attendee_ids.filtered(lambda row: not row.removed_at)
    there = live if pick % 3 else live[: pick % 5]
    late = {"started_at": ago(life, pick)} if pick % 2 else {}
    return {"present_attendee_ids": there.ids, "reason": "Somebody is missing", **late}


def record(verb, **values):
    def arguments(life, pick):
        read = life.what_is_read() if verb == "confirm_understanding" else {}
        said = {"verb": verb, "values": {**read, **values}, "words": "As they said", "through": "phone"}
        return late(life, pick, **said)

    return arguments


def plain(**arguments):
    return lambda life, pick: arguments


# verb: who presses, what on, with what
CONFERENCE = {
    "schedule": ("hr", lambda life, pick: {"start": str(life.some_start(pick))}),
    "move": ("hr", lambda life, pick: {"start": str(life.some_start(pick)), "reason": "Another day"}),
    "confirm_understanding": ("employee", lambda life, pick: life.what_is_read()),
    "waive_notice": ("employee", lambda life, pick: {"earliest_start": ago(life, pick)}),
    "keep_notice": ("employee", plain()),
    "record_handover": ("hr", lambda life, pick: {"handed_over_at": ago(life, pick), "how": "By hand"}),
    "record_pre_call": (
        "clinician",
        lambda life, pick: {
            "outcome": ("done", "declined", "missed")[pick % 3],
            "called_at": ago(life, pick),
            "minutes": 5,
        },
    ),
    "prepare": ("clinician", plain()),
    "start": ("clinician", start),
    "pause": ("clinician", plain()),
    "resume": ("clinician", lambda life, pick: {"present_attendee_ids": life.conference.attendee_ids.ids}),
    "stop_sharing": ("employee", plain()),
    "adjourn": ("clinician", lambda life, pick: {"start": str(life.some_start(pick)), "reason": "We go on then"}),
    "end": ("clinician", plain()),
    "close": ("hr", lambda life, pick: {"no_minutes_reason": "Nobody wanted any"} if pick % 2 else {}),
    "cancel": ("hr", lambda life, pick: {"reason": "No longer needed"} if pick % 7 == 0 else {}),
}
FOR_EMPLOYEE = {
    "confirm_understanding": record("confirm_understanding"),
    "waive_notice": record("waive_notice", earliest_start="2026-06-01 00:00:00"),
    "acknowledge_attendees": record("acknowledge_attendees"),
}
ATTENDEE = {
    "enter": ("clinician", lambda life, pick: late(life, pick)),
    "leave": ("clinician", lambda life, pick: late(life, pick)),
    "was_present": (
        "clinician", lambda life, pick: {"present_from": ago(life, pick), "present_until": ago(life, pick + 1)},
    ),
    "acknowledge_recording": ("clinician", lambda life, pick: late(life, pick, through="phone", words="Yes")),
}  # fmt: skip
LINE = {
    "grant": ("employee", plain()),
    "refuse": ("employee", plain()),
    "withdraw": ("employee", plain()),
    "disclose": ("clinician", lambda life, pick: late(life, pick)),
}
MINUTES = {
    "send_for_fact_check": ("hr", plain()),
    "answer_fact_check": ("employee", lambda life, pick: life.read_minutes()),
    "finalise": ("hr", plain()),
    "record_handover": ("hr", lambda life, pick: {"handed_over_at": ago(life, pick), "how": "By hand"}),
    "flag": ("clinician", lambda life, pick: {"paragraph_id": "p-1", **life.read_minutes()}),
    "resolve_flag": ("clinician", lambda life, pick: {"paragraph_id": "p-1", **life.read_minutes()}),
}
STEPS = [
    *(("conference", verb, *how) for verb, how in CONFERENCE.items()),
    *(("for_employee", verb, "clinician", how) for verb, how in FOR_EMPLOYEE.items()),
    *(("attendee", verb, *how) for verb, how in ATTENDEE.items()),
    *(("line", verb, *how) for verb, how in LINE.items()),
    *(("minutes", verb, *how) for verb, how in MINUTES.items()),
    *(("propose", "", "clinician", None), ("write", "", "hr", None), ("send", "", "", None)),
]

# Where a life begins, how long it waits between two steps, and what is pressed more often there.
QUICK = (0 * MINUTE, MINUTE, 3 * MINUTE, 10 * MINUTE)
BEGINS = {
    "accepted": (PAUSES, ("schedule", "move", "confirm_understanding", "record_pre_call", "prepare", "")),
    "prepared": (QUICK, ("start", "start", "start", "grant", "move", "acknowledge_recording", "waive_notice")),
    "granted": (QUICK, ("enter", "leave", "was_present", "disclose", "grant", "withdraw", "pause", "resume")),
    "minuted": (PAUSES[2:], ("", "send_for_fact_check", "answer_fact_check", "finalise", "flag", "resolve_flag")),
}


def steps_of(begin):
    """All steps, and four times as often those that matter where a life begins."""
    often = BEGINS[begin][1]
    return [step for step in STEPS for _ in range(1 + 4 * often.count(step[1]))]
