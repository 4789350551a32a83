"""What is typed in a meeting so that it can be harvested: where it begins, what it says, where it ends."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb import comments, marks
from ralb.book import Minutes
from ralb.naming import Names
from ralb.text import Span, position


class Mark(NamedTuple):
    """A word that begins something to harvest: its kind, where it stands, and where its text begins."""

    kind: str
    word: Span
    text: int
    named: str = ""
    """Who or to whom, where it stands before the colon."""
    trouble: str = ""
    number: int | None = None
    """The number that it has already."""


_WORD = re.compile(
    r"(?P<kind>[Aa]ction|ACTION|[Dd]ecision|DECISION|[Ee]scalation|ESCALATION|[Rr]ecommendation|RECOMMENDATION)"
    r"(?P<plural>[sS])?(?![\w-])"
)
LISTS = {"action": "actions", "decision": "decisions", "escalation": "escalations",
          "recommendation": "recommendations"}  # fmt: skip
_SIGNS = r"(?:\*{1,2}|_{1,2})?"
_COLON = re.compile(rf"{_SIGNS}[ ]?[:：]{_SIGNS}[ \t]*")
_DASH = re.compile(rf"{_SIGNS}[ ][-–—][ ]{_SIGNS}[ \t]*")
_NUMBER = re.compile(r"[ ]#?(?P<number>[0-9]{1,7})\b")
_TO = re.compile(rf"[ ]to[ ](?P<to>[^\n:：*]{{1,80}}?)(?=[ ]?{_SIGNS}[ ]?[:：])")
_JOINED = re.compile(
    rf"(?:[ ](?:point|item|required|agreed))?{_SIGNS}(?:[ ](?:for[ ]|on[ ]|by[ ]|[-–—][ ])?[(\[]?|[(\[])"
)
_BREAKS = re.compile(
    r"^[ \t>]*(?:$|#|[-*+•][ \t]|\(?(?:[0-9]{1,9}|[A-Za-z])[.)][ \t]|:::|```|~~~|\||(?:[-*_][ \t]*){3,}$)",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*(?:\*\*|__)?(?=\s+[A-Z\"'“(*_]|\s*$)")
_NO_END = re.compile(
    r"(?<!\w)(?:Dr|Mr|Mrs|Ms|St|vs|Prof|Rev|Cllr|Dept|No|approx|e\.g|i\.e|[A-Z])\.", re.IGNORECASE
)
_SUSPECT = re.compile(
    r"^[^\w\n]*(?:(?:new|agreed|key|further) )?(?:action|decision|escalation|recommendation|escalate)s?\b"
    r"(?P<more>(?:[ ][^\s:：.]{1,15}){0,4}?[*_)\]]*[ ]?[:：]|(?:[ ][^\s:：.]{1,5})?[*_]*[ ]?[-–—][ ])(?=[ ]*\S)",
    re.MULTILINE | re.IGNORECASE,
)
_TAIL = re.compile(r"[\s;,]*(?:\band)?[\s*_(\[]*$")
# Who wraps lines fills them; a line with room for the word below it was ended for a reason.
_NEW_LINE = re.compile(r"[ \t]*\r?\n[ \t>]*[A-Z]\S*")
_ROOM = 60
_GOES_ON = re.compile(r"(?:[.!?:,;–—-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with))$")
_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|a\.m|p\.m|no|ltd)\.$|\.\.\.$", re.IGNORECASE)


def begun(minutes: Minutes, names: Names) -> Iterator[Mark]:
    """Every word of the notes that begins something to harvest, also where it has its number."""
    text, notes = minutes.source.text, minutes.notes
    for found in _WORD.finditer(text, *notes):
        at = found.start()
        begins = marks.begins(text, at) or marks.is_inserted(text, at)
        if not begins or comments.covers(minutes.comments, at):
            continue
        mark = _mark(text, found, names)
        if mark:
            yield mark


def _mark(text: str, found: re.Match[str], names: Names) -> Mark | None:
    kind, after = LISTS[found["kind"].lower()], found.end("kind")
    word = Span(found.start(), after)
    if found["plural"]:
        colon = _COLON.match(text, found.end())
        why = f"several under one word: begin each with `{found['kind'].capitalize()}:`"
        return Mark(kind, word, colon.end(), trouble=why) if colon else None
    colon = _COLON.match(text, after)
    if colon:
        return Mark(kind, word, colon.end())
    if number := _NUMBER.match(text, after):
        return Mark(kind, word, number.end(), number=int(number["number"]))
    to = _TO.match(text, after) if kind in ("escalations", "recommendations") else None
    if to and (colon := _COLON.match(text, to.end())):
        return Mark(kind, word, colon.end(), named=" ".join(to["to"].split()))
    if kind == "actions":
        return _action_with_names(text, word, names)
    dash = None if text.startswith("#", text.rfind("\n", 0, word.start) + 1) else _DASH.match(text, after)
    return Mark(kind, word, dash.end()) if dash else None


def _action_with_names(text: str, word: Span, names: Names) -> Mark | None:
    """`Action KY: ...`, `Action for KY: ...`, `Action (KY): ...`, `Action KY to ...`, `Action - KY to ...`."""
    joined = _JOINED.match(text, word.end)
    named = names.first(text, joined.end()) if joined else None
    if not joined or not named:
        return None
    colon = re.compile(r"[)\]]?" + _COLON.pattern).match(text, named.end)
    if colon:
        return Mark("actions", word, colon.end(), named=text[joined.end() : named.end])
    if names.doers(text[joined.end() : named.end + 20]):
        return Mark("actions", word, joined.end())
    why = f"is {text[joined.end() : named.end]} to do it? write `Action: {text[joined.end() : named.end]} to ...`"
    return (
        Mark("actions", word, joined.end(), trouble=why) if re.match(r"[ ]?[(,\-–—]", text[named.end :]) else None
    )


def words(minutes: Minutes, mark: Mark, end: int, names: Names) -> tuple[str, str]:
    """What a mark says: as it stands in the notes, for a message, and as it goes into the log."""
    text, span = minutes.source.text, _span(minutes.source.text, mark, end, names)
    typed = comments.without(minutes.source, span, minutes.comments)
    typed = re.sub(r"^[ \t]*>[ \t]?", "", typed, flags=re.MULTILINE).replace("**", "").replace("\\\n", "\n")
    line = " ".join(typed.split()).removesuffix("<br>").rstrip()
    line = _TAIL.sub("", line) if span.end == end else line
    told = line if _ABBREVIATION.search(line) else line.removesuffix(".").rstrip()
    if mark.kind == "actions" and mark.named:
        told = f"{mark.named} {told}" if told.startswith("to ") else f"{mark.named}: {told}"
    return f"{text[mark.word.start : mark.text]}{line}", told


def behind_number(minutes: Minutes, mark: Mark, end: int, names: Names) -> str:
    """What the notes say behind `Action 84:`."""
    colon = _COLON.match(minutes.source.text, mark.text)
    return words(minutes, mark._replace(text=colon.end()) if colon else mark, end, names)[1]


def runs_on(minutes: Minutes, mark: Mark, end: int, names: Names) -> bool:
    """Whether the words go on below a line that someone ended early, and may be a new thought there."""
    text, span = minutes.source.text, _span(minutes.source.text, mark, end, names)
    for found in _NEW_LINE.finditer(text, *span):
        begins = text.rfind("\n", 0, found.start()) + 1
        has_room = len(text[begins : found.end()].rstrip()) <= _ROOM
        if has_room and not _GOES_ON.search(text, begins, found.start()):
            return True
    return False


def _span(text: str, mark: Mark, end: int, names: Names) -> Span:
    stop = _BREAKS.search(text, min(text.find("\n", mark.text) + 1 or end, end), end)
    span = Span(mark.text, max(mark.text, stop.start() if stop else end))
    return span._replace(end=_extent(text, mark, span, names))


def _extent(text: str, mark: Mark, span: Span, names: Names) -> int:
    """Where the words of a mark end.

    On a line of its own they are the whole line, and the lines after it up to the end of a sentence; inside a
    paragraph one sentence, and the sentences after it that say what someone else is to do.
    """
    begins = text.rfind("\n", 0, mark.word.start) + 1
    own_line = not re.search(r"\w", text[begins : mark.word.start].lstrip("0123456789.)"))
    limit = _closing(text, mark, span)
    for found in _SENTENCE.finditer(text, span.start, limit):
        if _NO_END.match(text[: found.start() + 1].split()[-1].lstrip("(\"'")):
            continue
        rest = text[found.end() : limit].lstrip()
        at_line_end = found.end() == limit or text[found.end() : limit].lstrip(" \t\r").startswith("\n")
        if (own_line and not at_line_end) or names.says_who(rest):
            continue
        return found.end()
    return limit


def _closing(text: str, mark: Mark, span: Span) -> int:
    """Where the words of a mark end at the latest: with the bold, the brackets or the cell in which it stands."""
    before = re.search(r"(\*{1,2}|_{1,2})?$", text[max(0, mark.word.start - 2) : mark.word.start])
    signs = before[0] if before else ""
    if signs and signs not in text[mark.word.end : mark.text]:
        end = text.find(signs, *span)
        return end if end >= 0 else span.end
    line = text[text.rfind("\n", 0, mark.word.start) + 1 : mark.word.start]
    if line.lstrip().startswith("|"):
        cell = re.compile(r"(?<!\\)\|").search(text, *span)
        return cell.start() if cell else span.end
    depth = 0
    for found in re.compile(r"[()\[\]]").finditer(text, *span):
        depth += 1 if found[0] in "([" else -1
        if depth < 0:
            return found.start()
    return span.end


def overlooked(minutes: Minutes, every: Iterable[Mark]) -> Iterator[tuple[int, str]]:
    """Lines that look as if something was to be harvested, and that begin with none of the words for it."""
    text, seen = minutes.source.text, {line(minutes.source.text, mark.word.start) for mark in every}
    for found in _SUSPECT.finditer(text, *minutes.notes):
        end = found.end() - 1
        is_other = re.match(r"\s*#?[0-9]", found["more"]) or text.startswith("#", text.rfind("\n", 0, end) + 1)
        if line(text, end) not in seen and not is_other and not comments.covers(minutes.comments, end):
            begin = text.rfind("\n", 0, end) + 1
            yield line(text, end), text[begin:].partition("\n")[0].strip()


def line(text: str, at: int) -> int:
    """The number of the line on which a place stands."""
    return position(text, at)[0]
