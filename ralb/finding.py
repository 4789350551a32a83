"""How the places where words stand are shown."""

from collections.abc import Sequence
from typing import Any

from ralb import dates, terminal
from ralb.formats import Audience, Format
from ralb.search import Found, Words
from ralb.text import counted


def places(found: Sequence[Found], words: Words, form: Format, audience: Audience) -> None:
    """The items and rows with what they say, and on stderr how many they are and what was not looked at."""
    if form is Format.JSON:
        terminal.as_json([_view(one) for one in found])
    elif form is Format.TABLE:
        for one in found:
            _shown(one, words)
    else:
        plain = [[f"{one.minutes.path}:{one.line}", one.heading, _said(one)] for one in found]
        rows = [[dates.words(one.minutes.date), one.heading, _marked(one, words, form)] for one in found]
        terminal.listing(form, ["Meeting", "Item", "Words"], rows, 2, plain)
    terminal.note(_count(found) + (_LEFT_OUT if audience is Audience.PUBLIC else ""))


_LEFT_OUT = "; restricted text was not looked at (`--audience board` does)"


def _count(found: Sequence[Found]) -> str:
    if not found:
        return "nothing found"
    return f"{counted(len(found), 'place')} in {counted(len({one.minutes.path for one in found}), 'meeting')}"


def _shown(one: Found, words: Words) -> None:
    restricted = " (restricted)" if one.restricted else ""
    heading = f"{dates.words(one.minutes.date)}, {one.heading}" if one.heading else dates.words(one.minutes.date)
    terminal.marked(f"{heading}{restricted}", words.any, bold=True)
    for sentence in one.sentences:
        terminal.marked(sentence, words.any, indent="  ")
    terminal.say("")


def _said(one: Found) -> str:
    return " ".join(one.sentences)


def _marked(one: Found, words: Words, form: Format) -> str:
    return words.any.sub(lambda found: f"**{found[0]}**", _said(one)) if form is Format.MD else _said(one)


def _view(one: Found) -> dict[str, Any]:
    """A place where the words stand that were looked for."""
    return {
        "meeting": str(one.minutes.date),
        "in": one.part.value,
        "heading": one.heading,
        "number": one.number,
        "restricted": one.restricted,
        "path": one.minutes.path,
        "line": one.line,
        "sentences": one.sentences,
    }
