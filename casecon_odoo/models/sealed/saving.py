"""What the frame of a draft saves: as the person whose token it is, by the record's own verb: the gate judges."""

import hmac
import json

from odoo.exceptions import UserError
from odoo.http import request

from ...domain.sealed.suite import Bound, seal
from .data_key import data_keys
from .drafts import lock_draft
from .store import store_id
from .write_token import bearer


def saved(text):
    """Save the text of a draft: (what the frame is told, HTTP status)."""
    known = bearer(request.env, text, request.httprequest.headers.get("Authorization"))
    if not known:
        return _refused(request.env._("Your session has ended. Copy your words, then reload the page."), 403)
    uid, request.casecon_session = known
    request.update_env(user=uid)
    request.update_context(**request.env["res.users"].context_get())
    return _saved(request.env, text)


def _saved(env, text):
    # what was sent is read after the lock, since it is read once
    of, record_id, stands = lock_draft(env.cr, text) or (None, None, None)
    # not kept in the request, where an automation could find it
    if not (sent := request.httprequest.get_data(cache=False)):
        return _refused("", 503, closed=False)  # begun again all the same: the frame sends it again
    try:
        draft = json.loads(sent)
        revision, values, payload = int(draft["revision"]), of and of.values(draft), of and of.payload(draft)
    except (ValueError, KeyError, TypeError, OverflowError):  # what is no draft; a number without an end
        return _refused("", 400)
    if of and stands == revision + 1 and _was_saved(env.cr, text, stands, payload):
        return {"revision": stands}, 200
    if not of or stands != revision:
        sentence = env._(
            "This text was changed in another window. Your words are not saved: copy them, then reload the page."
        )
        return _refused(sentence, 409)
    record = env[of.model].browse(record_id)
    try:
        with env.cr.savepoint():
            record.write(values)
    except UserError as refusal:
        return _refused(str(refusal), 422, closed=False)
    return {"revision": record.text_revision}, 200


def _was_saved(cr, text, revision, payload):
    """Whether this revision holds these words: they were saved, and the answer was lost on its way."""
    cr.execute(
        "SELECT key_id, company_id, kind, content_mac FROM casecon_sealed WHERE text = %s AND revision = %s",
        [text, revision],
    )
    key_id, company_id, kind, mark = cr.fetchone()
    _id, key, opened = data_keys(cr, {key_id})[key_id]
    bound = Bound(store_id(cr), company_id, kind, key, text, revision)
    return hmac.compare_digest(seal(opened, payload, bound).content_mac, bytes(mark))


def _refused(sentence, status, closed=True):
    return {"sentence": sentence, "closed": closed}, status
