"""What is wrong with templates, before anything is made of them."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import jinja2.nodes
from jinja2 import meta

from ralb.render import bounds, package, safety, templates
from ralb.text import quoted

WORD, PAGE = ".docx", (".html", ".css", ".md", ".txt")
_TAGS = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARKS = re.compile(rb"<[^>]*>")
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
_EXTERNAL = re.compile(
    rb"""<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External["'])(?![^>]*/hyperlink["'])"""
    rb"""[^>]*\bTarget\s*=\s*["']([^"']*)["']"""
)
_BODY = re.compile(r"\{\{p\s+body\s*\}\}")
STYLES = (
    *("heading 2", "heading 3", "list bullet", "list number", "list continue", "quote", "code", "restricted"),
    *("table text", "hyperlink", "minutes table"),
)


class Problem(NamedTuple):
    """Something wrong with a template: which, on which line (0 where that is not known), and what."""

    name: str
    line: int
    what: str


def problems(root: Path, path: Path, known: Mapping[str, Any]) -> Iterator[Problem]:
    """What can be seen in a template without making a document of it; *known* are the names it may use."""
    if path.suffix == WORD:
        yield from word(path, known)
    elif path.suffix in PAGE:
        yield from _page(root, path, known)


def _page(root: Path, path: Path, known: Mapping[str, Any]) -> Iterator[Problem]:
    environment = templates.environment(root)
    try:
        text = templates.source(path).decode("utf-8")
        with bounds.kept():
            tree = environment.parse(text, path.name)
            names = meta.find_undeclared_variables(tree)
    except templates.BadTemplate as bad:
        yield Problem(path.name, 0, bad.why)
        return
    except templates.FAULTS as error:
        wrong = templates.BadTemplate(path.name, error)
        yield Problem(path.name, wrong.line, wrong.why)
        return
    yield from (Problem(path.name, line, what) for line, what in _dangers(path, text))
    imported = {one.target for one in tree.find_all(jinja2.nodes.Import)}
    for name in sorted(names - set(known) - set(environment.globals) - imported):
        found = re.search(rf"\b{name}\b", text)
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        yield Problem(path.name, line, _unknown(name, known))
    for other in meta.find_referenced_templates(tree):
        if other is not None:
            try:
                with bounds.kept():
                    environment.get_template(other)
            except jinja2.TemplateNotFound:
                yield Problem(path.name, 0, f"there is no template {quoted(other)}")
            except (*templates.FAULTS, templates.BadTemplate):
                pass  # it is told of that template itself


def _dangers(path: Path, text: str) -> Iterable[tuple[int, str]]:
    return () if path.suffix == ".md" else safety.template(path.name, text)


def _unknown(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    meant = f"did you mean `{near[0]}`?" if near else "`ralb templates vars` lists what there is"
    return f"nothing is called {quoted(name)}; {meant}"


def word(path: Path, known: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a Word template."""
    try:
        parts = package.parts(path.name, package.read(path))
    except templates.BadTemplate as bad:
        yield Problem(path.name, 0, bad.why)
        return
    yield from (Problem(path.name, 0, what) for what in dangers(parts))
    text = parts.get("word/document.xml", b"")
    tags = [
        _MARKS.sub(b"", tag).decode("utf-8", "replace") for part in _told(parts) for tag in _TAGS.findall(part)
    ]
    yield from (Problem(path.name, 0, what) for what in _wrong_tags(tags, known))
    if "body" in known:
        alone = [_plain(one).strip() for one in text.split(b"</w:p>")]
        if not any(_BODY.fullmatch(one) for one in alone):
            yield Problem(path.name, 0, "there is no paragraph with {{p body }} alone, where the notes go")
        styles = parts.get("word/styles.xml", b"").lower()
        for style in STYLES:
            if f'w:val="{style}"'.encode() not in styles:
                yield Problem(path.name, 0, f"the style {quoted(style)} is missing, in which notes are set")


def _plain(xml: bytes) -> str:
    """The words of a piece of a document."""
    return html.unescape(_MARKS.sub(b"", xml).decode("utf-8", "replace"))


def _told(parts: Mapping[str, bytes]) -> Iterator[bytes]:
    """The parts of a document in which words stand."""
    for name, content in parts.items():
        if re.fullmatch(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
            yield content


def dangers(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What must not be in a Word template, since it would run, load something, or come back."""
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        yield "it holds macros: save it as a document without macros"
    if any(_TRACKED.search(content) for content in _told(parts)):
        yield "it holds tracked changes: accept or reject them all in Word, then save it"
    if any(re.fullmatch(r"word/comments\w*\.xml", name) for name in parts):
        yield "it holds comments: delete them in Word, then save it"
    if any(b"<w:vanish/>" in content for content in _told(parts)):
        yield "it holds hidden text: show it in Word, delete it, then save it"
    if any(b"INCLUDEPICTURE" in content for content in _told(parts)):
        yield "it loads a picture from outside: put it into the document"
    for name, content in parts.items():
        if name.endswith(".rels"):
            for found in _EXTERNAL.finditer(content):
                target = quoted(found[1].decode("utf-8", "replace"))
                yield f"it loads something from outside, {target}: put it into the document"


def _wrong_tags(tags: Iterable[str], known: Mapping[str, Any]) -> Iterator[str]:
    environment = jinja2.Environment(autoescape=True)
    opened = [re.sub(r"^(\{[{%])(?:p|tr|tc|r)\s", r"\1 ", tag) for tag in tags]
    try:
        with bounds.kept():
            names = meta.find_undeclared_variables(environment.parse("".join(opened)))
    except jinja2.TemplateSyntaxError as error:
        yield f"{error.message}; `for`, `if` and their ends each stand in a paragraph or a table row of their own"
        return
    except templates.FAULTS as error:
        yield templates.BadTemplate("", error).why
        return
    for name in sorted(names - set(known)):
        yield _unknown(name, known)
