"""The pictures of pages and Word copies in the documentation, made anew by `python tests/screens.py`.

Each picture notes a sum of the words of the document that it shows, so that a test can say which is out of date.
It needs Chromium, LibreOffice and pdftoppm, as `.ci/run` installs them.
"""

import hashlib
import html
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pages

WIDTH, HEIGHT = 760, 560


class Screen(NamedTuple):
    """On which page it stands, which document it shows, and where the picture of a web page begins."""

    page: str
    document: str
    heading: str = ""


SCREENS = {
    "page.png": Screen("../README.md", "out/2026-01.html"),
    "word.png": Screen("../README.md", "out/2026-01.docx"),
    "tutorial-old.png": Screen("tutorial.md", str(pages.DOCS / "files" / "january.docx")),
    "tutorial-word.png": Screen("tutorial.md", "out/2026-04-16-board.docx"),
    "tutorial-site.png": Screen("tutorial.md", "site/index.html"),
    "tutorial-page.png": Screen("tutorial.md", "site/minutes/2026-04-16.html", "3. Recruiting adopters"),
}


def total(document: Path) -> str:
    """A sum of a document's words, whatever they look like."""
    if document.suffix == ".docx":
        with zipfile.ZipFile(document) as file:
            text = file.read("word/document.xml").decode("utf-8")
    else:
        text = re.sub(r"<(style|script).*?</\1>", " ", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]*>", " ", text)).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def noted(picture: Path) -> str:
    """The sum that a picture notes."""
    found = re.search(rb"tEXtWords\0([0-9a-f]{64})", picture.read_bytes())
    return found[1].decode() if found else ""


def _with_sum(png: bytes, words: str) -> bytes:
    body = b"tEXtWords\0" + words.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:33] + chunk + png[33:]  # behind the signature and the header


def _page(document: Path, heading: str, browser: Any) -> bytes:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(document.as_uri())
    if heading:
        page.get_by_role("heading", name=heading).evaluate("one => one.scrollIntoView()")
    return bytes(page.screenshot())


def _copy(document: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True)
        pdf = Path(folder) / f"{document.stem}.pdf"
        first = ["-f", "1", "-l", "1", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-H", "860"]
        subprocess.run(["pdftoppm", "-png", "-singlefile", *first, pdf, pdf.with_suffix("")], check=True)
        return pdf.with_suffix(".png").read_bytes()


def draw() -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, screen, desk in pages.pictures(SCREENS):
            document = desk.folder / screen.document
            png = _copy(document) if document.suffix == ".docx" else _page(document, screen.heading, browser)
            (pages.DRAWN / name).write_bytes(_with_sum(png, total(document)))
            print(name, len(png), file=sys.stderr)


if __name__ == "__main__":
    draw()
