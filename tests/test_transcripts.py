"""The console transcripts of the README, of docs and of tests/cli are true: a command prints what stands there.

So are their pictures: each is compared when its page has come to it.
"""

import os
import re
import shlex
import sys
from pathlib import Path

import pages
import pictures
import pytest
import screens
from conftest import ROOT
from running import ralb, shell

TRANSCRIPTS = [ROOT / "README.md", *pages.guides(), *sorted((ROOT / "tests" / "cli").glob("*.md"))]
# What stands in a page and is not run: its page, the kind of its fence, and why.
NOT_RUN = {
    ("README.md", "sh"): "it installs; `.ci/run` runs it",
    ("tutorial.md", "sh"): "it installs on the reader's own machine",
    ("tutorial.md", "powershell"): "it installs on the reader's own machine, with Windows",
}
_FENCE = re.compile(r"^```(?P<kind>.*)\n[\s\S]*?^```$", re.MULTILINE)


def run(block: str) -> str:
    """The block as it would look if each of its commands were typed now; `[2]` is an exit code that is not 0."""
    lines = []
    for command in pages.commands(block):
        lines.append(f"$ {command}")
        if command.startswith("cd "):
            os.chdir(command[3:])
            continue
        ran = (
            ralb(*shlex.split(command)[1:])
            if command.startswith("ralb ") and not re.search(r"[|<>]|&&", command)
            else shell(command)
        )
        shown = [text.rstrip() for text in ran.both.splitlines()]
        lines += [*shown, *([f"[{ran.code}]"] if ran.code else [])]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("sample")
def test_a_transcript_shows_what_the_commands_print(
    path: Path, update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    today, stale = pages.FIRST_DAY, []

    def surround(day: str) -> None:
        nonlocal today
        today = day
        for name, value in pages.surroundings(day).items():
            monkeypatch.setenv(name, value)

    def now(part: re.Match[str]) -> str:
        if part["console"]:
            return f"```console\n{run(part['console'])}```"
        if part["today"]:
            surround(part["today"])
        if part["path"]:
            pages.typed(Path(), part["path"], part["typed"])
        if part["meanwhile"]:
            done = shell(f"set -e\n{part['meanwhile']}")
            assert done.code == 0, done.both
        if part["picture"] and is_stale(path, part["picture"], today):
            stale.append(part["picture"])
        return part[0]

    surround(pages.FIRST_DAY)
    text = path.read_text(encoding="utf-8")
    shown = pages.PART.sub(now, text)
    if update:
        path.write_text(shown, encoding="utf-8")
    assert shown == text
    assert stale == [], "draw them anew: python tests/pictures.py, python tests/screens.py"


PICTURES = pictures.PICTURES | screens.SCREENS


def is_stale(page: Path, name: str, day: str) -> bool:
    """Whether a picture that is of this page shows something else than is seen here on this day."""
    here, drawn, picture = Path.cwd(), pages.DRAWN / name, PICTURES[name]
    if (pages.DOCS / picture.page).resolve() != page:
        return False
    if isinstance(picture, screens.Screen):
        return screens.noted(drawn) != screens.total(here / picture.document)
    if sys.platform == "win32":
        return False  # it has no terminals to play with
    seen = pictures.seen(picture, pages.Desk(here, day))
    os.chdir(here)  # which was put back as it had been
    return pictures.words(drawn.read_text(encoding="utf-8")) != pictures.words(pictures.drawn(name, seen))


def test_what_a_page_types_is_run() -> None:
    unrun = {
        (path.name, fence["kind"])
        for path in TRANSCRIPTS
        for fence in _FENCE.finditer(path.read_text(encoding="utf-8"))
        if not fence["kind"].startswith("{") and not pages.PART.fullmatch(fence[0])
    }
    assert unrun == NOT_RUN.keys()


def test_every_command_has_a_transcript_that_types_something() -> None:
    cli = (path for path in TRANSCRIPTS if path.parent.name == "cli")
    assert [path.name for path in cli if "```console\n$ " not in path.read_text(encoding="utf-8")] == []


@pytest.mark.usefixtures("sample")
def test_a_wrong_transcript_is_noticed() -> None:
    assert run("$ ralb actions --open\nno actions\n") != "$ ralb actions --open\nno actions\n"
