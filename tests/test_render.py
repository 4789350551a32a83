"""Documents: what is in them, what must never be, and that they are the same on every run."""

import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import BOARD, ROOT, Make
from running import ralb

HOSTILE = "R&D <x> \"q\" 5 < 6 ]]> {{ 7*7 }} {% if %} {_{ 'a' }"
CANARY = "Zugzwang"

MINUTES = f"""\
---
title: '{HOSTILE.replace("'", "''")}'
date: 2026-01-22
time: 10:00-12:00
venue: Town Hall
chair: AB
present: [AB, {{who: EF, for: CD}}]
apologies: [CD]
in-attendance: [XY]
next-meeting: 2026-04-16
allow: [{{rule: html-comment, reason: no edition shows it}}]
decisions:
  - {{number: 1, decision: Agree the plan}}
  - {{number: 2, restricted: true, decision: {CANARY} decided}}
escalations:
  - {{number: 1, to: ADCS, sent: 2026-02, response: Noted, escalation: Ask for guidance}}
  - {{number: 2, to: {CANARY}, response: {CANARY}, restricted: An escalation., escalation: {CANARY} escalated}}
recommendations:
  - {{number: 1, recommendation: Share the survey}}
actions:
  - number: 80
    status: open
    issued: 2026-01
    responsible: [EF]
    note: '{CANARY} note & more'
    action: '{HOSTILE.replace("'", "''")}'

  - number: 81
    status: open
    issued: 2026-01
    responsible: [AB]
    restricted: A matter of staffing.
    action: {CANARY} staffing

  - number: 82
    status: complete
    issued: 2026-01
    responsible: [CD]
    restricted: true
    action: {CANARY} staffing again
---
# 1. Heading of the wrong level

{HOSTILE}

Action 80: EF to *find* **out** ~~what~~ `code` [site](https://example.org/?a=1&b=2) [bad](javascript:alert)
![map](https://example.org/map.png) <script>alert(1)</script> with a break\\
after it. <!-- {CANARY} comment -->

#### Skipped levels

- bullet

  second block
  1. one
  2. two
     - deep
- other

3. three
4. four

> quoted

| Left | Right |
|------|-------|
| a    | b & c |

```
code < line
second line
```

---

::: restricted The public words & more.
{CANARY} passage with [a link](https://example.org/{CANARY}).

- {CANARY} bullet
:::

Last words.
"""


@pytest.fixture
def rich(board: Make) -> Path:
    return board({"2026-01-22.md": MINUTES})


def made(*words: str) -> dict[str, bytes]:
    """The documents that `ralb render` makes, by file name."""
    ran = ralb("render", "--out", "out", *words)
    assert ran.code == 0, ran.err
    return {path.name: path.read_bytes() for path in Path("out").iterdir()}


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Action 84: AB to ask.", "<p><strong>Action 84:</strong> AB to ask.</p>"),
        ("ACTION 84: AB to ask.", "<p><strong>ACTION 84:</strong> AB to ask.</p>"),
        (
            "They spoke\nof it.\nAction 84: AB to ask.\n**Action 85:** AB to tell.",
            "<p>They spoke\nof it.<br />\n<strong>Action 84:</strong> AB to ask.<br />\n"
            "<strong>Action 85:</strong> AB to tell.</p>",
        ),
        ("Action 84 : AB to ask.", "<p><strong>Action 84 :</strong> AB to ask.</p>"),
        ("**Action 84:** AB to ask.", "<p><strong>Action 84:</strong> AB to ask.</p>"),
        ("DECISION 3: we move.", "<p><strong>DECISION 3:</strong> we move.</p>"),
        ("Escalation 2 to ADCS: delays.", "<p><strong>Escalation 2 to ADCS:</strong> delays.</p>"),
        ("Recommendation: a post.", "<p><strong>Recommendation:</strong> a post.</p>"),
        ("In action: all. See Action 84.", "<p>In action: all. See Action 84.</p>"),
    ],
)
def test_what_was_agreed_is_bold_however_it_was_typed(typed: str, html: str, board: Make) -> None:
    board({"2026-01-22.md": f"---\ndate: 2026-01-22\n---\n{typed}\n"})
    assert html in made("--to", "html")["2026-01-22.html"].decode()


