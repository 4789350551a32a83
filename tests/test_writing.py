"""Nothing is lost: whatever fails, whoever else writes, a file is old or new, and a sentence says which."""

import errno
import fcntl
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import faults
import pytest
from branches import commit
from conftest import ROOT
from running import Ran, git, ralb
from test_transcripts import run

from ralb import disk, filing, lock, replacing, saving

FILE = Path("minutes/2026-01.md")
SAVED = "---\ndate: 2026-01\n---\nSaved by an editor.\n"


@pytest.fixture(autouse=True)
def _at_the_sample(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RALB_TODAY", "2026-03-30")
    faults.type_an_action(sample)
    return sample


def page(code: str) -> str:
    """The commands on a page of the manual, and what they print."""
    text = (ROOT / "docs" / "rules" / f"{code}.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(block)


def text() -> str:
    return FILE.read_text(encoding="utf-8")


def left() -> list[str]:
    """Files that a write would have left."""
    return sorted(path.name for path in Path("minutes").glob(".*"))


def before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, *deeds: Callable[[], object]) -> None:
    """Do something before each call of a function: the first before the first call, and so on."""
    real, waiting = getattr(module, name), list(deeds)

    def call(*args: Any, **kwargs: Any) -> Any:
        if waiting:
            waiting.pop(0)()
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, call)


def fail(number: int) -> Callable[[], None]:
    def deed() -> None:
        raise OSError(number, os.strerror(number))

    return deed


def save(content: str = SAVED) -> Callable[[], object]:
    return lambda: FILE.write_text(content, encoding="utf-8")


def save_by_rename() -> None:
    Path("minutes/new").write_text(SAVED, encoding="utf-8")
    Path("minutes/new").replace(FILE)


def test_what_an_editor_saves_meanwhile_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, os, "fsync", save())
    assert run(page("RALB701")) == page("RALB701")
    assert (text(), left()) == (SAVED, [])


@pytest.mark.parametrize("deed", [save(), save_by_rename], ids=["in place", "by rename"])
def test_what_an_editor_saves_in_the_last_moment_is_kept(
    deed: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_exchange()
    before(monkeypatch, replacing, "_exchange", deed)
    assert run(page("RALB701")) == page("RALB701")
    assert (text(), left()) == (SAVED, [])


def test_of_two_saves_in_the_last_moments_the_newer_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_exchange()
    before(monkeypatch, replacing, "_exchange", save("an older one"), save())
    assert ralb("action", "close", "84").code == 75
    assert (text(), left()) == (SAVED, [])


def test_an_editor_that_moves_the_file_aside_in_the_last_moment_finds_its_save(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_exchange()
    before(monkeypatch, replacing, "_exchange", save(), lambda: FILE.rename("minutes/aside"))
    assert ralb("action", "close", "84").code == 75
    assert (text(), left()) == (SAVED, [])


@pytest.mark.parametrize("readable", [0, 1])
def test_what_cannot_be_read_in_the_last_moment_is_put_back(
    readable: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_exchange()
    real, looks = disk.read, iter([True] * readable)

    def read(path: Path, shown: str) -> Any:
        if path.suffix == ".tmp" and not next(looks, False):
            raise disk.NotDone("read", shown, OSError(errno.EIO, "Input/output error"))
        return real(path, shown)

    monkeypatch.setattr(disk, "read", read)
    before(monkeypatch, replacing, "_exchange", save())
    assert ralb("action", "close", "84").code == 74
    assert (text(), left()) == (SAVED, [])


def needs_exchange() -> None:
    """Skip where the system cannot exchange two names."""
    names = [Path("one"), Path("other")]
    for name in names:
        name.touch()
    if not replacing._exchange(*names):
        pytest.skip("this system cannot exchange the names of two files in one step")


def test_where_names_cannot_be_exchanged_the_file_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_exchange", lambda *_: False)
    assert ralb("action", "close", "84").code == 0
    assert ("closed: 2026-03-30" in text(), left()) == (True, [])
    before(monkeypatch, os, "fsync", save())
    assert ralb("action", "set", "80", "open").code == 75
    assert text() == SAVED


def test_a_file_that_vanished_meanwhile_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, saving, "put", FILE.unlink)
    assert run(page("RALB701")) == page("RALB701")
    assert not FILE.exists()


def test_a_command_waits_for_another_and_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_SOON", 0.1)
    monkeypatch.setattr(lock, "WAIT", 0.6)
    old = text()
    with Path("minutes/ralb.lock").open("w") as taken:
        fcntl.flock(taken, fcntl.LOCK_EX)
        for command in ("action close 84", "new-meeting 2026-04-16"):
            now = run(f"$ ralb {command}").replace("for 1 seconds", "for 30 seconds")
            assert now == page("RALB702").replace("action close 84", command)
    there = sorted(path.name for path in Path("minutes").iterdir())
    assert (text(), there) == (old, ["2025-10.md", "2026-01.md", "board.yaml", "ralb.lock"])


def test_a_file_that_is_protected_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    old = text()
    assert run(page("RALB703")) == page("RALB703")
    FILE.chmod(0o644)
    assert (text(), left()) == (old, [])
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).suffix != ".md")
    assert ralb("action", "close", "84").err.startswith("ralb: error[read-only] minutes/2026-01.md is read-only")


