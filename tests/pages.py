"""A page of the documentation as its reader goes through it: what day it is, what is typed, what is seen.

A page is plain Markdown. Its `console` blocks are run, each after the one before; a fence that names a file is
typed into it. Two comments, which no reader sees, say what else is so: `<!-- today: 2026-04-16 -->`, and
`<!-- meanwhile: ... -->` for what others do.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DRAWN = DOCS / "pictures"
FIRST_DAY = "2026-03-30"
PART = re.compile(
    r"^<!-- today: (?P<today>\S+) -->$"
    r"|^<!-- meanwhile:\s(?P<meanwhile>.*?)-->$"
    r"|^```console\n(?P<console>.*?)^```$"
    r"|^```\w+ (?P<path>[\w./-]+)\n(?P<typed>.*?)^```$"
    r"|^!\[[^\]]*\]\((?:\.\./)*(?:docs/)?pictures/(?P<picture>[\w.-]+)\)$",
    re.MULTILINE | re.DOTALL,
)


def guides() -> list[Path]:
    """The pages that tell how something is done; those of docs/rules have cases of their own."""
    return sorted(path for path in DOCS.rglob("*.md") if path.parent.name != "rules")


def commands(block: str) -> list[str]:
    """What a console block types."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def surroundings(day: str) -> dict[str, str]:
    """What the clock and the name are, for `ralb` and for git."""
    person = {"NAME": "Ann Officer", "EMAIL": "ann@example.org", "DATE": f"{day}T10:00:00+00:00"}
    names = {f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in person.items()}
    return names | {"RALB_TODAY": day, "DOCS": str(DOCS)}


def typed(folder: Path, path: str, text: str) -> None:
    """Type *text* into a file.

    A section of the notes, or a key of `board.yaml`, takes the place of the one that begins with the same line; a
    new key goes to the end. Anything else is the whole file.
    """
    file = folder / path
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    first = text.partition("\n")[0]
    if first.startswith("## "):
        section = re.compile(rf"^{re.escape(first)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
        assert section.search(before), f"{path} has no {first}"
        text = section.sub(lambda _: f"{text}\n", before, count=1).rstrip("\n") + "\n"
    elif before and path.endswith(".yaml"):
        key = re.compile(rf"^{re.escape(first.partition(':')[0])}:.*\n(?: .*\n)*", re.MULTILINE)
        text = key.sub(lambda _: text, before, count=1) if key.search(before) else f"{before}\n{text}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@dataclass
class Desk:
    """Where a page is played: its folder, and the day."""

    folder: Path
    day: str = FIRST_DAY

    def surroundings(self) -> dict[str, str]:
        """As a person has them who has activated the environment; nothing of the machine's own settings."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        strange = ("RALB", "GIT", "NO_COLOR", "FORCE_COLOR")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return kept | surroundings(self.day) | none | {"PATH": path, "COLUMNS": "80", "TERM": "xterm-256color"}

    def run(self, command: str) -> None:
        """Run a command, whatever it says; `cd` goes on being so."""
        if command.startswith("cd "):
            self.folder /= command[3:]
            return
        subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.surroundings(), capture_output=True, check=False
        )


class OnPage(Protocol):
    """A picture of something, on a page below docs."""

    @property
    def page(self) -> str: ...


Picture = TypeVar("Picture", bound=OnPage)


def pictures(every: Mapping[str, Picture]) -> Iterator[tuple[str, Picture, Desk]]:
    """Play each page that has some of these pictures on a copy of the sample board, and stop at each of them."""
    for page in dict.fromkeys(picture.page for picture in every.values()):
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder) / "board")
            shutil.copytree(ROOT / "minutes", desk.folder / "minutes")
            for part in PART.finditer((DOCS / page).read_text(encoding="utf-8")):
                desk.day = part["today"] or desk.day
                if part["picture"] in every and every[part["picture"]].page == page:
                    yield part["picture"], every[part["picture"]], desk
                elif part["path"]:
                    typed(desk.folder, part["path"], part["typed"])
                elif part["meanwhile"]:
                    desk.run(part["meanwhile"])
                for command in commands(part["console"] or ""):
                    desk.run(command)
