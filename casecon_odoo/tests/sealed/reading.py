"""Opening a sealed text as a person does: over HTTP, with what a browser says of a frame in our own form."""

import re

from lxml import html

IN_A_FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}


def page_as_person(case, login, texts, **headers):
    """The response that the browser of this persona gets; `headers` (`sec_fetch_site=…`) are said instead."""
    case.log_in(login)
    said = {**IN_A_FRAME, **{name.title().replace("_", "-"): value for name, value in headers.items()}}
    asked = ",".join([texts] if isinstance(texts, str) else texts)
    return case.url_open(
        f"/updates/text/{asked}", headers={name: value for name, value in said.items() if value}, allow_redirects=False
    )


def read_as_person(case, login, texts):
    """By id, the texts that this persona reads on the page; nothing of what stays closed. `case`: a CaseconHttpCase."""
    answer = page_as_person(case, login, texts)
    if answer.status_code != 200:
        return {}
    shown = html.fromstring(answer.content).xpath("//*[starts-with(@id, 'text-')]")
    # the browser drops the line break right after <textarea>
    return {
        one.get("id").removeprefix("text-"): re.sub(r"\A\n", "", one.text or "")
        if one.tag == "textarea"
        else one.text or ""
        for one in shown
    }
