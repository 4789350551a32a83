"""Today, in the board's time zone. The only module that looks at the clock."""

import datetime as dt
from collections.abc import Collection

from ralb import dates
from ralb.dates import PartialDate
from ralb.model import Board
from ralb.trouble import Trouble


class NoSuchTimeZone(Trouble):
    """`board.yaml` names a time zone that this computer does not know; *known* are those that it does."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"the time zone `{name}` of minutes/board.yaml is not known (Europe/London is)"
            if known
            else f"this computer knows no time zones, so not `{name}` of minutes/board.yaml either\n"
            "`pip install tzdata` brings them"
        )


class ToCome(Trouble):
    """What is recorded has happened."""

    def __init__(self, on: PartialDate) -> None:
        super().__init__(f"{dates.words(on)} is still to come; nothing was written")


def check_past(on: PartialDate, today: PartialDate) -> None:
    """Raise `ToCome` for a day after today."""
    if dates.after(on, today):
        raise ToCome(on)


def today(board: Board) -> PartialDate:
    """The day that it is now where the board sits."""
    now = dt.datetime.now(zone(board))
    return PartialDate(now.year, now.month, now.day)


def zone(board: Board) -> dt.tzinfo:
    """The time zone of the board; raises `NoSuchTimeZone`."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        return ZoneInfo(board.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchTimeZone(board.timezone, available_timezones()) from error
