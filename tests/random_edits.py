"""Change minutes at random: `python tests/random_edits.py [10000]`.

Each is a random meeting, written as a new file is, laid out anew as people may type it, and changed in a few
places. The file must then say the new and, outside these places, be the same to the last byte. Prints how many
changes were made, and how many were refused for what reason; stops at the first that went wrong.
"""

import argparse
import dataclasses
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from splicing import needless, read
from test_draft import BOARD, MEETING

from ralb import draft, typed
from ralb.draft import Draft
from ralb.model import Meeting
from ralb.revising import NotSplicable, Revision, revised

_PLAIN = re.compile(r"(?P<key>[ ]*(?:-[ ]+)?[a-z-]+: )(?P<value>[A-Za-z][^\n]*)")


def written(meeting: Meeting) -> str:
    """A meeting as a new file."""
    return draft.write(Draft(meeting, "Notes.\n"))


def mangled(meeting: Meeting, chance: random.Random) -> str:
    """A meeting as people may lay it out."""
    text = written(meeting)
    head, notes = text.removeprefix("---\n").split("\n---\n", 1)
    keys = re.split(r"\n(?=\S)", head)
    lists = {key.partition(":")[0]: key for key in keys}
    for rows in (meeting.decisions, meeting.escalations, meeting.actions):
        if rows:
            name = type(rows[0]).__name__.lower() + "s"
            lists[name] = f"{name}:" + _laid_out(rows, chance)
    keys = [_with_comments(_retyped(key, chance), chance) for key in lists.values()]
    if chance.random() < 0.3:
        chance.shuffle(keys)
    text = "---\n" + "\n".join(keys) + "\n---\n" + chance.choice((notes, "", "notes: [\n"))
    return text.replace("\n", "\r\n") if chance.random() < 0.2 else text


def _laid_out(rows: tuple[Any, ...], chance: random.Random) -> str:
    if chance.random() < 0.1:
        end = chance.choice(("]", ",\n  ]"))
        between = chance.choice((", ", ",\n  "))
        return f" [{between.join(map(typed.row_in_brackets, rows))}{end}"
    margin, hyphen = chance.choice(("", "  ", "    ")), chance.choice(("- ", "- ", "-   "))
    gap = chance.choice(("\n", "\n\n", "\n\n\n"))
    return "\n" + gap.join(_row(row, margin, hyphen, chance) for row in rows)


def _row(row: Any, margin: str, hyphen: str, chance: random.Random) -> str:
    if chance.random() < 0.3:
        return margin + hyphen + typed.row_in_brackets(row)
    indent = margin + " " * len(hyphen)
    keys = list(typed.lines(row))
    if chance.random() < 0.3:
        chance.shuffle(keys)
    first = f"\n{indent}" if chance.random() < 0.1 else ""
    return f"{margin}{hyphen.rstrip() if first else hyphen}{first}" + f"\n{indent}".join(keys)


def _retyped(key: str, chance: random.Random) -> str:
    """The lines of a key with some values in quotes, as blocks of text, as lists below each other."""
    return "\n".join(_line(line, chance) for line in key.split("\n"))


def _line(line: str, chance: random.Random) -> str:
    found = _PLAIN.fullmatch(line)
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    names = re.fullmatch(r"(.*responsible:) \[([^\"{]+)\]", line)
    if names and "{" not in line and chance.random() < 0.3:
        return names[1] + "".join(f"\n{indent}- {name}" for name in names[2].split(", "))
    if not found or found["value"] == "true" or "{" in line or chance.random() < 0.5:
        return line
    value = found["value"]
    how = chance.choice("'\">|")
    if how == "'":
        return found["key"] + "'" + value.replace("'", "''") + "'"
    if how == '"':
        return found["key"] + '"' + value.replace('"', '\\"') + '"'
    return f"{found['key']}{how}{chance.choice(('-', '', '+'))}\n{indent}{value}"


def _with_comments(key: str, chance: random.Random) -> str:
    if chance.random() < 0.6 or re.search(r": [|>]", key):
        return key
    lines: list[str] = []
    for line in key.split("\n"):
        if line.strip() and chance.random() < 0.2:
            lines.append(chance.choice(("", "  ", "    ") if lines else ("",)) + "# as agreed")
        lines.append(line + ("   # so it is" if line.strip() and chance.random() < 0.2 else ""))
    return "\n".join(lines)


def changed(meeting: Meeting, other: Meeting, chance: random.Random) -> Meeting:
    """The meeting with a few values, and a row or two, of another."""
    for name in ("actions", "escalations"):
        rows = list(getattr(meeting, name))
        others = getattr(other, name)
        if rows and others and chance.random() < 0.9:
            at = chance.randrange(len(rows))
            rows[at] = _with_some(rows[at], chance.choice(others), chance)
        if others and chance.random() < 0.3:
            rows[(at := chance.randint(0, len(rows))) : at] = others[:2]
        meeting = dataclasses.replace(meeting, **{name: tuple(rows)})
    return _with_some(meeting, other, chance) if chance.random() < 0.6 else meeting


def _with_some(record: Any, other: Any, chance: random.Random) -> Any:
    kept = ("date", "place", "actions", "escalations", "decisions")
    names = [field.name for field in dataclasses.fields(record) if field.name not in kept]
    taken = chance.sample(names, chance.randint(1, 4))
    return dataclasses.replace(record, **{name: getattr(other, name) for name in taken})


def outcome(meeting: Meeting, text: str, other: Meeting, chance: random.Random) -> str:
    """What comes of a random change: it is made, or refused for a reason; raises if anything else is touched."""
    old = read(text, meeting.date, BOARD)
    assert old.meeting == meeting, f"laid out wrongly:\n{text}\n{old.faults}"
    new = changed(old.meeting, other, chance)
    try:
        change = revised(old, Revision(new), lambda after: read(after, meeting.date, BOARD))
    except NotSplicable as refused:
        return str(refused).splitlines()[0].partition(": ")[2]
    after = read(change.after, meeting.date, BOARD)
    assert after.meeting == new
    assert needless(old, new, after) == [], f"{text}\nbecame\n{change.after}"
    assert (change.after == text) == (new == old.meeting)
    return "nothing to change" if new == old.meeting else "changed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=int, nargs="?", default=10_000)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    begun = time.time()

    @settings(
        max_examples=options.edits,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(MEETING, MEETING, st.randoms(use_true_random=False))
    def change_at_random(meeting: Meeting, other: Meeting, chance: random.Random) -> None:
        counts[outcome(meeting, mangled(meeting, chance), other, chance)] += 1

    change_at_random()
    for what, count in counts.most_common():
        print(f"{count:7,} {what}")
    print(f"{counts.total():7,} random changes, none touched anything else; {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
