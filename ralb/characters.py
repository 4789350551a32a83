"""From the bytes of a file to its text: what an editor, Word or a merge can leave in them."""

import re
from itertools import islice

from ralb import kinds
from ralb.diagnostics import Faults, found
from ralb.text import Edit, Source, Span, visible

MOST_BYTES = 2 * 1024 * 1024
_MAGIC = {
    b"PK\x03\x04": "a Word document (or another zip file), not Markdown; copy its text into a new file",
    b"\xd0\xcf\x11\xe0": "an old Word document, not Markdown; copy its text into a new file",
    b"%PDF-": "a PDF, not Markdown; copy its text into a new file",
    b"{\\rtf": "a Rich Text file, not Markdown; copy its text into a new file",
    b"\x89PNG": "a picture, not Markdown",
    b"\xff\xd8\xff": "a picture, not Markdown",
}
_AS_UTF8 = "save it again as UTF-8 (in Notepad: Save As, Encoding)"
_MARK = "\ufeff"
_COMMON = bytes(range(0x20, 0x7F)) + b"\t\n\r" + bytes(range(0x80, 0x100))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Compiled where a text needs them: it takes a millisecond each, and most texts are plain ASCII.
_HIDDEN = "[\x85\u2028\u2029\u200b\u2060\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_SOFT = "[\xa0\xad]"
_MOJIBAKE = "â€[\x80-\uffff]|Ã[\x80-\xbf]|Â[\xa0-\xbf]"
# Seven signs; one more where both sides moved the file, two where git merged what it had merged before.
_CONFLICT_LINE = re.compile(r"^(?:<{7,9} |\|{7,9}(?:\r?$| )|={7,9}\r?$|>{7,9} )", re.MULTILINE)


def decode(path: str, data: bytes) -> tuple[Source, Faults]:
    """The text of a file and what is wrong with its characters; after an error the text is not worth reading.

    The text keeps every character of the file, line ends and a byte order mark too.
    """
    nothing = Faults(Source(path, ""))
    if len(data) > MOST_BYTES:
        nothing.add(kinds.TOO_LARGE, 0, f"the file holds {len(data):,} bytes (at most {MOST_BYTES:,})")
    elif (kind := next((_MAGIC[magic] for magic in _MAGIC if data.startswith(magic)), None)) is not None:
        nothing.add(kinds.NOT_A_TEXT_FILE, 0, f"this is {kind}")
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff") or _every_other_is_zero(data):
        nothing.add(kinds.UTF16, 0, "the file was saved as UTF-16, not UTF-8", _AS_UTF8)
    elif not data.strip():
        nothing.add(kinds.EMPTY_FILE, 0, "the file is empty")
    else:
        return _text(path, data)
    return nothing.source, nothing


def _every_other_is_zero(data: bytes) -> bool:
    start = data[:64]
    return len(start) >= 8 and (not any(start[1::2]) or not any(start[0::2]))


def _text(path: str, data: bytes) -> tuple[Source, Faults]:
    try:
        source = Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = Source(path, data[: error.start].decode("utf-8"))
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        return before, Faults(before, [found(kinds.NOT_UTF8, before, len(before.text), message, _AS_UTF8)])
    faults = Faults(source)
    if source.text.startswith(_MARK):
        message = "a byte order mark stands before the first line"
        faults.add(kinds.BYTE_ORDER_MARK, 0, message, "save as UTF-8, not UTF-8 with BOM", [Edit(Span(0, 1), "")])
    _check_line_ends(source.text, faults)
    if not source.text.isascii() or data.translate(None, _COMMON):
        _check_control_characters(source.text, faults)
    _check_conflict(source.text, faults)
    if not source.text.isascii() and (broken := re.search(_MOJIBAKE, source.text)):
        message = f"`{visible(broken[0])}` looks like a character that was saved in the wrong encoding"
        faults.add(kinds.MOJIBAKE, broken.start(), message, "type the character that was meant")
    return source, faults


def _check_line_ends(text: str, faults: Faults) -> None:
    returns = text.count("\r")
    if not returns:
        return
    windows = text.count("\r\n")
    if lone := re.search(r"\r(?!\n)", text):
        how = "save it again with line ends of Windows or Unix"
        faults.add(kinds.LONE_CARRIAGE_RETURN, lone.start(), "a carriage return without a line feed", how)
    elif windows != (lines := text.count("\n")):
        few, many, whose = ("\r\n", "\n", "Windows") if windows * 2 <= lines else ("\n", "\r\n", "Unix")
        odd = [Edit(Span(*end.span()), many) for end in re.finditer(r"\r?\n", text) if end[0] == few]
        message = f"this line ends as on {whose}, most others do not"
        how = "save it again with one kind of line end"
        faults.add(kinds.MIXED_LINE_ENDINGS, odd[0].span, message, how, odd)


def _check_control_characters(text: str, faults: Faults) -> None:
    first = _CONTROL.search(text) or (None if text.isascii() else re.search("[\ufffe\uffff]", text))
    if first:
        what = "a soft return from Word" if first[0] == "\v" else "a control character"
        more = len(_CONTROL.findall(text)) - 1
        message = f"`{visible(first[0])}` is {what}" + (f" (and {more} more in this file)" if more else "")
        faults.add(kinds.CONTROL_CHARACTER, first.start(), message, "delete it; a line break is typed with Enter")


def _check_conflict(text: str, faults: Faults) -> None:
    """Report every marker line of a conflict; `=======` alone is a heading of Markdown, not a conflict."""
    if "<" not in text and ">" not in text:
        return
    inside = False
    for line in islice(_CONFLICT_LINE.finditer(text), 60):
        mark = line[0][0]
        inside = (inside or mark == "<") and mark != ">"
        if inside or mark in "<>":
            how = "keep the lines that are right, delete the others and the marker lines"
            if faults.source.path.endswith(".md"):
                how = f"`ralb resolve` puts both together while git is merging; else {how}"
            faults.add(kinds.MERGE_CONFLICT_MARKER, line.start(), "git's mark of a merge conflict", how)


def check_hidden(source: Source, front: Span, faults: Faults) -> None:
    """Report invisible characters: errors in the front matter, where they make or break keys; else warnings."""
    if source.text.isascii():
        return
    for pattern, kind, part in (
        (_HIDDEN, kinds.INVISIBLE_ERROR, front),
        (_SOFT, kinds.INVISIBLE_WARNING, front),
        (_HIDDEN, kinds.INVISIBLE_WARNING, Span(front.end, len(source.text))),
    ):
        if first := re.compile(pattern).search(source.text, *part):
            faults.add(kind, first.start(), f"an invisible character, U+{ord(first[0]):04X}", "delete it")
