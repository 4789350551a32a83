"""Differences in the board's words: `84 open -> complete (26 March 2026)`."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ralb import dates
from ralb.dates import PartialDate
from ralb.differences import TOLD, Difference, of_records
from ralb.model import Action, Attendee, key_of
from ralb.text import listed
from ralb.typed import WHO_CAME

_LONGEST = 100


class Phrase(NamedTuple):
    """What changed about one thing: its name, and what is said of it."""

    name: str
    words: str


def of(differences: Iterable[Difference]) -> list[Phrase]:
    """A phrase for each thing that changed; what is restricted is told of, never quoted."""
    phrases = []
    for (kind, name), group in groupby(differences, key=lambda one: (one.of, one.name)):
        every = list(group)
        if kind == "notes":
            phrases += [_of_notes(one) for one in every]
        elif kind in ("meeting", "board"):
            phrases += [_of_key(one) for one in every]
        else:
            shown = name if kind == "action" else f"{kind} {name}"
            phrases.append(Phrase(shown, "; ".join(of_row(every))))
    undated = [one for one in phrases if one.name != "log-updated"]
    return undated or phrases


def of_row(every: Sequence[Difference]) -> Iterator[str]:
    """What changed about one row or record, change by change."""
    first = every[0]
    if any(one.restricted for one in every):
        yield from _kept_back(every)
    elif first.was is None and not first.key:
        yield f"new{_about(first.now)}"
    elif first.now is None and not first.key:
        yield f"gone{_about(first.was)}"
    else:
        yield from _changes(every, _short)


def in_full(was: Action, now: Action) -> list[str]:
    """What changed about an action, for those who keep the log: every word of it, restricted or not."""
    return list(_changes(list(of_records("action", str(now.number), was, now)), _whole))


def _kept_back(every: Sequence[Difference]) -> Iterator[str]:
    """What may be told of a restricted row: that it is new or gone, its status, and which keys changed."""
    first = every[0]
    if not first.key:
        yield f"{'new' if first.was is None else 'gone'}, restricted (not shown)"
        return
    yield from _changes([one for one in every if one.key in TOLD], _short)
    keys = [one.key for one in every if one.key not in TOLD]
    if keys:
        yield f"{listed(keys)} changed (restricted, not shown)"


def _about(row: Any) -> str:
    """A new row or one that is gone: who is responsible, and its words."""
    who = ", ".join(getattr(row, "responsible", ()))
    status = getattr(row, "status", "")
    words = getattr(row, "text", "") or getattr(row, "name", "")
    named = [who, status if status not in ("", "open") else ""]
    return "".join(f", {one}" for one in named if one) + (f": {_short(words)}" if words else "")


def _changes(every: Sequence[Difference], said: Callable[[str], str]) -> Iterator[str]:
    closed = next((one.now for one in every if one.key == "closed"), None)
    moved = any(one.key == "status" for one in every)
    for one in every:
        if one.key == "status":
            yield f"{one.was} -> {one.now}" + (f" ({dates.words(closed)})" if closed else "")
        elif one.key == "closed" and moved:
            continue
        elif one.key in ("action", "decision", "escalation", "recommendation"):
            yield f"reworded: {said(one.now)} (was: {said(one.was)})"
        elif one.key == "note":
            yield f"note: {said(one.now)}" if one.now else "note taken out"
        else:
            yield f"{one.key} {shown(one.was)} -> {shown(one.now)}"


def shown(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, PartialDate):
        return dates.words(value)
    if isinstance(value, Attendee):
        return f"{value.who} for {value.deputy_for}" if value.deputy_for else value.who
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {key_of(field): getattr(value, field.name) for field in dataclasses.fields(value)}
        return ", ".join(f"{key} {shown(inner)}" for key, inner in named.items() if key and inner) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value)) or "nobody"
    return "yes" if value is True else "none" if value in (None, False, "") else _short(str(value))


def _whole(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    line = _whole(words)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _of_key(one: Difference) -> Phrase:
    """A key of the meeting or of the board that says something else."""
    if one.restricted:
        return Phrase(one.key, "restricted, changed (not shown)")
    if not one.key:
        return Phrase(one.name, "new" if one.was is None else "gone")
    if one.key in WHO_CAME:
        return Phrase(one.key, "; ".join(_came_and_went(one.was, one.now)))
    if isinstance(one.now, dict) or isinstance(one.was, dict):
        return Phrase(one.key, f"{listed(_other(one.was, one.now))} changed")
    if one.was in (None, False, ()):
        return Phrase(one.key, shown(one.now))
    return Phrase(one.key, f"{shown(one.was)} -> {shown(one.now)}")


def _other(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [name for name in {**was, **now} if was.get(name) != now.get(name)]


def _came_and_went(was: tuple[Attendee, ...], now: tuple[Attendee, ...]) -> Iterator[str]:
    added, gone = [one for one in now if one not in was], [one for one in was if one not in now]
    if added:
        yield f"{shown(tuple(added))} added"
    if gone:
        yield f"{shown(tuple(gone))} taken out"
    if not added and not gone:
        yield "in another order"


def _of_notes(one: Difference) -> Phrase:
    """A part of the notes, by its heading."""
    item = _short(one.name) or "what stands above the first heading"
    if one.restricted and not one.name:
        return Phrase("notes", "restricted words changed (not shown)")
    if one.key == "heading":
        return Phrase("notes", f"renamed: {_short(one.was)} -> {item}")
    if one.key == "restricted":
        return Phrase("notes", f"restricted words changed (not shown): {item}")
    done = "reworded" if one.key else "added" if one.was is None else "taken out"
    return Phrase("notes", f"{done}: {item}")
