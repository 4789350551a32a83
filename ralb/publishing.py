"""Which documents are to be made of which meetings, and whether the public may have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ralb import agenda, dates, draft, edition, people, query, register, series, store
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.formats import Audience, What
from ralb.model import Board, Meeting
from ralb.render.documents import Document
from ralb.rules import catalogue, judging
from ralb.text import Source, Span
from ralb.trouble import Trouble

_PRIVACY = "RALB6"
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
        if minutes and minutes.meeting and wish.audience is Audience.PUBLIC:
            check(board, roster, minutes)
        yield _document(root, board, minutes, date, wish)


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
        log = last.meeting.actions if last and last.meeting else ()
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


def check(board: Board, roster: Source, minutes: Minutes) -> None:
    """Raise `NotForThePublic` for what the privacy rules see in minutes, and nobody has allowed with a reason.

    What no public edition prints does not count: restricted passages and rows, notes of actions.
    """
    found = _private(Book(board, (minutes,), roster))
    hidden = list(_hidden(minutes))
    printed = [*_printed(board), *_printed_of(minutes)]
    findings = [one for one in found if _is_public(one, minutes, roster, hidden, printed)]
    if findings:
        raise NotForThePublic(findings)


def check_calendar(book: Book) -> None:
    """Raise `NotForThePublic` for what the privacy rules see in what the public reads of the board's dates."""
    roster = book.roster or Source("", "")
    printed = [(roster.path, line.place.span) for line in book.board.calendar]
    printed.append((roster.path, book.board.place.values["name"]))
    for minutes in book.minutes:
        if minutes.meeting:
            keys = ("restricted",) if minutes.meeting.restricted else ("title", "time", "venue")
            values = minutes.meeting.place.values
            printed += [(minutes.path, values[key]) for key in keys if key in values]
    texts = {source.path: source.text for source in (roster, *(minutes.source for minutes in book.minutes))}
    places = [(one, _offset(texts[one.path], one.line, one.column)) for one in _private(book)]
    findings = [
        one
        for one, at in places
        if any(path == one.path and span.start <= at < span.end for path, span in printed)
    ]
    if findings:
        raise NotForThePublic(findings)


def _private(book: Book) -> list[Diagnostic]:
    """What the privacy rules see, and nobody has allowed with a reason."""
    wanted = judging.Wanted([kind for kind in catalogue.every() if kind.code.startswith(_PRIVACY)])
    return [one for one in judging.judged(book, wanted) if one.kind.code.startswith(_PRIVACY)]


def _is_public(
    one: Diagnostic, minutes: Minutes, roster: Source, hidden: Sequence[Span], printed: Sequence[tuple[str, Span]]
) -> bool:
    """Whether a finding is in something that a public edition prints."""
    source = minutes.source if one.path == minutes.path else roster
    at = _offset(source.text, one.line, one.column)
    if source is minutes.source and at >= minutes.notes.start:
        return not any(span.start <= at < span.end for span in hidden)
    return any(path == one.path and span.start <= at < span.end for path, span in printed)


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at + column - 1


def _hidden(minutes: Minutes) -> Iterator[Span]:
    """The restricted passages of the notes; all notes of a restricted meeting."""
    ends = [*(passage.start for passage in minutes.passages[1:]), minutes.notes.end]
    for passage, end in zip(minutes.passages, ends, strict=False):
        if passage.restricted or (minutes.meeting and minutes.meeting.restricted):
            yield Span(passage.start, end)


def _printed(board: Board) -> Iterator[tuple[str, Span]]:
    for name in ("name", "region", "contact", "standing_items"):
        if name in board.place.values:
            yield f"{store.MINUTES}/{store.BOARD}", board.place.values[name]
    for person in board.people:
        yield f"{store.MINUTES}/{store.BOARD}", person.place.span


def _printed_of(minutes: Minutes) -> Iterator[tuple[str, Span]]:
    meeting: Any = minutes.meeting
    for record in (meeting, *(row for row in meeting.rows if not row.restricted)):
        for name, span in record.place.values.items():
            lists = ("actions", "decisions", "escalations", "recommendations", "allow", "note")
            if name not in lists:
                yield minutes.path, span
