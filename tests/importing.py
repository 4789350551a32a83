"""How well are old minutes read: `python tests/importing.py FOLDER`, which holds sources and what a reader found.

Beside `minutes.docx` stands `minutes.docx.expected.json`: the actions, each with number, responsible, words, due
and status as typed, and how many people came and sent apologies. A row is an action of the reader if most of its
words are that action's; it counts as right with the right people. A row that no action is, was invented.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from ralb import bringing, dates, people
from ralb.imports import occasion, persons
from ralb.model import Action, Board, Meeting
from ralb.text import quoted

_MOST = 60
_ALIKE = 0.55
_EVERYONE = re.compile(r"(?:all|everyone|every)(?: (?:the )?(?:board )?(?:members|governors|agencies|partners))?")


class Score(NamedTuple):
    """What was found of one source, of what a reader found."""

    actions: int
    found: int
    right: int
    """Found with the right people."""
    invented: int
    dues: int
    due: int
    people: int
    came: int
    """How many came or sent apologies, as far as that is the right number."""
    certain: int = 0
    """Of the actions those that no reader doubts."""
    certain_right: int = 0


def main() -> None:
    """Score every source of a folder; what was missed stands below its line."""
    folder = Path(sys.argv[1])
    scores: list[Score] = []
    print(f"{'source':34}{'actions':>8}{'found':>7}{'right':>7}{'invented':>9}{'due':>8}{'people':>8}")
    for expected in sorted(folder.glob("*.expected.json")):
        source = expected.with_name(expected.name.removesuffix(".expected.json"))
        one, missed = score(source, json.loads(expected.read_text(encoding="utf-8")))
        scores.append(one)
        _show(source.name, one)
        for line in missed:
            print(f"    {line}")
    total = Score(*(sum(ones) for ones in zip(*scores, strict=True)))
    _show("all", total)
    print(f"{total.right / total.actions:.1%} of {total.actions} right, ", end="")
    print(f"{total.certain_right} of {total.certain} that nobody doubts, {total.invented} invented")


def _show(name: str, one: Score) -> None:
    counts = f"{one.actions:>8}{one.found:>7}{one.right:>7}{one.invented:>9}"
    print(f"{name[:33]:34}{counts}{f'{one.due}/{one.dues}':>8}{f'{one.came}/{one.people}':>8}")


def score(source: Path, expected: dict[str, Any]) -> tuple[Score, list[str]]:
    """What an import into an empty folder finds, and a line for each thing that is not as a reader found it."""
    with tempfile.TemporaryDirectory() as folder:
        brought, change = bringing.bring(folder, [(source.name, source.read_bytes())], None, None, dry=True)
    composed, board = brought[0].composed, bringing.roster.parse("board.yaml", change.after.encode())[0]
    wanted = expected["actions"]
    there = expected["present"], expected["apologies"]
    if composed is None or board is None:
        dues, certain = (
            sum(bool(one.get(key, usual)) for one in wanted) for key, usual in (("due", ""), ("sure", True))
        )
        return Score(len(wanted), 0, 0, 0, dues, 0, sum(there), 0, certain), [brought[0].what]
    meeting = composed.meeting
    pairs, invented = _paired(wanted, meeting.actions)
    missed = [*_people(meeting, there)]
    right = certain = 0
    for one, row in pairs:
        if row is None:
            missed.append(f"missed: {', '.join(one['responsible'])}: {one['action'][:_MOST]}")
            continue
        names = [_name(board, who, meeting) for who in row.responsible]
        is_right = any(_same(names, said) for said in _readings(one))
        right += is_right
        certain += is_right and one.get("sure", True)
        if not is_right:
            missed.append(f"not {', '.join(one['responsible'])} but {', '.join(names)}: {one['action'][:_MOST]}")
        if one["due"] and not _is_due(one["due"], row):
            missed.append(f"due {quoted(one['due'])} is not said: {row.due} {row.note or ''}"[: _MOST * 2])
    missed += [f"invented: {', '.join(row.responsible)}: {row.text[:_MOST]}" for row in invented]
    dues = [(one["due"], row) for one, row in pairs if one["due"]]
    came = sum(there) - abs(_there(meeting) - there[0]) - abs(len(meeting.apologies) - there[1])
    made = Score(
        actions=len(wanted),
        found=sum(row is not None for _, row in pairs),
        right=right,
        invented=len(invented),
        dues=len(dues),
        due=sum(row is not None and _is_due(due, row) for due, row in dues),
        people=sum(there),
        came=max(came, 0),
        certain=sum(one.get("sure", True) for one in wanted),
        certain_right=certain,
    )
    return made, missed


def _there(meeting: Meeting) -> int:
    return len({one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)})


def _people(meeting: Meeting, there: tuple[int, int]) -> Iterator[str]:
    for word, said, expected in (
        ("came", _there(meeting), there[0]),
        ("sent apologies", len(meeting.apologies), there[1]),
    ):
        if said != expected:
            yield f"{said} {word}, not {expected}"


def _paired(
    wanted: Sequence[dict[str, Any]], rows: Iterable[Action]
) -> tuple[list[tuple[dict[str, Any], Action | None]], list[Action]]:
    """Each expected action with its row, the most alike first; and the rows that are none of them."""
    left = list(rows)
    alike = sorted(
        ((_alike(one, row), n, row) for n, one in enumerate(wanted) for row in left),
        key=lambda found: -found[0],
    )
    paired: dict[int, Action] = {}
    for share, n, row in alike:
        if share >= _ALIKE and n not in paired and row in left:
            paired[n] = row
            left.remove(row)
    return [(one, paired.get(n)) for n, one in enumerate(wanted)], left


def _alike(one: dict[str, Any], row: Action) -> float:
    """How many of the words of an action stand in a row; its due date may stand there or not."""
    words, said = set(_words(one["action"])), set(_words(row.text))
    return len(words & said) / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"\w+", text.lower())]


def _name(board: Board, who: str, meeting: Meeting) -> str:
    person = people.known(board, who, meeting.date)
    return person.name if person else who


def _readings(one: dict[str, Any]) -> Iterator[list[str]]:
    """Who is to do it, in each of the ways that are fair."""
    yield one["responsible"]
    yield from ([other] if isinstance(other, str) else other for other in one.get("also_ok", ()))


def _same(names: Sequence[str], said: Sequence[str]) -> bool:
    return {_bare(name) for name in names} == {_bare(name) for name in said}


def _bare(name: str) -> str:
    bare = re.sub(rf"^(?:(?:the )?(?:{persons.TITLE})\s*)+", "", name, flags=re.IGNORECASE).lower()
    return "all" if _EVERYONE.fullmatch(bare) else bare.removeprefix("the ")


def _is_due(typed: str, row: Action) -> bool:
    """Whether a row says when it is due, as a date or in its words."""
    date = occasion.date_in(typed)
    if row.due and (date is None or dates.same(date[0], row.due)):
        return True
    said = _words(f"{row.text} {row.note or ''}")
    return set(_words(typed)) <= set(said)


if __name__ == "__main__":
    main()
