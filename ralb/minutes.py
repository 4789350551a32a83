"""From the bytes of a minutes file to a meeting, with everything that is wrong on the way."""

import re
from collections.abc import Iterable

from frontmatter.default_handlers import YAMLHandler

from ralb import characters, comments, dates, kinds, marks, nodes, notes, repeats, schema
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Faults
from ralb.model import Meeting
from ralb.repeats import NOTHING, Known, Seen
from ralb.text import Source, Span, quoted
from ralb.values import NUMBER, Names, Reading

_MOST_FRONT_MATTER = 256 * 1024
_NO_WORD = re.compile(r"^[^\w\s][^\w\n]+$", re.MULTILINE)
_DASHES = frozenset("-–—−‐‑_= \t\r")
_KEY = re.compile(r"[ \t]*[a-z][a-z-]*:", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_NAMED = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?:-[^0-9].*)?\.md")


class Fence(YAMLHandler):
    """The fence of the front matter, for python-frontmatter too; stricter than its own: just three hyphens."""

    FM_BOUNDARY = re.compile(r"^\ufeff?---[ \t]*\r?$", re.MULTILINE)


def parse(
    path: str, data: bytes, date: PartialDate, names: Names | None = None, seen: Seen | None = None
) -> Minutes:
    """The minutes in *data*; never raises, whatever a person typed.

    *date* is that of the file's name; *names* are those of the board's groups and organisations, which may be
    responsible for actions; *seen* is what other minutes of the board said, and gets what these say.
    """
    source, faults = characters.decode(path, data)
    fence = None if faults.has_errors else _fence(source, faults)
    if fence is None:
        return Minutes(source=source, date=date, meeting=None, faults=tuple(faults.met))
    front, body = fence
    characters.check_hidden(source, front, faults)
    root, known = (None, NOTHING) if faults.has_errors else _read(source, front, faults, seen)
    meeting = schema.record(Meeting, root, Reading(faults, names or Names(), known)) if root else None
    if meeting:
        _check_date(meeting, date, faults)
    hidden = comments.spans(source, body, faults)
    passages = notes.passages(source, body, hidden, faults)
    return Minutes(
        source=source,
        date=date,
        meeting=meeting,
        notes=body,
        comments=tuple(hidden),
        passages=passages,
        marks=tuple(marks.marks(source, body, hidden)),
        unread=_unread(root, meeting, known) if root else frozenset(),
        faults=tuple(faults.met),
    )


def _read(source: Source, front: Span, faults: Faults, seen: Seen | None) -> tuple[nodes.Mapping | None, Known]:
    """The front matter as a tree, and those rows in it that are known; whole, if anything is odd about it."""
    known = repeats.find(seen, source, front)
    unlikely = Faults(source)
    if known.rows and (root := repeats.read(known, source, front, unlikely)) and not unlikely.met:
        return root, known
    return nodes.read(source, front, faults), Known({}, seen)


def _fence(source: Source, faults: Faults) -> tuple[Span, Span] | None:
    """Where the front matter and the notes stand; None, with the fault, where they cannot be told apart."""
    text, boundary = source.text, Fence.FM_BOUNDARY
    start = 1 if text.startswith("\ufeff") else 0
    first = boundary.match(text)
    if not first:
        _explain_missing(source, start, faults)
        return None
    second = boundary.search(text, first.end())
    front = Span(first.end() + 1, second.start() if second else len(text))
    almost = _almost_fence(text, front)
    if almost:
        message = f"{quoted(almost[0])} was meant to end the front matter, but is not `---`"
        faults.add(kinds.BAD_DELIMITER, almost.start(), message, "type three hyphens, nothing else")
        return None
    if not second:
        heading = _HEADING.search(text, front.start)
        line = text.count("\n", 0, heading.start()) + 1 if heading else 0
        where = f"above line {line}, where the minutes seem to start" if heading else "below the last key"
        how = f"add a line `---` {where}"
        faults.add(kinds.UNCLOSED_FRONT_MATTER, 0, "the front matter is never closed", how)
        return None
    if not text[front.start : front.end].strip():
        faults.add(kinds.EMPTY_FRONT_MATTER, front.start, "the front matter is empty", "begin with `date:`")
        return None
    if front.end - front.start > _MOST_FRONT_MATTER:
        faults.add(kinds.TOO_LARGE, front.start, "the front matter holds more than 256 KiB")
        return None
    body = Span(min(second.end() + 1, len(text)), len(text))
    _check_second_block(source, body, faults)
    return front, body


