"""The board's public pages: which there are, where each lies, which template makes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ralb import dates, edition, noticeboard, published
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.noticeboard import Site

_ITEMS = (("index.html", "Home"), ("meetings.html", "Meetings"), ("log.html", "Action log"),
          ("membership.html", "Membership"), ("outcomes.html", "Escalations"),
          ("accessibility.html", "Accessibility"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it lies in the site, the template that makes it, what it says, the minutes that it shows."""

    path: str
    template: str
    values: Mapping[str, Any]
    minutes: Minutes | None = None


def pages(site: Site, *, word: bool) -> Iterator[Page]:
    """Every page of the site; *word* says whether copies of the minutes in Word lie beside them."""
    yield _page(site, "index.html", "site-home", noticeboard.home(site))
    yield _page(site, "meetings.html", "site-meetings", {**noticeboard.meetings(site), "word": word})
    if held := site.held:
        yield _page(site, "log.html", "site-log", noticeboard.log(site, *held[-1]), held[-1][0])
    yield _page(site, "membership.html", "site-membership", noticeboard.membership(site))
    yield _page(site, "outcomes.html", "site-outcomes", noticeboard.put_to_others(site))
    yield _page(site, "accessibility.html", "site-accessibility", {"title": "Accessibility statement"})
    if upcoming := site.upcoming:
        begun, said = noticeboard.agenda_of(site, upcoming)
        yield _page(site, noticeboard.agenda_path(upcoming.date), "agenda", said, begun)
    for minutes, _ in site.agreed:
        said = edition.edition(site.board, minutes, site.audience)
        yield _page(site, noticeboard.minutes_path(minutes.date), "minutes", said, minutes)


def feeds(site: Site, every: Sequence[Page]) -> Iterator[Page]:
    """What needs the address of the site: the list of its pages, and the feed of the minutes agreed."""
    entries = [
        {
            "title": f"Minutes of {dates.words(minutes.date)}",
            "path": noticeboard.minutes_path(minutes.date),
            "agreed": _day(meeting.agreed),
        }
        for minutes, meeting in reversed(site.agreed)
    ]
    known = {**published.head(site.board, site.audience), "address": site.address}
    updated = max((one["agreed"] for one in entries), default="1970-01-01")
    yield Page("feed.xml", "site-feed.xml", known | {"entries": entries, "updated": updated})
    paths = [one.path.removesuffix("index.html") for one in every]
    yield Page("sitemap.xml", "site-sitemap.xml", known | {"paths": paths})


def samples(site: Site) -> dict[str, Mapping[str, Any]]:
    """What each template of the site alone gets."""
    return {one.template: one.values for one in pages(site, word=True) if one.template.startswith("site-")}


def _day(date: PartialDate | None) -> str:
    return str(date._replace(day=date.day or 1)) if date else ""


def _page(site: Site, path: str, template: str, said: Mapping[str, Any], minutes: Minutes | None = None) -> Page:
    """A page with the way to all others; those in a folder belong to the meetings."""
    up, current = ("../", "meetings.html") if "/" in path else ("", path)
    shown = [(other, name) for other, name in _ITEMS if other != "log.html" or site.held]
    items = [{"href": up + other, "name": name, "current": other == current} for other, name in shown]
    values = {**published.head(site.board, site.audience), **said, "nav": items, "up": up, "address": site.address}
    return Page(path, template, values, minutes)
