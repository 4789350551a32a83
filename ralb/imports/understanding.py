"""What a source of old minutes says, before anybody asks whose initials its people have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ralb import dates
from ralb.dates import PartialDate
from ralb.imports import agendas, attendance, headings, labels, logs, occasion, titles
from ralb.imports.blocks import Block, Kind, Reading, Unreadable, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.logs import Log
from ralb.imports.occasion import Occasion
from ralb.imports.presence import Attendance

_MOST_HEAD, _MOST_LISTED, _MOST_ABOVE = 25, 40, 6
_ENGLISH = {
    "the",
    "and",
    "to",
    "of",
    "was",
    "in",
    "for",
    "that",
    "is",
    "on",
    "with",
    "present",
    "action",
    "meeting",
}
_LABELS = {"present", "apologies", "apols", "attendees", "attendance", "invitees", "minutes", "meeting"}
_FEWEST, _LEAST = 40, 0.06
_UPDATED = re.compile(r"\b(?:updated|up to date|as at|as of|last updated|reviewed)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:date (?:and time )?of (?:the )?next meeting|(?:the )?next meeting)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """A source taken apart: its blocks, what of them is front matter, and what stays in the notes."""

    name: str
    date: PartialDate
    title: str | None
    board: str | None
    """The name of the board, where a line gives it."""
    occasion: Occasion
    log_updated: PartialDate | None
    next_meeting: PartialDate | None
    attendance: Attendance
    log: Log
    headings: dict[int, int]
    blocks: tuple[Block, ...]
    used: frozenset[int]
    """The places of the blocks that do not go into the notes."""
    ledger: Ledger


def understand(name: str, reading: Reading, date: PartialDate | None) -> Understood:
    """What a source says; *date* is that of the meeting, where whoever imports it knows. Raises `Unreadable`."""
    ledger = Ledger()
    blocks = agendas.unrolled(labels.together(reading.blocks, ledger), ledger)
    ledger.remarks.extend(Told(one.line, one.words, one.why) for one in reading.remarks)
    _check_language(blocks)
    log = logs.log(blocks)
    heads = {at: level for at, level in headings.headings(blocks).items() if at not in log.used}
    first = _first_item(blocks, heads, log)
    lines = [bare(block.text) for block in blocks[:first]]
    when, used_for_date = _occasion(blocks, lines)
    known = titles.dated(name, when, date, ledger)
    came = attendance.attendance(blocks, first, known, ledger)
    used = {*came.used, *log.used}
    title, board = titles.titles(blocks, lines, used_for_date, used, ledger)
    if when.doubt:
        ledger.guesses.append(Told(0, str(known), when.doubt))
    for at in range(first):
        if at in came.used:
            ledger.front.append(Told(blocks[at].line, titles.typed(blocks[at]), "who came, or was asked"))
    updated = _updated(blocks, log, used, ledger)
    return Understood(
        name=name,
        date=known,
        title=title,
        board=board,
        occasion=replace(when, date=known),
        log_updated=updated,
        next_meeting=_next(blocks, known),
        attendance=came,
        log=log,
        headings={at: level for at, level in heads.items() if at not in used},
        blocks=blocks,
        used=frozenset(used),
        ledger=ledger,
    )


def _check_language(blocks: Sequence[Block]) -> None:
    words = [
        word
        for block in blocks
        for text in (block.text, *(cell.text for cell in block.cells))
        for word in re.findall(r"[^\W\d_]+", text.lower())
    ]
    if not words:
        raise Unreadable("it is empty: no word stands in it")
    # A list of names has few words of any language.
    if (
        len(words) >= _FEWEST
        and not _LABELS.intersection(words)
        and sum(word in _ENGLISH for word in words) / len(words) < _LEAST
    ):
        raise Unreadable(
            "it does not seem to be in English, whose words (Present, Apologies, Action) are looked for"
        )


def _first_item(blocks: Sequence[Block], heads: dict[int, int], log: Log) -> int:
    """Where the agenda begins: at the first heading below titles, date and the lists of those who came."""
    listed = [at for at, block in enumerate(blocks[:_MOST_LISTED]) if attendance.is_label(bare(block.text))]
    for at in sorted(heads):
        words = bare(blocks[at].text)
        is_title = (
            (at <= titles.LAST_TITLE and (occasion.title_in(words) or titles.BOARD.search(words)))
            or occasion.date_in(words)
            or (at == 0 and not words[:1].isdigit())
        )
        is_above = not words[:1].isdigit() and any(at < place <= at + _MOST_ABOVE for place in listed)
        if not attendance.is_label(words) and not is_title and not is_above:
            return at
    return min([*log.used, min(len(blocks), _MOST_HEAD)])


def _occasion(blocks: Sequence[Block], lines: list[str]) -> tuple[Occasion, list[bool]]:
    """When and where; tables of two columns, `Date | 22 January 2026`, are read as lines."""
    said = [
        " ".join(
            f"{bare(cell.text)}{':' if n % 2 == 0 and not bare(cell.text).rstrip().endswith(':') else ''}"
            for n, cell in enumerate(block.cells)
        )
        if block.cells
        else line
        for block, line in zip(blocks, lines, strict=False)
    ]
    if any(line.startswith("From:") for line in lines):
        # When an e-mail was sent is not when the board met.
        said = ["" if re.match(r"(?:Sent|Date):", line) else line for line in said]
    return occasion.occasion([" ".join(line.split()) for line in said])


def _updated(blocks: Sequence[Block], log: Log, used: set[int], ledger: Ledger) -> PartialDate | None:
    """When the log was last updated; its heading leaves the notes with it, if it says no more."""
    updated = None
    for at, block in enumerate(blocks):
        follows = at + 1 in log.used
        if at in used or not (headings.is_log(block) or (follows and headings.begins_actions(block))):
            continue
        words = bare(block.text)
        date = occasion.date_in(words)
        if date and _UPDATED.search(words):
            updated = date[0]
            ledger.front.append(Told(block.line, titles.typed(block), f"log-updated: {date[0]}"))
            used.add(at)
        elif follows:
            ledger.front.append(Told(block.line, titles.typed(block), "the heading of the action log"))
            used.add(at)
    return updated


def _next(blocks: Sequence[Block], date: PartialDate) -> PartialDate | None:
    """The date of the next meeting; its line stays in the notes."""
    for at, block in enumerate(blocks):
        words = bare(block.text)
        if _NEXT.search(words):
            below = bare(blocks[at + 1].text) if at + 1 < len(blocks) and block.kind is not Kind.ITEM else ""
            found = occasion.date_in(words[_NEXT.search(words).start() :]) or occasion.date_in(below)  # type: ignore[union-attr]
            if found and dates.after(found[0], date):
                return found[0]
    return None
