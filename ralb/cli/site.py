"""`ralb site`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Audience


def site(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FOLDER",
            help="Where to; `site` in the board's folder if not given, for the board `site-board`.",
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", parser=options.an_address, help="Where it will be read: for feed and sitemap."
        ),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="The minutes as html alone, or html,docx.")
    ] = "html,docx",
    audience: options.ForWhom = Audience.PUBLIC,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Make the board's public pages.

    Home, meetings, the minutes that are agreed, the action log, membership, escalations and recommendations with
    what became of them, an accessibility statement. They work from the disk, and in a folder of any web server.
    What would be stale on them is said, and ends with exit code 1; the pages are made all the same.

    The accessibility statement is yours to fill in: `ralb templates copy site-accessibility.html`.

    Example: ralb site --out public --base-url https://board.example.org/
    """
    from ralb import account, clock, outputs, publishing, sites, store, verdict
    from ralb.formats import Findings

    formats = sites.formats(to)
    root = store.find(board)
    day = today or clock.today(store.board(root))
    folder = out or root / ("site" if audience is Audience.PUBLIC else "site-board")
    publishing.check_outside(root, folder)
    opened = sites.opened(root, audience, day, base_url or "")
    made = sites.made(root, opened, formats)
    made[sites.CALENDAR] = sites.calendar(opened, folder)
    done = list(outputs.put(folder, made))
    account.put(folder, done)
    account.to_fill_in(sites.to_fill_in(root, [path for what, path in done if what == "wrote"]))
    if stale := sites.stale(opened):
        paths = {one.path for one in opened.book.minutes}
        verdict.diagnostics(stale, Findings.TEXT, [(opened.book, paths)])
        raise typer.Exit(1)
