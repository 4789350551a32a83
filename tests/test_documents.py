"""Agendas, logs, lists of one person's actions, in every format; and what is not made for the public."""

import io
import re
import shutil
from pathlib import Path

import docx
import pytest
from conftest import Make
from running import ralb
from test_render import CANARY, HOSTILE, MINUTES, Page, made, parts, words

KINDS = (
    ["--what", "minutes"],
    ["--what", "agenda", "2026-01-22"],
    ["--what", "log"],
    ["--what", "actions", "--responsible", "EF"],
)
FORMATS = "html,docx,md"


@pytest.fixture
def rich(board: Make) -> Path:
    return board({"2026-01-22.md": MINUTES})


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("kind", KINDS, ids=lambda words: words[1])
def test_nothing_restricted_reaches_the_public_in_any_document(kind: list[str]) -> None:
    for name, document in made(*kind, "--to", FORMATS).items():
        every = parts(document) if name.endswith(".docx") else {name: document}
        assert [part for part, content in every.items() if CANARY.encode() in content or CANARY in name] == []


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("kind", KINDS[:3], ids=lambda words: words[1])
def test_the_board_reads_that_it_is_restricted(kind: list[str]) -> None:
    for name, document in made(*kind, "--to", FORMATS, "--audience", "board").items():
        text = words(document) if name.endswith(".docx") else document.decode()
        assert "-board." in name
        assert "Restricted: Zugzwang staffing" in text


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("kind", KINDS, ids=lambda words: words[1])
def test_hostile_words_come_out_as_typed_in_every_document(kind: list[str]) -> None:
    documents = made(*kind, "--to", FORMATS)
    for name, document in documents.items():
        if name.endswith(".docx"):
            assert HOSTILE in words(document)
        elif name.endswith(".html"):
            assert HOSTILE in Page(document).words
        else:
            assert HOSTILE in re.sub(r"\\([\\`*_|<>\[\]])", r"\1", document.decode())


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("kind", KINDS, ids=lambda words: words[1])
def test_the_same_bytes_are_made_again(kind: list[str]) -> None:
    first = made(*kind, "--to", FORMATS)
    shutil.rmtree("out")
    assert made(*kind, "--to", FORMATS) == first


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("kind", KINDS, ids=lambda words: words[1])
def test_tables_have_heads_and_captions(kind: list[str]) -> None:
    documents = made(*kind, "--to", "html,docx")
    [html] = [Page(document) for name, document in documents.items() if name.endswith(".html")]
    assert len(html.all("caption")) == len(html.all("table"))
    assert {cell["scope"] for cell in html.all("th")} <= {"row", "col"}
    assert len(html.all("h1")) == 1
    [word] = [docx.Document(io.BytesIO(made)) for name, made in documents.items() if name.endswith(".docx")]
    for table in word.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
        assert all(cell.text for cell in table.rows[0].cells)
    assert [paragraph.text for paragraph in word.paragraphs if not paragraph.text.strip()] == []


def meeting(date: str, *rows: str, notes: str = "Notes.\n", more: str = "") -> str:
    log = "actions:\n" + "".join(f"  - {row}\n" for row in rows) if rows else ""
    return f"---\ndate: {date}\n{more}{log}---\n{notes}"


def row(number: int, issued: str, status: str = "open", who: str = "EF", more: str = "") -> str:
    said = f"number: {number}, status: {status}, issued: {issued}, responsible: [{who}]"
    return f"{{{said}, {more}action: Do {number}}}"


def test_the_agenda_of_a_file_has_its_headings_and_open_actions(board: Make) -> None:
    notes = "## 1. Welcome\n\n### Not an item\n\n## 2. Data\n\n::: restricted\n## 3. Staff\n:::\n"
    rows = (row(1, "2026-01", "complete"), row(2, "2026-01", more="due: 2026-05, "))
    board({"2026-04-16.md": meeting("2026-04-16", *rows, notes=notes, more="time: '10:30'\nchair: AB\n")})
    made_ = made("--what", "agenda", "--to", "md", "--today", "2026-04-01")
    assert made_["2026-04-16-agenda.md"].decode() == (
        "# Agenda: 16 April 2026\n\nExample Board\n\nDate: 16 April 2026, 10:30\n\nChair: Dr A Brown (AB)\n\n"
        "## Items\n\n1. Welcome\n2. Data\n\n## Actions to report on\n\n"
        "Unfinished before this meeting: 1 action\n\n"
        "| Number | Action | Responsible | Date issued | Status |\n| --- | --- | --- | --- | --- |\n"
        "| 2 | Do 2 Due May 2026. | EF | January 2026 | Open |\n"
    )


