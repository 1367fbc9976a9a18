"""What the frame of a draft saves: as the person whose token it is, by the note's own verb, so that the gate judges."""

import hmac
import json

from odoo.exceptions import UserError
from odoo.http import request

from ...domain.sealed.suite import Bound, seal
from .data_key import data_keys
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
    # two at once: the second waits here, and then begins again; what was sent is read after that, since it is read once
    env.cr.execute("SELECT id, coalesce(text_revision, 0) FROM casecon_note WHERE text_uuid = %s FOR UPDATE", [text])
    note_id, stands = env.cr.fetchone() or (None, None)
    # not kept in the request, where an automation could find it
    if not (sent := request.httprequest.get_data(cache=False)):
        return _refused("", 503, closed=False)  # begun again all the same: the frame sends it again
    try:
        draft = json.loads(sent)
        revision, words = int(draft["revision"]), str(draft["text"])
    except (ValueError, KeyError, TypeError):
        return _refused("", 400)
    if stands == revision + 1 and _was_saved(env.cr, text, stands, words):
        return {"revision": stands}, 200
    if stands != revision:
        sentence = env._(
            "This note was changed in another window. Your words are not saved: copy them, then reload the page."
        )
        return _refused(sentence, 409)
    note = env["casecon.note"].browse(note_id)
    try:
        with env.cr.savepoint():
            note.write({"body": words})
    except UserError as refusal:
        return _refused(str(refusal), 422, closed=False)
    return {"revision": note.text_revision}, 200


def _was_saved(cr, text, revision, words):
    """Whether this revision holds these words: they were saved, and the answer was lost on its way."""
    cr.execute(
        "SELECT key_id, company_id, kind, content_mac FROM casecon_sealed WHERE text = %s AND revision = %s",
        [text, revision],
    )
    key_id, company_id, kind, mark = cr.fetchone()
    _id, key, opened = data_keys(cr, {key_id})[key_id]
    bound = Bound(store_id(cr), company_id, kind, key, text, revision)
    return hmac.compare_digest(seal(opened, {"body": words, "about": None}, bound).content_mac, bytes(mark))


def _refused(sentence, status, closed=True):
    return {"sentence": sentence, "closed": closed}, status
