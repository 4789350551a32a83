"""What minutes mean: boards, meetings, actions. Knows no file, no YAML, no terminal.

The fields of the dataclasses are the keys of the format, in its order; a field's type says how its value is
read. So a new key of the format is one line here.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field
from enum import StrEnum
from typing import Any, NewType

from ralb.dates import PartialDate
from ralb.text import Span

Number = NewType("Number", int)
Initials = NewType("Initials", str)
Responsible = NewType("Responsible", str)
"""Initials, `All`, or the name of a group or an organisation."""
Time = NewType("Time", str)
Issued = NewType("Issued", PartialDate)
Restriction = bool | str
"""False, True (a standard sentence stands for the text), or the words that the public edition prints."""

ALL = "All"


class Status(StrEnum):
    """How an action stands."""

    OPEN = "open"
    ONGOING = "ongoing"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"

    @property
    def finished(self) -> bool:
        """Finished actions stay in the log that finished them and are not carried on."""
        return self in (Status.COMPLETE, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was typed: all of it, and each of its keys and values, in the order typed."""

    span: Span = Span(0, 0)
    keys: Mapping[str, Span] = field(default_factory=dict)
    values: Mapping[str, Span] = field(default_factory=dict)


def placed() -> Any:
    """The field that remembers where a value was typed; it is no key, and does not count in comparisons."""
    return field(default=Place(), compare=False, repr=False, metadata={"key": None})


def key_of(field: Field[Any]) -> str | None:
    """The key that a field has in a file; None for one that is not typed."""
    name: str | None = field.metadata.get("key", field.name.rstrip("_").replace("_", "-"))
    return name


def key(name: str) -> Any:
    """A required field whose key in the file is *name*."""
    return field(metadata={"key": name})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What someone is to do: a row of the log."""

    number: Number
    status: Status
    issued: Issued
    responsible: tuple[Responsible, ...]
    due: PartialDate | None = None
    closed: PartialDate | None = None
    item: str | None = None
    note: str | None = None
    restricted: Restriction = False
    text: str = key("action")
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the board decided."""

    number: Number
    restricted: Restriction = False
    text: str = key("decision")
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the board put to someone outside it, and what came back."""

    number: Number
    to: str | None = None
    sent: PartialDate | None = None
    response: str | None = None
    responded: PartialDate | None = None
    restricted: Restriction = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Request):
    """A request to someone who can decide what the board cannot."""

    text: str = key("escalation")
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Request):
    """A request to someone who may follow it."""

    text: str = key("recommendation")
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Someone on an attendance list; a deputy names the member *deputy_for* whom they came."""

    who: Initials
    deputy_for: Initials | None = field(default=None, metadata={"key": "for"})
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A finding that a person has judged and let stand, with the reason."""

    rule: str
    about: str | None = None
    reason: str
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What a minutes file says in its front matter."""

    title: str | None = None
    date: PartialDate
    time: Time | None = None
    venue: str | None = None
    chair: Initials | None = None
    present: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    in_attendance: tuple[Attendee, ...] = ()
    invited: tuple[Attendee, ...] = ()
    circulated: PartialDate | None = None
    agreed: PartialDate | None = None
    log_updated: PartialDate | None = None
    next_meeting: PartialDate | None = None
    cancelled: bool = False
    restricted: Restriction = False
    allow: tuple[Allowance, ...] = ()
    decisions: tuple[Decision, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    place: Place = placed()

    @property
    def rows(self) -> "tuple[Action | Decision | Escalation | Recommendation, ...]":
        """The rows of all the lists, in the order of the format."""
        return (*self.decisions, *self.escalations, *self.recommendations, *self.actions)

    @property
    def state(self) -> str:
        """Draft until circulated, circulated until a later meeting agreed it; or cancelled."""
        if self.cancelled:
            return "cancelled"
        return "agreed" if self.agreed else "circulated" if self.circulated else "draft"


class Role(StrEnum):
    """What someone is on the board."""

    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    SUPPORT = "support"
    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One period of one person on the board; *from_* and *to* are inclusive."""

    initials: Initials
    name: str
    organisation: str | None = None
    role: Role = Role.MEMBER
    from_: PartialDate | None = None
    to: PartialDate | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A council, agency or partner; an agency may speak for the authorities that it *covers*."""

    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A line of the calendar: a meeting that has no minutes yet."""

    date: PartialDate
    time: Time | None = None
    venue: str | None = None
    cancelled: bool = False
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page elsewhere that the board points to."""

    title: str
    url: str
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How a page shows whose it is."""

    logo: str | None = None
    colour: str | None = None
    place: Place = placed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """How strictly the minutes are judged."""

    strict: bool = False
    ignore: tuple[str, ...] = ()
    place: Place = placed()


class Repository(StrEnum):
    """Who can read the git repository; in a public one restricted text is an error."""

    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What `board.yaml` says: who sits on the board, its dates, its standing items."""

    name: str
    region: str | None = None
    language: str = "en-GB"
    timezone: str = "Europe/London"
    repository: Repository = Repository.PRIVATE
    contact: str | None = None
    reviewed: PartialDate | None = None
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...] = ()
    groups: Mapping[str, tuple[Initials, ...]] = field(default_factory=dict)
    not_initials: tuple[str, ...] = ()
    calendar: tuple[Appointment, ...] = ()
    standing_items: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    brand: Brand = Brand()
    validate: Validation = Validation()
    allow: tuple[Allowance, ...] = ()
    place: Place = placed()

    @property
    def collective_names(self) -> frozenset[str]:
        """The names besides initials that may be responsible for an action."""
        names = {ALL, *self.groups}
        for organisation in self.organisations:
            names |= {organisation.name, *organisation.aliases}
        return frozenset(names)