def test_the_public_gets_the_log_of_a_meeting_that_has_taken_place(board: Make) -> None:
    files = {"2026-01-22.md": meeting("2026-01-22"), "2026-04-16.md": meeting("2026-04-16")}
    board(files)
    log = ("--what", "log", "--to", "md", "--today", "2026-03-01")
    assert list(made(*log)) == ["2026-01-22-log.md"]
    assert "2026-04-16-log-board.md" in made(*log, "--audience", "board")


def test_the_log_tells_how_old_what_is_open_is(board: Make) -> None:
    old = meeting("2025-10-01", row(1, "2025-10"), row(2, "2025-10"))
    new = meeting(
        "2026-01-22", row(1, "2025-10"), row(2, "2025-10"), row(3, "2026-01"), row(4, "2026-01", "complete")
    )
    board({"2025-10-01.md": old, "2026-01-22.md": new})
    page = Page(made("--what", "log", "--to", "html")["2026-01-22-log.html"])
    assert [bar["width"] for bar in page.all("rect")] == ["80", "160"]
    [chart] = page.all("svg")
    assert (chart["role"], chart["aria-labelledby"]) == ("img", "chart-title chart-words")
    assert "New at this meeting1" in page.words.replace("\n", "")
    assert "1 meeting2" in page.words.replace("\n", "")


def test_initials_are_explained_where_an_item_first_names_them(board: Make) -> None:
    notes = "## 1. AB\n\nAB and AB met EF, not CAB.\n\n## 2. Two\n\n`AB` met AB.\n"
    board({"2026-01-22.md": meeting("2026-01-22", notes=notes, more="present: [AB, EF]\n")})
    page = made("--to", "html")["2026-01-22.html"].decode()
    ab, ef = ('<abbr title="Dr A Brown">AB</abbr>', '<abbr title="E Field">EF</abbr>')
    assert f"<h2>1. AB</h2>\n<p>{ab} and AB met {ef}, not CAB.</p>" in page
    assert f"<p><code>AB</code> met {ab}.</p>" in page


PHONE = "Call 01632 960123."


@pytest.mark.parametrize(
    ("files", "blocked"),
    [
        (meeting("2026-01-22", notes=PHONE), True),
        (meeting("2026-01-22", row(1, "2026-01").replace("Do 1", PHONE)), True),
        (meeting("2026-01-22", notes="<!-- x -->\n"), True),
        (meeting("2026-01-22", notes="See https://x.sharepoint.com/a\n"), True),
        (meeting("2026-01-22", notes=f"::: restricted\n{PHONE}\n:::\n"), False),
        (meeting("2026-01-22", row(1, "2026-01", more=f"note: {PHONE}, ")), False),
        (meeting("2026-01-22", row(1, "2026-01", more="restricted: true, ").replace("Do 1", PHONE)), False),
        (meeting("2026-01-22", more=f"# {PHONE}\n"), False),
        (meeting("2026-01-22", notes=PHONE, more="allow: [{rule: phone-number, reason: it is public}]\n"), False),
        (meeting("2026-01-22", notes=PHONE, more="restricted: true\n"), False),
    ],
)
def test_what_nobody_allowed_is_not_published_unseen(files: str, blocked: bool, board: Make) -> None:
    board({"2026-01-22.md": files})
    ran = ralb("render", "--to", "html")
    assert (ran.code, Path("out").exists()) == ((1, False) if blocked else (0, True))
    assert ralb("render", "--to", "html", "--audience", "board").code == 0