@pytest.mark.parametrize("command", [" ".join(one) for one in faults.COMMANDS])
def test_a_folder_that_is_protected_stays(command: str) -> None:
    """Even for root, from whom the right to pass over it is taken."""
    without = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    if os.geteuid() == 0 and (
        not shutil.which("setpriv") or subprocess.run([*without, "true"], check=False).returncode
    ):
        pytest.skip("root may write everywhere, and there is no setpriv to prevent it")
    around = without if os.geteuid() == 0 else []
    old = faults.minutes(Path())
    Path("minutes").chmod(0o555)
    ran = faults.run(Path(), command.split(), around)
    assert (ran.returncode, ran.stderr) == (
        74,
        "ralb: error[read-only] minutes is read-only; nothing was written to it\n",
    )
    Path("minutes").chmod(0o755)
    Path("minutes/ralb.lock").touch()
    Path("minutes").chmod(0o555)
    assert faults.run(Path(), command.split(), around).stderr == ran.stderr
    Path("minutes").chmod(0o755)
    Path("minutes/ralb.lock").chmod(0o444)
    assert faults.run(Path(), command.split(), around).stderr == ran.stderr.replace(
        "minutes is", "minutes/ralb.lock is"
    )
    assert (faults.minutes(Path()), left()) == (old, [])


def test_everyone_who_may_write_in_the_folder_may_lock_it() -> None:
    assert ralb("action", "close", "84").code == 0
    assert Path("minutes/ralb.lock").stat().st_mode & 0o777 == 0o666


def test_the_lock_is_nothing_that_one_could_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "repository" / "boards" / "north"
    shutil.copytree("minutes", inside / "minutes")
    commit(tmp_path / "repository", "boards")
    git(tmp_path / "repository", "worktree", "add", "-q", "../beside")
    for board in (inside, tmp_path / "beside" / "boards" / "north"):
        monkeypatch.chdir(board)
        assert ralb("action", "close", "84").code == 0
        assert git(board, "status", "--short", "--untracked-files=all") == " M minutes/2026-01.md\n"


def test_a_lock_that_is_a_folder_is_said() -> None:
    Path("minutes/ralb.lock").mkdir()
    old = text()
    ran = ralb("action", "close", "84")
    assert (ran.code, ran.err) == (74, "ralb: cannot lock minutes/ralb.lock: is a directory\n")
    assert text() == old


def test_a_full_disk_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    old = text()
    before(monkeypatch, os, "fsync", fail(errno.ENOSPC))
    assert run(page("RALB704")) == page("RALB704")
    assert (text(), left()) == (old, [])


def test_a_file_that_became_a_link_out_of_the_board_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(text(), encoding="utf-8")
    old = text()

    def swap() -> None:
        FILE.unlink()
        FILE.symlink_to(outside)

    before(monkeypatch, saving, "put", swap)
    assert run(page("RALB705")) == page("RALB705")
    assert (outside.read_text(encoding="utf-8"), FILE.is_symlink()) == (old, True)


def test_a_link_inside_the_board_stays_one() -> None:
    FILE.rename("minutes/january.txt")
    FILE.symlink_to("january.txt")
    assert ralb("action", "close", "84").code == 0
    assert FILE.is_symlink()
    assert "closed: 2026-03-30" in Path("minutes/january.txt").read_text(encoding="utf-8")


def test_the_mode_of_a_file_is_kept() -> None:
    FILE.chmod(0o640)
    assert ralb("action", "close", "84").code == 0
    assert FILE.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_with_the_name_of_minutes_stops_a_change() -> None:
    FILE.unlink()
    os.mkfifo(FILE)
    ran = ralb("action", "close", "84")
    assert (ran.code, "error[not-a-regular-file]" in ran.err) == (2, True)
    assert FILE.is_fifo()


def test_what_a_write_left_is_cleared_and_said() -> None:
    Path("minutes/.notes.tmp").touch()
    Path("minutes/.2026-01.md.1.tmp").mkdir()
    assert run(page("RALB706")) == page("RALB706")
    assert left() == [".2026-01.md.1.tmp", ".notes.tmp"]


def test_a_change_that_cannot_be_small_is_not_made() -> None:
    assert run(page("RALB707")) == page("RALB707")


@pytest.mark.parametrize(
    ("command", "name"), [("action close 84", "2026-01"), ("new-meeting 2026-04-16", "2026-04-16")]
)
def test_a_change_that_the_disk_did_not_confirm_was_made(
    command: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before(monkeypatch, os, "fsync", lambda: None, fail(errno.EIO))
    expected = page("RALB708").replace("action close 84", command).replace("2026-01.md", f"{name}.md")
    assert run(f"$ ralb {command}") == expected
    assert faults.minutes(Path()) == faults.expected(tuple(command.split()))


def test_a_folder_that_cannot_be_confirmed_at_all_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, os, "fsync", lambda: None, fail(errno.EINVAL))
    assert ralb("action", "close", "84").code == 0


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_a_new_file_needs_no_second_names(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, os, "link", fail(number))
    assert ralb("new-meeting", "2026-04-16").code == 0
    assert faults.minutes(Path()) == faults.expected(("new-meeting", "2026-04-16"))
    assert left() == []


