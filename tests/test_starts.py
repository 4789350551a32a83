"""What each command loads: most of the time of a short command is what it imports."""

import shutil
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from running import git, run

from ralb.cli.app import COMMANDS

# Each takes a millisecond or more, most of them many.
HEAVY = {
    "csv", "docx", "docxtpl", "filelock", "html", "jinja2", "json", "lxml", "markdown_it", "pyarrow", "random",
    "rich", "sqlite3", "tempfile", "yaml", "zoneinfo",
    "ralb.authors", "ralb.desk", "ralb.gate", "ralb.git", "ralb.harvest", "ralb.rules.catalogue", "ralb.stats",
}  # fmt: skip
READS = {"json", "yaml"}  # python-frontmatter brings json
WRITES = READS | {"ralb.desk", "ralb.git"}
FILLS_IN = READS | {"jinja2", "random", "ralb.gate", "tempfile"}

# A call of every command on the sample board that writes nothing there, and what of all that it loads.
CALLS = {
    "actions --open": READS,
    "actions --all": READS,
    "action show 80": READS,
    "action close 80 --dry-run": WRITES | {"zoneinfo"},
    "meetings": READS,
    "new-meeting 2026-04-16 --dry-run": WRITES,
    "import {note} --dry-run": WRITES | {"zoneinfo", "ralb.harvest"},
    "harvest --dry-run": WRITES | {"zoneinfo", "ralb.harvest"},
    "review --dry-run": WRITES,
    "attend 2026-01 --present AC --dry-run": WRITES | {"zoneinfo"},
    "circulate 2026-01 --dry-run": WRITES | {"zoneinfo"},
    "agree 2025-10 --at 2026-01 --dry-run": WRITES | {"zoneinfo"},
    "move-meeting 2026-01 2026-02-02 --today 2026-01-01 --dry-run": WRITES,
    "export --to json --audience board --out {out}": READS | {"csv", "ralb.gate"},
    "search pilot": READS,
    "chase --out {out}": FILLS_IN | {"zoneinfo", "ralb.git"},
    "stats": READS | {"zoneinfo", "ralb.stats"},
    "decisions": READS,
    "decision --help": set(),
    "escalations": READS,
    "escalation --help": set(),
    "recommendations": READS,
    "recommendation --help": set(),
    "calendar": READS | {"zoneinfo"},
    "people": READS | {"zoneinfo"},
    "attendance": READS | {"zoneinfo"},
    "render 2026-01 --to html --audience board --out {out}": FILLS_IN | {"html", "markdown_it"},
    "site --out {out}/site --today 2026-02-01": FILLS_IN | {"html", "markdown_it"},
    "templates list": READS,
    "validate": READS | {"zoneinfo", "ralb.rules.catalogue"},
    "fmt --dry-run": READS,
    "diff HEAD": READS | {"ralb.git"},
    "check-merge HEAD --into HEAD": READS | {"random", "ralb.git", "ralb.rules.catalogue", "tempfile"},
    "resolve --help": set(),
    "explain RALB402": {"ralb.rules.catalogue"},
    "rules": {"ralb.rules.catalogue"},
    "schema board": {"json"},
    "init --help": set(),
    "install --help": set(),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample board in git, with old minutes beside it."""
    root = tmp_path_factory.mktemp("board")
    shutil.copytree(ROOT / "minutes", root / "minutes")
    note = "Board meeting 5 February 2026\nPresent: AC\n\n1. Data\n\nAC reported.\n"
    (root / "note.txt").write_text(note, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=Ann Officer", "-c", "user.email=ann@example.org", "commit", "-qm", "one")
    return root


def loaded(folder: Path, words: str) -> set[str]:
    """What of all that is heavy a command loads."""
    code = (
        f"import sys, ralb.cli.app as app; sys.argv = ['ralb', *{words.split()!r}]\n"
        "try: app.main()\n"
        "finally: print('', *sys.modules, sep='\\n', file=sys.__stderr__)"
    )
    ran = run(folder, sys.executable, "-c", code, RALB_BOARD="")
    assert ran.code in (0, 1), ran.err
    return HEAVY.intersection(ran.err.splitlines())


def test_all_commands_together_load_nothing_heavy_before_one_is_run(kept: Path) -> None:
    assert loaded(kept, "--help") == set()


def test_every_command_is_in_the_table() -> None:
    assert {call.split()[0] for call in CALLS} == set(COMMANDS)


@pytest.mark.parametrize("call", CALLS)
def test_a_command_loads_only_what_it_needs(call: str, kept: Path, tmp_path: Path) -> None:
    assert loaded(kept, call.format(note="note.txt", out=tmp_path)) == CALLS[call]
