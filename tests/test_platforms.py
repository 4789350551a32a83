"""What differs on Windows and macOS, told to what deals with it; .github/workflows/test.yml runs there."""

import errno
import io
import sys
import unicodedata
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from branches import NAME
from conftest import ROOT
from running import git, ralb
from test_commands import Make, written

from ralb import filing, paths, safeguards, signals, streams

BOARD = PureWindowsPath(r"C:\Users\Ann\board")


@pytest.mark.parametrize(
    ("path", "here", "typed"),
    [
        (BOARD / "minutes" / "2026-01.md", BOARD, "minutes/2026-01.md"),
        (BOARD / "minutes" / "2026-01.md", PureWindowsPath(r"c:\users\ann\BOARD"), "minutes/2026-01.md"),
        (PureWindowsPath(r"D:\out\2026-01.html"), BOARD, "D:/out/2026-01.html"),
        (PureWindowsPath(r"\\server\share\2026-01.md"), BOARD, "//server/share/2026-01.md"),
        (BOARD, BOARD, "."),
        (
            PurePosixPath("/home/ann/board/minutes/2026-01.md"),
            PurePosixPath("/home/ann/board"),
            "minutes/2026-01.md",
        ),
    ],
)
def test_a_path_is_shown_with_the_same_slashes_everywhere(path: PurePath, here: PurePath, typed: str) -> None:
    assert paths.typed(path, here) == typed


def refused(winerror: int) -> PermissionError:
    """What Windows says while another program has a file; Python calls both errno 13."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = winerror
    return error


def test_what_windows_refuses_for_a_moment_is_tried_again() -> None:
    coming: list[OSError | None] = [refused(5), refused(32), None]

    def step() -> None:
        if error := coming.pop(0):
            raise error

    paths.patiently(step, waits=(0, 0, 0))
    assert coming == []


def test_what_windows_keeps_refusing_ends_and_what_others_refuse_ends_at_once() -> None:
    tries = []

    def step(error: OSError) -> None:
        tries.append(error)
        raise error

    with pytest.raises(PermissionError):
        paths.patiently(lambda: step(refused(32)), waits=(0, 0))
    assert len(tries) == 3
    tries.clear()
    with pytest.raises(PermissionError):
        paths.patiently(lambda: step(PermissionError(errno.EACCES, "Permission denied")), waits=(0, 0))
    assert len(tries) == 1


def held_open(path: Path) -> None:
    with filing.refusals("write", path):
        raise refused(32)


def test_a_file_that_word_has_open_is_said_not_called_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(filing.HeldOpen) as ended:
        held_open(tmp_path / "2026-01.docx")
    assert (ended.value.code, str(ended.value)) == (
        75,
        "another program, Word maybe, has 2026-01.docx open; nothing was written to it: "
        "close it there, and try again",
    )


def test_a_board_is_found_in_its_repository_whichever_way_its_name_is_written(tmp_path: Path) -> None:
    """macOS keeps `ö` as two signs, git as one; and a link leads to the same folder under another name."""
    repository = tmp_path / "repository"
    board = repository / unicodedata.normalize("NFD", "Förderung") / "south"
    (board / "minutes").mkdir(parents=True)
    git(repository, "init", "-q")
    (tmp_path / "short").symlink_to(board)
    for root in (board, tmp_path / "short"):
        hook = safeguards.hook(root)
        assert hook.path == repository / ".git" / "hooks" / "pre-commit"
        assert '"Fo\\u0308rderung/south"' in safeguards.workflow(root, safeguards.Host.GITHUB).text


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "cp437", "ascii"])
def test_a_console_of_windows_shows_what_its_code_page_lacks(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    streams.ready()
    shown = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="ralb", newline="")
    shown.write("80 open → complete – “agreed”…")
    shown.flush()
    plain = shown.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    assert plain.translate(str.maketrans("–“”", '-""')).replace("…", "...") == '80 open -> complete - "agreed"...'


def test_minutes_checked_out_with_the_line_ends_of_windows_keep_them(board: Make) -> None:
    text = written()["2026-01-22.md"]
    assert isinstance(text, str)
    before = text.replace("\n", "\r\n").encode()
    root = board({"2026-01-22.md": before})
    assert ralb("action", "close", "84", "--on", "2026-02-01").code == 0
    assert ralb("validate").both == "2 files: nothing wrong\n"
    after = (root / "minutes" / "2026-01-22.md").read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\r\n") + 2


def test_a_system_without_a_mask_of_signals_writes_the_same(board: Make) -> None:
    root = board(written())
    with signals.held(None):
        filing.publish({root / "out.txt": b"whole"})
    assert (root / "out.txt").read_bytes() == b"whole"


def repository() -> list[str]:
    """The files that git keeps of ralb itself."""
    if not (ROOT / ".git").exists():
        pytest.skip("these files are no clone of the repository")
    return git(ROOT, "ls-files", "-z").split("\0")[:-1]


def test_files_of_the_repository_have_the_same_line_ends_on_every_system() -> None:
    """Else a hook would not run and a golden file not match where git checks out CRLF."""
    names = repository()
    said = git(ROOT, "check-attr", "text", "eol", "--", *names).splitlines()
    told = {line for line in said if line.endswith((": eol: lf", ": text: unset"))}
    assert {name for name in names if not {f"{name}: eol: lf", f"{name}: text: unset"} & told} == set()


def test_no_name_in_the_repository_is_one_that_windows_or_macos_cannot_hold() -> None:
    names = repository()
    folded = [unicodedata.normalize("NFC", name).casefold() for name in names]
    assert len(set(folded)) == len(names)
    reserved = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    }
    parts = {part for name in names for part in name.split("/")}
    assert {part for part in parts if part.split(".")[0].lower() in reserved} == set()
    assert {part for part in parts if set(part) & set('<>:"\\|?*') or part.endswith((" ", "."))} == set()


def test_minutes_named_in_capitals_are_told_as_badly_named(kept: Path) -> None:
    """Where a file system folds case that is the same file; it must not be read on one system only."""
    (kept / "minutes" / NAME).rename(kept / "minutes" / NAME.upper())
    assert f"minutes/{NAME.upper()}:1:1: error[bad-file-name]" in ralb("validate").out


def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = ralb("actions")
    assert (ran.code, ran.err) == (74, "ralb: cannot find the current folder: no such file or directory\n")
