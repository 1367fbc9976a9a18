"""What the page of sealed text holds: notes with their addenda, items of consent, needs, or the box of a draft."""

from markupsafe import Markup

from .. import in_words
from .about import words_about
from .document import respond
from .editor import editor
from .entitled import NoteText, Text


def text_page(env, rows, opened, is_headed=False, missing=0, draft=None):
    """The page of these texts: a note with its addenda, or a record of many, the newest first; items by their number.

    `opened`: by text, the payload, or the sentence that stands in its place. `missing`: how many more were asked for.
    `draft`: the one text is edited here.
    """
    if draft:
        body = editor(env, rows[0], opened[rows[0].text], draft)
    else:
        body = Markup("").join(_articles(env, rows, opened, is_headed))
    if missing:
        sentence = env._("%(count)s more are not here, or you cannot read them.", count=missing)
        body += Markup('<p class="quiet">{}</p>').format(sentence)
    return respond(env, _title(env, rows), body, saves_to=draft and draft.address)


def _title(env, rows):
    if all(row.purpose == "item" for row in rows):
        return env._("What may be said")
    if all(row.purpose == "needs" for row in rows):
        return env._("What the employee needs")
    return env._("Clinical notes")


def _articles(env, rows, opened, is_headed):
    arranged = _arranged([row for row in rows if row.purpose == "note"])
    for note, addenda in arranged:
        yield _article(env, note, addenda, opened, is_headed or len(arranged) > 1)
    items = sorted((row for row in rows if row.purpose == "item"), key=lambda row: (row.conference_id, row.number))
    for item in items:
        yield _item(env, item, opened[item.text], is_headed or len(items) > 1)
    for needs in (row for row in rows if row.purpose == "needs"):
        yield _words(env, needs, opened[needs.text], "text")


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
    kind = _label(env, "casecon.note", row.kind)
    heading = f"{kind}: {about}" if about else kind
    shown = Markup("")
    if is_headed or about:
        shown += Markup("<{0}>{1}</{0}>").format(level, heading)
    if is_headed:
        when = in_words.dated_moment(env, row.held_at, env.user.tz or "UTC")
        who = row.signed_by or row.author if row.state == "signed" else f"{row.author} ({env._('Draft')})"
        shown += Markup('<p class="quiet">{} · {}</p>').format(when, who)
        if row.in_error:
            shown += Markup('<p class="warn">{}</p>').format(env._("Entered in error"))
    return shown + _words(env, row, payload, "body")


def _item(env, row, payload, is_numbered):
    """An item of consent: its kind, and the words that would be said."""
    heading = _label(env, "casecon.consent.line", payload.get("kind")) if isinstance(payload, dict) else ""
    if is_numbered:
        heading = env._("Item %(number)s: %(kind)s", number=row.number, kind=heading)
    heading = Markup("<h2>{}</h2>").format(heading) if heading else Markup("")
    return Markup("<article>{}{}</article>").format(heading, _words(env, row, payload, "wording"))


def _words(env, row: Text, payload, name):
    if isinstance(payload, str):
        return Markup("<p>{}</p>").format(payload)
    if payload is None and row.revision:
        return Markup('<p class="quiet">{}</p>').format(env._("This text was erased."))
    if not payload or not (payload.get(name) or "").strip():
        return Markup('<p class="quiet">{}</p>').format(env._("Nothing is written here yet."))
    return Markup('<div class="text" dir="auto" id="text-{}">{}</div>').format(row.text, payload[name])


def _label(env, model, kind):
    return dict(env[model]._fields["kind"]._description_selection(env)).get(kind, "")
