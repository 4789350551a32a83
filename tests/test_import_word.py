"""Minutes typed in Word: what becomes of every word, and which files no parser gets to see."""

import io
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from januaryword import as_word, january, made, rewritten
from running import ralb

from ralb import minutes
from ralb.dates import PartialDate
from ralb.imports import readers
from ralb.imports.blocks import Block, Cell, Reading, Unreadable

P = "<w:p>{}</w:p>"
R = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def read(data: bytes) -> Reading:
    return readers.read("minutes.docx", data)


def shown(block: Block) -> str:
    """A block in a line: what it is, how deep, whether bold, its words."""
    cells = " | ".join(cell.text.replace("\n", " / ") for cell in block.cells)
    deep = f" {block.level}" if block.level else ""
    return f"{block.kind}{deep}{' bold' if block.bold else ''}: {block.text or cells}"


def blocks(*paragraphs: str, **parts: str) -> list[str]:
    return [shown(block) for block in read(made(*paragraphs, **parts)).blocks]


def remarks(*paragraphs: str, **parts: str) -> list[tuple[int, str, str]]:
    return [tuple(remark) for remark in map(_parts, read(made(*paragraphs, **parts)).remarks)]


def _parts(remark: object) -> tuple[int, str, str]:
    return remark.line, remark.words, remark.why  # type: ignore[attr-defined]


def test_minutes_as_boards_write_them_become_blocks() -> None:
    assert [shown(block) for block in read(january()).blocks] == [
        "heading 1: Example Region Adoption Leadership Board",
        "paragraph bold: Meeting notes and action log: January 2026",
        "paragraph: Invitees: Dr Mo Hale (CHAIR Northbridge), Kim York (Data Agency),",
        "paragraph: Apols: Rita Marsh (Eastmere),",
        "heading 1 bold: Introductions and previous minutes",
        "paragraph: The group agreed the previous minutes.",
        "paragraph bold: Item 1: Case management system",
        "paragraph: KY presented two projects:",
        "item 1: data standards",
        "item 1: a centre of excellence",
        "paragraph: **Action:** KY to find out whether the region was asked.",
        "paragraph: Item 2 data:",
        "item 1: 1. First trend",
        "item 1: 2. Second trend",
        "paragraph: Action log: This action log was updated on March 26 2026",
        "row:  | Action | Responsible | Date issued | Status",
        "row: 80 | RB to settle with AC how the project is paid for | AC/RB | Oct 2025 | Ongoing",
        "row: 81 | MH to raise the delay of medical advice | MH | Oct 2025 | complete",
        "row: 82 | Update from KY for the next meeting / Slides to be sent before | KY | Oct 2025 | complete",
        "row: 83 | Item on trends at the next meeting | All | Oct 2025 | complete",
        "row: 84 | KY to find out whether the region was asked to join the pilot | KY | Jan 2026 | Open",
        "row: 85 | MH to share findings with colleagues | MH RB | Jan 2026 | complete",
    ]


def test_what_is_not_in_the_blocks_is_said() -> None:
    assert list(map(_parts, read(january()).remarks)) == [
        (1, "OFFICIAL", "left out: the head of the pages"),
        (1, "", "1 tracked insertion taken over as if accepted"),
        (6, "old", "left out: deleted by Ann Clark, a tracked change"),
        (6, "All of them?", "a comment by Ann Clark on `minutes.`"),
    ]


