"""One person as lists of those present name them: `Dr Mac Heath (CHAIR Milton Keynes)`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ralb.model import Role

TITLE = (
    r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|"
    r"(?:(?:County|District|Borough|Town|Parish|City)\s+)?(?:Cllr|Councillor)|Sir|Dame|Lord|Lady|Rev|Revd|Father|Fr|Canon|Judge|HHJ|"
    r"PC|(?:PS|ACC)(?=\s+[A-Z][a-z])|Nurse|Sgt|Sergeant|DI|DCI|Det|Detective|Insp|Inspector|Supt|Superintendent|"
    r"Ch(?:ief)?(?= Insp| Supt| Super| Const)|Constable|Alderman|Ald|Baroness|Capt|Captain|Major|Col|Colonel)\b\.?"
)
_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_PARTICLE = r"(?:van|von|de|der|den|la|le|da|di|bin|al|el|ap)"
_NAME = re.compile(rf"(?:{TITLE}\s+)*{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,4}}")
_TITLED = re.compile(rf"{TITLE}\s+{_WORD}")
INITIALS = re.compile(r"[A-Z]{2,4}[0-9]?")
SHORT = re.compile(r"[A-Z][A-Za-z]{1,3}[0-9]?")
"""Initials as some boards tell two people apart: `GHu` beside `GH`."""
_ROLES = (
    (Role.VICE_CHAIR, r"(?:vice|deputy)[- ]?chair(?:man|woman|person)?|chair(?:man|woman|person)?[- ]elect"),
    (Role.CHAIR, r"(?:co-|independent |clinical |lay )?chair(?:man|woman|person|ing)?|in the chair"),
    (Role.OBSERVER, r"observer|observing"),
    (
        Role.SUPPORT,
        r"support|(?:clerk|secretary)(?: to (?:the )?\w+)?|secretariat|minutes?(?:[- ]?taker)?|note[- ]?taker|"
            r"(?:taking|took) (?:the )?notes|notes|minuting"
        r"|administrator|admin(?: support)?|business (?:manager|support)",
    ),
)  # fmt: skip
_ROLE = re.compile("|".join(f"(?P<{role.name}>{words})" for role, words in _ROLES), re.IGNORECASE)
_CHAIRS = re.compile(
    r"(?:(?:panel|trust|board|committee|group|partnership|forum|acting|interim)(?:['’]s)?|.* (?:and|&)) "
    r"(?P<role>(?:(?:vice|deputy)[- ])?chair(?:man|woman|person)?)",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?:[\w&/’'-]+ ){0,5}(?:(?:manager|director|officer|lead|leader|advis[eo]r|analyst|nurse|doctor|"
    r"superintendent|consultant|practitioner|co-?ordinator|worker|executive|representative|rep|member|solicitor|"
    r"accountant|inspector|specialist|assistant|headteacher|principal|governor|treasurer)"
    r"(?: (?:of|for|to) [\w &,’'-]+)?|head of [\w &]+)|AD|DCS|HoS|CEO|IRO|SM",
    re.IGNORECASE,
)
_JOB_AT_END = re.compile(
    r"\b(?:manager|director|officer|lead|leader|advis[eo]r|analyst|nurse|doctor|consultant|practitioner|co-?ordinator|"
    r"worker|executive|representative|rep|member|solicitor|accountant|specialist|assistant|headteacher|head|principal|"
    r"governor|treasurer|secretary|administrator|carer|trustee|chairman|chair|team|scrutineer|guardian|commissioner|"
    r"auditor|librarian|planner|engineer|warden|ranger|support)$",
    re.IGNORECASE,
)
_SHORT_JOB = re.compile(r"(?:AD|DCS|HoS|CEO|Head of Service|Director|Assistant Director)\s+(?=[A-Z])")
_DEPUTY = re.compile(
    r"(?:deput(?:y|ising|ed)|substitut(?:e|ing)|attending|here|in place)?\s*\b(?:for|of|on "
    r"behalf of)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:on |annual |sick |maternity )?(?:holidays?|leave|ill(?:ness)?|sick(?:ness)?|unwell|"
    r"work(?: commitments)?|personal.*|"
    r"(?:via|on) (?:teams|zoom)|in attendance|online|virtual(?:ly)?|by (?:phone|teams|telephone)|(?:until|from|"
    r"part|left|arrived|(?:for )?(?:items?|minutes?))\b.*)",
    re.IGNORECASE,
)
_INFORMAL = re.compile(r"(?P<name>[A-Z][a-z]+) from (?:the )?(?P<organisation>[A-Z].+)")
"""Someone with a first name only."""
_HONOURS = re.compile(r"\s+(?:Esq|[OMC]BE|B(?:Eng|Sc)|PhD)\b.*")
_IN_BRACKETS = re.compile(r",|\s[–—-]\s")
_AT_END = re.compile(rf"\s*[,–—-]?\s*(?P<role>{_ROLE.pattern})\.?\s*$", re.IGNORECASE)
_AT_BEGIN = re.compile(rf"(?P<role>{_ROLE.pattern})\s*[:–—-]\s*", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:councils?|county|borough|city|unitary|adopt(?:ion)?|agency|partnership|trust|nhs|icb|ccg|university|college|"
    r"services?|authority|department|dfe|ofsted|police|cafcass|board|school|schools|hospital|association|society|"
    r"charity|ltd|plc|barnardo.?s|coram|corum|pact|raa|vaa|network|forum|committee|alliance|consortium|court|region|programme)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Met:
    """Someone named in a list, as far as the list tells."""

    name: str
    organisation: str | None = None
    role: Role = Role.MEMBER
    initials: str = ""
    deputy_for: str = ""
    called: tuple[str, ...] = ()
    """What else notes may call them: `GHu`, `Headteacher`."""
    line: int = 0
    doubts: tuple[str, ...] = ()


def is_name(text: str) -> bool:
    """Whether a text looks like someone's name and like no organisation's."""
    text = text.strip(" .")
    bare = untitled(text)
    is_other = _ORGANISATION.search(bare) or _JOB_AT_END.search(bare)
    return bool((_NAME.fullmatch(text) and not is_other) or _TITLED.fullmatch(text))


def untitled(name: str) -> str:
    """A name without the titles before it.

    >>> untitled("Det Supt Ruth Colley"), untitled("Mrs. Dale")
    ('Ruth Colley', 'Dale')
    """
    return re.sub(rf"^(?:{TITLE}\s*)+", "", name).strip()


def begins_with_name(text: str) -> bool:
    """Whether a text surely begins with a name: behind a title or letters, before `(AB)` or a dash."""
    dash = re.match(rf"(?P<name>{_NAME.pattern})\s+[–—-]\s", text)
    short = re.match(rf"{_NAME.pattern}\s+[(\[]\s*{SHORT.pattern}\s*[)\]]", text)
    letters = re.match(rf"(?:[A-Z]\.?\s)+{_WORD}", text)
    return bool(
        _TITLED.match(text) or (letters and is_name(letters[0])) or short or (dash and is_name(dash["name"]))
    )


def is_organisation(text: str) -> bool:
    """Whether a text surely names an organisation."""
    return bool(_ORGANISATION.search(text))


def is_job(text: str) -> bool:
    """Whether a text names a role or a job, and no organisation."""
    is_role = _ROLE.fullmatch(text) or _CHAIRS.fullmatch(text) or _JOB.fullmatch(text)
    return bool(is_role or (_JOB_AT_END.search(text) and not _ORGANISATION.search(text)))


def met(text: str, line: int) -> Met | None:
    """Whom a text names, with what is said of them in brackets and behind commas; None if nobody."""
    # What follows initials in brackets is no part of the name: `Colin Dale (CD) Chief Finance Officer`.
    text = re.sub(r"([(\[]\s*[A-Z][A-Za-z]{1,3}[0-9]?\s*[)\]])\s+(?=\w)", r"\1, ", text)
    brackets = re.findall(r"[(\[]([^()\[\]]*)[)\]]", text)
    rest = re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text)
    rest = "\t".join(" ".join(part.split()) for part in rest.split("\t")).strip(" ,;.:\t")
    person = Met("", line=line)
    if begins := _AT_BEGIN.match(rest):
        person, rest = replace(person, role=_role(begins["role"])), rest[begins.end() :]
    if len(brackets) == 1 and is_name(brackets[0]) and rest.lower() in ("me", "myself", "i"):
        return replace(person, name=brackets[0].strip())
    job = re.sub(r"^[Tt]he ", "", rest)
    if len(brackets) == 1 and is_name(brackets[0]) and (_ROLE.fullmatch(job) or _JOB_AT_END.search(job)):
        # `the Clerk (Mrs K Lowe)`
        return _detailed(replace(person, name=brackets[0].strip()), job)
    if informal := _INFORMAL.fullmatch(rest):
        return replace(person, name=informal["name"], organisation=informal["organisation"])
    parts = [part for part in re.split(r"\s*[,;\t]\s*|\s+[–—-]\s+|\s{2,}|\s*:\s+", rest) if part]
    if _stands_behind(parts):
        parts[:2] = parts[1], parts[0]
    parts = [*_apart(parts[0]), *parts[1:]] if parts else []
    name = parts[0] if parts else ""
    while (ends := _AT_END.search(name)) and ends.start():
        person, name = replace(person, role=_role(ends["role"])), name[: ends.start()]
    name = _in_small_letters(_HONOURS.sub("", name).strip(" ."))
    if INITIALS.fullmatch(name):
        person = replace(person, initials=name)
    elif is_name(name):
        person = replace(person, name=name)
    else:
        return None
    return _with(person, [*parts[1:], *_in(brackets)])


def _stands_behind(parts: Sequence[str]) -> bool:
    """Whether a name stands behind its initials, or behind its organisation: `Democratic Services – Ann Brown`."""
    if len(parts) < 2 or not is_name(parts[1]):
        return False
    is_body = len(parts) == 2 and is_organisation(parts[0]) and len(_apart(parts[0])) == 1
    return is_body or (INITIALS.fullmatch(parts[0]) is not None and fits(parts[0], parts[1]))


def more(person: Met, text: str) -> Met:
    """A person with what a line below their name says of them."""
    brackets = re.findall(r"[(\[]([^()\[\]]*)[)\]]", text)
    said = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text).split(",")
    return _with(person, [*said, *_in(brackets)])


def _in(brackets: Sequence[str]) -> list[str]:
    return [one for said in brackets for one in _IN_BRACKETS.split(said) if one.strip()]


def _with(person: Met, parts: Sequence[str]) -> Met:
    for part in parts:
        for said in re.split(r"\s+/\s+", part.strip()):
            person = _detailed(person, said)
    return person


def _apart(words: str) -> list[str]:
    """A name and what follows it with nothing between: up to initials that fit it, or up to a job.

    >>> _apart("Desmond Achebe Public Governor DA"), _apart("Marian Holt Company Secretary"), _apart("Ann Brown")
    (['Desmond Achebe', 'Public Governor', 'DA'], ['Marian Holt', 'Company Secretary'], ['Ann Brown'])
    >>> _apart("Det Supt Ruth Colley RC Westland Police")
    ['Det Supt Ruth Colley', 'RC', 'Westland Police']
    """
    titled = re.match(rf"(?:{TITLE}\s*)*", words)
    begin, bare = words[: titled.end() if titled else 0], words[titled.end() if titled else 0 :].split()
    for count in range(2, min(len(bare), 4)):
        name = " ".join(bare[:count])
        for at in sorted({count, len(bare) - 1}):
            is_short = SHORT.fullmatch(bare[at]) or INITIALS.fullmatch(bare[at])
            if is_name(name) and is_short and (fits(bare[at].upper(), name) or _begins(bare[at], name)):
                said = " ".join(bare[count:at]), bare[at], " ".join(bare[at + 1 :])
                return [begin + name, *filter(None, said)]
    if len(bare) > 2 and is_name(" ".join(bare[:2])) and _JOB_AT_END.search(" ".join(bare[2:])):
        return [begin + " ".join(bare[:2]), " ".join(bare[2:])]
    return [words]


def _in_small_letters(name: str) -> str:
    """A name that is typed in capitals: `MRS V LANGTON`."""
    if not name.isupper() or not re.search(r"[A-Z]{3}", name) or INITIALS.fullmatch(name):
        return name
    return re.sub(r"\b[A-Z]{2,}\b", lambda word: word[0].capitalize(), name)


def _role(words: str) -> Role:
    found = _ROLE.match(words)
    return Role[found.lastgroup] if found and found.lastgroup else Role.MEMBER


def _detailed(person: Met, detail: str) -> Met:
    """A person with one more thing said of them."""
    if INITIALS.fullmatch(detail) and person.name and fits(detail, person.name):
        return replace(person, initials=detail)
    is_of_all_words = detail.upper() == _first_letters(person.name)
    if SHORT.fullmatch(detail) and person.name and (is_of_all_words or _begins(detail, person.name)):
        initials = detail.upper() if is_of_all_words else person.initials
        return replace(person, initials=initials, called=(*person.called, detail))
    deputy = _DEPUTY.fullmatch(detail)
    if deputy and (is_name(deputy["who"]) or INITIALS.fullmatch(deputy["who"])):
        return replace(person, deputy_for=deputy["who"])
    if in_role := _in_role(person, detail):
        return in_role
    short = _SHORT_JOB.match(detail)
    if short:
        return replace(person, organisation=detail[short.end() :])
    if _REASON.fullmatch(detail):
        return person
    if is_job(detail):
        return replace(person, called=(*person.called, detail))
    if person.organisation:
        both = f"`{person.organisation}` and `{detail}` are said of them: the last is taken for the organisation"
        person = replace(person, doubts=(*person.doubts, both))
    return replace(person, organisation=detail)


def _in_role(person: Met, detail: str) -> Met | None:
    """A person with the role that one more thing said of them tells; None where it tells none."""
    if chairs := _CHAIRS.fullmatch(detail):
        return replace(person, role=_role(chairs["role"]), called=(*person.called, detail))
    role = _ROLE.match(detail)
    if role is None or (role.end() < len(detail) and detail[role.end()].isalnum()):
        return None
    organisation = re.sub(r"^(?:and|&) ", "", detail[role.end() :].strip(" ,:/–—-"))
    given = _role(role[0])
    if person.role is not Role.MEMBER and person.role is not given:
        doubt = (
            f"`{detail}` is read as the organisation {organisation}" if organisation else f"`{detail}` is left out"
        )
        person = replace(person, doubts=(*person.doubts, f"{doubt}, since the list calls them {person.role}"))
    else:
        person = replace(person, role=given)
    return replace(person, organisation=organisation or person.organisation)


def fits(initials: str, name: str) -> bool:
    """Whether initials can be those of a name.

    >>> fits("MH", "Dr Mac Heath"), fits("KBD", "Kim Bromley-Derry"), fits("KY", "Mac Heath")
    (True, True, False)
    """
    return initials.rstrip("0123456789") in candidates(name)


def _begins(short: str, name: str) -> bool:
    """Whether a short form is made of the beginnings of a name's words: `GHu` of Gita Hussain."""
    bare = untitled(name).split()
    parts = re.findall(r"[A-Z][a-z]*", short)
    return len(parts) > 1 and bare[0].startswith(parts[0]) and bare[-1].startswith(parts[-1])


def _first_letters(name: str) -> str:
    """The first letters of all words of a name, small ones too: `MDV` of Mark de Vries."""
    return "".join(word[0] for word in untitled(name).split()).upper()


def candidates(name: str) -> list[str]:
    """The initials that a name can have, the likeliest first."""
    words = [word for word in re.split(r"[\s.]+", untitled(name)) if word[:1].isupper()]
    every = [part for word in words for part in word.split("-") if part[:1].isupper()]
    if len(words) < 2:
        return [words[0][:2].upper()] if words else []
    tried = [words[0][0] + words[-1][0], "".join(word[0] for word in words), "".join(word[0] for word in every)]
    tried.append(words[0][0] + every[-1][0])
    inner = [letter for letter in words[-1][1:] if letter.isupper()]
    tried += [words[0][0] + words[-1][0] + inner[0]] if inner else []
    return [one for one in dict.fromkeys(tried) if re.fullmatch(r"[A-Z]{2,4}", one)]
