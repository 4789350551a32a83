"""`ralb import`: what cannot be read is refused, and odd text is read as words."""

from pathlib import Path

import pytest
from oldminutes import minutes, typed
from running import ralb

from ralb.imports import blocks, readers, understanding

PDF = "open it, copy its text (or run `pdftotext -layout`), and import that as .txt"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF-1.7 x", f"this is a PDF: {PDF}"),
        ("a.txt", b"%PDF-1.7 x", f"this is a PDF: {PDF}"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "this is an old Word document: open it, save it as .docx, and import that"),
        ("2026-01.md", b"---\ndate: 2026-01\npresent: [AB]\n---\n## 1. Data\n",
         "these are minutes of ralb already: copy the file into minutes/, under the name of its date"),
        ("a.txt", b"x y\n" * 200_000,
         "it is too long for minutes (800,000 bytes): bring its parts in one by one"),
        ("a.docx", b"", "it is empty"),
        ("a.txt", b" \n\n", "it is empty: no word stands in it"),
        ("a.txt", b"a\x00b\xff\x00", "it is no text: zeros stand in it"),
        ("a.csv", b"Action,Owner",
         "this is a spreadsheet: copy its rows, with their head, into a Word document or a text file, and import "
         "that"),
        ("a.txt", "Niederschrift der Sitzung vom 3. März 2025. Anwesend waren wir. ".encode() * 9,
         "it does not seem to be in English, whose words (Present, Apologies, Action) are looked for"),
        ("a.txt", b"Notes\nPresent: Ann Brown",
         "no date was found in its first lines: give it, as `--date 2026-01`"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes, why: str, empty: Path) -> None:
    (empty / name).write_bytes(data)
    ran = ralb("import", name)
    assert (ran.code, ran.err) == (1, f"{name}: was not imported: {why}\n")
    assert [path.name for path in empty.iterdir()] == [name]


def test_text_of_older_windows_is_read_and_said(empty: Path) -> None:
    (empty / "a.txt").write_bytes(
        "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\nAB’s view.\n".encode("cp1252")
    )
    ran = ralb("import", "a.txt")
    assert "read as Windows-1252" in ran.err
    assert "AB’s view." in minutes(empty)


def test_signs_that_mean_something_in_markdown_are_kept_as_words(empty: Path) -> None:
    old = typed(
        empty, "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\n<b> 2*3*4 # [x](y) <!-- no -->\n::: odd\n"
    )
    assert ralb("import", str(old)).code == 0
    assert ralb("validate").code == 0


def test_the_date_of_the_file_s_name_is_taken_if_no_line_has_one() -> None:
    reading = readers.read("x.txt", b"Notes\nPresent: Ann Brown\n1. Data\nAgreed.")
    assert understanding.understand("minutes 22 January 2026.txt", reading, None).date == (2026, 1, 22)
    assert blocks.bare(reading.blocks[0].text) == "Notes"
