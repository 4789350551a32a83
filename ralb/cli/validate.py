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
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    select: Annotated[str, typer.Option(metavar="RULES", help="Only these, by code or name, with commas.")] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has a certain cure, and show the change.")] = False,
    dry_run: options.DryRun = False,
    against: Annotated[
        str | None,
        typer.Option(metavar="BRANCH", help="Also what you changed of the history that this branch has."),
    ] = None,
    ignore: Annotated[str, typer.Option(metavar="RULES", help="All but these.")] = "",
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Find what is wrong, and how to mend it.

    Ends with exit code 1 when there is an error; warnings and notes are for you to judge. An
    `allow:` with a reason settles one; `ralb explain` tells more of each.

    Example: ralb validate minutes/2026-01.md --format full
    """
    from functools import partial

    from ralb import clock, store, terminal, verdict
    from ralb.book import Book
    from ralb.rules import catalogue, judging

    wanted = judging.Wanted(catalogue.listed(select), catalogue.listed(ignore))

    def opened() -> list[tuple[Book, set[str]]]:
        watch = terminal.watched
        every = store.named_files(files, watch) if files else [store.all_files(store.find(board), watch)]
        dated = [(book.on(today or clock.today(book.board)), paths) for book, paths in every]
        if against:
            from ralb import versions

            return [(versions.beside(book, against), paths) for book, paths in dated]
        return dated

    books = opened()
    if fix:
        from ralb import mending, saving

        for book, paths in books:
            minutes = (one for one in book.minutes if one.path in paths)
            every = (mending.mended(one, wanted.has, partial(store.reread, book, one)) for one in minutes)
            changes = [change for change in every if change.after != change.before]
            if book.roster and book.roster.path in paths:
                mended = mending.board_mended(book.roster, wanted.has)
                changes += [mended] if mended.after != mended.before else []
            show = verdict.changes if form in (Findings.TEXT, Findings.FULL) else verdict.named
            if not dry_run:
                saving.save(book, changes)
            show(changes, dry=dry_run)
        books = opened()
    findings = [
        one for book, paths in books for one in judging.judged(book, wanted) if one.path in paths or not files
    ]
    verdict.diagnostics(findings, form, books)
    strict = strict or any(book.board.validate.strict for book, _ in books)
    if any(one.is_error or (strict and one.is_warning) for one in findings):
        raise typer.Exit(1)
