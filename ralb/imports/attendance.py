"""Who came, who was asked, who sent apologies: lists in a line, lines, bullets, tables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ralb import dates
from ralb.dates import PartialDate
from ralb.imports import occasion, persons, presence, rolls
from ralb.imports.blocks import Block, Kind, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.presence import Attendance
from ralb.model import Role

_SENTENCE = re.compile(
    r"(?:[0-9.()]+\s+)?(?P<label>apologies|(?:an )?apology|apols|sorry)(?: for absence)?(?: (?:were|was|"
    r"had been|have been))?(?: (?:received|given|noted|accepted|sent))*"
    r"(?:(?: from| by):? | (?-i:(?=[A-Z][a-z])))(?P<rest>.+)",
    re.IGNORECASE,
)
_PRESENT_SENTENCE = re.compile(
    r"(?:(?:Those|We|Also) )?(?i:(?P<label>present|in attendance|also present|there|here|attending|attended|"
    r"who attended|who came|apologies))(?: (?:were|was|are|by))?:?\s+(?P<rest>[A-Z].+)"
)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{3}[.!])\s+(?=[A-Z])")
_DEPUTY = re.compile(
    r"(?:deput(?:y|ised)|sub(?:stitute)?|rep(?:resented)?)(?: by)?[\s:–-]+(?P<who>.+)", re.IGNORECASE
)
_ONLY_MINUTES = re.compile(r"minutes\s*:?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORT, _SHORT_MARK = 40, 3
_MARKS = (
    (rolls.PRESENT, {"p", "✓", "✔", "√", "y", "yes", "present", "attended", "●", "1", "in person", "teams"}),
    (rolls.APOLOGIES, {"a", "ap", "apols", "apologies", "apology"}),
    (rolls.ABSENT, {"x", "✗", "✘", "n", "no", "absent", "dna", "0", "did not attend"}),
)


def attendance(blocks: Sequence[Block], first: int, meeting: PartialDate | None, ledger: Ledger) -> Attendance:
    """Who came: the lists before the *first* item of the agenda, and sentences about apologies anywhere."""
    found = Attendance()
    _lists(blocks[:first], meeting, found, ledger)
    below = ""
    for block in blocks[first:]:
        words = bare(block.text)
        roll = rolls.roll(re.sub(r"^[0-9.()]+\s+", "", words))
        if sentence := _SENTENCE.match(words):
            presence.people(sentence["rest"], rolls.APOLOGIES, block, found, ledger, quiet=True)
        elif below and not block.cells and not roll:
            presence.people(words, below, block, found, ledger, quiet=True)
        # An item such as `1. Apologies` stays in the notes, but those named below it are read.
        numbered = roll is not None and len(words) <= _SHORT and block.kind is not Kind.ITEM
        below = roll.name if roll and numbered and re.match(r"[0-9]", words) and roll.name != rolls.SUPPORT else ""
    _if_none_present(found, ledger)
    return found


def _if_none_present(found: Attendance, ledger: Ledger) -> None:
    """Some boards write `In attendance` for those present: so it is where nobody else came."""
    there = found.lists[rolls.IN_ATTENDANCE]
    if not found.lists[rolls.PRESENT] and any(one.role is not Role.SUPPORT for one in there):
        found.lists[rolls.PRESENT] = [one for one in there if one.role is not Role.SUPPORT]
        found.lists[rolls.IN_ATTENDANCE] = [one for one in there if one.role is Role.SUPPORT]
        why = "taken as present, for nobody else is listed as such"
        ledger.guesses.append(Told(there[0].line, "in attendance", why))


def _lists(blocks: Sequence[Block], meeting: PartialDate | None, found: Attendance, ledger: Ledger) -> None:
    current, goes_on = "", False
    for at, block in enumerate(blocks):
        if at in found.used:
            continue
        if block.cells:
            table = [(n, one) for n, one in enumerate(blocks) if one.table == block.table and one.cells]
            if _table(table, meeting, found, ledger) or (current and _of_people(table, current, found)):
                found.used |= {n for n, _ in table}
            current = ""
            continue
        words = bare(block.text)
        roll = None if occasion.date_in(words) or _ONLY_MINUTES.fullmatch(words) else rolls.roll(words)
        if roll:
            rest = _titled(words, words[roll.end :].strip())
            understood = not rest or presence.people(rest, roll.name, block, found, ledger)
            is_list = roll.name not in (rolls.CHAIR, rolls.SUPPORT)
            current, goes_on = (roll.name, bool(rest)) if is_list or not rest else (current, goes_on)
        elif named := _in_sentences(words, block, found, ledger):
            understood = named == len(_NEXT_SENTENCE.split(words))
        elif goes_on and not _surely_person(words):
            understood, current = False, ""
        else:
            understood = bool(current) and _one_more(words, current, block, found, ledger)
            current = current if understood else ""
        if understood:
            found.used.add(at)


def _in_sentences(words: str, block: Block, found: Attendance, ledger: Ledger) -> int:
    """How many sentences of a block say who came or sent apologies; these are noted."""
    named = 0
    for sentence in _NEXT_SENTENCE.split(words):
        said = _SENTENCE.match(sentence) or _PRESENT_SENTENCE.match(sentence)
        roll = rolls.roll(sentence)
        rest = said["rest"] if said else sentence[roll.end :] if roll else ""
        pieces = presence.split(rest)
        if pieces and sum(persons.met(one, block.line) is not None for one in pieces) * 2 > len(pieces):
            to = roll.name if roll and not said else _list_of(said["label"] if said else "")
            named += presence.people(rest, to, block, found, ledger)
    return named


def _list_of(label: str) -> str:
    """The list that the first words of a sentence mean."""
    if re.match(r"(?:an )?apol|sorry", label, re.IGNORECASE):
        return rolls.APOLOGIES
    return rolls.IN_ATTENDANCE if re.search(r"also|in attendance", label, re.IGNORECASE) else rolls.PRESENT


def _titled(label: str, names: str) -> str:
    """The people of a list, with the title that its label gives all of them: `Councillors: Brown, Dale`."""
    if not re.match(r"(?:councillor|cllr)", label, re.IGNORECASE):
        return names
    return ", ".join(re.sub(r"^(?=[A-Z][\w’'-]+(?:\s*\(|$))", "Cllr ", one) for one in presence.split(names))


def _one_more(words: str, to: str, block: Block, found: Attendance, ledger: Ledger) -> bool:
    """Whether a block below a label names one more, or several."""
    pieces = presence.split(words)
    several = len(pieces) > 1 and sum(persons.met(one, block.line) is not None for one in pieces) > len(pieces) / 2
    if (
        several
        and all(persons.is_name(re.sub(r"\(.*?\)", "", one)) or "(" in one for one in pieces)
        and (len(pieces) > 2 or "(" in words)
    ):
        return presence.people(words, to, block, found, ledger)
    person = persons.met(words, block.line)
    if person is None or len(words) > 140 or (block.kind is Kind.HEADING and not block.bold):
        return bool(presence.NONE.fullmatch(words))
    presence.add(person, to, found)
    return True


def _table(rows: list[tuple[int, Block]], meeting: PartialDate | None, found: Attendance, ledger: Ledger) -> bool:
    """Whether a table is one of people; then they are noted."""
    lines = [[bare(cell.text) for cell in block.cells] for _, block in rows]
    head = [cell.lower().strip(" :") for cell in lines[0]]
    names = [
        n
        for n, cell in enumerate(head)
        if re.fullmatch(
            r"(?:full |member.s? )?names?|members?|attendees?|representative|who|present|invitees?", cell
        )
    ]
    labelled = [(_label(line[0].strip()), line) for line in lines]
    is_labelled = len(lines) > 1 and all(label or not line[0].strip() for label, line in labelled)
    if names and not is_labelled and not any(re.search(r"\baction|responsible|owner", cell) for cell in head):
        return _by_columns(rows, lines, head, names[0], meeting, found, ledger)
    if not any(label for label, _ in labelled):
        return False
    current = ""
    for (label, line), (_, block) in zip(labelled, rows, strict=True):
        current = label or (current if not line[0].strip() else "")
        for cell in line[1:]:
            if current and cell.strip():
                presence.people(cell, current, block, found, ledger)
    return True


def _of_people(rows: list[tuple[int, Block]], to: str, found: Attendance) -> bool:
    """Whether a table below a label, without a head, has one person a row; then they are noted."""
    cells = [[bare(cell.text).strip() for cell in block.cells] for _, block in rows]
    lines = [", ".join(filter(None, one)) for one in cells]
    met = [persons.met(line, block.line) for line, (_, block) in zip(lines, rows, strict=True)]
    if not all(met):
        return False
    for person in filter(None, met):
        presence.add(person, to, found)
    return True


def _by_columns(
    rows: list[tuple[int, Block]],
    lines: list[list[str]],
    head: list[str],
    name: int,
    meeting: PartialDate | None,
    found: Attendance,
    ledger: Ledger,
) -> bool:
    def column(pattern: str) -> int | None:
        return next((n for n, cell in enumerate(head) if n != name and re.search(pattern, cell)), None)

    organisation = column(r"organi[sz]ation|agency|authority|representing|from|service|partner|council")
    role, initials = column(r"role|position|title|job|designation"), column(r"initials")
    mark = column(r"attend|present|apolog|status")
    dated = [(n, date[0]) for n, cell in enumerate(head) if (date := occasion.date_in(cell))]
    block = rows[0][1]
    if dated:
        same = [n for n, date in dated if meeting and dates.same(date, meeting)]
        mark = same[0] if same else dated[-1][0]
        why = "the column of the meeting's date" if same else "the last column: none has the meeting's date"
        ledger.guesses.append(Told(block.line, head[mark], f"attendance is read from {why}"))
    elif len({_label(cell) for cell in head} - {""}) > 1:
        mark = None
    for line, (_, row) in zip(lines[1:], rows[1:], strict=True):
        cells = [*line, *[""] * (len(head) - len(line))]
        said = ", ".join(cells[n] for n in (role, organisation) if n is not None and cells[n].strip())
        person = persons.met(f"{cells[name]}, {said}" if said else cells[name], row.line)
        if person is None:
            if any(cell.strip() for cell in cells):
                ledger.left.append(Told(row.line, " | ".join(cells), "a row of the attendance that names nobody"))
            continue
        if initials is not None and persons.INITIALS.fullmatch(cells[initials].strip()):
            person = replace(person, initials=cells[initials].strip())
        if organisation is not None and (typed := _BRACKETS.sub("", cells[organisation]).strip()):
            person = person if persons.is_job(typed) else replace(person, organisation=typed, doubts=())
        deputy = _DEPUTY.fullmatch(cells[mark].strip()) if mark is not None else None
        if deputy and (other := persons.met(deputy["who"], row.line)):
            presence.add(replace(other, deputy_for=person.name or person.initials), rolls.PRESENT, found)
        to = rolls.APOLOGIES if deputy else _marked(cells, head, mark, row, ledger)
        presence.add(person, to, found)
    return True


def _marked(cells: list[str], head: list[str], mark: int | None, row: Block, ledger: Ledger) -> str:
    """The list to which the mark in someone's row belongs."""
    if mark is None:
        columns = [(head[n], cell) for n, cell in enumerate(cells) if cell.strip() and _label(head[n])]
        return next((_label(name) for name, cell in columns if len(cell) <= _SHORT_MARK), rolls.PRESENT)
    typed = cells[mark].strip().lower().rstrip(".")
    known = next((name for name, marks in _MARKS if typed in marks), None)
    if known == rolls.ABSENT or (known is None and not typed):
        ledger.guesses.append(Told(row.line, cells[mark] or "(nothing)", "read as absent, without apologies"))
        return rolls.ABSENT
    if known is None and re.match(r"d\b|deputy|sub|rep", typed):
        ledger.asks.append(
            Told(row.line, " | ".join(cells), "a deputy came, whose name is not said: taken as apologies")
        )
        return rolls.APOLOGIES
    if known is None:
        ledger.left.append(Told(row.line, cells[mark], "no mark of attendance that is known: taken as absent"))
    return known or rolls.ABSENT


def is_label(words: str) -> bool:
    """Whether a line says no more than that a list of people follows, or begins one."""
    return rolls.roll(words) is not None


def _label(words: str) -> str:
    """The list that words mean which are a label and nothing else; "" for none."""
    found = rolls.roll(words)
    return found.name if found and found.end == len(words) else ""


def _surely_person(words: str) -> bool:
    """Whether a line below a list that began on the line of its label goes on with it."""
    return persons.begins_with_name(words) or re.search(r"[(,\t]|\s[–—-]\s", words) is not None
