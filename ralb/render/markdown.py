"""The notes as one stream of Markdown tokens, for HTML and Word alike, so that both have the same tree."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import escape

from ralb.text import quoted
from ralb.trouble import Trouble

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TOP = 2
_DEEPEST = 60
# What XML cannot hold; an entity such as `&#12;` makes it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile(
    r"(?<!\w)((?:(?:Action|ACTION|Decision|DECISION)(?: [0-9]+)?"
    r"|(?:Escalation|ESCALATION|Recommendation|RECOMMENDATION)(?: [0-9]+)?(?: to [^:\n]{1,60}?)?) ?:)"
)
BULLETS = "•◦▪‣●○·\uf0b7"
"""Typed by hand or pasted from Word, where a screen shows no difference to a list."""
_BULLET = re.compile(rf"^([ \t>]*)[{BULLETS}](?=[ \t])", re.MULTILINE)


def parser() -> MarkdownIt:
    """Markdown as minutes may use it: no HTML, links only to where a reader can follow safely, `•` is a bullet."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    markdown.validateLink = lambda url: url.lower().startswith(_SCHEMES)  # type: ignore[method-assign]
    markdown.core.ruler.after("normalize", "bullets", _bullets)
    return markdown


def _bullets(state: StateCore) -> None:
    """Bullets as Markdown knows them: one sign for one, so that all others keep their places."""
    if not state.src.isascii() and "```" not in state.src and "~~~" not in state.src:
        state.src = _BULLET.sub(r"\1-", state.src)


