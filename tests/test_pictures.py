"""The pictures of the documentation are drawn by scripts, small, and said in words, too."""

import re

import pages
import pictures
import pytest
import screens
from conftest import ROOT

DRAWN = sorted(pages.DRAWN.iterdir())
GUIDES = [ROOT / "README.md", *pages.guides()]


def test_every_picture_is_drawn_by_a_script_and_stands_in_its_page() -> None:
    every = pictures.PICTURES | screens.SCREENS
    texts = {one.page: (pages.DOCS / one.page).read_text(encoding="utf-8") for one in every.values()}
    assert {path.name for path in DRAWN} == every.keys()
    assert [name for name, one in every.items() if f"pictures/{name})" not in texts[one.page]] == []


def test_every_picture_says_in_words_what_it_shows() -> None:
    for path in GUIDES:
        for alternative, _ in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert len(alternative.split()) > 5, (path.name, alternative)


def test_pictures_are_small() -> None:
    assert [path.name for path in DRAWN if path.stat().st_size > 150_000] == []


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_loads_nothing_from_elsewhere(name: str) -> None:
    text = (pages.DRAWN / name).read_text(encoding="utf-8")
    assert "url(http" not in text.replace('"', "")
    assert "href" not in text
    assert text.count("http") == 1
