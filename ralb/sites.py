"""Making the board's public pages: from the minutes to files in a folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ralb import gate, outputs, store, terminal
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.formats import Audience
from ralb.render import documents
from ralb.render.documents import Document
from ralb.rules import freshness, judging, registry
from ralb.text import Source
from ralb.trouble import Trouble
from ralb.website import Page, Site, feeds, pages

_SCRIPTS = {"site-log": "site-log.js"}
_WORD = "docx"


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


def made(root: Path, audience: Audience, today: PartialDate, address: str, wanted: list[str]) -> dict[str, bytes]:
    """Every file of the site by its path; raises `gate.NotForThePublic`, and what `store.sound` raises."""
    board, roster = store.roster_of(root)
    book = store.sound(root, board)
    site = Site(book, audience, today, address)
    every = list(pages(site, word=_WORD in wanted))
    if audience is Audience.PUBLIC:
        _check(site, roster, every)
    files = {one.path: _page(root, one) for one in terminal.watched(every, "making pages", 50)}
    if address:
        files |= {one.path: _feed(root, one) for one in feeds(site, every)}
    if _WORD in wanted:
        minutes = [one for one in every if one.template == "site-minutes"]
        for one in terminal.watched(minutes, "making Word copies", 10):
            files[one.path.replace(".html", ".docx")] = documents.FORMATS[_WORD](root, _as_minutes(one))
    return files


def _page(root: Path, one: Page) -> bytes:
    from ralb.render import page

    if one.template in _SCRIPTS:
        return page.with_script(root, one.template, one.values, _SCRIPTS[one.template])
    return page.render(root, one.template, one.values)


def _feed(root: Path, one: Page) -> bytes:
    from ralb.render import page

    return page.text(root, one.template, one.values)


def _as_minutes(one: Page) -> Document:
    return Document("minutes", dict(one.values), one.path)


def _check(site: Site, roster: Source, every: list[Page]) -> None:
    """Raise `gate.NotForThePublic` for what stands on any page and nobody has allowed."""
    found: list[Diagnostic] = []
    for one in every:
        template = "minutes" if one.template == "site-minutes" else one.template
        found += gate.findings(site.board, roster, one.minutes, Document(template, dict(one.values), one.path))
    if found:
        raise gate.NotForThePublic(list(dict.fromkeys(found)))


def put(folder: Path, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Write the files; raises `outputs.NotOurs`."""
    return outputs.put(folder, files)


def stale(root: Path, today: PartialDate) -> list[Diagnostic]:
    """What a reader of the pages would find out of date, and nobody has settled."""
    book = store.load(root).on(today)
    asked = [rule for rule in registry.RULES if rule.kind.code in freshness.CODES]
    return judging.unsettled(book, registry.run(asked, book))
