"""The notes in Word: lists, quotes and code keep their marks and their look, whatever stands in whatever."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from conftest import Make
from docx.oxml.ns import qn
from test_render import made

BEFORE_NOTES = "Draft, not yet agreed by the board"


def notes(board: Make, text: str, *words: str) -> Iterator[Any]:
    """The paragraphs that the Word copy makes of these notes."""
    board({"2026-01.md": f"---\ndate: 2026-01\n---\nFirst.\n\n{text}\n\nLast.\n"})
    [document] = made("--to", "docx", *words).values()
    paragraphs = docx.Document(io.BytesIO(document)).paragraphs
    inside = False
    for paragraph in paragraphs:
        inside = inside and paragraph.text != "Last."
        if inside:
            yield paragraph
        inside = inside or paragraph.text == "First."


def marked(paragraph: Any) -> bool:
    """Whether a paragraph bears a bullet or a number, by its style or of its own."""
    return any(
        found.pPr is not None and found.pPr.numPr is not None for found in (paragraph._p, paragraph.style.element)
    )


def shown(board: Make, text: str, *words: str) -> list[tuple[str, str, bool]]:
    return [(one.style.name, one.text, marked(one)) for one in notes(board, text, *words)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "1. one\n2.\n3. three",
            [("List Number", "one", True), ("List Number", "", True), ("List Number", "three", True)],
        ),
        ("-\n- two", [("List Bullet", "", True), ("List Bullet", "two", True)]),
        ("1. - a\n2. b", [("List Number", "", True), ("List Bullet 2", "a", True), ("List Number", "b", True)]),
        ("1. | A |\n   |---|\n   | b |\n2. c", [("List Number", "", True), ("List Number", "c", True)]),
        ("- ```\n  ls -l\n  ```\n- b", [("Code", "ls -l", True), ("List Bullet", "b", True)]),
        ("2.     code\n3. b", [("Code", "code", True), ("List Number", "b", True)]),
        ("- a\n\n  ```\n  ls\n  ```", [("List Bullet", "a", True), ("Code", "ls", False)]),
        ("- ## Head\n- b", [("Heading 2", "Head", True), ("List Bullet", "b", True)]),
        ("- ***\n- b", [("Normal", "* * *", True), ("List Bullet", "b", True)]),
    ],
)
def test_every_item_of_a_list_bears_its_mark(
    text: str, paragraphs: list[tuple[str, str, bool]], board: Make
) -> None:
    assert shown(board, text) == paragraphs


def numbers(board: Make, text: str) -> set[int]:
    """The numberings that the marked paragraphs belong to."""
    return {one._p.pPr.numPr.numId.val for one in notes(board, text) if marked(one)}


def test_an_empty_item_and_code_go_on_in_the_numbering_of_their_list(board: Make) -> None:
    assert len(numbers(board, "1. one\n2.\n3. ```\n   code\n   ```\n4. four")) == 1


def look(paragraph: Any) -> tuple[bool, int, bool]:
    """Whether its words are slanted, how far it is indented in twentieths of a point, and whether it is shaded."""
    properties = paragraph._p.pPr
    shaded = properties is not None and properties.find(qn("w:shd")) is not None
    left = paragraph.paragraph_format.left_indent
    return all(run.italic for run in paragraph.runs), int(left.twips) if left else 0, shaded


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("> - a\n>   - **b**\n>\n>   c", [(True, 814, False), (True, 1174, False), (True, 814, False)]),
        ("- > a", [(True, 814, False)]),
        ("> ```\n> code\n> ```", [(False, 454, False)]),
        ("- a", [(False, 0, False)]),
    ],
)
def test_a_list_in_a_quote_looks_quoted(text: str, looks: list[tuple[bool, int, bool]], board: Make) -> None:
    assert [look(one) for one in notes(board, text)] == looks


def test_what_is_restricted_looks_so_to_its_last_line(board: Make) -> None:
    text = "::: restricted Staffing.\n- a\n\n> quoted\n\n## Head\n\n```\ncode\n```\n:::"
    paragraphs = list(notes(board, text, "--audience", "board"))
    assert [(one.text, one.style.name == "Restricted" or look(one)[2]) for one in paragraphs] == [
        ("Restricted. The public reads: Staffing.", True),
        ("a", True),
        ("quoted", True),
        ("Head", True),
        ("code", True),
    ]
