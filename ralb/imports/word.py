"""Minutes typed in Word: refused if unsafe, else every word in a block or in a remark."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from ralb import unpacking
from ralb.imports import runs, trees
from ralb.imports.blocks import Reading, Remark, Unreadable
from ralb.imports.body import Body
from ralb.imports.numbering import Numbering
from ralb.imports.runs import Runs
from ralb.imports.styles import Styles
from ralb.imports.trees import Element
from ralb.text import counted

_OLD, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_BESIDE = {"header": "the head of the pages", "footer": "the foot of the pages"}
_DRAWN = re.compile(r"word/(?:diagrams/data|charts/chart)\d*\.xml")
_OTHERS = {
    "xl/": "this is a spreadsheet: copy its rows into a table in a Word document",
    "ppt/": "these are slides: copy their words into a Word document",
    "META-INF/": "this is a document of LibreOffice: save it as Word (.docx)",
}


def read(data: bytes) -> Reading:
    """The blocks of a Word document; raises `Unreadable` before any parser sees what none should open."""
    try:
        return _read(_Package(_parts(data)))
    except unpacking.Unfit as error:
        raise Unreadable(f"{error}") from error


def title(data: bytes) -> str:
    """The title in a document's properties; "" where there is none. Raises `Unreadable`."""
    try:
        core = _Package(_parts(data)).part("", "core-properties")
        found = core.find("title") if core is not None else None
    except unpacking.Unfit as error:
        raise Unreadable(f"{error}") from error
    return " ".join((found.text or "").split()) if found is not None else ""


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word document; raises `Unfit`, and tells how to get on from what is none."""
    if not data:
        raise unpacking.Unfit("it is empty")
    if data.startswith(_OLD):
        if _LOCKED in data:
            raise unpacking.Unfit("it is locked with a password: open it in Word, save a copy without one")
        raise unpacking.Unfit("it is of an old Word (.doc): open it in Word and save it as .docx")
    if data.startswith(b"%PDF"):
        raise unpacking.Unfit("this is a PDF: open it in Word, which makes text of it, or copy its words")
    if data.startswith(b"{\\rtf"):
        raise unpacking.Unfit("this is rich text: open it in Word and save it as .docx")
    parts = unpacking.parts(data)
    if any(name.lower().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts.get(
        "[Content_Types].xml", b""
    ):
        raise unpacking.Unfit("it holds macros: save it as a document without macros (.docx)")
    for folder, way_out in _OTHERS.items():
        if any(name.startswith(folder) for name in parts) and "word/document.xml" not in parts:
            raise unpacking.Unfit(way_out)
    return parts


class _Package:
    """The parts of a document and how they belong together."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.main = next(iter(self.related("", "officeDocument")), "word/document.xml")
        self.links = {
            one.get("Id", ""): one.get("Target", "") for one in self._relations(self.main) if _is(one, "hyperlink")
        }

    def _relations(self, name: str) -> Iterator[Element]:
        folder, _, file = name.rpartition("/")
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        yield from trees.tree(self.parts[where]) if where in self.parts else ()

    def related(self, name: str, kind: str) -> list[str]:
        """The names of the parts of a kind that belong to another; "" is the whole package."""
        folder = posixpath.dirname(name)
        targets = [one.get("Target", "") for one in self._relations(name) if _is(one, kind)]
        found = [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]
        return [one for one in found if one in self.parts]

    def part(self, name: str, kind: str) -> Element | None:
        """The part of a kind that belongs to another."""
        found = self.related(name, kind)
        return trees.tree(self.parts[found[0]]) if found else None

    def notes(self, kind: str) -> dict[str, Element]:
        """The footnotes, endnotes or comments, by their keys."""
        root = self.part(self.main, f"{kind}s")
        return {one.get("id", ""): one for one in root if one.tag == kind} if root is not None else {}


def _is(relation: Element, kind: str) -> bool:
    return relation.get("Type", "").endswith(f"/{kind}")


def _read(package: _Package) -> Reading:
    if package.main not in package.parts:
        raise unpacking.Unfit("this is no Word document")
    kinds = ("footnote", "endnote", "comment")
    read = Runs(
        Styles(package.part(package.main, "styles")),
        {kind: package.notes(kind) for kind in kinds},
        lambda key: package.links.get(key, ""),
    )
    body = Body(read, Numbering(package.part(package.main, "numbering")))
    root = trees.tree(package.parts[package.main]).find("body")
    if root is not None:
        body.walk(root)
    remarks = [*_beside(package), *read.remarks, *_never_named(package, read)]
    if read.inserted:
        many = counted(read.inserted, "tracked insertion")
        remarks.append(Remark(1, "", f"{many} taken over as if accepted"))
    return Reading(tuple(body.blocks), tuple(sorted(remarks, key=lambda remark: remark.line)))


def _beside(package: _Package) -> Iterator[Remark]:
    """The words of the pages' heads and feet, and of drawings, each once."""
    for kind, where in _BESIDE.items():
        words = (runs.said(trees.tree(package.parts[name])) for name in package.related(package.main, kind))
        yield from (Remark(1, said, f"left out: {where}") for said in dict.fromkeys(words) if said)
    for name in filter(_DRAWN.fullmatch, package.parts):
        said = " ".join(runs.texts(trees.tree(package.parts[name])))
        if said:
            yield Remark(1, said, "left out: the words of a drawing")


def _never_named(package: _Package, read: Runs) -> Iterator[Remark]:
    """Comments that the document does not say what they are about."""
    told = {remark.words for remark in read.remarks}
    for comment in package.notes("comment").values():
        if (said := runs.said(comment)) and said not in told:
            yield Remark(1, said, "a comment")
