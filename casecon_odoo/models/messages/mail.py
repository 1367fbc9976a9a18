"""The one mail that leaves the app: "you have an update", a link, and the calendar entry. Nothing else (R25)."""

import contextlib
import uuid

from markupsafe import Markup

from ...domain.invitation import Invitation, to_ical
from ...domain.mail_address import NotOneAddress, envelope_address, plain_address
from ...domain.zones import zone_named
from .. import clock

PARTSTAT = {
    "needs_action": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "tentative": "TENTATIVE",
}
METHODS = {"request": "REQUEST", "cancel": "CANCEL"}
NOWHERE = "no-reply@localhost"


def build_mail(message, address):
    """An email.message for one `casecon.message`, to one plain address, in the reader's language."""
    attendee = message.attendee_id
    conference = attendee.conference_id
    env = message.with_context(lang=_lang(attendee, conference)).env
    sender, address = sender_of(conference.company_id), envelope_address(address)
    subject = env._("You have an update")
    link = _link(env, message, attendee)
    body = Markup('<p>%s</p><p><a href="%s">%s</a></p>') % (
        env._("There is something new for you. Log in to read it:"),
        link,
        link,
    )
    mail = env["ir.mail_server"]._build_email__(
        sender,
        [address],
        subject,
        body,
        subtype="html",
        message_id=message.message_ref,
        headers={"Auto-Submitted": "auto-generated"},
    )
    method = METHODS.get(message.kind)
    if method and message._carries_entry():
        ical = to_ical(_invitation(env, message, conference, address, sender), method)
        mail.add_alternative(ical, "text", "calendar", params={"method": method, "charset": "utf-8"})
        mail.add_attachment(ical, "application", "ics", filename="invite.ics")
    return mail


def new_message_ref(sender):
    """A Message-ID that tells nothing: neither the record nor the name of the machine."""
    return f"<{uuid.uuid4()}@{sender.rpartition('@')[2]}>"


def sender_of(company):
    """A bare no-reply address: a display name could tell what the mail is about. The first that is an address."""
    server = company.env["ir.mail_server"].with_company(company)
    for text in (company.casecon_no_reply_email, server._get_default_from_address(), company.email):
        with contextlib.suppress(NotOneAddress):
            return envelope_address(plain_address(text))
    return NOWHERE


def _invitation(env, message, conference, address, sender):
    attendee = message.attendee_id
    names = dict(env["res.company"]._fields["casecon_event_name"]._description_selection(env))
    organizer = conference.organizer_email or sender
    return Invitation(
        uid=conference.ical_uid,
        sequence=message.sequence,
        start=conference.start,
        stop=conference.stop,
        summary=names[conference.company_id.casecon_event_name],
        organizer_email=organizer,
        organizer_name=env._("No reply"),
        sent_by=sender if sender != organizer else "",
        attendee_email=address,
        attendee_name=attendee.partner_id.name or "",
        partstat=PARTSTAT[attendee.answer],
        zone=_zone(attendee, conference),
        stamped_at=clock.now(),
    )


def _lang(attendee, conference):
    """The reader's language, else the company's: one that Odoo still speaks."""
    spoken = {code for code, _name in attendee.env["res.lang"].get_installed()}
    employee_lang = conference.employee_id._casecon_lang() if attendee.role == "employee" else False
    wanted = (employee_lang, attendee.partner_id.lang, conference.company_id.partner_id.lang)
    return next((lang for lang in wanted if lang in spoken), "en_US")


def _zone(attendee, conference):
    """The reader's time zone, else the employee's: one that there is."""
    of_employee = conference.employee_id._casecon_zone()
    for zone in (False if attendee.role == "employee" else attendee.partner_id.tz, of_employee):
        with contextlib.suppress(ValueError):
            if zone:
                zone_named(zone)
                return zone
    return "UTC"


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
