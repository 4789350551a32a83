"""What old minutes and their board call themselves, and which date is theirs."""

import re
from collections.abc import Sequence

from ralb import dates
from ralb.dates import PartialDate
from ralb.imports import occasion
from ralb.imports.blocks import Block, Unreadable, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.occasion import Occasion
from ralb.text import quoted

_NAMELIKE = re.compile(r"[A-Z][\w ,&’'()/–-]+")
_LONGEST_NAME = 80
LAST_TITLE = 3
"""The last block that can be a title."""
BOARD = re.compile(
    r"\b(?:board|committee|partnership|council|forum|panel|(?:sub-?)?group|network|executive|alliance|consortium|hub)\b",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    r"(?:\bof (?!(?:the |a )?meeting)(?:the |a )?|^)(?P<name>(?!minutes|notes)[A-Z][\w ,&’'-]*?"
    r"\b(?:Board|Committee|Partnership|Council|Forum|Panel|Group|Network))\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:From|To|Cc|Sent|Subject|Date|Importance|Attachments):\s", re.IGNORECASE)


class NoDate(Unreadable):
    """Minutes are named by their date, and none was found."""

    def __init__(self) -> None:
        super().__init__("no date was found in its first lines: give it, as `--date 2026-01`")


def dated(name: str, when: Occasion, date: PartialDate | None, ledger: Ledger) -> PartialDate:
    """The date of the meeting: as whoever imports it says, as its lines say, or as its file is named."""
    if date:
        if when.date and not dates.same(when.date, date):
            ledger.asks.append(
                Told(
                    0,
                    str(when.date),
                    f"the source says {dates.words(when.date)}, `--date` says {dates.words(date)}",
                )
            )
        return date
    if when.date:
        if not when.date.day:
            ledger.asks.append(
                Told(0, dates.words(when.date), "on which day was the meeting? only the month is said")
            )
        return when.date
    file = re.search(r"(?<![0-9])([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])", name)
    named = (dates.parse(file[1]) if file else None) or (occasion.date_in(re.sub(r"[_-]+", " ", name)) or (None,))[
        0
    ]
    if named is None:
        raise NoDate
    ledger.guesses.append(Told(0, str(named), f"the date is that of the file's name, {quoted(name)}"))
    return named


def titles(
    blocks: Sequence[Block], lines: list[str], dated: list[bool], used: set[int], ledger: Ledger
) -> tuple[str | None, str | None]:
    """The title and the board's name; the lines that say these, or when and where, leave the notes."""
    title = board = None
    for at, line in enumerate(lines):
        if at in used:
            continue
        block, said = blocks[at], ""
        own = occasion.title_in(line) if at <= LAST_TITLE else None
        short = len(line) <= 120 and not re.search(r"\b(?:agreed|noted|said|asked|discussed)\b", line)
        if own and title is None and short:
            title, said = own, "the title" + (", with the date" if dated[at] else "")
            board = board or _board_in(own)
        elif (
            at <= 3 and board is None and not dated[at] and BOARD.search(line) and short and not line.endswith(".")
        ):
            board, said = line, "the board's name"
        elif dated[at] and short:
            said = "when and where"
            board = board or (_board_in(line) if at <= 1 else None)
        elif _MAIL.match(line):
            said = "the head of an e-mail"
        if said:
            used.add(at)
            ledger.front.append(Told(block.line, typed(block), said))
    return title, board or _first_line(blocks, lines, dated, used, ledger)


def _first_line(
    blocks: Sequence[Block], lines: list[str], dated: list[bool], used: set[int], ledger: Ledger
) -> str | None:
    """The first line as the board's name, where none of the first lines has a word such as `Board`."""
    if not lines or 0 in used or dated[0] or len(lines[0]) > _LONGEST_NAME or not _NAMELIKE.fullmatch(lines[0]):
        return None
    used.add(0)
    ledger.front.append(Told(blocks[0].line, typed(blocks[0]), "the board's name"))
    return lines[0]


def _board_in(title: str) -> str | None:
    """The name of the board in a title such as `Minutes of the Example Board`."""
    found = _IN_TITLE.search(title)
    return (found["name"].title() if found["name"].isupper() else found["name"]) if found else None


def typed(block: Block) -> str:
    """The words of a block in a line."""
    words = bare(block.text) or " | ".join(
        " ".join((bare(cell.text) + " " + cell.struck).split()) for cell in block.cells
    )
    return " ".join(words.split())
