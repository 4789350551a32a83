"""What a person did when YAML says "expected <block end>": the parser's complaint in the words of minutes."""

import re

from ralb import kinds
from ralb.diagnostics import Faults, Kind
from ralb.text import Source, Span, quoted

KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)?(?P<key>[a-z][a-z-]*):(?=[^\s:/])", re.MULTILINE)
_VALUE = re.compile(r"(?P<before>[ ]*(?:- +)?[A-Za-z][\w -]*: +)(?P<value>\S.*)")
QUOTES = "put the whole text in double quotes"
_LINES_BACK = 3


def explain(problem: str, context: int | None, at: int, source: Source, front: Span, faults: Faults) -> None:
    """Add the fault behind the parser's *problem* at offset *at* (and *context*, where what it read began)."""
    for guess in (_directive, _unclosed_quote, _unclosed_bracket, _key_without_space, _value_on_line):
        seen = guess(problem, at, source, front)
        if seen:
            faults.add(*seen)
            return
    kind, message, cure = _by_problem(problem)
    began = kind in (kinds.UNCLOSED_BRACKET, kinds.UNCLOSED_QUOTE) or "Unicode" in problem or "':'" in problem
    faults.add(kind, context if began and context is not None else at, message, cure)


Seen = tuple[Kind, int, str, str] | None


def _by_problem(problem: str) -> tuple[Kind, str, str]:
    for part, kind, message, cure in (
        ("mapping values are not allowed", kinds.COLON_IN_TEXT, "a colon in a text without quotes", QUOTES),
        ("unexpected end of stream", kinds.UNCLOSED_QUOTE, "the quote is never closed", "close it"),
        ("expected ',' or ']'", kinds.UNCLOSED_BRACKET, "the bracket is never closed", "close it with `]`"),
        ("expected ',' or '}'", kinds.UNCLOSED_BRACKET, "the bracket is never closed", "close it with `}`"),
        ("escape", kinds.BACKSLASH, "a backslash in double quotes", "use single quotes around the text"),
        (
            "could not find expected ':'",
            kinds.YAML_SYNTAX,
            "this line is not `key: value`",
            "is its colon missing?",
        ),
        ("tag", kinds.YAML_TAG, "`!` makes a tag of YAML", QUOTES),
        ("cannot start any token", kinds.SPECIAL_FIRST, "a text cannot begin with this character", QUOTES),
        ("alphabetic or numeric", kinds.SPECIAL_FIRST, "a text cannot begin with this character", QUOTES),
        ("sequence entries", kinds.SPECIAL_FIRST, "a text cannot begin with a hyphen and a space", QUOTES),
        (
            "block end",
            kinds.BAD_INDENTATION,
            "this line does not begin under its neighbours",
            "begin it in the column of the lines it belongs to",
        ),
        ("<document start>", kinds.SEVERAL_DOCUMENTS, "a second document begins here", "delete the line"),
    ):
        if part in problem:
            return kind, message, cure
    return kinds.YAML_SYNTAX, f"this is not YAML ({problem})", "compare it with the lines around it"


def _directive(_problem: str, _at: int, source: Source, front: Span) -> Seen:
    found = re.compile(r"^%", re.MULTILINE).search(source.text, front.start, front.end)
    return (kinds.YAML_SYNTAX, found.start(), "a line cannot begin with `%`", "delete it") if found else None


def _unclosed_quote(problem: str, at: int, source: Source, front: Span) -> Seen:
    """The last value up to *at* that opens with a quote and does not close it on its line."""
    if "escape" in problem:
        return None
    for line in reversed(_lines(source, Span(front.start, _line(source, at).end))):
        value = _VALUE.match(source.text, line.start, line.end)
        if value and value["value"][0] in "\"'":
            text, mark = value["value"], value["value"][0]
            inner = text[1:].replace("\\\\", "").replace('\\"', "") if mark == '"' else text[1:].replace("''", "")
            if mark not in inner:
                start = value.start("value")
                return kinds.UNCLOSED_QUOTE, start, f"the quote of {quoted(text, 30)} is never closed", "close it"
    return None


def _unclosed_bracket(problem: str, at: int, source: Source, front: Span) -> Seen:
    """Where the front matter ends inside brackets: the last value that opens one and does not close it."""
    if "stream end" not in problem:
        return None
    for line in reversed(_lines(source, Span(front.start, at))):
        value = _VALUE.match(source.text, line.start, line.end)
        if value and value["value"][0] in "[{":
            closing = "]" if value["value"][0] == "[" else "}"
            start = value.start("value")
            return kinds.UNCLOSED_BRACKET, start, "the bracket is never closed", f"close it with `{closing}`"
    return None


def _key_without_space(problem: str, at: int, source: Source, front: Span) -> Seen:
    if "escape" in problem:
        return None
    lines = _lines(source, Span(front.start, _line(source, at).end))
    for line in lines[-_LINES_BACK:]:
        joined = KEY_WITHOUT_SPACE.match(source.text, line.start, line.end)
        if joined:
            return no_space(joined)
    return None


def no_space(joined: re.Match[str]) -> tuple[Kind, int, str, str]:
    """The fault of a key that `KEY_WITHOUT_SPACE` has found."""
    return kinds.NO_SPACE_AFTER_COLON, joined.end("key"), "no space after the colon", f"type `{joined['key']}: `"


def _value_on_line(problem: str, at: int, source: Source, _front: Span) -> Seen:
    """A value on the line of *at* that begins with what YAML keeps for itself, and goes on as a text."""
    line = _line(source, at)
    value = _VALUE.match(source.text, line.start, line.end)
    if not value or "escape" in problem:
        return None
    text, start = value["value"], value.start("value")
    if text[0] in "\"'" and "block end" in problem:
        return kinds.TEXT_AFTER_QUOTE, at, "words follow the closing quote", QUOTES
    closed = re.match(r"\[[^\]]*\]|\{[^}]*\}", text)
    if (closed and text[closed.end() :].strip()) or text[0] in "*%@`" or text.startswith("- "):
        return kinds.SPECIAL_FIRST, start, f"a text cannot begin with `{text[0]}`", QUOTES
    colon = re.search(r":(?=\s|$)", text)
    if colon and text[0] not in "[{!&" and ("mapping values" in problem or "block end" in problem):
        message = "a colon in a text without quotes"
        return kinds.COLON_IN_TEXT, start + colon.start(), message, QUOTES
    return None


def _line(source: Source, at: int) -> Span:
    end = source.text.find("\n", at)
    return Span(source.text.rfind("\n", 0, at) + 1, len(source.text) if end < 0 else end)


def _lines(source: Source, part: Span) -> list[Span]:
    """The lines of *part* that hold more than space."""
    lines = [Span(*line.span()) for line in re.compile(r".+").finditer(source.text, part.start, part.end)]
    return [line for line in lines if source.text[line.start : line.end].strip()]
