"""Which documents are to be made of which meetings, and whether the public may have them."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ralb import agenda, dates, draft, edition, people, query, register, series, store
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.formats import Audience, What
from ralb.model import Board, Meeting, Validation
from ralb.render.documents import Document
from ralb.rules import catalogue, judging
from ralb.text import Source, position, quoted
from ralb.trouble import Trouble

_PRIVACY = "RALB6"
_AS_TYPED = ("RALB603", "RALB604")
_IN_WORDS = ("RALB601", "RALB602", "RALB605", "RALB606", "RALB607", "RALB609")
_NOT_WORDS = ("iso", "logo", "colour", "language", "audience")
_MEANT: Sequence[PartialDate | None] = (None,)


class NotForThePublic(Trouble):
    """Something stands in the minutes that should not be published unseen."""

    code = 1

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        lines = []
        for one in findings:
            lines.append(f"{one.path}:{one.line}:{one.column}: error[{one.kind.name}] {one.message}")
            lines += [f"  help: {one.help}"] if one.help else []
        lines.append("nothing was made for the public; `--audience board` makes an edition for the board")
        super().__init__("\n".join(lines))


class NobodyAsked(Trouble):
    """A list of someone's actions is of someone."""

    def __init__(self) -> None:
        super().__init__("say whose: `ralb render --what actions --responsible KY`")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: of which meetings (of none: the one that is meant), for whom."""

    what: What
    meetings: Sequence[PartialDate]
    every: bool
    responsible: str | None
    audience: Audience
    today: PartialDate


def documents(root: Path, board: Board, roster: Source, wish: Wish) -> Iterator[Document]:
    """The documents that were asked for; raises `NotForThePublic`, and what `store.meeting` raises."""
    for minutes, date in _asked(root, board, wish):
        document = _document(root, board, minutes, date, wish)
        if wish.audience is Audience.PUBLIC:
            check(board, roster, minutes, document)
        yield document


def _asked(root: Path, board: Board, wish: Wish) -> Iterator[tuple[Minutes | None, PartialDate]]:
    """The meetings with their minutes; one of the calendar has none yet."""
    held = store.held(root)
    if wish.every:
        for date in held:
            yield store.meeting(root, board, date), date
    elif wish.what is What.AGENDA:
        for wanted in wish.meetings or _MEANT:
            yield _to_come(root, board, wanted, wish.today)
    else:
        for asked in wish.meetings or (_newest(held, wish),):
            minutes = store.meeting(root, board, asked)
            yield minutes, minutes.date


def _newest(held: Sequence[PartialDate], wish: Wish) -> PartialDate | None:
    """The newest minutes; the public gets the log of a meeting that has taken place."""
    past = [date for date in held if not dates.after(date, wish.today)]
    is_log = wish.what in (What.LOG, What.ACTIONS) and wish.audience is Audience.PUBLIC
    return past[-1] if is_log and past else None


def _to_come(
    root: Path, board: Board, asked: PartialDate | None, today: PartialDate
) -> tuple[Minutes | None, PartialDate]:
    """The meeting of an agenda: as asked, else the next one."""
    held = store.held(root)
    if asked in held or (asked is None and held and not dates.after(today, held[-1])):
        minutes = store.meeting(root, board, asked)
        return minutes, minutes.date
    last = store.newest(root, board)
    if asked and all(one.date != asked for one in board.calendar):
        raise store.UnknownMeeting(asked, held)
    return None, asked or draft.planned(board, last, None).date


def _document(root: Path, board: Board, minutes: Minutes | None, date: PartialDate, wish: Wish) -> Document:
    if minutes is None or minutes.meeting is None:
        appointment = next(one for one in board.calendar if one.date == date)
        last = store.newest(root, board)
        new = draft.carry_forward(board, last.meeting if last else None, appointment)
        log = new.meeting.actions
        return Document("agenda", agenda.of_appointment(board, appointment, log, wish.audience), f"{date}-agenda")
    if wish.what is What.AGENDA:
        said = agenda.of_minutes(board, minutes, minutes.meeting, wish.audience)
        return Document("agenda", said, f"{date}-agenda")
    if wish.what is What.MINUTES:
        return Document("minutes", edition.edition(board, minutes, wish.audience), str(date))
    return _log(root, board, minutes, minutes.meeting, wish)


def _log(root: Path, board: Board, minutes: Minutes, meeting: Meeting, wish: Wish) -> Document:
    rows = series.log(minutes, store.held(root))
    if wish.what is What.LOG:
        said = register.edition(board, minutes, meeting, rows, wish.audience)
        return Document("log", said, f"{minutes.date}-log")
    if not wish.responsible:
        raise NobodyAsked
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
    """What each template gets, of the newest minutes as the public may read them."""
    minutes = store.meeting(root, board, None)
    meeting = minutes.meeting
    if meeting is None:
        raise store.CannotRead(minutes.path, minutes.faults)
    wish = Wish(What.LOG, (), False, None, Audience.PUBLIC, today)
    return {
        "minutes": edition.edition(board, minutes, Audience.PUBLIC),
        "agenda": agenda.of_minutes(board, minutes, meeting, Audience.PUBLIC),
        "log": _log(root, board, minutes, meeting, wish).edition,
    }


def _safe(name: str) -> str:
    """A name as a part of a file's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def check(board: Board, roster: Source, minutes: Minutes | None, document: Document) -> None:
    """Raise `NotForThePublic` for what the privacy rules see in a document, and nobody has allowed with a reason.

    They read what is printed, so neither what no public edition holds counts, nor is anything missed because it
    was typed over two lines or in bold. Comments and restricted text in a public repository count as typed.
    """
    # A rule that the board ignores has no reason given; only `allow` settles here.
    strict = dataclasses.replace(board, validate=Validation())
    text = "\n".join(_printed(document.edition))
    path = minutes.path if minutes else f"{store.MINUTES}/{store.BOARD}"
    meeting = minutes.meeting if minutes else None
    date = minutes.date if minutes else PartialDate(1, 1)
    printed = Minutes(source=Source(path, text), date=date, meeting=meeting)
    found = [
        _placed(one, text, minutes, roster)
        for one in judging.judged(Book(strict, (printed,), Source(roster.path, "")), _wanted(*_IN_WORDS))
    ]
    if minutes and document.template == "minutes":
        found += judging.judged(Book(strict, (minutes,), roster), _wanted(*_AS_TYPED))
    privacy = [one for one in found if one.kind.code.startswith(_PRIVACY)]
    if privacy:
        raise NotForThePublic(privacy)


