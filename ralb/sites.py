"""Making the board's public pages: from the minutes to files in a folder."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ralb import gate, publishing, store, terminal, website
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.formats import Audience
from ralb.model import Board
from ralb.noticeboard import Site
from ralb.render import documents
from ralb.render.documents import Document
from ralb.rules import freshness, registry, settling
from ralb.text import Source
from ralb.trouble import Trouble
from ralb.website import Page, feeds, pages

_SCRIPTS = {"site-log": "site-log.js"}
_WORD = "docx"
CALENDAR = "meetings.ics"


_TO_FILL_IN = {
    "index.html": ("site-home.html", "the sentence about the board"),
    "accessibility.html": ("site-accessibility.html", "the accessibility statement"),
}


class OnlyThese(Trouble):
    """The minutes on the pages are HTML; beside them there may be Word copies."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"`--to {asked}` is nothing that pages are made of; html and html,docx are")


def formats(asked: str) -> list[str]:
    """The formats of the minutes; raises `OnlyThese`."""
    wanted = documents.formats(asked)
    if "html" not in wanted or not {"html", _WORD}.issuperset(wanted):
        raise OnlyThese(asked)
    return wanted


def opened(root: Path, audience: Audience, today: PartialDate, address: str) -> Site:
    """What the pages are made from, read once; raises what `store.sound` raises."""
    return Site(store.sound(root), audience, today, address)


def made(root: Path, site: Site, wanted: list[str]) -> dict[str, bytes]:
    """Every page and Word copy of the site by its path; raises `gate.NotForThePublic`."""
    every = list(pages(site, word=_WORD in wanted))
    if site.audience is Audience.PUBLIC:
        _check(site, every)
    files = {one.path: _page(root, one) for one in terminal.watched(every, "making pages", 50)}
    if site.address:
        files |= {one.path: _feed(root, one) for one in feeds(site, every)}
    if _WORD in wanted:
        minutes = [one for one in every if one.template == "minutes"]
        for one in terminal.watched(minutes, "making Word copies", 10):
            document = Document(one.template, dict(one.values), one.path)
            files[one.path.replace(".html", ".docx")] = documents.FORMATS[_WORD](root, document)
    return files


def to_fill_in(root: Path, written: Collection[str]) -> dict[str, str]:
    """The templates of *written* pages whose general words no template of the board's own replaces."""
    every = (found for path, found in _TO_FILL_IN.items() if path in written)
    return {name: what for name, what in every if not (root / "templates" / name).exists()}


def _page(root: Path, one: Page) -> bytes:
    from ralb.render import page

    if one.template in _SCRIPTS:
        return page.with_script(root, one.template, one.values, _SCRIPTS[one.template])
    return page.render(root, one.template, one.values)


def _feed(root: Path, one: Page) -> bytes:
    from ralb.render import page

    return page.text(root, one.template, one.values)


def _check(site: Site, every: list[Page]) -> None:
    """Raise `gate.NotForThePublic` for what stands on any page and nobody has allowed."""
    found: list[Diagnostic] = []
    roster = site.book.roster or Source("", "")
    for one in every:
        found += gate.findings(site.board, roster, one.minutes, Document(one.template, dict(one.values), one.path))
    if found:
        raise gate.NotForThePublic(list(dict.fromkeys(found)))


def samples(root: Path, board: Board, today: PartialDate) -> dict[str, dict[str, Any]]:
    """What each template gets, those of documents and of pages, as the public may read it."""
    site = Site(store.sound(root), Audience.PUBLIC, today)
    of_pages = {
        name: {**values, "script": "", "script_hash": ""} for name, values in website.samples(site).items()
    }
    return {**publishing.samples(root, board, today), **of_pages}


def calendar(site: Site, folder: Path) -> bytes:
    """The feed of all meetings, going on from the one that lies in the folder; raises `gate.NotForThePublic`."""
    from ralb.render import ics

    if site.audience is Audience.PUBLIC:
        gate.check_calendar(site.book, site.sittings)
    path = folder / CALENDAR
    earlier = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    told = earlier if ics.is_feed_of(site.board, earlier) else ""
    return ics.feed(site.board, site.sittings, site.today, told).encode("utf-8")


def stale(site: Site) -> list[Diagnostic]:
    """What a reader of the pages would find out of date, and nobody has settled."""
    book = site.book.on(site.today)
    return settling.unsettled(registry.run(freshness.for_pages(), book), settling.allowed(book))
