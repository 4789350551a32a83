"""How a new value is written, so that every reader of YAML 1.1 and 1.2 takes it for the same text."""

import re

# Words that some reader takes for true, false or nothing, and `=` and `<<`, which have meanings of their own.
_LOOKALIKE = re.compile(r"(?i:yes|no|on|off|true|false|null|y|n)")
_PLAIN = re.compile(r"[^\W\d_][^\n\t]*|[0-9]{2}:[0-9]{2} ?- ?[0-9]{2}:[0-9]{2}")
_ENDS_PLAIN = re.compile(r":(?=\s|$)| #|\s$|\\")
_IN_BRACKETS = re.compile(r"[,\[\]{}:#\"']")


def written(text: str) -> str:
    """The text as the value of a key: plain where that is safe, else in double quotes on one line.

    >>> written("Ask for a quote"), written("NO"), written("Ask: when?")
    ('Ask for a quote', '"NO"', '"Ask: when?"')
    """
    plain = _PLAIN.fullmatch(text) and not _LOOKALIKE.fullmatch(text) and not _ENDS_PLAIN.search(text)
    return text if plain and text.isprintable() else _double_quoted(text)


def written_in_brackets(text: str) -> str:
    """The text as an item of a list in brackets, where commas, brackets and colons would end it.

    >>> written_in_brackets("Panel, north")
    '"Panel, north"'
    """
    return _double_quoted(text) if _IN_BRACKETS.search(text) else written(text)


def quoted_as(old: str, text: str) -> str | None:
    """The text in the quotes in which the *old* value was typed; None where that had none.

    >>> quoted_as("'soon'", "AB's turn")
    "'AB''s turn'"
    """
    if old.startswith("'") and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return _double_quoted(text) if old.startswith(("'", '"')) else None


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
