"""The action log as its readers get it: the rows of a meeting's log, and how old what is open is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ralb import dates, published
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Action, Board, Meeting
from ralb.series import Row
from ralb.text import counted


def edition(
    board: Board, minutes: Minutes, meeting: Meeting, rows: Sequence[Row], audience: Audience, whose: str = ""
) -> dict[str, Any]:
    """The log alone, as at its own date; *whose* it is if *rows* are only what one person answers for."""
    hidden = bool(meeting.restricted) and audience is Audience.PUBLIC
    shown = [] if hidden else rows
    of = dates.words(minutes.date)
    updated = f"Updated {dates.words(meeting.log_updated)}" if meeting.log_updated else f"As at {of}"
    return {
        **published.head(board, audience),
        **published.state(meeting),
        "title": f"Actions of {whose}: {of}" if whose else f"Action log: {of}",
        "date": published.date(minutes.date),
        "whose": whose,
        "restricted": published.public_words(meeting.restricted) if hidden else "",
        "log": table([row.action for row in shown], minutes.date, audience, updated),
        "ages": ages(shown),
    }


def log(meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """The log of a meeting as a table, what it issued told apart from what it carried."""
    updated = f"Updated {dates.words(meeting.log_updated)}" if meeting.log_updated else "As at the meeting"
    return table(meeting.actions, meeting.date, audience, updated)


def table(actions: Sequence[Action], issuing: PartialDate, audience: Audience, what: str) -> dict[str, Any]:
    """Actions as a table with a caption that begins with *what*; *issuing* is the meeting whose own are new."""
    rows = [_action(one, audience, issuing) for one in actions]
    unfinished = sum(not one.status.finished for one in actions)
    many = counted(len(rows), "action")
    count = many if unfinished == len(rows) else f"{many}, {unfinished} of them unfinished"
    return {"caption": f"{what}: {count}", "rows": rows}


def _action(one: Action, audience: Audience, issuing: PartialDate) -> dict[str, Any]:
    hidden = bool(one.restricted) and audience is Audience.PUBLIC
    return {
        "number": one.number,
        "text": published.words(one.text, one.restricted, audience),
        "note": one.note or "" if audience is Audience.BOARD else "",
        "responsible": published.NOT_PUBLISHED if hidden else ", ".join(one.responsible),
        "issued": published.date(one.issued),
        "new": dates.same(one.issued, issuing),
        "due": published.date(one.due) if one.due else None,
        "status": one.status.capitalize(),
        "finished": one.status.finished,
    }


def ages(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """How many unfinished actions are how old, the newest first, with the length of a bar for each in percent."""
    counts = Counter(row.age for row in rows if not row.action.status.finished)
    most = max(counts.values(), default=1)
    return [
        {
            "age": _age(age),
            "name": counted(age, "meeting") if age else "New",
            "count": count,
            "percent": round(100 * count / most),
        }
        for age, count in sorted(counts.items())
    ]


def _age(meetings: int) -> str:
    return counted(meetings, "meeting") if meetings else "New at this meeting"
