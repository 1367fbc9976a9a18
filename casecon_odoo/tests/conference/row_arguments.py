"""What is asked of each verb on what hangs on a conference, where everything about it is right."""

from ...models import clock


class RowArguments:
    """For a test with `people`."""

    def arguments(self, row):
        """Good arguments for every verb: what is refused is refused for role, state or rule."""
        conference = row.sudo().conference_id.id if "conference_id" in row._fields else False
        employee = self.people["employee"].id
        read = {"digest": row.sudo().text_digest} if row._name == "casecon.minutes" else {}
        return {
            "casecon.report": {
                "create": {"employee_id": employee},
                "register": {
                    "employee_id": employee,
                    "author_name": "Dr A. Outside",
                    "author_role": "ohp",
                    "registration_number": "GMC-1",
                    "issued_on": "2026-05-20",
                    "received_on": "2026-05-20",
                },
                "issue": {},
                "offer": {},
                "confirm_read": {},
                "record_handover": {"handed_over_at": str(clock.now()), "how": "By hand"},
                "answer_offer": {"agrees": True, "through": "phone", "words": "Yes"},
                "release": {},
                "withhold": {},
            },
            "casecon.attendee": {
                "answer": {"answer": "accepted"},
                "propose": {"start": "2026-07-20 09:00:00"},
                "enter": {},
                "leave": {},
                "was_present": {"present_from": "2026-06-09 09:01:00", "present_until": "2026-06-09 09:02:00"},
                "acknowledge_recording": {},
            },
            "casecon.agenda.item": {
                "create": {"conference_id": conference, "name": "A question"},
                "write": {"name": "Another question"},
                "unlink": {},
                "discuss": {},
                "park": {},
            },
            "casecon.question": {"answer": {"report_id": self.answers.id}, "take": {}},
            "casecon.note": {
                "create": {"employee_id": employee, "body": "Words"},
                "write": {"body": "Other words"},
                "unlink": {},
                "sign": {},
                "add_addendum": {"body": "More words"},
                "mark_error": {"reason": "Another person"},
            },
            "casecon.consent.line": {
                "create": {"conference_id": conference, "wording": "Sees a physio"},
                "write": {"wording": "Sees a nurse", "kind": "treatment"},
                "unlink": {},
                "grant": {"through": "phone", "words": "Yes"},
                "refuse": {"through": "phone", "words": "No"},
                "withdraw": {"through": "phone"},
                "disclose": {},
            },
            "casecon.disclosure": {"explain": {"words": "They were told"}},
            "casecon.minutes": {
                "create": {"conference_id": conference, "body": "<p>Three</p>"},
                "write": {"body": '<p id="p-1">Four</p>'},
                "send_for_fact_check": {},
                "comment": {"paragraph_id": "p-1", "text": "No", **read},
                "answer_fact_check": {"comment": "Yes", "through": "phone", **read},
                "extend_fact_check": {"until": "2026-07-20 09:00:00"},
                "state_disagreement": {"text": "No", "through": "phone", **read},
                "flag": {"paragraph_id": "p-1", **read},
                "resolve_flag": {"paragraph_id": "p-2", **read},
                "record_handover": {"handed_over_at": str(clock.now()), "how": "By hand"},
                "finalise": {},
                "add_addendum": {"body": "More"},
            },
            "casecon.decision": {
                "create": {"conference_id": conference, "kind": "decision", "name": "Two days at home"},
                "write": {"name": "Look for two desks"},
                "unlink": {},
                "done": {},
            },
        }[row._name]