class CannotShow(Trouble):
    """Markdown would leave words of the notes out without saying so."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the notes cannot be shown whole: {why}")


def tokens(passages: Sequence[dict[str, Any]]) -> list[Token]:
    """The tokens of the notes; a restricted passage stands between `restricted_open` and `restricted_close`.

    Headings begin at level 2, below the title, and no level is skipped. Raises `CannotShow` rather than
    lose a word.
    """
    markdown = parser()
    # Links may be defined in another passage than the one that uses them.
    links: dict[str, Any] = {}
    for passage in passages:
        if "]:" in passage["text"] and not passage["restricted"]:
            markdown.parse(passage["text"], links)
    stream: list[Token] = []
    for passage in passages:
        if not passage["restricted"]:
            stream += _parsed(markdown, passage["text"], links)
            continue
        public = passage["public"]
        words = (
            f"**Restricted.** The public reads: {public}"
            if passage["text"].strip()
            else f"**Restricted.** {public}"
        )
        stream.append(Token("restricted_open", "div", 1, attrs={"class": "restricted"}, block=True))
        stream += _parsed(markdown, words, {})
        stream += _parsed(markdown, passage["text"], links)
        stream.append(Token("restricted_close", "div", -1, block=True))
    _level_headings(stream)
    for token in stream:
        token.content = _UNPRINTABLE.sub("\ufffd", token.content)
        if token.children:
            token.children = list(_children(token.children))
    return stream


def _parsed(markdown: MarkdownIt, text: str, links: dict[str, Any]) -> list[Token]:
    """The tokens of a passage, none of whose words Markdown has dropped."""
    parsed = markdown.parse(text, links)
    columns = 0
    titles = [one["title"] for one in links.get("references", {}).values() if one.get("title")]
    titles += [
        str(child.attrGet("title")) for token in parsed for child in token.children or () if child.attrGet("title")
    ]
    if titles:
        raise CannotShow(f"the words {quoted(titles[0])} in a link stand in no document: write them beside it")
    for token in parsed:
        if max([token.level, *(child.level for child in token.children or ())]) >= _DEEPEST - 2:
            raise CannotShow(f"lists or quotes are more than {_DEEPEST - 2} deep")
        columns = 0 if token.type == "table_open" else columns + (token.type == "th_open")
        if token.type == "tr_open" and token.map and columns:
            row = text.split("\n")[token.map[0]].strip()
            if len(re.findall(r"(?<!\\)\|", row.strip("|"))) >= columns:
                raise CannotShow(f"the row {quoted(row)} of a table has more cells than its head")
    return parsed


def _level_headings(stream: Sequence[Token]) -> None:
    """Shift the headings so that the highest is of level 2 and none is more than one below the last."""
    headings = [token for token in stream if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=_TOP)
    last = _TOP - 1
    for token in headings:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) - highest + _TOP, last + 1, 6)
        token.tag = f"h{last}"


def _children(children: Sequence[Token]) -> Iterable[Token]:
    """Pictures as their words, since a page loads nothing from elsewhere; `Action 84:` in bold, on its line."""
    bold = 0
    for at, token in enumerate(children):
        bold += token.nesting if token.type in ("strong_open", "strong_close") else 0
        if begins_line(children, at):
            yield Token("hardbreak", "br", 0)
        elif token.type == "image":
            yield _text(token.content)
        elif token.type in ("text", "code_inline", "text_special") and _UNPRINTABLE.search(token.content):
            token.content = _UNPRINTABLE.sub("\ufffd", token.content)
            yield token
        elif token.type == "text" and not bold and _MARK.search(token.content):
            for count, part in enumerate(_MARK.split(token.content)):
                yield from _strong(part) if count % 2 else [_text(part)]
        else:
            yield token


def begins_line(children: Sequence[Token], at: int) -> bool:
    """Whether readers see a new line there: it was typed to be one, or `Action 84:` begins it."""
    words = next((one.content for one in children[at + 1 :] if one.content), "")
    kind = children[at].type
    return kind == "hardbreak" or (kind == "softbreak" and _MARK.match(words) is not None)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _strong(content: str) -> list[Token]:
    return [Token("strong_open", "strong", 1), _text(content), Token("strong_close", "strong", -1)]


def explained(stream: Iterable[Token], initials: dict[str, str]) -> Iterable[Token]:
    """The tokens with whom initials stand for, where an item of the agenda first names someone."""
    if not initials:
        yield from stream
        return
    known = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, initials))})(?!\w)")
    said: set[str] = set()
    heading = False
    for token in stream:
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "heading_open" and token.tag == f"h{_TOP}":
            said.clear()
        if token.type == "inline" and token.children and not heading:
            token.children = [
                part for child in token.children for part in _explained(child, known, initials, said)
            ]
        yield token


def _explained(child: Token, known: re.Pattern[str], initials: dict[str, str], said: set[str]) -> Iterable[Token]:
    """A piece of text, with an `abbr` around initials that were not said before."""
    if child.type != "text":
        yield child
        return
    for part in known.split(child.content):
        if part in initials and part not in said:
            said.add(part)
            abbreviation = f'<abbr title="{escape(initials[part])}">{escape(part)}</abbr>'
            yield Token("html_inline", "", 0, content=abbreviation)
        elif part:
            yield _text(part)


def html(stream: Iterable[Token]) -> str:
    """The tokens as HTML."""
    markdown = parser()
    text: str = markdown.renderer.render(list(_scrolling(stream)), markdown.options, {})
    return text


def _scrolling(stream: Iterable[Token]) -> Iterable[Token]:
    """Each table in a region of its own that scrolls when it is wide; its cells say of what they are heads."""
    tables, first = 0, False
    for token in stream:
        if token.type == "table_open":
            tables += 1
            region = {"class": "wide", "aria-label": f"Table {tables}", "tabindex": "0"}
            yield Token("region_open", "section", 1, attrs=dict(region), block=True)
            yield token
            yield Token(
                "html_block", "", 0, content=f"<caption>Table {tables} of the notes</caption>\n", block=True
            )
            continue
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "tr_open":
            first = True
        elif token.type in ("td_open", "td_close") and first:
            # What stands first in a row is what the row is about.
            token.tag = "th"
            first = token.type == "td_open"
            if first:
                token.attrSet("scope", "row")
        yield token
        if token.type == "table_close":
            yield Token("region_close", "section", -1, block=True)