def _almost_fence(text: str, part: Span) -> re.Match[str] | None:
    """The first line of *part* that was meant as three hyphens: nothing but dashes of some kind."""
    lines = (line for line in _NO_WORD.finditer(text, *part) if _DASHES.issuperset(line[0]))
    return next((line for line in lines if len("".join(line[0].split())) > 1), None)


def _explain_missing(source: Source, start: int, faults: Faults) -> None:
    text = source.text
    almost = _almost_fence(text, Span(start, (text + "\n").index("\n", start)))
    later = Fence.FM_BOUNDARY.search(text, start)
    if almost:
        message = f"{quoted(almost[0])} was meant to begin the front matter, but is not `---`"
        faults.add(kinds.BAD_DELIMITER, start, message, "type three hyphens, nothing else")
    elif later and _KEY.match(text, later.end() + 1):
        message = "something stands before the front matter"
        faults.add(
            kinds.NOT_FIRST, start, message, "the first line must be `---`; move this line below the second"
        )
    else:
        message = "the file does not begin with front matter"
        how = "begin with a line `---`, then `date:` and the other keys, then `---`"
        faults.add(kinds.NO_FRONT_MATTER, start, message, how)


def _check_second_block(source: Source, body: Span, faults: Faults) -> None:
    again = re.compile(r"\s*^---[ \t]*\r?\n(?=[a-z][a-z-]*:)", re.MULTILINE).match(source.text, body.start)
    if again:
        at = source.text.index("---", again.start())
        message = "a second front matter follows the first"
        faults.add(kinds.CONTENT_AFTER, at, message, "move its keys into the first and delete it")


def _unread(root: nodes.Mapping, meeting: Meeting | None, known: Known) -> frozenset[int | None]:
    """The numbers of those rows of the log that are not in *meeting*."""
    rows = root.get("actions")
    if not isinstance(rows, nodes.Sequence):
        return frozenset()
    numbers = {row.span: _row_number(row) for row in rows.items if row.span not in known.rows}
    numbers |= {action.place.span: action.number for run in known.rows.values() for action in run}
    read = {action.place.span for action in meeting.actions} if meeting else set()
    return frozenset(number for span, number in numbers.items() if span not in read)


def _row_number(row: nodes.Node) -> int | None:
    number = row.get("number") if isinstance(row, nodes.Mapping) else None
    known = isinstance(number, nodes.Scalar) and NUMBER.fullmatch(number.value)
    return int(known[0]) if known else None


def _check_date(meeting: Meeting, date: PartialDate, faults: Faults) -> None:
    if meeting.date != date:
        message = f"`date` says {meeting.date}, but the file is named {date}"
        how = f"write `date: {date}`, or rename the file to {meeting.date}.md"
        faults.add(kinds.DATE_NOT_FILE_NAME, meeting.place.values["date"], message, how)


def date_of(name: str) -> PartialDate | None:
    """The date with which a file's name begins; None where it is no minutes file.

    >>> date_of("2026-01-22.md"), date_of("notes.md")
    (PartialDate(year=2026, month=1, day=22), None)
    """
    found = _NAMED.fullmatch(name)
    return dates.parse(found[1]) if found else None


def dated(names: Iterable[str]) -> list[tuple[PartialDate, str]]:
    """Those of the names that are of minutes files, with their dates, the oldest first."""
    known = ((date_of(name), name) for name in names)
    return sorted((date, name) for date, name in known if date)
