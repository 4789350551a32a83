"""A table in the width of a terminal. Rich draws finer ones, at 25 ms a start and 1.2 ms a row."""

import textwrap
from collections.abc import Sequence

GAP = 2
_LEAST, _MOST, _NARROWEST = 16, 26, 9


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int, wide: int) -> list[str]:
    """The lines of a table; the column *wide* takes what room the others leave, long texts are wrapped.

    Numbers stand to the right. Every row is shown whole, however narrow the terminal.
    """
    columns = list(zip(head, *rows, strict=True))
    widths = [min(max(map(len, column)), _MOST) for column in columns]
    others = sum(widths) - widths[wide] + GAP * (len(widths) - 1)
    longest = max(map(len, columns[wide]))
    widths[wide] = min(longest, max(_LEAST, width - others))
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return [line for row in (head, *rows) for line in _lines(row, widths)]


def stacked(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The same where no table fits in: cell after cell, each behind its head; a blank line ends a row."""
    lines = []
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            lines += textwrap.wrap(f"{name}: {cell}", max(width, _LEAST), subsequent_indent="  ")
        lines.append("")
    return lines


def _lines(row: Sequence[str], widths: list[int]) -> list[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    lines = []
    for i in range(height):
        parts = [cell[i] if i < len(cell) else "" for cell in cells]
        aligned = [
            part.rjust(width) if _is_number(cell) else part.ljust(width)
            for part, cell, width in zip(parts, row, widths, strict=True)
        ]
        lines.append((" " * GAP).join(aligned).rstrip())
    return lines


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()
