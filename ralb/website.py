"""The board's public pages: which there are, and what each of them says.

Everything on them comes from the minutes and from `board.yaml`, by way of the editions that documents are made
from, so what is restricted is nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ralb import agenda, dates, draft, edition, outcomes, people, published, register, series
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Appointment, Board, Meeting, Person
from ralb.series import Row

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


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are made from: the book, for whom, on which day, under which address; "" if unknown."""

    book: Book
    audience: Audience
    today: PartialDate
    address: str = ""

    @property
    def board(self) -> Board:
        return self.book.board

    def held(self) -> list[tuple[Minutes, Meeting]]:
        """The meetings that have taken place, or were cancelled, the oldest first."""
        read = [(minutes, minutes.meeting) for minutes in self.book.minutes if minutes.meeting]
        return [(minutes, meeting) for minutes, meeting in read if not dates.after(minutes.date, self.today)]

    def agreed(self) -> list[tuple[Minutes, Meeting]]:
        """The meetings whose minutes are agreed; no others are published."""
        return [(minutes, meeting) for minutes, meeting in self.held() if meeting.agreed and not meeting.cancelled]

    def to_come(self) -> list[Minutes | Appointment]:
        """The meetings after today, with a file or in the calendar, the next first."""
        every = series.meetings(self.book)
        return [one for one in every if dates.after(one.date, self.today)]


def pages(site: Site, *, word: bool) -> Iterator[Page]:
    """Every page of the site; *word* says whether copies of the minutes in Word lie beside them."""
    upcoming = next((one for one in site.to_come() if not _is_cancelled(one)), None)
    yield Page("index.html", "site-home", _with(site, "index.html", _home(site, upcoming)))
    yield Page("meetings.html", "site-meetings", _with(site, "meetings.html", {**_meetings(site), "word": word}))
    log = _log(site)
    if log:
        yield Page("log.html", "site-log", _with(site, "log.html", log[1]), log[0])
    yield Page("membership.html", "site-membership", _with(site, "membership.html", _membership(site)))
    yield Page("outcomes.html", "site-outcomes", _with(site, "outcomes.html", _outcomes(site)))
    about = {"title": "Accessibility statement"}
    yield Page("accessibility.html", "site-accessibility", _with(site, "accessibility.html", about))
    if upcoming:
        said = _agenda(site, upcoming)
        minutes = upcoming if isinstance(upcoming, Minutes) else None
        yield Page(_agenda_path(upcoming.date), "site-agenda", _with(site, "meetings.html", said, "../"), minutes)
    for minutes, _ in site.agreed():
        said = edition.edition(site.board, minutes, site.audience)
        yield Page(_minutes_path(minutes), "site-minutes", _with(site, "meetings.html", said, "../"), minutes)


def feeds(site: Site, every: Sequence[Page]) -> Iterator[Page]:
    """What needs the address of the site: the list of its pages, and the feed of the minutes agreed."""
    entries = [
        {
            "title": f"Minutes of {dates.words(minutes.date)}",
            "path": _minutes_path(minutes),
            "agreed": _day(meeting.agreed),
        }
        for minutes, meeting in reversed(site.agreed())
    ]
    known = {**published.head(site.board, site.audience), "address": site.address}
    yield Page("feed.xml", "site-feed.xml", known | {"entries": entries})
    paths = [one.path.removesuffix("index.html") for one in every]
    yield Page("sitemap.xml", "site-sitemap.xml", known | {"paths": paths})


def samples(site: Site) -> dict[str, Mapping[str, Any]]:
    """What each template gets; of minutes and agenda that of the newest, agreed or not."""
    newest = site.book.minutes[-1:]
    made = {one.template: one.values for one in pages(site, word=True)}
    for minutes in newest:
        said = edition.edition(site.board, minutes, site.audience)
        made["site-minutes"] = _with(site, "meetings.html", said, "../")
        made["site-agenda"] = _with(site, "meetings.html", _agenda(site, minutes), "../")
    return made


def _day(date: PartialDate | None) -> str:
    return str(date._replace(day=date.day or 1)) if date else ""


def _with(site: Site, current: str, values: Mapping[str, Any], up: str = "") -> dict[str, Any]:
    """What a page says, with the way to all others; *up* leads to the site's own folder."""
    shown = [(path, name) for path, name in _ITEMS if path != "log.html" or site.held()]
    items = [{"href": up + path, "name": name, "current": path == current} for path, name in shown]
    return {**published.head(site.board, site.audience), **values, "nav": items, "up": up, "address": site.address}


def _is_cancelled(one: Minutes | Appointment) -> bool:
    return one.cancelled if isinstance(one, Appointment) else bool(one.meeting and one.meeting.cancelled)


def _minutes_path(minutes: Minutes) -> str:
    return f"minutes/{minutes.date}.html"


def _agenda_path(date: PartialDate) -> str:
    return f"agenda/{date}.html"


def _home(site: Site, upcoming: Minutes | Appointment | None) -> dict[str, Any]:
    agreed, held = site.agreed(), site.held()
    board = site.board
    return {
        "title": board.name,
        "authorities": sum(one.kind == "authority" for one in board.organisations),
        "next": _meeting(site, upcoming) if upcoming else None,
        "latest": {"href": _minutes_path(agreed[-1][0]), **published.date(agreed[-1][0].date)} if agreed else None,
        "log": published.date(held[-1][0].date) if held else None,
        "priorities": list(board.priorities),
        "enquiries": list(board.enquiries),
        "links": [{"title": one.title, "url": one.url} for one in board.links],
    }


