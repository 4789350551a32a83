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
        Audience, typer.Option(help="The public reads only the public words of a restricted meeting.")
    ] = Audience.PUBLIC,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """The dates of this year and later, with weekday, time and venue.

    Outlook and Google can subscribe to the feed once it stands on a website. Write it to the same file
    each time: from there it knows what it told before.

    Example: ralb calendar --ics out/meetings.ics
    """
    from ralb import clock, diary, report, roll, store

    root = store.find(board)
    roster = store.board(root)
    store.newest(root, roster)
    book = store.paged(root)
    day = today or clock.today(roster)
    sittings = diary.sittings(book, day, audience)
    odd = list(diary.oddities(roster, sittings)) if check else []
    if ics:
        from ralb import gate, subscription, upkeep

        for broken in (minutes for minutes in book.minutes if minutes.has_errors):
            raise store.CannotRead(broken.path, broken.faults)
        if audience is Audience.PUBLIC:
            gate.check_calendar(book, sittings)
        changed = subscription.write(ics, roster, sittings, day)
        upkeep.fed(ics, sittings, changed=changed)
    if check:
        roll.oddities(odd)
    if not (ics or check):
        roll.diary([one for one in sittings if one.date.year >= day.year], form)
    if book.unsound:
        report.unread(book.unsound)
    if odd or book.unsound:
        raise typer.Exit(1)
