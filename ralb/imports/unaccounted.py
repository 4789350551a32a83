"""Actions of old minutes of which no later log says what became: settled by an `allow:`, so that all see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ralb import draft
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.draft import Draft
from ralb.imports.composing import Composed
from ralb.imports.ledger import Told
from ralb.model import Action, Allowance
from ralb.rules import series

_DROPPED, _BELOW = "unfinished-action-dropped", "number-not-above-last"


def settled(book: Book, new: Collection[str], every: Mapping[str, Composed], on: PartialDate) -> list[Composed]:
    """The minutes, the new ones with an `allow:` for each action that a later log of the book lacks.

    It stands in the later of the two files, or in the earlier one if only that is new: no other file is touched.
    """
    allowed: dict[str, list[Allowance]] = {path: [] for path in new}
    for step in chain.from_iterable(series.steps(book, book.minutes)):
        here = next((path for path in (step.after.path, step.before.path) if path in new), None)
        for rule, why, actions in _open(step, on) if here else ():
            allowed[here or ""] += [Allowance(rule=rule, about=str(one.number), reason=why) for one in actions]
        one = every.get(step.before.path) or every.get(step.after.path)
        if one:
            one.ledger.open.extend(_told(step))
    return [_with(one, allowed.get(path, ())) for path, one in every.items()]


def _open(step: series.Step, on: PartialDate) -> Iterator[tuple[str, str, Sequence[Action]]]:
    """What old minutes leave open between two logs: the rule, the reason that settles it, the actions."""
    yield _DROPPED, f"brought in on {on}; no later minutes say what became of it", series.dropped(step)
    yield (
        _BELOW,
        f"brought in on {on}; it had this number before the actions of older minutes got theirs",
        series.below(step),
    )


def _told(step: series.Step) -> Iterator[Told]:
    for action in series.dropped(step):
        why = f"{action.number} ({', '.join(action.responsible)}), {action.status} in {step.before.path}"
        yield Told(0, action.text, why)


def _with(one: Composed, allowed: Sequence[Allowance]) -> Composed:
    if not allowed:
        return one
    meeting = replace(one.meeting, allow=(*one.meeting.allow, *allowed))
    return replace(one, meeting=meeting, text=draft.write(Draft(meeting, one.notes)))
