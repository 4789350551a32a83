"""What the shell offers when Tab is pressed: numbers, initials, meetings. Without a board, nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from ralb.trouble import Trouble

Offers = list[tuple[str, str]]
"""What may be typed, each with what it means."""


def actions(context: typer.Context, incomplete: str) -> Offers:
    """The numbers of the newest log, what is unfinished first."""
    return [one for one in _found(_actions, context) if one[0].startswith(incomplete)]


def people(context: typer.Context, incomplete: str) -> Offers:
    """The initials of those on the board; after a comma, one more."""
    before, comma, begun = incomplete.rpartition(",")
    return [(f"{before}{comma}{who}", name) for who, name in _found(_people, context) if who.startswith(begun)]


def meetings(context: typer.Context, incomplete: str) -> Offers:
    """The dates of all minutes, the newest first."""
    return [one for one in _found(_meetings, context) if one[0].startswith(incomplete)]


def _found(look: Callable[[Path], Iterator[tuple[str, str]]], context: typer.Context) -> Offers:
    from ralb import store

    try:
        return list(look(store.find(context.params.get("board"))))
    except Trouble:
        return []


def _actions(root: Path) -> Iterator[tuple[str, str]]:
    from ralb import series, store

    newest = store.newest(root, store.board(root))
    rows = newest.meeting.actions if newest and newest.meeting else ()
    done = series.finished(rows)
    yield from ((str(row.number), row.text) for row in sorted(rows, key=lambda row: row in done))


def _people(root: Path) -> Iterator[tuple[str, str]]:
    from ralb import store

    yield from {one.initials: one.name for one in store.board(root).people if one.to is None}.items()


def _meetings(root: Path) -> Iterator[tuple[str, str]]:
    from ralb import dates, store

    yield from ((str(date), dates.words(date)) for date in reversed(store.held(root)))
