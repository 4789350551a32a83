"""The words of a Word paragraph as they would be read, and a remark on everything else that is in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ralb.imports import pieces
from ralb.imports.blocks import Remark
from ralb.imports.pieces import Piece
from ralb.imports.styles import Styles
from ralb.imports.trees import Element
from ralb.text import quoted

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO_WORDS = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "rt", "tblPr", "trPr", "tcPr")
)
# What Wingdings and Symbol show at these places of theirs.
_SYMBOLS = {"f0fc": "✓", "f0fe": "☒", "f0fd": "☒", "f0a8": "☐", "f06f": "☐", "f0b7": "•", "f0e0": "→", "f0a7": "▪"}
_MANY = 60


class Runs:
    """Reads paragraph after paragraph; *remarks* and *boxes* fill on the way."""

    def __init__(
        self, styles: Styles, notes: Mapping[str, Mapping[str, Element]], links: Callable[[str], str]
    ) -> None:
        self.styles, self.notes, self.links = styles, notes, links
        self.remarks: list[Remark] = []
        self.boxes: list[Element] = []
        self.inserted = 0
        self.line = 0
        self._spoken_of: dict[str, list[str]] = {}

    def pieces(self, paragraph: Element) -> list[Piece]:
        """The words of a paragraph that stand."""
        return list(self._inline(paragraph, paragraph))

    def remark(self, said: str, why: str) -> None:
        """Note what is not in the words, where the reader is."""
        self.remarks.append(Remark(self.line, said, why))

    def _inline(self, element: Element, paragraph: Element) -> Iterator[Piece]:
        for child in element:
            match child.tag:
                case "r":
                    yield from self._run(child, paragraph)
                case "del" | "moveFrom":
                    self._deleted(child)
                case "ins" | "moveTo":
                    self.inserted += any(True for _ in texts(child))
                    yield from self._inline(child, paragraph)
                case "hyperlink":
                    yield from self._link(child, paragraph)
                case "commentRangeStart":
                    self._spoken_of[child.get("id", "")] = []
                case "sdt" if child.find("sdtPr/showingPlcHdr") is not None:
                    self.remark(said(child), "left out: a field that nobody filled in")
                case "AlternateContent":
                    yield from self._inline(chosen(child), paragraph)
                case name if name not in _NO_WORDS:
                    yield from self._inline(child, paragraph)

    def _run(self, run: Element, paragraph: Element) -> Iterator[Piece]:
        text = "".join(self._in_run(run))
        if not text:
            return
        if self.styles.has("vanish", run, paragraph):
            if text.strip():
                self.remark(text.strip(), "left out: hidden words")
            return
        for spoken_of in self._spoken_of.values():
            spoken_of.append(text)
        bold = self.styles.has("b", run, paragraph) or self.styles.has("u", run, paragraph)
        struck = self.styles.has("strike", run, paragraph) or self.styles.has("dstrike", run, paragraph)
        yield Piece(text, bold, struck)

    def _in_run(self, run: Element) -> Iterator[str]:
        for child in run:
            match child.tag:
                case "t":
                    yield child.text or ""
                case "sym":
                    yield _SYMBOLS.get(child.get("char", "").lower(), "\ufffd")
                case "drawing" | "pict" | "object":
                    self._picture(child)
                case "AlternateContent":
                    yield from self._in_run(chosen(child))
                case "footnoteReference" | "endnoteReference":
                    self._note(child.tag.removesuffix("Reference"), child.get("id", ""))
                case "commentReference":
                    self._comment(child.get("id", ""))
                case name if name in _SIGNS:
                    yield _SIGNS[name]
                case name if name not in _NO_WORDS:
                    yield from self._in_run(child)

    def _deleted(self, change: Element) -> None:
        if words := said(change):
            what = "moved elsewhere" if change.tag == "moveFrom" else "deleted"
            self.remark(words, f"left out: {what}{_by(change)}, a tracked change")

    def _link(self, link: Element, paragraph: Element) -> Iterator[Piece]:
        inside = list(self._inline(link, paragraph))
        target, words = self.links(link.get("id", "")), pieces.words(inside)
        if target and words and target.removeprefix("mailto:") != words:
            self.remark(target, f"left out: where the link {quoted(words)} leads")
        yield from inside

    def _picture(self, element: Element) -> None:
        """Text boxes wait until their paragraph is read; a picture is named, and so is anything else embedded."""
        boxes = list(_boxes(element))
        self.boxes += boxes
        about = next((one for one in element.iter("docPr")), None)
        described = (about.get("descr") or about.get("name") or "") if about is not None else ""
        art = " ".join(one.get("string", "") for one in element.iter("textpath"))
        if not boxes or element.find(".//blip") is not None:
            what = "an embedded object" if element.tag == "object" else "a picture"
            self.remark(art or described, f"left out: {what}")

    def _note(self, kind: str, key: str) -> None:
        note = self.notes[kind].get(key)
        if note is not None:
            self.remark(said(note), f"left out: a {kind}")

    def _comment(self, key: str) -> None:
        comment = self.notes["comment"].get(key)
        about = " ".join("".join(self._spoken_of.pop(key, [])).split())
        if comment is not None:
            self.remark(
                said(comment), f"a comment{_by(comment)}" + (f" on {quoted(about, _MANY)}" if about else "")
            )


def chosen(alternatives: Element) -> Element:
    """Of several forms of the same words the one for newer versions of Word, which is never the poorer."""
    found = alternatives.find("Choice")
    return found if found is not None else next(iter(alternatives.findall("Fallback")), Element("none"))


def said(element: Element) -> str:
    """All words in an element, also deleted ones; its paragraphs follow each other."""
    paragraphs: Iterable[Element] = list(element.iter("p")) or [element]
    return " ".join(" ".join("".join(texts(one)).split()) for one in paragraphs).strip()


def texts(element: Element) -> Iterator[str]:
    """Every piece of text in an element, in order, each form of it once."""
    for child in element:
        if child.tag in ("t", "delText"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield " "
        elif child.tag not in _NO_WORDS:
            yield from texts(chosen(child) if child.tag == "AlternateContent" else child)


def _boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes, the outermost of those that stand in each other."""
    for child in element:
        if child.tag == "txbxContent":
            yield child
        else:
            yield from _boxes(chosen(child) if child.tag == "AlternateContent" else child)


def _by(change: Element) -> str:
    author = " ".join(change.get("author", "").split())
    return f" by {author}" if author else ""
