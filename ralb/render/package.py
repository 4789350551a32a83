"""A Word template's parts, weighed and looked at before any parser sees them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ralb.render import templates
from ralb.text import quoted

_MOST_PACKED, _MOST = 20 * 1024 * 1024, 50 * 1024 * 1024
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def read(path: Path) -> bytes:
    """A Word template as it is on the disk; raises `templates.BadTemplate`."""
    return templates.source(path, _MOST_PACKED)


def parts(name: str, packed: bytes) -> dict[str, bytes]:
    """The parts of the Word template *name*; raises `templates.BadTemplate` for what no parser should open."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            weight = sum(part.file_size for part in archive.infolist())
            if weight > _MOST:
                raise templates.BadTemplate(name, ValueError(_heavy(weight)))
            if any(part.compress_type not in _PACKED for part in archive.infolist()):
                raise zipfile.BadZipFile
            # No more is unpacked of a part than it said that it holds.
            found = {part: archive.read(part) for part in archive.namelist()}
    except _BROKEN as error:
        raise templates.BadTemplate(name, ValueError("this is no Word document")) from error
    for unfit in _unfit(found):
        raise templates.BadTemplate(name, ValueError(f"{unfit}: save it in Word again"))
    return found


def _heavy(weight: int) -> str:
    return f"unpacked it holds {weight // 1024**2} MB (at most {_MOST // 1024**2} MB)"


def _unfit(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            if b"\0" in content:
                yield f"{quoted(name)} is not UTF-8 text"
            if _ENTITIES.search(content):
                yield f"{quoted(name)} declares entities"
