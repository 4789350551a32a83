"""The forms in which a list is printed."""

from enum import StrEnum


class Format(StrEnum):
    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
