"""The rule about merges: what comes out is what one side, or both, meant."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ralb import differences, merging, phrases
from ralb.book import Book, Merged, Minutes
from ralb.diagnostics import Severity
from ralb.differences import LISTS, NUMBERED
from ralb.rules.registry import Finding, rule
from ralb.text import Span, quoted

_HOW = "neither side meant this: make it what it should be, then commit"
Rows = dict[int, Any]


class _Wrong(NamedTuple):
    """A number whose outcome nobody meant, with its row as merged, if there is one."""

    kind: str
    number: int
    row: Any
    message: str


@rule("RALB501", Severity.ERROR)
def merge_changed_an_action(book: Book) -> Iterable[Finding]:
    """After a merge, an action is not what one side or both meant."""
    if book.merged is None:
        return
    told: set[tuple[str, int]] = set()
    for minutes, wrong in (*_in_files(book, book.merged), *_last_known(book, book.merged)):
        if (wrong.kind, wrong.number) not in told:
            told.add((wrong.kind, wrong.number))
            yield Finding(minutes.source, _place(minutes, wrong), wrong.message, _HOW)


def _place(minutes: Minutes, wrong: _Wrong) -> Span | int:
    if wrong.row:
        place: Span = wrong.row.place.span
        return place
    keys = minutes.meeting.place.keys if minutes.meeting else {}
    return keys.get(wrong.kind, 0)


def _in_files(book: Book, merged: Merged) -> Iterator[tuple[Minutes, _Wrong]]:
    """What is wrong in minutes that both sides have."""
    of = [{one.path: one for one in side.minutes} for side in (merged.base, *(side for _, side in merged.sides))]
    for minutes in book.minutes:
        three = [side.get(minutes.path) for side in of]
        readable = all(one is None or one.meeting for one in three)
        if minutes.meeting and three[1] and three[2] and readable:
            for kind in NUMBERED:
                rows = [_numbered(getattr(one.meeting, kind)) if one else {} for one in three]
                if three[0] is None:
                    # What both carried into minutes that both began is not new.
                    carried = _latest(merged.base, kind)
                    rows = [{at: row for at, row in side.items() if at not in carried} for side in rows]
                for wrong in _wrong(kind, merged, rows, getattr(minutes.meeting, kind)):
                    yield minutes, wrong


def _last_known(book: Book, merged: Merged) -> Iterator[tuple[Minutes, _Wrong]]:
    """What is wrong with the last that any minutes say of a number: either side may have minutes more.

    While a file of any version cannot be read, nothing is known.
    """
    versions = (merged.base, *(side for _, side in merged.sides))
    if any(minutes.meeting is None for version in (book, *versions) for minutes in version.minutes):
        return
    for kind in NUMBERED:
        three = [{number: row for number, (_, row) in _latest(side, kind).items()} for side in versions]
        there = _latest(book, kind)
        every = [row for minutes in book.minutes for row in getattr(minutes.meeting, kind, ())]
        last = [row for _, row in there.values()]
        for wrong in _wrong(kind, merged, three, last, every):
            yield there[wrong.number][0] if wrong.number in there else book.minutes[-1], wrong


def _latest(book: Book, kind: str) -> dict[int, tuple[Minutes, Any]]:
    return {
        int(row.number): (minutes, row) for minutes in book.minutes for row in getattr(minutes.meeting, kind, ())
    }


def _numbered(rows: Iterable[Any]) -> Rows:
    return {int(row.number): row for row in rows}


def _wrong(
    kind: str, merged: Merged, three: Sequence[Rows], rows: Sequence[Any], every: Sequence[Any] = ()
) -> Iterator[_Wrong]:
    """The numbers of a list that are otherwise than meant; *every* row is what any log says, not just the last."""
    for number in sorted({*three[1], *three[2]}):
        base, *sides = (side.get(number) for side in three)
        came = [row for row in rows if row.number == number]
        if base is None:
            news = [(merged.sides[at][0], row) for at, row in enumerate(sides) if row]
            yield from _new_ones(kind, news, rows, every or rows)
        elif came:
            said = [_otherwise(kind, merged, (base, *sides), row) for row in came]
            if all(said):
                yield _Wrong(kind, number, came[0], said[0])
        elif all(sides):
            yield _Wrong(kind, number, None, f"{number} is gone, and neither side took it out")


def _new_ones(
    kind: str, news: Sequence[tuple[str, Any]], rows: Sequence[Any], every: Sequence[Any]
) -> Iterator[_Wrong]:
    """What is new on one side must be there, under its number or another."""
    for side, row in news:
        same = [one for one in rows if one.text == row.text]
        hidden = next((one for one in every if one.text == row.text), None)
        if not same and hidden:
            number = f"{hidden.number}, new on {side}, is a number that a later log gives to something else"
            yield _Wrong(kind, row.number, None, f"{number}: {_words(row)}")
        elif not same:
            yield _Wrong(kind, row.number, None, f"{row.number}, new on {side}, is lost: {_words(row)}")
        elif len(news) == 1 and not any(_changes(kind, row, one) == [] for one in same):
            change = _changes(kind, row, same[0])[0]
            was, now = _shown(change, change.was), _shown(change, change.now)
            yield _Wrong(
                kind, row.number, same[0], f"{row.number}, new on {side}: {change.key} is {now} here, {was} there"
            )


def _words(row: Any) -> str:
    return "it is restricted" if row.restricted else quoted(row.text, 60)


def _changes(kind: str, meant: Any, row: Any) -> list[differences.Difference]:
    every = differences.of_records(kind, "", meant, row)
    return [one for one in every if one.key not in ("number", "item")]


def _otherwise(kind: str, merged: Merged, three: tuple[Any, Any, Any], row: Any) -> str:
    """What of a row is not as meant, in a sentence; "" where it is."""
    meant, clashes = merging.row(kind, "", *three)
    if meant is None:
        return ""
    open_ = {clash.key for clash in clashes}
    for one in _changes(kind, meant, row):
        key = "status" if one.key == "closed" else one.key
        name = one.key.replace(LISTS[kind][0], "text").replace("-", "_")
        # Where the sides clash, what is meant has it as the first; as the other has it is right, too.
        if key in open_ and getattr(three[2], name) == one.now:
            continue
        return f"{row.number}: {one.key} is {_shown(one, one.now)} here{_whose(merged, three, name, one)}"
    return ""


def _shown(change: differences.Difference, value: Any) -> str:
    """A value in a message, which others may read than those for whom it is: nothing of what is restricted."""
    open_ = not change.restricted or change.key in (*differences.TOLD, "restricted")
    return phrases.shown(value) if open_ else "(restricted, not shown)"


def _whose(merged: Merged, three: tuple[Any, Any, Any], name: str, change: differences.Difference) -> str:
    """Which side meant otherwise."""
    base, *sides = three
    changed = [
        side
        for (side, _), row in zip(merged.sides, sides, strict=True)
        if row and getattr(row, name) == change.was != getattr(base, name)
    ]
    if changed:
        return f", but {' and '.join(changed)} made it {_shown(change, change.was)}"
    return f", but was {_shown(change, change.was)} on both sides"
