"""The pictures of terminals in the documentation, made anew by `python tests/pictures.py`.

Each page is played on a copy of the sample board; where it has a picture, the command of the picture is run in a
terminal, and what that shows is drawn. What the command changes is not kept, so that a page says it itself.
"""

import io
import os
import re
import shutil
import subprocess
import time
from typing import NamedTuple

import pages

WIDTH = 80


class Picture(NamedTuple):
    """On which page it stands, which command it shows, and the keys that someone presses meanwhile."""

    page: str
    command: str
    keys: str = ""


PICTURES = {
    "diff.svg": Picture("git.md", "ralb diff main"),
    "who.svg": Picture("git.md", "ralb action show 80 --who"),
    "check-merge.svg": Picture("git.md", "ralb check-merge april-meeting --into main"),
    "review.svg": Picture("tutorial.md", "ralb review", "occ"),
    "april.svg": Picture("tutorial.md", "ralb diff"),
    "returned.svg": Picture("tutorial.md", "ralb import --returned minutes-GH.docx", "a"),
}


def seen(picture: Picture, desk: pages.Desk) -> str:
    """What a command writes when it believes that somebody looks; the folder is as before."""
    import pty  # which Windows does not have

    ours, theirs = pty.openpty()
    before = desk.folder.parent / "before"
    shutil.copytree(desk.folder, before, symlinks=True)
    command = ["bash", "-c", picture.command]
    with subprocess.Popen(
        command, cwd=desk.folder, env=desk.surroundings(), stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        said = b""
        keys = iter(picture.keys)
        with os.fdopen(ours, "r+b", buffering=0) as terminal:
            while part := _read(terminal):
                said += part
                if said.endswith(b"? "):
                    time.sleep(0.2)  # a person reads first, and the terminal listens by then
                    terminal.write(next(keys, "q").encode())
    assert running.returncode in (0, 1), said
    shutil.rmtree(desk.folder)
    before.rename(desk.folder)
    return re.sub(".\b \b", "", said.decode("utf-8")).replace("\r\n", "\n")  # a key is rubbed out


def _read(terminal: io.RawIOBase) -> bytes:
    try:
        return terminal.read(4096) or b""
    except OSError:  # Linux ends so, once the other side is closed
        return b""


def drawn(name: str, said: str) -> str:
    """The picture: the command as typed, and what came of it; black on white, with no font from elsewhere."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    black, red, green, yellow = (0, 0, 0), (176, 0, 32), (0, 107, 45), (122, 91, 0)
    blue, magenta, cyan, grey = (0, 61, 165), (125, 0, 125), (0, 95, 135), (64, 64, 64)
    eight = [black, red, green, yellow, blue, magenta, cyan, grey]
    theme = TerminalTheme((255, 255, 255), (26, 26, 26), eight)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text(f"$ {PICTURES[name].command}"), highlight=False)
    console.print(Text.from_ansi(said.rstrip("\n")), highlight=False)
    return console.export_svg(title="", theme=theme, code_format=_DRAWING, unique_id=name.removesuffix(".svg"))


_DRAWING = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font: {char_height}px/{line_height}px "Fira Code", "DejaVu Sans Mono", Consolas, Menlo, monospace
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect x="1" y="1" rx="8" width="99.8%" height="99%" fill="#fff" stroke="#767676"/>
<g fill="#767676"><circle cx="24" cy="22" r="6"/><circle cx="44" cy="22" r="6"/><circle cx="64" cy="22" r="6"/></g>
<g transform="translate({terminal_x}, {terminal_y})">
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def words(picture: str) -> str:
    """What a picture says, line by line."""
    from xml.etree import ElementTree

    lines: dict[float, str] = {}
    for text in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 - our own
        at = float(text.attrib["y"])
        lines[at] = lines.get(at, "") + "".join(text.itertext())
    return "\n".join(lines[at].replace("\xa0", " ").rstrip() for at in sorted(lines)).strip()


if __name__ == "__main__":
    for name, picture, desk in pages.pictures(PICTURES):
        said = seen(picture, desk)
        (pages.DRAWN / name).write_text(drawn(name, said), encoding="utf-8")
        print(said)
