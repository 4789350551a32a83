"""`ralb calendar`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Audience, Format


def calendar(
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a calendar feed of all meetings instead.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Look at the dates to come instead: clashes, weekends, bank holidays.")
    ] = False,
    audience: Annotated[
        Audience,
        typer.Option(case_sensitive=False, help="The public reads only the public words of a restricted meeting."),
    ] = Audience.PUBLIC,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """The dates of this year and later.

    With weekday, time, venue and state. Outlook and Google can subscribe to the feed once it stands on
    a website. Write it to the same file each time: from there it knows what it told before.

    Example: ralb calendar --ics out/meetings.ics
    """
    from ralb import clock, diary, roll, store

    book = store.in_force(store.find(board))
    day = today or clock.today(book.board)
    sittings = diary.sittings(book, day, audience)
    odd = list(diary.oddities(book.board, sittings)) if check else []
    if ics:
        from ralb import gate, subscription, upkeep

        if broken := next((minutes for minutes in book.minutes if minutes.has_errors), None):
            raise store.CannotRead(broken.path, broken.faults)
        if audience is Audience.PUBLIC:
            gate.check_calendar(book, sittings)
        changed = subscription.write(ics, book.board, sittings, day)
        upkeep.fed(ics, sittings, changed=changed)
    if check:
        roll.oddities(odd)
    if not (ics or check):
        roll.diary([one for one in sittings if one.date.year >= day.year], form)
    options.end_if_unread(book.unsound)
    if odd:
        raise typer.Exit(1)
