"""Rules about what should not be published by accident: numbers, addresses, cases, links to inside.

They look at the file as typed, so at comments and notes too.
"""

import re
from collections.abc import Iterable, Iterator

from ralb.book import Book
from ralb.diagnostics import Severity
from ralb.model import Repository
from ralb.rules.log import read
from ralb.rules.registry import Finding, rule
from ralb.text import Source, quoted

_SETTLE = "delete it, or say in `allow:` why it may stand"


def _sources(book: Book) -> Iterator[Source]:
    """Every minutes file, and `board.yaml`."""
    yield from (minutes.source for minutes in book.minutes)
    if book.roster:
        yield book.roster


def _matches(book: Book, pattern: re.Pattern[str], *hints: str) -> Iterator[tuple[Source, re.Match[str]]]:
    """The matches in every file that has one of the *hints*, for most files have none."""
    for source in _sources(book):
        text = source.text.lower()
        if not hints or any(hint in text for hint in hints):
            for found in pattern.finditer(source.text):
                yield source, found


Matches = Iterable[tuple[Source, re.Match[str]]]


def _alone(matches: Matches) -> Iterator[tuple[Source, re.Match[str]]]:
    """Those before which no word or number goes on. A pattern that asks this itself takes four times as long."""
    for source, found in matches:
        before = source.text[found.start() - 1 : found.start()]
        if not (before.isalnum() or before in ("_", ".", "/", "-")):
            yield source, found


def _looks(source: Source, found: re.Match[str], what: str) -> Finding:
    return Finding(source, found.start(), f"{quoted(found[0])} looks like {what}", _SETTLE)


_MOST_BEFORE = 300
_AREAS = "123789"
_REFERENCES = ("order", "no", "number", "code", "reference", "ref", "charity", "account", "invoice", "case")
_PHONE = re.compile(r"(?:\+44 ?(?:\(0\) ?)?|\(0|0)[1-9][0-9]{1,3}\)?(?:[ -]?[0-9]){5,8}(?![\w/-]|\.[0-9])")


@rule("RALB601", Severity.WARNING)
def phone_number(book: Book) -> Iterable[Finding]:
    """A telephone number stands in the minutes."""
    for source, found in _alone(_matches(book, _PHONE)):
        before = source.text[max(0, found.start() - _MOST_BEFORE) : found.start()].lower()
        digits = re.sub("[^0-9]", "", found[0]).removeprefix("44").removeprefix("0")
        if digits[0] in _AREAS and not before.rstrip(" .:#").endswith(_REFERENCES):
            yield _looks(source, found, "a telephone number")


_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\b")


@rule("RALB602", Severity.WARNING)
def email_address(book: Book) -> Iterable[Finding]:
    """An e-mail address stands in the minutes; the board's own `contact` may."""
    for source, found in _alone(_matches(book, _EMAIL, "@")):
        if found[0] != book.board.contact:
            yield _looks(source, found, "an e-mail address")


@rule("RALB603", Severity.ERROR)
def restricted_text(book: Book) -> Iterable[Finding]:
    """Restricted text stands in a repository that everyone can read."""
    if book.board.repository is not Repository.PUBLIC:
        return
    how = "take it out of this repository: git keeps for all to read what is once in it"
    for minutes, meeting in read(book):
        for passage in minutes.passages:
            if passage.restricted:
                yield Finding(minutes.source, passage.start, "a restricted passage in a public repository", how)
        for record in (meeting, *meeting.rows):
            if record.restricted:
                at = record.place.keys["restricted"]
                yield Finding(minutes.source, at, "restricted text in a public repository", how)


@rule("RALB604", Severity.WARNING)
def html_comment(book: Book) -> Iterable[Finding]:
    """A comment stands in the notes: no edition shows it, but everyone with the file reads it."""
    for minutes in book.minutes:
        for comment in minutes.comments:
            yield Finding(minutes.source, comment, "a comment in the notes", _SETTLE)


_COUNTED = ("Phase", "Item", "Stage", "Part", "Group")
_POSTCODE = re.compile(r"(?:GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2})\b")
_STREET = re.compile(
    r"[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Gardens)\b"
)


@rule("RALB605", Severity.WARNING)
def postcode_or_address(book: Book) -> Iterable[Finding]:
    """A postcode or a street with a number stands in the minutes; the venue of a meeting may."""
    for pattern, what in ((_POSTCODE, "a postcode"), (_STREET, "an address")):
        for source, found in _alone(_matches(book, pattern)):
            before = source.text[max(0, found.start() - _MOST_BEFORE) : found.start()].rpartition("\n")[2]
            a_year = re.match(r"(?:19|20)[0-9]{2} ", found[0]) or before.rstrip().endswith(_COUNTED)
            if "venue:" not in before and not a_year:
                yield _looks(source, found, what)


_NHS = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![\w-])")
_NEVER_ISSUED = ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")
_NATIONAL_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b")


@rule("RALB606", Severity.WARNING)
def id_number(book: Book) -> Iterable[Finding]:
    """An NHS number or a National Insurance number stands in the minutes."""
    for source, found in _alone(_matches(book, _NHS)):
        if _is_nhs(re.sub("[ -]", "", found[0])):
            yield _looks(source, found, "an NHS number")
    for source, found in _alone(_matches(book, _NATIONAL_INSURANCE)):
        if found[0][:2] not in _NEVER_ISSUED:
            yield _looks(source, found, "a National Insurance number")


def _is_nhs(digits: str) -> bool:
    """Whether the last digit is right for the nine before: telephone numbers seldom are NHS numbers by chance."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[0] != "0" and check % 11 == int(digits[9])


_AGES = ("birth", "dob", "d.o.b", "born ", "aged ", " old", "-old")
_THINGS = "policy|dataset|data|system|report|contract|building|plan"
_AGE = re.compile(
    r"(?:date of birth|d\.?o\.?b\b"
    r"|born (?:on|in) (?:(?:the )?[0-9]{1,2}(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]+ [0-9])"
    r"|aged [0-9]{1,2}\b(?![ ]?(?:[-–+0-9]|to\b|and over|and under|or over|or under|and above))"
    rf"|[0-9]{{1,2}}[- ](?:year|month|week)s?[- ]old(?![ ](?:{_THINGS})))",
    re.IGNORECASE,
)


@rule("RALB607", Severity.WARNING)
def date_of_birth_or_age(book: Book) -> Iterable[Finding]:
    """A date of birth or an age stands in the minutes: with it a child may be known."""
    for source, found in _alone(_matches(book, _AGE, *_AGES)):
        before = source.text[max(0, found.start() - _MOST_BEFORE) : found.start()].rstrip().lower()
        if not before.endswith(("over", "under", "than")):
            yield _looks(source, found, "a date of birth or an age")


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


@rule("RALB609", Severity.WARNING)
def internal_link(book: Book) -> Iterable[Finding]:
    """A link leads to where the public cannot or should not go: a call, a shared drive, an intranet."""
    every = (
        *_matches(book, _CALLS_AND_DRIVES, *_SERVICES),
        *_alone(_matches(book, _OWN_NETWORK, *_HOSTS)),
        *(match for match in _alone(_matches(book, _DRIVE, ":\\")) if not _escaped(*match)),
    )
    return (_looks(*match, "a link for the board only") for match in every)


def _escaped(source: Source, found: re.Match[str]) -> bool:
    """Whether the backslash stands in double quotes behind a key, where it begins a sign of its own."""
    line = source.text[max(0, found.start() - _MOST_BEFORE) : found.start()].rpartition("\n")[2]
    return re.search(r':\s*"[^"]*$', line) is not None
