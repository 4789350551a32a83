"""What an edition of the minutes says, and to whom.

Of minutes, templates and renderers get only what `edition` returns, so what is not in it cannot be published.
"""

from typing import Any

from ralb import dates, people, published, register
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Attendee, Board, Decision, Escalation, Initials, Meeting, Recommendation
from ralb.notes import Passage
from ralb.trouble import Trouble


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
    whole = (
        published.public_words(meeting.restricted) if audience is Audience.PUBLIC and meeting.restricted else ""
    )
    shown = Meeting(date=meeting.date, agreed=meeting.agreed, circulated=meeting.circulated) if whole else meeting
    title = f"Minutes: {dates.words(meeting.date)}" if whole else _title(meeting)
    return {
        **published.head(board, audience),
        **published.state(meeting),
        "title": title,
        "date": published.date(meeting.date),
        "time": shown.time or "",
        "venue": shown.venue or "",
        "chair": _named(board, shown.chair, meeting.date) if shown.chair else "",
        "restricted": whole
        or (f"Restricted: {published.public_words(meeting.restricted)}" if meeting.restricted else ""),
        "attendance": (attendance := _attendance(board, shown, audience)),
        "initials": {row["initials"]: row["name"] for row in attendance["rows"] if row["known"]},
        "body": [] if whole else [_passage(passage, audience) for passage in minutes.passages],
        "decisions": [_decision(one, audience) for one in shown.decisions],
        "escalations": [_request(one, audience) for one in shown.escalations],
        "recommendations": [_request(one, audience) for one in shown.recommendations],
        "log": None if whole else register.log(shown, audience),
        "next_meeting": published.date(shown.next_meeting) if shown.next_meeting else None,
    }


def _title(meeting: Meeting) -> str:
    """The title of the minutes, always with their date: no two meetings of a board have the same."""
    title, date = meeting.title or "Minutes and action log", dates.words(meeting.date)
    return title if date.lower() in title.lower() else f"{title}: {date}"


def _passage(passage: Passage, audience: Audience) -> dict[str, Any]:
    text = "" if passage.restricted and audience is Audience.PUBLIC else passage.text
    return {"restricted": passage.restricted, "public": passage.public or published.STANDARD, "text": text}


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
    for one in (one for _, ones in lists for one in ones):
        if one.deputy_for and one.deputy_for not in listed_already:
            how = f"Represented by {_named(board, one.who, meeting.date)}"
            rows.append(_attendee(board, Attendee(who=one.deputy_for), how, meeting.date))
            listed_already.add(one.deputy_for)
    shown = (action for action in meeting.actions if not (action.restricted and audience is Audience.PUBLIC))
    initials = (name for action in shown for name in action.responsible)
    for name in dict.fromkeys(initials):
        if name not in listed_already and people.known(board, name, meeting.date):
            person = Attendee(who=Initials(name))
            rows.append(_attendee(board, person, "Not listed; responsible for an action", meeting.date))
    return {"recorded": bool(meeting.present), "rows": rows if any(ones for _, ones in lists) else []}


def _attendee(board: Board, one: Attendee, how: str, on: PartialDate) -> dict[str, Any]:
    person = people.known(board, one.who, on)
    return {
        "initials": one.who,
        "name": person.name if person else "Not on the board's list",
        "known": person is not None,
        "organisation": (person.organisation or "None given") if person else "Not known",
        "role": person.role.capitalize() if person else "Not known",
        "how": f"{how}, for {_named(board, one.deputy_for, on)}" if one.deputy_for else how,
    }


def _decision(one: Decision, audience: Audience) -> dict[str, Any]:
    return {"number": one.number, "text": published.words(one.text, one.restricted, audience)}


def _request(one: Escalation | Recommendation, audience: Audience) -> dict[str, Any]:
    """What was put to someone outside the board, and what came back; of a restricted one only the public words."""
    hidden = bool(one.restricted) and audience is Audience.PUBLIC
    return {
        "number": one.number,
        "to": published.NOT_PUBLISHED if hidden else one.to or "Not recorded",
        "text": published.words(one.text, one.restricted, audience),
        "sent": dates.words(one.sent) if one.sent and not hidden else "",
        "response": "" if hidden else one.response or "",
    }
