"""`ralb render`."""

from typing import Annotated

import typer

from ralb.cli import completing, options
from ralb.dates import PartialDate
from ralb.formats import Audience, What


def render(
    meetings: Annotated[
        list[PartialDate] | None,
        typer.Argument(
            metavar="[MEETINGS]...",
            autocompletion=completing.meetings,
            parser=options.a_date,
            help="Their dates; the newest if none.",
        ),
    ] = None,
    what: Annotated[What, typer.Option(help="Minutes, an agenda, the log, or someone's actions.")] = What.MINUTES,
    responsible: Annotated[
        str | None,
        typer.Option(metavar="KY", autocompletion=completing.people, help="Whose actions, with `--what actions`."),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="html, docx, pdf, md, with commas.")
    ] = "html,docx",
    audience: options.ForWhom = Audience.PUBLIC,
    out: options.Out = None,
    every: Annotated[bool, typer.Option("--all", help="Of all meetings that have minutes.")] = False,
    view: Annotated[bool, typer.Option("--view", help="Open what was made.")] = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Make the web page and the Word copy of minutes.

    Or of an agenda, of the log, of what one person has to do: see --what. The public edition has the
    public words in place of every restricted passage and action, and is not made while a telephone
    number or the like stands in it that nobody has allowed. The board's edition has the restricted
    ones, so marked, and `-board` in its files' names.

    Example: ralb render 2026-01 --to docx --audience board
    """
    from ralb import account, filing, publishing, store, terminal
    from ralb.render import documents

    wanted = documents.formats(to)
    if every and meetings:
        raise typer.BadParameter("--all is of all meetings: give no dates with it")
    root = store.find(board)
    roster, source = store.roster_of(root)
    wish = publishing.Wish(what, meetings or [], every, responsible, audience, today)
    planned = list(publishing.documents(root, roster, source, wish))
    made = [
        (name, content)
        for document in terminal.watched(planned, "making documents", 20)
        for name, content in documents.made(root, [document], wanted)
    ]
    folder = out or root / "out"
    publishing.check_outside(root, folder)
    filing.publish({folder / name: content for name, content in made})
    for name, _ in made:
        account.wrote(folder / name)
    if view and made:
        typer.launch(str(folder / made[0][0]))
