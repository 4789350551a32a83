"""The house: which room may import which, and what third parties each may use."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from ralb.cli.app import COMMANDS

PACKAGE = ROOT / "ralb"

# From the ground up: a module imports only from floors below its own.
FLOORS = [
    {"text", "dates", "trouble", "formats", "builtin", "scalars", "columns", "conflicts", "tables"},
    {"signals", "streams", "paths", "keys"},
    {"diagnostics", "model", "terminal", "sheets", "unpacking", "imports", "imports.blocks", "imports.ledger"},
    {"meanings", "imports.columns", "imports.rolls"},
    {"imports.layout", "imports.ticks", "imports.persons", "imports.occasion", "imports.headings"},
    {"imports.labels"},
    {"imports.plain", "imports.presence", "imports.agendas"},
    {"imports.registers"},
    {"imports.pieces", "imports.trees", "imports.tags"},
    {"imports.looks"},
    {"imports.webpage", "imports.styles", "imports.numbering"},
    {"imports.runs"},
    {"imports.body"},
    {"imports.word"},
    {"imports.readers", "imports.attendance", "imports.logs", "imports.appointments"},
    {"imports.titles"},
    {"imports.understanding"},
    {"kinds", "json_schema", "layout", "typed"},
    {"characters", "syntax", "comments"},
    {"nodes", "notes", "marks"},
    {"book", "places", "repeats"},
    {"values", "lists"},
    {"initials", "edits"},
    {"schema", "people", "clock", "git", "differences", "holidays"},
    {"phrases", "merging", "stopped", "commits"},
    {"minutes", "roster", "series", "rules.registry", "outcomes", "published", "attendance", "items"},
    {"register", "diary", "search", "stats"},
    {
        "query",
        "figures",
        "export",
        "edition",
        "agenda",
        "rules",
        "rules.subjects",
        "numbering",
        "naming",
    },
    {"spoken", "responsible"},
    {"proceedings"},
    {
        "draft",
        "membership",
        "mending",
        "chasing",
        "rules.log",
        "rules.people",
        "rules.notes",
        "rules.series",
        "rules.board",
        "rules.privacy",
        "rules.wording",
    },
    {"imports.circle", "imports.joining"},
    {"imports.asked"},
    {"imports.marked", "imports.matching"},
    {"imports.rows", "imports.notes", "imports.page"},
    {"imports.questions"},
    {"comparing", "rules.against", "rules.freshness", "rules.merge"},
    {"rules.soundness", "rules.catalogue", "rules.settling", "letters"},
    {"rules.judging", "disk", "revising"},
    {"log", "resolving", "addresses", "filing"},
    {"harvest"},
    {"imports.numbers"},
    {"imports.noted"},
    {"imports.composing"},
    {"imports.told", "imports.unaccounted"},
    {"imports.gathering"},
    {"lock", "scaffold", "safeguards", "editors", "replacing"},
    {"shelf"},
    {"store", "saving"},
    {"render.safety", "render.bounds"},
    {"render.sandbox"},
    {"render.templates", "render.markdown", "render.pdf", "render.brand", "render.looks", "render.zones"},
    {"render.package"},
    {"render.linting"},
    {"render.paragraphs", "render.page", "render.plain", "render.ics", "render.message"},
    {"render.word"},
    {"render.documents", "render", "imports.spots"},
    {"imports.pairing"},
    {"imports.returned"},
    {"render.checking"},
    {"versions"},
    {"merges", "authors", "circulation"},
    {"report", "verdict", "account", "comparison", "gate", "roll", "finding", "mailing", "imported"},
    {"upkeep", "minuted"},
    {"publishing", "trails", "exporting", "subscription", "noticeboard", "outputs"},
    {"website"},
    {"sites", "changers"},
    {"desk", "sides", "following", "parts"},
    {"moving", "reviewing", "reconciling", "bringing", "returning"},
    {"deciding"},
    {"cli", "cli.options", "cli.completing"},
    {"cli.actions", "cli.explain", "cli.init", "cli.install", "cli.fmt", "cli.meetings", "cli.new_meeting"},
    {
        "cli.action",
        "cli.harvest",
        "cli.import_",
        "cli.outcomes",
        "cli.proceedings",
        "cli.review",
        "cli.move_meeting",
    },
    {"cli.attendance", "cli.calendar", "cli.people", "cli.site"},
    {
        "cli.chase",
        "cli.check_merge",
        "cli.diff",
        "cli.export",
        "cli.render",
        "cli.resolve",
        "cli.rules",
        "cli.search",
        "cli.stats",
        "cli.templates",
        "cli.schema",
        "cli.validate",
    },
    {"cli.app"},
    {"__main__"},
]
ALLOWED = {
    "filelock": "lock",
    "rich": "terminal",
    "typer": "cli",
    "yaml": "nodes",
    "frontmatter": "minutes",
    "jinja2": "render",
    "markupsafe": "render",
    "markdown_it": "render",
    "docx": "render",
    "docxtpl": "render",
    "lxml": "render",
    "pyarrow": "sheets",
}


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its name below `ralb`."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            found[name] = path
    return found


@cache
def imports(path: Path) -> set[str]:
    """Everything that a module imports, inside functions too, as full names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(name: str) -> str | None:
    """The module of the package that an imported name means."""
    parts = name.split(".")
    if parts[0] != "ralb":
        return None
    known = modules()
    return next((below for n in range(len(parts), 1, -1) if (below := ".".join(parts[1:n])) in known), None)


def test_every_room_has_one_floor() -> None:
    assert sorted(name for floor in FLOORS for name in floor) == sorted(modules())


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_room_imports_only_from_below(name: str) -> None:
    floor = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
    used = {below for imported in imports(modules()[name]) if (below := own(imported))} - {name}
    assert {below for below in used if floor[below] >= floor[name]} == set()


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_third_party_has_one_room(name: str) -> None:
    parties = {imported.split(".")[0] for imported in imports(modules()[name])}
    foreign = parties - set(sys.stdlib_module_names) - {"ralb"}
    assert {party for party in foreign if ALLOWED.get(party) != name.split(".")[0]} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_transcript_and_an_example(command: str) -> None:
    from running import ralb

    assert (ROOT / "tests" / "cli" / f"{command}.md").exists()
    assert f"Example: ralb {command}" in ralb(command, "--help").out


def test_only_the_terminal_prints() -> None:
    printing = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing == {"terminal"}


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = ("cli", "imports", "render", "rules")
    missing = [name for name in modules() if name not in folders and f"`{name.replace('.', '/')}.py`" not in page]
    assert missing == []


def test_doctests_hold() -> None:
    import doctest
    import importlib

    tried = 0
    for name in modules():
        if name != "__main__":
            result = doctest.testmod(importlib.import_module(f"ralb.{name}"))
            assert result.failed == 0, name
            tried += result.attempted
    assert tried >= 8
