"""Who came to the meetings that were held: each person, and each organisation by its people or an agency.

What nobody wrote down is unknown. Only where a list says who was present has someone on no list stayed away.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ralb import dates, people
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Board, Meeting, Organisation, Person

AUTHORITY, AGENCY = "authority", "raa"


class How(StrEnum):
    """How someone was at a meeting, or was not; of several that are true the first counts."""

    PRESENT = "present"
    DEPUTY = "deputy"
    AGENCY = "agency"
    """Of an organisation alone: an agency that covers it was there."""
    APOLOGIES = "apologies"
    ABSENT = "absent"
    UNKNOWN = "unknown"

    @property
    def came(self) -> bool:
        return self in (How.PRESENT, How.DEPUTY, How.AGENCY)


class Turnout(NamedTuple):
    """How someone was at one meeting; *through* whom, if not by themselves: a deputy's initials, or the agency."""

    meeting: PartialDate
    how: How
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the board, as last described in those meetings, and all of these in which they served."""

    person: Person
    turnouts: tuple[Turnout, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation and the meetings that it was asked for; its name is "" for people who have none.

    An authority of the region is asked for at every meeting, others while someone of theirs is on the board.
    """

    organisation: Organisation
    is_authority: bool
    turnouts: tuple[Turnout, ...]


def held(
    book: Book, today: PartialDate, since: PartialDate | None = None, until: PartialDate | None = None
) -> list[Minutes]:
    """The minutes of the meetings that took place, from *since* to *until*: none cancelled, none still to come."""
    return [
        minutes
        for minutes in going_ahead(book)
        if not dates.after(minutes.date, today)
        and not (since and dates.after(since, minutes.date))
        and not (until and dates.after(minutes.date, until))
    ]


def going_ahead(book: Book) -> list[Minutes]:
    """The minutes of all meetings that neither they nor the calendar call cancelled."""
    cancelled = {one.date for one in book.board.calendar if one.cancelled}
    return [one for one in book.minutes if one.meeting and not one.meeting.cancelled and one.date not in cancelled]


def is_recorded(meeting: Meeting) -> bool:
    """Whether anybody wrote down who came."""
    return bool(meeting.present)


def by_person(board: Board, held: Iterable[Minutes]) -> list[Member]:
    """Everyone who served at one of the meetings, in the order of `board.yaml`."""
    described: dict[tuple[str, str], Person] = {}
    found: dict[tuple[str, str], list[Turnout]] = {(one.initials, one.name): [] for one in board.people}
    for minutes in held:
        for person, turnout in _turnouts(board, minutes):
            described[person.initials, person.name] = person
            found[person.initials, person.name].append(turnout)
    return [Member(person=described[who], turnouts=tuple(found[who])) for who in found if who in described]


def _turnouts(board: Board, minutes: Minutes) -> list[tuple[Person, Turnout]]:
    """Everyone who served on the day, once each, as they were described then."""
    if minutes.meeting is None:
        return []
    serving = {(person.initials, person.name): person for person in people.serving(board, minutes.date)}
    initials = [one for one, _ in serving]
    return [
        (person, _turnout(minutes.meeting, person.initials, shared=initials.count(person.initials) > 1))
        for person in serving.values()
    ]


def _turnout(meeting: Meeting, initials: str, *, shared: bool) -> Turnout:
    """How a member was there; of initials that two *shared* in that month nobody can tell."""
    came = {one.who for one in (*meeting.present, *meeting.in_attendance) if not one.deputy_for}
    deputies = (one.who for one in (*meeting.present, *meeting.in_attendance) if one.deputy_for == initials)
    deputy = next(deputies, "")
    if shared:
        return Turnout(meeting.date, How.UNKNOWN)
    if initials in came:
        return Turnout(meeting.date, How.PRESENT)
    if deputy:
        return Turnout(meeting.date, How.DEPUTY, deputy)
    if initials in {one.who for one in meeting.apologies}:
        return Turnout(meeting.date, How.APOLOGIES)
    if is_recorded(meeting) or initials in {one.who for one in meeting.absent}:
        return Turnout(meeting.date, How.ABSENT)
    return Turnout(meeting.date, How.UNKNOWN)


