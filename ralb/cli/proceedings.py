"""`ralb attend`, `ralb circulate`, `ralb agree`: what happens to a meeting's minutes."""

from typing import Annotated

import typer

from ralb.cli import completing, options
from ralb.dates import PartialDate
from ralb.model import Meeting as Held

Meeting = Annotated[
    PartialDate | None,
    typer.Argument(metavar="[MEETING]", parser=options.a_date, help="Its date; the newest if not given."),
]


def _people(help: str) -> typer.models.OptionInfo:  # noqa: A002
    option: typer.models.OptionInfo = typer.Option(metavar="KY,RE", autocompletion=completing.people, help=help)
    return option


def attend(
    meeting: Meeting = None,
    present: Annotated[str, _people("Who came.")] = "",
    apologies: Annotated[str, _people("Who sent apologies.")] = "",
    absent: Annotated[str, _people("Who did neither.")] = "",
    in_attendance: Annotated[str, _people("Guests.")] = "",
    deputies: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="RM=JS", help="JS came for RM; may be given several times."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Write down who came.

    Members by initials or names; a guest or a deputy who is not on the board by initials of these minutes alone,
    not counted as a member. Whoever is on another list already is moved; nobody is taken off. Agreed minutes do
    not change.

    Example: ralb attend 2026-04-16 --present MH,KY --apologies RM --for RM=JS
    """
    from ralb import desk, people, proceedings

    given = (present, apologies, absent, in_attendance)
    named = {name: people.listed_in(one) for name, one in zip(proceedings.LISTS, given, strict=True)}
    came_for = options.deputies(deputies or ())

    def act(at: desk.Desk) -> Held:
        return proceedings.attend(at.board, at.meeting, named, came_for)

    desk.revise(board, act, today=None, dry=dry_run, asked=meeting)


def circulate(
    meeting: Meeting = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Note that the draft was sent to the members.

    Example: ralb circulate 2026-01 --on 2026-02-03
    """
    from ralb import desk, proceedings

    def act(at: desk.Desk) -> Held:
        return proceedings.circulate(at.meeting, on, at.today)

    desk.revise(board, act, today=today, dry=dry_run, asked=meeting)


def agree(
    meeting: Annotated[
        PartialDate,
        typer.Argument(
            metavar="MEETING", autocompletion=completing.meetings, parser=options.a_date, help="Its date."
        ),
    ],
    at_meeting: Annotated[
        PartialDate | None,
        typer.Option(
            "--at", metavar="DATE", parser=options.a_date, help="Where; the meeting after it if not given."
        ),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Note that a later meeting agreed these minutes.

    From then on they are a record; only the log of the newest minutes goes on changing.

    Example: ralb agree 2026-01 --at 2026-04-16
    """
    from ralb import clock, desk, proceedings

    def act(at: desk.Desk) -> Held:
        date = at_meeting or at.meeting_after()
        at.check_takes_place(date)
        try:
            return proceedings.agree(at.meeting, date, at.today)
        except clock.ToCome as trouble:
            raise trouble if at_meeting else proceedings.NotYetAgreed(meeting, date) from trouble

    desk.revise(board, act, today=today, dry=dry_run, asked=meeting)
