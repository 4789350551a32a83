"""The pictures of docs/git.md: what commands look like in a terminal, made anew by `python tests/pictures.py`.

The commands of the page are run one after the other on a copy of the sample board; where the page has a picture,
its command is run in a terminal, and what that shows is drawn.
"""

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "git.md"
PICTURES = {
    "diff": "ralb diff main",
    "who": "ralb action show 80 --who",
    "check-merge": "ralb check-merge april-meeting --into main",
}
WIDTH = 80
_PARTS = re.compile(
    r"^```console\n(?P<block>.*?)^```$|^!\[[^\]]*\]\(pictures/(?P<name>[\w-]+)\.svg\)$", re.MULTILINE | re.DOTALL
)


def shown() -> Iterator[tuple[str, str]]:
    """The pictures of the page, in its order, each with what a terminal shows when its command is typed there."""
    with tempfile.TemporaryDirectory() as folder:
        board = Path(folder) / "board"
        shutil.copytree(ROOT / "minutes", board / "minutes")
        for part in _PARTS.finditer(PAGE.read_text(encoding="utf-8")):
            if part["name"]:
                yield part["name"], _in_a_terminal(PICTURES[part["name"]], board)
            for line in (part["block"] or "").splitlines():
                if line.startswith("$ "):
                    _typed(line[2:], board, subprocess.DEVNULL)


def _typed(command: str, folder: Path, where: int) -> None:
    """Run a command as a person types it; what it says goes to *where*."""
    subprocess.run(
        ["bash", "-c", command], cwd=folder, env=_surroundings(), stdout=where, stderr=where, check=False
    )


def _surroundings() -> dict[str, str]:
    names = {f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in _PERSON.items()}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RALB", "GIT", "NO_COLOR"))}
    return (
        kept
        | names
        | {
            "PATH": path,
            "COLUMNS": str(WIDTH),
            "TERM": "xterm-256color",
            "RALB_TODAY": "2026-03-30",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
    )


_PERSON = {"NAME": "Ann Officer", "EMAIL": "ann@example.org", "DATE": "2026-03-30T10:00:00+00:00"}


def _in_a_terminal(command: str, folder: Path) -> str:
    """What a command writes when it believes that somebody looks."""
    ours, theirs = pty.openpty()
    _typed(command, folder, theirs)
    os.close(theirs)
    said = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while part := _read(terminal):
            said += part
    return said.decode("utf-8").replace("\r\n", "\n")


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
    console.print(Text(f"$ {PICTURES[name]}"), highlight=False)
    console.print(Text.from_ansi(said.rstrip("\n")), highlight=False)
    return console.export_svg(title="", theme=theme, code_format=_DRAWING, unique_id=name)


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
    for name, said in shown():
        (ROOT / "docs" / "pictures" / f"{name}.svg").write_text(drawn(name, said), encoding="utf-8")
        print(said)