def by_organisation(board: Board, held: Sequence[Minutes]) -> list[Body]:
    """Every organisation that was asked for at one of the meetings, in the order of `board.yaml`."""
    turnouts = [(minutes, _turnouts(board, minutes)) for minutes in held]
    bodies = [_body(board, one, turnouts) for one in _organisations(board, turnouts)]
    return [body for body in bodies if body.turnouts]


def not_represented(bodies: Iterable[Body], minutes: Minutes) -> tuple[list[str], list[str]]:
    """The authorities for which nobody came to a meeting, and those of which it cannot be told.

    Apologies alone tell nothing: where nobody wrote down who came, someone else may have.
    """
    lacked: list[str] = []
    unknown: list[str] = []
    recorded = minutes.meeting is not None and is_recorded(minutes.meeting)
    for body in bodies:
        for turnout in body.turnouts:
            if body.is_authority and turnout.meeting == minutes.date and not turnout.how.came:
                known = recorded and turnout.how is not How.UNKNOWN
                (lacked if known else unknown).append(body.organisation.name)
    return lacked, unknown


def may_speak_for_more(bodies: Iterable[Body], minutes: Minutes) -> list[str]:
    """The regional agencies that came to a meeting without it being known whom they cover."""
    return [
        body.organisation.name
        for body in bodies
        for turnout in body.turnouts
        if (body.organisation.kind or "").casefold() == AGENCY
        and not body.organisation.covers
        and turnout.meeting == minutes.date
        and turnout.how.came
    ]


_OfMeeting = tuple[Minutes, list[tuple[Person, Turnout]]]


def _organisations(board: Board, every: Iterable[_OfMeeting]) -> list[Organisation]:
    """Those of `board.yaml`, then those that only a `covers` or a person names, and "" if someone has none."""
    covered = (name for one in board.organisations for name in one.covers)
    served = (person.organisation or "" for _, turnouts in every for person, _ in turnouts)
    known = people.organisations(board)
    named = dict.fromkeys((*covered, *sorted(set(served))))
    return [*board.organisations, *(Organisation(name=name) for name in named if name not in known)]


def _body(board: Board, organisation: Organisation, every: Iterable[_OfMeeting]) -> Body:
    own = people.names(board, organisation.name)
    agencies, is_asked = _agencies(board, own), is_authority(board, organisation)
    turnouts = [
        _represented(minutes, came, own, agencies)
        for minutes, came in every
        if is_asked or any((person.organisation or "") in own for person, _ in came)
    ]
    return Body(organisation=organisation, is_authority=is_asked, turnouts=tuple(turnouts))


def is_authority(board: Board, organisation: Organisation) -> bool:
    """Whether it is an authority of the region: its kind says so, or an agency speaks for it."""
    speaking = _agencies(board, people.names(board, organisation.name))
    return bool(speaking) or (organisation.kind or "").casefold() == AUTHORITY


def _agencies(board: Board, own: Collection[str]) -> list[Organisation]:
    """Who speaks for an organisation, which goes by its *own* names."""
    return [one for one in board.organisations if not set(own).isdisjoint(one.covers) and one.name not in own]


def _represented(
    minutes: Minutes,
    came: Sequence[tuple[Person, Turnout]],
    own: Collection[str],
    agencies: Iterable[Organisation],
) -> Turnout:
    """How an organisation was at a meeting: by its *own* people, their deputies, or one of the *agencies*."""
    ways = [turnout for person, turnout in came if (person.organisation or "") in own]
    best = min(ways, key=lambda one: list(How).index(one.how), default=None)
    if best and best.how.came:
        return best
    others = []
    for agency in agencies:
        theirs = {agency.name, *agency.aliases}
        here = [turnout.how for person, turnout in came if person.organisation in theirs]
        if any(how.came for how in here):
            return Turnout(minutes.date, How.AGENCY, agency.name)
        others += here
    is_known = bool(ways) or bool(minutes.meeting and is_recorded(minutes.meeting))
    if not is_known or How.UNKNOWN in (*(one.how for one in ways), *others):
        return Turnout(minutes.date, How.UNKNOWN)
    return best or Turnout(minutes.date, How.ABSENT)
