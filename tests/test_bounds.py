"""A template ends: whatever it asks for, it gets a line of why not, soon and in little memory."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT, Make
from running import ralb

from ralb.render import bounds

TWICE = (
    "{% macro twice(n) %}{% if n %}{{ twice(n - 1) }}{{ twice(n - 1) }}{% endif %}{% endmacro %}{{ twice(99) }}"
)
DOUBLING = "{% set all = namespace(x=title) %}{% for i in range(99) %}{% set all.x = all.x ~ all.x %}{% endfor %}"
ROUNDS = "its loops and calls are more than 200,000"
MEMORY = "it needs more than 1 GB of memory"
DEEP = "it is nested too deep"
BIG = "numbers there go to 100,000"
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory there is now")


@pytest.fixture
def root(board: Make) -> Path:
    root = board({"2026-01.md": "---\ndate: 2026-01\n---\n"})
    (root / "templates").mkdir()
    return root


def said(root: Path, name: str, form: str) -> str:
    """What both `render` and `templates check` say of a template."""
    ran = ralb("render", "--to", form)
    assert ran.code == 2
    assert not (root / "out").exists()
    words = ran.err.removeprefix(f"ralb: templates/{name}:").rstrip("\n")
    checked = ralb("templates", "check").out.splitlines()
    assert checked == [f"templates/{name}:{words}"]
    return words


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("\n{{ title.center(9999999999) }}", f"2: `center` of 9999999999: {BIG}"),
        ("\n{{ title|center(9999999999) }}", f"2: `center` of 9999999999: {BIG}"),
        ("{{ title|indent(width=9999999999) }}", f"1: `indent` of 9999999999: {BIG}"),
        ("{{ 1|round(9999999999, 'ceil') }}", f"1: `round` of 9999999999: {BIG}"),
        ("{{ range(9999999999) }}", f"1: `range` of 9999999999: {BIG}"),
        ("{{ 9999999 * 9999999 }}", "1: `*` is for small whole numbers only"),
        ("{% for a in range(9999) %}\n{% for b in range(9999) %}{% endfor %}{% endfor %}", f"2: {ROUNDS}"),
        pytest.param(DOUBLING, f"1: {MEMORY}", marks=linux),
        pytest.param("{{ '%9999999999d' % 1 }}", f"1: {MEMORY}", marks=linux),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", "2: block 'a' defined twice"),
        ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, f" {DEEP}"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150, f" {DEEP}"),
        ("{{ " + "(" * 500 + "1" + ")" * 500 + " }}", f" {DEEP}"),
    ],
)
def test_a_page_template_that_asks_too_much_is_said(template: str, why: str, root: Path) -> None:
    (root / "templates" / "minutes.html").write_text(template)
    assert said(root, "minutes.html", "html") == why


def test_what_calls_itself_is_counted_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "ROUNDS", 2_000)
    (root / "templates" / "minutes.html").write_text(TWICE)
    assert said(root, "minutes.html", "html") == "1: its loops and calls are more than 2,000"


def word_template(root: Path, text: str) -> None:
    document: Any = docx.Document(str(ROOT / "templates" / "minutes.docx"))
    document.paragraphs[0].runs[0].text = text
    document.save(str(root / "templates" / "minutes.docx"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ title.ljust(9999999999) }}", f"`ljust` of 9999999999: {BIG}"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", ROUNDS),
        pytest.param(DOUBLING, MEMORY, marks=linux),
        ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, DEEP),
    ],
)
def test_a_word_template_that_asks_too_much_is_said(text: str, why: str, root: Path) -> None:
    word_template(root, text)
    assert said(root, "minutes.docx", "docx") == f" {why}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm clock")
def test_a_template_that_takes_its_time_is_cut_off(root: Path) -> None:
    (root / "templates" / "minutes.html").write_text("{{ range(99999)|map('center', 99999)|map('length')|sum }}")
    # In a process of its own: the alarm may ring while whatever counts covered lines holds its lock.
    code = "import ralb.render.bounds as b, ralb.cli.app as a; b.SECONDS = 0.2; a.main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "render", "--to", "html"],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "ralb: templates/minutes.html:1: it takes longer than 0.2 seconds\n"


@pytest.mark.parametrize(
    ("name", "why"),
    [("lipsum(2)", "'lipsum' is undefined"), ("[1, 2]|random", "No filter named 'random'.")],
)
def test_nothing_is_left_to_chance(name: str, why: str, root: Path) -> None:
    (root / "templates" / "minutes.html").write_text(f"{{{{ {name} }}}}")
    assert ralb("render", "--to", "html").err == f"ralb: templates/minutes.html:1: {why}\n"


def test_what_a_template_usually_does_it_may(root: Path) -> None:
    text = (
        "{% for row in [3, 1]|sort %}{{ loop.index }} of {{ loop.length }}: {{ row }}{{ ', ' if not loop.last }}"
        "{% else %}none{% endfor %} {{ 'x'|center(3) }}{{ 'y'.upper() }} {{ 6 * 7 }} {{ '%02d' % 5 }}"
        "{% for key, value in {'a': 1}.items() if value %} {{ key }}{% endfor %}"
    )
    (root / "templates" / "minutes.html").write_text(text)
    assert ralb("render", "--to", "html").code == 0
    assert (root / "out" / "2026-01.html").read_text() == "1 of 2: 1, 2 of 2: 3  x Y 42 05 a"
