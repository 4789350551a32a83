"""A Word template's parts, weighed and looked at before any parser sees them."""

from pathlib import Path

from ralb import unpacking
from ralb.render import templates


def read(path: Path) -> bytes:
    """A Word template as it is on the disk; raises `templates.BadTemplate`."""
    return templates.source(path, unpacking.MOST_PACKED)


def parts(name: str, packed: bytes) -> dict[str, bytes]:
    """The parts of the Word template *name*; raises `templates.BadTemplate` for what no parser should open."""
    try:
        found = unpacking.parts(packed)
        if "[Content_Types].xml" not in found:
            raise unpacking.Unfit("this is no Word document")
        return found
    except unpacking.Unfit as error:
        raise templates.BadTemplate(name, error) from error
