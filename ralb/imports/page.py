"""A board's old page on the web: its dates, members, priorities and lines of enquiry."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ralb import dates, people
from ralb.dates import PartialDate
from ralb.imports import appointments, joining, occasion, persons, presence
from ralb.imports.blocks import Block, Kind, Reading, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.persons import Met
from ralb.model import Appointment, Board, Role

_AS_AT = re.compile(r"\bmembership\b.*?\((?:as )?(?:at|of|in) (?P<date>[^)]+)\)", re.IGNORECASE)
_CHAIRED = re.compile(
    r"\bchaired by (?P<chair>[A-Z][^()]*(?:\([^)]*\))?)(?:[ ,]*(?:and )?supported by (?P<members>.+?))?\.(?:\s|$)"
)
_MEMBERS = re.compile(r"(?:(?:board|current) )?(?:members|membership)(?: list)?\b[^.]*", re.IGNORECASE)
_COLUMNS = re.compile(r"(?=.*\bname\b)(?=.*\b(?:organisation|position|role)\b)[\w /]{4,40}", re.IGNORECASE)
_PRIORITIES, _ENQUIRIES = (
    re.compile(r"\bpriorit(?:y|ies)\b.*:$", re.IGNORECASE),
    re.compile(r"\blines? of enquiry\b.*:$", re.IGNORECASE),
)
_PHONE = re.compile(r"(?:\+44 ?(?:\(0\) ?)?|\(0|\b0)[0-9][0-9() -]{7,13}[0-9]\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST = 90


@dataclass(slots=True)
class Page:
    """What a page says, filled line by line."""

    calendar: list[Appointment] = field(default_factory=list)
    members: list[Met] = field(default_factory=list)
    as_at: PartialDate | None = None
    """Of which day or month its membership is."""
    priorities: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    board: str | None = None
    ledger: Ledger = field(default_factory=Ledger)


def read(reading: Reading) -> Page:
    """What a page says; each line that says nothing for `board.yaml` is in its ledger."""
    page, blocks = Page(), [replace(block, text=_without_numbers(block)) for block in reading.blocks]
    for before, block in zip(reading.blocks, blocks, strict=True):
        if _PHONE.search(bare(before.text)):
            page.ledger.asks.append(
                Told(block.line, block.text, "a telephone number stands there; it was left out")
            )
        if mail := _MAIL.search(block.text):
            page.ledger.asks.append(
                Told(block.line, mail[0], "is that the board's own address? then it is its `contact`; left out")
            )
    dated = appointments.listed(blocks, page.ledger)
    page.calendar, page.board = dated.calendar, dated.board
    used = {*dated.used, *_lists(blocks, page), *_people(blocks, page)}
    for at, block in enumerate(blocks):
        if at not in used:
            page.ledger.front.append(Told(block.line, bare(block.text), "no key of board.yaml is for this"))
    return page


def _without_numbers(block: Block) -> str:
    return _PHONE.sub("(telephone number)", bare(block.text))


def _lists(blocks: Sequence[Block], page: Page) -> set[int]:
    """The bullets below a line about priorities, or lines of enquiry."""
    used: set[int] = set()
    for at, block in enumerate(blocks):
        which = (
            "priorities"
            if _PRIORITIES.search(block.text)
            else "enquiries"
            if _ENQUIRIES.search(block.text)
            else ""
        )
        if not which or getattr(page, which):
            continue
        items = []
        for n in range(at + 1, len(blocks)):
            if blocks[n].kind is not Kind.ITEM:
                break
            items.append(n)
            page.ledger.front.append(Told(blocks[n].line, blocks[n].text, which))
        setattr(page, which, tuple(blocks[n].text.rstrip(".;") for n in items))
        used |= set(items)
    return used


def _people(blocks: Sequence[Block], page: Page) -> set[int]:
    """Who chairs the board and who supports it; who stands below `Members`."""
    used: set[int] = set()
    below = columns = False
    for at, block in enumerate(blocks):
        words = block.text
        if dated := _AS_AT.search(words):
            found = occasion.date_in(dated["date"])
            page.as_at = found[0] if found else None
        if chaired := _CHAIRED.search(words):
            for text, role in ((chaired["chair"], Role.CHAIR), (chaired["members"] or "", Role.MEMBER)):
                met = [persons.met(piece, block.line) for piece in presence.split(text)]
                page.members += [replace(one, role=role) for one in met if one]
        if _COLUMNS.fullmatch(" ".join(words.split())):
            columns = True
        elif (
            columns
            and len(words) <= _LONGEST * 2
            and appointments.YEAR.search(words) is None
            and not words.lower().startswith("next meeting")
        ):
            why = "a list of people, whose columns run together: of this board, or of another?"
            page.ledger.left.append(Told(block.line, " ".join(words.split()), why))
            used.add(at)
        else:
            columns = False
        one = persons.met(words, block.line) if below and len(words) <= _LONGEST else None
        below = bool(_MEMBERS.fullmatch(words)) or (one is not None and one.organisation is not None)
        if one and one.organisation:
            page.members.append(one)
            page.ledger.front.append(Told(block.line, words, "a member"))
            used.add(at)
    return used


def added(board: Board, page: Page, today: PartialDate) -> Board:
    """The board with what its page says; what the board says already stays.

    Members of a page that is more than a year old are not taken to be members still: `to` is its own date.
    """
    calendar = [
        *board.calendar,
        *(one for one in page.calendar if all(one.date != other.date for other in board.calendar)),
    ]
    board = replace(
        board,
        calendar=tuple(sorted(calendar, key=lambda one: one.date))
        if len(calendar) > len(board.calendar)
        else board.calendar,
        priorities=board.priorities or page.priorities,
        enquiries=board.enquiries or page.enquiries,
    )
    past = page.as_at if page.as_at and page.as_at < today._replace(year=today.year - 1) else None
    for one in page.members:
        board = _with_member(board, one, past, page)
    return board


def _with_member(board: Board, one: Met, past: PartialDate | None, page: Page) -> Board:
    same: Callable[[str], str] = lambda name: joining.key(Met(name))  # noqa: E731
    there = next((other for other in board.people if same(other.name) == joining.key(one)), None)
    if there:
        if (
            one.organisation
            and there.organisation
            and one.organisation not in people.names(board, there.organisation)
        ):
            why = (
                f"{there.initials} is there already, of {there.organisation}, and was left so: an earlier period?"
            )
            page.ledger.asks.append(Told(one.line, f"{one.name} ({one.organisation})", why))
        return board
    joined = joining.join(board, [one], {}, past or PartialDate(9999, 1), page.ledger)
    row = joined.board.people[-1]
    if past:
        row = replace(row, to=past, role=one.role)
        why = f"the page is of {dates.words(past)}, more than a year ago: that is the last month known"
        page.ledger.guesses.append(Told(one.line, f"{row.initials} until {past}", why))
    return replace(joined.board, people=(*board.people, row))
