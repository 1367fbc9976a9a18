"""The shell of what shows sealed text: ours from the first byte to the last, no template of the database, no asset.

The browser holds it in a frame without an origin (`sandbox`): no script of the page around reads it, and it runs no
script and reaches no address but its own. Nobody stores it, and nothing of it is printed (R21).
"""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup
from odoo.http import Response

_FOLDER = Path(__file__).parents[2] / "static" / "sealed"
_STYLE, _SCRIPT = (
    Markup((_FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704  # files of ours
    for name in ("page.css", "page.js")
)
_DOCUMENT = Markup(
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"/>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"/><title>{title}</title>'
    "<style>{style}</style></head><body><main>{body}</main><script>{script}</script></body></html>"
)


def respond(env, title, body, status=200, saves_to=None):
    """The page with this body; `saves_to`: the one address that it may reach."""
    html = _DOCUMENT.format(
        lang=(env.lang or "en_US").replace("_", "-"),
        title=title,
        style=_STYLE,
        body=body,
        script=_SCRIPT,
    )
    headers = {
        "Content-Security-Policy": "; ".join(_policy(saves_to)),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(str(html), status=status, headers=headers, content_type="text/html; charset=utf-8")


def said(env, sentence, status=200):
    """A page that shows a sentence in place of a text."""
    return respond(env, env._("Sealed text"), Markup("<p>{}</p>").format(sentence), status)


def _policy(saves_to):
    yield "sandbox allow-scripts"
    yield "default-src 'none'"
    yield f"script-src {_hash(_SCRIPT)}"
    yield f"style-src {_hash(_STYLE)}"
    yield f"connect-src {saves_to}" if saves_to else "connect-src 'none'"
    yield "base-uri 'none'"
    yield "form-action 'none'"
    yield "frame-ancestors 'self'"


def _hash(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
