"""What several tests share: the sample board, a copy of it, and minutes typed inside a test."""

import os
import shutil
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from branches import JANUARY, NAME, commit
from eyes import needed, tool
from hypothesis import settings

# A slow machine is no fault of the tool.
settings.register_profile("ralb", deadline=None)
settings.load_profile("ralb")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="Write what the tool does now into transcripts and golden files."
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings reaches a test."""
    for name in ("RALB_BOARD", "RALB_TODAY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-03-30T10:00:00+00:00")
    for where in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{where}", os.devnull)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample board, in which the test stands."""
    board = tmp_path / "board"
    shutil.copytree(ROOT / "minutes", board / "minutes")
    monkeypatch.chdir(board)
    return board


BOARD = """\
name: Example Board
people:
  - {initials: AB, name: Dr A Brown, organisation: Northbridge, role: chair}
  - {initials: CD, name: C Dale, organisation: Adopt Coast}
  - {initials: EF, name: E Field, organisation: Data Agency, role: support}
organisations:
  - {name: Adopt Coast, kind: raa, aliases: [AC South], covers: [Northbridge]}
groups:
  RAA leaders: [CD]
standing-items: [Introductions and previous minutes, Data]
"""


Make = Callable[..., Path]


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a board from texts, `board({"2026-01.md": "..."})`, and stand in it."""

    def make(files: dict[str, str | bytes], roster: str = BOARD) -> Path:
        root = tmp_path / "board"
        (root / "minutes").mkdir(parents=True)
        (root / "minutes" / "board.yaml").write_text(roster, encoding="utf-8")
        for name, text in files.items():
            content = text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8")
            (root / "minutes" / name).write_bytes(content)
        monkeypatch.chdir(root)
        return root

    return make


@pytest.fixture
def kept(board: Make) -> Path:
    """A board with the January minutes, committed on main, in which the test stands."""
    root = board({NAME: JANUARY})
    commit(root, "January")
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, as axe looks through it."""
    needed("playwright", "axe_playwright_python")
    chromium = tool("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def shared() -> Path:
    """The folder of measured facts and real input that lies beside the project on the makers' machines."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: it lies beside the project on its makers' machines only")
    return SHARED


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the test stands."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("RALB_TODAY", "2026-03-30")
    return folder