def test_bullets_that_were_typed_or_pasted_make_a_list(board: Make) -> None:
    typed = "The causes:\n• first\n•\tsecond\n    ◦ inner\n\nA · B, 5 • 6.\n"
    code = "```\n• code\n```\n"
    board({f"2026-0{n}.md": f"---\ndate: 2026-0{n}\n---\n{notes}" for n, notes in ((1, typed), (2, code))})
    pages = made("--to", "html", "--all")
    assert "• code" in pages["2026-02.html"].decode()
    page = pages["2026-01.html"].decode()
    shown = re.sub(r"\s*\n\s*", "", page[page.index("<p>The causes") : page.index("</main>")])
    assert shown.startswith(
        "<p>The causes:</p><ul><li>first</li><li>second<ul><li>inner</li></ul></li></ul><p>A · B, 5 • 6.</p>"
    )


class Page(HTMLParser):
    """A page's elements and its words."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._silent = False
        self.feed(html.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._silent = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent = self._silent and tag != "style"

    def handle_data(self, data: str) -> None:
        self.words += "" if self._silent else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def words(document: bytes) -> str:
    """The words of a Word document in order, from paragraphs and tables alike."""
    from docx.oxml.ns import qn

    body = docx.Document(io.BytesIO(document)).element.body
    pieces: list[str] = []
    for element in body.iter(qn("w:t"), qn("w:br"), qn("w:p")):
        pieces.append(element.text or "" if element.tag == qn("w:t") else "\n")
    return "".join(pieces)


@pytest.mark.parametrize("name", ["2026-01.html", "2026-01-board.html"])
@pytest.mark.usefixtures("sample")
def test_the_page_of_the_sample_is_as_read_before(name: str, update: bool) -> None:
    golden = ROOT / "tests" / "golden" / name
    now = made("--to", "html", "--audience", "board" if "board" in name else "public")[name]
    if update:
        golden.write_bytes(now)
    assert now.decode() == golden.read_text(encoding="utf-8")


@pytest.mark.usefixtures("sample")
def test_the_word_copy_of_the_sample_is_as_read_before(update: bool) -> None:
    golden = ROOT / "tests" / "golden" / "2026-01.document.xml"
    now = parts(made("--to", "docx")["2026-01.docx"])["word/document.xml"].decode("utf-8")
    now = re.sub(r"(<w:(?:p|tbl|tr)[ >])", r"\n\1", now) + "\n"
    if update:
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8")


@pytest.mark.usefixtures("rich")
def test_nothing_restricted_reaches_the_public() -> None:
    for name, document in made().items():
        pieces = parts(document) if name.endswith(".docx") else {name: document}
        for piece, content in pieces.items():
            assert CANARY.encode() not in content, f"{name}: {piece}"


@pytest.mark.usefixtures("rich")
def test_the_board_reads_what_is_restricted_and_that_it_is() -> None:
    documents = made("--audience", "board")
    assert sorted(documents) == ["2026-01-22-board.docx", "2026-01-22-board.html"]
    page = Page(documents["2026-01-22-board.html"]).words
    copy = words(documents["2026-01-22-board.docx"])
    for text in (page, copy):
        assert f"Restricted: {CANARY} staffing" in text
        assert f"Restricted: {CANARY} decided" in text
        assert f"{CANARY} passage" in text
        assert f"{CANARY} note & more" in text
        assert f"{CANARY} comment" not in text


@pytest.mark.usefixtures("rich")
def test_both_documents_hold_the_public_words() -> None:
    documents = made()
    for text in (Page(documents["2026-01-22.html"]).words, words(documents["2026-01-22.docx"])):
        assert "Restricted. The public words & more." in text
        assert "A matter of staffing." in text
        assert text.count("This part of the minutes is restricted.") == 2
        assert "An escalation." in text
        assert text.count("Not published") == 3


@pytest.mark.usefixtures("rich")
def test_every_word_of_the_notes_is_in_both_documents_in_order() -> None:
    documents = made()
    expected = """1. Heading of the wrong level|Action 80:|EF to |find| |out| |what| |code|site|bad|map
        |<script>alert(1)|</script> with a break|after it.|Skipped levels|bullet|second block|one|two|deep|other
        |three|four|quoted|Left|Right|a|b & c|code < line|second line
        |Restricted.|The public words & more.|Last words."""
    pieces = [re.sub(r"\s+", " ", piece) for piece in expected.split("|")]
    for text in (Page(documents["2026-01-22.html"]).words, words(documents["2026-01-22.docx"])):
        at, flat = 0, re.sub(r"\s+", " ", text)
        for piece in pieces:
            found = flat.find(piece.rstrip() if piece.strip() else piece, at)
            assert found >= 0, f"{piece!r} is missing after {flat[max(0, at - 60) : at]!r}"
            at = found + len(piece.strip())


@pytest.mark.usefixtures("rich")
def test_hostile_words_come_out_as_typed() -> None:
    documents = made()
    page = documents["2026-01-22.html"]
    assert Page(page).words.count(HOSTILE) >= 4  # title, heading, notes, log
    copy = documents["2026-01-22.docx"]
    assert words(copy).count(HOSTILE) >= 3
    assert docx.Document(io.BytesIO(copy)).core_properties.title == f"{HOSTILE}: 22 January 2026"


@pytest.mark.usefixtures("rich")
def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    page = Page(made()["2026-01-22.html"])
    names = {name for name, _ in page.elements}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert [one["href"] for one in page.all("a")] == ["#main", "https://example.org/?a=1&b=2"]
    assert any(one.get("id") == "main" for one in page.all("main"))


@pytest.mark.usefixtures("rich")
def test_a_page_can_be_read_by_ear() -> None:
    page = Page(made()["2026-01-22.html"])
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert page.all("html") == [{"lang": "en-GB"}]
    assert all(one.get("scope") in ("col", "row") for one in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table")) == 3
    assert {"datetime": "2026-01-22"} in page.all("time")
    assert "22 January 2026" in page.words


@pytest.mark.usefixtures("rich")
def test_the_word_copy_has_the_same_headings() -> None:
    documents = made()
    page = re.findall(r"<h([1-6])[^>]*>(.*?)</h", documents["2026-01-22.html"].decode("utf-8"))
    copy = docx.Document(io.BytesIO(documents["2026-01-22.docx"])).paragraphs
    headings = [
        (one.style.name[-1], one.text) for one in copy if one.style and one.style.name.startswith("Heading")
    ]
    assert [level for level, _ in headings] == [level for level, _ in page]
    assert [text for _, text in headings[1:]] == [text for _, text in page[1:]]


@pytest.mark.usefixtures("rich")
def test_the_word_copy_uses_the_styles_of_its_template() -> None:
    document = docx.Document(io.BytesIO(made()["2026-01-22.docx"]))
    used = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert {text: used[text] for text in ("bullet", "second block", "one", "deep", "three", "quoted")} == {
        "bullet": "List Bullet",
        "second block": "List Continue",
        "one": "List Number 2",
        "deep": "List Bullet 3",
        "three": "List Number",
        "quoted": "Quote",
    }
    assert used["Restricted. The public words & more."] == "Restricted"
    assert [paragraph.text for paragraph in document.paragraphs if not paragraph.text.strip()] == []


@pytest.mark.usefixtures("rich")
def test_each_numbered_list_begins_where_it_was_typed() -> None:
    pieces = parts(made()["2026-01-22.docx"])
    starts = re.findall(rb'<w:startOverride w:val="(\d+)"/>', pieces["word/numbering.xml"])
    assert starts == [b"1", b"3"]


@pytest.mark.usefixtures("rich")
def test_tables_of_the_word_copy_repeat_their_heads_and_keep_their_rows() -> None:
    document = docx.Document(io.BytesIO(made()["2026-01-22.docx"]))
    assert len(document.tables) == 3
    for table in document.tables:
        xml = table._tbl.xml
        assert xml.count("<w:tblHeader/>") == 1
        assert xml.count("<w:cantSplit/>") == len(table.rows)
        assert "<w:tblCaption" in xml
        assert "<w:tblDescription" in xml
        assert all(cell.text for row in table.rows for cell in row.cells)


@pytest.mark.usefixtures("rich")
def test_the_properties_come_from_the_meeting() -> None:
    properties = docx.Document(io.BytesIO(made()["2026-01-22.docx"])).core_properties
    assert (properties.author, properties.language) == ("Example Board", "en-GB")
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2026-01-22"


def test_the_same_minutes_make_the_same_bytes(rich: Path) -> None:
    first = made()
    for name in first:
        (rich / "out" / name).unlink()
    assert made() == first


@pytest.mark.usefixtures("rich")
def test_a_deputy_a_guest_and_someone_unknown_are_in_the_key() -> None:
    text = Page(made()["2026-01-22.html"]).words
    assert "Present, for C Dale (CD)" in text
    assert "Not on the board's list" in text


def test_a_member_whose_deputy_came_is_in_the_key_as_represented(board: Make) -> None:
    row = "{number: 1, status: open, issued: 2026-01, responsible: [CD], action: Ask}"
    board({"2026-01.md": f"---\ndate: 2026-01\npresent: [{{who: EF, for: CD}}]\nactions:\n  - {row}\n---\n"})
    text = " ".join(Page(made("--to", "html")["2026-01.html"]).words.split())
    assert "Represented by E Field (EF)" in text
    assert "Not listed" not in text


def test_someone_responsible_who_was_on_no_list_is_in_the_key(board: Make) -> None:
    row = "{number: 1, status: open, issued: 2026-01, responsible: [EF, All, ZZ], action: Ask}"
    board({"2026-01.md": f"---\ndate: 2026-01\npresent: [AB]\nactions:\n  - {row}\n---\n"})
    assert "Not listed; responsible for an action" in Page(made("--to", "html")["2026-01.html"]).words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "Draft, not yet agreed by the board"),
        ("circulated: 2026-02-03\n", "Draft circulated on 3 February 2026, not yet agreed by the board"),
        ("circulated: 2026-02-03\nagreed: 2026-04-16\n", "Agreed by the board at its meeting of 16 April 2026"),
        ("cancelled: true\n", "This meeting was cancelled"),
    ],
)
def test_the_state_of_minutes_stands_on_them(keys: str, words: str, board: Make) -> None:
    board({"2026-01.md": f"---\ndate: 2026-01\n{keys}---\n"})
    documents = made()
    html = documents["2026-01.html"].decode("utf-8")
    assert words in html
    assert ("(draft)" in html.split("</title>")[0]) is words.startswith("Draft")
    assert words in docx.Document(io.BytesIO(documents["2026-01.docx"])).paragraphs[2].text


def test_of_a_restricted_meeting_the_public_reads_only_the_public_words(board: Make) -> None:
    text = MINUTES.replace("next-meeting:", "restricted: A meeting about staffing.\nnext-meeting:")
    board({"2026-01-22.md": text})
    documents = made()
    page = Page(documents["2026-01-22.html"]).words
    for text in (page, words(documents["2026-01-22.docx"])):
        assert "A meeting about staffing." in text
        for hidden in ("Town Hall", "A Brown", "Last words", "R&D", "Agree the plan", "Share the survey", "Find"):
            assert hidden not in text
    board_words = Page(made("--audience", "board")["2026-01-22-board.html"]).words
    assert "Restricted: A meeting about staffing." in board_words
    assert "Town Hall" in board_words


def test_while_a_restriction_is_broken_nothing_is_made(board: Make) -> None:
    root = board({"2026-01-22.md": MINUTES.replace("::: restricted", ":: restricted")})
    ran = ralb("render")
    assert ran.code == 2
    assert "error[broken-restriction]" in ran.err
    assert not (root / "out").exists()


def test_a_template_of_the_boards_own_is_taken_first(board: Make) -> None:
    root = board({"2026-01.md": "---\ndate: 2026-01\n---\n"})
    (root / "templates").mkdir()
    own = '{% extends "default/minutes.html" %}{% block footer %}Our own footer{% endblock %}'
    (root / "templates" / "minutes.html").write_text(own, encoding="utf-8")
    page = made("--to", "html")["2026-01.html"].decode("utf-8")
    assert "Our own footer" in page
    assert "Minutes and action log: January 2026" in page


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ boardd.name }}", "minutes.html:1: 'boardd' is undefined"),
        ("\n{% if %}", "minutes.html:2: Expected an expression, got 'end of statement block'"),
        (
            "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
            "minutes.html:1: access to attribute '__init__' of 'type' object is unsafe.",
        ),
        ('{% extends "missing.html" %}', "missing.html: there is no such template"),
        (
            '{% extends "minutes.html" %}',
            'minutes.html:1: the template includes itself; what comes with ralb is "default/minutes.html"',
        ),
        ("\n\n{{ 1 / 0 }}", "minutes.html:3: division by zero"),
        ("{{ title + 1 }}", 'minutes.html:1: can only concatenate str (not "int") to str'),
        ("{{ title * 10000000000 }}", "minutes.html:1: `*` is for small whole numbers only"),
        ("{{ title() }}", "minutes.html:1: 'str' object is not callable"),
    ],
)
def test_a_bad_template_is_said_with_its_place(template: str, said: str, board: Make) -> None:
    root = board({"2026-01.md": "---\ndate: 2026-01\n---\n"})
    (root / "templates").mkdir()
    (root / "templates" / "minutes.html").write_text(template, encoding="utf-8")
    ran = ralb("render", "--to", "html")
    assert (ran.code, ran.err) == (2, f"ralb: templates/{said}\n")
    assert not (root / "out").exists()


def test_a_template_that_is_not_utf_8_is_said(board: Make) -> None:
    root = board({"2026-01.md": "---\ndate: 2026-01\n---\n"})
    (root / "templates").mkdir()
    (root / "templates" / "minutes.html").write_bytes(b"Caf\xe9")

    ran = ralb("render", "--to", "html")

    assert (ran.code, ran.err) == (2, "ralb: templates/minutes.html: this is not UTF-8 text\n")


def word_template(root: Path, change: Callable[[Any], None]) -> None:
    """Put a changed copy of the Word template into the board's own templates."""
    document = docx.Document(str(ROOT / "templates" / "minutes.docx"))
    change(document)
    (root / "templates").mkdir()
    document.save(str(root / "templates" / "minutes.docx"))


