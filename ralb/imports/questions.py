"""What a careful reader would ask whoever wrote old minutes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ralb.imports.blocks import bare
from ralb.imports.circle import Circle
from ralb.imports.ledger import Ledger, Told
from ralb.imports.notes import Piece
from ralb.model import Meeting, Status

_SPEAKER = re.compile(
    r"(?<![\w-])(?P<who>[A-Z]{2,3}[0-9]?) (?:also )?(?:said|says|asked|noted|reported|presented|explained|raised|"
    r"felt|agreed|shared|confirmed|reflected|updated|highlighted|commented)\b"
)
_NUMBER = re.compile(r"#+ (?:(?:agenda )?item )?(?P<number>[0-9]+(?:[./][0-9]+)*)\b", re.IGNORECASE)
_LABEL = re.compile(r"\(?(?:[0-9]{1,3}|[a-z]{1,4})[.)]\s+")
_CONFIDENTIAL = re.compile(
    r"\W*\b(?:(?:strictly )?(?:private and )?confidential\b|restricted\b|exempt (?:items?|information|session)\b"
    r"|(?:private|closed) (?:session|part|items?)\b|in camera\b|part (?:b|ii|2)\b|not for publication\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:^|[.] )(?P<word>Decision|Escalation|Recommendation)s?\b[^.\n]{0,40}:", re.MULTILINE)


def ask(circle: Circle, meeting: Meeting, made: Sequence[Piece], ledger: Ledger) -> None:
    """Put every question into the ledger: about the meeting, its people, its items, its log."""
    _about_meeting(meeting, ledger)
    _about_speakers(circle, meeting, made, ledger)
    _about_items(made, ledger)
    _about_escalations(meeting, made, ledger)
    _about_promises(circle, made, ledger)
    _about_confidence(made, ledger)
    for status in (Status.COMPLETE, Status.WITHDRAWN):
        undated = [str(one.number) for one in meeting.actions if one.status is status and not one.closed]
        if undated:
            ledger.asks.append(Told(0, "", f"when were these {status}: {', '.join(undated)}? no day is said"))


def _about_meeting(meeting: Meeting, ledger: Ledger) -> None:
    if not meeting.present:
        what = "only who was invited is listed" if meeting.invited else "nobody is listed as present"
        ledger.asks.append(Told(0, "", f"who came? {what}"))
    if not meeting.chair:
        ledger.asks.append(Told(0, "", "who was in the chair?"))
    missing = [name for name, value in (("time", meeting.time), ("venue", meeting.venue)) if not value]
    if missing:
        ledger.asks.append(Told(0, "", f"no {' and no '.join(missing)} is said"))


def _about_speakers(circle: Circle, meeting: Meeting, made: Sequence[Piece], ledger: Ledger) -> None:
    lists = (meeting.present, meeting.in_attendance, meeting.invited)
    known = {*circle.known, *circle.board.not_initials, *(one.who for ones in lists for one in ones)}
    for piece in made:
        words = bare(piece.block.text)
        for found in _SPEAKER.finditer(words):
            if found["who"] not in known:
                known.add(found["who"])
                said = words[found.start() :].partition(".")[0]
                ledger.asks.append(
                    Told(piece.block.line, said, f"who is {found['who']}? nobody present has these initials")
                )


def _about_escalations(meeting: Meeting, made: Sequence[Piece], ledger: Ledger) -> None:
    """An item for escalations under which something stands, while none has a row."""
    for piece, below in pairwise(made):
        is_item = piece.text.startswith("#") and re.search(r"\bescalat", piece.text, re.IGNORECASE)
        if is_item and not below.text.startswith("#") and not meeting.escalations:
            why = "is anything of it to be escalated, and to whom? may the public read it?"
            ledger.asks.append(Told(piece.block.line, bare(piece.block.text), why))


def _about_promises(circle: Circle, made: Sequence[Piece], ledger: Ledger) -> None:
    """What begins as an action does, and is not marked as one."""
    for piece in made:
        words = bare(piece.block.text)
        if circle.promises(_LABEL.sub("", words, count=1)):
            why = "is that an action? Begin it with `Action:`, and `ralb harvest` makes a row of it"
            ledger.asks.append(Told(piece.block.line, words.partition(". ")[0], why))


def _about_confidence(made: Sequence[Piece], ledger: Ledger) -> None:
    """Headings and first words that say that not everybody may read what follows."""
    for piece in made:
        words = bare(piece.block.text)
        if _CONFIDENTIAL.match(words) or (piece.text.startswith("#") and _CONFIDENTIAL.search(words)):
            why = "not marked restricted: decide, and put `::: restricted` around what is not for the public"
            ledger.asks.append(Told(piece.block.line, words.partition(". ")[0], why))


def _about_items(made: Sequence[Piece], ledger: Ledger) -> None:
    seen: set[str] = set()
    for piece in made:
        words = bare(piece.block.text)
        number = _NUMBER.match(piece.text)
        if number and number["number"] in seen:
            why = f"a second item has the number {number['number']}; the headings were left as they are"
            ledger.asks.append(Told(piece.block.line, words, why))
        seen |= {number["number"]} if number else set()
        if marked := _MARKED.search(words):
            word = marked["word"].capitalize()
            why = f"a {word.lower()} in other words: begin it with `{word}:`, and `ralb harvest` makes a row of it"
            ledger.asks.append(Told(piece.block.line, words, why))
