"""Where words stand: in the items of the notes, and in the rows of the lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ralb import items, published
from ralb.book import Minutes
from ralb.formats import Audience, Part
from ralb.model import Action, Meeting
from ralb.notes import Passage
from ralb.text import position
from ralb.trouble import Trouble

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*+]|[0-9]+[.)])[ \t])")
_SIGN = re.compile(r"^(?:[-*+>]|#{1,6})\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'“(]?[A-Z])")
# What an editor, Markdown or YAML may put between two words, and in the place of a sign.
_BETWEEN = r"[\s*_`]+"
_AS_TYPED = re.compile(r"[!#-&(-\[\]-~]+")


class NoWords(Trouble):
    """There is nothing to look for."""

    def __init__(self) -> None:
        super().__init__("say which words to look for: `ralb search pilot`")


class Words:
    """What is looked for, in capitals or not: every one of the words; several in one text are a phrase."""

    def __init__(self, typed: Sequence[str]) -> None:
        phrases = [words for text in typed if (words := text.split())]
        if not phrases:
            raise NoWords
        self._each = [re.compile(_pattern(words), re.IGNORECASE) for words in phrases]
        self.any = re.compile("|".join(map(_pattern, phrases)), re.IGNORECASE)
        signs = {part.lower() for words in phrases for word in words for part in _AS_TYPED.findall(word)}
        self._signs = [part.encode() for part in sorted(signs, key=len, reverse=True)]

    def are_in(self, text: str) -> bool:
        """Whether all of them are."""
        return all(one.search(text) for one in self._each)

    def may_be_in(self, content: bytes) -> bool:
        """Whether minutes may hold all of them in the front matter or in the notes, told without reading them.

        What is no plain text may hold anything.
        """
        lowered = content.lower()
        if not all(part in lowered for part in self._signs):
            return b"\0" in content
        fence = lowered.find(b"\n---", 3)
        return any(all(part in half for part in self._signs) for half in (lowered[:fence], lowered[fence:]))


def _pattern(words: Sequence[str]) -> str:
    return _BETWEEN.join(re.sub("['’]", "['’]", re.escape(word)) for word in words)


class Found(NamedTuple):
    """An item or a row that holds all the words, and those of its sentences that hold any of them."""

    minutes: Minutes
    part: Part
    heading: str
    number: int | None
    line: int
    sentences: list[str]
    restricted: bool


def search(every: Iterable[Minutes], words: Words, parts: Sequence[Part], audience: Audience) -> Iterator[Found]:
    """The places, in the order of the minutes; the public's are in what a public edition prints, and in no more.

    A row that is carried from log to log is found once, in the first of them that holds the words.
    """
    told: set[tuple[type, int]] = set()
    for minutes in every:
        meeting = minutes.meeting
        if meeting is None or (meeting.restricted and audience is Audience.PUBLIC):
            continue
        if Part.NOTES in parts:
            yield from _in_notes(minutes, words, audience)
        for row in _rows(meeting, parts):
            found = _in_row(minutes, row, words, audience)
            if found and (type(row), row.number) not in told:
                told.add((type(row), row.number))
                yield found


def _in_notes(minutes: Minutes, words: Words, audience: Audience) -> Iterator[Found]:
    at = minutes.notes.start
    for item in items.parted(_readable(minutes, audience)):
        at = max(minutes.source.text.find(item.typed, at), at)
        if not words.are_in("\n".join([item.heading, *(part.text for part in item.parts)])):
            continue
        told = [(text, part.restricted) for part in item.parts for text in _sentences(part.text, words)]
        line, _ = position(minutes.source.text, at)
        restricted = _is_closed(minutes) or any(restricted for _, restricted in told)
        yield Found(minutes, Part.NOTES, item.heading, None, line, [text for text, _ in told], restricted)


def _is_closed(minutes: Minutes) -> bool:
    """Whether all of the minutes are restricted."""
    return bool(minutes.meeting and minutes.meeting.restricted)


def _readable(minutes: Minutes, audience: Audience) -> Iterator[Passage]:
    for passage in minutes.passages:
        if passage.restricted and audience is Audience.PUBLIC:
            yield Passage(passage.public, restricted=True, start=passage.start)
        else:
            yield passage


def _rows(meeting: Meeting, parts: Sequence[Part]) -> Iterator[Any]:
    if Part.DECISIONS in parts:
        yield from (*meeting.decisions, *meeting.escalations, *meeting.recommendations)
    if Part.ACTIONS in parts:
        yield from meeting.actions


def _in_row(minutes: Minutes, row: Any, words: Words, audience: Audience) -> Found | None:
    """The row if it holds all the words; of a restricted one the public reads the public words alone."""
    part = Part.ACTIONS if isinstance(row, Action) else Part.DECISIONS
    kind = type(row).__name__
    if row.restricted and audience is Audience.PUBLIC:
        who, said = "", [published.public_words(row.restricted)] if isinstance(row.restricted, str) else []
    else:
        who = ", ".join(row.responsible) if isinstance(row, Action) else getattr(row, "to", None) or ""
        more = [("Note", "note")] if audience is Audience.BOARD else []
        more += [("Answer", "response")]
        said = [row.text, *(f"{word}: {getattr(row, name)}" for word, name in more if getattr(row, name, None))]
    if not words.are_in("\n".join([who, *said])):
        return None
    heading = f"{kind} {row.number}" + (f" ({who})" if who else "")
    line, _ = position(minutes.source.text, row.place.span.start)
    shown = [text for text in said if words.any.search(text)]
    return Found(
        minutes, part, heading, row.number, line, shown or said[:1], bool(row.restricted) or _is_closed(minutes)
    )


def _sentences(text: str, words: Words) -> Iterator[str]:
    """The sentences with any of the words, those of a paragraph together; a gap between them is shown as one."""
    for paragraph in _PARAGRAPH.split(text):
        flat = " ".join(_SIGN.sub("", paragraph.strip()).split())
        if not words.any.search(flat):
            continue
        sentences = _SENTENCE.split(flat)
        hits = [at for at, sentence in enumerate(sentences) if words.any.search(sentence)]
        gaps = ["… " if at - before > 1 else "" for before, at in pairwise(hits)]
        shown = [gap + sentences[at] for gap, at in zip(["", *gaps], hits, strict=bool(hits))]
        yield " ".join(shown) if hits else flat
