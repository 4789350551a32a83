"""What checks the minutes before a commit: git's hook, the pre-commit framework; nothing is overwritten."""

import os
import re
import shlex
from pathlib import Path

import pytest
import yaml
from branches import NAME, commit, typed
from conftest import ROOT
from running import git, ralb, run

OPEN, DONE = "number: 80, status: open", "number: 80, status: done"
ONGOING = "number: 80, status: ongoing"


@pytest.fixture
def guarded(kept: Path) -> Path:
    assert ralb("install", "hooks").code == 0
    return kept


# The hook.


def test_a_good_commit_is_made_and_a_bad_one_is_not(guarded: Path) -> None:
    typed(guarded, OPEN, ONGOING)
    assert run(guarded, "git", "commit", "-qam", "good").code == 0
    typed(guarded, ONGOING, DONE)
    ran = run(guarded, "git", "commit", "-qam", "bad")
    assert ran.code == 1
    assert ran.both == (
        "minutes/2026-01-22.md:4:26: error[unknown-status] `done` is not a status"
        " (open, ongoing, complete or withdrawn)\n  help: did you mean `complete`?\n2 files: 1 error\n"
        "Nothing was committed. Mend what is said above, `git add` it, and commit again.\n"
    )
    assert git(guarded, "log", "--format=%s").split() == ["good", "January"]


def test_the_hook_looks_at_what_is_staged_not_at_the_folder(guarded: Path) -> None:
    typed(guarded, OPEN, DONE)
    git(guarded, "add", "-A")
    typed(guarded, DONE, ONGOING)
    assert run(guarded, "git", "commit", "-qm", "bad, though mended in the folder").code == 1
    git(guarded, "add", "-A")
    typed(guarded, ONGOING, DONE)
    (guarded / "minutes" / "2026-04-16.md").write_text("not yet minutes, and not added")
    assert run(guarded, "git", "commit", "-qm", "good, though broken in the folder").code == 0
    assert (guarded / "minutes" / NAME).read_text().count("status: done") == 1


def test_the_hook_sees_what_is_committed_alone(guarded: Path) -> None:
    (guarded / "other").write_text("a letter")
    typed(guarded, OPEN, DONE)
    git(guarded, "add", "-A")
    assert run(guarded, "git", "commit", "-qm", "the letter alone", "--", "other").code == 0
    assert run(guarded, "git", "commit", "-qm", "the rest").code == 1


def test_without_ralb_the_hook_says_so_and_nothing_is_committed(guarded: Path, tmp_path: Path) -> None:
    without = {"PATH": _path_without(tmp_path, "ralb")}
    typed(guarded, OPEN, ONGOING)
    ran = run(guarded, "git", "commit", "-qam", "unchecked", **without)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(
        "ralb is not found, so the minutes could not be checked, and nothing was committed.\n"
    )
    git(guarded, "checkout", "-q", "minutes")
    (guarded / "other").write_text("a letter")
    git(guarded, "add", "-A")
    assert run(guarded, "git", "commit", "-qm", "no minutes in it", **without).code == 0


def _path_without(folder: Path, program: str) -> str:
    """A folder with every program of the path but one."""
    folder = folder / "programs"
    folder.mkdir()
    for place in os.environ["PATH"].split(os.pathsep):
        for path in Path(place).iterdir() if Path(place).is_dir() else ():
            if path.name != program and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return str(folder)


