"""Who may be made responsible for an action."""

from collections.abc import Collection

from ralb import dates, people
from ralb.dates import PartialDate
from ralb.model import Board, Meeting, Responsible
from ralb.text import listed
from ralb.trouble import Trouble


class Ambiguous(Trouble):
    """Initials that have passed from one person to another, or that two share, name nobody."""

    def __init__(self, name: str, whose: Collection[str]) -> None:
        super().__init__(
            f"{name} may be {listed(sorted(whose), 'or')}; nothing was written\n"
            "say who is meant: give one of them a digit, as JS2, in minutes/board.yaml"
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

    Raises `people.Nobody`, `Gone` for someone who has gone, `Ambiguous` where initials mean one person when the
    action was *issued*, and another at the meeting or today.
    """
    if not responsible:
        raise NobodyNamed
    now = max(meeting.date, today)
    guests = {one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)}
    there = {person.initials for on in (meeting.date, now) for person in people.serving(board, on)}
    every = there | board.collective_names | guests
    for name in responsible:
        if name not in every:
            raise people.Nobody(name, every, "not on the board at that meeting")
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
    return tuple(Responsible(name) for name in dict.fromkeys(responsible))