def _drop_body(document: Any) -> None:
    for paragraph in document.paragraphs:
        if "body" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _drop_style(document: Any) -> None:
    document.styles.element.remove(document.styles["List Number 2"].element)


def _misspell(document: Any) -> None:
    document.paragraphs[0].runs[0].text = "{{ titel }}"


def _run_code(document: Any) -> None:
    document.paragraphs[0].runs[0].text = "{{ ''.__class__.__mro__ }}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_drop_body, "templates/minutes.docx: there is no paragraph with {{p body }} alone, where the notes go"),
        (
            _drop_style,
            "the Word template has no style `List Number 2`; add it in Word, or delete the template to use ralb's",
        ),
        (_misspell, "templates/minutes.docx: 'titel' is undefined"),
        (_run_code, "templates/minutes.docx: access to attribute '__class__' of 'str' object is unsafe."),
    ],
)
def test_a_bad_word_template_is_said(change: Callable[[Any], None], said: str, board: Make) -> None:
    root = board({"2026-01-22.md": MINUTES})
    word_template(root, change)
    ran = ralb("render", "--to", "docx")
    assert (ran.code, ran.err) == (2, f"ralb: {said}\n")
    assert not (root / "out").exists()


@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_that_is_no_word_template_is_said_and_nothing_is_written(zipped: bool, board: Make) -> None:
    root = board({"2026-01-22.md": MINUTES})
    (root / "templates").mkdir()
    path = root / "templates" / "minutes.docx"
    path.write_bytes(b"not a zip file")
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a", "b")
    ran = ralb("render")
    assert ran.code == 2
    assert ran.err == "ralb: templates/minutes.docx: this is no Word document\n"
    assert not (root / "out").exists()


