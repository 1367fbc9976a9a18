"""The one mail that leaves the app: "you have an update", a link, and the calendar entry. Nothing else (R25)."""

from markupsafe import Markup

from ...domain.invitation import Invitation, to_ical
from .. import clock

PARTSTAT = {
    "needs_action": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "tentative": "TENTATIVE",
}
METHODS = {"request": "REQUEST", "cancel": "CANCEL"}


def build_mail(message, address):
    """An email.message for one `casecon.message`, to one address, in the reader's language."""
    attendee = message.attendee_id
    conference = attendee.conference_id
    env = message.with_context(lang=attendee.partner_id.lang or conference.company_id.partner_id.lang).env
    sender = _sender(env, conference)
    subject = env._("You have an update")
    link = _link(env, message, attendee)
    body = Markup('<p>%s</p><p><a href="%s">%s</a></p>') % (
        env._("There is something new for you. Log in to read it:"),
        link,
        link,
    )
    mail = env["ir.mail_server"]._build_email__(
        sender, [address], subject, body, subtype="html", headers={"Auto-Submitted": "auto-generated"}
    )
    method = METHODS.get(message.kind)
    if method:
        ical = to_ical(_invitation(env, attendee, conference, address, sender), method)
        mail.add_alternative(ical, "text", "calendar", params={"method": method, "charset": "utf-8"})
        mail.add_attachment(ical, "application", "ics", filename="invite.ics")
    return mail


def _invitation(env, attendee, conference, address, sender):
    names = dict(env["res.company"]._fields["casecon_event_name"]._description_selection(env))
    zone = conference.employee_id._casecon_zone() if attendee.role == "employee" else attendee.partner_id.tz
    return Invitation(
        uid=conference.ical_uid,
        sequence=conference.sequence,
        start=conference.start,
        stop=conference.stop,
        summary=names[conference.company_id.casecon_event_name],
        organizer_email=sender,
        organizer_name=env._("No reply"),
        attendee_email=address,
        attendee_name=attendee.partner_id.name or "",
        partstat=PARTSTAT[attendee.answer],
        zone=zone or conference.employee_id._casecon_zone(),
        stamped_at=clock.now(),
    )


def _sender(env, conference):
    """A bare no-reply address: a display name could tell what the mail is about."""
    company = conference.company_id
    server = env["ir.mail_server"]
    return company.casecon_no_reply_email or server._get_default_from_address() or company.email or "no-reply@localhost"


def _link(env, message, attendee):
    base = env["ir.config_parameter"].sudo().get_param("web.base.url")
    if message.kind == "portal":
        login = attendee.known_user_id
        if not login:
            return f"{base}/my/conferences/join/{attendee._seat_token()}"
        if not login.log_ids and not login._casecon_waits():
            login.partner_id.signup_prepare()
            return login.partner_id._get_signup_url_for_action()[login.partner_id.id]
    return f"{base}/updates"
