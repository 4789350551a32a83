"""A Word document as PDF that a screen reader can read, by LibreOffice where it is installed."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from ralb.trouble import Trouble

_LONGEST = 120
_INSTALLED = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_WANTED = ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks", "DisplayPDFDocumentTitle")


class NoOffice(Trouble):
    """PDF is made from the Word copy by LibreOffice, which is not here."""

    def __init__(self) -> None:
        super().__init__(
            "a PDF needs LibreOffice, which is not installed here\n"
            "install it (`apt install libreoffice-writer` on Debian), or save the Word copy as PDF in Word"
        )


class NoPdf(Trouble):
    """LibreOffice ended without a PDF."""

    code = 74

    def __init__(self, why: str) -> None:
        super().__init__(f"LibreOffice made no PDF: {why.strip() or 'it did not say why'}")


def office() -> str | None:
    """The program of LibreOffice: as the path knows it, or where its installer puts it on macOS and Windows."""
    return next(filter(None, map(shutil.which, ("soffice", "libreoffice", *_INSTALLED))), None)


def made(document: bytes) -> bytes:
    """The Word *document* as tagged PDF/UA, in a profile of its own, so that an open LibreOffice is not disturbed.

    Raises `NoOffice`, `NoPdf`.
    """
    program = office()
    if program is None:
        raise NoOffice
    options = json.dumps({name: {"type": "boolean", "value": "true"} for name in _WANTED})
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "minutes.docx"
        word.write_bytes(document)
        words = [
            *(program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"),
            *("--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", folder, str(word)),
        ]
        try:
            ran = subprocess.run(words, capture_output=True, text=True, timeout=_LONGEST, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPdf(str(error)) from error
        if not word.with_suffix(".pdf").exists():
            raise NoPdf(ran.stderr)
        return word.with_suffix(".pdf").read_bytes()
