"""Whose initials are whose: those who are met in old minutes, and those of the board."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from ralb import dates, people
from ralb.dates import PartialDate
from ralb.imports import persons
from ralb.imports.ledger import Ledger, Told
from ralb.imports.persons import Met
from ralb.model import Board, Initials, Organisation, Person, Responsible, Role
from ralb.text import listed

_ALIKE = 0.85
_VAGUE = re.compile(
    r"(?:\w+ )?(?:member|rep|representative|governor|worker|assistant)|officer|manager", re.IGNORECASE
)


@dataclass(slots=True)
class Joined:
    """The board with those who were met, and under which initials each of them goes."""

    board: Board
    on: PartialDate
    initials: dict[str, Initials] = field(default_factory=dict)
    """By the name, or else the initials, as the list has them, in small letters."""
    called: dict[str, Responsible] = field(default_factory=dict)
    """What else someone is called, and nobody but them: `GHu`, `Headteacher`."""

    def who(self, met: Met) -> Initials:
        """The initials of someone who was met."""
        return self.initials[key(met)]


def key(met: Met) -> str:
    """Under what someone is looked up."""
    return _bare(met.name) or met.initials


def join(board: Board, every: Sequence[Met], noted: Mapping[str, int], on: PartialDate, ledger: Ledger) -> Joined:
    """Everyone who was met on a day, known to the board or new to it; *noted* counts the capitals of the notes.

    Nobody of the board changes. Whoever is new gets initials that the notes use, if they fit and are free.
    """
    joined = Joined(board, on)
    typed = {one.initials for one in every if one.name and one.initials}
    for met in sorted(every, key=lambda one: (not one.initials, one.line)):
        for doubt in met.doubts:
            ledger.asks.append(Told(met.line, met.name or met.initials, doubt))
        if key(met) in joined.initials:
            continue
        there = known(joined.board, met, on)
        if there and there.to and dates.after(on, there.to):
            joined.initials[key(met)] = there.initials
            _return(joined, met, there, ledger)
        elif there:
            joined.initials[key(met)] = there.initials
            _compare(joined.board, met, there, ledger)
        elif not met.name:
            joined.initials[key(met)] = Initials(met.initials)
            ledger.asks.append(
                Told(met.line, met.initials, "who is that? no name is given; add it to minutes/board.yaml")
            )
        else:
            _add(joined, met, every, noted, typed, on, ledger)
    without = [one.name for one in joined.board.people if one not in board.people and not one.organisation]
    if without:
        ledger.asks.append(
            Told(0, ", ".join(without), f"for which organisations? None is said for {listed(without)}")
        )
    called = [(word, joined.who(met)) for met in every for word in met.called if not _VAGUE.fullmatch(word)]
    joined.called = {
        word: Responsible(who) for word, who in called if all(who == other for one, other in called if one == word)
    }
    return joined


def own(joined: Joined, name: str, line: int, ledger: Ledger) -> Joined:
    """The board with whoever has an action and is in no list: as a person or an organisation, and asked."""
    board = joined.board
    if persons.is_name(name):
        _add(joined, Met(name, line=line), (), {}, set(), joined.on, ledger)
        why = "has an action, and is in no list of those who came or were asked: for which organisation?"
    else:
        joined.board = replace(board, organisations=(*board.organisations, Organisation(name=name)))
        stands = "has an action: it stands among the organisations now"
        is_clear = persons.is_organisation(name)
        why = (
            f"{stands}. Is it a group? Then say under `groups` of whom"
            if is_clear
            else (f"{stands}, but may be a person by their job or a group: who is it?")
        )
    ledger.asks.append(Told(line, name, why))
    return joined


def known(board: Board, met: Met, on: PartialDate) -> Person | None:
    """The person of the board who is meant: by name, by initials where there is no name, by a name much alike."""
    serving = people.serving(board, on)
    if not met.name:
        return next((one for one in serving if one.initials == met.initials), None)
    same = [one for one in (*serving, *board.people) if _bare(one.name) == _bare(met.name)]
    if same:
        return same[0]
    near = [one for one in serving if _is_short(met.name, one.name) or _is_short(one.name, met.name)]
    near = near or [
        one for one in serving
        if SequenceMatcher(None, _bare(one.name), _bare(met.name)).ratio() >= _ALIKE
        and set(persons.candidates(one.name)).intersection(persons.candidates(met.name))
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _bare(name: str) -> str:
    return " ".join(persons.untitled(name).replace(".", " ").lower().split())


def _is_short(short: str, name: str) -> bool:
    """Whether a name is another, with a letter for its first name or without one: `J Smith`, `Cllr Smith`."""
    few, many = _bare(short).split(), _bare(name).split()
    if not few or len(many) < 2 or few[-1] != many[-1]:
        return False
    return len(few) == 1 or (len(few[0]) == 1 and few[0] == many[0][0])


def _return(joined: Joined, met: Met, there: Person, ledger: Ledger) -> None:
    """Someone whose period is over is met again: another period begins."""
    organisation = _organisation(joined.board, met.organisation)
    again = Person(
        initials=there.initials, name=there.name, organisation=organisation, role=met.role, from_=joined.on
    )
    new = [Organisation(name=organisation)] if organisation and organisation not in _named(joined.board) else []
    joined.board = replace(
        joined.board,
        people=(*joined.board.people, again),
        organisations=(*joined.board.organisations, *new),
    )
    why = f"{there.initials} was on the board until {there.to}: another period begins with this meeting"
    ledger.guesses.append(Told(met.line, met.name, why))


def _compare(board: Board, met: Met, there: Person, ledger: Ledger) -> None:
    """Say what the list tells otherwise than `board.yaml`, which is left as it is."""
    if met.name and _bare(met.name) != _bare(there.name):
        ledger.guesses.append(
            Told(
                met.line, met.name, f"taken for {there.name} ({there.initials}): the only one with a name so alike"
            )
        )
    organisation = met.organisation
    if organisation and there.organisation:
        same = {name.lower() for name in people.names(board, there.organisation)}
        if organisation.lower() not in same:
            ledger.asks.append(
                Told(
                    met.line,
                    f"{met.name} ({organisation})",
                    f"minutes/board.yaml has {there.organisation}, and was left so: did {there.initials} move?",
                )
            )


def _add(
    joined: Joined,
    met: Met,
    every: Sequence[Met],
    noted: Mapping[str, int],
    typed: set[str],
    on: PartialDate,
    ledger: Ledger,
) -> None:
    initials, why = _chosen(joined.board, met, every, noted, typed)
    role = met.role
    chair = people.chair(joined.board, on)
    if role is Role.CHAIR and chair:
        ledger.asks.append(
            Told(
                met.line,
                met.name,
                f"chaired then; {chair.name} is the chair in minutes/board.yaml: from when to when was each?",
            )
        )
        role = Role.MEMBER
    board = joined.board
    organisation = _organisation(board, met.organisation)
    person = Person(initials=initials, name=met.name, organisation=organisation, role=role)
    new = [Organisation(name=organisation)] if organisation and organisation not in _named(board) else []
    joined.board = replace(board, people=(*board.people, person), organisations=(*board.organisations, *new))
    joined.initials[key(met)] = initials
    ledger.guesses.append(Told(met.line, f"{initials} is {met.name}", why))


def _named(board: Board) -> set[str]:
    return {name for one in board.organisations for name in (one.name, *one.aliases)}


def _organisation(board: Board, typed: str | None) -> str | None:
    """An organisation as the board writes it, where it differs in capitals only or is an alias."""
    if typed is None:
        return None
    for one in board.organisations:
        if typed.lower() in {name.lower() for name in (one.name, *one.aliases)}:
            return one.name
    return typed


def _chosen(
    board: Board, met: Met, every: Sequence[Met], noted: Mapping[str, int], typed: set[str]
) -> tuple[Initials, str]:
    """The initials of someone new, with the reason."""
    taken = {str(one.initials): one.name for one in board.people} | dict.fromkeys(
        board.collective_names, "a group or organisation"
    )
    if met.initials and met.initials not in taken:
        return Initials(met.initials), "as the list says"
    fitting = persons.candidates(met.name)
    possible = [one for one in fitting if one not in typed] or fitting or ["XX"]
    rivals = [one for one in every if one.name and _bare(one.name) != _bare(met.name)]
    free = [one for one in possible if one not in taken]
    used = [one for one in free if noted.get(one)]
    for initials in used:
        others = [one.name for one in rivals if initials in persons.candidates(one.name)[:1]]
        if not others:
            return Initials(
                initials
            ), f"only person present whose name fits; {_times(noted[initials])} in the notes"
        return Initials(initials), f"ambiguous: {', '.join(others)} would fit, too"
    if free and (free[0] == possible[0] or not noted.get(possible[0])):
        return Initials(free[0]), "from the name; the notes do not use them"
    first = possible[0]
    digit = next(n for n in range(2, 10_000) if f"{first}{n}" not in taken)
    given = Initials(f"{first}{digit}")
    if short := next(
        (one for one in met.called if one[:2].isalpha() and " " not in one and one[-1].islower()), ""
    ):
        return given, f"{first} is {taken.get(first, 'taken')}; the old minutes tell them apart as {short}"
    return given, f"ambiguous: {first} is {taken.get(first, 'taken')}; in the notes {first} may be either"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def capitals(texts: Iterable[str]) -> dict[str, int]:
    """How often each word of two to four capitals stands in the texts."""
    counted: dict[str, int] = {}
    for text in texts:
        for word in re.findall(r"(?<![\w-])[A-Z]{2,4}[0-9]?(?![\w-])", text):
            counted[word] = counted.get(word, 0) + 1
    return counted
