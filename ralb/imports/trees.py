"""The XML of a Word file as a tree of plain names, bounded in depth and size; nobody else parses XML."""

# What is parsed has been weighed, is UTF-8, and declares no entities: see `unpacking`.
from xml.etree.ElementTree import Element as Element
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

from ralb.unpacking import Unfit

_MOST_SIGNS, _DEEPEST = 400_000, 250


class _Bounded(TreeBuilder):
    """Builds the tree with names that have lost their namespaces, so that Word's two dialects are one."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element; raises `Unfit` for one that is nested too deep to be walked."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unfit("it is nested too deep")
        return super().start(_plain(tag), {_plain(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self.depth -= 1
        return super().end(_plain(tag))


def tree(xml: bytes) -> Element:
    """The root of a part; raises `Unfit` for what is no XML, too large or too deep."""
    if xml.count(b"<") > _MOST_SIGNS:
        raise Unfit("it is too long for minutes: bring its parts in one by one")
    parser = XMLParser(target=_Bounded(), encoding="utf-8")  # noqa: S314 - see above
    try:
        parser.feed(xml)
        root: Element = parser.close()
    except ParseError as error:
        raise Unfit("it is damaged: open it in Word and save it again") from error
    return root


def value(element: Element, path: str, name: str = "val") -> str | None:
    """An attribute of what stands at a path below an element; None where there is none of it."""
    found = element.find(path)
    return None if found is None else found.get(name)


def _plain(name: str) -> str:
    return name[name.rfind("}") + 1 :]
