"""A row of an old log as a row of ours."""

import re

from ralb import dates, values
from ralb.dates import PartialDate
from ralb.imports import asked, occasion, persons
from ralb.imports.circle import Circle
from ralb.imports.ledger import Ledger, Told
from ralb.imports.logs import Logged
from ralb.model import ALL, Action, Issued, Number, Responsible, Status
from ralb.text import listed

_STATUSES = (
    (Status.WITHDRAWN, r"withdrawn|cancelled|superseded|dropped|no longer (?:required|needed)|n/?a\b"),
    (Status.OPEN, r"not (?:yet )?(?:started|done|complete|completed)|open|new|outstanding|pending|overdue|"
        r"to do|deferred|red\b"),
    (Status.ONGOING, r"on[- ]?going|in[- ]?progress|c/?f\b|carried? (?:forward|over)|started|under ?way|on "
        r"track|in hand|partially|part complete|partly|continuing|amber\b|wip\b"),
    (Status.COMPLETE, r"complete|done|closed|finished|discharged|achieved|actioned|resolved|implemented|green\b|"
        r"yes\b|✓|✔"),
)  # fmt: skip
_MONTH = re.compile(
    "(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in dates.MONTHS) + "|Sept)", re.IGNORECASE
)


def action(row: Logged, circle: Circle, number: int, ledger: Ledger) -> Action | str:
    """The row as an action under a number, or why it cannot be one."""
    meeting = circle.meeting
    text, struck = " ".join(row.said("action").split()), row.cells.get("action")
    if not text and struck and struck.struck:
        text = struck.struck
    if not text:
        return "it says nothing that is to be done"
    typed = row.said("responsible")
    who, why = circle.named(typed)
    until = asked.only_who(circle, " ".join(typed.split())) if typed and not who else None
    who = until.who if until else who
    if not who and not typed:
        found = asked.asked(circle, text)
        who, why = found.who, f"no owner is named; taken from its words, {found.text[:30]!r}"
    if not who:
        return f"who is responsible? `{typed}` is nobody of the board" if typed else "nobody is responsible for it"
    unknown = [
        str(one)
        for one in who
        if persons.INITIALS.fullmatch(one) and one not in {*circle.known, *circle.board.collective_names, ALL}
    ]
    if unknown:
        ledger.asks.append(Told(row.line, typed, f"who is {listed(unknown)}? They stand in no list of people"))
    elif why:
        ledger.guesses.append(Told(row.line, typed or text, why))
    issued = _issued(row, meeting.date, ledger)
    status, note, closed = _status(row, bool(struck and struck.struck and not struck.text.strip()), ledger)
    due, asked_for = occasion.due(" ".join(row.said("due").split()) or (until.due if until else ""), meeting.date)
    reference = f"reference: {row.reference}" if re.search(r"[0-9]", row.reference) else ""
    notes = [one for one in (reference, note, f"due: {asked_for}" if asked_for else "", row.said("rest")) if one]
    return Action(
        number=Number(number),
        status=status,
        issued=Issued(issued),
        responsible=tuple(Responsible(one) for one in who),
        due=due,
        closed=closed,
        note=" ".join("; ".join(notes).split()) or None,
        text=text.rstrip(),
    )


def _issued(row: Logged, meeting: PartialDate, ledger: Ledger) -> PartialDate:
    typed = row.said("issued")
    found = occasion.date_in(typed)
    month = _MONTH.search(typed)
    if found:
        issued = found[0]
    elif month:
        number = next(
            n for n, name in enumerate(dates.MONTHS, 1) if name.startswith(month["month"][:3].capitalize())
        )
        issued = PartialDate(meeting.year - (number > meeting.month), number)
        ledger.guesses.append(
            Told(row.line, typed, f"issued {issued}: the last {dates.MONTHS[number - 1]} up to the meeting")
        )
    else:
        issued = meeting
        if typed:
            ledger.guesses.append(Told(row.line, typed, f"is no date: taken as issued at this meeting, {meeting}"))
    issued = issued._replace(day=0)
    if dates.after(issued, meeting):
        # An action that was added between meetings is of the meeting in whose log it stands.
        ledger.asks.append(Told(row.line, typed, "issued after the meeting? taken as issued at it"))
        return meeting._replace(day=0)
    return issued


def _status(row: Logged, struck: bool, ledger: Ledger) -> tuple[Status, str, PartialDate | None]:
    """What the status means; what it says beyond that, for a note; the day on which the action was closed."""
    typed = " ".join(row.said("status").split())
    cell = row.cells.get("status")
    if not typed:
        if struck or (cell and cell.struck):
            words = cell.struck if cell and cell.struck else "the row"
            ledger.guesses.append(Told(row.line, words, "struck out: taken as complete"))
            return Status.COMPLETE, "", None
        ledger.guesses.append(Told(row.line, row.words, "no status is said: taken as open"))
        return Status.OPEN, "", None
    if cell and cell.struck:
        ledger.guesses.append(Told(row.line, cell.struck, f"struck out; `{typed}` stands"))
    said = meant(typed)
    if said is None:
        ledger.guesses.append(Told(row.line, typed, "says no status: taken as ongoing, and kept as a note"))
        return Status.ONGOING, typed, None
    if typed.lower() != said.value:
        ledger.guesses.append(Told(row.line, typed, f"means {said}"))
    closed = occasion.date_in(typed) if said is Status.COMPLETE else None
    is_bare = len(typed.split()) <= 2
    return said, "" if is_bare else typed, closed[0] if closed and closed[0].day else None


def meant(typed: str) -> Status | None:
    """The status that words mean; None for words that say none."""
    low = typed.lower()
    said = next((status for status, words in _STATUSES if re.match(words, low)), None)
    said = said or next((status for status, words in _STATUSES if re.search(rf"\b(?:{words})", low)), None)
    if said is None and len(typed.split()) == 1 and (near := values.meant(typed, [one.value for one in Status])):
        return Status(near)
    return said
