"""Two versions of the minutes, compared in public: on a terminal, in a pull request, for a script."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from ralb import dates, phrases, terminal
from ralb.book import Minutes
from ralb.comparing import Compared
from ralb.dates import PartialDate
from ralb.differences import TOLD, Difference, Section
from ralb.formats import Comparison
from ralb.model import key_of
from ralb.text import listed

_CANNOT = {"was": "cannot be read as it was", "is": "cannot be read as it is now"}
_ARROW = "->"
# What Markdown, or whoever shows it, makes something of: `#84` a link, `@name` a call.
_MARKS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[]<>#@|~&"})


def show(every: Sequence[Compared], form: Comparison, between: str) -> None:
    """What changed, file by file; *between* names the versions, for when nothing did."""
    if form is Comparison.JSON:
        terminal.as_json([_view(one) for one in every])
        return
    if not every:
        terminal.note(f"nothing changed in the minutes: {between}")
    for count, one in enumerate(every):
        lines = [*_unread(one), *phrases.of(one.differences)] or [_only_typed(one)]
        if count:
            terminal.say("")
        if form is Comparison.MD:
            _as_markdown(_title(one), lines)
        else:
            terminal.say(_title(one), bold=True)
            for name, words in lines:
                terminal.paragraph(f"{name} {words}", indent=2)


def _as_markdown(title: str, lines: Iterable[phrases.Phrase]) -> None:
    terminal.say(f"### {title.translate(_MARKS)}")
    terminal.say("")
    for name, words in lines:
        said = words.translate(_MARKS).replace(_ARROW.translate(_MARKS), "→")
        terminal.say(f"- **{name.translate(_MARKS)}** {said}")


def _title(one: Compared) -> str:
    minutes = one.new or one.old
    if minutes is None:
        return one.path
    when = f"{dates.words(minutes.date)} ({one.path})"
    if one.new is None:
        return f"{when}: deleted"
    if one.old is None:
        return f"{when}: new{_carried(one.new, one.before)}"
    return f"{when}: moved from {dates.words(one.old.date)}" if one.is_moved else when


def _carried(new: Minutes, before: Minutes | None) -> str:
    """The numbers that new minutes take over from the log before."""
    known = {row.number for row in before.meeting.actions} if before and before.meeting else set()
    rows = new.meeting.actions if new.meeting else ()
    numbers = [str(row.number) for row in rows if row.number in known]
    return f", carries {listed(numbers)}" if numbers else ""


def _unread(one: Compared) -> Iterable[phrases.Phrase]:
    return (phrases.Phrase("the file", f"{_CANNOT[which]}; `ralb validate` tells why") for which in one.unread)


def _only_typed(one: Compared) -> phrases.Phrase:
    if one.old and one.new is None:
        rows = one.old.meeting.actions if one.old.meeting else ()
        return phrases.Phrase("its log", f"had {listed([str(row.number) for row in rows]) or 'no action'}")
    return phrases.Phrase("it says the same", "only comments, or how it is typed, changed")


def _view(one: Compared) -> dict[str, Any]:
    """A file for scripts; what is restricted is null."""
    minutes = one.new or one.old
    change = "moved" if one.is_moved else "deleted" if one.old and not one.new else "changed"
    return {
        "path": one.path,
        "meeting": str(minutes.date) if minutes else None,
        "change": "new" if one.new and not one.old else change,
        "from": one.old.path if one.old and one.is_moved else None,
        "unread": list(one.unread),
        "differences": [_difference(difference) for difference in one.differences],
    }


def _difference(one: Difference) -> dict[str, Any]:
    open_ = not one.restricted or one.key in TOLD
    was, now = (_value(value) if open_ else None for value in (one.was, one.now))
    return one._asdict() | {"was": was, "now": now}


def _value(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Section):
        return value.open.strip()
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((key_of(field), getattr(value, field.name)) for field in dataclasses.fields(value))
        return {key: _value(inner) for key, inner in named if key}
    return value
