"""The figures of a board in words and numbers: as its tables, for scripts, and on a page."""

from collections.abc import Sequence
from typing import Any

from ralb import published, terminal
from ralb.attendance import How
from ralb.formats import Audience, Format
from ralb.model import Board
from ralb.stats import Line, Statistics
from ralb.text import counted, listed

HEAD = ["Raised", "Closed", "Carried", "Days", "Meetings", "Came"]
OWN_EYES = "for the board's own eyes: these figures name people"
_LATEST = 12
HOW = (
    "Counted are the logs of the meetings that took place: an action is raised in the log of the meeting that"
    " issued it, closed in the log that finished it (complete or withdrawn), and carried where it is unfinished."
    " What the log of a cancelled meeting raised and closed counts with the next. What is carried by a person, an"
    " organisation or all is what the last of these logs carries.",
    "Days and meetings are the median age at closing: the middle one of all ages. Meetings are those since the one"
    " that issued the action.",
    "Days are counted where the day of closing is recorded, from the day of the meeting that issued the action; a"
    " month without a day counts as its 15th.",
    "An action for which several are responsible is counted for each of them. All, and groups, are counted by"
    " themselves and not for their members.",
    "Came says at how many meetings someone was, or had a deputy (an authority: or an agency that covers it), of"
    " those whose minutes tell.",
)


def show(found: Statistics, form: Format) -> None:
    """The figures of the board, and on stderr on which drafts they rest."""
    every = tables(found)
    if form is Format.JSON:
        terminal.as_json(view(found))
    elif form is Format.TABLE:
        terminal.paragraph(title(found), bold=True)
        terminal.paragraph(sentence(found.total))
        for name, lines in every:
            if lines:
                terminal.say("")
                terminal.listing(form, [name, *HEAD], [[label(one), *cells(one)] for one in lines], 0)
    else:
        rows = [[name, label(one), *cells(one)] for name, lines in every for one in lines]
        terminal.listing(form, ["Of", "Name", *HEAD], [*rows, ["Total", "", *cells(found.total)]], 1)
    terminal.note("\n".join(filter(None, [draft(found), OWN_EYES])))


def title(found: Statistics) -> str:
    """Of which meetings the figures are."""
    if not found.meetings:
        return "Figures of no meeting: none took place then"
    first, last = found.meetings[0].name, found.meetings[-1].name
    return f"Figures of {first}" + (
        f" to {last}: {counted(len(found.meetings), 'meeting')}" if first != last else ""
    )


def sentence(total: Line) -> str:
    """The figures of all in words."""
    said = f"{counted(len(total.raised), 'action')} raised, {len(total.closed)} closed"
    said += f" ({total.withdrawn} of them withdrawn)" if total.withdrawn else ""
    said += f", {len(total.carried)} carried"
    if not total.closed:
        return said
    known = f" (of {total.days_known}; of the others the day is not recorded)"
    days = "the days are not recorded"
    if total.days is not None:
        days = counted(_number(total.days), "day") + (known if total.days_known < len(total.closed) else "")
    return f"{said}. Median age at closing: {counted(_number(total.meetings or 0), 'meeting')}, {days}"


def draft(found: Statistics) -> str:
    """On which minutes that nobody has agreed the figures rest; "" on none."""
    if not found.drafts:
        return ""
    dated = {line.id: line.name for line in found.meetings}
    named = [dated[date] for date in found.drafts]
    which = (
        listed(named) if len(named) <= _LATEST else f"{len(named)} of {counted(len(found.meetings), 'meeting')}"
    )
    return f"these figures rest on minutes that are not agreed yet: {which}"


def tables(found: Statistics) -> list[tuple[str, Sequence[Line]]]:
    """The tables, each with the name of its first column."""
    return [("Meeting", found.meetings), ("Person", found.people), ("Organisation", found.organisations)]


def label(line: Line) -> str:
    """What a line of a table is called."""
    if line.name and line.id != line.name and not line.state:
        return f"{line.name} ({line.id})"
    return line.name or line.id or "No organisation"


def cells(line: Line) -> list[str]:
    """The figures of a line as they stand in a table; "-" where there is nothing to count."""
    counts = [str(len(each)) for each in (line.raised, line.closed, line.carried)]
    ages = ["-" if age is None else str(_number(age)) for age in (line.days, line.meetings)]
    return [*counts, *ages, _came(line)]


def _number(median: float) -> Any:
    return int(median) if median == int(median) else median


def _came(line: Line) -> str:
    """How often they came of how often that is known, and how often it is not."""
    came = line.came
    unknown = came[How.UNKNOWN]
    known = came.total() - unknown
    if not came:
        return "-"
    there = sum(came[how] for how in How if how.came)
    return f"{there} of {known}" + (f", {unknown} unknown" if unknown else "") if known else "not recorded"


def view(found: Statistics) -> dict[str, Any]:
    """The figures as scripts get them."""
    return {
        "from": found.meetings[0].id if found.meetings else None,
        "to": found.meetings[-1].id if found.meetings else None,
        "drafts": found.drafts,
        "total": _view(found.total),
        "meetings": [{"meeting": line.id, "state": line.state, **_view(line)} for line in found.meetings],
        "people": [{"responsible": line.id, "name": line.name or None, **_view(line)} for line in found.people],
        "organisations": [{"organisation": line.id, **_view(line)} for line in found.organisations],
    }


def _view(line: Line) -> dict[str, Any]:
    return {
        "raised": len(line.raised),
        "closed": len(line.closed),
        "withdrawn": line.withdrawn,
        "carried": len(line.carried),
        "median-days": line.days,
        "days-known": line.days_known,
        "median-meetings": line.meetings,
        "attendance": {how.value: line.came[how] for how in How},
    }


def edition(board: Board, found: Statistics) -> dict[str, Any]:
    """What the page says: the tables, and of meetings and people a chart of what they have to do."""
    return {
        **published.head(board, Audience.BOARD),
        "title": title(found),
        "state_words": _capital(OWN_EYES),
        "draft": _capital(draft(found)),
        "total": sentence(found.total),
        "head": HEAD,
        "tables": [_table(name, lines) for name, lines in tables(found) if lines],
        "how": HOW,
    }


# How wide, at most, a letter beside a bar is on the whole, and what is free before the bar.
_LETTER, _GAP = 9, 12
_CHARTS = {"Meeting": "Unfinished actions after each meeting", "Person": "Unfinished actions by person"}


def _table(name: str, lines: Sequence[Line]) -> dict[str, Any]:
    shown = lines[-_LATEST:] if name == "Meeting" else [line for line in lines if line.carried]
    latest = f", the latest {_LATEST}" if name == "Meeting" and len(lines) > _LATEST else ""
    return {
        "of": name,
        "heading": f"By {name.lower()}",
        "rows": [{"name": label(line), "cells": cells(line)} for line in lines],
        "chart": _CHARTS.get(name, "") + latest,
        "bars": _bars(shown) if name in _CHARTS else [],
        "beside": _LETTER * max((len(_short(line)) for line in shown), default=0) + _GAP,
    }


def _bars(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """A bar for each line, its length in percent of the longest."""
    most = max((len(line.carried) for line in lines), default=0) or 1
    return [
        {"name": _short(line), "count": len(line.carried), "percent": round(100 * len(line.carried) / most)}
        for line in lines
    ]


def _short(line: Line) -> str:
    """What stands beside a bar: the date, or the initials, which the table explains."""
    return line.name if line.state else line.id


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
