"""Edits of minutes that remember what they meant, so that a merge can be judged without knowing how it is made."""

import dataclasses
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import honest

from ralb import draft, log, minutes, proceedings, revising, roster, store
from ralb.book import Minutes
from ralb.dates import PartialDate, parse
from ralb.draft import Draft
from ralb.model import (
    Action,
    Appointment,
    Attendee,
    Decision,
    Initials,
    Issued,
    Meeting,
    Number,
    Responsible,
    Status,
)
from ralb.revising import Revision
from ralb.text import Edit, Span
from ralb.values import names

ROSTER = """\
name: Example Board
people:
  - {initials: AB, name: Dr A Brown, role: chair}
  - {initials: CD, name: C Dale}
  - {initials: EF, name: E Field, role: support}
  - {initials: GH, name: G Hart}
  - {initials: JK, name: J Kerr}
standing-items: [Introductions and previous minutes, Data]
"""
BOARD = roster.parse("minutes/board.yaml", ROSTER.encode())[0]
NEXT, LATER = PartialDate(2025, 7, 15), PartialDate(2025, 7, 22)
ITEMS = ("Introductions and previous minutes", "Data", "Adopter recruitment", "AOB and issues for escalation")
Key = tuple[Any, ...]


@dataclass
class Branch:
    """The files of one branch by name, and what its edits meant, by what they were about."""

    files: dict[str, str]
    today: PartialDate
    name: str
    meant: dict[Key, Any] = field(default_factory=dict)

    def read(self, name: str) -> Minutes:
        return read(name, self.files[name])

    @property
    def newest(self) -> str:
        return minutes.dated(self.files)[-1][1]

    def revise(self, name: str, meeting: Meeting, *edits: Edit) -> None:
        """Write what the tool would write."""
        old = self.read(name)
        assert BOARD
        change = revising.revised(old, Revision(meeting, edits), partial(store.retyped, BOARD, old))
        self.files[name] = change.after


@lru_cache(500)
def read(name: str, text: str) -> Minutes:
    date = minutes.date_of(name)
    assert date
    assert BOARD
    return minutes.parse(f"minutes/{name}", text.encode(), date, names(BOARD))


def begun(seed: int) -> dict[str, str]:
    """What both branches begin with: `board.yaml` and three meetings, written as the tool writes them."""
    chance = random.Random(seed)
    files = {"board.yaml": ROSTER}
    for count, (day, rows) in enumerate(honest.series(seed)[-3:]):
        date = parse(day)
        assert date
        meeting = Meeting(
            date=date,
            chair=Initials("AB"),
            present=tuple(Attendee(who=Initials(one)) for one in ("AB", "CD", "EF")),
            apologies=(Attendee(who=Initials("GH")), Attendee(who=Initials("JK"))),
            circulated=None if chance.random() < 0.5 else date,
            agreed=None if count else PartialDate(2025, 1, 30),
            log_updated=date if chance.random() < 0.8 else None,
            decisions=(Decision(number=Number(count), text=f"Decision of {day}"),) if count else (),
            actions=tuple(_action(row, date) for row in rows),
        )
        files[f"{day}.md"] = draft.write(Draft(meeting, _notes(day, chance)))
    return files


def _action(row: honest.Row, date: PartialDate) -> Action:
    issued, status = parse(row["issued"]), Status(row["status"])
    assert issued
    return Action(
        number=Number(row["number"]),
        status=status,
        issued=Issued(issued),
        responsible=tuple(map(Responsible, row["responsible"])),
        closed=date if status.finished else None,
        text=row["action"],
    )


def _notes(day: str, chance: random.Random) -> str:
    parts = []
    for number, item in enumerate(ITEMS, 1):
        parts.append(f"## {number}. {item}")
        parts += [f"Paragraph {day}/{number}.{one} was spoken." for one in range(chance.randint(1, 3))]
    return "\n\n".join(parts) + "\n"


_PARAGRAPH = re.compile(r"^Paragraph (?P<tag>[-/.0-9]+) .*$", re.MULTILINE)


