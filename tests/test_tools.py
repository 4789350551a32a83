"""Documents under the eyes of other tools: axe in Chromium, html-validate, the Open XML SDK, LibreOffice.

Each is skipped, with a reason, where its tool is absent: see eyes.py.
"""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Make
from eyes import look, tool
from running import ralb
from test_render import MINUTES, made, words

PAGES = (
    "2026-01.html",
    "2026-01-board.html",
    "2026-01-log.html",
    "2026-04-16-agenda.html",
    "stats-board.html",
    "2026-01-chase-KY.html",
)
CALENDAR = 'calendar:\n  - {date: 2026-04-16, time: "10:30", venue: Town Hall}\n'


@pytest.fixture
def documents(sample: Path) -> Path:
    """The folder with every kind of document of the sample."""
    with (sample / "minutes" / "board.yaml").open("a", encoding="utf-8") as file:
        file.write(CALENDAR)
    day = ("--today", "2026-03-30")
    for words_ in ([], ["--audience", "board"], ["--what", "log"], ["--what", "agenda"]):
        assert ralb("render", *words_, *day).code == 0
    assert ralb("stats", "--out", "out", *day).code == 0
    assert ralb("chase", "--to", "html", *day).code == 0
    return sample / "out"


def test_axe_finds_nothing_in_any_light_and_width(documents: Path, browser: Any) -> None:
    look(browser, [documents / name for name in PAGES])


@pytest.fixture
def site(sample: Path) -> Path:
    """The pages of the sample, one of its minutes agreed, a meeting to come, an escalation, a former member."""
    path = sample / "minutes" / "board.yaml"
    text = path.read_text(encoding="utf-8")
    former = "people:\n  - {initials: XY, name: X Young, organisation: Reading, from: 2024-01, to: 2025-03}\n"
    links = 'links: [{title: National board, url: "https://example.org/"}]\n'
    path.write_text(text.replace("people:\n", former, 1) + CALENDAR + links, encoding="utf-8")
    october = sample / "minutes" / "2025-10.md"
    asked = "escalations: [{number: 1, to: ADCS, sent: 2025-11-03, escalation: Medical advice comes late}]\n"
    october.write_text(october.read_text().replace("actions:", f"agreed: 2026-01\n{asked}actions:", 1))
    assert ralb("site", "--today", "2026-03-30", "--base-url", "https://board.example.org/").code == 0
    return sample / "site"


def test_axe_finds_nothing_on_any_page_of_the_site(site: Path, browser: Any) -> None:
    look(browser, sorted(site.rglob("*.html")))


def test_html_validate_finds_nothing_on_the_site(site: Path, tmp_path: Path) -> None:
    validate(sorted(site.rglob("*.html")), tmp_path)


def test_every_link_of_the_site_leads_to_a_file(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"#][^"]*)"', text):
            assert link.startswith("https://") or (page.parent / link).is_file(), (page.name, link)


def test_the_log_is_filtered_and_sorted_by_mouse_and_keyboard(site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((site / "log.html").as_uri())

    def shown() -> str:
        rows = page.locator("table.log tbody tr:visible th").all_inner_texts()
        return f"{' '.join(rows)}: {page.locator('[role=status]').inner_text()}"

    assert shown() == "80 81 82 83 84 85: 6 of 6 actions shown"
    page.get_by_label("Person").focus()
    page.keyboard.type("KY")
    assert page.get_by_label("Person").input_value() == "KY, Kevin Yong"
    assert shown() == "82 83 84: 3 of 6 actions shown"
    page.get_by_label("Status").select_option("Open")
    assert shown() == "84: 1 of 6 actions shown"
    page.get_by_label("Person").select_option("All")
    page.get_by_label("Status").select_option("")
    page.get_by_label("Organisation").select_option("Corum")
    assert shown() == "82 83 84: 3 of 6 actions shown"
    page.get_by_label("Organisation").select_option("")
    number = page.get_by_role("columnheader", name="Number")
    page.get_by_role("button", name="Number").click()
    assert number.get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Number").press("Enter")
    assert (number.get_attribute("aria-sort"), shown()[:5]) == ("descending", "85 84")
    page.get_by_role("button", name="Date issued").press("Space")
    assert (number.get_attribute("aria-sort"), shown()[:2]) == (None, "83")


def test_the_log_is_whole_without_scripts(site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "log.html").as_uri())
    assert page.locator("table.log tbody tr:visible").count() == 6
    assert page.locator("button, select").count() == 0


def test_html_validate_finds_nothing(documents: Path, tmp_path: Path) -> None:
    validate([documents / name for name in PAGES], tmp_path)


def validate(pages: list[Path], folder: Path) -> None:
    """Let html-validate look at pages."""
    settings = folder / ".htmlvalidate.json"
    # The title holds what, when and the board, whose name is as long as it is.
    settings.write_text('{"extends": ["html-validate:recommended"], "rules": {"long-title": "off"}}')
    ran = subprocess.run(
        [tool("html-validate"), "--config", str(settings), *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "")


def test_the_open_xml_sdk_finds_nothing(documents: Path) -> None:
    found = {}
    for path in documents.glob("*.docx"):
        ran = subprocess.run([tool("ooxml-validator"), str(path)], capture_output=True, text=True, check=False)
        found[path.name] = f"{ran.stdout}{ran.stderr}" if ran.returncode else ""
    names = ("2026-01.docx", "2026-01-board.docx", "2026-01-log.docx", "2026-04-16-agenda.docx")
    assert found == dict.fromkeys(names, "")


def test_libreoffice_makes_a_tagged_pdf_of_every_document(documents: Path) -> None:
    tool("soffice", "libreoffice")
    info = tool("pdfinfo")
    for kind in ([], ["--what", "log"], ["--what", "agenda"]):
        assert ralb("render", *kind, "--to", "pdf", "--today", "2026-03-30").code == 0
    tags = {}
    for path in documents.glob("*.pdf"):
        about, tree = (
            subprocess.run([info, *words, str(path)], capture_output=True, text=True, check=True).stdout
            for words in ([], ["-struct"])
        )
        tagged = re.findall("^Tagged: +(yes)$", about, re.MULTILINE)
        tags[path.name] = {*tagged, *re.findall(r"\bH1\b|\bTH\b", tree)}
    names = ("2026-01.pdf", "2026-01-log.pdf", "2026-04-16-agenda.pdf")
    assert tags == {name: {"yes", "H1", "TH"} for name in names}


def test_a_template_saved_by_libreoffice_still_makes_the_same_words(board: Make) -> None:
    office = tool("soffice", "libreoffice")
    root = board({"2026-01-22.md": MINUTES})
    before = words(made("--to", "docx")["2026-01-22.docx"])
    saved = [
        *(office, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--convert-to", "docx"),
        *("--outdir", str(root / "templates"), str(ROOT / "templates" / "minutes.docx")),
    ]
    subprocess.run(saved, capture_output=True, check=True)
    after = words(made("--to", "docx")["2026-01-22.docx"])
    assert after.split() == before.split()
