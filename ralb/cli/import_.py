"""`ralb import`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate


class Report(StrEnum):
    """The forms of the report: for a person, for a script."""

    MD = "md"
    JSON = "json"


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Old minutes; `-` reads what is piped.")
    ] = None,
    date: Annotated[
        PartialDate | None,
        typer.Option(
            metavar="DATE", parser=options.a_date, help="The meeting's date, if the file does not say it."
        ),
    ] = None,
    returned: Annotated[
        Path | None,
        typer.Option(metavar="FILE.docx", help="A Word copy that came back: go through its corrections."),
    ] = None,
    report: Annotated[Report | None, typer.Option(help="Print where every line went, and every guess.")] = None,
    board: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER|PAGE",
            help="The board's folder, if not the one around here; or a page about the board, as text.",
        ),
    ] = None,
    dry_run: options.DryRun = False,
    today: options.Today = None,
) -> None:
    """Bring old minutes in.

    A minutes file is made of each, and whoever it names joins board.yaml; a board that is not there yet is
    begun. Nothing is overwritten, and a second time nothing changes. What was not understood is said, and
    what only someone who was there can tell; `--report md` adds every guess, with its reason. Bring all old
    minutes in at once: names and numbers are worked out over all of them (docs/import.md).
    `--board PAGE.txt` reads dates, members and priorities from the board's old page on the web.

    `--returned minutes-KY.docx` compares a Word copy that a member sent back with the minutes that it was
    made from, and asks of each difference: a accept, l leave, q stop. What you accept is written at the end.
    What you changed since they were circulated is left out, if git knows how they stood that day.

    Example: ralb import 2026-01.txt 2025-10.txt --dry-run
    """
    from ralb import bringing, imported, terminal
    from ralb.imports import told

    folder, page = bringing.parted(board or [])
    if returned:
        if files or page or report:
            raise typer.BadParameter("`--returned` is about one copy; import other files by themselves")
        _go_through(folder, returned, date, today, dry=dry_run)
        return
    if bool(files) is bool(page):
        raise typer.BadParameter("name old minutes to import (`-` for what is piped), or a page with `--board`")
    if page:
        one, change = bringing.bring_page(folder, bringing.source(page), today, dry=dry_run)
        brought = [one]
    else:
        sources = [bringing.source(file) for file in files or []]
        brought, change = bringing.bring(folder, sources, date, today, dry=dry_run)
    if report is Report.MD:
        terminal.verbatim(told.as_markdown(brought))
    elif report is Report.JSON:
        terminal.as_json(told.as_data(brought))
    elif dry_run:
        for one in brought:
            terminal.verbatim(one.composed.text if one.composed and one.is_new else "")
    imported.said(brought, change, brief=report is not None, dry=dry_run)
    if not all(one.is_whole for one in brought):
        raise typer.Exit(1)


def _go_through(
    folder: str | None, file: Path, date: PartialDate | None, today: PartialDate | None, *, dry: bool
) -> None:
    from ralb import returning, store

    if not returning.go_through(store.find(folder), file, date, today, dry=dry):
        raise typer.Exit(1)