RING = "1:1: `01632 960123`, in `text: Ring 01632 960123 now.`"


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("Ring 01632\n960123 now.", RING),
        ("Ring _01632 960123_ now.", "4:7: `01632 960123`"),
        ("Ring 01632 **960123** now.", RING),
        ("Ring 01632\u00a0960123 now.", RING),
        ("Ring 01632  960123 now.", RING),
        ("Ring 0044 1632 960123 now.", "1:1: `+44 1632 960123`, in `text: Ring +44 1632 960123 now.`"),
        (
            "Ring [Jane](tel:+44-1632-960123) now.",
            "1:1: `+44 1632-960123`, in `text: Ring [Jane](tel:+44 1632-960123) now.`",
        ),
        (
            "Write to jane.doe&#64;example.org now.",
            "1:1: `jane.doe@example.org`, in `text: Write to jane.doe@example.org now.`",
        ),
        (
            "Write to [Jane](mailto:jane.doe%40example.org) now.",
            "1:1: `jane.doe@example.org`, in `text: Write to [Jane](mailto:jane.doe@example.org) now.`",
        ),
        (
            "See [x](https://northbridge.sh&#97;repoint.com/a) now.",
            "1:1: `sharepoint.com`, in `text: See [x](https://northbridge.sharepoint.com/a) now.`",
        ),
        ("::: restricted Ring 01632 960123.\nSecret.\n:::", "4:21: `01632 960123`"),
    ],
)
def test_the_gate_reads_what_is_printed(notes: str, said: str, board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22", notes=notes + "\n")})
    ran = ralb("render", "--to", "html")
    first = ran.err.splitlines()[0].removeprefix("ralb: minutes/2026-01-22.md:")
    assert re.sub(r"error\[[a-z-]+\] | looks like [-a-z ]+", "", first) == said
    assert (ran.code, Path("out").exists()) == (1, False)


def test_public_words_of_an_action_pass_the_gate_too(board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22", row(1, "2026-01", more=f"restricted: {PHONE}, "))})
    ran = ralb("render", "--what", "log", "--to", "md")
    assert (ran.code, ran.err.partition("]")[0]) == (1, "ralb: minutes/2026-01-22.md:4:84: error[phone-number")


def test_what_a_document_does_not_print_does_not_keep_it_back(board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22", row(1, "2026-01"), notes=PHONE)})
    assert ralb("render", "--what", "log", "--to", "md").code == 0


def test_an_allowance_may_name_the_action(board: Make) -> None:
    allow = "allow: [{rule: phone-number, about: '1', reason: it is public}]\n"
    board({"2026-01-22.md": meeting("2026-01-22", row(1, "2026-01").replace("Do 1", PHONE), more=allow)})
    assert ralb("render", "--what", "log", "--to", "md").code == 0


def test_a_rule_that_is_ignored_has_no_reason(board: Make) -> None:
    roster = "name: X\npeople: []\nvalidate: {ignore: [phone-number]}\n"
    board({"2026-01-22.md": meeting("2026-01-22", notes=PHONE)}, roster)
    ran = ralb("render", "--to", "md")
    assert (ran.code, ran.err.partition("]")[0]) == (1, "ralb: minutes/2026-01-22.md:4:6: error[phone-number")


@pytest.mark.parametrize("what", ["minutes", "agenda", "log"])
@pytest.mark.parametrize("form", ["html", "docx", "md"])
@pytest.mark.usefixtures("sample")
def test_every_document_of_the_boards_own_says_so(what: str, form: str) -> None:
    for audience in ("public", "board"):
        made("--what", what, "2026-01", "--to", form, "--audience", audience)
    said = {
        name: "For the board only" in (words(one) if form == "docx" else one.decode())
        for name, one in {path.name: path.read_bytes() for path in Path("out").iterdir()}.items()
    }
    assert said == {name: "board" in name for name in said}
    assert len(said) == 2


def test_the_agenda_of_the_calendar_passes_the_gate(board: Make) -> None:
    roster = f"name: X\npeople: []\ncalendar:\n  - {{date: 2026-04-16, venue: '{PHONE}'}}\n"
    board({"2026-01-22.md": meeting("2026-01-22")}, roster)
    ran = ralb("render", "--what", "agenda", "--to", "md", "--today", "2026-03-01")
    assert (ran.code, ran.err.splitlines()[0].startswith("ralb: minutes/board.yaml:4:")) == (1, True)


def test_nothing_of_a_restricted_meeting_is_on_any_agenda_or_log(board: Make) -> None:
    roster = "name: X\npeople: []\ncalendar:\n  - {date: 2026-04-16}\n"
    text = row(1, "2026-01").replace("Do 1", CANARY)
    more = f"venue: {CANARY}\nrestricted: A special meeting.\n"
    board({"2026-01-22.md": meeting("2026-01-22", text, more=more, notes=f"## {CANARY}\n")}, roster)
    day = ("--today", "2026-03-01", "--to", FORMATS)
    made("--what", "agenda", *day)
    made("--what", "agenda", "2026-01-22", *day)
    every = made("--what", "log", *day)
    assert len(every) == 9
    for name, document in every.items():
        if name.startswith("2026-01-22"):
            shown = words(document) if name.endswith(".docx") else document.decode()
            assert "A special meeting" in shown
            assert "There are no actions" not in shown
        for content in parts(document).values() if name.endswith(".docx") else [document]:
            assert CANARY.encode() not in content


@pytest.mark.parametrize("folder", ["minutes", "templates", "minutes/out", "out/../minutes"])
def test_documents_are_never_written_among_the_boards_own_files(folder: str, board: Make) -> None:
    text = meeting("2026-01-22")
    root = board({"2026-01-22.md": text})
    assert ralb("render", "--to", "md", "--out", folder).code == 2
    assert (root / "minutes" / "2026-01-22.md").read_text() == text


def test_markdown_asks_for_no_picture_and_holds_no_html(board: Make) -> None:
    board(
        {"2026-01-22.md": meeting("2026-01-22", notes="![plan](https://t.org/x.png) <script>x</script> 1 < 2\n")}
    )
    text = made("--to", "md")["2026-01-22.md"].decode()
    assert "[plan](https://t.org/x.png) \\<script>x\\</script> 1 < 2" in text
    assert "![" not in text


CODE = """\
    indented <b>

```
one



![four](x) <b>
```

- ~~~
  <i>
  ~~~
"""


def test_code_comes_into_markdown_as_typed(board: Make) -> None:
    root = board({"2026-01-22.md": meeting("2026-01-22", notes=CODE + "\nText <b>.\n\n\n\nEnd.\n")})
    assert CODE + "\nText \\<b>.\n\n\n\nEnd.\n" in made("--to", "md")["2026-01-22.md"].decode()
    (root / "templates").mkdir()
    (root / "templates" / "minutes.md").write_text("\n\n\n\n{{ body }}\n\n\n\n{{ title }}")
    text = made("--to", "md")["2026-01-22.md"].decode()
    assert text == f"{CODE}\nText \\<b>.\n\n\n\nEnd.\n\nMinutes and action log: 22 January 2026\n"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"a \<b> c", r"a \<b> c"),
        (r"a \\<b> c", r"a \\\<b> c"),
        (r"\![a](x)", r"\![a](x)"),
    ],
)
def test_what_is_typed_as_a_sign_stays_one(typed: str, shown: str, board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22", notes=f"{typed}\n")})
    assert f"\n{shown}\n" in made("--to", "md")["2026-01-22.md"].decode()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("R&D &copy; &#64;", r"R&D \&copy; \&#64;"),
        ("~~not~~ ~1", r"\~\~not\~\~ \~1"),
        ("# Staff", r"\# Staff"),
        ("- Staff", r"\- Staff"),
        ("1. Staff", r"1\. Staff"),
        ("2026-01 - 1.5 - #1", "2026-01 - 1.5 - #1"),
    ],
)
def test_values_come_into_markdown_as_words(typed: str, shown: str, board: Make) -> None:
    from markdown_it import MarkdownIt

    board({"2026-01-22.md": meeting("2026-01-22", more=f"restricted: '{typed}'\n")})
    text = made("--to", "md")["2026-01-22.md"].decode()
    assert f"\n\n{shown}\n\n" in text
    html = MarkdownIt("gfm-like", {"linkify": False}).render(shown)
    assert html == f"<p>{typed.replace('&', '&amp;')}</p>\n"