def _known(branch: Branch, chance: random.Random) -> Action | None:
    """An unfinished action that was there before the branch began; its words are its own name by then."""
    rows = branch.read(branch.newest).meeting.actions  # type: ignore[union-attr]
    own = {number for kind, number, *_ in branch.meant if kind == "new"}
    left = [row for row in rows if not row.status.finished and row.number not in own]
    return chance.choice(left) if left else None


def _meeting(branch: Branch) -> Meeting:
    meeting = branch.read(branch.newest).meeting
    assert meeting
    return meeting


def _to_row(branch: Branch, chance: random.Random, key: str, do: Callable[[Meeting, int], Meeting]) -> None:
    """Change a row, and remember what its key says then."""
    action = _known(branch, chance)
    if action is None:
        return
    branch.revise(branch.newest, do(_meeting(branch), action.number))
    branch.meant["action", action.number, key] = said(log.find(_meeting(branch), action.number), key)


def said(action: Action, key: str) -> Any:
    return (action.status, action.closed) if key == "state" else getattr(action, key)


def close(branch: Branch, chance: random.Random) -> None:
    _finish(branch, chance, Status.COMPLETE)


def withdraw(branch: Branch, chance: random.Random) -> None:
    _finish(branch, chance, Status.WITHDRAWN)


def _finish(branch: Branch, chance: random.Random, status: Status) -> None:
    def do(meeting: Meeting, number: int) -> Meeting:
        return log.finish(meeting, number, status, branch.today, branch.today)

    _to_row(branch, chance, "state", do)


def ongoing(branch: Branch, chance: random.Random) -> None:
    _to_row(branch, chance, "state", lambda meeting, one: log.move(meeting, one, Status.ONGOING, branch.today))


def assign(branch: Branch, chance: random.Random) -> None:
    who = chance.sample(honest.PEOPLE, chance.choice((1, 2)))
    assert BOARD
    board = BOARD
    _to_row(branch, chance, "responsible", lambda meeting, one: log.assign(board, meeting, one, who, branch.today))


def reword(branch: Branch, chance: random.Random) -> None:
    text = f"Reworded on {branch.name}, {chance.random()}"
    _to_row(branch, chance, "text", lambda meeting, one: log.reword(meeting, one, text, branch.today))


def note(branch: Branch, chance: random.Random) -> None:
    words = f"noted on {branch.name}, {chance.random()}"
    _to_row(branch, chance, "note", lambda meeting, one: log.note(meeting, one, words, branch.today))


def due(branch: Branch, chance: random.Random) -> None:
    day = PartialDate(2025, 8, chance.randint(1, 28))

    def do(meeting: Meeting, number: int) -> Meeting:
        return log.changed(meeting, log.find(meeting, number), branch.today, due=day)

    _to_row(branch, chance, "due", do)


def add(branch: Branch, chance: random.Random) -> None:
    """A new action; half of the time its words stand in the notes, too."""
    meeting, old = _meeting(branch), branch.read(branch.newest)
    known = {row.number for name in branch.files if name != "board.yaml" for row in _rows(branch, name)}
    number, text = max(known) + 1, f"Added on {branch.name}, {chance.random()}"
    assert BOARD
    new = log.add(BOARD, meeting, number, text, [chance.choice(honest.PEOPLE)], branch.today)
    edits = []
    if chance.random() < 0.5:
        places = [found.end() for found in _PARAGRAPH.finditer(old.source.text, *old.notes)] or [old.notes.end - 1]
        at = chance.choice(places)
        edits = [Edit(Span(at, at), f"\n\nAction {number}: {text}")]
        branch.meant["mark", text] = True
    branch.revise(branch.newest, new, *edits)
    branch.meant["new", number, text] = log.find(_meeting(branch), number)


def _rows(branch: Branch, name: str) -> tuple[Action, ...]:
    return branch.read(name).meeting.actions  # type: ignore[union-attr]


def decide(branch: Branch, chance: random.Random) -> None:
    files = [branch.read(name) for name in branch.files if name != "board.yaml"]
    every = [row.number for one in files for row in one.meeting.decisions]  # type: ignore[union-attr]
    text, meeting = f"Decided on {branch.name}, {chance.random()}", _meeting(branch)
    new = Decision(number=Number(max(every) + 1), text=text)
    branch.revise(branch.newest, dataclasses.replace(meeting, decisions=(*meeting.decisions, new)))
    branch.meant["decision", text] = True


