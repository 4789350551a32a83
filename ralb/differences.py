"""Where two versions of the same minutes, or of the same board, differ in what they say."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ralb import kinds
from ralb.book import Minutes
from ralb.model import Meeting, key_of

TOLD = ("status", "closed")
"""The keys that are told of what is restricted, too."""


class Difference(NamedTuple):
    """One key that says something else, or all of a record that is new or gone."""

    of: str
    """What it is about: `action`, `decision`, `person` ...; `meeting`, `board` or `notes` as a whole."""
    name: str
    """Which of them: its number, its initials, its heading; "" of the meeting or board itself."""
    key: str
    """The key as typed; "" where the whole record is new, and *was* None, or gone, and *now* None."""
    was: Any
    now: Any
    restricted: bool = False
    """Whether it tells of something that is, or was, kept from the public."""


# The lists of records in minutes and in `board.yaml`: what one is called, and by which field it is known.
LISTS = {
    "decisions": ("decision", "number"),
    "escalations": ("escalation", "number"),
    "recommendations": ("recommendation", "number"),
    "actions": ("action", "number"),
    "people": ("person", "initials"),
    "organisations": ("organisation", "name"),
    "calendar": ("calendar", "date"),
    "links": ("link", "title"),
    "allow": ("allow", "rule"),
}
NUMBERED = tuple(kind for kind, (_, known_by) in LISTS.items() if known_by == "number")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>.*?)[ \t#]*$", re.MULTILINE)


def of_minutes(old: Minutes, new: Minutes) -> Iterator[Difference]:
    """Where two readings of the minutes of a meeting differ: in the front matter, then in the notes."""
    if old.meeting and new.meeting:
        yield from of_records("meeting", "", old.meeting, new.meeting)
        if old.meeting.restricted or new.meeting.restricted or _broken(old) or _broken(new):
            was, now = (one.source.text[slice(*one.notes)] for one in (old, new))
            if was.split() != now.split():
                yield Difference("notes", "", "restricted", was, now, True)
            return
        yield from of_notes(old, new)


def _broken(minutes: Minutes) -> bool:
    """Whether it cannot be told what of the notes is restricted."""
    return any(fault.kind is kinds.BROKEN_RESTRICTION for fault in minutes.faults)


def of_records(of: str, name: str, old: Any, new: Any) -> Iterator[Difference]:
    """Where two records of a kind differ, and those in their lists one by one; either may be None."""
    secret = any(bool(getattr(one, "restricted", False)) for one in (old, new))
    if old is None or new is None:
        yield Difference(of, name, "", old, new, secret)
        return
    for field in dataclasses.fields(old):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if key_of(field) is None or was == now:
            continue
        if field.name in LISTS:
            inner = of_lists(field.name, was, now)
            yield from (one._replace(restricted=one.restricted or secret) for one in inner)
        else:
            yield Difference(of, name, key_of(field) or "", was, now, secret)


def of_lists(kind: str, old: Iterable[Any], new: Iterable[Any]) -> Iterator[Difference]:
    """Where two lists of records differ; what comes twice under one name is told apart by its order."""
    of, known_by = LISTS[kind]
    was, now = by_name(old, known_by), by_name(new, known_by)
    for name in [*now, *(name for name in was if name not in now)]:
        if was.get(name) != now.get(name):
            yield from of_records(of, name[0], was.get(name), now.get(name))


def by_name(records: Iterable[Any], known_by: str) -> dict[tuple[str, int], Any]:
    """The records by what they are known by, and how often that came before."""
    met: Counter[str] = Counter()
    named = {}
    for record in records:
        name = str(getattr(record, known_by))
        named[name, met[name]] = record
        met[name] += 1
    return named


class Section(NamedTuple):
    """What stands in the notes under a heading: the open words, and those kept from the public."""

    open: str
    restricted: str


Sections = dict[tuple[str, int], Section]
"""The sections of notes by their headings, and how often that came before."""


def of_notes(old: Minutes, new: Minutes) -> Iterator[Difference]:
    """Which parts of the notes are new, gone, under another heading, or say something else."""
    was, now = sections(old), sections(new)
    secret = "\n".join(section.restricted for section in (*was.values(), *now.values()))
    for one in _of_sections(was, now):
        yield one._replace(name="", restricted=True) if one.name and one.name in secret else one


def _of_sections(was: Sections, now: Sections) -> Iterator[Difference]:
    gone = [name for name in was if name not in now]
    for name, section in now.items():
        before = was.get(name)
        renamed = next((other for other in gone if was[other] == section and section.open.split()), None)
        if before is None and renamed:
            gone.remove(renamed)
            yield Difference("notes", name[0], "heading", renamed[0], name[0])
        elif before is None:
            yield Difference("notes", name[0], "", None, section)
        else:
            yield from _of_section(name[0], before, section)
    for name in gone:
        yield Difference("notes", name[0], "", was[name], None)


def _of_section(name: str, was: Section, now: Section) -> Iterator[Difference]:
    # What was restricted may be open now: then it is not for this to show it.
    secret = was.restricted.split() != now.restricted.split()
    if was.open.split() != now.open.split():
        yield Difference("notes", name, "text", was.open, now.open, secret)
    if secret:
        yield Difference("notes", name, "restricted", was.restricted, now.restricted, True)


def sections(minutes: Minutes) -> Sections:
    """The notes by heading, and how often that came before; what stands above the first has the heading "".

    A heading inside a restricted passage begins no section: its words are restricted, too.
    """
    met: Counter[str] = Counter()
    found = {("", 0): Section("", "")}
    at = ("", 0)
    for passage in minutes.passages:
        if passage.restricted:
            found[at] = found[at]._replace(
                open=f"{found[at].open}\n{passage.public}", restricted=f"{found[at].restricted}\n{passage.text}"
            )
            continue
        begin = 0
        for heading in _HEADING.finditer(passage.text):
            found[at] = found[at]._replace(open=found[at].open + passage.text[begin : heading.start()])
            at, begin = (heading["title"], met[heading["title"]]), heading.end()
            met[heading["title"]] += 1
            found[at] = Section("", "")
        found[at] = found[at]._replace(open=found[at].open + passage.text[begin:])
    return {name: section for name, section in found.items() if name[0] or any(section)}


def is_moved(old: Minutes, new: Minutes) -> bool:
    """Whether minutes under another date are those of the same meeting: the same log, by half the same notes."""
    if not old.meeting or not new.meeting or _log(old.meeting) != _log(new.meeting):
        return False
    was, now = (Counter(re.findall(r"\w+", one.source.text[slice(*one.notes)])) for one in (old, new))
    return (was & now).total() * 2 >= max(was.total(), now.total())


def _log(meeting: Meeting) -> list[tuple[int, str]]:
    return [(one.number, one.text) for one in meeting.actions]
