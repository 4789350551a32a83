"""The items of a meeting: the notes cut at the headings of their highest level."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ralb.book import Minutes
from ralb.notes import Passage

_HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_NUMBER = re.compile(r"^[0-9]{1,3}[a-z]?[.):]?[ \t]+")


@dataclass(slots=True)
class Item:
    """What stands below a heading; what stands above the first is an item without one."""

    heading: str = ""
    """The heading's words, without the signs of Markdown."""
    typed: str = ""
    """Its whole line."""
    parts: list[Passage] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The heading without its number."""
        return _NUMBER.sub("", self.heading)


def parted(passages: Iterable[Passage]) -> list[Item]:
    """The items of these passages, of which one may reach over several."""
    shown = [(passage, _headings(passage)) for passage in passages]
    highest = min((len(head["level"]) for _, heads in shown for head in heads), default=0)
    items = [Item()]
    for passage, heads in shown:
        at = 0
        for head in heads:
            if len(head["level"]) == highest:
                items[-1].parts.append(_part(passage, at, head.start()))
                items.append(Item(re.sub(r"[*`]+", "", _LINK.sub(r"\1", head["words"])), head[0]))
                at = head.end()
        items[-1].parts.append(_part(passage, at, len(passage.text)))
    return items


def _headings(passage: Passage) -> list[re.Match[str]]:
    """The headings of a passage; what looks like one in a block of code is none."""
    text = _CODE.sub(lambda code: " " * len(code[0]), passage.text) if "\n" in passage.text else passage.text
    return list(_HEADING.finditer(text))


def _part(passage: Passage, begin: int, end: int) -> Passage:
    return Passage(passage.text[begin:end], restricted=passage.restricted, start=passage.start)


def above(minutes: Minutes, at: int) -> str:
    """The heading of the item in which a place of the notes is; "" where none stands above it."""
    start, heading = minutes.notes.start, ""
    for item in parted(minutes.passages):
        found = minutes.source.text.find(item.typed, start) if item.typed else start
        if found > at:
            break
        start, heading = max(found, start), item.heading
    return heading
