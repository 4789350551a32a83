"""Those who may be meant at a meeting: whom the words of old minutes name, however they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ralb import people
from ralb.imports import persons
from ralb.model import ALL, Board, Meeting, Person, Responsible, Role
from ralb.naming import Names

TO = (
    r"(?:(?:(?:is|are|was|were|be)(?: asked| requested| invited)? |has |have )?(?:agreed |undertook |offered )?to"
    r"|agreed to|undertook to|offered to|will|would|shall|should|must)\b"
)
"""What stands between whoever is to do something and what that is."""
_ROLE = re.compile(
    r"(?P<role>(?:vice[- ]|deputy )?chair(?:man|woman|person)?|clerk|secretary|minute[- ]?taker|"
    r"business (?:manager|support)|support)",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"(?:all(?: to note| of us)?|each|every(?:one|body)?|(?:the )?(?:board|panel|committee|group|forum|network))"
    r"(?: (?:the )?(?:board|panel|committee|group|forum|network))?"
    r"(?:(?: and)? (?:members?|present|governors?|trustees?|councillors?|partners?|attendees|agenc(?:y|ies)|leads|"
    r"representatives|reps|managers|staff|colleagues|schools|areas|teams|services|organisations|authors|authorities|"
    r"responders|settings|carers|parents|volunteers|officers|IFAs|others)){0,3}"
    r"(?: (?:who|which|with|without|not yet)(?:(?! to ).)*)?|members"
    r"|all(?: (?!to\b|of\b)[\w-]+){1,2} (?:responders|authors|leads|members|partners|staff|schools|teams)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"^(?:the )?(?:Cllrs|Councillors|Drs|Messrs)\b\.?\s+")
_OF_COUNCIL = re.compile(r"\b(?:County|District|Borough|City|Town|Parish)\s+(?=(?:Cllr|Councillor)\b)")
_PROMISE = re.compile(rf":\s+(?=[a-z])|\s+{TO}")
_TO = re.compile(r"\s+to (?=[a-z])")
_LONGEST_NAMES = 60
_NAMED = re.compile(
    r"[A-Z][\w&’'.-]*(?: (?:of|for|and|the|to|[A-Z(&][\w&’'.)-]*|[Tt]eams?|leads?|leaders|services?)){0,5}"
)
_NOBODY = re.compile(
    r"tb[acd]|new|nfa|aob|rag|asap|to be .*|n/?a|none|nobody|various|unknown|see .*|as above|ongoing|complete[d]?|"
    r"open|closed|done|"
    r"(?:this|that|there|it|we|they|he|she|you|i|please|further|also|no|not|work|discussion|consideration|report|paper|"
    r"update|members?|everything|plans?|actions?)(?: .*)?|[A-Z][a-z]{2,8} [0-9]{4}|.*\b(?:to|will|should|or)\b.*",
    re.IGNORECASE,
)
ALONE = "nobody else goes by that name"
_SHORTEST_JOB = 4


@dataclass(frozen=True, slots=True)
class Circle:
    """Those who may be meant at a meeting."""

    board: Board
    meeting: Meeting
    names: Names
    called: Mapping[str, Responsible] = field(default_factory=dict)
    """What else someone goes by: the jobs that the lists give them."""

    def named(self, text: str) -> tuple[tuple[Responsible, ...], str]:
        """Everyone whom a text lists and nothing else, with what was worked out; () if any of it is unclear."""
        text = re.sub(r"(?i)\b(?:plus|with)\b", "and", " ".join(text.replace("\n", ", ").split())).strip(" .,;:*")
        text = _OF_COUNCIL.sub("", _PLURAL.sub("", text))
        first = self.names.first(text)
        if first and first.end == len(text):
            return first.who, "" if all(is_typed(who, text) for who in first.who) else ALONE
        who: list[Responsible] = []
        whys: list[str] = []
        for part in self._parts(text):
            one, why = self._one(part)
            if one is None:
                return (), ""
            who.append(one)
            whys += [why] if why else []
        return tuple(dict.fromkeys(who)), "; ".join(whys)

    def says_who(self, text: str) -> bool:
        """Whether a text begins with whoever is to do what it says, by any name: `Clerk to ask`."""
        found = _TO.search(text[:_LONGEST_NAMES])
        return self.names.says_who(text) or (found is not None and bool(self.named(text[: found.start()])[0]))

    def promises(self, text: str) -> bool:
        """Whether a text begins with who will do something, or with a name and a colon."""
        first = self.names.first(text)
        return first is not None and _PROMISE.match(text, first.end) is not None

    def strangers(self, text: str) -> list[str]:
        """Those of a list of owners who are nobody yet, and may be a person or a group; [] if any is unclear."""
        strange = [
            part for part in self._parts(text.replace("\n", ", ").strip(" .,;:*")) if self._one(part)[0] is None
        ]
        return (
            strange
            if all((_NAMED.fullmatch(one) or _is_job(one)) and not _NOBODY.fullmatch(one) for one in strange)
            else []
        )

    def beside(self, text: str) -> list[str]:
        """The strangers that a list names beside someone else, by their job or as a group."""
        strange = self.strangers(text)
        is_list = 0 < len(strange) < len(self._parts(text))
        return (
            strange
            if is_list and all(persons.is_job(one) or persons.is_organisation(one) for one in strange)
            else []
        )

    def _parts(self, text: str) -> list[str]:
        if self._one(text)[0]:
            return [text]
        pieces = re.split(r"\s*(?:[,/;&+]|\band\b)\s*", text)
        return [part for piece in pieces if piece for part in _apart(piece)]

    def _one(self, part: str) -> tuple[Responsible | None, str]:
        """Whom words mean that name one person, group or organisation, and how that was worked out."""
        if part in self.board.collective_names:
            return Responsible(part), ""
        part = re.sub(r"^the\s+", "", part, flags=re.IGNORECASE)
        if _EVERYONE.fullmatch(part):
            return Responsible(ALL), "" if part == ALL else f"`{part}` is {ALL}"
        found = self.names.first(part)
        if found and found.end == len(part):
            return found.who[0], "" if is_typed(found.who[0], part) else ALONE
        if (role := _ROLE.fullmatch(part)) and (who := self.in_role(role["role"])):
            return who, f"`{part}` is {who} at this meeting"
        if persons.INITIALS.fullmatch(part) and not (_NOBODY.fullmatch(part) and part not in self.known):
            return Responsible(part), "" if part in self.known else f"nobody is known by {part}: taken as typed"
        if part.upper() in self.known:
            return Responsible(part.upper()), f"`{part}` is {part.upper()}"
        return self._by_name(part) or self._by_job(part) or self._by_organisation(part) or (None, "")

    def _by_name(self, part: str) -> tuple[Responsible, str] | None:
        """By the surname, after a title or a letter; by a name that is written a little otherwise."""
        bare = persons.untitled(part)
        serving = people.serving(self.board, self.meeting.date)
        having = [one for one in serving if bare and one.name.split()[-1] == bare.split()[-1]]
        if len(having) == 1 and (len(bare.split()) == 1 or persons.is_name(part)) and _may_be(bare, having[0]):
            return Responsible(having[0].initials), f"`{part}` is {having[0].name}, the only one of that name"
        first, _, begins = part.partition(" ")
        begins = begins.rstrip(".") if len(begins.rstrip(".")) < _SHORTEST_JOB else part
        firsts = [
            one
            for one in serving
            if (names := persons.untitled(one.name).split())[0] == first and names[-1].startswith(begins)
        ]
        if len(firsts) == 1:
            return Responsible(firsts[0].initials), f"`{part}` is {firsts[0].name}, the only one of that name"
        if not persons.is_name(part):
            return None
        wanted = persons.candidates(part)[0]
        near = [one for one in serving if persons.fits(wanted, one.name)]
        if len(near) == 1 and near[0].name.split()[-1][:3] == part.split()[-1][:3]:
            return Responsible(near[0].initials), f"`{part}` is taken for {near[0].name}"
        return None

    def _by_job(self, part: str) -> tuple[Responsible, str] | None:
        """By what the lists say of one person only, or a part of it: `Designated Nurse`."""
        if len(part) < _SHORTEST_JOB:
            return None
        near = [(job, who) for job, who in self.called.items() if part.lower() in job.lower()]
        having = {who for job, who in near if re.search(rf"\b{re.escape(part)}\b", job, re.IGNORECASE)}
        if len(having) != 1:
            return None
        (who,) = having
        return who, f"`{part}` is {who}: the list says so of nobody else"

    def _by_organisation(self, part: str) -> tuple[Responsible, str] | None:
        """By an organisation's name in other letters, or by what its name begins or ends with."""
        every = self.board.collective_names
        names = [name for name in every if name.lower() == part.lower()]
        if not names and part[:1].isupper() and len(part) > _SHORTEST_JOB:
            names = [name for name in every if f"{name} ".startswith(f"{part} ") or _is_team(part, name)]
        return (Responsible(names[0]), f"`{part}` is {names[0]}") if len(set(names)) == 1 else None

    @property
    def known(self) -> set[str]:
        """The initials of all who may be meant."""
        return {one.initials for one in people.serving(self.board, self.meeting.date)}

    def in_role(self, role: str) -> Responsible | None:
        """The one person of the meeting who has a role."""
        chairs = role.lower().startswith("chair")
        if chairs and self.meeting.chair:
            return Responsible(self.meeting.chair)
        wanted = Role.CHAIR if chairs else Role.VICE_CHAIR if "chair" in role.lower() else Role.SUPPORT
        there = {one.who for one in (*self.meeting.present, *self.meeting.in_attendance, *self.meeting.invited)}
        having = [
            one.initials
            for one in people.serving(self.board, self.meeting.date)
            if one.role is wanted and (not there or one.initials in there)
        ]
        return Responsible(having[0]) if len(having) == 1 else None


def _apart(piece: str) -> list[str]:
    """The people of a list that nothing parts but space: `MH RE`."""
    words = piece.split()
    return words if all(persons.INITIALS.fullmatch(word) for word in words) else [piece]


def _is_job(part: str) -> bool:
    return part[:1].isupper() and persons.is_job(part)


def _is_team(part: str, name: str) -> bool:
    """Whether words name an organisation and say with one more that it is one: `Health visiting service`."""
    return re.fullmatch(rf"{re.escape(name)} (?:service|services|team|partners?)", part, re.IGNORECASE) is not None


def _may_be(bare: str, person: Person) -> bool:
    """Whether a first letter before a surname does not speak against a person."""
    first = bare.split()[:-1]
    return not first or first[0][0] == persons.untitled(person.name)[0]


def is_typed(who: Responsible, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(who)}(?!\w)", text, re.IGNORECASE if who == ALL else 0) is not None
