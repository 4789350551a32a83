"""What a Word file holds, weighed and looked at before any parser sees it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from ralb.text import quoted

MOST_PACKED, _MOST = 20 * 1024 * 1024, 50 * 1024 * 1024
_MOST_PARTS = 5_000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, NotImplementedError, ValueError)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# Another encoding could hide a declaration of entities from the search above.
_ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE)


class Unfit(ValueError):
    """What no parser should open; the message says why, as the end of a sentence."""


def parts(packed: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name; raises `Unfit` for one that is too large, broken, or declares entities."""
    if len(packed) > MOST_PACKED:
        raise Unfit(f"it is larger than {MOST_PACKED // 1024**2} MB")
    if packed.count(b"PK\x01\x02") > _MOST_PARTS:
        raise Unfit(f"it holds more than {_MOST_PARTS} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            weight = sum(part.file_size for part in archive.infolist())
            if weight > _MOST:
                raise Unfit(f"unpacked it holds {weight // 1024**2} MB (at most {_MOST // 1024**2} MB)")
            if any(part.compress_type not in _PACKED for part in archive.infolist()):
                raise zipfile.BadZipFile
            # No more is unpacked of a part than it said that it holds.
            found = {part: archive.read(part) for part in archive.namelist()}
    except Unfit:
        raise
    except _BROKEN as error:
        raise Unfit("this is no Word document") from error
    for unfit in _unfit(found):
        raise Unfit(f"{unfit}: save it in Word again")
    return found


def _unfit(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            if b"\0" in content or _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")):
                yield f"{quoted(name)} is not UTF-8 text"
            if _ENTITIES.search(content):
                yield f"{quoted(name)} declares entities"
