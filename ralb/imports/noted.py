"""What the notes of old minutes ask for: actions, each with the number of its row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ralb import draft, harvest, minutes, spoken, values
from ralb.book import Minutes
from ralb.draft import Draft
from ralb.imports import asked, rows
from ralb.imports.asked import Circle
from ralb.imports.blocks import Block, bare
from ralb.imports.ledger import Told
from ralb.imports.understanding import Understood
from ralb.model import Action, Board, Issued, Meeting, Number, Status
from ralb.text import Edit, Span, apply

_WORD = re.compile(r"[^\W_]+")


def numbered(
    source: Understood,
    circle: Circle,
    meeting: Meeting,
    text: str,
    free: Callable[[int], int],
    there: Sequence[Action],
) -> tuple[str, Meeting, int]:
    """Give every action of the notes the number of its row, or a row; those that do not say who are left."""
    ledger = source.ledger
    read = _read(meeting, text, circle.board)
    marks = [mark for mark in spoken.begun(read, circle.names) if mark.kind == "actions"]
    ends = [*(mark.word.start for mark in marks), read.notes.end][1:]
    edits: list[Edit] = []
    for mark, end in zip(marks, ends, strict=False):
        words, told = spoken.words(read, mark, end, circle.names)
        line = _line(source.blocks, told)
        if mark.number is not None:
            if mark.number not in {row.number for row in meeting.actions}:
                ledger.asks.append(
                    Told(line, words, f"the notes name action {mark.number}, which is no row of this log")
                )
            continue
        found = circle.asked(told)
        if not re.search(r"\w", found.text):
            continue
        if same := asked.same_as(found.text, meeting.actions):
            row, share = same
            number = row.number
            if share < 1 or len(row.text) != len(found.text):
                ledger.guesses.append(
                    Told(line, words, f"is action {number}: {share:.0%} of its words are those of the row")
                )
            if found.who and set(found.who) != set(row.responsible):
                ledger.asks.append(
                    Told(
                        line,
                        words,
                        f"here {', '.join(found.who)}, in the log {', '.join(row.responsible)}: who is it?",
                    )
                )
        elif not found.who:
            ledger.left.append(Told(line, words, "who is to do it? It stands in the notes, and has no row"))
            continue
        else:
            if found.why:
                ledger.guesses.append(Told(line, words, f"{', '.join(found.who)}: {found.why}"))
            same_before = next((one for one in there if one.text == found.text), None)
            number = Number(
                same_before.number
                if same_before
                else rows.next_number(free, [one.number for one in meeting.actions], len(marks))
            )
            new = Action(
                number=number,
                status=_ticked(source.blocks, told),
                issued=Issued(meeting.date._replace(day=0)),
                responsible=found.who,
                item=harvest.item(read, mark.word.start),
                text=found.text,
            )
            meeting = replace(meeting, actions=tuple(sorted((*meeting.actions, new), key=lambda one: one.number)))
        edits.append(harvest.numbered(read.source.text, mark, number))
    begin = read.notes.start
    moved = [Edit(Span(span.start - begin, span.end - begin), new) for span, new in edits]
    return apply(read.source.text[begin : read.notes.end], moved), meeting, len(edits)


def _read(meeting: Meeting, text: str, board: Board) -> Minutes:
    """The minutes as ralb reads them."""
    typed = draft.write(Draft(meeting, text))
    return minutes.parse(f"minutes/{meeting.date}.md", typed.encode(), meeting.date, values.names(board))


def _ticked(blocks: Sequence[Block], told: str) -> Status:
    """Complete where a box before the words was ticked."""
    line = _line(blocks, told)
    return (
        Status.COMPLETE
        if any(one.line == line and re.match(r"\\?\[[xX]\\?\]", one.text) for one in blocks)
        else Status.OPEN
    )


def _line(blocks: Sequence[Block], told: str) -> int:
    """The line of the source in which words stand, or most of them do."""
    wanted = " ".join(_WORD.findall(told))[:60]
    return next((one.line for one in blocks if wanted in " ".join(_WORD.findall(bare(one.text)))), 0) or next(
        (one.line for one in blocks if wanted[-30:] in " ".join(_WORD.findall(bare(one.text)))), 0
    )
