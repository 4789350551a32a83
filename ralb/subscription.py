"""The file of the board's calendar feed: what it told before, what it tells now."""

from collections.abc import Sequence
from pathlib import Path

from ralb import disk, filing
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.diary import Sitting
from ralb.model import Board
from ralb.trouble import Trouble


class NotOurs(Trouble):
    """Only a feed of the same board is replaced."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is there already, and is no calendar that ralb wrote for this board; nothing was written\n"
            "name another file, or move that one away"
        )


def write(path: Path, board: Board, sittings: Sequence[Sitting], today: PartialDate) -> bool:
    """Write the feed; False when the file says all of it already. Raises `NotOurs` for another file there."""
    from ralb.render import ics

    earlier = ""
    if path.exists() or path.is_symlink():
        content = disk.read(path, disk.shown(path))
        if isinstance(content, Diagnostic):
            raise NotOurs(disk.shown(path))
        earlier = content.decode("utf-8", "replace")
        if not ics.is_feed_of(board, earlier):
            raise NotOurs(disk.shown(path))
    text = ics.feed(board, sittings, today, earlier)
    if text == earlier:
        return False
    filing.publish({path: text.encode("utf-8")})
    return True
