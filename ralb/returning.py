"""A Word copy that came back with corrections: each is shown, and accepted or left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ralb import circulation, clock, dates, desk, disk, edition, revising, store, terminal
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.formats import Audience
from ralb.imports import pairing, returned, spots, word
from ralb.imports.blocks import Reading, Unreadable
from ralb.imports.returned import Correction
from ralb.model import Board, Meeting
from ralb.render import documents
from ralb.revising import Revision
from ralb.text import counted
from ralb.trouble import Trouble
from ralb.unpacking import MOST_PACKED

_QUESTION = "[a]ccept, [l]eave, [q] stop?"
_ANSWERS = {
    "a": "accept",
    "accept": "accept",
    "l": "leave",
    "leave": "leave",
    **dict.fromkeys(("q", "stop", "quit"), "stop"),
}
_ACTION = re.compile(r"Action (\d+):(.*?)(?=Action \d+:|$)")
_AROUND = 60
_FIRST_WORDS = 12


class OfNoMeeting(Trouble):
    """Nothing in the copy says of which meeting it is."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} does not say which of the board's meetings it is of; add `--date 2026-01`")


class NotTaken(Trouble):
    """The file that came back cannot be read."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; nothing was written")


class ChangedSince(Trouble):
    """The minutes were changed while the corrections were gone through."""

    code = 75

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has changed while you answered; nothing was written, begin again")


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy that came back, the minutes that it is of, and the copy that they make now."""

    board: Board
    minutes: Minutes
    meeting: Meeting
    sent: Reading
    back: Reading
    is_newest: bool
    circulated: frozenset[str] | None
    """What the copy said that was circulated, unit by unit; None where git cannot tell."""


def go_through(
    root: Path,
    file: Path,
    asked: PartialDate | None,
    today: PartialDate | None,
    *,
    dry: bool,
) -> bool:
    """Ask for each correction whether the minutes shall have it, then write those; whether nothing is left to do.

    Of a pipe each line is an answer, and when they end the rest is shown.
    Raises `OfNoMeeting`, `NotTaken`, and what `desk.revised` raises.
    """
    copy = _opened(root, file, asked)
    on = today or clock.today(copy.board)
    every = returned.corrections(copy.minutes, copy.meeting, copy.sent, copy.back)
    meant = [one for one in every if one.was not in _reckoned(copy)]
    found = [_checked(copy, one) for one in meant if not _is_ours(copy, one)]
    terminal.note(f"{disk.shown(file)} is of {copy.minutes.path}: {counted(len(found), 'difference')}")
    if len(found) < len(meant):
        ours = counted(len(meant) - len(found), "other difference")
        terminal.note(f"{ours} came here since it was circulated, and the copy says what stood there then")
    _remarks(copy)
    taken = _asked(copy, found, on)
    if taken:
        desk.revise(str(root), partial(_act, copy, taken), today=on, dry=dry, asked=copy.minutes.date)
        for line in _still_as_it_was(copy, taken):
            terminal.note(line)
    terminal.note(f"accepted {len(taken)} of {counted(len(found), 'difference')}")
    return len(taken) == len(found)


def _opened(root: Path, file: Path, asked: PartialDate | None) -> Copy:
    """The copy with the minutes that it is of, compared as the same readers' edition of them."""
    shown = disk.shown(file)
    data = disk.read(file, shown, MOST_PACKED)
    if isinstance(data, Diagnostic):
        raise NotTaken(shown, data.message)
    try:
        back, title = word.read(data), word.title(data)
    except Unreadable as error:
        raise NotTaken(shown, str(error)) from error
    board = store.board(root)
    minutes = store.meeting(root, board, asked or _meant(root, title, back, shown))
    if minutes.meeting is None:
        raise store.CannotRead(minutes.path, minutes.faults)
    came = pairing.units(back)
    sent = max(_made(root, board, minutes), key=lambda one: pairing.likeness(pairing.units(one), came))
    newest = minutes.date == store.held(root)[-1]
    return Copy(board, minutes, minutes.meeting, sent, back, newest, _circulated(root, board, minutes))


def _circulated(root: Path, board: Board, minutes: Minutes) -> frozenset[str] | None:
    """All that stood in the copies, of either audience, that were made when the minutes were circulated."""
    before = circulation.then(root, minutes)
    if before is None or before.source.text == minutes.source.text:
        return None
    made = _made(root, board, before)
    return frozenset(words for one in made for unit in pairing.units(one) for words in unit.words)


def _is_ours(copy: Copy, one: Correction) -> bool:
    """Whether a difference is a change made here since the copy was circulated, which its reader never saw."""
    if copy.circulated is None:
        return False
    return one.now in copy.circulated if one.now else one.was not in copy.circulated


def _made(root: Path, board: Board, minutes: Minutes) -> list[Reading]:
    """The Word copies that the minutes make, for the public and for the board, read as the one that came back."""
    editions = (edition.edition(board, minutes, audience) for audience in Audience)
    copies = documents.made(root, [documents.Document("minutes", one, "copy") for one in editions], ["docx"])
    return [word.read(packed) for _, packed in copies]


def _meant(root: Path, title: str, back: Reading, shown: str) -> PartialDate:
    """The meeting whose date stands in the title of the copy, or in its first words."""
    beginning = " ".join(block.text for block in back.blocks[:_FIRST_WORDS])
    held = sorted(store.held(root), key=lambda date: len(dates.words(date)), reverse=True)
    for text in (title, beginning):
        for date in held:
            if dates.words(date).lower() in text.lower():
                return date
    raise OfNoMeeting(shown)


