"""The mails that leave the app, put together: text, HTML, the organisation's logo and the calendar entry (R25)."""

import base64
import contextlib
import uuid
from datetime import timedelta
from email.utils import formataddr

from ...domain.invitation import Invitation, one_line, to_ical
from ...domain.mail_address import NotOneAddress, envelope_address, plain_address
from .. import clock
from .content import content_of
from .guard import check_mail
from .reply_address import organizer_of

PARTSTAT = {
    "needs_action": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "tentative": "TENTATIVE",
}
METHODS = {"request": "REQUEST", "cancel": "CANCEL", "declinecounter": "DECLINECOUNTER"}
NOWHERE = "no-reply@localhost"
# what mail programs show; anything else a company may have for a logo is left out
IMAGES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
LOGO = "logo"


def build_mail(message, address):
    """An email.message for one `casecon.message`, to one plain address, in the reader's language.

    Tells, and no mail, where it would say what it is about.
    """
    message = message.with_context(lang=message._reader_lang())
    env, company = message.env, message.company_id
    sender, address = sender_of(company), envelope_address(address)
    organizer = organizer_of(message.attendee_id, sender)
    if message.kind in METHODS and organizer.is_sender:
        sender = organizer.email  # programs of Microsoft answer to whom the mail is from
    link = _link(env, message, message.attendee_id)
    method = METHODS.get(message.kind)
    carries_entry = method and message._carries_entry()  # first: the words say whether it does
    others = message._others()
    content, logo = content_of(message, link, others), _logo(company)
    mail = env["ir.mail_server"]._build_email__(
        formataddr((content.organisation, sender)),
        [address],
        content.subject,
        str(env["ir.qweb"]._render("casecon_odoo.mail_message", _values(env, content, logo))),
        subtype="html",
        body_alternative=content.text,
        message_id=message.message_ref,
        headers={"Auto-Submitted": "auto-generated"},
    )
    if logo:
        mail.get_body(("html",)).add_related(*logo, cid=f"<{LOGO}>", disposition="inline", filename=f"logo.{logo[2]}")
    if carries_entry:
        add_entry(mail, _invitation(env, message, content, address, sender, organizer), method)
    check_mail(
        mail,
        own_name=company.name or "",
        reader=(one_line(message._reader().name or "") or address).replace('"', "'"),  # as `to_ical` writes it
        others=others,
        known=[link, address, sender],
    )
    return mail


def add_entry(mail, invitation, method):
    """The calendar entry, as mail programs look for it: some in the one place, some in the other."""
    ical = to_ical(invitation, method)
    mail.add_alternative(ical, "text", "calendar", params={"method": method, "charset": "utf-8"})
    mail.add_attachment(ical, "application", "ics", filename="invite.ics")


def new_message_ref(sender):
    """A Message-ID that tells nothing: neither the record nor the name of the machine."""
    return f"<{uuid.uuid4()}@{sender.rpartition('@')[2]}>"


def sender_of(company):
    """The no-reply address of a company. The first that is an address."""
    server = company.env["ir.mail_server"].with_company(company)
    for text in (company.casecon_no_reply_email, server._get_default_from_address(), company.email):
        with contextlib.suppress(NotOneAddress):
            return envelope_address(plain_address(text))
    return NOWHERE


def _values(env, content, logo):
    """A white list for the template: texts, no records."""
    names = ("subject", "heading", "paragraphs", "facts", "button", "contact", "footer", "organisation")
    return {
        **{name: getattr(content, name) for name in names},
        "language": (env.lang or "en_US").replace("_", "-"),
        "direction": env["res.lang"]._get_data(code=env.lang or "en_US").direction or "ltr",
        "logo": f"cid:{LOGO}" if logo else "",
    }


def _logo(company):
    """The company's own logo as bytes, main type and subtype; nothing where it has none that mail programs show."""
    data = not company.uses_default_logo and base64.b64decode(company.logo_web or b"")
    kind = data and next((kind for magic, kind in IMAGES.items() if data.startswith(magic)), None)
    return (data, "image", kind) if kind else None


def _invitation(env, message, content, address, sender, organizer):
    attendee = message.attendee_id
    conference = attendee.conference_id
    start = message.start or conference.start
    return Invitation(
        uid=conference.ical_uid,
        sequence=message.sequence,
        start=start,
        stop=start + timedelta(minutes=conference.duration),
        summary=conference.company_id._casecon_event_word(),
        organizer_email=organizer.email,
        organizer_name=content.organisation or env._("No reply"),
        wants_answer=organizer.is_read,
        sent_by=sender if sender != organizer.email else "",
        attendee_email=address,
        attendee_name=attendee.partner_id.name or "",
        partstat=PARTSTAT[attendee.answer],
        zone=message._zones_said()[0],
        stamped_at=clock.now(),
        location=content.place,
    )


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
