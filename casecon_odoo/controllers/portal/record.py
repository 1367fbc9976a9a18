"""What is kept: the report that is offered, the minutes and their check, and the employee's actions."""

from odoo.http import Controller, request

from .answers import _about, _answer
from .conference import zone_of
from .kept import changed_paragraphs_of, decisions_of, minutes_of, paragraphs_of, remarks_of
from .pages import ROOT, NotThere, Refused, answer, chosen, concerns, page, posted, show, typed
from .reading import date_text, moment_text, my_conference, my_employee_ids


class RecordPages(Controller):
    @page("/reports/<int:report_id>")
    def portal_report(self, report_id):
        """A report that is offered to the employee first: may it go to the employer? [R1]"""
        report = _my_report(report_id)
        roles = dict(report._fields["author_role"]._description_selection(request.env))

        def act():
            wish = chosen("agrees", ("yes", "no"), request.env._("Choose whether you agree."))
            if posted("read") == "yes" and not report.read_at:
                report.action_confirm_read()
            if wish == "yes" and not report.read_at:
                sentence = request.env._("Read the report, then tick this box. If you have no copy, ask OH for one.")
                raise Refused(read=sentence)
            report.action_answer_offer(agrees=wish == "yes", words=posted("words"))

        values = {
            "main_field": "agrees",
            **typed(agrees="", words="", read=""),
            "read_on": moment_text(report.read_at, _zone_of(report)),
            "read_on_paper": report.read_through == "letter",
            "author": report.author_name or "",
            "role": roles.get(report.author_role, ""),
            "registration": report.registration_number or "",
            "date": date_text(report.issued_on),
            "answer": report.offer_answer or "",
            "is_possible": report.state == "offered",
            "back": ROOT,
        }
        title = request.env._("May your report go to your employer?")
        return answer("report", title, values, act, f"{ROOT}/reports/{report.id}/done")

    @page("/reports/<int:report_id>/done", methods=("GET",))
    def portal_report_done(self, report_id):
        """The answer is kept."""
        report = _my_report(report_id)
        meaning = {
            "agreed": request.env._("OH may now release the report to your employer."),
            "refused": request.env._("OH will not release the report to your employer without your agreement."),
        }.get(report.offer_answer)
        if not meaning:
            raise NotThere
        return show(
            "done", request.env._("Your answer is saved"), {"meaning": meaning, "tasks": [], "back": ROOT, "name": ""}
        )

    @page("/<int:conference_id>/minutes")
    def portal_minutes(self, conference_id):
        """The minutes: paragraph by paragraph, with the employee's comments; and the end of their check [R22]."""
        conference, minutes = _my_minutes(conference_id)

        def act():
            minutes.action_answer_fact_check(comment=posted("comment"), digest=posted("digest"))

        changed = [] if minutes.answered_at else changed_paragraphs_of(minutes)
        comments = remarks_of(minutes, "comment")
        here = f"{ROOT}/{conference.id}/minutes"
        values = {
            **_about(conference),
            **typed(comment=""),
            "is_final": minutes.state == "final",
            "digest": minutes.text_digest,
            "is_changed": bool(changed),
            "paragraphs": [
                {
                    **one,
                    "comments": [remark for remark in comments if remark["paragraph"] == one["id"]],
                    "comment_url": f"{here}/{one['id']}",
                }
                for one in changed or paragraphs_of(minutes)
            ],
            "remarks": remarks_of(minutes, "answer", "disagreement", "addendum"),
            "decisions": decisions_of(conference.id),
            "until": moment_text(minutes.fact_check_until, zone_of(conference)),
            "answered": moment_text(minutes.answered_at, zone_of(conference)),
            "finalised": moment_text(minutes.finalised_at, zone_of(conference)),
            "statement_url": f"{here}/statement?digest={minutes.text_digest}",
            "document_url": f"{here}.pdf",
            "is_possible": minutes.state == "fact_check",
        }
        title = request.env._("The minutes") if minutes.state == "final" else request.env._("Check the minutes")
        return _answer("minutes", title, conference, values, act, "fact-check", "comment")

    @page("/<int:conference_id>/minutes/<string:paragraph_id>")
    def portal_minutes_comment(self, conference_id, paragraph_id):
        """A comment on one paragraph."""
        conference, minutes = _my_minutes(conference_id)
        paragraph = next((one for one in paragraphs_of(minutes) if one["id"] == paragraph_id), None)
        if not paragraph:
            raise NotThere

        def act():
            if not posted("comment"):
                raise Refused(comment=request.env._("Write what is not right in this paragraph."))
            minutes.action_comment(paragraph_id=paragraph_id, text=posted("comment"), digest=posted("digest"))

        values = {
            **_about(conference),
            **typed(comment=""),
            "back": f"{ROOT}/{conference.id}/minutes",
            "text": paragraph["text"],
            "digest": minutes.text_digest,
            "is_possible": minutes.state == "fact_check",
        }
        title = request.env._("Comment on a paragraph")
        return _answer("minutes_comment", title, conference, values, act, "comment", "comment")

    @page("/<int:conference_id>/minutes/statement")
    def portal_minutes_statement(self, conference_id):
        """A statement of disagreement, attached to the minutes."""
        conference, minutes = _my_minutes(conference_id)

        def act():
            if not posted("statement"):
                raise Refused(statement=request.env._("Write your statement."))
            minutes.action_state_disagreement(text=posted("statement"), digest=posted("digest"))

        values = {
            **_about(conference),
            **typed(statement=""),
            "back": f"{ROOT}/{conference.id}/minutes",
            # of the page of the minutes, where they were read
            "digest": posted("digest") or request.httprequest.args.get("digest") or minutes.text_digest,
            "is_possible": True,
        }
        title = request.env._("Statement of disagreement")
        return _answer("minutes_statement", title, conference, values, act, "statement", "statement")

    @page("/<int:conference_id>/actions/<int:decision_id>")
    def portal_action(self, conference_id, decision_id):
        """Mark one's own action as done [R23]."""
        conference = my_conference(conference_id)
        decision = request.env["casecon.decision"].search(
            [
                ("id", "=", decision_id),
                ("conference_id", "=", conference.id),
                ("owner_id", "=", request.env.user.partner_id.id),
            ]
        )
        if not decision:
            raise NotThere
        values = {
            **_about(conference),
            "text": decision.name,
            "due": date_text(decision.due_on),
            "is_possible": decision.state == "open",
        }
        return _answer(
            "action",
            request.env._("Your action"),
            conference,
            values,
            lambda: decision.action_done() and None,
            "action",
            "form",
        )


def _my_report(report_id):
    report = request.env["casecon.report"].search(
        [("id", "=", report_id), ("employee_id", "in", my_employee_ids()), ("offered_at", "!=", False)]
    )
    if not report:
        raise NotThere
    concerns(report.sudo().company_id)  # sudo: casecon.report - whose OH is named
    return report


def _zone_of(report):
    return report.sudo().employee_id._casecon_zone()  # sudo: hr.employee - the zone of the reader's own dates


def _my_minutes(conference_id):
    conference = my_conference(conference_id)
    minutes = minutes_of(conference.id)
    if not minutes:
        raise NotThere
    return conference, minutes
