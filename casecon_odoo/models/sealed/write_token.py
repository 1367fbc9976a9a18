"""The token with which the frame of one draft saves: no cookie travels from there.

It is handed out with the page, for one text, one person and their session, and ends with any of them; nothing of it is
stored. Its key is derived from the database's secret.
"""

import hmac as compare
import re

from odoo import http
from odoo.tools.misc import hmac

from .. import clock
from .entitled import is_active

HOURS = 12
_SCOPE = "casecon_odoo: save one sealed text"
_TOKEN = re.compile(r"Bearer (\d{1,10})\.(\d{1,12})\.([\w-]{42})\.([0-9a-f]{64})")


def session_of(sid):
    """The part of a session's id that tells sessions apart and opens none."""
    return sid[: http.STORED_SESSION_BYTES]


def token_for(env, text, sid):
    """A token for this text, for the user of `env` in this session."""
    until, session = _seconds() + HOURS * 3600, session_of(sid)
    return f"{env.uid}.{until}.{session}.{_mac(env, env.uid, until, session, text)}"


def bearer(env, text, header):
    """Who saves this text by this header `Authorization`: (uid, session), or None where it is not valid any more."""
    match = _TOKEN.fullmatch(header or "")
    if not match:
        return None
    uid, until, session, mac = int(match[1]), int(match[2]), match[3], match[4]
    if until < _seconds() or not is_active(env.cr, uid):
        return None
    if not compare.compare_digest(mac, _mac(env, uid, until, session, text)):
        return None
    if http.root.session_store.get_missing_session_identifiers([session]):
        return None  # logged out since
    return uid, session


def _mac(env, uid, until, session, text):
    # sudo: res.users, ir.config_parameter - the login's own mark, which a new password changes; and the secret
    env_sudo = env(su=True)
    login_sudo = env_sudo["res.users"].browse(uid)
    mark = login_sudo._session_token_hash_compute(session, login_sudo._session_token_get_values())
    return hmac(env_sudo, _SCOPE, (uid, until, session, text, mark))


def _seconds():
    return int(clock.now().timestamp())
