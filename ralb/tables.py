"""The tables that `ralb export` writes, column by column; docs/export.md is made of this."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

Row = dict[str, Any]


class Kind(StrEnum):
    """What stands in a column. A date is text, since many are known to the month only."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "whole number"
    TRUTH = "true or false"


class Column(NamedTuple):
    name: str
    kind: Kind
    about: str


class Table(NamedTuple):
    name: str
    about: str
    columns: Sequence[Column]


_BOARD = Column("board", Kind.TEXT, "the board's name, as in `board.yaml`")
_MEETING = Column("meeting", Kind.DATE, "the meeting's date")
_RESTRICTED = Column("restricted", Kind.TRUTH, "whether the public may not read it")


_ACTION = (
    Column("status", Kind.TEXT, "`open`, `ongoing`, `complete` or `withdrawn`"),
    Column("issued", Kind.DATE, "when it was issued"),
    Column("due", Kind.DATE, "when it is due, if that was said"),
    Column("closed", Kind.DATE, "when it was finished, if that was recorded"),
    Column("responsible", Kind.TEXT, "who answers for it, as typed, with commas; who is first leads"),
    Column("item", Kind.TEXT, "the agenda item, as typed"),
    Column("action", Kind.TEXT, "its words"),
    Column("note", Kind.TEXT, "the board's note; never in an export for the public"),
    _RESTRICTED,
)


def _requests(one: str) -> Table:
    return Table(
        f"{one}s",
        f"What the board put to others as {'an' if one[0] == 'e' else 'a'} {one}, as last known.",
        (
            _BOARD,
            Column("number", Kind.NUMBER, "its number"),
            Column("meeting", Kind.DATE, "the meeting in whose minutes it first appeared"),
            Column("sent_to", Kind.TEXT, "to whom"),
            Column("sent", Kind.DATE, "when it was sent, if it was"),
            Column("response", Kind.TEXT, "what was answered"),
            Column("responded", Kind.DATE, "when it was answered, if it was"),
            Column("waits", Kind.TRUTH, "whether it has no answer yet"),
            Column(one, Kind.TEXT, "its words"),
            _RESTRICTED,
        ),
    )


TABLES = (
    Table(
        "meetings",
        "Every meeting with minutes, and those of the calendar that have none.",
        (
            _BOARD,
            _MEETING,
            Column(
                "state", Kind.TEXT, "`draft`, `circulated`, `agreed`, `cancelled`, `planned` or `not readable`"
            ),
            Column("title", Kind.TEXT, "the heading, if one was typed"),
            Column("time", Kind.TEXT, "as typed"),
            Column("venue", Kind.TEXT, "as typed"),
            Column("chair", Kind.TEXT, "initials"),
            Column("attendance_recorded", Kind.TRUTH, "whether the minutes say who was present"),
            Column("circulated", Kind.DATE, "when the draft was sent"),
            Column("agreed", Kind.DATE, "the meeting that agreed the minutes"),
            Column("log_updated", Kind.DATE, "when the log was last changed"),
            Column("next_meeting", Kind.DATE, "as typed"),
            _RESTRICTED,
        ),
    ),
    Table(
        "attendance",
        "A row for everyone on a list of a meeting. Nobody is in it of whom nothing was written down.",
        (
            _BOARD,
            _MEETING,
            Column("initials", Kind.TEXT, "who"),
            Column("name", Kind.TEXT, "the name on that day, if the board knows it"),
            Column("organisation", Kind.TEXT, "their organisation on that day"),
            Column("role", Kind.TEXT, "their role on that day"),
            Column("listed", Kind.TEXT, "`present`, `in-attendance`, `invited`, `apologies` or `absent`"),
            Column("deputy_for", Kind.TEXT, "the initials of the member for whom they came"),
        ),
    ),
    Table(
        "actions",
        "Every action ever issued, as the last log has it.",
        (
            _BOARD,
            Column("number", Kind.NUMBER, "its number"),
            Column("meeting", Kind.DATE, "the meeting whose log this is"),
            *_ACTION,
            Column("finished", Kind.TRUTH, "whether it is complete or withdrawn"),
            Column("age", Kind.NUMBER, "how many meetings later than the one that issued it"),
        ),
    ),
    Table(
        "action_history",
        "Every row of every log: an action as each of them has it.",
        (
            _BOARD,
            _MEETING,
            Column("number", Kind.NUMBER, "the action's number"),
            *_ACTION,
            Column("changed", Kind.TEXT, "`new`, or the columns that differ from the log before, with commas"),
        ),
    ),
    Table(
        "action_people",
        "A row for each who answers for an action, as the last log has it.",
        (
            _BOARD,
            Column("number", Kind.NUMBER, "the action's number"),
            Column("place", Kind.NUMBER, "1 for who leads"),
            Column("responsible", Kind.TEXT, "initials, `All`, a group or an organisation"),
            Column("name", Kind.TEXT, "the person's name when it was issued"),
            Column("organisation", Kind.TEXT, "their organisation then, or the one that is named"),
        ),
    ),
    Table(
        "decisions",
        "What the board decided.",
        (
            _BOARD,
            Column("number", Kind.NUMBER, "its number"),
            _MEETING,
            Column("decision", Kind.TEXT, "its words"),
            _RESTRICTED,
        ),
    ),
    _requests("escalation"),
    _requests("recommendation"),
    Table(
        "people",
        "The membership: a row for each period of a person.",
        (
            _BOARD,
            Column("initials", Kind.TEXT, "as in `board.yaml`"),
            Column("name", Kind.TEXT, "as in `board.yaml`"),
            Column("organisation", Kind.TEXT, "as in `board.yaml`"),
            Column("role", Kind.TEXT, "`chair`, `vice chair`, `support`, `member` or `observer`"),
            Column("since", Kind.DATE, "the first day or month"),
            Column("until", Kind.DATE, "the last day or month"),
        ),
    ),
)
