"""What is said of old minutes that were brought in."""

from collections.abc import Sequence

from ralb import terminal
from ralb.imports import told
from ralb.imports.ledger import Told
from ralb.imports.told import Brought
from ralb.mending import Change
from ralb.text import quoted


def said(brought: Sequence[Brought], change: Change, *, brief: bool, dry: bool) -> None:
    """What became of old minutes; unless *brief*, what was not understood and what is to be asked, too."""
    would = "would write" if dry else "wrote"
    if change.after != change.before:
        terminal.note(f"{would} {change.path}")
    for one in brought:
        if one.is_new and one.composed:
            terminal.note(f"{would} {one.path} from {one.name}: {told.summary(one.composed)}")
        else:
            terminal.note(f"{one.name}: {one.path} {one.what}".replace(":  ", ": "))
        ledger = told.told_of(one)
        if ledger is None or brief or not (one.is_new or one.ledger):
            continue
        for tell in sorted(ledger.left):
            terminal.note(f"  {_at(tell)}not understood: {tell.why}")
        for tell in sorted([*ledger.remarks, *ledger.asks]):
            terminal.note(f"  {_at(tell)}{tell.why}")
        if ledger.guesses:
            guesses = "a guess" if len(ledger.guesses) == 1 else f"{len(ledger.guesses)} guesses"
            terminal.note(f"  {guesses}, each with its reason: `--report md`")


def _at(tell: Told) -> str:
    where = f"line {tell.line}: " if tell.line else ""
    return f"{where}{quoted(tell.words, 60)}: " if tell.words and tell.line else where
