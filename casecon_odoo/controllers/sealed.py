import re
import sys

from odoo import http
from odoo.http import request

from ..models.sealed import opening, saving

MOST = 50
_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SealedController(http.Controller):
    """The one page through which sealed text leaves the server, and the address to which its frame saves."""

    @http.route("/updates/text/<string:texts>", type="http", auth="user", methods=["GET"])
    def casecon_sealed_page(self, texts, headed=None, read=None):
        """These texts, named by their ids, to the person who may read them, in a frame of our own form.

        `headed`: each says what it is, also where there is one alone; `read`: it is shown and not edited.
        """
        return opening.answer(_named(texts), bool(headed), bool(read), sys._getframe(), type(self).casecon_sealed_page)

    @http.route(
        "/updates/text/<string:text>/save",
        type="http",
        auth="none",
        methods=["POST"],
        cors="null",
        csrf=False,
        save_session=False,
        readonly=False,
    )
    def casecon_sealed_save(self, text):
        """The words of a draft, from its frame: no cookie travels from there, so the page's token says whose it is."""
        said, status = saving.saved(text) if _named(text) else ({"sentence": "", "closed": True}, 404)
        return request.make_json_response(said, status=status, headers={"Cache-Control": "no-store"})


def _named(texts):
    """The ids of an address, each once; none where one of them is no id, or where they are too many."""
    named = list(dict.fromkeys(texts.split(",")))
    return named if len(named) <= MOST and all(map(_TEXT.fullmatch, named)) else []
