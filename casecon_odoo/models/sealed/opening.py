"""The one way out of sealed text, in the order in which it is asked (docs/decisions/016).

Where the request comes from, who calls, who reads; whose the text is; the row of the log, on disk; and only then keys
and texts. What is refused is a sentence, and a row of the log as well.
"""

import logging

import psycopg2
from odoo.api import SUPERUSER_ID
from odoo.http import request

from ...domain.sealed.ring import KeyFileError, MasterKeyError
from ...domain.sealed.suite import UnreadableError
from . import callers, key_file
from .access_log import log_now
from .document import said
from .drafts import Draft
from .entitled import is_active, row_of, texts_of
from .page import text_page
from .sealed import open_texts
from .write_token import token_for

_logger = logging.getLogger(__name__)

FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}
CLOSED = (KeyFileError, MasterKeyError, UnreadableError)


class NotLoggedError(Exception):
    """The row of the log could not be written."""


def answer(texts, is_headed, is_read, frame, route):
    """The page of these texts, for who has asked for it. `frame`, `route`: those of the controller."""
    try:
        return _answer(request.env, texts, is_headed, is_read, frame, route)
    except NotLoggedError:
        sentence = request.env._("The access log cannot be written, so the text stays closed. Try again in a minute.")
        return said(request.env, sentence, 503)


def _answer(env, texts, is_headed, is_read, frame, route):
    for purpose, sentence in _refusals(env, frame, route):
        _log(env, "refused", texts, purpose=purpose)
        return said(env, sentence, 403)
    found = texts_of(env.cr, env.uid, texts)
    for told in _about([row for row in found if not row.may]):
        _log(env, "refused", **{**told, "purpose": "rights", "role": None})
    rows = [row for row in found if row.may]
    if not rows:
        return said(env, env._("This text is not here, or you cannot read it."), 404)
    for told in _about(rows):
        _log(env, "open", **told)
    opened = _opened(env, rows)
    draft = None if is_headed or is_read else _draft(env, rows)
    return text_page(env, rows, opened, is_headed, missing=len(texts) - len(rows), draft=draft)


def _log(env, act, texts, **said):
    try:
        log_now(env, act, texts=texts, number=len(texts), **said)
    except psycopg2.Error as error:
        _logger.exception("The access log could not be written, so that sealed text stays closed.")
        raise NotLoggedError from error


def _refusals(env, frame, route):
    """Why the text stays closed whoever's it is: (for the log, for the person)."""
    headers = request.httprequest.headers
    if not any(name in headers for name in FRAME):
        sentence = env._(
            "This browser does not say where a page is opened from, so the text stays closed. Use a current browser,"
            " and an address that begins with https."
        )
        yield "browser", sentence
    if "Authorization" in headers or any(headers.get(name) != value for name, value in FRAME.items()):
        yield "headers", env._("This text is only shown inside the app. Open it there.")
    if callers.runs_expression(frame) or not callers.is_dispatched(frame, route):
        yield "caller", env._("Only a person's browser can open this text.")
    if not _is_the_person(env):
        yield "session", env._("Only your own login can open this text. Log in again.")


def _is_the_person(env):
    own = env.uid == request.session.uid and env.uid != SUPERUSER_ID and not env.su
    return own and is_active(env.cr, env.uid)


def _about(rows):
    """What the log keeps of these texts, for each person once: which, about whom, in what role, of which conference."""
    alike = {}
    for row in rows:
        alike.setdefault((row.employee_id, row.company_id, row.role, row.purpose), []).append(row)
    for (person, company, role, purpose), texts in alike.items():
        conferences = {row.conference_id for row in texts}
        yield {
            "texts": [row_of(row) for row in texts],
            "role": role,
            "purpose": purpose,
            "person": person,
            "company": company,
            "conference": conferences.pop() if len(conferences) == 1 else None,
        }


def _opened(env, rows):
    """By text: the payload, None where there is none, or the sentence of why it stays closed."""
    written = [row for row in rows if row.revision]
    opened = dict.fromkeys((row.text for row in rows), None)
    failed = []
    for row, result in zip(written, _each(env.cr, written), strict=True):
        opened[row.text] = _sentence(env, result) if isinstance(result, CLOSED) else result
        failed += [row_of(row)] if isinstance(result, CLOSED) else []
    if failed:
        _log(env, "refused", failed, purpose="unreadable")
    return opened


def _each(cr, rows):
    """The payloads; where one of many stays closed, its error in its place, and the others all the same."""
    if not rows:
        return []
    try:
        return open_texts(cr, [(row.text, row.revision) for row in rows], {row.text: row.employee_id for row in rows})
    except CLOSED as error:
        return [error] if len(rows) == 1 else [result for row in rows for result in _each(cr, [row])]


def _sentence(env, error):
    if isinstance(error, UnreadableError):
        return env._("This text was changed, so it cannot be shown. Tell your privacy officer.")
    return key_file.sentence(env, error)


def _draft(env, rows):
    """How the frame saves, where it shows one text that the reader may change, and nothing else."""
    row, *others = rows
    if others or not row.is_draft:
        return None
    address = f"{request.httprequest.host_url}updates/text/{row.text}/save"
    return Draft(address, token_for(env, row.text, request.session.sid))
