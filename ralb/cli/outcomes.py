"""`ralb decisions`, `ralb escalations`, `ralb recommendations`, and what is done to one of them."""

from typing import Annotated

import typer

from ralb.cli import STYLE, options
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Meeting

OnlyMeeting = Annotated[
    PartialDate | None,
    typer.Option("--meeting", metavar="2026-01", parser=options.a_date, help="Only those of this meeting."),
]
Waiting = Annotated[bool, typer.Option("--open", help="Only those without an answer.")]
ToOnly = Annotated[str | None, typer.Option("--to", metavar="ADCS", help="Only those to them.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Its number.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", parser=options.a_text, help="In words.")]
To = Annotated[str | None, typer.Option("--to", metavar="ADCS", parser=options.a_text, help="To whom.")]


def decisions(meeting: OnlyMeeting = None, form: options.Form = Format.TABLE, board: options.Board = None) -> None:
    """What the board has decided, the oldest first.

    Example: ralb decisions --meeting 2026-01
    """
    _listed("decisions", board, form, meeting, waiting=False, to=None)


def escalations(
    waiting: Waiting = False,
    to: ToOnly = None,
    meeting: OnlyMeeting = None,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """What the board put to others, and what they answered.

    The age is the number of meetings since.

    Example: ralb escalations --open
    """
    _listed("escalations", board, form, meeting, waiting=waiting, to=to)


def recommendations(
    waiting: Waiting = False,
    to: ToOnly = None,
    meeting: OnlyMeeting = None,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """What the board recommended, and what was answered.

    The age is the number of meetings since.

    Example: ralb recommendations --open
    """
    _listed("recommendations", board, form, meeting, waiting=waiting, to=to)


def _listed(
    name: str, board: str | None, form: Format, meeting: PartialDate | None, *, waiting: bool, to: str | None
) -> None:
    from ralb import minuted, outcomes, store

    book = store.in_force(store.find(board))
    minuted.show(outcomes.select(outcomes.every(book, name), meeting, to, waiting=waiting), name, form)
    options.end_if_unread(book.unsound)


def _add(name: str, text: str, board: str | None, more: dict[str, object], *, dry: bool) -> None:
    from ralb import desk, outcomes

    def act(at: desk.Desk) -> Meeting:
        if name == "decisions":
            at.check_not_agreed()
        return outcomes.add(at.meeting, name, at.next_number(name), text, **more)

    desk.revise(board, act, today=None, dry=dry)


decision = typer.Typer(
    **STYLE,
    no_args_is_help=True,
    help="Write down a decision.\n\n"
    "Wrong words are corrected in the file, while its minutes are not agreed.\n\nExample: ralb decision add TEXT",
)


@decision.callback()
def _decision() -> None:
    pass


@decision.command("add")
def add_decision(
    text: Text,
    restricted: options.Restricted = False,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Add a decision to the newest minutes, with the next number.

    Example: ralb decision add "The board publishes its data"
    """
    _add("decisions", text, board, {"restricted": restricted}, dry=dry_run)


def _requests(one: str, example: str) -> typer.Typer:
    """The commands for one escalation, or one recommendation."""
    name = f"{one}s"
    app = typer.Typer(
        **STYLE,
        no_args_is_help=True,
        help=f"Write down one {one}, and what became of it.\n\n"
        "Wrong words are corrected in the file, while its minutes are not agreed.\n\n"
        f'Example: ralb {one} answered 2 "They agree" --on 2026-03-01',
    )

    @app.command(
        help=f'Add it to the newest minutes, with the next number.\n\nExample: ralb {one} add "{example}"'
    )
    def add(
        text: Text,
        to: To = None,
        restricted: options.Restricted = False,
        dry_run: options.DryRun = False,
        board: options.Board = None,
    ) -> None:
        _add(name, text, board, {"to": to, "restricted": restricted}, dry=dry_run)

    @app.command(help=f"It was sent.\n\nExample: ralb {one} sent 2 --to ADCS --on 2026-02-03")
    def sent(
        number: Number,
        to: To = None,
        on: options.On = None,
        dry_run: options.DryRun = False,
        board: options.Board = None,
        today: options.Today = None,
    ) -> None:
        from ralb import desk, outcomes

        def act(at: desk.Desk) -> Meeting:
            return outcomes.sent(at.meeting, name, number, on or at.today, to, at.today)

        desk.revise(board, act, today=today, dry=dry_run)

    @app.command(help=f'It was answered.\n\nExample: ralb {one} answered 2 "They agree" --on 2026-03-01')
    def answered(
        number: Number,
        response: Text,
        on: options.On = None,
        dry_run: options.DryRun = False,
        board: options.Board = None,
        today: options.Today = None,
    ) -> None:
        from ralb import desk, outcomes

        def act(at: desk.Desk) -> Meeting:
            return outcomes.answered(at.meeting, name, number, response, on or at.today, at.today)

        desk.revise(board, act, today=today, dry=dry_run)

    return app


escalation = _requests("escalation", "The delays grow")
recommendation = _requests("recommendation", "Fund the post")
