"""What happens to a meeting's minutes: people attend, they are circulated, a later meeting agrees them."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping

from ralb import clock, dates, naming, people, responsible
from ralb.dates import PartialDate
from ralb.model import Attendee, Board, Initials, Meeting
from ralb.text import quoted
from ralb.trouble import Trouble
from ralb.values import INITIALS

_FULL_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]*[^\W\d_][\w.'’-]*)+")
LISTS = ("present", "apologies", "absent", "in_attendance")


class TooEarly(Trouble):
    """Minutes are neither circulated nor agreed before their meeting, and a later meeting agrees them."""

    def __init__(self, what: str, on: PartialDate, meeting: Meeting) -> None:
        super().__init__(
            f"{dates.words(on)} is not after this meeting of {dates.words(meeting.date)}; it was not {what} then"
        )


class AgreedAlready(Trouble):
    """Agreed minutes are a record: nothing of them changes but the log."""

    def __init__(self, meeting: Meeting) -> None:
        at = dates.words(meeting.agreed or meeting.date)
        super().__init__(f"these minutes were agreed at the meeting of {at}; nothing was written")


class NotYetAgreed(Trouble):
    """The next meeting, which would agree the minutes, has not been."""

    def __init__(self, meeting: PartialDate, date: PartialDate) -> None:
        super().__init__(
            f"the next meeting, which would agree them, is on {dates.words(date)}; nothing was written\n"
            f"if another agreed them, say which: `ralb agree {meeting} --at DATE`"
        )


class SentAlready(Trouble):
    """A new date in place of the old one has to be given."""

    def __init__(self, on: PartialDate) -> None:
        super().__init__(
            f"the draft was circulated on {dates.words(on)}; nothing was written\n"
            "if a corrected one was sent, say when: `ralb circulate --on DATE`"
        )


class WasCancelled(Trouble):
    """A meeting that did not take place has no minutes to send or to agree, and agreed none."""

    def __init__(self, date: PartialDate) -> None:
        super().__init__(f"the meeting of {dates.words(date)} was cancelled; nothing was written")


class NobodyCame(Trouble):
    """The command names no one."""

    def __init__(self) -> None:
        super().__init__(
            "name who came or sent apologies: `ralb attend --present MH,KY --apologies RM --for RM=JS`"
        )


class NoInitials(Trouble):
    """People are written by initials, guests too."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{quoted(who)} is not a person's initials (two to four capitals, then perhaps a digit)")


class Unknown(Trouble):
    """A guest or a deputy who is not on the board goes by initials of this file alone."""

    def __init__(self, name: str, taken: Collection[str]) -> None:
        letters = "".join(re.findall(r"\b[^\W\d_]", naming.plain(name))).upper()[:4]
        digits = (f"{letters}{digit}" for digit in range(2, 10))
        free = next((one for one in (letters, *digits) if one not in taken), letters)
        super().__init__(
            f"nobody on the board is called {quoted(name)}; nothing was written\n"
            f"a guest or a deputy needs no row there: give initials, as {free}, and say in the notes who that is"
        )


