"""The one page of sealed text: each of its checks, and each part of who may read a note."""

from .mutation import Mutation

_OPENING, _ENTITLED = "models/sealed/opening.py", "models/sealed/entitled.py"
_TOKEN, _SAVING = "models/sealed/write_token.py", "models/sealed/saving.py"


def _page(what, old, new, path=_OPENING, by="TestPage"):
    return Mutation(what, path, old, new, by=by)


def _may(what, old, new="AND true", by="TestPageEntitled"):
    return Mutation(what, _ENTITLED, old, new, by=by)


def _save(what, old, new, path=_TOKEN):
    return Mutation(what, path, old, new, by="TestPageSaving")


PAGE = {
    "R20-frame": _page(
        "the page opens outside a frame of our own",
        "any(headers.get(name) != value for name, value in FRAME.items())",
        "False",
    ),
    "R20-program": _page("the page opens for an API key", '"Authorization" in headers or ', ""),
    "R20-expression": _page(
        "an expression of the database may call the page",
        "if frame.f_builtins is not vars(builtins):",
        "if False:",
        "models/sealed/callers.py",
        "TestPageCallers",
    ),
    "R20-dispatched": _page(
        "any code may call the page", "or not callers.is_dispatched(frame, route)", "", by="TestPageInARequest"
    ),
    "R20-session": _page(
        "the page opens for another user than the session's",
        "own = env.uid == request.session.uid and ",
        "own = ",
        by="TestPageInARequest",
    ),
    "R20-superuser": _page(
        "the page opens for superuser", "and env.uid != SUPERUSER_ID and not env.su", "", by="TestPageInARequest"
    ),
    "R20-active": _page(
        "the page opens for a login that is switched off",
        "return own and is_active(env.cr, env.uid)",
        "return own",
        by="TestPageInARequest",
    ),
    "R20-entitled": _page("everyone may read every note", "[row for row in found if row.may]", "found"),
    "R30-refused": _page(
        "who may not read a note leaves no row",
        "for told in _about([row for row in found if not row.may]):",
        "for told in ():",
    ),
    "R30-first": _page(
        "texts are opened before the row is written",
        '    for told in _about(rows):\n        _log(env, "open", **told)\n    opened = _opened(env, rows)\n',
        '    opened = _opened(env, rows)\n    for told in _about(rows):\n        _log(env, "open", **told)\n',
    ),
    "R30-unwritten": _page(
        "where no row can be written, the text is shown",
        '    for told in _about(rows):\n        _log(env, "open", **told)\n',
        "",
    ),
    "R20-draft": _may("a draft is everyone's", "AND (t.state = 'signed' OR t.author_id = %(uid)s)"),
    "R20-own": _may("a clinician reads about themselves", "AND NOT casecon_is_theirs(t.employee_id, %(uid)s)"),
    "R16-item-own": _may(
        "an item is read by every employee",
        "t.is_own OR t.is_clinician, t.is_clinician AND",
        "true, t.is_clinician AND",
        "TestItemsEntitled",
    ),
    "R16-item-answered": _may(
        "an item that was answered is typed over",
        "AND NOT EXISTS (SELECT FROM casecon_consent_answer a WHERE a.line_id = t.id),",
        ",",
        "TestItemsEntitled",
    ),
    "R16-item-ended": _may(
        "an item is typed over when the meeting has ended",
        "AND NOT t.is_own AND t.is_open",
        "AND NOT t.is_own",
        "TestItemsEntitled",
    ),
    "R16-item-chair": _may(
        "an item of a colleague's case is open where each has their own",
        "OR {own}\n            OR chair.acting_user_id IS NOT DISTINCT FROM %(uid)s)",
        "OR true)",
        "TestItemsEntitled",
    ),
    "R21-needs-admin": _may(
        "what an employee needs is read by every OH administrator's colleague",
        "t.is_own OR t.is_clinician OR t.is_oh_admin, false",
        "true, false",
        "TestNeedsEntitled",
    ),
    "R16-signed": Mutation(
        "words that were answered are not signed",
        "models/consent/consent_line.py",
        "if attendees and self.text_revision and not self._answers():",
        "if False:",
        by="TestConsent",
    ),
    "R16-item-kind": Mutation(
        "the kind of an item is kept without its words",
        "models/consent/consent_line.py",
        "if words and len(words) < 2:",
        "if False:",
        by="TestConsent",
    ),
    "R20-needs-kept": Mutation(
        "what an employee needs is lost where nothing new is said",
        "models/conference/needs.py",
        "elif forget and row_sudo:",
        "elif row_sudo:",
        by="TestPortalAnswers",
    ),
    "R20-enrolled": _may(
        "an enrolment that ran out is enough",
        "AND (e.registration_valid_until IS NULL OR e.registration_valid_until >= %(today)s)",
    ),
    "R20-token-text": _save("a token saves every text", "_mac(env, uid, until, session, text)):", "mac):"),
    "R20-token-end": _save("a token never ends", "if until < _seconds() or ", "if "),
    "R20-token-session": _save(
        "a token outlives its session",
        "if http.root.session_store.get_missing_session_identifiers([session]):",
        "if False:",
    ),
    "R20-newer": _save(
        "an older text is saved over a newer one", "if not of or stands != revision:", "if False:", _SAVING
    ),
}
