"""The documentation is built without a warning, leads nowhere wrong, and can be read by everyone."""

import html
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from eyes import look, needed

from ralb.cli.app import COMMANDS
from ralb.rules import catalogue

# Where pages lead that are not ours; whether these answer is not asked.
ELSEWHERE = {
    *("https://github.com/pradyunsg/furo", "https://pradyunsg.me"),
    "https://github.com/redhat-developer/vscode-yaml/issues/207",
}
# Among the findings one page is like another.
ALIKE = {f"{kind.code}.html" for kind in catalogue.every()} - {"RALB102.html", "RALB404.html"}
# Between them they have everything that a page can have, and are short: for the colours of a long page axe takes
# seconds.
OF_EACH_KIND = (
    *("index", "search", "adding", "rules/RALB404"),
    *(f"how-to/{name}" for name in ("check", "take-minutes", "returned", "undo")),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built with warnings as errors."""
    needed("sphinx", "myst_parser", "furo")
    folder = tmp_path_factory.mktemp("docs")
    words = f"-m sphinx -W --keep-going -q -j auto docs {folder}/site -d {folder}/read".split()
    ran = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return folder / "site"


def test_every_link_leads_somewhere(site: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    places = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in texts.items()}
    for path, text in texts.items():
        for link in map(html.unescape, re.findall(r'(?:href|src)="([^"]+)"', text)):
            file, _, place = link.partition("#")
            there = (path.parent / file.partition("?")[0]).resolve() if file else path
            if re.match(r"\w+:", link):
                assert link in ELSEWHERE, (path.name, link)
            else:
                assert there.is_file(), (path.name, link)
                assert not place or there.suffix != ".html" or place in places[there], (path.name, link)


def test_every_command_and_every_finding_is_in_the_reference(site: Path) -> None:
    commands = (site / "commands.html").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f'<section id="ralb-{name}">' not in commands] == []
    findings = (site / "findings.html").read_text(encoding="utf-8")
    assert [kind.code for kind in catalogue.every() if f'href="rules/{kind.code}.html"' not in findings] == []


def test_every_guide_is_reached_from_the_first_page(site: Path) -> None:
    reached = (site / "index.html").read_text(encoding="utf-8")
    pages = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    aside = ("rules/", "search.html", "index.html")
    assert [page for page in pages if not page.startswith(aside) and f'href="{page}"' not in reached] == []


def test_axe_finds_nothing_in_the_documentation(site: Path, browser: Any) -> None:
    in_full = [site / f"{name}.html" for name in OF_EACH_KIND]
    others = {path for path in site.rglob("*.html") if path.name not in ALIKE} - {*in_full}
    look(browser, in_full)
    look(browser, sorted(others), [("light", 320)], but=["color-contrast"])


@pytest.mark.parametrize("command", ["ralb actions --opne", "ralb acton close 84", "ralb action clsoe 84"])
def test_a_command_in_a_sentence_that_does_not_exist_is_noticed(command: str) -> None:
    assert not known(command)


def test_every_command_in_a_sentence_exists() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    typed = {
        (page.name, command)
        for page in pages
        for command in re.findall(r"`(ralb [a-z][^`]*)`", page.read_text(encoding="utf-8"))
    }
    assert [one for one in sorted(typed) if not known(one[1])] == []


def known(command: str) -> bool:
    """Whether there are such a command and such options; what stands for a word, as in `ralb ...`, is."""
    import typer

    from ralb.cli.app import app

    found: Any = typer.main.get_command(app)
    for word in command.split()[1:]:
        below = getattr(found, "commands", {})
        if word in below:
            found = below[word]
        elif word.startswith("--"):
            options = {name for param in found.params for name in param.opts} | {"--help"}
            if word not in options:
                return False
        elif below and re.fullmatch(r"[a-z-]+", word):
            return False
    return True