def test_a_template_in_another_encoding_is_said(board: Make) -> None:
    root = board({"2026-01.md": "---\ndate: 2026-01\n---\n"})
    (root / "templates").mkdir()
    (root / "templates" / "minutes.html").write_bytes(b"Caf\xe9")
    ran = ralb("render", "--to", "html")
    assert (ran.code, "templates/minutes.html" in ran.err) == (2, True)


def test_who_answers_for_a_restricted_action_is_not_published(board: Make) -> None:
    roster = BOARD.replace("name: E Field", f"name: {CANARY}")
    row = "{number: 1, status: open, issued: 2026-01, responsible: [EF], restricted: true, action: Ask}"
    board({"2026-01.md": f"---\ndate: 2026-01\npresent: [AB]\nactions:\n  - {row}\n---\n"}, roster)
    for name, document in made().items():
        pieces = parts(document) if name.endswith(".docx") else {name: document}
        assert [piece for piece, content in pieces.items() if CANARY.encode() in content] == []
    assert CANARY in Page(made("--audience", "board")["2026-01-board.html"]).words


def note(text: str) -> dict[str, str]:
    return {"2026-01.md": f"---\ndate: 2026-01\n---\n{text}\n"}


DEEP = "lists or quotes are more than 58 deep"
IN_A_LINK = "the words `{}` in a link stand in no document: write them beside it"


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ("\n".join("  " * depth + "- x" for depth in range(70)), DEEP),
        ("> " * 70 + "x", DEEP),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | lost |",
            "the row `| 1 | 2 | lost |` of a table has more cells than its head",
        ),
        ('[Note]: https://x.org\n"the minister resigned"', IN_A_LINK.format("the minister resigned")),
        ('See [x](https://x.org "words nobody sees").', IN_A_LINK.format("words nobody sees")),
    ],
)
def test_what_markdown_would_drop_is_refused(notes: str, why: str, board: Make) -> None:
    root = board(note(notes))
    ran = ralb("render")
    assert (ran.code, ran.err) == (2, f"ralb: the notes cannot be shown whole: {why}\n")
    assert not (root / "out").exists()


def test_ten_nested_lists_lose_no_word(board: Make) -> None:
    board(note("\n".join("  " * depth + f"- word{depth}" for depth in range(10))))
    documents = made()
    for text in (Page(documents["2026-01.html"]).words, words(documents["2026-01.docx"])):
        assert [depth for depth in range(10) if f"word{depth}" not in text] == []


def test_a_link_may_be_defined_beyond_a_restricted_passage(board: Make) -> None:
    board(
        note(
            "See [it][r].\n\n::: restricted p\nq\n\n[s]: https://example.org/s\n:::\n\n[r]: https://example.org/r\n\n[s]"
        )
    )
    page = made("--to", "html")["2026-01.html"].decode("utf-8")
    assert '<a href="https://example.org/r">it</a>' in page
    assert "example.org/s" not in page


def test_what_xml_cannot_hold_is_replaced(board: Make) -> None:
    board(note("a&#12;b `c&#12;d` e&#xFFFE;f"))
    documents = made()
    assert "a\ufffdb" in words(documents["2026-01.docx"])
    assert b"\x0c" not in documents["2026-01.html"]
