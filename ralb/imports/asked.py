"""Who is to do what: the people of a row or of an action in the notes, however they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ralb import people
from ralb.imports import persons
from ralb.model import ALL, Action, Board, Meeting, Responsible, Role
from ralb.naming import Names

_AT_END = re.compile(
    r"[\s.;,–—-]*(?:\b(?:follow[- ]?up|actions?(?: by| for)?|owner|lead|responsible|by|"
    r"who)\s*[:–-]\s*|[(\[]|\s[–—-]\s)"
    r"(?P<who>[^()\[\]:]{2,60}?)[)\]]?\s*(?:by (?:the )?[\w ]{3,20})?[.\s]*$",
    re.IGNORECASE,
)
_AT_BEGIN = re.compile(r"[(\[]?(?P<who>[^:()\[\]]{2,60}?)[)\]]?\s*(?::|\s[–—-]\s|[)\]])\s*(?=\S)")
_UNKNOWN = re.compile(
    r"(?P<who>[A-Z]{2,4}[0-9]?(?:\s*(?:/|,|&|\band\b)\s*[A-Z]{2,4}[0-9]?)*)\s*(?::|(?:to|will)\b)"
)
_ROLE = re.compile(
    r"(?:the )?(?P<role>(?:vice[- ]|deputy )?chair(?:man|person)?|clerk|secretary|minute[- ]?taker|"
    r"business (?:manager|support)|support)(?=\s+(?:to|will)\b|\s*[:–-]|\s*$)",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?P<who>[A-Z][^:;.()]{1,60}?)\s+(?:is to|are to|to|will)\b")
_WORDS = re.compile(r"[\w’']+")
_EVERYONE = re.compile(
    r"(?:all(?: (?:board |the )?(?:members|present|governors|trustees|councillors|partners|attendees|of us))?"
    r"|all to note|everyone|(?:the )?board|board members)\.?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Z][\w&’'-]*(?: [\w&’'-]+){0,4}")
_NOBODY = re.compile(
    r"tb[acd]|to be .*|n/?a|none|nobody|various|unknown|see .*|as above|ongoing|complete[d]?|open|closed|done|"
    r"[A-Z][a-z]{2,8} [0-9]{4}|.*\b(?:to|will|should|and|or)\b.*", re.IGNORECASE)  # fmt: skip
_ALONE = "nobody else goes by that name"
_ALIKE, _FEWEST = 0.8, 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to do it, in which words, and how that was worked out, if not just as typed."""

    who: tuple[Responsible, ...]
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """Those who may be meant at a meeting."""

    board: Board
    meeting: Meeting
    names: Names

    def named(self, text: str) -> tuple[tuple[Responsible, ...], str]:
        """Everyone whom a text lists and nothing else, with what was worked out; () if any of it is unclear."""
        text = re.sub(r"(?i)\bplus\b", "and", " ".join(text.replace("\n", ", ").split())).strip(" .,;:")
        first = self.names.first(text)
        if first and first.end == len(text):
            return first.who, "" if all(_is_typed(who, text) for who in first.who) else _ALONE
        who: list[Responsible] = []
        whys: list[str] = []
        pieces = [text] if text in self.board.collective_names else re.split(r"\s*(?:[,/;&+]|\band\b)\s*", text)
        for part in (one for piece in pieces for one in _apart(piece)):
            one, why = self._one(part)
            if one is None:
                return (), ""
            who.append(one)
            whys += [why] if why else []
        return tuple(dict.fromkeys(who)), "; ".join(whys)

    def strangers(self, text: str) -> list[str]:
        """Those of a list of owners who are nobody yet, and may be a person or a group; [] if any is unclear."""
        pieces = re.split(r"\s*(?:[,/;+\n]|\band\b)\s*", text.strip(" .,;:"))
        strange = [piece for piece in pieces if piece and not self.named(piece)[0]]
        return strange if all(_NAMED.fullmatch(one) and not _NOBODY.fullmatch(one) for one in strange) else []

    def _one(self, part: str) -> tuple[Responsible | None, str]:
        if _EVERYONE.fullmatch(part):
            return Responsible(ALL), "" if part == ALL else f"`{part}` is {ALL}"
        found = self.names.first(part)
        if found and found.end == len(part):
            return found.who[0], "" if _is_typed(found.who[0], part) else _ALONE
        if role := _ROLE.fullmatch(part):
            who = self.in_role(role["role"])
            return (who, f"`{part}` is {who} at this meeting") if who else (None, "")
        if persons.INITIALS.fullmatch(part):
            return Responsible(part), "" if part in self.known else f"nobody is known by {part}: taken as typed"
        surname = part.split()[-1]
        having = [one for one in people.serving(self.board, self.meeting.date) if one.name.split()[-1] == surname]
        if len(having) == 1 and (part == surname or persons.is_name(part)) and _may_be(part, having[0].name):
            return Responsible(having[0].initials), f"`{part}` is {having[0].name}, the only one of that name"
        if persons.is_name(part):
            near = [
                one
                for one in people.serving(self.board, self.meeting.date)
                if persons.fits(persons.candidates(part)[0], one.name)
            ]
            if len(near) == 1 and near[0].name.split()[-1][:3] == part.split()[-1][:3]:
                return Responsible(near[0].initials), f"`{part}` is taken for {near[0].name}"
        return None, ""

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

    def asked(self, told: str) -> Asked:
        """Who is to do what a sentence says: `KY to ...`, `TR and HL: ...`, `... (KY)`, `The Chair to ...`."""
        told = " ".join(told.split())
        if article := re.match(r"the\s+(?=\S)", told, re.IGNORECASE):
            bare = self.asked(told[article.end() :])
            return Asked(bare.who, told[: article.end()] + bare.text, bare.why)
        if who := self.names.doers(told):
            first = self.names.first(told)
            typed = first is None or all(_is_typed(one, told[: first.end]) for one in first.who)
            return Asked(who, told, "" if typed else _ALONE)
        if (begin := _AT_BEGIN.match(told)) and (found := self.named(begin["who"]))[0]:
            return Asked(found[0], told, found[1])
        if (role := _ROLE.match(told)) and (one := self.in_role(role["role"])):
            return Asked((one,), told, f"`{role['role']}` is {one} at this meeting")
        if unknown := _UNKNOWN.match(told):
            strange = self.named(unknown["who"])
            if strange[0] and not set(strange[0]).intersection(self.board.not_initials):
                return Asked(strange[0], told, strange[1])
        if (does := _DOES.match(told)) and (found := self.named(does["who"]))[0]:
            return Asked(found[0], told, found[1])
        if (end := _AT_END.search(told)) and (found := self.named(end["who"]))[0]:
            return Asked(found[0], told[: end.start()].rstrip(" .;,"), found[1] or "named behind it")
        first = self.names.first(told)
        if first and re.match(r"\s+[a-z]", told[first.end :]):
            return Asked(first.who, told, f"the sentence begins with {' and '.join(first.who)}")
        return Asked((), told)


