"""`ralb validate`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Findings


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]...", help="Only these files; they need no board.")
    ] = None,
    form: Annotated[Findings, typer.Option("--format", help="How to print it.")] = Findings.TEXT,
    board: options.Board = None,
) -> None:
    """Find what is wrong, and how to mend it.

    Ends with exit code 1 when there is an error; warnings and notes are for you to judge.

    Example: ralb validate minutes/2026-01.md
    """
    from ralb import report, rules, store
    from ralb.diagnostics import ordered

    books = store.load_named(files) if files else [store.load_all(store.find(board))]
    findings = ordered(
        finding
        for book, paths in books
        for finding in (*book.findings, *rules.check(book))
        if finding.path in paths
    )
    report.diagnostics(findings, form, sum(len(paths) for _, paths in books))
    if any(finding.is_error for finding in findings):
        raise typer.Exit(1)