class TwoPlaces(Trouble):
    """Someone is on one list only."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who} is named for two lists; nothing was written")


def agree(meeting: Meeting, at: PartialDate, today: PartialDate) -> Meeting:
    """The minutes were agreed at a later meeting."""
    _check_held(meeting)
    if meeting.agreed and meeting.agreed != at:
        raise AgreedAlready(meeting)
    if not dates.after(at, meeting.date):
        raise TooEarly("agreed", at, meeting)
    clock.check_past(at, today)
    return dataclasses.replace(meeting, agreed=at)


def circulate(meeting: Meeting, on: PartialDate | None, today: PartialDate) -> Meeting:
    """The draft was sent to the members *on* a day, or today; an earlier day is not overwritten by chance."""
    _check_held(meeting)
    if meeting.agreed:
        raise AgreedAlready(meeting)
    if meeting.circulated and on is None:
        raise SentAlready(meeting.circulated)
    on = on or today
    if dates.after(meeting.date, on):
        raise TooEarly("circulated", on, meeting)
    clock.check_past(on, today)
    return dataclasses.replace(meeting, circulated=on)


def _check_held(meeting: Meeting) -> None:
    if meeting.cancelled:
        raise WasCancelled(meeting.date)


def attend(
    board: Board, meeting: Meeting, named: Mapping[str, Collection[str]], deputies: Mapping[str, str]
) -> Meeting:
    """Who came and who did not: *named* are initials or names by list, *deputies* who came for a member.

    Whoever stood on another list is taken from it. Members have to be on the board on the day; a guest is
    `in_attendance`, and a deputy need not be known.
    """
    if meeting.agreed:
        raise AgreedAlready(meeting)
    if not deputies and not any(named.values()):
        raise NobodyCame
    came_for = {_who(board, meeting, one): _who(board, meeting, who) for one, who in deputies.items()}
    come: dict[str, list[Attendee]] = {name: [] for name in LISTS}
    for name, every in named.items():
        here = [_who(board, meeting, one) for one in every]
        come[name] += [Attendee(who=one) for one in here if one not in came_for.values()]
    come["present"] += [Attendee(who=who, deputy_for=one) for one, who in came_for.items()]
    _check_known(board, meeting, come)
    everyone = [one.who for ones in come.values() for one in ones]
    twice = next((who for who in everyone if everyone.count(who) > 1), None)
    if twice:
        raise TwoPlaces(twice)
    members = {*came_for, *(one.who for ones in come.values() for one in ones if not one.deputy_for)}
    stood = {name: _without_deputies(getattr(meeting, name), members) for name in LISTS}
    gone = {name: {*everyone, *came_for} if name == "present" else set(everyone) for name in LISTS}
    lists = {name: _placed(stood[name], come[name], gone[name]) for name in LISTS}
    return dataclasses.replace(meeting, **lists)  # type: ignore[arg-type]


def _who(board: Board, meeting: Meeting, typed: str) -> Initials:
    """The initials of whoever is named; raises `NoInitials`, `Unknown`, and `responsible.Ambiguous`."""
    if INITIALS.fullmatch(typed):
        return Initials(typed)
    whose = naming.whose(board, typed, meeting.date)
    if len({initials for initials, _ in whose}) > 1:
        raise responsible.Ambiguous(typed, {full for _, full in whose})
    if whose:
        return Initials(min(whose)[0])
    if not _FULL_NAME.fullmatch(typed):
        raise NoInitials(typed)
    serving = people.serving(board, meeting.date)
    if people.near(typed, serving):
        raise people.Nobody(typed, (), "not on the board at that meeting", serving)
    raise Unknown(typed, {one.initials for one in serving})


def _without_deputies(listed: tuple[Attendee, ...], members: Collection[str]) -> tuple[Attendee, ...]:
    """A list without those who stood for members who came themselves now, or for whom someone else came."""
    return tuple(one for one in listed if one.deputy_for not in members)


def _placed(
    listed: tuple[Attendee, ...], come: Iterable[Attendee], everyone: Collection[str]
) -> tuple[Attendee, ...]:
    """A list with those who come to it; those who stood on it already, or go to another, just once."""
    new = {one.who: one for one in come}
    stay = [one for one in listed if one.who in new or one.who not in everyone]
    kept = [one if new.get(one.who, one) == one else new[one.who] for one in stay]
    there = {one.who for one in kept}
    return (*kept, *(one for who, one in new.items() if who not in there))


def _check_known(board: Board, meeting: Meeting, come: Mapping[str, Iterable[Attendee]]) -> None:
    serving = {person.initials for person in people.serving(board, meeting.date)}
    guests = {one.who for one in meeting.in_attendance}
    for name, ones in come.items():
        for one in ones:
            who = one.deputy_for or one.who
            if name != "in_attendance" and who not in serving | guests:
                raise people.Nobody(who, serving, "not on the board at that meeting (a guest is --in-attendance)")