def _wanted(*codes: str) -> judging.Wanted:
    return judging.Wanted([kind for kind in catalogue.every() if kind.code in codes])


def _printed(said: Any, name: str = "") -> Iterator[str]:
    """Every text of an edition, a line each paragraph, without the signs that hide words from a pattern."""
    if isinstance(said, dict):
        number = f"{said['number']} " if "number" in said else ""
        for key, value in said.items():
            yield from _printed(value, number + key)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _printed(value, name)
    elif isinstance(said, str) and name.rpartition(" ")[2] not in _NOT_WORDS:
        for paragraph in re.split(r"\n\s*\n", said):
            yield f"{name}: {_bare(paragraph)}"


def _bare(text: str) -> str:
    from html import unescape
    from urllib.parse import unquote

    text = re.sub(r"[*_~`]+", "", unquote(unescape(text)))
    text = re.sub(r"[\s\u00a0]+", " ", re.sub("[\u2010-\u2015]", "-", text))
    return re.sub(r"(?:\+44|\b0044)[ -]*", "+44 ", text)


def _placed(one: Diagnostic, printed: str, minutes: Minutes | None, roster: Source) -> Diagnostic:
    """A finding in what is printed, at the place where it was typed, as far as that can be told."""
    words = re.search(r"`(.*?)`", one.message)
    for source in (*((minutes.source,) if minutes else ()), roster):
        at = source.text.find(words[1]) if words else -1
        if at >= 0:
            line, column = position(source.text, at)
            return dataclasses.replace(one, path=source.path, line=line, column=column)
    typed = printed.split("\n")[one.line - 1]
    return dataclasses.replace(one, line=1, column=1, message=f"{one.message}, in {quoted(typed, 80)}")
