"""The pages of docs/rules: their cases, and what is found in the files of a case."""

import re
from dataclasses import replace
from pathlib import Path

from ralb import store
from ralb.book import Against, Book, Merged
from ralb.dates import parse
from ralb.rules import judging

_FILE = re.compile(
    r"^```(?:md|yaml) (?P<path>\S+?)(?P<escaped> escaped)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
FOUND = re.compile(r"^```text\n(?P<found>.*?)^```$", re.MULTILINE | re.DOTALL)


def cases(page: str) -> list[str]:
    """The parts of a page, each with files and what is found in them."""
    parts: list[list[str]] = [[]]
    inside = False
    for line in page.splitlines(keepends=True):
        inside ^= line.startswith("```")
        if line.startswith("## ") and not inside:
            parts.append([])
        parts[-1].append(line)
    return ["".join(part) for part in parts[1:]]


def findings(page: str, case: str, folder: Path) -> str:
    """What is found in the files of a case, a line each, with its help below."""
    for file in _FILE.finditer(case):
        path = folder / file["path"].replace(":", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(file["text"]) if file["escaped"] else file["text"].encode("utf-8"))
    today = re.search(r"^Today: (\S+)$", page, re.MULTILINE)
    book = _compared(store.load(folder), folder)
    if today and (day := parse(today[1])):
        book = book.on(day)
    lines = []
    for finding in judging.judged(book, judging.Wanted()):
        lines += [f"{finding}\n", *([f"  help: {finding.help}\n"] if finding.help else [])]
    return "".join(lines)


def _compared(book: Book, folder: Path) -> Book:
    """The book with the versions that a case shows, too; `main:minutes/2026-01.md` is as main has the file."""
    there = {
        name: store.load(folder / name) for name in ("start", "main", "ours", "theirs") if (folder / name).exists()
    }
    if "main" in there:
        return replace(book, against=Against("main", there["start"], there["main"]))
    if "ours" in there:
        return replace(book, merged=Merged(there["start"], (("ours", there["ours"]), ("theirs", there["theirs"]))))
    return book


def _bytes(text: str) -> bytes:
    r"""The bytes that a text with escapes such as ``\xff`` stands for."""
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
