"""What the page of sealed text holds: a note with its addenda, a record of many, or the box of a draft."""

from typing import NamedTuple

from markupsafe import Markup

from .. import in_words
from .about import words_about
from .document import respond
from .entitled import NoteText


class Draft(NamedTuple):
    """What the frame needs to save a draft: where, and the token for it."""

    address: str
    token: str


def note_page(env, rows, opened, is_headed=False, missing=0, draft=None):
    """The page of these texts: one note with its addenda, or a record of many, the newest first.

    `opened`: by text, the payload, or the sentence that stands in its place. `missing`: how many more were asked for.
    `draft`: the one note is edited here.
    """
    if draft:
        body = _editor(env, rows[0], opened[rows[0].text], draft)
    else:
        arranged = _arranged(rows)
        body = Markup("").join(
            _article(env, note, addenda, opened, is_headed or len(arranged) > 1) for note, addenda in arranged
        )
    if missing:
        sentence = env._("%(count)s more are not here, or you cannot read them.", count=missing)
        body += Markup('<p class="quiet">{}</p>').format(sentence)
    return respond(env, env._("Clinical notes"), body, saves_to=draft and draft.address)


def _arranged(rows: list[NoteText]):
    """Notes, the newest first, each with what was added to it in the order of its time."""
    of_note: dict[int, list[NoteText]] = {row.note_id: [] for row in rows}
    first = []
    for row in sorted(rows, key=lambda row: (row.held_at, row.note_id)):
        of_note.get(row.amends, first).append(row)
    return [(row, of_note[row.note_id]) for row in reversed(first)]


def _article(env, note, addenda, opened, is_headed):
    parts = [_note(env, note, opened[note.text], "h2", is_headed)]
    parts += [Markup("<section>{}</section>").format(_note(env, row, opened[row.text], "h3", True)) for row in addenda]
    return Markup("<article>{}</article>").format(Markup("").join(parts))


def _note(env, row, payload, level, is_headed):
    about = isinstance(payload, dict) and words_about(env, payload.get("about"))
    heading = f"{_kind(env, row)}: {about}" if about else _kind(env, row)
    shown = Markup("")
    if is_headed or about:
        shown += Markup("<{0}>{1}</{0}>").format(level, heading)
    if is_headed:
        when = in_words.dated_moment(env, row.held_at, env.user.tz or "UTC")
        who = row.signed_by or row.author if row.state == "signed" else f"{row.author} ({env._('Draft')})"
        shown += Markup('<p class="quiet">{} · {}</p>').format(when, who)
        if row.in_error:
            shown += Markup('<p class="warn">{}</p>').format(env._("Entered in error"))
    return shown + _words(env, row, payload)


def _words(env, row, payload):
    if isinstance(payload, str):
        return Markup("<p>{}</p>").format(payload)
    if payload is None and row.revision:
        return Markup('<p class="quiet">{}</p>').format(env._("This text was erased."))
    if not payload or not (payload.get("body") or "").strip():
        return Markup('<p class="quiet">{}</p>').format(env._("Nothing is written here yet."))
    return Markup('<div class="text" dir="auto" id="text-{}">{}</div>').format(row.text, payload["body"])


def _editor(env, row, payload, draft):
    if isinstance(payload, str):
        return Markup("<p>{}</p>").format(payload)
    values = {
        "label": env._("Note"),
        "hint": env._("Only clinicians read this. It is saved while you type."),
        "text": (payload or {}).get("body") or "",
        "id": row.text,
        "revision": row.revision,
        "address": draft.address,
        "token": draft.token,
        "saving": env._("Saving…"),
        "saved": env._("Saved at %(time)s", time="{time}"),
        "waiting": env._("Not saved yet: no connection. Your words stay here; we try again."),
        "copied": env._("Copied."),
        "copy": env._("Copy my words"),
    }
    # a line break right after <textarea> is dropped by the browser: one more keeps the text's own
    return Markup(
        '<label for="text-{id}">{label}</label>'
        '<textarea id="text-{id}" dir="auto" aria-describedby="hint" spellcheck="true" data-revision="{revision}"'
        ' data-address="{address}" data-token="{token}">\n{text}</textarea>'
        '<p role="status" aria-live="polite" class="quiet" data-saving="{saving}" data-saved="{saved}"'
        ' data-waiting="{waiting}" data-copied="{copied}"></p><p id="hint" class="quiet">{hint}</p>'
        '<button type="button" hidden>{copy}</button>'
    ).format(**values)


def _kind(env, row):
    return dict(env["casecon.note"]._fields["kind"]._description_selection(env)).get(row.kind, "")
