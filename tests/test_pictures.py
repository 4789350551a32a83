"""The pictures of the documentation show what is seen now, and everyone can make something of them."""

import re

import pages
import pictures
import pytest
import screens
from conftest import ROOT

DRAWN = sorted(pictures.DRAWN.iterdir())
SHOWN = pictures.PICTURES.keys() | screens.SCREENS.keys()
GUIDES = [ROOT / "README.md", *pages.guides()]


@pytest.mark.parametrize(
    "page", sorted({one.page for one in [*pictures.PICTURES.values(), *screens.SCREENS.values()]})
)
def test_the_pictures_of_a_page_show_what_is_seen_now(page: str) -> None:
    kept, now = {}, {}
    for name, desk in pages.pictures(pages.DOCS / page):
        path = pictures.DRAWN / name
        terminal, screen = pictures.PICTURES.get(path.stem), screens.SCREENS.get(name)
        if terminal and terminal.page == page:
            kept[name] = pictures.words(path.read_text(encoding="utf-8"))
            now[name] = pictures.words(pictures.drawn(path.stem, pictures.seen(terminal, desk)))
        elif screen and screen.page == page:
            kept[name] = screens.noted(path)
            now[name] = screens.total(desk.folder / screen.document)
    assert kept == now, "draw them anew: python tests/pictures.py, python tests/screens.py"
    assert kept


def test_every_picture_is_drawn_by_a_script_and_stands_in_a_page() -> None:
    shown = {path.stem if path.suffix == ".svg" else path.name for path in DRAWN}
    texts = "".join(path.read_text(encoding="utf-8") for path in GUIDES)
    assert shown == SHOWN
    assert [path.name for path in DRAWN if f"pictures/{path.name})" not in texts] == []


def test_every_picture_says_in_words_what_it_shows() -> None:
    for path in GUIDES:
        for alternative, _ in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert len(alternative.split()) > 5, (path.name, alternative)


def test_pictures_are_small() -> None:
    assert [path.name for path in DRAWN if path.stat().st_size > 150_000] == []


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_loads_nothing_from_elsewhere(name: str) -> None:
    text = (pictures.DRAWN / f"{name}.svg").read_text(encoding="utf-8")
    assert "url(http" not in text.replace('"', "")
    assert "href" not in text
    assert text.count("http") == 1
