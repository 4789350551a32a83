"""Rules about the log from meeting to meeting: what one says of a number against what was last said of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ralb import dates
from ralb.book import Book, File, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Severity
from ralb.model import Action, Meeting, Status
from ralb.rules.registry import Finding, line_of, rule
from ralb.text import Span, quoted

_SURELY_OTHER, _PROBABLY_OTHER = 0.34, 0.80


class Said(NamedTuple):
    """What a log said of a number: enough to compare with, for tens of thousands are kept of it."""

    path: str
    text: str
    status: Status
    issued: PartialDate
    responsible: tuple[str, ...]


class Step(NamedTuple):
    """A log beside the one before, and what any log before said last of each of its numbers."""

    before: Minutes
    old: Meeting
    after: Minutes
    new: Meeting
    highest: int
    """The highest number that any log before has given."""
    same: list[tuple[Action, Said]]
    """The rows whose number was there before."""
    other: list[tuple[Action, Said]]
    """The rows that are another action under a number that was there before."""
    fresh: list[Action]
    """The rows whose number no log before had."""


def steps(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Step]]:
    """From each log to the next. After a file that could not be read nothing is known, so nothing is said."""
    last: dict[int, Said] = {}
    highest = 0
    before: Minutes | None = None
    doubled = _doubled(book)
    for one in minutes:
        counts = one.path not in doubled
        yield _step(before, one, last, highest) if before and counts else ()
        if counts:
            for now in one.meeting.actions if one.meeting else ():
                last[now.number] = Said(one.path, now.text, now.status, now.issued, now.responsible)
                highest = max(highest, now.number)
            before = one


def _step(before: Minutes, after: Minutes, last: Mapping[int, Said], highest: int) -> Iterable[Step]:
    if before.meeting is None or after.meeting is None:
        return ()
    step = Step(before, before.meeting, after, after.meeting, highest, [], [], [])
    for now in after.meeting.actions:
        then = last.get(now.number)
        if then is None:
            step.fresh.append(now)
        else:
            (step.other if _is_other(then, now, after.meeting) else step.same).append((now, then))
    return (step,)


def dropped(step: Step) -> list[Action]:
    """The actions that were unfinished in the log before and are not in this one, if all its rows were read."""
    if None in step.after.unread:
        return []
    here = {action.number for action in step.new.actions} | step.after.unread
    return [action for action in step.old.actions if not action.status.finished and action.number not in here]


def below(step: Step) -> list[Action]:
    """The new actions whose number is below one that was given before."""
    return [action for action in step.fresh if action.number < step.highest]


def _row(step: Step, action: Action, message: str, how: str) -> Finding:
    return Finding(step.after.source, line_of(step.after, action), message, how)


@rule("RALB401", Severity.ERROR, each=steps)
def number_reused(step: Step) -> Iterable[Finding]:
    """A number stands for another action than in the log before."""
    for now, then in step.other:
        message = f"{now.number} was {quoted(then.text)} in {then.path}, and is another action here"
        yield _row(step, now, message, "give it the next free number, and put the old one back")


@rule("RALB402", Severity.ERROR, each=steps)
def unfinished_action_dropped(step: Step) -> Iterable[Finding]:
    """An action that was unfinished in the log before is not in this one."""
    for action in dropped(step):
        message = f"{action.number} was {action.status} in {step.before.path} and is not in this log"
        how = f"copy its row from {step.before.path}; `withdrawn` or `complete` ends it"
        yield Finding(step.after.source, _log(step.after), message, how)


@rule("RALB403", Severity.ERROR, each=steps)
def reopened_silently(step: Step) -> Iterable[Finding]:
    """An action that was finished is unfinished again, and no note says why."""
    for now, then in step.same:
        if then.status.finished and not now.status.finished and not now.note:
            message = f"{now.number} was {then.status} in {then.path} and is {now.status} here"
            yield _row(step, now, message, "if it was reopened, say why in a `note`; else delete its row here")


@rule("RALB417", Severity.INFO, each=steps)
def closed_number_returns(step: Step) -> Iterable[Finding]:
    """An action that was finished is unfinished again, and a note says why."""
    for now, then in step.same:
        if then.status.finished and not now.status.finished and now.note:
            message = f"{now.number} was {then.status} in {then.path} and is {now.status} here, with a note"
            yield _row(step, now, message, "")


@rule("RALB404", Severity.ERROR, each=steps)
def issue_date_changed(step: Step) -> Iterable[Finding]:
    """An action has another date of issue than in the log before."""
    for now, then in step.same:
        if not dates.same(now.issued, then.issued):
            message = f"{now.number} was issued in {then.issued} by {then.path}, in {now.issued} here"
            yield _row(step, now, message, f"the date of issue never changes: write `issued: {then.issued}`")


@rule("RALB405", Severity.WARNING, each=steps)
def text_changed(step: Step) -> Iterable[Finding]:
    """An action is worded otherwise than in the log before."""
    for now, then in step.same:
        if now.text != then.text and now.text.split() != then.text.split():
            message = f"{now.number} is worded otherwise than in {then.path}: {quoted(then.text)} there"
            yield _row(step, now, message, "was that meant? an `allow:` with a reason settles it")


@rule("RALB406", Severity.ERROR, each=steps)
def number_not_above_last(step: Step) -> Iterable[Finding]:
    """A new action has a number below one that was given before."""
    for action in below(step):
        message = f"{action.number} is new here, but {step.before.path} had come to {step.highest} already"
        yield _row(step, action, message, f"new numbers go on from {step.highest + 1}")


@rule("RALB407", Severity.WARNING, each=steps)
def number_skipped(step: Step) -> Iterable[Finding]:
    """Between the highest number given before and a new one, a number is missing."""
    last = step.highest
    for action in sorted(step.fresh, key=lambda action: action.number):
        if action.number > last + 1 and not step.after.unread:
            here = "the number before it here" if last > step.highest else f"to which {step.before.path} had come"
            message = f"{action.number} follows {last}, {here}"
            yield _row(step, action, message, f"was {last + 1} lost?")
        last = max(last, action.number)


@rule("RALB409", Severity.WARNING, each=steps)
def status_went_back(step: Step) -> Iterable[Finding]:
    """An action that was ongoing is open again."""
    for now, then in step.same:
        if (then.status, now.status) == ("ongoing", "open"):
            message = f"{now.number} was ongoing in {then.path} and is open here"
            yield _row(step, now, message, "was it begun or not?")


@rule("RALB410", Severity.INFO, each=steps)
def responsible_changed(step: Step) -> Iterable[Finding]:
    """Other people are responsible for an action than in the log before."""
    for now, then in step.same:
        if now.responsible != then.responsible:
            who, whose = ", ".join(then.responsible), ", ".join(now.responsible)
            yield _row(step, now, f"{now.number} passes from {who} in {then.path} to {whose}", "")


@rule("RALB411", Severity.WARNING, each=steps)
def completed_carried_too_long(step: Step) -> Iterable[Finding]:
    """An action is finished in two logs running."""
    for now, then in step.same:
        if then.status.finished and now.status.finished and then.path == step.before.path:
            message = f"{now.number} was {then.status} in {then.path} already"
            yield _row(step, now, message, "leave it in the log that finished it: delete its row here")


class Double(NamedTuple):
    """Minutes of a day of which there are others, with a name less odd."""

    minutes: Minutes
    first: str


def doubles(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Double]]:
    """The files whose date another has."""
    doubled = _doubled(book)
    for one in minutes:
        yield (Double(one, doubled[one.path]),) if one.path in doubled else ()


@rule("RALB412", Severity.ERROR, each=doubles)
def same_date_twice(double: Double) -> Iterable[Finding]:
    """Two files are minutes of the same day, or of a month and of a day in it."""
    message = f"{double.first} has the same date"
    how = "one meeting a day; a month without days, or its days without it"
    yield Finding(double.minutes.source, 0, message, how)


def _doubled(book: Book) -> dict[str, str]:
    """The paths of files whose date another has, with the path of that."""
    kept: list[File] = []
    doubled: dict[str, str] = {}
    for date, path in sorted(book.files, key=lambda file: (file[0], len(file[1]))):
        # Sorted by date, so only the last kept can be of the same day or month.
        if kept and dates.same(kept[-1][0], date):
            doubled[path] = kept[-1][1]
        else:
            kept.append((date, path))
    return doubled


@rule("RALB413", Severity.ERROR, each=steps)
def new_action_old_month(step: Step) -> Iterable[Finding]:
    """An action that no log before had is issued in an earlier month than its meeting's."""
    for action in step.fresh:
        if dates.after(step.new.date, action.issued):
            month = str(step.new.date)[:7]
            message = f"{action.number} is issued in {action.issued}, but no log up to {step.before.path} has it"
            yield _row(step, action, message, f"write `issued: {month}`, or find the log that lost it")


def _is_other(earlier: Said, action: Action, meeting: Meeting) -> bool:
    """Whether a number's text has become another's, not merely reworded.

    The shares were found by experiment: a character ratio took real reuse for rewording.
    """
    if earlier.text == action.text:
        return False
    shared = _overlap(earlier.text, action.text)
    if shared < _SURELY_OTHER:
        return True
    moved = not dates.same(earlier.issued, action.issued)
    return moved and (shared < _PROBABLY_OTHER or dates.same(action.issued, meeting.date))


def _overlap(one: str, other: str) -> float:
    """The share of their words that two texts have in common."""
    words, others = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(words & others) / max(len(words | others), 1)


def _log(minutes: Minutes) -> Span | int:
    """The key `actions`, or the file's first line where there is none."""
    keys = minutes.meeting.place.keys if minutes.meeting else {}
    return keys.get("actions", 0)
