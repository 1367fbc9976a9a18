"""The box in which a draft is written, on the page that shows it too, so that nothing around it reads along."""

from markupsafe import Markup

# a line break right after <textarea> is dropped by the browser: one more keeps the text's own
_BOX = Markup(
    '<label for="text-{id}" class="{label_class}">{label}</label>'
    '<textarea id="text-{id}" dir="auto" aria-describedby="hint" spellcheck="true" data-revision="{revision}"'
    ' data-address="{address}" data-token="{token}">\n{text}</textarea>'
    '<p role="status" aria-live="polite" class="quiet" data-saving="{saving}" data-saved="{saved}"'
    ' data-waiting="{waiting}" data-copied="{copied}"></p><p id="hint" class="quiet">{hint}</p>'
    '<button type="button" hidden>{copy}</button>'
)
_CHOICE = Markup('<label for="kind">{}</label><select id="kind">{}</select>')
_OPTION = Markup('<option value="{}"{}>{}</option>')


def editor(env, row, payload, draft):
    """The box of one text, and what it is of; a sentence where it could not be opened."""
    if isinstance(payload, str):
        return Markup("<p>{}</p>").format(payload)
    of_item = row.purpose == "item"
    payload = payload or {}
    values = {
        "label": env._("The exact words that would be said") if of_item else env._("Note"),
        "label_class": "" if of_item else "unseen",  # the form around the frame shows what it is
        "hint": _hint(env, of_item),
        "text": payload.get("wording" if of_item else "body") or "",
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
    return (_kinds(env, payload.get("kind")) if of_item else Markup("")) + _BOX.format(**values)


def _hint(env, of_item):
    if of_item:
        return env._("Only clinicians and the employee read this. It is saved while you type.")
    return env._("Only clinicians read this. It is saved while you type.")


def _kinds(env, chosen):
    kinds = env["casecon.consent.line"]._fields["kind"]._description_selection(env)
    options = [_OPTION.format(kind, Markup(" selected") if kind == chosen else "", label) for kind, label in kinds]
    return _CHOICE.format(env._("Kind"), Markup("").join(options))
