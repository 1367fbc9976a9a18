"""The linter of English itself: what it reads, what it leaves alone, and what it says."""

import re
from textwrap import dedent

import pytest

from dev.english.check import English
from dev.english.texts import texts_of

TABLE = {
    "limit": 5,
    "plain_files": ["views/portal/*.xml"],
    "kept": ["Anew, they say."],
    "words": {"anew": "again", "who is ticked": "ticked people"},
    "plain": {"press": "select"},
}
HOUSE = English.of_the_house()


@pytest.fixture
def addon(tmp_path):
    """Write a file of an addon; gives the faults found in it, without the folder."""

    def faults(name, source):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(source))
        return [fault.removeprefix(f"{tmp_path}/") for fault in English(TABLE).faults_in(path, tmp_path)]

    return faults


def words_of(tmp_path, name, source):
    path = tmp_path / name
    path.write_text(dedent(source))
    return [" ".join(text.words.split()) for text in texts_of(path)]


def test_file_line_word_and_the_better_one(addon):
    assert addon("a.py", '\nSAYS = _("Begins anew.")\n') == ["a.py:2: “anew”: better again"]
    assert addon("a.js", '\n\n_t(\n"Begins anew.")') == ["a.js:4: “anew”: better again"]
    assert addon("a.xml", "<odoo>\n<p>It\nbegins\nanew.</p></odoo>") == ["a.xml:4: “anew”: better again"]


def test_an_attribute_that_people_read(addon):
    for name in ("string", "help", "title", "placeholder", "aria-label", "confirm", "confirm-title", "cancel-label"):
        assert addon("a.xml", f'<odoo><field {name}="Begins anew" class="anew"/></odoo>') == [
            "a.xml:1: “anew”: better again"
        ], name


def test_a_word_is_a_whole_word_whatever_its_case(addon):
    assert addon("a.py", '_("ANEW")')
    assert not addon("a.py", '_("a new canew anewly %(anew_at)s /anew x-anew")')


def test_words_that_stand_on_two_lines(addon):
    assert addon("a.xml", "<odoo><p>Who is\n   ticked?</p></odoo>") == [
        "a.xml:1: “Who is ticked”: better ticked people"
    ]


def test_a_text_over_its_inline_elements_is_one(addon):
    assert addon("a.xml", "<odoo><p>Who <b>is</b> ticked?</p></odoo>")
    assert not addon("a.xml", "<odoo><p>Who is</p><p>ticked?</p></odoo>")


def test_what_nobody_reads(addon):
    source = '''
    """Begins anew."""
    def anew():
        "Made anew."
        # begins anew
        _logger.info("begun anew")
        cr.execute("SELECT anew FROM begins_anew")
        return {"anew": 1}
    '''
    assert not addon("a.py", source)
    assert not addon("a.xml", "<odoo><!-- begins anew --><style>a anew {}</style></odoo>")
    assert not addon("a.js", '// begins anew\nconst a = "begins anew";')
    assert not addon("a.csv", "begins anew")


def test_what_was_read_and_confirmed_stays(addon):
    assert not addon("a.py", '_("Anew, they say. And anew.")')
    assert addon("a.py", '_("And so: Anew, they say.")')


def test_plain_words_and_length_hold_where_people_without_a_role_read(addon):
    source = "<odoo><p>Press it. One two three four five six. One two three four five.</p></odoo>"
    assert addon("views/portal/a.xml", source) == [
        "views/portal/a.xml:1: “Press”: better select",
        "views/portal/a.xml:1: 6 words in one sentence, 5 at most: “One two three four five six. …”",
    ]
    assert not addon("views/people/a.xml", source)


def test_what_the_program_fills_in_is_a_word(addon):
    six = '<odoo><p>One two <t t-out="a"/> four five six.</p></odoo>'
    assert len(addon("views/portal/a.xml", six)) == 1
    either = '<odoo><p>One two <t t-if="a">three four.</t><t t-else="">three four five.</t></p></odoo>'
    assert not addon("views/portal/a.xml", either)


def test_a_page_without_its_code(addon):
    page = """
    Begins anew.

    ```sh
    make anew
    ```

    Call `anew` or [see](docs/anew.md). Not anew.
    """
    assert addon("README.md", page) == ["README.md:2: “anew”: better again", "README.md:8: “anew”: better again"]
    assert addon("index.html", "<section>a</section>\n<section>anew</section>") == [
        "index.html:2: “anew”: better again"
    ]


def test_implicit_concatenation_is_one_text(tmp_path):
    assert words_of(tmp_path, "a.py", '_lt("One"\n " two")') == ["One two"]


def test_javascript_in_every_quote(tmp_path):
    assert words_of(tmp_path, "a.js", '_t(\'One\'); _t("a \\"two\\""); _t(`three`)') == ["One", 'a "two"', "three"]


def test_the_better_word_is_better():
    """No advice of the house is itself advised against."""
    for pattern, better in [*HOUSE.words, *HOUSE.plain]:
        assert not list(HOUSE.faults_of(better)), pattern.pattern


@pytest.mark.parametrize(
    "says",
    [
        "Whoever asks attests, with the date of the talk, that they explained",
        "Answers begin anew, and so does the employee's notice.",
        "What is missing stands on top of it.",
        "It is kept which wording an employee read, and when.",
        "Who is ticked must be free. Who has a lock always must.",
        "Nothing painted: the whole of the working hours.",
        "Let mails leave",
        "This is not yours to do: your role does not allow it.",
        "Declining is no misconduct.",
        "when somebody is long off sick",
        "All that a calendar shows: a neutral word.",
    ],
)
def test_the_worst_of_the_issue_would_be_found(says):
    assert list(HOUSE.faults_of(says)), says


def test_the_limit_of_the_house_is_that_of_gov_uk():
    assert HOUSE.limit == 25
    sentence = " ".join(["word"] * 25) + "."
    assert not list(HOUSE.faults_of(sentence, plain=True))
    ((_where, fault),) = HOUSE.faults_of(f"one {sentence}", plain=True)
    assert re.match("26 words", fault)
