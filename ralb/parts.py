"""What ralb is made of on this computer, as text to be pasted into a report of what went wrong."""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

from ralb.render import pdf

_LONGEST = 10
_ABSENT = "not found"


def lines() -> Iterator[str]:
    """A line each: ralb, Python, the system, the libraries, and the programs that some commands need."""
    yield f"ralb {metadata.version('ralb')}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"{platform.system()} {platform.release()} {platform.machine()}, {sys.getfilesystemencoding()}"
    yield from _libraries()
    yield f"git: {_said('git', '--version').removeprefix('git version ')}"
    yield f"LibreOffice, for PDF: {_said(pdf.office() or 'soffice', '--version').removeprefix('LibreOffice ')}"
    # Documents are set in Arial; where there is none, a font that is as wide keeps their lines.
    yield f"font in place of Arial: {_said('fc-match', '--format=%{family}', 'Arial')}"


def _libraries() -> Iterator[str]:
    """What pip installs with ralb; what is only for another system, or an extra, is left out."""
    for wanted in metadata.requires("ralb") or ():
        requirement, _, marker = wanted.partition(";")
        name = re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]
        if marker:
            continue
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name}: {_ABSENT}"


def _said(*words: str) -> str:
    """The first line of what a program says of itself."""
    if not (found := shutil.which(words[0])):
        return _ABSENT
    try:
        ran = subprocess.run(
            [found, *words[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "does not answer"
    return ran.stdout.strip().partition("\n")[0] or "says nothing"
