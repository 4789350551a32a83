"""Rules about what should not be published by accident: numbers, addresses, cases, links to inside.

They look at the file as typed, so at comments and notes too.
"""

import re
from collections.abc import Iterable

from ralb import comments, marks
from ralb.book import Minutes
from ralb.diagnostics import Severity
from ralb.model import Repository
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, Text, files, logs, texts
from ralb.text import quoted

_SETTLE = "delete it, or say in `allow:` why it may stand"


Matches = Iterable[re.Match[str]]


def _numbers(pattern: re.Pattern[str], rare: re.Pattern[bytes], text: Text) -> Matches:
    """Its matches; *rare* is what of them must be among the rare characters, which is soon seen not to be."""
    return _alone(pattern, text) if rare.search(text.rare) else ()


def _alone(pattern: re.Pattern[str], text: Text) -> Matches:
    """The matches before which no word or number goes on; to ask this in the pattern takes four times as long."""
    for found in pattern.finditer(text.source.text):
        before = text.source.text[found.start() - 1 : found.start()]
        if not (before.isalnum() or before in ("_", ".", "/", "-")):
            yield found


def _looks(text: Text, found: re.Match[str], what: str) -> Finding:
    return Finding(text.source, found.start(), f"{quoted(found[0])} looks like {what}", _SETTLE)


def _before(text: Text, found: re.Match[str]) -> str:
    return text.source.text[max(0, found.start() - _MOST_BEFORE) : found.start()]


_MOST_BEFORE = 300
_AREAS = "123789"
_REFERENCES = ("order", "no", "number", "code", "reference", "ref", "charity", "account", "invoice", "case")
_PHONE = re.compile(r"(?:\+44 ?(?:\(0\) ?)?|\(0|0)[1-9][0-9]{1,3}\)?(?:[ -]?[0-9]){5,8}(?![\w/-]|\.[0-9])")
_PHONE_RARE = re.compile(rb"(?:44|0)\)?[1-9][0-9]{1,3}\)?(?:-?[0-9]){5}")


@rule("RALB601", Severity.WARNING, each=texts)
def phone_number(text: Text) -> Iterable[Finding]:
    """A telephone number stands in the minutes."""
    for found in _numbers(_PHONE, _PHONE_RARE, text):
        before = _before(text, found).lower()
        digits = re.sub("[^0-9]", "", found[0]).removeprefix("44").removeprefix("0")
        if digits[0] in _AREAS and not before.rstrip(" .:#").endswith(_REFERENCES):
            yield _looks(text, found, "a telephone number")


_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\b")


@rule("RALB602", Severity.WARNING, each=texts)
def email_address(text: Text) -> Iterable[Finding]:
    """An e-mail address stands in the minutes; the board's own `contact` may."""
    for found in _alone(_EMAIL, text) if "@" in text.source.text else ():
        if found[0] != text.book.board.contact:
            yield _looks(text, found, "an e-mail address")


@rule("RALB603", Severity.ERROR, each=logs)
def restricted_text(log: Log) -> Iterable[Finding]:
    """Restricted text stands in a repository that everyone can read."""
    if log.book.board.repository is not Repository.PUBLIC:
        return
    how = "take it out of this repository: git keeps for all to read what is once in it"
    for passage in log.minutes.passages:
        if passage.restricted:
            yield Finding(log.source, passage.start, "a restricted passage in a public repository", how)
    for record in (log.meeting, *log.meeting.rows):
        if record.restricted:
            at = record.place.keys["restricted"]
            yield Finding(log.source, at, "restricted text in a public repository", how)


@rule("RALB604", Severity.WARNING, each=files)
def html_comment(minutes: Minutes) -> Iterable[Finding]:
    """A comment stands in the notes: no edition shows it, but everyone with the file reads it."""
    for comment in minutes.comments:
        yield Finding(minutes.source, comment, "a comment in the notes", _SETTLE)


_COUNTED = ("Phase", "Item", "Stage", "Part", "Group")
_POSTCODE = re.compile(r"(?:GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2})\b")
_STREET = re.compile(
    r"[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Gardens)\b"
)
_PLACE_RARE = re.compile(rb"[0-9][A-Z]?,?[A-Z]{2}")