def test_the_items_of_an_agenda_are_words(board: Make) -> None:
    notes = "# 1. **Use** of C#\n\n```\n# code\n```\n\n# 2. R&D [x](https://x.org) ##\n"
    board({"2026-04-16.md": meeting("2026-04-16", notes=notes)})
    text = made("--what", "agenda", "--to", "html", "--today", "2026-04-01")["2026-04-16-agenda.html"]
    assert b"<li>Use of C#</li>\n<li>R&amp;D x</li>\n</ol>" in text


def test_what_board_yaml_prints_counts_too(board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22")}, "name: X\npeople: []\ncontact: 01632 960123\n")
    assert ralb("render", "--to", "html").err.startswith("ralb: minutes/board.yaml:3:10: error[phone-number]")


def test_all_meetings_are_made_at_once(board: Make) -> None:
    board({f"2026-0{month}-01.md": meeting(f"2026-0{month}-01") for month in (1, 2, 3)})
    assert sorted(made("--all", "--to", "html")) == ["2026-01-01.html", "2026-02-01.html", "2026-03-01.html"]


def test_if_one_cannot_be_made_none_is_written(board: Make) -> None:
    board({"2026-01-01.md": meeting("2026-01-01"), "2026-02-01.md": meeting("2026-02-01", notes=PHONE)})
    assert ralb("render", "--all").code == 1
    assert not Path("out").exists()


def test_a_folder_in_the_place_of_one_document_keeps_all_from_being_written(board: Make) -> None:
    root = board({f"2026-0{month}-01.md": meeting(f"2026-0{month}-01") for month in (1, 2, 3)})
    (root / "out" / "2026-02-01.html").mkdir(parents=True)
    (root / "out" / "2026-01-01.html").write_text("as it was")
    ran = ralb("render", "--all", "--to", "html")
    assert (ran.code, ran.out) == (74, "")
    assert ran.err == "ralb: cannot write out/2026-02-01.html: is a directory; nothing was written\n"
    assert sorted(path.name for path in (root / "out").iterdir()) == ["2026-01-01.html", "2026-02-01.html"]
    assert (root / "out" / "2026-01-01.html").read_text() == "as it was"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Special meeting", "Special meeting: 22 January 2026"),
        ("Special meeting of 22 January 2026", "Special meeting of 22 January 2026"),
        ("", "Minutes and action log: 22 January 2026"),
    ],
)
def test_the_title_of_minutes_holds_their_date(title: str, shown: str, board: Make) -> None:
    board({"2026-01-22.md": meeting("2026-01-22", more=f"title: {title}\n" if title else "")})
    documents = made("--to", FORMATS)
    page = documents["2026-01-22.html"].decode()
    assert f"<title>{shown} (draft) - Example Board</title>" in page
    assert f"<h1>{shown}</h1>" in page
    assert documents["2026-01-22.md"].decode().startswith(f"# {shown}\n")
    word = docx.Document(io.BytesIO(documents["2026-01-22.docx"]))
    assert (word.core_properties.title, word.paragraphs[0].text) == (shown, shown)


def test_without_libreoffice_a_sentence_says_how_to_get_a_pdf(
    board: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    board({"2026-01-22.md": meeting("2026-01-22")})
    monkeypatch.setenv("PATH", "")
    ran = ralb("render", "--to", "pdf")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "ralb: a PDF needs LibreOffice, which is not installed here")


def test_libreoffice_that_makes_none_is_said(board: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board({"2026-01-22.md": meeting("2026-01-22")})
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho it is ill >&2\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    ran = ralb("render", "--to", "pdf")
    assert (ran.code, ran.err) == (74, "ralb: LibreOffice made no PDF: it is ill\n")
