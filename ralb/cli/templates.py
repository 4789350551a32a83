"""`ralb templates`: the templates of documents, and the board's own."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import STYLE, options
from ralb.formats import Format

templates = typer.Typer(
    **STYLE,
    no_args_is_help=True,
    help="""See, copy and check the templates of documents.

    A file in the board's `templates` folder is taken in place of the one that comes with ralb.

    Example: ralb templates check
    """,
)


@templates.command("list")
def list_(
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """List all templates, and which are the board's own.

    Example: ralb templates list
    """
    from ralb import builtin, report, store

    report.templates(builtin.template_names(), store.find(board) / "templates", form)


@templates.command()
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `ralb templates list` names it.")],
    board: options.Board = None,
) -> None:
    """Copy a template into the board's folder, to be changed there.

    Example: ralb templates copy minutes.docx
    """
    from ralb import account, builtin, filing, store

    if name not in builtin.template_names():
        raise typer.BadParameter(f"there is no {name}: `ralb templates list` names them")
    path = store.find(board) / "templates" / name
    filing.create_bytes(path, (builtin.templates() / name).read_bytes())
    account.wrote(path)


@templates.command("vars")
def vars_(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Of which, as `minutes` or `site-home`.")
    ] = "minutes",
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """What a template may fill in, with the values of the newest minutes.

    Example: ralb templates vars agenda
    """
    from ralb import clock, report, sites, store
    from ralb.text import listed

    root = store.find(board)
    roster = store.board(root)
    samples = sites.samples(root, roster, today or clock.today(roster))
    if name not in samples:
        raise typer.BadParameter(f"there is no {name}; there are {listed(list(samples))}")
    report.values(samples[name])


@templates.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]...", help="These; all of the board's own if none.")
    ] = None,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Find what is wrong with templates.

    Names, tags, styles, and what must not be in them; then each is filled in once.

    Example: ralb templates check templates/minutes.docx
    """
    from ralb import clock, report, sites, store
    from ralb.render import checking

    root = store.find(board)
    roster = store.board(root)
    samples = sites.samples(root, roster, today or clock.today(roster))
    paths = files or sorted(path for path in (root / "templates").glob("[!~.]*") if path.is_file())
    found = [problem for path in paths for problem in checking.check(root, path, samples)]
    report.problems(found, len(paths))
    if found:
        raise typer.Exit(1)