def attend(branch: Branch, chance: random.Random) -> None:
    who, where = chance.choice(honest.PEOPLE), chance.choice(("present", "apologies", "absent"))
    assert BOARD
    name = branch.newest
    branch.revise(name, proceedings.attend(BOARD, _meeting(branch), {where: [who]}, {}))
    branch.meant["attend", name, who] = where


def paragraph(branch: Branch, chance: random.Random) -> None:
    """A paragraph says something else."""
    name = branch.newest
    old = branch.read(name)
    found = list(_PARAGRAPH.finditer(old.source.text, *old.notes))
    if found:
        one = chance.choice(found)
        words = f"Paragraph {one['tag']} was spoken otherwise on {branch.name}, {chance.random()}."
        branch.revise(name, _meeting(branch), Edit(Span(*one.span()), words))
        branch.meant["paragraph", name, one["tag"]] = words


def agree(branch: Branch, chance: random.Random) -> None:
    """A meeting before the newest is agreed; the log of that file is history by then."""
    older = [name for _, name in minutes.dated(branch.files)][:-1]
    name = chance.choice(older)
    meeting = branch.read(name).meeting
    later = minutes.date_of(older[-1]) if name != older[-1] else minutes.date_of(branch.newest)
    assert meeting
    assert later
    if not meeting.agreed and later < branch.today:
        branch.revise(name, proceedings.agree(meeting, later, branch.today))
        branch.meant["agreed", name] = later


def begin(branch: Branch, chance: random.Random) -> None:
    """The next meeting is begun: its file carries the log forward."""
    date = NEXT if chance.random() < 0.9 else LATER
    if branch.newest < f"{NEXT}":
        assert BOARD
        carried = draft.carry_forward(BOARD, _meeting(branch), Appointment(date=date))
        branch.files[f"{date}.md"] = draft.write(carried)
        branch.meant["begun", f"{date}.md"] = True


# How often each is made between two meetings and soon after one.
EDITS = {close: 6, withdraw: 1, ongoing: 4, assign: 2, reword: 1, note: 3, due: 2, add: 4, decide: 1, attend: 1,
         paragraph: 4, agree: 1, begin: 1}  # fmt: skip


def edited(files: Mapping[str, str], name: str, today: PartialDate, chance: random.Random) -> Branch:
    """A branch with one to three edits."""
    branch = Branch(dict(files), today, name)
    for edit in chance.choices(list(EDITS), list(EDITS.values()), k=chance.randint(1, 3)):
        edit(branch, chance)
    return branch


def together(ours: Branch, theirs: Branch) -> bool:
    """Whether both changed the same thing, each otherwise, gave numbers in one list, or began the next meeting."""
    same = any(ours.meant[key] != theirs.meant[key] for key in {*ours.meant} & {*theirs.meant})
    kinds = {kind for kind, *_ in ours.meant} & {kind for kind, *_ in theirs.meant}
    return same or not kinds.isdisjoint({"new", "decision", "begun"})


def wrong(
    files: Mapping[str, str], ours: Branch, theirs: Branch, made: Mapping[str, str], chosen: str = ""
) -> list[str]:
    """What a merge made of two branches that neither meant; *files* is what both began with.

    *chosen* are the lines of the notes about which somebody was asked: either version is right.
    """
    every = [read(name, made[name]) for _, name in minutes.dated(made)]
    if any(one.meeting is None for one in every):
        return ["cannot be read"]
    last = {row.number: row for one in every for row in one.meeting.actions}  # type: ignore[union-attr]
    return [
        *_wrong_rows(files, ours, theirs, last),
        *_wrong_log(every, last),
        *_wrong_new(ours, theirs, every, list(last.values()), chosen),
        *_wrong_attendance(files, ours, theirs, made),
        *_wrong_notes(files, ours, theirs, made, chosen),
    ]


def _wanted(ours: Branch, theirs: Branch, key: Key, was: Any) -> list[Any]:
    """What may come out: what a side meant, either where both did, what was where none did."""
    return [side.meant[key] for side in (ours, theirs) if key in side.meant] or [was]


