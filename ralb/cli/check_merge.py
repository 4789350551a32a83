"""`ralb check-merge`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Findings


def check_merge(
    merge: Annotated[
        str | None, typer.Argument(metavar="[MERGE]", help="A merge commit; with --into, a branch.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="BRANCH", help="Try the merge into this branch; nothing is merged.")
    ] = None,
    form: Annotated[Findings, typer.Option("--format", help="How to print it.")] = Findings.TEXT,
    board: options.Board = None,
) -> None:
    """Find what in the log a merge made, and nobody meant.

    git merges lines, not actions: it can put a status on the wrong row, or bring back what was closed, and call it
    clean. This compares by meaning what both sides began with, what each made of it, and what came out. Without
    MERGE it looks at the merge under way, else at the last commit. Ends with exit code 1 where something is wrong.

    Example: ralb check-merge my-branch --into main
    """
    from dataclasses import replace

    from ralb import merges, store, verdict

    root = store.find(board)
    with merges.tried(root, merge or "HEAD", into) if into else merges.made(root, merge) as one:
        book, findings = merges.wrong(one)
    paths = {minutes.path for minutes in book.minutes}
    verdict.diagnostics(findings, form, [(replace(book, folder=root / store.MINUTES), paths)])
    if findings:
        raise typer.Exit(1)
