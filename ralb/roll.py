"""How the board's people and dates are shown: who is on it, who came, when it meets."""

from collections.abc import Callable, Sequence
from typing import Any

from ralb import attendance, dates, terminal
from ralb.attendance import Body, How, Member, Turnout
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.diary import Sitting
from ralb.formats import Format
from ralb.model import Person
from ralb.text import counted, listed

_HOW_PEOPLE = (How.PRESENT, How.DEPUTY, How.APOLOGIES, How.ABSENT, How.UNKNOWN)


def membership(people: Sequence[Person], on: PartialDate | None, others: int, form: Format) -> None:
    """The people *on* a day, or all periods of all; *others* is how many periods there are besides."""
    if form is Format.JSON:
        terminal.as_json([_view_of_person(one) for one in people])
        return
    if form is Format.TABLE:
        who = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
        when = f"on {dates.words(on)}" if on and on.day else f"in {dates.words(on)}" if on else "at any time"
        terminal.say(f"The board {when}: {who}", bold=True)
        terminal.say("", end="\n" if people else "")
    rows = [_person(one, dates.short) for one in people]
    head = ["Who", "Name", "Organisation", "Role", "From", "To"]
    terminal.listing(form, head, rows, 2, [_person(one, str) for one in people])
    if others:
        terminal.note(f"not on the board then: {counted(others, 'more period')} (`--all` lists them)")


def _person(one: Person, shown: Callable[[PartialDate], str]) -> list[str]:
    period = [shown(date) if date else "-" for date in (one.from_, one.to)]
    return [one.initials, one.name, one.organisation or "-", one.role.value, *period]


def attended_by(people: Sequence[Member], held: Sequence[Minutes], form: Format) -> None:
    """How often each person came, sent a deputy or apologies, or is not known to have done any of it."""
    if form is Format.JSON:
        terminal.as_json([_view_of_member(one) for one in people])
        return
    _title(held, form)
    rows = []
    for one in people:
        about = [one.person.name, one.person.organisation or ""]
        together = [", ".join(filter(None, about))] if form is Format.TABLE else about
        rows.append([one.person.initials, *together, *_counts(one, _HOW_PEOPLE)])
    head = ["Name and organisation"] if form is Format.TABLE else ["Name", "Organisation"]
    _listed(form, ["Who", *head], _HOW_PEOPLE, rows, 1)


def represented(bodies: Sequence[Body], held: Sequence[Minutes], form: Format) -> None:
    """How often each organisation was there, and which authorities were not represented at which meeting."""
    if form is Format.JSON:
        terminal.as_json([_view_of_body(one) for one in bodies])
        return
    _title(held, form)
    rows = [[one.organisation.name or "No organisation given", *_counts(one, How)] for one in bodies]
    _listed(form, ["Organisation"], How, rows, 0)
    if form is Format.TABLE and any(one.is_authority for one in bodies):
        terminal.say("")
        for minutes in held:
            _say_who_lacked(bodies, minutes)


def _title(held: Sequence[Minutes], form: Format) -> None:
    if form is Format.TABLE and held:
        first, last = dates.words(held[0].date), dates.words(held[-1].date)
        when = first if first == last else f"{first} to {last}"
        silent = sum(not (one.meeting and attendance.is_recorded(one.meeting)) for one in held)
        of = f"of {silent} of them " if silent < len(held) else ""
        unknown = f"; {of}it is not recorded who came" if silent else ""
        terminal.paragraph(f"Attendance of {counted(len(held), 'meeting')}, {when}{unknown}", bold=True)
        terminal.say("")


def _counts(one: Member | Body, every: Sequence[How] | type[How]) -> list[str]:
    """How many meetings, and how many of them in each way."""
    ways = [turnout.how for turnout in one.turnouts]
    return [str(len(ways)), *(str(ways.count(how)) for how in every)]


def _listed(
    form: Format, head: list[str], every: Sequence[How] | type[How], rows: list[list[str]], wide: int
) -> None:
    terminal.listing(form, [*head, "Meetings", *(how.capitalize() for how in every)], rows, wide)
    if not rows:
        terminal.note("no meeting that took place then has minutes")


def _say_who_lacked(bodies: Sequence[Body], minutes: Minutes) -> None:
    """The authorities that were not represented, and how many there are of which it cannot be told."""
    lacked, unknown = attendance.not_represented(bodies, minutes)
    of = sum(turnout.meeting == minutes.date for one in bodies if one.is_authority for turnout in one.turnouts)
    said = []
    if lacked:
        doubt = attendance.may_speak_for_more(bodies, minutes)
        unless = f", unless {listed(doubt, 'or')} covers them (no `covers` says so)" if doubt else ""
        said.append(f"not represented: {listed(lacked)}{unless}")
    if unknown:
        said.append("not known of any authority" if len(unknown) == of else f"not known: {listed(unknown)}")
    if of:
        terminal.paragraph(f"{dates.words(minutes.date)}: {'; '.join(said) or 'every authority was represented'}")


_WIDE = 3


def diary(every: Sequence[Sitting], form: Format) -> None:
    """The board's dates."""
    if form is Format.JSON:
        terminal.as_json([_view_of_sitting(one) for one in every])
        return
    head = ["Date", "Weekday", "Time", "Venue", "State", "Title"]
    columns = len(head) if any(one.title or one.public for one in every) else len(head) - 1
    rows = [[dates.words(one.date), *_sitting(one)][:columns] for one in every]
    plain = [[str(one.date), *_sitting(one)][:columns] for one in every]
    terminal.listing(form, head[:columns], rows, _WIDE, plain)
    if not rows:
        terminal.note("no dates of this year or later are known; the calendar of minutes/board.yaml is for them")


def _sitting(one: Sitting) -> list[str]:
    return [one.weekday or "-", one.time or "-", one.venue or "-", one.state.value, one.title or one.public or "-"]


def oddities(found: Sequence[str]) -> None:
    """What is odd about the dates to come."""
    for one in found:
        terminal.say(one)
    if not found:
        terminal.note("the dates to come: nothing wrong")


def _view_of_person(one: Person) -> dict[str, Any]:
    """A period of a person on the board."""
    about = {"initials": one.initials, "name": one.name, "organisation": one.organisation, "role": one.role.value}
    return {**about, "from": one.from_ and str(one.from_), "to": one.to and str(one.to)}


def _view_of_member(one: Member) -> dict[str, Any]:
    """A person with how they were at each meeting, counted and one by one."""
    return {**_view_of_person(one.person), **_turnouts(one.turnouts, _HOW_PEOPLE)}


def _view_of_body(one: Body) -> dict[str, Any]:
    """An organisation with how it was represented at each meeting; its name is None for those who have none."""
    organisation = one.organisation
    about = {"organisation": organisation.name or None, "kind": organisation.kind, "authority": one.is_authority}
    return {**about, **_turnouts(one.turnouts, list(How))}


def _turnouts(every: Sequence[Turnout], ways: Sequence[How]) -> dict[str, Any]:
    met = [one.how for one in every]
    counts = {how.value: met.count(how) for how in ways}
    meetings = [{"date": str(one.meeting), "how": one.how.value, "through": one.through or None} for one in every]
    return {**counts, "meetings": meetings}


def _view_of_sitting(one: Sitting) -> dict[str, Any]:
    """A date of the board; of a restricted meeting the public gets the public words alone."""
    return {
        "date": str(one.date),
        "weekday": one.weekday or None,
        "time": one.time,
        "venue": one.venue,
        "title": one.title or None,
        "public": one.public or None,
        "state": one.state.value,
    }
