"""What an edition of the minutes says, and to whom: the one place where restricted words are left out.

Templates and renderers get only what `edition` returns, so what is not in it cannot be published.
"""

from typing import Any

from ralb import dates, people
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import (
    Action,
    Attendee,
    Board,
    Decision,
    Escalation,
    Initials,
    Meeting,
    Recommendation,
    Restriction,
)
from ralb.notes import Passage
from ralb.text import counted
from ralb.trouble import Trouble

STANDARD = "This part of the minutes is restricted."
"""What the public reads where whoever restricted something gave no words for it."""
NOT_PUBLISHED = "Not published"


class NothingToShow(Trouble):
    """The minutes could not be read, so there is nothing to make a document from."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(f"{minutes.path} cannot be read; `ralb validate` tells why")


def edition(board: Board, minutes: Minutes, audience: Audience) -> dict[str, Any]:
    """The values that templates may use; the public edition's hold no restricted word, no note, no comment.

    Raises `NothingToShow` for minutes that could not be read.
    """
    meeting = minutes.meeting
    if meeting is None:
        raise NothingToShow(minutes)
    title = meeting.title or f"Minutes and action log: {dates.words(meeting.date)}"
    whole = _public_words(meeting.restricted) if audience is Audience.PUBLIC and meeting.restricted else ""
    shown = Meeting(date=meeting.date, agreed=meeting.agreed, circulated=meeting.circulated) if whole else meeting
    title = f"Minutes: {dates.words(meeting.date)}" if whole else title
    return {
        "language": board.language,
        "board": {"name": board.name, "region": board.region or "", "contact": board.contact or ""},
        "title": title,
        "audience": audience.value,
        "date": _date(meeting.date),
        "time": shown.time or "",
        "venue": shown.venue or "",
        "chair": _named(board, shown.chair, meeting.date) if shown.chair else "",
        "state": meeting.state,
        "state_words": _state(meeting),
        "state_short": "Draft minutes"
        if meeting.state in ("draft", "circulated")
        else f"Minutes, {meeting.state}",
        "restricted": whole or (f"Restricted: {_public_words(meeting.restricted)}" if meeting.restricted else ""),
        "attendance": _attendance(board, shown, audience),
        "body": [] if whole else [_passage(passage, audience) for passage in minutes.passages],
        "decisions": [_decision(one, audience) for one in shown.decisions],
        "escalations": [_request(one, audience) for one in shown.escalations],
        "recommendations": [_request(one, audience) for one in shown.recommendations],
        "log": None if whole else _log(shown, audience),
        "next_meeting": _date(shown.next_meeting) if shown.next_meeting else None,
    }


def _date(date: PartialDate) -> dict[str, str]:
    """A date for machines and for readers."""
    return {"iso": str(date), "words": dates.words(date)}


def _state(meeting: Meeting) -> str:
    match meeting.state:
        case "agreed":
            return f"Agreed by the board at its meeting of {dates.words(meeting.agreed or meeting.date)}"
        case "circulated":
            sent = dates.words(meeting.circulated or meeting.date)
            return f"Draft circulated on {sent}, not yet agreed by the board"
        case "cancelled":
            return "This meeting was cancelled"
    return "Draft, not yet agreed by the board"


def _public_words(restricted: Restriction) -> str:
    return restricted if isinstance(restricted, str) else STANDARD


def _words(text: str, restricted: Restriction, audience: Audience) -> str:
    """The text as this audience may read it."""
    if not restricted:
        return text
    return _public_words(restricted) if audience is Audience.PUBLIC else f"Restricted: {text}"


def _passage(passage: Passage, audience: Audience) -> dict[str, Any]:
    text = "" if passage.restricted and audience is Audience.PUBLIC else passage.text
    return {"restricted": passage.restricted, "public": passage.public or STANDARD, "text": text}


def _named(board: Board, initials: str, on: PartialDate) -> str:
    person = people.known(board, initials, on)
    return f"{person.name} ({initials})" if person else initials


def _attendance(board: Board, meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """The key to the initials: who is on which list, with organisation and role as they were on the day.

    Whoever answers only for what this audience may not read is not in it.
    """
    lists = (
        ("Present", meeting.present),
        ("In attendance", meeting.in_attendance),
        ("Invited", meeting.invited),
        ("Apologies", meeting.apologies),
        ("Absent", meeting.absent),
    )
    rows = [_attendee(board, one, how, meeting.date) for how, ones in lists for one in ones]
    listed_already = {row["initials"] for row in rows}
    shown = (action for action in meeting.actions if not (action.restricted and audience is Audience.PUBLIC))
    initials = (name for action in shown for name in action.responsible)
    for name in dict.fromkeys(initials):
        if name not in listed_already and people.known(board, name, meeting.date):
            person = Attendee(who=Initials(name))
            rows.append(_attendee(board, person, "Not listed; responsible for an action", meeting.date))
    recorded = bool(meeting.present)
    return {"recorded": recorded, "rows": rows if any(ones for _, ones in lists) else []}


def _attendee(board: Board, one: Attendee, how: str, on: PartialDate) -> dict[str, str]:
    person = people.known(board, one.who, on)
    return {
        "initials": one.who,
        "name": person.name if person else "Not on the board's list",
        "organisation": (person.organisation or "None given") if person else "Not known",
        "role": person.role.capitalize() if person else "Not known",
        "how": f"{how}, for {_named(board, one.deputy_for, on)}" if one.deputy_for else how,
    }


def _decision(one: Decision, audience: Audience) -> dict[str, Any]:
    return {"number": one.number, "text": _words(one.text, one.restricted, audience)}


def _request(one: Escalation | Recommendation, audience: Audience) -> dict[str, Any]:
    """What was put to someone outside the board, and what came back; of a restricted one only the public words."""
    hidden = bool(one.restricted) and audience is Audience.PUBLIC
    return {
        "number": one.number,
        "to": NOT_PUBLISHED if hidden else one.to or "Not recorded",
        "text": _words(one.text, one.restricted, audience),
        "sent": dates.words(one.sent) if one.sent and not hidden else "",
        "response": "" if hidden else one.response or "",
    }


def _log(meeting: Meeting, audience: Audience) -> dict[str, Any]:
    rows = [_action(one, audience) for one in meeting.actions]
    unfinished = sum(not one.status.finished for one in meeting.actions)
    updated = f"Updated {dates.words(meeting.log_updated)}" if meeting.log_updated else "As at the meeting"
    many = counted(len(rows), "action")
    count = f"{many}, {unfinished} of them unfinished" if len(rows) > 1 else many
    return {"caption": f"{updated}: {count}", "rows": rows}


def _action(one: Action, audience: Audience) -> dict[str, Any]:
    hidden = bool(one.restricted) and audience is Audience.PUBLIC
    note = one.note or "" if audience is Audience.BOARD else ""
    return {
        "number": one.number,
        "text": _words(one.text, one.restricted, audience),
        "note": note,
        "responsible": NOT_PUBLISHED if hidden else ", ".join(one.responsible),
        "issued": _date(one.issued),
        "status": one.status.capitalize(),
        "finished": one.status.finished,
    }
