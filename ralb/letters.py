"""What a letter says to someone with open actions, in words that can be answered in a line each."""

import re
from typing import Any

from ralb import dates, people, published
from ralb.book import Minutes
from ralb.chasing import Letter, Reminder
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import ALL, Action, Board, Meeting
from ralb.text import counted, listed

_ASKED = re.compile(r"([A-Z]{2,4}[0-9]?)\b")
OWN_EYES = "For the board's own eyes: please do not pass this on."


def next_meeting(board: Board, newest: Meeting, today: PartialDate) -> PartialDate | None:
    """The first meeting after today of which anything is known."""
    cancelled = {one.date for one in board.calendar if one.cancelled}
    named = [one.date for one in board.calendar]
    named += [newest.date] if not newest.cancelled else []
    named += [newest.next_meeting] if newest.next_meeting else []
    return min((date for date in named if date not in cancelled and dates.after(date, today)), default=None)


def edition(board: Board, newest: Minutes, letter: Letter, today: PartialDate) -> dict[str, Any]:
    """The values of a letter's template."""
    meeting = newest.meeting or Meeting(date=newest.date)
    many = counted(len(letter.reminders), "open action")
    updated = f" (updated {dates.words(meeting.log_updated)})" if meeting.log_updated else ""
    coming = next_meeting(board, meeting, today)
    return {
        **published.head(board, Audience.BOARD),
        "title": f"{board.name}: {many} with you",
        "initials": letter.initials,
        "name": letter.person.name if letter.person else letter.initials,
        "opening": f"The board's action log of {dates.words(newest.date)}{updated} has {many} with you. How"
        f" {'do they' if len(letter.reminders) > 1 else 'does it'} stand?",
        "asked": "Please reply with a line for each: done (and when), still going on (until when), or no longer"
        " needed. The log will then be brought up to date.",
        "actions": [_action(board, one, letter.initials, today) for one in letter.reminders],
        "next_meeting": f"The next meeting is on {dates.words(coming)}." if coming and coming.day else "",
        "own_eyes": OWN_EYES,
    }


def _action(board: Board, one: Reminder, initials: str, today: PartialDate) -> dict[str, Any]:
    action = one.row.action
    return {
        "number": action.number,
        "text": published.words(action.text, action.restricted, Audience.BOARD),
        "about": " ".join(filter(None, [_origin(one), _state(one), _due(one, today), _who(board, one, initials)])),
    }


def _origin(one: Reminder) -> str:
    item = f", under “{one.item}”" if one.item and not one.item.isdigit() else ""
    item = f", item {one.item}" if one.item.isdigit() else item
    return f"From the meeting of {dates.words(one.issued_by)}{item}."


def _state(one: Reminder) -> str:
    """The status in a sentence, how old it is, and whether anything moved."""
    status = one.row.action.status.value
    if not one.row.age:
        return f"It is {status}, and new: no meeting was held since."
    still = f", and nothing changed for {counted(one.unmoved, 'meeting')}" if one.unmoved > 1 else ""
    return f"It is still {status}, {counted(one.row.age, 'meeting')} later{still}."


def _due(one: Reminder, today: PartialDate) -> str:
    due = one.row.action.due
    if due is None:
        return ""
    return f"It was due {_on(due)}." if dates.after(today, due) else f"It is due {_on(due)}."


def _on(date: PartialDate) -> str:
    return f"{'on' if date.day else 'in'} {dates.words(date)}"


def _who(board: Board, one: Reminder, initials: str) -> str:
    """With whom, and who leads; through what, where the log does not name the person."""
    through = one.row.through
    if through == ALL:
        return "It is for every member of the board."
    part = _part(board, through) if through else ""
    others = [name for name in one.row.action.responsible if name not in (initials, through)]
    if not others:
        return part
    named: dict[str, str] = {name: _named(board, name, one) for name in others}
    leads = _leading(board, one.row.action)
    if leads == initials:
        return f"{part} You lead, with {listed(list(named.values()))}.".strip()
    if leads not in named:
        return f"{part} It is also for {listed(list(named.values()))}.".strip()
    rest = [named[name] for name in others if name != leads]
    return f"{part} {named[leads]} leads{f', with {listed(rest)}' if rest else ''}.".strip()


def _leading(board: Board, action: Action) -> str:
    """Whoever is named first; "" for a group, and where the text begins with someone else: `RE to help AC`."""
    first = action.responsible[0]
    asked = _ASKED.match(action.text)
    other = asked and asked[1] != first and asked[1] in action.responsible
    return "" if other or first in board.collective_names else first


def _part(board: Board, through: str) -> str:
    group = through in board.groups
    return f"It is for {through}, {'you among them' if group else 'for which you sit on the board'}."


def _named(board: Board, name: str, one: Reminder) -> str:
    person = people.known(board, name, one.row.action.issued)
    return person.name if person else name