def _wrong_rows(
    files: Mapping[str, str], ours: Branch, theirs: Branch, last: Mapping[Number, Action]
) -> Iterator[str]:
    was = {
        row.number: row
        for _, name in minutes.dated(files)
        for row in read(name, files[name]).meeting.actions  # type: ignore[union-attr]
    }
    for number, row in was.items():
        now = last.get(number)
        for key in ("state", "responsible", "text", "note", "due", "issued"):
            wanted = _wanted(ours, theirs, ("action", number, key), said(row, key))
            if now is None or said(now, key) not in wanted:
                yield f"{number} {key}"


def _wrong_log(every: list[Minutes], last: Mapping[Number, Action]) -> Iterator[str]:
    newest = every[-1].meeting
    assert newest
    numbers = [row.number for row in newest.actions]
    yield from (f"{number} twice" for number in set(numbers) if numbers.count(number) > 1)
    finished = {row.number for one in every for row in one.meeting.actions if row.status.finished}  # type: ignore[union-attr]
    for number, row in last.items():
        if not row.status.finished and number not in numbers:
            yield f"{number} dropped"
        if not row.status.finished and number in finished:
            yield f"{number} finished in an older log, and not in a later one"


def _wrong_new(
    ours: Branch, theirs: Branch, every: list[Minutes], last: list[Action], chosen: str
) -> Iterator[str]:
    notes = "".join(one.source.text[slice(*one.notes)] for one in every)
    for side in (ours, theirs):
        for (kind, *_, text), meant in side.meant.items():
            if kind == "new":
                found = [row for row in last if row.text == text]
                alike = [dataclasses.replace(row, number=meant.number) == meant for row in found]
                if alike != [True]:
                    yield f"new {meant.number}"
                elif (
                    ("mark", text) in side.meant
                    and text not in chosen
                    and notes.count(f"\nAction {found[0].number}: {text}\n") != 1
                ):
                    yield f"mark of {found[0].number}"
            if kind == "decision":
                decided = [row for one in every for row in one.meeting.decisions]  # type: ignore[union-attr]
                if [row.text for row in decided].count(text) != 1:
                    yield f"decision {text}"
    numbers = [row.number for one in every for row in one.meeting.decisions]  # type: ignore[union-attr]
    if len(set(numbers)) < len(numbers):
        yield "decision twice"


def _wrong_attendance(
    files: Mapping[str, str], ours: Branch, theirs: Branch, made: Mapping[str, str]
) -> Iterator[str]:
    """What came out otherwise of who came, and of when minutes were agreed."""
    if {*made} != {*files} | {key[1] for side in (ours, theirs) for key in side.meant if key[0] == "begun"}:
        yield "other files"
    for name in {*made} - {"board.yaml"}:
        was, now = read(name, files.get(name, "---\ndate: 2024-01\n---\n")).meeting, read(name, made[name]).meeting
        assert was
        assert now
        if now.agreed not in _wanted(ours, theirs, ("agreed", name), was.agreed):
            yield f"{name} agreed"
        for who in honest.PEOPLE:
            wanted = _wanted(ours, theirs, ("attend", name, who), _where(was, who))
            if _where(now, who) not in wanted:
                yield f"{name} {who}"


def _where(meeting: Meeting, who: str) -> str:
    """The lists on which somebody stands; not more than one."""
    lists = ("present", "apologies", "absent")
    return " ".join(name for name in lists for one in getattr(meeting, name) if one.who == who)


def _wrong_notes(
    files: Mapping[str, str], ours: Branch, theirs: Branch, made: Mapping[str, str], chosen: str
) -> Iterator[str]:
    for name, text in files.items():
        for found in _PARAGRAPH.finditer(text):
            wanted = _wanted(ours, theirs, ("paragraph", name, found["tag"]), found[0])
            there = [one[0] for one in _PARAGRAPH.finditer(made.get(name, "")) if one["tag"] == found["tag"]]
            if f"Paragraph {found['tag']} " not in chosen and there not in [[one] for one in wanted]:
                yield f"{name} paragraph {found['tag']}"