def _checked(copy: Copy, one: Correction) -> Correction:
    """The correction, to be made by hand where the minutes it is about do not change any more."""
    if one.by_hand:
        return one
    if one.number is None and copy.meeting.agreed:
        why = f"these minutes were agreed at the meeting of {dates.words(copy.meeting.agreed)}"
        return replace(one, by_hand=why)
    if one.number is not None and not copy.is_newest:
        return replace(one, by_hand="the log of this meeting is history")
    return one


def _reckoned(copy: Copy) -> tuple[str, ...]:
    """What a document says of its own: it changes with the minutes, and nobody corrects it."""
    said = edition.edition(copy.board, copy.minutes, Audience.BOARD)
    return (said["state_words"], said["log"]["caption"])


def _remarks(copy: Copy) -> None:
    """The comments in the copy, and all else in it that stands in no paragraph."""
    known = {(remark.words, remark.why) for remark in copy.sent.remarks}
    for remark in copy.back.remarks:
        if (remark.words, remark.why) not in known and "tracked" not in remark.why:
            terminal.note(f"{remark.why}: {remark.words}" if remark.words else remark.why)


def _asked(copy: Copy, found: Sequence[Correction], today: PartialDate) -> list[Correction]:
    """The corrections that are accepted; when the answers end, the others are shown all the same."""
    taken: list[Correction] = []
    ended = False
    for count, one in enumerate(found, 1):
        terminal.say("")
        _shown(one, f"{count} of {len(found)}: {one.where}")
        if one.by_hand:
            terminal.note(f"left, for you to decide: {one.by_hand}")
            continue
        answer = "" if ended else terminal.asked(_QUESTION, _ANSWERS)
        ended = ended or not answer
        if answer == "stop":
            break
        if answer == "accept" and _proven(copy, [*taken, one], today):
            taken.append(one)
    return taken


def _shown(one: Correction, head: str) -> None:
    """A correction as a diff of words, with as much around them as tells where they stand."""
    terminal.say(head, bold=True)
    was, now = one.was, one.now
    if was and now:
        was, now = _clipped(was, now)
    for sign, words in (("-", was), ("+", now)):
        if words:
            terminal.paragraph(f"{sign} {words}")


def _clipped(was: str, now: str) -> tuple[str, str]:
    """Two versions without most of what they have in common at both ends."""
    most = min(len(was), len(now))
    same = next((n for n in range(most) if was[n] != now[n]), most)
    alike = next((n for n in range(most - same) if was[-1 - n] != now[-1 - n]), most - same)
    begin = was.rfind(" ", 0, max(same - _AROUND, 0)) + 1
    # What is left out at the end is the same in both, and begins at a space.
    left_out = was[len(was) - max(alike - _AROUND, 0) :]
    end = len(left_out) - left_out.find(" ") if " " in left_out else 0
    before, behind = "… " if begin else "", " …" if end else ""
    return before + was[begin : len(was) - end] + behind, before + now[begin : len(now) - end] + behind


def _proven(copy: Copy, taken: Sequence[Correction], today: PartialDate) -> bool:
    """Whether the minutes can be made to say just this; if not, why."""
    try:
        revision = returned.revision(copy.board, copy.minutes, copy.meeting, today, taken)
        change = revising.revised(copy.minutes, revision, partial(store.retyped, copy.board, copy.minutes))
        again = store.retyped(copy.board, copy.minutes, change.after)
        if [spot.words for spot in spots.spots(again)] != returned.reads(copy.minutes, taken):
            raise spots.ByHand("it would not be read as just these words")
        if len(again.comments) != len(copy.minutes.comments):
            raise spots.ByHand("a comment in the file would go with it")
    except spots.ByHand as error:
        terminal.note(f"left, to be made by hand in {copy.minutes.path}: {error}")
    except Trouble as trouble:
        terminal.trouble(f"left: {trouble}")
    else:
        return True
    return False


def _still_as_it_was(copy: Copy, taken: Sequence[Correction]) -> Iterator[str]:
    """Which actions were corrected in the log and not in the notes, or in the notes and not in the log."""
    rows = {one.number: one.now for one in taken if one.number is not None}
    lines: dict[int, str] = {}
    for one in taken:
        if one.number is None:
            was, now = dict(_ACTION.findall(one.was)), dict(_ACTION.findall(one.now))
            lines |= {int(n): now[n] for n in was if n in now and was[n] != now[n]}
    noted = {mark.number for mark in copy.minutes.marks} - lines.keys()
    for number, row in rows.items():
        if number in noted and row not in copy.minutes.source.text:
            yield f"the notes still say what they said of {number}: change `Action {number}:` there, too"
    for action in copy.meeting.actions:
        if action.number in lines.keys() - rows.keys() and action.text not in lines[action.number]:
            yield f'the log still says what it said of {action.number}: `ralb action reword {action.number} "..."`'


def _act(copy: Copy, taken: Sequence[Correction], at: desk.Desk) -> Revision:
    if at.minutes.source.text != copy.minutes.source.text:
        raise ChangedSince(copy.minutes.path)
    return returned.revision(at.board, at.minutes, at.meeting, at.today, taken)
