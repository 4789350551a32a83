"""What is said of old minutes that were brought in."""

from collections.abc import Sequence
from itertools import groupby

from ralb import terminal
from ralb.imports import told
from ralb.imports.composing import Composed
from ralb.imports.ledger import Told
from ralb.imports.told import Brought
from ralb.mending import Change
from ralb.text import counted, quoted

_MANY = 4


def said(brought: Sequence[Brought], change: Change, *, brief: bool, dry: bool) -> None:
    """What became of old minutes; unless *brief*, what was not understood and what is to be asked, too."""
    would = "would write" if dry else "wrote"
    if change.after != change.before:
        terminal.note(f"{would} {change.path}")
    for one in brought:
        if one.is_new and one.composed:
            terminal.note(f"{would} {one.path} from {one.name}: {told.summary(one.composed)}")
        else:
            terminal.note(" ".join(filter(None, [f"{one.name}:", one.path, one.what])))
            if one.what == told.OTHERWISE and one.name.lower().endswith(".docx"):
                file = f'"{one.name}"' if " " in one.name else one.name
                terminal.note(f"  a corrected copy? `ralb import --returned {file}`")
        ledger = told.told_of(one)
        if ledger is None or brief or not (one.is_new or one.ledger):
            continue
        _each(ledger.left, "not understood: ")
        _each([*ledger.remarks, *ledger.asks], "")
        if ledger.guesses:
            guesses = "a guess" if len(ledger.guesses) == 1 else f"{len(ledger.guesses)} guesses"
            terminal.note(f"  {guesses}, each with its reason: `--report md`")
    _open([one.composed for one in brought if one.is_new and one.composed])


def _each(tells: Sequence[Told], before: str) -> None:
    """A line for each, and one for many of which the same is said."""
    for why, same in groupby(sorted(tells, key=lambda tell: (tell.line, tell.why)), key=lambda tell: tell.why):
        group = list(same)
        if len(group) >= _MANY:
            terminal.note(f"  {len(group)} lines from {group[0].line} to {group[-1].line}: {before}{why}")
            continue
        for tell in group:
            terminal.note(f"  {_at(tell)}{before}{why}")


def _open(composed: Sequence[Composed]) -> None:
    """How many actions of old minutes nobody has said to be done: the one question that remains of a series."""
    files = [one for one in composed if one.ledger.open]
    count = sum(len(one.ledger.open) for one in files)
    if count:
        newest = max(composed, key=lambda one: one.meeting.date).meeting.date
        terminal.note(
            f"{counted(count, 'unfinished action')} of {counted(len(files), 'meeting')} in no later log: an "
            f"`allow:` says so. Is one still to be done? Copy its row into the log of {newest}; `--report md` "
            "lists them"
        )


def _at(tell: Told) -> str:
    where = f"line {tell.line}: " if tell.line else ""
    return f"{where}{quoted(tell.words, 60)}: " if tell.words and tell.line else where
