"""What a mail server's answer means for one mail: never again, later, or nobody knows (RFC 5321, RFC 3463)."""

import re
from email import message_from_string
from email.message import Message

# 5.1 address, 5.2 mailbox, 5.6 content: of this mail. The others are of the server, the route, the sender or a
# policy: somebody mends them, and then the same mail goes.
OWN_SUBJECTS = frozenset("126")
OWN_CODES = frozenset({501, 550, 551, 552, 553, 554, 555, 556})


def is_final(code: int, text: str) -> bool:
    """Whether a server that answered so to a recipient or a content will never take this mail.

    >>> is_final(550, "5.1.1 No such mailbox"), is_final(550, "No such user here")
    (True, True)
    >>> is_final(450, "4.2.0 Greylisted"), is_final(554, "5.7.1 Relay access denied"), is_final(530, "Log in first")
    (False, False, False)
    """
    if not 500 <= code <= 599:
        return False
    status = re.match(r"\s*([245])\.(\d{1,3})\.\d{1,3}\b", text)
    if status:
        return status[1] == "5" and status[2] in OWN_SUBJECTS
    return code in OWN_CODES


def never_arrives(report: Message) -> bool:
    """Whether a delivery report (RFC 3464) says of all its recipients that they are never reached.

    A delay, a success, and a bounce that does not say which of them it is, are not that.

    >>> from email import message_from_string
    >>> told = "Content-Type: message/delivery-status\\n\\nReporting-MTA: dns; x\\n\\nAction: {}\\nStatus: {}\\n"
    >>> [never_arrives(message_from_string(told.format(*how))) for how in (("failed", "5.1.1"), ("delayed", "4.4.1"))]
    [True, False]
    >>> never_arrives(message_from_string("Subject: Undelivered\\n\\nSorry."))
    False
    """
    recipients = [
        block
        for part in report.walk()
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
        for block in part.get_payload()
        if block["Action"]
    ]
    return bool(recipients) and all(
        block["Action"].strip().lower() == "failed" and str(block["Status"] or "").strip().startswith("5")
        for block in recipients
    )


def reported_ids(report: Message) -> list[str]:
    """The Message-IDs of the mails that a delivery report is about, as it carries them along.

    >>> from email import message_from_string
    >>> reported_ids(message_from_string("Content-Type: message/rfc822\\n\\nMessage-ID: <a@example.com>\\n\\nx"))
    ['<a@example.com>']
    """
    found = []
    for part in report.walk():
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global") and part.is_multipart():
            found.append(part.get_payload()[0]["Message-ID"])
        elif kind in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            payload = part.get_payload()
            carried = payload[0] if isinstance(payload, list) else message_from_string(str(payload))
            found.append(carried["Message-ID"])
    return [str(one).strip() for one in found if one]
