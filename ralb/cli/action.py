"""`ralb action`: what is done to one action of the log."""

from typing import Annotated

import typer

from ralb.cli import STYLE, completing, options
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Meeting, Status

action = typer.Typer(
    **STYLE,
    no_args_is_help=True,
    help="""Look at one action of the log, add one, change one.

    The newest log alone is changed, in just these places, and dated; what changes is shown as git shows it.

    Example: ralb action close 84
    """,
)
Number = Annotated[
    int, typer.Argument(metavar="NUMBER", min=1, autocompletion=completing.actions, help="The action's number.")
]
Text = Annotated[str, typer.Argument(metavar="TEXT", parser=options.a_text, help="What is to be done.")]
People = Annotated[
    str,
    typer.Argument(
        metavar="PEOPLE", autocompletion=completing.people, help="Initials or names, with commas; the first leads."
    ),
]


@action.command()
def show(
    number: Number,
    who: Annotated[bool, typer.Option("--who", help="Who changed it when, as git knows.")] = False,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """The trail of one action through the logs.

    With --who, what each commit changed of it, on which day, by whom; a change that came by a merge has the name
    of whoever made it, not of whoever merged.

    Example: ralb action show 80 --who
    """
    from ralb import series, store, trails

    root = store.find(board)
    store.newest(root, store.board(root))
    every = store.holding(root, series.may_have(number))
    steps = series.trail(reversed(every), store.held(root), number)
    if who:
        from ralb import authors, changers

        found = authors.of_action(root, number)
        if found.changes or steps:
            changers.show(found, steps, form)
    elif steps:
        trails.show(steps, form)
    if not steps and not (who and found.changes):
        raise series.NeverIssued(number, store.paged(root).minutes)
    options.end_if_unread([one.path for one in reversed(every) if one.has_errors])


@action.command()
def add(
    text: Text,
    responsible: Annotated[
        str,
        typer.Option(
            metavar="KY,RE", autocompletion=completing.people, help="Who: initials or names, a group, or All."
        ),
    ],
    due: Annotated[
        PartialDate | None, typer.Option(metavar="DATE", parser=options.a_date, help="By when: a day or a month.")
    ] = None,
    item: Annotated[
        str | None, typer.Option(metavar="2", parser=options.a_text, help="The agenda item that it comes from.")
    ] = None,
    note: options.Note = None,
    restricted: options.Restricted = False,
    public: Annotated[
        str | None,
        typer.Option(metavar="WORDS", parser=options.a_text, help="What the public reads; makes it restricted."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Add an action, with the next number.

    That is one above the highest ever issued, in any log here and on the upstream branch as last fetched.

    Example: ralb action add "Ask for a quote" --responsible KY --due 2026-05
    """
    from ralb import desk, log
    from ralb.people import listed_in

    def act(at: desk.Desk) -> Meeting:
        number = at.next_number("actions")
        more = {"due": due, "item": item, "note": note, "restricted": public or restricted}
        return log.add(at.board, at.meeting, number, text, listed_in(responsible, at.board), at.today, **more)

    desk.revise(board, act, today=today, dry=dry_run)


@action.command("set")
def set_(
    number: Number,
    status: Annotated[Status, typer.Argument(metavar="STATUS", parser=options.a_status, help="Its new status.")],
    on: options.On = None,
    note: options.Note = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Set the status of an action.

    It is open, ongoing, complete or withdrawn.

    Example: ralb action set 84 ongoing --note "KY has written to them"
    """
    from ralb import desk, log

    if status.finished:
        _finish([number], status, on, note, dry_run, board, today)
        return
    if on:
        raise typer.BadParameter("only what is complete or withdrawn has a day: leave out --on")

    def act(at: desk.Desk) -> Meeting:
        return log.move(at.meeting, number, status, at.today, note)

    desk.revise(board, act, today=today, dry=dry_run)


def _finish(
    numbers: list[int],
    status: Status,
    on: PartialDate | None,
    note: str | None,
    dry_run: bool,
    board: str | None,
    today: PartialDate | None,
) -> None:
    """Finish all these actions, or none of them."""
    from ralb import desk, log

    def act(at: desk.Desk) -> Meeting:
        meeting = at.meeting
        for number in dict.fromkeys(numbers):
            meeting = log.finish(meeting, number, status, on or at.today, at.today, note)
        return meeting

    desk.revise(board, act, today=today, dry=dry_run)


@action.command()
def close(
    numbers: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER...", autocompletion=completing.actions, help="The actions' numbers."),
    ],
    on: options.On = None,
    note: options.Note = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Close actions: they are complete. Of several, all are closed or none.

    Example: ralb action close 81 84 --on 2026-03-26
    """
    _finish(options.numbers(numbers), Status.COMPLETE, on, note, dry_run, board, today)


@action.command()
def withdraw(
    number: Number,
    on: options.On = None,
    note: options.Note = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Withdraw an action: it will not be done.

    Example: ralb action withdraw 84 --note "The pilot was cancelled"
    """
    _finish([number], Status.WITHDRAWN, on, note, dry_run, board, today)


@action.command()
def reopen(
    number: Number,
    note: Annotated[
        str | None,
        typer.Option(metavar="WORDS", parser=options.a_text, help="Why: it stands with the action."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Open a finished action again, for a reason.

    One that an older log finished is brought back into the newest, with its number.

    Example: ralb action reopen 81 --note "The answer did not cover siblings"
    """
    from ralb import desk, log

    def act(at: desk.Desk) -> Meeting:
        return log.reopen(at.meeting, number, note, at.today, lambda: at.before(number))

    desk.revise(board, act, today=today, dry=dry_run)


@action.command()
def assign(
    number: Number,
    people: People,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Make others responsible for an action.

    Example: ralb action assign 80 AC,RE
    """
    from ralb import desk, log
    from ralb.people import listed_in

    def act(at: desk.Desk) -> Meeting:
        return log.assign(at.board, at.meeting, number, listed_in(people, at.board), at.today)

    desk.revise(board, act, today=today, dry=dry_run)


@action.command()
def reword(
    number: Number,
    text: Text,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Put an action in other words, under its number.

    Example: ralb action reword 84 "KY to ask whether the region was invited"
    """
    from ralb import desk, log

    def act(at: desk.Desk) -> Meeting:
        return log.reword(at.meeting, number, text, at.today)

    desk.revise(board, act, today=today, dry=dry_run)


@action.command()
def renumber(
    number: Number,
    new: Annotated[int, typer.Argument(metavar="NEW", min=1, help="The number that it should have.")],
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Give an action of this meeting another number, in the notes too.

    Only a number that no older log has can be changed, and only to one that was never issued.

    Example: ralb action renumber 86 87
    """
    from ralb import desk, log, marks, numbering
    from ralb.revising import Revision
    from ralb.text import Edit

    def act(at: desk.Desk) -> Revision:
        at.check_not_agreed()
        older = [one for one in at.book.minutes if one.date != at.minutes.date]
        meeting = log.renumber(at.meeting, number, new, set(numbering.issued(older)), at.today)
        named = marks.mentions(at.minutes.source, at.minutes.notes, number)
        return Revision(meeting, [Edit(span, str(new)) for span in named])

    desk.revise(board, act, today=today, dry=dry_run)
