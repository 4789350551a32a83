"""A minutes file, made of what a source says and of who is who."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ralb import draft
from ralb.draft import Draft
from ralb.imports import asked, joining, noted, notes, persons, questions, rolls, rows
from ralb.imports.blocks import Block, Kind, bare, escaped
from ralb.imports.circle import Circle
from ralb.imports.joining import Joined
from ralb.imports.ledger import Ledger, Told
from ralb.imports.numbers import Beside, Free, Row
from ralb.imports.understanding import Understood
from ralb.model import Action, Attendee, Board, Initials, Meeting, Number, Time
from ralb.naming import Names
from ralb.text import listed

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r"\b(?:[Aa]ction|ACTION):\s*")


@dataclass(frozen=True, slots=True)
class Composed:
    """A minutes file that does not exist yet, what it says, and what became of each line of its source."""

    name: str
    meeting: Meeting
    text: str
    notes: str
    ledger: Ledger
    rows: tuple[Told, ...]
    """The rows of the old log, each with what was made of it."""
    inline: int
    """How many actions the notes name."""


def compose(source: Understood, joined: Joined, beside: Beside) -> Composed:
    """The minutes of a source, with the numbers that its actions can have."""
    ledger = source.ledger
    meeting = _meeting(source, joined)
    circle = _circle(joined, meeting)
    logged, told, lost = _logged(source, circle, beside.earlier)
    made = [*notes.pieces(source, circle), *(notes.Piece(row.text, row) for row in lost)]
    there = beside.there
    actions = (*beside.carried, *_numbered(logged, beside.free, there.actions if there else ()))
    meeting = replace(meeting, actions=actions, allow=there.allow if there else ())
    if beside.carried:
        numbers = listed([str(action.number) for action in beside.carried])
        why = f"carried from the log before, for these minutes hold none: {numbers}; is any of them done?"
        ledger.asks.append(Told(0, "", why))
    said = noted.numbered(notes.joined(made), replace(circle, meeting=meeting), beside, ledger)
    questions.ask(circle, said.meeting, [piece for piece in made if piece.block.line not in said.lines], ledger)
    _count(source, said.text, ledger)
    written = draft.write(Draft(said.meeting, said.text))
    return Composed(source.name, said.meeting, written, said.text, ledger, tuple(told), said.count)


def with_owners(source: Understood, joined: Joined) -> Joined:
    """Those who joined, and with them whoever else has a row of the log, or is to do something by the notes."""
    meeting = _meeting(source, joined)
    circle = _circle(joined, meeting)
    for row in source.log.rows:
        typed = row.said("responsible")
        for name in circle.strangers(typed) if typed and not circle.named(typed)[0] else ():
            joined = joining.own(joined, name, row.line, source.ledger)
            circle = _circle(joined, meeting)
    for piece in notes.pieces(source, circle):
        for told in _ASKED.split(bare(piece.text))[1:]:
            for name in asked.strangers(circle, told):
                joined = joining.own(joined, name, piece.block.line, source.ledger)
                circle = _circle(joined, meeting)
    return joined


def _circle(joined: Joined, meeting: Meeting) -> Circle:
    return Circle(joined.board, meeting, Names(joined.board, meeting, joined.called), joined.called)


def _meeting(source: Understood, joined: Joined) -> Meeting:
    came, board = source.attendance, joined.board
    lists = {
        name: tuple(dict.fromkeys(_attendee(one, joined, board) for one in met))
        for name, met in came.lists.items()
    }
    # Who only was invited, nobody knows to have come.
    chair = came.chair if came.chair in came.lists[rolls.PRESENT] else None
    return Meeting(
        title=source.title,
        date=source.date,
        time=Time(source.occasion.time) if source.occasion.time else None,
        venue=source.occasion.venue,
        chair=joined.who(chair) if chair else None,
        log_updated=source.log_updated,
        next_meeting=source.next_meeting,
        present=lists[rolls.PRESENT],
        apologies=lists[rolls.APOLOGIES],
        absent=lists[rolls.ABSENT],
        in_attendance=lists[rolls.IN_ATTENDANCE],
        invited=lists[rolls.INVITED],
    )


def _attendee(met: persons.Met, joined: Joined, board: Board) -> Attendee:
    member = None
    if met.deputy_for:
        known = joining.known(
            board,
            replace(met, name=met.deputy_for)
            if not persons.INITIALS.fullmatch(met.deputy_for)
            else persons.Met("", initials=met.deputy_for),
            joined.on,
        )
        member = (
            known.initials
            if known
            else Initials(met.deputy_for)
            if persons.INITIALS.fullmatch(met.deputy_for)
            else None
        )
    return Attendee(who=joined.who(met), deputy_for=member)


def _logged(
    source: Understood, circle: Circle, earlier: Mapping[int, Row]
) -> tuple[list[tuple[int | None, Action]], list[Told], list[Block]]:
    """The rows of the log, with the number each has or None; those that cannot be rows."""
    ledger = source.ledger
    found: list[tuple[int | None, Action]] = []
    told: list[Told] = []
    lost: list[Block] = []
    seen: set[int] = set()
    for row in source.log.rows:
        number = row.number
        if number in seen:
            ledger.asks.append(Told(row.line, row.words, f"a second row has the number {number}: it gets another"))
            number = None
        seen |= {number} if number else set()
        made = rows.action(row, circle, number or 1, ledger)
        if isinstance(made, str):
            ledger.left.append(Told(row.line, row.words, f"{made}; its words stand at the end of the notes"))
            lost.append(Block(Kind.PARAGRAPH, escaped(row.words), row.line))
            continue
        if not row.said("issued"):
            made = _issued(row.line, made, earlier.get(number or 0), ledger)
        found.append((number, made))
        told.append(
            Told(row.line, row.words, f"{made.status}, issued {made.issued}, {', '.join(made.responsible)}")
        )
    for at in sorted(source.log.headed):
        block = source.blocks[at]
        words = bare(block.text) or " | ".join(bare(cell.text) for cell in block.cells)
        if words.strip(" |"):
            ledger.front.append(Told(block.line, words, "names a column of the log"))
    return found, told, lost


def _issued(line: int, action: Action, before: Row | None, ledger: Ledger) -> Action:
    """An action of which no date is said: it was issued when an older log says so, else at this meeting."""
    why = "no date of issue is said:"
    if before is None:
        ledger.guesses.append(
            Told(line, str(action.number), f"{why} taken as issued at this meeting, {action.issued}")
        )
        return action
    issued = before.action.issued
    ledger.guesses.append(Told(line, str(action.number), f"{why} {issued}, as in the log of {before.date}"))
    return replace(action, issued=issued)


def _numbered(
    logged: Sequence[tuple[int | None, Action]], free: Free, there: Sequence[Action]
) -> tuple[Action, ...]:
    """The rows with a number each, in the order of these."""
    without = [action for number, action in logged if number is None]
    given = {action.number: action for number, action in logged if number is not None}
    for action in without:
        same = next((row for row in there if row.text == action.text and row.number not in given), None)
        number = same.number if same else free.first("actions", given, len(without))
        given[Number(number)] = replace(action, number=Number(number))
    return tuple(given[number] for number in sorted(given))


def _count(source: Understood, text: str, ledger: Ledger) -> None:
    """Quote every line whose words do not stand in the notes just as in the source; so that none is lost."""
    said, reached = _flat(text), 0
    for at, block in enumerate(source.blocks):
        if at in source.used:
            continue
        cells = " ".join(f"{cell.text} {cell.struck}" for cell in block.cells)
        words = " ".join(bare(f"{block.text} {cells}").split())
        found = said.find(_flat(words), reached)
        if found < 0:
            ledger.front.append(Told(block.line, words, "stands in the notes a little otherwise"))
        else:
            reached = found + len(_flat(words)) - 1


def _flat(text: str) -> str:
    """The words of a text, without the numbers of its actions."""
    plain = re.sub(r"\b(action|decision|escalation|recommendation)s? [0-9]+\b", r"\1", text.lower())
    return f" {' '.join(_WORD.findall(plain))} "