def test_every_word_of_the_real_minutes_of_january_ends_in_a_block(shared: Path) -> None:
    text = (shared / "seeds" / "minutes-january-2026.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip()]
    data = made(*(P.format(R.format(_escaped(line))) for line in lines))
    assert [re.sub(r"\\(.)", r"\1", block.text) for block in read(data).blocks] == [
        re.sub(r"[ \xa0]+", " ", re.sub(r"\s*\t\s*", "\t", line)).strip() for line in lines
    ]


def brought_in(folder: Path, name: str, data: bytes) -> str:
    """The minutes that an import into an empty folder makes."""
    folder.mkdir()
    (folder / name).write_bytes(data)
    ran = ralb("import", str(folder / name), "--board", str(folder))
    assert "not imported" not in ran.err, ran.err
    [file] = (folder / "minutes").glob("2*.md")
    return file.read_text(encoding="utf-8")


def test_the_real_minutes_say_the_same_as_a_word_document_and_as_text(shared: Path, tmp_path: Path) -> None:
    text = (shared / "seeds" / "minutes-january-2026.txt").read_text(encoding="utf-8")
    as_text = brought_in(tmp_path / "text", "a.txt", text.encode())
    assert brought_in(tmp_path / "word", "a.docx", as_word(text)) == re.sub(r"(?<=\S)  +", " ", as_text)


def test_the_log_of_a_word_document_is_taken_row_by_row(tmp_path: Path) -> None:
    text = brought_in(tmp_path / "word", "january.docx", january())
    log = minutes.parse("2026-01.md", text.encode(), PartialDate(2026, 1)).meeting
    assert log is not None
    assert [
        (one.number, one.text, " ".join(one.responsible), str(one.issued), one.status.value) for one in log.actions
    ] == [
        (80, "RB to settle with AC how the project is paid for", "AC RB", "2025-10", "ongoing"),
        (81, "MH to raise the delay of medical advice", "MH", "2025-10", "complete"),
        (82, "Update from KY for the next meeting Slides to be sent before", "KY", "2025-10", "complete"),
        (83, "Item on trends at the next meeting", "All", "2025-10", "complete"),
        (84, "KY to find out whether the region was asked to join the pilot", "KY", "2026-01", "open"),
        (85, "MH to share findings with colleagues", "MH RB", "2026-01", "complete"),
    ]
    assert "**Action 84:** KY to find out whether the region was asked." in text.splitlines()


def test_a_word_document_that_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(OLD_WORD)
    ran = ralb("import", str(tmp_path / "old.docx"), "--board", str(tmp_path))
    assert ran.code == 1
    assert "it is of an old Word (.doc): open it in Word and save it as .docx" in ran.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["old.docx"]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


STRUCK = '<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
CELL = "<w:tc>{}</w:tc>"


@pytest.mark.parametrize(
    ("paragraph", "block"),
    [
        (BOLD.format("Action KY") + R.format(" to ask"), "paragraph: **Action KY** to ask"),
        (BOLD.format("Action:") + R.format("KY to ask"), "paragraph: **Action**:KY to ask"),
        (R.format("3. ") + BOLD.format("Data"), "paragraph bold: 3\\. Data"),
        ('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>thin</w:t></w:r>', "paragraph: thin"),
        ('<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Data</w:t></w:r>', "paragraph bold: Data"),
        (STRUCK.format("open ") + R.format("done"), "paragraph: ~~open~~ done"),
        (R.format("a * b &lt;c>"), "paragraph: a \\* b \\<c>"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "paragraph: a\tb-c"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> sent</w:t></w:r>', "paragraph: ☒ sent"),
        (
            f"<w:smartTag>{R.format('a')}</w:smartTag><w:sdt><w:sdtContent>{R.format('b')}</w:sdtContent></w:sdt>",
            "paragraph: ab",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>' + R.format("May"),
            "paragraph: May",
        ),
        (f"<w:moveTo>{R.format('moved')}</w:moveTo>", "paragraph: moved"),
        (
            f"<mc:AlternateContent><mc:Choice>{R.format('new')}</mc:Choice>"
            f"<mc:Fallback>{R.format('new')}</mc:Fallback></mc:AlternateContent>",
            "paragraph: new",
        ),
        ("<m:oMath><m:r><m:t>n=3</m:t></m:r></m:oMath>", "paragraph: n=3"),
        ('<w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + R.format("Data"), "heading 2: Data"),
        ('<w:pPr><w:pStyle w:val="Heading3"/></w:pPr>' + R.format("# Data"), "heading 3 bold: \\# Data"),
        ('<w:pPr><w:pStyle w:val="ListBullet2"/></w:pPr>' + R.format("x"), "item 2: x"),
    ],
)
def test_the_words_of_a_paragraph_are_markdown(paragraph: str, block: str) -> None:
    assert blocks(P.format(paragraph)) == [block]


def test_a_line_break_begins_a_paragraph_and_in_a_heading_a_space() -> None:
    lines = "<w:r><w:t>one</w:t><w:br/><w:br/><w:t>two</w:t></w:r>"
    assert blocks(P.format(lines)) == ["paragraph: one", "paragraph: two"]
    heading = f'<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{lines}'
    assert blocks(P.format(heading)) == ["heading 1 bold: one two"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert blocks(P.format(gone + R.format("KY to ask ")), P.format(R.format("the DfE"))) == [
        "paragraph: KY to ask the DfE"
    ]


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cells(*texts: str) -> str:
    return "".join(CELL.format(P.format(R.format(text))) for text in texts)


def test_cells_stay_in_their_columns() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + P.format(R.format("both")) + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    assert blocks(
        table(cells("a", "b", "c"), wide + cells("d"), below + cells("e", "f"), late + cells("g", "h"))
    ) == [
        "row: a | b | c",
        "row: both |  | d",
        "row:  | e | f",
        "row:  | g | h",
    ]


def test_a_struck_status_stands_apart_from_the_one_that_stands() -> None:
    row = cells("84") + CELL.format(P.format(STRUCK.format("Open") + R.format("Complete")))
    [block] = read(made(table(row))).blocks
    assert block.cells == (Cell("84"), Cell("Complete", struck="Open"))


def test_a_table_of_one_column_is_a_frame_around_words() -> None:
    assert blocks(table(CELL.format(P.format(R.format("one")) + P.format(R.format("two"))))) == [
        "paragraph: one",
        "paragraph: two",
    ]


def test_a_table_in_a_cell_is_lines_of_it() -> None:
    inner = table(cells("x", "y"), cells("z", "w"))
    assert blocks(table(CELL.format(inner + "<w:p/>") + cells("b"))) == ["row: x\ty / z\tw | b"]


def test_a_tracked_row_is_taken_or_left_out_as_it_was_changed() -> None:
    new, old = "<w:trPr><w:ins/></w:trPr>" + cells("85", "new"), "<w:trPr><w:del/></w:trPr>" + cells("84", "old")
    assert blocks(table(new, old)) == ["row: 85 | new"]
    assert remarks(table(new, old)) == [
        (1, "", "1 tracked insertion taken over as if accepted"),
        (2, "84 old", "left out: a row deleted, a tracked change"),
    ]


NUMBERED = (
    '<w:abstractNum w:abstractNumId="90">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>'
    '<w:num w:numId="92"><w:abstractNumId w:val="90"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="80"/></w:lvlOverride></w:num>'
)


def numbered(level: int, words: str, key: int = 91) -> str:
    numbering = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr></w:pPr>'
    return P.format(numbering + R.format(words))


def in_list(*paragraphs: str) -> list[str]:
    """The blocks of a document with lists of its own in place of those that python-docx brings."""
    root = f'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{NUMBERED}'
    packed = rewritten(
        made(*paragraphs),
        lambda name, content: f"{root}</w:numbering>".encode() if name == "word/numbering.xml" else content,
    )
    return [shown(block) for block in read(packed).blocks]


def test_the_numbers_that_word_counts_are_words() -> None:
    assert in_list(
        numbered(0, "Data"),
        numbered(1, "trends"),
        numbered(1, "more"),
        numbered(2, "deep"),
        numbered(0, "AOB"),
        numbered(1, "afresh"),
        numbered(0, "goes on", key=92),
        numbered(0, "goes on", key=92),
    ) == [
        "item 1: 3. Data",
        "item 2: 3.a) trends",
        "item 2: 3.b) more",
        "item 3: (I) deep",
        "item 1: 4. AOB",
        "item 2: 4.a) afresh",
        "item 1: 80. goes on",
        "item 1: 81. goes on",
    ]


def test_the_first_column_of_a_log_may_be_numbered_by_word() -> None:
    row = CELL.format(numbered(0, "", key=92).replace(R.format(""), "")) + cells("KY to ask")
    assert in_list(table(row, row)) == ["row: 80\\. | KY to ask", "row: 81\\. | KY to ask"]


INSIDE = f"<w:txbxContent>{P.format(R.format('boxed'))}</w:txbxContent>"
BOX = f"<w:drawing><wps:txbx>{INSIDE}</wps:txbx></w:drawing>"
OLD_BOX = f"<w:pict><v:textbox>{INSIDE}</v:textbox></w:pict>"
BOTH = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback>"


def test_a_text_box_follows_its_paragraph_once() -> None:
    for box in (BOX, OLD_BOX, f"<mc:AlternateContent>{BOTH}</mc:AlternateContent>"):
        assert blocks(P.format(f"<w:r>{box}</w:r>" + R.format("words"))) == [
            "paragraph: words",
            "paragraph: boxed",
        ]
    row = CELL.format(P.format(f"<w:r>{BOX}</w:r>" + R.format("a"))) + cells("b")
    assert blocks(table(row)) == ["row: a | b", "paragraph: boxed"]


@pytest.mark.parametrize(
    ("paragraph", "remark"),
    [
        (
            f'<w:moveFrom w:author="KY">{R.format("gone")}</w:moveFrom>',
            ("gone", "left out: moved elsewhere by KY, a tracked change"),
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", ("secret", "left out: hidden words")),
        (
            '<w:r><w:drawing><wp:docPr id="1" name="Picture 1" descr="The logo"/><a:blip/></w:drawing></w:r>',
            ("The logo", "left out: a picture"),
        ),
        ("<w:r><w:object><w:control/></w:object></w:r>", ("", "left out: an embedded object")),
        ('<w:r><w:pict><v:textpath string="DRAFT"/></w:pict></w:r>', ("DRAFT", "left out: a picture")),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{R.format('Click here')}</w:sdt>",
            ("Click here", "left out: a field that nobody filled in"),
        ),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_paragraph_is_said(paragraph: str, remark: tuple[str, str]) -> None:
    document = P.format(R.format("words")), P.format(paragraph)
    assert (blocks(*document), remarks(*document)) == (["paragraph: words"], [(2, *remark)])


def test_footnotes_are_said() -> None:
    note = f'<w:footnote w:id="2">{P.format(R.format("See the report."))}</w:footnote>'
    document = P.format(R.format("words") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert remarks(document, footnotes=note) == [(1, "See the report.", "left out: a footnote")]


def test_a_comment_on_nothing_is_said() -> None:
    comment = f'<w:comment w:id="7" w:author="KY">{P.format(R.format("Why?"))}</w:comment>'
    assert remarks(P.format(R.format("words")), comments=comment) == [(1, "Why?", "a comment")]


def test_where_a_link_leads_is_said_if_its_words_do_not() -> None:
    link = "<w:hyperlink r:id='xlink'>" + R.format("the report") + "</w:hyperlink>"

    def linked(name: str, content: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return content
        relation = (
            '<Relationship Id="xlink" Type="x/hyperlink" Target="https://example.org/r" TargetMode="External"/>'
        )
        return content.replace(b"</Relationships>", f"{relation}</Relationships>".encode())

    reading = read(rewritten(made(P.format(link)), linked))
    assert [shown(block) for block in reading.blocks] == ["paragraph: the report"]
    assert list(map(_parts, reading.remarks)) == [
        (1, "https://example.org/r", "left out: where the link `the report` leads")
    ]


def test_a_table_of_contents_and_blocks_around_which_something_was_deleted_are_said() -> None:
    contents = P.format('<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>' + R.format("Data 3"))
    block = f"<w:del>{P.format(R.format('gone'))}</w:del>"
    assert remarks(contents, block, '<w:altChunk r:id="x"/>') == [
        (1, "Data 3", "left out: a line of the table of contents"),
        (1, "gone", "left out: deleted, a tracked change"),
        (1, "", "left out: another document inside this one; copy its words into it"),
    ]


def test_the_words_of_a_drawing_are_said() -> None:
    drawing = b'<d xmlns:a="a"><a:p><a:t>Board</a:t><a:t>Chair</a:t></a:p></d>'
    packed = rewritten(made(), lambda _, content: content, {"word/diagrams/data1.xml": drawing})
    assert list(map(_parts, read(packed).remarks)) == [(1, "Board Chair", "left out: the words of a drawing")]


def test_what_is_written_in_the_strict_dialect_is_read_alike() -> None:
    loose, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(rewritten(january(), lambda _, content: content.replace(loose, strict))) == read(january())


_WORD = st.text("abcdefgh*_#~|<&", min_size=1, max_size=6).map(_escaped)
_RUN = st.one_of(
    _WORD.map(lambda word: R.format(f"{word} ")),
    _WORD.map(lambda word: BOLD.format(f"{word} ")),
    _WORD.map(lambda word: STRUCK.format(f"{word} ")),
    _WORD.map(lambda word: f"<w:del><w:r><w:delText>{word} </w:delText></w:r></w:del>"),
    _WORD.map(lambda word: f"<w:ins>{R.format(f'{word} ')}</w:ins>"),
    _WORD.map(lambda word: f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word} </w:t></w:r>"),
    _WORD.map(lambda word: f"<w:r>{OLD_BOX}</w:r>".replace("boxed", word)),
)  # fmt: skip
_PARAGRAPH = st.lists(_RUN, max_size=4).map(lambda runs: P.format("".join(runs)))
_TABLE = st.lists(_PARAGRAPH, min_size=1, max_size=4).map(lambda inside: table("".join(map(CELL.format, inside))))


@settings(max_examples=50)
@given(st.lists(st.one_of(_PARAGRAPH, _TABLE), max_size=5))
def test_no_word_is_lost(body: list[str]) -> None:
    data = made(*body)
    typed = re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", "".join(body))
    reading = read(data)
    found = [block.text for block in reading.blocks]
    found += [f"{cell.text} {cell.struck}" for block in reading.blocks for cell in block.cells]
    said = " ".join(found) + " ".join(remark.words for remark in reading.remarks)
    letters = re.sub(r"[^a-h]", "", said)
    assert sorted(letters) == sorted(re.sub(r"&lt;|&amp;|[^a-h]", "", "".join(typed)))


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONG = b"<a>" + b"<b/>" * 400_001 + b"</a>"
DTD = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document/>'


def replaced(content: bytes) -> bytes:
    return rewritten(made(), lambda _, part: part, {"word/document.xml": content})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04 and nothing", "this is no Word document"),
        (b"%PDF-1.7 ...", "this is a PDF: open it in Word, which makes text of it, or copy its words"),
        (b"{\\rtf1 words}", "this is rich text: open it in Word and save it as .docx"),
        (OLD_WORD, "it is of an old Word (.doc): open it in Word and save it as .docx"),
        (
            OLD_WORD + "EncryptedPackage".encode("utf-16-le"),
            "it is locked with a password: open it in Word, save a copy without one",
        ),
        (replaced(DTD), "`word/document.xml` declares entities: save it in Word again"),
        (replaced(DTD.decode().encode("utf-16")), "`word/document.xml` is not UTF-8 text: save it in Word again"),
        (
            replaced(b"<?xml version='1.0' encoding='cp037'?>" + "<!DOCTYPE d>".encode("cp037")),
            "`word/document.xml` is not UTF-8 text: save it in Word again",
        ),
        (replaced(b"<w:document>"), "it is damaged: open it in Word and save it again"),
        (replaced(b"<a>" * 300 + b"</a>" * 300), "it is nested too deep"),
        (replaced(LONG), "it is too long for minutes: bring its parts in one by one"),
        (
            rewritten(made(), lambda _, part: part, {"word/vbaProject.bin": b"x"}),
            "it holds macros: save it as a document without macros (.docx)",
        ),
        (b"x" * (20 * 1024 * 1024 + 1), "it is larger than 20 MB"),
    ],
)  # fmt: skip
def test_what_no_parser_should_see_is_refused_with_a_way_out(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=f"^{re.escape(why)}$"):
        read(data)


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (
            "xl/workbook.xml",
            "this is a spreadsheet: copy its rows into a table in a Word document",
        ),
        ("ppt/presentation.xml", "these are slides: copy their words into a Word document"),
        ("META-INF/manifest.xml", "this is a document of LibreOffice: save it as Word (.docx)"),
        ("other.xml", "this is no Word document"),
    ],
)
def test_another_program_s_file_is_named(part: str, why: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(part, "<x/>")
    with pytest.raises(Unreadable, match=f"^{re.escape(why)}$"):
        read(packed.getvalue())


_MEASURED = """
import re, sys
from pathlib import Path
from ralb.imports import readers
try: print(len(readers.read("minutes.docx", Path(sys.argv[1]).read_bytes()).blocks), "blocks")
except readers.Unreadable as refused: print(refused)
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def measured(path: Path) -> tuple[str, int, float]:
    """What a process says that reads this file, its memory in MB, and its seconds."""
    begun = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", _MEASURED, path], capture_output=True, text=True, check=True)
    said, memory = ran.stdout.splitlines()
    return said, int(memory), time.monotonic() - begun


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_a_zip_bomb_is_refused_within_a_second_and_200_mb(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * 1024**2)
    said, memory, seconds = measured(bomb)
    assert said == "unpacked it holds 300 MB (at most 50 MB)"
    assert memory < 200
    assert seconds < 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_the_longest_document_that_is_read_takes_no_more_than_200_mb(tmp_path: Path) -> None:
    long = tmp_path / "long.docx"
    paragraph = b"<p><r><t>words of the board</t></r></p>"
    long.write_bytes(replaced(b"<document><body>" + paragraph * 50_000 + b"</body></document>"))
    said, memory, _ = measured(long)
    assert said == "50000 blocks"
    assert memory < 200