def test_the_hook_works_in_a_worktree(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(kept, "worktree", "add", "-q", str(tmp_path / "beside it"), "-b", "side")
    monkeypatch.chdir(tmp_path / "beside it")
    assert ralb("install", "hooks").code == 0
    assert (kept / ".git" / "hooks" / "pre-commit").exists()
    typed(tmp_path / "beside it", OPEN, DONE)
    assert run(tmp_path / "beside it", "git", "commit", "-qam", "bad").code == 1
    typed(tmp_path / "beside it", DONE, ONGOING)
    assert run(tmp_path / "beside it", "git", "commit", "-qam", "good").code == 0


def test_the_hook_goes_where_git_is_told_to_look(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(kept, "config", "core.hooksPath", ".githooks")
    monkeypatch.chdir(kept / "minutes")
    assert ralb("install", "hooks").err.startswith(f"wrote {kept}/.githooks/pre-commit\n")
    typed(kept, OPEN, DONE)
    assert run(kept, "git", "commit", "-qam", "bad").code == 1


def test_boards_in_folders_with_any_name_are_checked(kept: Path) -> None:
    (kept / "south $(touch hacked) 'east'").mkdir()
    (kept / "minutes").rename(kept / "south $(touch hacked) 'east'" / "minutes")
    commit(kept, "moved")
    assert ralb("install", "hooks", "--board", str(kept / "south $(touch hacked) 'east'")).code == 0
    path = kept / "south $(touch hacked) 'east'" / "minutes" / NAME
    path.write_text(path.read_text().replace(OPEN, DONE))
    assert run(kept, "git", "commit", "-qam", "bad").code == 1
    assert not list(kept.rglob("hacked"))


def test_no_file_is_overwritten(kept: Path) -> None:
    (kept / ".git" / "hooks" / "pre-commit").write_text("mine")
    (kept / ".gitlab-ci.yml").write_text("mine")
    for words, path in ((("hooks",), ".git/hooks/pre-commit"), (("ci", "gitlab"), ".gitlab-ci.yml")):
        ran = ralb("install", *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"ralb: {path} exists already; nothing was written\n"
            "with `--dry-run` the command shows what it would write, to be put in there by hand\n"
        )
        assert ralb("install", *words, "--dry-run").err == f"would write {path}\n"
    assert (kept / ".git" / "hooks" / "pre-commit").read_text() == "mine"
    assert (kept / ".gitlab-ci.yml").read_text() == "mine"


def test_a_dry_run_writes_nothing(kept: Path) -> None:
    for words, path in (
        (("hooks",), ".git/hooks/pre-commit"),
        (("hooks", "--framework"), ".pre-commit-config.yaml"),
        (("ci", "github"), ".github/workflows/minutes.yml"),
        (("ci", "gitlab"), ".gitlab-ci.yml"),
    ):
        ran = ralb("install", *words, "--dry-run")
        assert (ran.code, ran.err) == (0, f"would write {path}\n")
        assert "ralb validate" in ran.out
    assert git(kept, "status", "--porcelain") == ""
    assert not (kept / ".git" / "hooks" / "pre-commit").exists()


# The pre-commit framework.


@pytest.mark.parametrize("folder", [".", "south 'east'"])
def test_the_framework_gets_a_command_that_it_can_run(folder: str, kept: Path) -> None:
    if folder != ".":
        (kept / folder).mkdir()
        (kept / "minutes").rename(kept / folder / "minutes")
    assert ralb("install", "hooks", "--framework", "--board", folder).code == 0
    [repository] = yaml.safe_load((kept / ".pre-commit-config.yaml").read_text())["repos"]
    [hook] = repository["hooks"]
    assert run(kept, *shlex.split(hook["entry"])).both == "2 files: nothing wrong\n"
    assert re.search(hook["files"], f"{folder}/minutes/{NAME}".removeprefix("./"))
    assert ralb("install", "hooks", "--board", folder).err == ".pre-commit-config.yaml is there already\n"


def test_what_others_may_use_names_the_same_hook() -> None:
    [there] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    local = (ROOT / "hooks" / "pre-commit-config.yaml").read_text().replace("@ENTRY@", '""')
    [repository] = yaml.safe_load(local)["repos"]
    keys = ("id", "name", "files", "pass_filenames")
    assert {key: there[key] for key in keys} == {key: repository["hooks"][0][key] for key in keys}
    assert there["entry"] == "ralb validate"