def _apart(piece: str) -> list[str]:
    """The people of a list that nothing parts but space: `MH RE`."""
    words = piece.split()
    return words if all(persons.INITIALS.fullmatch(word) for word in words) else [piece]


def _may_be(part: str, name: str) -> bool:
    """Whether a title or a first letter before a surname does not speak against a name."""
    first = re.sub(rf"^(?:{persons.TITLE}\s*)+", "", part).split()[:-1]
    own = re.sub(rf"^(?:{persons.TITLE}\s*)+", "", name)
    return not first or first[0][0] == own[0]


def _is_typed(who: Responsible, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(who)}(?!\w)", text, re.IGNORECASE if who == ALL else 0) is not None


def same_as(told: str, rows: Sequence[Action]) -> tuple[Action, float] | None:
    """The row that says the same as a sentence of the notes, and how much of its words it has; or None."""
    words = _WORDS.findall(told.lower())
    best: tuple[Action, float] | None = None
    for row in rows:
        other = _WORDS.findall(row.text.lower())
        few, many = sorted((words, other), key=len)
        share = _common(few, many) / len(few) if len(few) >= _FEWEST or few == many else 0.0
        if share >= _ALIKE and (best is None or share > best[1]):
            best = row, share
    return best


def _common(few: list[str], many: list[str]) -> int:
    from difflib import SequenceMatcher

    return sum(match.size for match in SequenceMatcher(None, few, many, autojunk=False).get_matching_blocks())
