"""`ralb people`: who is on the board, and what happens to its membership."""

from typing import Annotated

import typer

from ralb.cli import STYLE, options
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Board, Role

people = typer.Typer(
    **STYLE,
    invoke_without_command=True,
    help="""Who is on the board, and who joins and leaves.

    With organisation, role and period; with a word behind it, what changes. Each change is a small one
    in minutes/board.yaml, shown as git shows it.

    Example: ralb people --as-of 2026-01
    """,
)
Who = Annotated[str, typer.Argument(metavar="WHO", help="Initials, or a name as `Ann Lee`.")]
Initials = Annotated[str, typer.Argument(metavar="INITIALS", help="Two to four capitals, then perhaps a digit.")]


@people.callback()
def list_(
    context: typer.Context,
    as_of: Annotated[
        PartialDate | None,
        typer.Option(metavar="DATE", parser=options.a_date, help="The board of then; today's if not given."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Everyone who ever was, or will be.")] = False,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    if context.invoked_subcommand:
        typed = [name for name in context.params if "COMMANDLINE" in str(context.get_parameter_source(name))]
        if typed:
            raise typer.BadParameter(f"put options behind `{context.invoked_subcommand}`")
        return
    from ralb import clock, people, roll, store

    if as_of and every:
        raise typer.BadParameter("--all and --as-of choose people: give only one of them")
    roster = store.board(store.find(board))
    on = as_of or today or clock.today(roster)
    shown = list(roster.people) if every else people.serving(roster, on)
    roll.membership(shown, None if every else on, len(roster.people) - len(shown), form)


@people.command()
def add(
    initials: Initials,
    name: Annotated[str, typer.Argument(metavar="NAME", parser=options.a_text, help="The full name.")],
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", parser=options.a_text, help="For whom they speak.")
    ] = None,
    role: Annotated[Role, typer.Option(case_sensitive=False, help="What they are on the board.")] = Role.MEMBER,
    since: Annotated[
        PartialDate | None,
        typer.Option("--from", metavar="DATE", parser=options.a_date, help="Their first day; today if not given."),
    ] = None,
    to: Annotated[
        PartialDate | None, typer.Option(metavar="DATE", parser=options.a_date, help="Their last day, if known.")
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Someone joins the board.

    The initials have to be free at the time, and to mean nobody else in an unfinished action.

    Example: ralb people add JS "Jo Smith" --organisation Kent --from 2026-04
    """
    from ralb import desk, membership, upkeep
    from ralb.model import Initials, Person

    def act(at: desk.Roster) -> Board:
        begin = since or at.today
        new = Person(
            initials=Initials(initials), name=name, organisation=organisation, role=role, from_=begin, to=to
        )
        return membership.add(at.board, new, at.unfinished)

    now = desk.revise_board(board, act, today=today, dry=dry_run)
    upkeep.joined(now.board, initials, organisation, since or now.today)


@people.command()
def end(
    who: Who,
    on: Annotated[
        PartialDate | None,
        typer.Option(metavar="DATE", parser=options.a_date, help="Their last day, or month; today if not given."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Someone leaves the board.

    What they are still responsible for is said.

    Example: ralb people end TR --on 2026-03-31
    """
    from ralb import desk, membership, upkeep

    def act(at: desk.Roster) -> Board:
        return membership.end(at.board, who, on or at.today)

    now = desk.revise_board(board, act, today=today, dry=dry_run)
    initials = membership.meant(now.board, who, on or now.today)
    back = membership.is_back(now.board, initials, on or now.today)
    upkeep.left(initials, membership.answers_for(initials, now.unfinished), back)


@people.command()
def role(
    who: Who,
    role: Annotated[Role, typer.Argument(metavar="ROLE", case_sensitive=False, help="As chair or 'vice chair'.")],
    since: Annotated[
        PartialDate | None,
        typer.Option("--from", metavar="DATE", parser=options.a_date, help="Since when; today if not given."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Someone has another role.

    Their period in the old one ends the day before, and a new one begins.

    Example: ralb people role LH chair --from 2026-05
    """
    from ralb import desk, membership, upkeep

    def act(at: desk.Roster) -> Board:
        return membership.give_role(at.board, who, role, since or at.today)

    now = desk.revise_board(board, act, today=today, dry=dry_run)
    upkeep.joined(now.board, membership.meant(now.board, who, since or now.today), None, since or now.today)
