"""Who may be made responsible for an action."""

from collections.abc import Collection

from ralb import dates, naming, people
from ralb.dates import PartialDate
from ralb.model import ALL, Board, Meeting, Responsible
from ralb.text import listed
from ralb.trouble import Trouble
from ralb.values import INITIALS


class Ambiguous(Trouble):
    """A name that two go by, or initials that two share or that have passed from one to another, name nobody."""

    def __init__(self, name: str, whose: Collection[str]) -> None:
        cure = (
            "give one of them a digit, as JS2, in minutes/board.yaml"
            if INITIALS.fullmatch(name)
            else "by initials"
        )
        super().__init__(
            f"{name} may be {listed(sorted(whose), 'or')}; nothing was written\nsay who is meant: {cure}"
        )


class Gone(Trouble):
    """Who has left the board cannot do anything for it."""

    def __init__(self, name: str, on: PartialDate) -> None:
        super().__init__(f"{name} is not on the board any more on {dates.words(on)}; nothing was written")


class NobodyNamed(Trouble):
    """Someone has to be responsible."""

    def __init__(self) -> None:
        super().__init__("name who is responsible, as `KY` or `AC,RE` or `All`")


def names(
    board: Board, meeting: Meeting, responsible: Collection[str], issued: PartialDate, today: PartialDate
) -> tuple[Responsible, ...]:
    """The names, if each is one person of the board today or at that meeting, or was among its guests.

    People may be named as they are in the notes: `Ann Lee`, `Cllr Lee`. Raises `people.Nobody`, `Gone` for someone
    who has gone, `Ambiguous` where a name or initials mean several, or another person now than when the action was
    *issued*.
    """
    if not responsible:
        raise NobodyNamed
    now = max(meeting.date, today)
    guests = {one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)}
    there = {person.initials for on in (meeting.date, now) for person in people.serving(board, on)}
    every = there | board.collective_names | guests
    named = [name if name in every else _called(board, name, every, meeting.date, now) for name in responsible]
    for name in named:
        whose = {
            person.name
            for on in (issued, meeting.date, now)
            for person in people.serving(board, on)
            if person.initials == name
        }
        if len(whose) > 1:
            raise Ambiguous(name, whose)
        if name in there and not people.known(board, name, now) and name not in guests:
            raise Gone(name, now)
    return tuple(Responsible(name) for name in dict.fromkeys(named))


def _called(board: Board, name: str, every: Collection[str], *on: PartialDate) -> str:
    """The initials of whom a name means on these days; raises `people.Nobody` and `Ambiguous`."""
    if naming.means_all(name):
        return ALL
    whose = naming.whose(board, name, *on)
    if len({initials for initials, _ in whose}) > 1:
        raise Ambiguous(name, {full for _, full in whose})
    if not whose:
        serving = [person for date in on for person in people.serving(board, date)]
        raise people.Nobody(name, every, "not on the board at that meeting", serving)
    return min(whose)[0]
