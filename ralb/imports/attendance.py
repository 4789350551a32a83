"""Who came, who was asked, who sent apologies: lists in a line, lines, bullets, tables."""

import re
from collections.abc import Sequence

from ralb.dates import PartialDate
from ralb.imports import occasion, persons, presence, registers, rolls
from ralb.imports.blocks import Block, Kind, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.presence import Attendance
from ralb.model import Role

_SENTENCE = re.compile(
    r"(?:[0-9.()]+\s+)?(?P<label>apologies|(?:an )?apology|apols|sorry)(?: for absence)?"
    r"(?: (?:were|was|had|have|been|received|given|noted|accepted|sent|and))*"
    r"(?:(?: from| by):? | (?-i:(?=[A-Z][a-z])))(?P<rest>.+)",
    re.IGNORECASE,
)
_PRESENT_SENTENCE = re.compile(
    r"(?:(?:Those|We|Also) )?(?i:(?P<label>present|in attendance|also present|there|here|attending|attended|"
    r"chaired by|who attended|who came|together with|apologies))(?: (?:were|was|are|by))?:?\s+(?P<rest>[A-Z].+)"
)
_NEXT_SENTENCE = re.compile(
    r"(?<!Cllr\.)(?<!Cllrs\.)(?<!Prof\.)(?<!Insp\.)(?<!Supt\.)(?:(?<=[a-z]{3}[.!])|(?<=\)[.]))\s+(?=[A-Z])"
)
_ONLY_MINUTES = re.compile(r"minutes\s*:?", re.IGNORECASE)
_ENDS_IN_LABEL = re.compile(r"\bpresent\s*:\s*-?$", re.IGNORECASE)
_SHORT, _LONGEST = 40, 140


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
        table = [(n, one) for n, one in enumerate(blocks) if one.table == block.table and one.cells]
        table = table if block.cells else registers.flattened(blocks, at)
        if table and registers.register(table, meeting, found, ledger):
            found.used |= {n + more for n, one in table for more in range(1 if block.cells else len(one.cells))}
            current = ""
            continue
        words = "\t".join(filter(None, (bare(cell.text) for cell in block.cells))) or bare(block.text)
        roll = None if occasion.date_in(words) or _ONLY_MINUTES.fullmatch(words) else rolls.roll(words)
        if roll and len(_NEXT_SENTENCE.split(words)) == 1:
            rest = _titled(words, words[roll.end :].strip())
            understood = not rest or presence.people(rest, roll.name, block, found, ledger)
            is_list = roll.name not in (rolls.CHAIR, rolls.SUPPORT)
            current, goes_on = (roll.name, bool(rest)) if is_list or not rest else (current, goes_on)
        elif named := _in_sentences(words, block, found, ledger):
            understood = named == len(_NEXT_SENTENCE.split(words))
        elif _ENDS_IN_LABEL.search(words):
            current, goes_on, understood = rolls.PRESENT, False, False
        elif goes_on and not _surely_person(words):
            understood, current = False, ""
        else:
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            understood = bool(current) and (
                presence.BESIDES.fullmatch(words) is not None
                or _is_said_of_the_last(words, current, below, found)
                or _one_more(words, current, block, found, ledger)
                or _is_below_a_label(block, below)
            )
            current = current if understood else ""
        if understood:
            found.used.add(at)


def _in_sentences(words: str, block: Block, found: Attendance, ledger: Ledger) -> int:
    """How many sentences of a block say who came or sent apologies; these are noted."""
    named = 0
    for sentence in _NEXT_SENTENCE.split(words):
        said = _SENTENCE.match(sentence) or _PRESENT_SENTENCE.match(sentence)
        label = sentence[: said.start("rest")].strip("0123456789.(): ") if said else sentence
        roll = rolls.roll(label)
        rest = said["rest"] if said else sentence[roll.end :] if roll else ""
        pieces = presence.split(rest)
        if pieces and sum(persons.met(one, block.line) is not None for one in pieces) * 2 > len(pieces):
            to = roll.name if roll else rolls.PRESENT
            named += presence.people(rest, to, block, found, ledger)
    return named


def _titled(label: str, names: str) -> str:
    """The people of a list, with the title that its label gives all of them: `Councillors: Brown, Dale`."""
    if not re.match(r"(?:councillor|cllr)", label, re.IGNORECASE):
        return names
    return ", ".join(re.sub(r"^(?=[A-Z][\w’'-]+(?:\s*\(|$))", "Cllr ", one) for one in presence.split(names))


def _one_more(words: str, to: str, block: Block, found: Attendance, ledger: Ledger) -> bool:
    """Whether a block below a label names one more, or several."""
    if presence.NONE.fullmatch(words):
        return True
    pieces = presence.split(words) if ";" in words else presence.apart(words)
    met = [persons.met(one, block.line) for one in pieces]
    is_line = len(pieces) > 1 or (len(words) <= _LONGEST and (block.kind is not Kind.HEADING or block.bold))
    if not is_line or sum(one is not None for one in met) * 2 <= len(pieces):
        return False
    for person, said in zip(met, pieces, strict=True):
        if person:
            presence.add(person, to, found)
        else:
            ledger.left.append(Told(block.line, said, "stands in a list of people, but is no name"))
    return True


def _is_said_of_the_last(words: str, to: str, below: Block | None, found: Attendance) -> bool:
    """Whether a line says who the person of the line above is, of whom nothing is said yet; then it is noted.

    Names and what their people are may take turns: then the next line is a name again, or a label.
    """
    is_sentence = words.endswith((".", ":", ";")) or occasion.date_in(words) is not None
    if is_sentence or len(words) > _LONGEST or persons.begins_with_name(words):
        return False
    to = rolls.IN_ATTENDANCE if to == rolls.SUPPORT else rolls.PRESENT if to == rolls.CHAIR else to
    last = found.lists[to][-1] if found.lists[to] else None
    if last is None or last.organisation or last.called or last.role is not Role.MEMBER:
        return False
    said = re.sub(r"\(.*?\)", "", words)
    is_other = not persons.is_name(said.partition(",")[0]) or (last.initials and "," in said)
    turn = below is not None and (is_label(bare(below.text)) or persons.begins_with_name(bare(below.text)))
    parts = [part.strip() for part in said.split(",")]
    if not is_other or not (turn or any(map(persons.is_job, parts)) or any(map(persons.is_organisation, parts))):
        return False
    found.lists[to][-1] = persons.more(last, words)
    if found.chair is None and found.lists[to][-1].role is Role.CHAIR:
        found.chair = found.lists[to][-1]
    return True


def _is_below_a_label(block: Block, below: Block | None) -> bool:
    """Whether a line names a part of the list that goes on below it: `Elected members`."""
    is_head = (block.kind is Kind.HEADING or block.bold) and len(block.text) <= _SHORT
    if not is_head or below is None or below.kind is not Kind.ITEM:
        return False
    return persons.begins_with_name(bare(below.text)) or presence.BESIDES.fullmatch(bare(below.text)) is not None


def is_label(words: str) -> bool:
    """Whether a line says no more than that a list of people follows, or begins one."""
    return rolls.roll(words) is not None


def _surely_person(words: str) -> bool:
    """Whether a line below a list that began on the line of its label goes on with it."""
    return persons.begins_with_name(words) or re.search(r"[(,\t]|\s[–—-]\s", words) is not None