@rule("RALB605", Severity.WARNING, each=texts)
def postcode_or_address(text: Text) -> Iterable[Finding]:
    """A postcode or a street with a number stands in the minutes; the venue of a meeting may."""
    if not _PLACE_RARE.search(text.rare):
        return
    for pattern, what in ((_POSTCODE, "a postcode"), (_STREET, "an address")):
        for found in _alone(pattern, text):
            before = _before(text, found).rpartition("\n")[2]
            a_year = re.match(r"(?:19|20)[0-9]{2} ", found[0]) or before.rstrip().endswith(_COUNTED)
            if "venue:" not in before and not a_year:
                yield _looks(text, found, what)


_NHS = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![\w-])")
_NHS_RARE = re.compile(rb"[0-9]{3}-?[0-9]{3}-?[0-9]{4}")
_NEVER_ISSUED = ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")
_NATIONAL_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b")
_NATIONAL_INSURANCE_RARE = re.compile(rb"[A-Z][A-Z][0-9]{6}[A-D]")


@rule("RALB606", Severity.WARNING, each=texts)
def id_number(text: Text) -> Iterable[Finding]:
    """An NHS number or a National Insurance number stands in the minutes."""
    for found in _numbers(_NHS, _NHS_RARE, text):
        if _is_nhs(re.sub("[ -]", "", found[0])):
            yield _looks(text, found, "an NHS number")
    for found in _numbers(_NATIONAL_INSURANCE, _NATIONAL_INSURANCE_RARE, text):
        if found[0][:2] not in _NEVER_ISSUED:
            yield _looks(text, found, "a National Insurance number")


