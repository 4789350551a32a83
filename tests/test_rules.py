"""Each rule has a page in tests/rules that shows what it sees and what it leaves alone; the pages are run."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from ralb import minutes, rules
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.diagnostics import ordered
from ralb.model import Board

PAGES = sorted((ROOT / "tests" / "rules").glob("*.md"))
_FILE = re.compile(r"^```md (?P<path>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FOUND = re.compile(r"^```text\n(?P<found>.*?)^```$", re.MULTILINE | re.DOTALL)


def cases(page: Path) -> list[str]:
    """The parts of a page, each with files and what is found in them."""
    return re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def findings(case: str) -> str:
    """What the rules find in the files of a case, a line each."""
    files = [(match["path"], match["text"]) for match in _FILE.finditer(case)]
    read = [minutes.parse(path, text.encode(), _date(path)) for path, text in files]
    assert [fault for one in read for fault in one.faults if fault.is_error] == [] or "unreadable" in case
    book = Book(Board(name="", people=()), tuple(sorted(read, key=lambda one: one.date)))
    return "".join(f"{finding}\n" for finding in ordered(rules.check(book)))


def _date(path: str) -> PartialDate:
    date = minutes.date_of(Path(path).name)
    assert date
    return date


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_the_rule_finds(page: Path) -> None:
    for case in cases(page):
        expected = _FOUND.search(case)
        assert expected, "a case without its findings"
        assert findings(case) == expected["found"]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.kind.name)
def test_every_rule_has_a_page_with_a_finding_and_a_silence(rule: rules.Rule) -> None:
    page = ROOT / "tests" / "rules" / f"{rule.kind.code}.md"
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {rule.kind.code} {rule.kind.name}\n")
    found = [bool(_FOUND.search(case)["found"]) for case in cases(page)]  # type: ignore[index]
    assert (any(found), all(found)) == (True, False)
    assert rule.kind.about.strip(), "a rule explains itself"


def test_codes_and_names_are_each_used_once() -> None:
    names = [(rule.kind.code, rule.kind.name) for rule in rules.RULES]
    assert len({code for code, _ in names}) == len({name for _, name in names}) == len(names)
