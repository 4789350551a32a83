"""Puts into the pages of the reference, when they are built, what the code says of itself.

A line of a page ends with `<!-- every command -->` or `<!-- every finding -->` where that is to stand.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent


def every_command() -> str:
    """What `--help` says of each command, with its example, and the guides in which it is used."""
    import typer

    from ralb.cli.app import app

    commands = dict(_commands(typer.main.get_command(app)))
    options = {name: _options(command) for name, command in commands.items()}
    times = Counter(option for those in options.values() for option in those)
    shared = [option for option, count in times.items() if count > len(commands) / 5]
    lines = ["## What many commands take", "", *_table(shared)]
    for name, command in commands.items():
        lines += [f"{'###' if ' ' in name else '##'} ralb {name}", "", *_told(name, command)]
        lines += _table([option for option in options[name] if option not in shared])
        lines += [*_also([option for option in options[name] if option in shared]), *_used(name)]
    return "\n".join(lines)


def _commands(group: Any) -> Iterator[tuple[str, Any]]:
    for name in sorted(group.list_commands(None)):
        command = group.get_command(None, name)
        yield name, command
        for below in getattr(command, "commands", {}):
            yield f"{name} {below}", command.commands[below]


def _context(name: str, command: Any) -> Any:
    return command.context_class(command, info_name=f"ralb {name}")


def _options(command: Any) -> list[tuple[str, str]]:
    """Each argument and option with what it is, as `--help` has them."""
    context = _context("", command)
    records = (param.get_help_record(context) for param in command.get_params(context))
    return [record for record in records if record and not record[0].endswith("--help")]


def _told(name: str, command: Any) -> list[str]:
    words, _, example = command.help.partition("Example: ")
    usage = _context(name, command).get_usage().removeprefix("Usage: ")
    return [f"{words.strip()}\n", f"```text\n{usage}\n```\n", f"Example: `{example.strip()}`\n"]


def _table(options: list[tuple[str, str]]) -> list[str]:
    rows = [f"| `{option.replace('|', '/')}` | {_cell(about)} |" for option, about in options]
    return ["| option | what it is |", "|---|---|", *rows, ""] if rows else []


def _also(options: list[tuple[str, str]]) -> list[str]:
    words = (f"`{option.split()[0]}`" for option, _ in options)
    return [f"Also: {', '.join(words)}\n"] if options else []


def _cell(words: str) -> str:
    """Words as they may stand in a table."""
    return re.sub(r"([|\[\]<>*])", r"\\\1", " ".join(words.split()))


def _used(name: str) -> Iterator[str]:
    """The guides that type the command."""
    typed = re.compile(rf"^\$ (?:.*\| )?ralb {name}\b", re.MULTILINE)
    links = []
    for path in [DOCS / "tutorial.md", DOCS / "git.md", *sorted((DOCS / "how-to").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        if typed.search(text):
            title = text.partition("\n")[0].removeprefix("# ")
            links.append(f"[{title}]({path.relative_to(DOCS).as_posix()})")
    if links:
        yield f"Used in: {', '.join(links)}\n"


# By the first digit of the code.
_ABOUT = {
    "0": "The file",
    "1": "What YAML makes of it",
    "2": "Values",
    "3": "One action log",
    "4": "From meeting to meeting",
    "5": "What a branch or a merge changed",
    "6": "What should not be published",
    "7": "What stops a write",
    "8": "The board and its dates",
}


def every_finding() -> str:
    """Each kind of finding, with a link to its page."""
    from ralb.rules import catalogue

    lines: list[str] = []
    for digit, kinds in groupby(catalogue.every(), key=lambda kind: kind.code[4]):
        lines += [f"## {_ABOUT[digit]}", "", "| code | severity | name | what it sees |", "|---|---|---|---|"]
        for kind in kinds:
            page, about = f"[{kind.code}](rules/{kind.code}.md)", _cell(kind.about)
            lines.append(f"| {page} | {kind.severity.value} | `{kind.name}` | {about} |")
        lines.append("")
    return "\n".join(lines)


_FILLED = {"every command": every_command, "every finding": every_finding}


def _fill(_app: Any, _name: str, source: list[str]) -> None:
    for words, filled in _FILLED.items():
        if f"<!-- {words} -->" in source[0]:
            before, _, after = source[0].partition(f" <!-- {words} -->")
            source[0] = before[: before.rfind("\n") + 1] + filled() + after
    # The file that a fence names, which GitHub and Sphinx do not show.
    source[0] = re.sub(r"^```(md|yaml) (\S+)(?: escaped)?$", r"`\2`\n\n```\1", source[0], flags=re.MULTILINE)


def _keep_out_of_the_sidebar(app: Any, _doctree: Any) -> None:
    """The pages of the findings, a hundred and more, have their own list."""
    if app.env.docname.startswith("rules/"):
        app.env.metadata[app.env.docname]["orphan"] = "yes"


# What axe finds in pages of Furo 2025.12: two asides without names, captions called headings of no level, blocks
# that scroll where no key reaches them, a page to search without a heading.
_MENDED = {
    '<aside class="sidebar-drawer"': '<aside aria-label="All pages" class="sidebar-drawer"',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    '<p class="caption" role="heading"': '<p class="caption"',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div id="search-results">': '<h1>Search</h1>\n<div id="search-results">',
}


def _mend(app: Any, _failed: Exception | None) -> None:
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for was, now in _MENDED.items():
            text = text.replace(was, now)
        page.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """What Sphinx calls."""
    app.connect("source-read", _fill)
    app.connect("doctree-read", _keep_out_of_the_sidebar)
    app.connect("build-finished", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
