"""Which documents are to be made of which meetings."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ralb import clock, dates, edition, gate, register, series, store
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience, What
from ralb.model import Board, Meeting
from ralb.render.documents import Document
from ralb.text import Source
from ralb.trouble import Trouble

_MEANT: Sequence[PartialDate | None] = (None,)


class NobodyAsked(Trouble):
    """A list of someone's actions is of someone."""

    def __init__(self) -> None:
        super().__init__("say whose: `ralb render --what actions --responsible KY`")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: of which meetings (of none: the one that is meant), for whom, and on which day."""

    what: What
    meetings: Sequence[PartialDate]
    every: bool
    responsible: str | None
    audience: Audience
    on: PartialDate | None

    def today(self, board: Board) -> PartialDate:
        """The day that was named, or that it is; few documents ask, and the time zones cost each its time."""
        return self.on or clock.today(board)


def documents(root: Path, board: Board, roster: Source, wish: Wish) -> Iterator[Document]:
    """The documents that were asked for; raises `gate.NotForThePublic`, and what `store.meeting` raises."""
    for minutes, date in _asked(root, board, wish):
        document = _document(root, board, minutes, date, wish)
        if wish.audience is Audience.PUBLIC:
            gate.check(board, roster, minutes, document)
        yield document


def _asked(root: Path, board: Board, wish: Wish) -> Iterator[tuple[Minutes | None, PartialDate]]:
    """The meetings with their minutes; one of the calendar has none yet."""
    held = store.held(root)
    if wish.every:
        for date in held:
            yield store.meeting(root, board, date), date
    elif wish.what is What.AGENDA:
        for wanted in wish.meetings or _MEANT:
            yield _to_come(root, board, wanted, wish.today(board))
    else:
        for asked in wish.meetings or (_newest(board, held, wish),):
            minutes = store.meeting(root, board, asked)
            yield minutes, minutes.date


def _newest(board: Board, held: Sequence[PartialDate], wish: Wish) -> PartialDate | None:
    """None, for the newest minutes; the public gets the log of a meeting that has taken place."""
    if wish.what not in (What.LOG, What.ACTIONS) or wish.audience is not Audience.PUBLIC:
        return None
    today = wish.today(board)
    return next((date for date in reversed(held) if not dates.after(date, today)), None)


def _to_come(
    root: Path, board: Board, asked: PartialDate | None, today: PartialDate
) -> tuple[Minutes | None, PartialDate]:
    """The meeting of an agenda: as asked, else the next one."""
    held = store.held(root)
    if asked in held or (asked is None and held and not dates.after(today, held[-1])):
        minutes = store.meeting(root, board, asked)
        return minutes, minutes.date
    from ralb import draft

    last = store.newest(root, board)
    if asked and all(one.date != asked for one in board.calendar):
        raise store.UnknownMeeting(asked, held)
    return None, asked or draft.planned(board, last, None).date


def _document(root: Path, board: Board, minutes: Minutes | None, date: PartialDate, wish: Wish) -> Document:
    if wish.what is What.AGENDA or minutes is None or minutes.meeting is None:
        return _agenda(root, board, minutes, date, wish)
    if wish.what is What.MINUTES:
        return Document("minutes", edition.edition(board, minutes, wish.audience), str(date))
    make = _log if wish.what is What.LOG else _actions
    return make(root, board, minutes, minutes.meeting, wish)


def _agenda(root: Path, board: Board, minutes: Minutes | None, date: PartialDate, wish: Wish) -> Document:
    from ralb import agenda, draft

    if minutes and minutes.meeting:
        said = agenda.of_minutes(board, minutes, minutes.meeting, wish.audience)
    else:
        appointment = next(one for one in board.calendar if one.date == date)
        last = store.newest(root, board)
        new = draft.carry_forward(board, last.meeting if last else None, appointment)
        said = agenda.of_appointment(board, appointment, new.meeting.actions, wish.audience)
    return Document("agenda", said, f"{date}-agenda")


def _log(root: Path, board: Board, minutes: Minutes, meeting: Meeting, wish: Wish) -> Document:
    rows = series.log(minutes, store.held(root))
    said = register.edition(board, minutes, meeting, rows, wish.audience)
    return Document("log", said, f"{minutes.date}-log")


def _actions(root: Path, board: Board, minutes: Minutes, meeting: Meeting, wish: Wish) -> Document:
    from ralb import people, query

    if not wish.responsible:
        raise NobodyAsked
    rows = series.log(minutes, store.held(root))
    where = query.Where(unfinished=True, responsible=wish.responsible)
    query.check_names(where, board, rows)
    person = people.known(board, wish.responsible, minutes.date)
    whose = f"{person.name} ({wish.responsible})" if person else wish.responsible
    theirs = query.select(rows, where, board)
    # Whose restricted actions these are is not published either.
    shown = [row for row in theirs if not (row.action.restricted and wish.audience is Audience.PUBLIC)]
    said = register.edition(board, minutes, meeting, shown, wish.audience, whose)
    return Document("log", said, f"{minutes.date}-actions-{_safe(wish.responsible)}")


def samples(root: Path, board: Board, today: PartialDate) -> dict[str, dict[str, Any]]:
    """What each template gets, of the newest minutes as the public may read them; figures are the board's own."""
    from ralb import agenda, attendance, chasing, figures, letters, stats

    minutes = store.meeting(root, board, None)
    meeting = minutes.meeting
    if meeting is None:
        raise store.CannotRead(minutes.path, minutes.faults)
    wish = Wish(What.LOG, (), False, None, Audience.PUBLIC, today)
    book = store.load(root)
    every = chasing.letters(board, chasing.reminders(book, today), today)
    letter = every[0] if every else chasing.Letter(initials="KY", person=None, reminders=())
    return {
        "minutes": edition.edition(board, minutes, Audience.PUBLIC),
        "agenda": agenda.of_minutes(board, minutes, meeting, Audience.PUBLIC),
        "log": _log(root, board, minutes, meeting, wish).edition,
        "chase": letters.edition(board, minutes, letter, today),
        "stats": figures.edition(board, stats.reckon(book, attendance.held(book, today))),
    }


def _safe(name: str) -> str:
    """A name as a part of a file's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


class InTheWay(Trouble):
    """Documents do not belong where what they are made from is kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is where the board's own files are kept; name another folder with `--out`")


def check_outside(root: Path, folder: Path) -> None:
    """Raise `InTheWay` for a folder in which documents would overwrite minutes or templates."""
    wanted = Path(os.path.realpath(folder))
    for own in (root / store.MINUTES, root / "templates"):
        if wanted.is_relative_to(os.path.realpath(own)):
            raise InTheWay(folder)