def test_without_second_names_no_file_is_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, os, "link", fail(errno.EPERM))
    with pytest.raises(filing.AlreadyThere):
        filing.create(FILE, "new")
    before(monkeypatch, os, "link", fail(errno.EPERM))
    before(monkeypatch, os, "replace", fail(errno.EIO))
    assert ralb("new-meeting", "2026-04-16").code == 74
    assert (Path("minutes/2026-04-16.md").exists(), left()) == (False, [])


def test_a_lone_file_is_laid_out_and_its_neighbours_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lone").mkdir()
    monkeypatch.chdir(tmp_path / "lone")
    Path("2026-01.md").write_text("---\ntime: 10:00\ndate: 2026-01\n---\n", encoding="utf-8")
    assert ralb("fmt", "2026-01.md").code == 0
    assert Path("2026-01.md").read_text(encoding="utf-8") == "---\ndate: 2026-01\ntime: 10:00\n---\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board", "lone"]


@pytest.mark.parametrize("command", ["fmt", "validate --fix"])
def test_what_mends_files_takes_the_lock_and_compares(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FILE.write_text(
        "---\ntime: 10:00\nDate: 2026-01\n---\n".replace("D", "D" if "fix" in command else "d"), encoding="utf-8"
    )
    before(monkeypatch, lock, "held", save())
    assert run(f"$ ralb {command}") == page("RALB701").replace("action close 84", command)
    assert (text(), Path("minutes/ralb.lock").exists()) == (SAVED, True)


STRUCK: list[tuple[ModuleType, str]] = [
    *((os, name) for name in ("open", "fsync", "chmod", "link", "unlink", "stat", "lstat", "mkdir", "scandir")),
    (io, "open"),
    (replacing, "_exchange"),
]


def strikes(
    monkeypatch: pytest.MonkeyPatch, board: Path, module: ModuleType, name: str
) -> Iterator[Callable[..., Ran]]:
    """For each call of a function that concerns the board: a command that meets an error there."""
    real, met = getattr(module, name), [0]
    for nth in range(1, 100):

        def call(*args: Any, nth: int = nth, **kwargs: Any) -> Any:
            concerned = any(isinstance(one, int) or str(board) in str(one) for one in args[:1])
            met[0] += concerned
            if concerned and met[0] == nth:
                raise OSError(errno.EIO, "Input/output error")
            return real(*args, **kwargs)

        def struck(*words: str, call: Any = call) -> Ran:
            met[0] = 0
            with monkeypatch.context() as patched:
                patched.setattr(module, name, call)
                return ralb(*words)

        yield struck
        if met[0] < nth:
            return


@pytest.mark.parametrize(("module", "name"), STRUCK, ids=lambda one: getattr(one, "__name__", one))
@pytest.mark.parametrize("command", faults.COMMANDS, ids=lambda one: one[0])
def test_an_error_of_any_function_leaves_the_old_or_the_new(
    command: list[str], module: ModuleType, name: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = faults.minutes(sample), faults.expected(tuple(command))
    for struck in strikes(monkeypatch, sample, module, name):
        ran = struck(*command)
        now = faults.minutes(sample)
        assert ran.code in (0, 2, 74, 75)
        assert now == new if ran.code == 0 else now in (old, new)
        assert ralb("action", "set", "80", "open").code == 0
        assert left() == []
        shutil.rmtree(sample / "minutes")
        faults.board(sample)


SAMPLE = ("write", "fsync", "renameat2", "link", "unlink", "close")


@pytest.mark.parametrize("command", faults.COMMANDS, ids=lambda one: one[0])
def test_the_end_of_the_process_or_an_error_at_a_call_leaves_the_old_or_the_new(
    command: list[str], sample: Path, tmp_path: Path
) -> None:
    """A sample; `python tests/faults.py` strikes every call."""
    if not faults.strace_works():
        pytest.skip("there is no strace here that may strike the calls of a command")
    every = faults.calls(faults.board(tmp_path / "calls"), command)
    writing = [call for call in every if call.name in SAMPLE and (".tmp" in call.line or call.name == "fsync")]
    old = faults.minutes(sample)
    for call in writing:
        for fault in ("error=EIO", "signal=KILL"):
            root = faults.board(tmp_path / "b" / call.name / str(call.nth) / fault)
            assert faults.struck(root, command, call, fault, old).wrong == []
            shutil.rmtree(root)


def test_of_many_that_add_at_once_each_gets_a_number_of_its_own(sample: Path) -> None:
    numbers, missing = faults.added(sample, processes=8, each=3)
    assert (sorted(numbers), missing) == (list(range(80, 86 + 8 * 3)), set())


@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_every_save_of_an_editor_is_kept_while_actions_change(how: str, sample: Path) -> None:
    edited = faults.edited(sample, saves=50, how=how)
    assert edited.lost == 0
    assert set(edited.codes) <= {0, 2, 75}
