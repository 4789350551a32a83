"""`ralb install`: what checks the minutes by itself, and what an editor knows of them."""

from typing import Annotated

import typer

from ralb.cli import STYLE, options
from ralb.formats import Host

install = typer.Typer(
    **STYLE,
    no_args_is_help=True,
    help="""Let the minutes be checked by themselves.

    Before each commit, on GitHub or GitLab, in VS Code. What is written is yours to change. No file is
    overwritten.

    Example: ralb install hooks
    """,
)


@install.command()
def hooks(
    framework: Annotated[
        bool, typer.Option("--framework", help="Through the pre-commit framework, also where it is not used yet.")
    ] = False,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Check what is staged before git commits it.

    Where there is a .pre-commit-config.yaml, its framework is to do it: then what to add to it is shown.

    Example: ralb install hooks
    """
    from ralb import account, safeguards, store

    root = store.find(board)
    through = safeguards.framework(root)
    if through.path.exists() and not safeguards.is_there(through):
        account.to_be_added(through.path, safeguards.part(through))
        return
    one = through if framework or through.path.exists() else safeguards.hook(root)
    if dry_run:
        account.would_write(one.path, one.text)
    else:
        account.guarded(one.path, new=safeguards.install(one))


@install.command()
def ci(
    host: Annotated[Host, typer.Argument(metavar="github|gitlab", help="Where the repository lives.")],
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Check the minutes whenever someone pushes or merges.

    On GitHub or GitLab it validates, also against the branch that the change is meant for, checks the
    merge, and puts `ralb diff` where those who approve it read.

    Example: ralb install ci github
    """
    from ralb import account, safeguards, store

    one = safeguards.workflow(store.find(board), host)
    if dry_run:
        account.would_write(one.path, one.text)
    else:
        account.guarded(one.path, new=safeguards.install(one))


@install.command()
def vscode(dry_run: options.DryRun = False, board: options.Board = None) -> None:
    """Tell VS Code of the board.

    A schema for board.yaml, snippets, findings under Problems. Writes .vscode in the board's folder,
    which is the folder to open. What is there already is left as it is, but for the schema, which
    follows ralb.

    Example: ralb install vscode
    """
    from ralb import account, editors, store

    files = editors.vscode(store.find(board))
    if dry_run:
        for path, text in files.items():
            account.would_write(path, text)
    else:
        account.equipped(editors.install(files))
