"""Words that tell: what no mail, calendar entry or place may hold beside a person's name [R25].

Two lists. *Telling* words say why people meet; nobody's mail holds them. Words of a *setting* name buildings and
organisations (a hospital, a health centre): they tell as well, unless they stand in the organisation's own name, since
then every place of it is called so and the word says no more than who sends. So a hospital books "Hospital, room 2".

Words of all languages are looked for in every mail: a French place may stand in an English one.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Each is the beginning of a word, or of several; `$` ends it. Without accents and in small letters.
TELLING = (
    # English
    "occupational h",
    "occupationalh",
    "case conf",
    "caseconf",
    "casecon$",
    "sick",
    "ill health",
    "illness",
    "absence",
    "absent$",
    "absentee",
    "diagnos",
    "symptom",
    "disease",
    "disab",
    "disorder",
    "therap",
    "counsel",
    "psych",
    "mental",
    "injur",
    "surgeon",
    "surgical",
    "cancer",
    "oncolog",
    "depress",
    "anxi",
    "stress",
    "rehab",
    "patient",
    "clinician",
    "physician",
    "doctor",
    "nurse",
    "medicat",
    "fit note",
    "fitness for",
    "fitness to",
    "return to work",
    "phased return",
    "adjustment",
    "welfare meeting",
    "wellbeing meeting",
    "capability",
    "consent$",
    "recover",
    "addict",
    "pregnan",
    "hiv$",
    # French
    "sante au travail",
    "medecin",
    "medecine du travail",
    "maladie",
    "malade",
    "arret de travail",
    "inaptitude",
    "handicap",
    "infirm",
    "blessure",
    "cancerolog",
    "reprise du travail",
    "soignant",
    "consultation",
    "traitement",
    # German, Dutch
    "betriebsarzt",
    "betriebsmedizin",
    "krank",
    "erkrank",
    "arzt",
    "arztin",
    "behinder",
    "wiedereinglieder",
    "bedrijfsarts",
    "ziek",
    "verzuim",
    # Spanish, Italian, Portuguese
    "enferm",
    "salud laboral",
    "baja medica",
    "discapac",
    "malattia",
    "medico",
    "medica$",
    "infortun",
    "disabil",
    "doenca",
    "baixa medica",
    "saude ocupacional",
    # Polish
    "chorob",
    "lekarz",
    "medycyna pracy",
    "niepelnospraw",
)
SETTING = (
    "health",
    "hospital",
    "clinic",
    "medical",
    "medicine",
    "surgery",
    "hospice",
    "infirmary",
    "wellbeing",
    "well-being",
    "wellness",
    "treatment",
    "sante",
    "hopital",
    "cabinet medical",
    "medico-social",
    "bien-etre",
    "gesundheit",
    "klinik",
    "medizin",
    "gezondheid",
    "ziekenhuis",
    "salud",
    "clinica",
    "salute",
    "ospedale",
    "saude",
    "szpital",
    "zdrow",
    "przychodnia",
)
ABBREVIATION = re.compile(r"\bOH\b(?!\s+\d{5})")  # occupational health; before a ZIP code it is Ohio


def _pattern(words):
    each = (re.escape(word.removesuffix("$")) + (r"\b" if word.endswith("$") else "") for word in words)
    return re.compile(r"\b(?:" + "|".join(each) + ")")


_TELLING, _SETTING = _pattern(TELLING), _pattern(SETTING)


@lru_cache(maxsize=1024)  # each name and each text of a mail is asked about many times while it is written
def plain(text: str) -> str:
    """``text`` in small letters without accents, invisible marks and repeated spaces; what joins words is a space.

    >>> plain("Médecine\\u200b  du_travail")
    'medecine du travail'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("%20", " "))
    kept = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))
    return re.sub(r"[\s_+/%.-]+", " ", kept.casefold().replace("-", " "))


def telling_word(text: str, own_name: str = "") -> str:
    """The first word of ``text`` that tells what a meeting is about, or nothing.

    ``own_name`` is that of the organisation: words of a setting that stand in it do not tell.

    >>> telling_word("Room 2.14"), telling_word("The Sickness Absence Suite")
    ('', 'sick')
    >>> telling_word("Hospital, room 2"), telling_word("Hospital, room 2", "Northside Hospital Trust")
    ('hospital', '')
    >>> telling_word("Northside Hospital Occupational Health", "Northside Hospital Occupational Health")
    'occupational h'
    >>> telling_word("https://meet.example/oh-case-conference"), telling_word("Columbus, OH 43004")
    ('case conf', '')
    """
    read = plain(text)
    found = _TELLING.search(read)
    if found:
        return found[0]
    if ABBREVIATION.search(text):
        return "OH"
    own = {match[0] for match in _SETTING.finditer(plain(own_name))}
    return next((match[0] for match in _SETTING.finditer(read) if match[0] not in own), "")


def neutral_name(names: Iterable[str]) -> str:
    """The name under which an organisation writes: the first of ``names`` that does not tell.

    An organisation may be called what it likes, and still has to be named, so that a mail does not look like fraud.
    What tells is cut out of a name and the rest serves, where a word of it is left; else there is no name.

    >>> neutral_name(["", "Northside Hospital Occupational Health"])
    'Northside Hospital'
    >>> neutral_name(["Occupational Health Ltd", "Alderbridge"]), neutral_name(["OH"])
    ('Alderbridge', '')
    """
    rests = []
    for name in filter(None, names):
        if not telling_word(name, name):
            return name
        words = name.split()
        while words and telling_word(" ".join(words), name):
            cut = next(end for end in range(1, len(words) + 1) if telling_word(" ".join(words[:end]), name))
            begin = max(start for start in range(cut) if telling_word(" ".join(words[start:cut]), name))
            words[begin:cut] = []
        rests.append(" ".join(words).strip(" -,&"))
    return next((rest for rest in rests if rest.casefold() not in COMPANY_FORMS and len(rest) > 2), "")


COMPANY_FORMS = frozenset({"ltd", "limited", "plc", "llp", "inc", "gmbh", "sarl", "the", "service", "services", "team"})


def named_in(text: str, names: Iterable[str]) -> str:
    """The first of ``names`` of people that stands in ``text`` as a whole, or nothing.

    A name of one word is an ordinary word too often (May, Rose, Hall) to be looked for.

    >>> named_in("Your meeting with emily  STONE", ["May", "Emily Stone"])
    'Emily Stone'
    >>> named_in("Emily Stonehouse", ["Emily Stone"])
    ''
    """
    read = plain(text)
    for name in names:
        wanted = plain(name).strip()
        if " " in wanted and wanted in read and re.search(rf"\b{re.escape(wanted)}\b", read):
            return name
    return ""
