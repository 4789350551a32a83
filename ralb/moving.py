"""A meeting gets another date: its file, its `date`, its line in the calendar."""

import dataclasses
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ralb import clock, dates, desk, diary, disk, filing, minutes, replacing, revising, saving, store
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.mending import Change
from ralb.model import Board, Issued
from ralb.revising import Revision
from ralb.text import Source
from ralb.trouble import Trouble
from ralb.values import names


class Held(Trouble):
    """What has taken place stays where it is; only a month can become a day of it."""

    def __init__(self, old: PartialDate) -> None:
        day = "" if old.day else f"; its day may be added: `ralb move-meeting {old} {old}-22`"
        super().__init__(f"the meeting of {dates.words(old)} has taken place{day}")


class NoSuchMeeting(Trouble):
    """Neither a file nor the calendar has the meeting."""

    def __init__(self, old: PartialDate) -> None:
        super().__init__(f"no meeting of {dates.words(old)} is known (`ralb meetings` lists all)")


class Taken(Trouble):
    """One meeting a day, and no month beside its days."""

    def __init__(self, new: PartialDate, other: PartialDate) -> None:
        super().__init__(f"{dates.words(other)} has a meeting already, so none can be on {dates.words(new)}")


class Between(Trouble):
    """The logs would come in another order."""

    def __init__(self, new: PartialDate, other: PartialDate) -> None:
        super().__init__(
            f"{dates.words(new)} is on the other side of the meeting of {dates.words(other)}; nothing was written"
        )


class CalledOff(Trouble):
    """A day that the calendar calls cancelled has no meeting that could move."""

    def __init__(self, old: PartialDate) -> None:
        super().__init__(
            f"the meeting of {dates.words(old)} was cancelled, or moved already; nothing was written\n"
            "give its new date (`ralb calendar` lists all), or add a line to the calendar of minutes/board.yaml"
        )


class Move(NamedTuple):
    """What moving a meeting changes: its file, which gets another name, and `board.yaml`; None is no change."""

    file: Change | None
    new_path: str
    board: Change | None


def move(root: Path, old: PartialDate, new: PartialDate, today: PartialDate | None, *, dry: bool) -> Move:
    """Move a meeting that has not been held, or give one its day.

    The old day stays in the calendar, cancelled. The new file is there before the old one goes: if the command is
    cut off in between, it can be run again.
    """
    with desk.writing(root, dry=dry):
        board, source = store.roster_of(root)
        held = store.held(root)
        day = today or clock.today(board)
        _check(board, held, old, new, day)
        read = store.meeting(root, board, old) if old in held else None
        file = _file(board, read, old, new, day) if read else None
        done = Move(file, f"{store.MINUTES}/{new}.md", _calendar(board, source, old, new, read))
        if not dry:
            _write(root, done)
        return done


def _check(board: Board, held: list[PartialDate], old: PartialDate, new: PartialDate, today: PartialDate) -> None:
    if old not in held and all(one.date != old for one in board.calendar):
        raise NoSuchMeeting(old)
    if dates.after(today, old) and not (dates.same(old, new) and not old.day):
        raise Held(old)
    for other in held:
        if old in held and other not in (old, new) and dates.after(other, old) != dates.after(other, new):
            raise Between(new, other)
    if old not in held and all(one.cancelled for one in board.calendar if one.date == old):
        raise CalledOff(old)
    # Of a move that was cut off, the calendar is changed already.
    planned = [one.date for one in board.calendar if not one.cancelled and not diary.was_moved(board, old, one)]
    for other in (*held, *planned):
        # Of a move that was cut off, the new file is there already.
        if other != old and dates.same(other, new) and not (old in held and other == new and other in held):
            raise Taken(new, other)


def _file(board: Board, read: Minutes, old: PartialDate, new: PartialDate, today: PartialDate) -> Change:
    if read.meeting is None:
        raise store.CannotRead(read.path, read.faults)
    to_come = dates.after(new, today)
    moved = dataclasses.replace(
        read.meeting,
        date=new,
        log_updated=None if to_come else read.meeting.log_updated,
        actions=tuple(
            dataclasses.replace(one, issued=Issued(new._replace(day=0))) if _is_new(one.issued, old, new) else one
            for one in read.meeting.actions
        ),
    )
    return revising.revised(read, Revision(moved), partial(_reread, board, new))


def _is_new(issued: PartialDate, old: PartialDate, new: PartialDate) -> bool:
    """Whether an action was issued at the meeting that moves, into another month."""
    return dates.same(issued, old) and not dates.same(issued, new)


def _reread(board: Board, new: PartialDate, text: str) -> Minutes:
    return minutes.parse(f"{store.MINUTES}/{new}.md", text.encode("utf-8"), new, names(board))


def _calendar(
    board: Board, source: Source, old: PartialDate, new: PartialDate, read: Minutes | None
) -> Change | None:
    moved = diary.moved(board, old, new, read.meeting if read else None)
    return None if moved == board else desk.retold(source, board, moved)


def _write(root: Path, done: Move) -> None:
    folder = root / store.MINUTES
    if done.board:
        saving.put(folder, done.board)
    if done.file is None:
        return
    new = folder / done.new_path.rpartition("/")[2]
    content = disk.read(new, done.new_path) if new.exists() else b""
    if content != done.file.after.encode("utf-8"):
        filing.create(new, done.file.after)
    replacing.remove(folder / done.file.path.rpartition("/")[2], done.file.before.encode("utf-8"))
