"""Word documents as boards write them, made inside a test: minutes of invented people, and single paragraphs."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_W = nsdecls("w")
HEAD = ("", "Action", "Responsible", "Date issued", "Status")
LOG = (
    ("80", "RB to settle with AC how the project is paid for", "AC/RB", "Oct 2025", "Ongoing"),
    ("81", "MH to raise the delay of medical advice", "MH", "Oct 2025", "complete"),
    ("82", "Update from KY for the next meeting\nSlides to be sent before", "KY", "Oct 2025", "complete"),
    ("83", "Item on trends at the next meeting", "All", "Oct 2025", "complete"),
    ("84", "KY to find out whether the region was asked to join the pilot", "KY", "Jan 2026", "Open"),
    ("85", "MH to share findings with colleagues", "MH RB", "Jan 2026", "complete"),
)


def january() -> bytes:
    """Minutes with a real and with fake headings, a table, lists, a tracked change and a comment."""
    document = docx.Document()
    document.core_properties.title = "Minutes"
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    document.add_paragraph("Example Region Adoption Leadership Board", style="Title")
    _bold(document, "Meeting notes and action log: January 2026")
    document.add_paragraph("Invitees: Dr Mo Hale (CHAIR Northbridge), Kim York (Data Agency),")
    document.add_paragraph("Apols: Rita Marsh (Eastmere),")
    document.add_heading("Introductions and previous minutes", 1)
    paragraph = document.add_paragraph("The group agreed the ")
    paragraph._p.append(deleted("old ", "Ann Clark"))
    paragraph._p.append(inserted("previous ", "Ann Clark"))
    run = paragraph.add_run("minutes.")
    document.add_comment(run, text="All of them?", author="Ann Clark", initials="AC")
    _bold(document, "Item 1: Case management system")
    document.add_paragraph("KY presented two projects:")
    document.add_paragraph("data standards", style="List Bullet")
    document.add_paragraph("a centre of excellence", style="List Bullet")
    paragraph = document.add_paragraph()
    paragraph.add_run("Action:").bold = True
    paragraph.add_run(" KY to find out whether the region was asked.")
    document.add_paragraph("Item 2 data:")
    document.add_paragraph("First trend", style="List Number")
    document.add_paragraph("Second trend", style="List Number")
    document.add_paragraph("Action log: This action log was updated on March 26 2026")
    _table(document, (HEAD, *LOG))
    return _saved(document)


def as_word(text: str) -> bytes:
    """Minutes whose log is flattened to a cell a line, as a document in which it is a table."""
    above, log = text.split("Action log:")
    document = docx.Document()
    first, *cells = [line.strip() for line in f"Action log:{log}".split("\n") if line.strip()]
    for line in [*above.split("\n"), first]:
        document.add_paragraph(line.strip())
    columns = 5
    head = ["", *cells[: columns - 1]]
    _table(document, [head, *(cells[at : at + columns] for at in range(columns - 1, len(cells), columns))])
    return _saved(document)


def made(*paragraphs: str, **parts: str) -> bytes:
    """A document whose body is this XML; *parts* are further ones, as `comments="..."`."""
    document = docx.Document()
    body = document.element.body
    for number, xml in enumerate(paragraphs):
        body.insert(number, parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_ALL}", xml)))
    return with_parts(_saved(document), parts)


_ALL = nsdecls("w", "r", "wp", "a", "pic") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def with_parts(packed: bytes, parts: dict[str, str]) -> bytes:
    """The document with footnotes, comments or the like, each related to its body."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(f'<Relationship Id="x{name}" Type="{kind}/{name}" Target="{name}.xml"/>' for name in parts)

    def related(name: str, content: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return content
        return content.replace(b"</Relationships>", f"{relations}</Relationships>".encode())

    added = {f"word/{name}.xml": f"<w:{name} {_ALL}>{xml}</w:{name}>".encode() for name, xml in parts.items()}
    return rewritten(packed, related, added)


def rewritten(
    packed: bytes, change: Callable[[str, bytes], bytes], added: dict[str, bytes] | None = None
) -> bytes:
    """The document with each part as *change* makes it of the old one, and with new ones."""
    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in (added or {}):
                after.writestr(name, change(name, before.read(name)))
        for name, content in (added or {}).items():
            after.writestr(name, content)
    return done.getvalue()


def inserted(words: str, author: str) -> Any:
    """A tracked insertion."""
    return parse_xml(
        f'<w:ins {_W} w:id="1" w:author="{author}"><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:ins>'
    )


def deleted(words: str, author: str) -> Any:
    """A tracked deletion."""
    return parse_xml(
        f'<w:del {_W} w:id="2" w:author="{author}">'
        f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'
    )


def _bold(document: Any, words: str) -> None:
    document.add_paragraph().add_run(words).bold = True


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


def _saved(document: Any) -> bytes:
    done = io.BytesIO()
    document.save(done)
    return done.getvalue()