def _meeting(site: Site, one: Minutes | Appointment) -> dict[str, Any]:
    """A meeting as a line of a list; of a restricted one the public reads no more than its public words."""
    meeting = one.meeting if isinstance(one, Minutes) else one
    restricted = getattr(meeting, "restricted", False)
    hidden = bool(restricted) and site.audience is Audience.PUBLIC
    return {
        "date": published.date(one.date),
        "time": "" if hidden or meeting is None else meeting.time or "",
        "venue": "" if hidden or meeting is None else meeting.venue or "",
        "restricted": published.public_words(restricted) if hidden else "",
        "cancelled": _is_cancelled(one),
        "state": meeting.state if isinstance(meeting, Meeting) else "planned",
        "agreed": dates.words(meeting.agreed) if isinstance(meeting, Meeting) and meeting.agreed else "",
        "minutes": "",
        "agenda": "",
    }


def _meetings(site: Site) -> dict[str, Any]:
    published_ones = {minutes.date for minutes, _ in site.agreed()}
    held = [
        {**_meeting(site, minutes), "minutes": f"minutes/{minutes.date}" if minutes.date in published_ones else ""}
        for minutes, _ in reversed(site.held())
    ]
    coming = [_meeting(site, one) for one in site.to_come()]
    going_ahead = next((one for one in coming if not one["cancelled"]), None)
    if going_ahead:
        going_ahead["agenda"] = f"agenda/{going_ahead['date']['iso']}.html"
    return {"title": "Meetings", "coming": coming, "held": held}


def _log(site: Site) -> tuple[Minutes, dict[str, Any]] | None:
    """The newest log of a meeting that has taken place."""
    held = site.held()
    if not held:
        return None
    minutes, meeting = held[-1]
    rows = series.log(minutes, site.book.dates)
    said = register.edition(site.board, minutes, meeting, rows, site.audience)
    shown = [_filtered(site, row, said_of) for row, said_of in zip(rows, said["log"]["rows"], strict=False)]
    return minutes, {
        **said,
        "title": f"Action log: {dates.words(minutes.date)}",
        "log": {**said["log"], "rows": shown},
    }


def _filtered(site: Site, row: Row, said: dict[str, Any]) -> dict[str, Any]:
    """A row with what it can be found by: who is responsible, and their organisations; not so a restricted one."""
    hidden = bool(row.action.restricted) and site.audience is Audience.PUBLIC
    who = [] if hidden else list(row.action.responsible)
    known = [people.known(site.board, name, row.action.issued) for name in who]
    organisations = dict.fromkeys(one.organisation for one in known if one and one.organisation)
    return {**said, "people": who, "organisations": list(organisations)}


def _membership(site: Site) -> dict[str, Any]:
    serving = people.serving(site.board, site.today)
    past = [one for one in site.board.people if one.to and one not in serving]
    represented = {one.organisation for one in serving}
    return {
        "title": "Membership",
        "as_at": published.date(site.today if site.board.reviewed is None else site.board.reviewed),
        "reviewed": site.board.reviewed is not None,
        "members": [_member(one) for one in serving],
        "past": [_member(one) for one in sorted(past, key=lambda one: one.to or site.today, reverse=True)],
        "unrepresented": [
            one.name for one in site.board.organisations if one.kind == "authority" and one.name not in represented
        ],
        "covered": {name: one.name for one in site.board.organisations for name in one.covers},
    }


def _member(one: Person) -> dict[str, Any]:
    period = [dates.words(date) if date else "" for date in (one.from_, one.to)]
    return {
        "initials": one.initials,
        "name": one.name,
        "organisation": one.organisation or "",
        "role": one.role.capitalize(),
        "since": period[0],
        "until": period[1],
    }


def _outcomes(site: Site) -> dict[str, Any]:
    """What agreed minutes put to others, and what became of it as last known."""
    dated = {minutes.date: meeting for minutes, meeting in site.agreed()}
    said = {}
    for name in ("escalations", "recommendations"):
        every = [one for one in outcomes.every(site.book, name) if one.since in dated]
        said[name] = [_outcome(site, one, dated[one.since]) for one in reversed(every)]
    return {"title": "Escalations and recommendations", **said}


def _outcome(site: Site, one: outcomes.Outcome, meeting: Meeting) -> dict[str, Any]:
    restricted = one.row.restricted or meeting.restricted
    hidden = bool(restricted) and site.audience is Audience.PUBLIC
    row = one.row
    return {
        "number": row.number,
        "text": published.words(row.text, restricted, site.audience),
        "to": published.NOT_PUBLISHED if hidden else row.to or "Not recorded",
        "meeting": published.date(one.since),
        "href": f"minutes/{one.since}.html",
        "sent": "" if hidden or not row.sent else dates.words(row.sent),
        "response": "" if hidden else row.response or "",
        "responded": "" if hidden or not row.responded else dates.words(row.responded),
    }


def _agenda(site: Site, upcoming: Minutes | Appointment) -> dict[str, Any]:
    if isinstance(upcoming, Minutes) and upcoming.meeting:
        return agenda.of_minutes(site.board, upcoming, upcoming.meeting, site.audience)
    planned = next(one for one in site.board.calendar if one.date == upcoming.date)
    last = site.book.minutes[-1].meeting if site.book.minutes else None
    log = draft.carry_forward(site.board, last, planned).meeting.actions
    return agenda.of_appointment(site.board, planned, log, site.audience)
