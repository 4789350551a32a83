"""The words that options take: forms of a list, what a document is of and for whom, where a repository lives."""

from enum import StrEnum


class Format(StrEnum):
    """The forms of a list: for the terminal, for `cut` and `grep`, for Excel, for an e-mail, for scripts."""

    TABLE = "table"
    PLAIN = "plain"
    CSV = "csv"
    MD = "md"
    JSON = "json"


class Findings(StrEnum):
    """The forms in which `validate` prints what it found."""

    TEXT = "text"
    FULL = "full"
    JSON = "json"
    GITHUB = "github"


class Comparison(StrEnum):
    """The forms in which `diff` tells what changed: for the terminal, for a pull request, for scripts."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class Audience(StrEnum):
    """The public reads public words in place of what is restricted; the board reads it, so marked."""

    PUBLIC = "public"
    BOARD = "board"


class What(StrEnum):
    """What a document is of."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    LOG = "log"
    ACTIONS = "actions"


class Part(StrEnum):
    """The parts of minutes; escalations and recommendations stand with the decisions."""

    NOTES = "notes"
    ACTIONS = "actions"
    DECISIONS = "decisions"


class Host(StrEnum):
    """Where repositories live that check what is pushed."""

    GITHUB = "github"
    GITLAB = "gitlab"
