"""Honest series of logs, and the faults that people and merges put into them."""

import random
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Log = list[Row]
PEOPLE = ("AB", "CD", "EF", "GH", "JK")
_VERBS = ["Circulate", "Draft", "Review", "Confirm", "Obtain", "Arrange", "Prepare", "Publish", "Collect", "Audit"]
_THINGS = ("adopter figures", "matching protocol", "medical adviser rota", "court timescales", "panel training",
           "sufficiency statement", "life story guidance", "workforce survey", "kinship offer")  # fmt: skip
_TAILS = ("", " before the next meeting", " and report back", " with the courts group", " for the region")


def series(seed: int, meetings: int = 6) -> list[tuple[str, Log]]:
    """Dates and logs as a careful officer keeps them; the same for the same seed."""
    chance = random.Random(seed)
    number, log, kept = chance.randint(5, 90), [], []
    for meeting in range(meetings):
        year, month = divmod(2024 * 12 + meeting * 3, 12)
        date = f"{year}-{month + 1:02}-{chance.randint(1, 28):02}"
        log = [_moved(row, chance) for row in log if row["status"] not in ("complete", "withdrawn")]
        for _ in range(chance.randint(2, 5)):
            number += 1
            log.append(_new(number, date[:7], chance))
        kept.append((date, [dict(row) for row in log]))
    return kept


def _new(number: int, month: str, chance: random.Random) -> Row:
    text = f"{chance.choice(_VERBS)} the {chance.choice(_THINGS)}, part {number}{chance.choice(_TAILS)}"
    people = chance.sample(PEOPLE, chance.choice((1, 1, 2)))
    return {"number": number, "status": "open", "issued": month, "responsible": people, "action": text}


def _moved(row: Row, chance: random.Random) -> Row:
    status = chance.choices((row["status"], "ongoing", "complete", "withdrawn"), (5, 3, 3, 1))[0]
    return {**row, "status": status}


def text(date: str, log: Log) -> str:
    """A log as a minutes file."""
    rows = [
        f"  - number: {row['number']}\n    status: {row['status']}\n    issued: {row['issued']}\n"
        f"    responsible: [{', '.join(row['responsible'])}]\n"
        + (f"    note: {row['note']}\n" if "note" in row else "")
        + f"    action: {row['action']}\n"
        for row in log
    ]
    return f"---\ndate: {date}\nactions:\n" + "\n".join(rows) + "---\nNotes.\n"


# Each puts one fault into the log of a meeting and says which finding must name it; None when there is no place.
Fault = Callable[[Log, Log, str, random.Random], str | None]


def _pick(log: Log, chance: random.Random, *statuses: str) -> Row | None:
    rows = [row for row in log if not statuses or row["status"] in statuses]
    return chance.choice(rows) if rows else None


def _carried(before: Log, log: Log, chance: random.Random, *statuses: str) -> Row | None:
    """A row that was in the log before, unfinished in this one."""
    known = {row["number"] for row in before}
    return _pick([row for row in log if row["number"] in known], chance, *(statuses or ("open", "ongoing")))


def dropped(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    return "unfinished-action-dropped" if row and not log.remove(row) else None


def reused(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    if row:
        row["action"] = "Write to ministers about something else altogether"
    return "number-reused" if row else None


def reused_for_a_new_action(before: Log, log: Log, date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    if row:
        row |= {"issued": date[:7], "action": row["action"].replace("part", "now part"), "status": "open"}
    return "number-reused" if row else None


def reopened(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _pick(before, chance, "complete", "withdrawn")
    if row:
        log.insert(0, {**row, "status": "open"})
    return "reopened-silently" if row else None


def redated(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    if row:
        row["issued"] = "2023-12"
    return "issue-date-changed" if row else None


def reworded(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    if row:
        row["action"] += " as agreed"
    return "text-changed" if row else None


def low_number(_before: Log, log: Log, date: str, chance: random.Random) -> str | None:
    log.insert(0, _new(1, date[:7], chance))
    return "number-not-above-last"


def skipped(_before: Log, log: Log, _date: str, _chance: random.Random) -> str | None:
    log[-1]["number"] += 3
    return "number-skipped"


def went_back(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    ongoing = {row["number"] for row in before if row["status"] == "ongoing"}
    row = _pick([row for row in log if row["number"] in ongoing], chance, "ongoing")
    if row:
        row["status"] = "open"
    return "status-went-back" if row else None


def reassigned(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _carried(before, log, chance)
    if row:
        row["responsible"] = ["MN"]
    return "responsible-changed" if row else None


def carried_too_long(before: Log, log: Log, _date: str, chance: random.Random) -> str | None:
    row = _pick(before, chance, "complete", "withdrawn")
    if row:
        log.insert(0, dict(row))
    return "completed-carried-too-long" if row else None


def old_month(_before: Log, log: Log, _date: str, _chance: random.Random) -> str | None:
    log[-1]["issued"] = "2023-11"
    return "new-action-old-month"


def future_month(_before: Log, log: Log, _date: str, _chance: random.Random) -> str | None:
    log[-1]["issued"] = "2031-01"
    return "issued-after-meeting"


def twice(_before: Log, log: Log, _date: str, _chance: random.Random) -> str | None:
    log.append({**log[-1], "action": "Something that another branch added"})
    return "number-twice"


def said_twice(_before: Log, log: Log, _date: str, _chance: random.Random) -> str | None:
    log.append({**log[-1], "number": log[-1]["number"] + 1})
    return "same-text-twice"


FAULTS: tuple[Fault, ...] = (
    dropped, reused, reused_for_a_new_action, reopened, redated, reworded, low_number, skipped, went_back,
    reassigned, carried_too_long, old_month, future_month, twice, said_twice,
)  # fmt: skip