def _is_nhs(digits: str) -> bool:
    """Whether the last digit is right for the nine before: telephone numbers seldom are NHS numbers by chance."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits[0] != "0" and -weighed % 11 == int(digits[9])


# Parts of what tells an age. They are looked for by letters that are rare, and then what stands before these.
_AGES = (
    re.compile(r"b(?:irth|orn |(?<=dob)|(?<=d\.o\.b))"),
    re.compile(r"ged (?<=aged )"),
    re.compile(r"ld(?<=[ -]old)"),
)
_THINGS = "policy|dataset|data|system|report|contract|building|plan"
_AGE = re.compile(
    r"(?:date of birth|d\.?o\.?b\b"
    r"|born (?:on|in) (?:(?:the )?[0-9]{1,2}(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]+ [0-9])"
    r"|aged [0-9]{1,2}\b(?![ ]?(?:[-–+0-9]|to\b|and over|and under|or over|or under|and above))"
    rf"|[0-9]{{1,2}}[- ](?:year|month|week)s?[- ]old(?![ ](?:{_THINGS})))",
    re.IGNORECASE,
)


@rule("RALB607", Severity.WARNING, each=texts)
def date_of_birth_or_age(text: Text) -> Iterable[Finding]:
    """A date of birth or an age stands in the minutes: with it a child may be known."""
    for found in _alone(_AGE, text) if any(part.search(text.small) for part in _AGES) else ():
        if not _before(text, found).rstrip().lower().endswith(("over", "under", "than")):
            yield _looks(text, found, "a date of birth or an age")


_CALLS_AND_DRIVES = re.compile(
    r"teams\.(?:microsoft\.com|live\.com|cloud\.microsoft)|sharepoint\.com|zoom\.us|webex\.com|meet\.google\.com"
    r"|onedrive\.live\.com|1drv\.ms|drive\.google\.com|docs\.google\.com(?!/forms/|[^\s)>]*/pub\b)"
    r"|\\\\[A-Za-z0-9][\w.-]*\\[\w$](?:[\w$.-]*[\w$])?|\bfile://",
    re.IGNORECASE,
)
_SERVICES = ("teams.", "sharepoint.", "zoom.us", "webex.", ".google.", "onedrive.", "1drv.", "\\\\", "file://")
_OWN_NETWORK = re.compile(
    r"https?://(?:[\w-]+(?![\w.-])|[\w.-]+\.(?:local|internal|intranet|lan|corp)(?![\w.-])"
    r"|10(?:\.[0-9]{1,3}){3}(?![\w.]))"
    r"|(?:https?://)?(?:192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))(?:\.[0-9]{1,3}){2}(?![\w]|\.[0-9])"
    r"|(?:https?://)?intranet\.[a-z0-9-]+\.[a-z0-9.-]*[a-z]",
    re.IGNORECASE,
)
_HOSTS = ("://", "192.168.", "172.", "intranet.")
_DRIVE = re.compile(r"[A-Za-z]:\\[\w$]")
_DOT_IN_WORD = re.compile(r"\.[a-z0-9-]")


@rule("RALB609", Severity.WARNING, each=texts)
def internal_link(text: Text) -> Iterable[Finding]:
    """A link leads to where the public cannot or should not go: a call, a shared drive, an intranet."""
    if not (b"//" in text.rare or b"\\" in text.rare or _DOT_IN_WORD.search(text.small)):
        return
    every = (
        *(_CALLS_AND_DRIVES.finditer(text.source.text) if _has(text, _SERVICES) else ()),
        *(_alone(_OWN_NETWORK, text) if _has(text, _HOSTS) else ()),
        *(found for found in _alone(_DRIVE, text) if not _escaped(text, found)),
    )
    for found in every:
        yield _looks(text, found, "a link for the board only")


def _has(text: Text, hints: Iterable[str]) -> bool:
    return any(hint in text.small for hint in hints)


def _escaped(text: Text, found: re.Match[str]) -> bool:
    """Whether the backslash stands in double quotes behind a key, where it begins a sign of its own."""
    line = _before(text, found).rpartition("\n")[2]
    return re.search(r':\s*"[^"]*$', line) is not None


_LABEL = (
    r"(?:(?:(?:private and )?confidential|restricted|exempt)"
    r"(?:[ ](?:items?|session|business|part|matters?|section|discussion|minutes|notes?))?"
    r"|in confidence|not for (?:the )?(?:public(?:ation)?|minutes)|off the record|part (?:b|ii)\b)"
)
_LABELS = ("confiden", "restricted", "exempt", "not for", "off the rec", "part b", "part ii")
_OPENS = r"(?:[*_\"'“”‘’«„(\[\\]|</?[a-z]{1,10}>){0,8}"
_CLOSES = r"(?:[*_\"'“”‘’»)\]\\]|</?[a-z]{1,10}>)"
# Set apart by a sign behind it, by those around it, or by capitals.
_LABELLED = re.compile(
    rf"{_OPENS}(?P<label>{_LABEL})"
    rf"(?:{_CLOSES}{{0,8}}(?:[ ]?[:：)\].|]|[ ][-–—|][ ]?|[ \t]*$)|{_CLOSES}|(?P<called>[ ](?=\w)))",
    re.MULTILINE | re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?P<level>#{1,6})[ ]+(?P<words>(?:.*[-–—:(.][ ]?|[0-9]+[ ])?"
    rf"{_OPENS}{_LABEL}{_CLOSES}{{0,8}}(?:[ ]?[-–—:(].*)?\)?)[ \t#]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MARK_IT = "put `::: restricted Words for the public.` above it and `:::` below, each on a line of its own"


@rule("RALB610", Severity.WARNING, each=texts)
def not_marked_as_restricted(text: Text) -> Iterable[Finding]:
    """Words of the notes call themselves restricted or confidential, and nothing keeps them from the public."""
    minutes = text.minutes
    if minutes and minutes.meeting and not minutes.meeting.restricted and _has(text, _LABELS):
        yield from _labels(minutes)


def _labels(minutes: Minutes) -> Iterable[Finding]:
    text = minutes.source.text
    seen = -1
    for found in _LABELLED.finditer(text, *minutes.notes):
        line = text.rfind("\n", 0, found.start()) + 1
        is_said = found["called"] and not found["label"].isupper()
        if line == seen or is_said or text.startswith("#", line):
            continue
        if marks.begins(text, found.start()) and _is_open(minutes, found.start()):
            seen = line
            message = f"{quoted(found['label'])} marks nothing: the public would read this"
            yield Finding(minutes.source, found.start("label"), message, _MARK_IT)
    for found in _HEADED.finditer(text, *minutes.notes):
        if _is_open(minutes, found.start()) and _open_below(minutes, found):
            message = f"{quoted(found['words'])} marks nothing: the public would read what stands below"
            yield Finding(minutes.source, found.start("words"), message, _MARK_IT)


def _is_open(minutes: Minutes, at: int) -> bool:
    """Whether the public would read what stands at that place of the notes."""
    return not minutes.restricts(at) and not comments.covers(minutes.comments, at)


def _open_below(minutes: Minutes, heading: re.Match[str]) -> bool:
    """Whether something below a heading is open to the public, down to the next of its level."""
    text = minutes.source.text
    ends = re.compile(rf"^#{{1,{len(heading['level'])}}}[ ]", re.MULTILINE).search(text, heading.end())
    lines = re.compile(r"^(?=[ \t]*\S)(?!#|:::).+", re.MULTILINE).finditer(text, heading.end())
    limit = ends.start() if ends else minutes.notes.end
    return any(line.end() <= limit and _is_open(minutes, line.start()) for line in lines)
