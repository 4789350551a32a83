"""The pictures of docs/git.md show what the commands print."""

import pictures
import pytest
from conftest import ROOT

DRAWN = ROOT / "docs" / "pictures"


def test_the_pictures_show_what_a_terminal_shows_now() -> None:
    shown = {name: pictures.words(pictures.drawn(name, said)) for name, said in pictures.shown()}
    kept = {path.stem: pictures.words(path.read_text(encoding="utf-8")) for path in DRAWN.glob("*.svg")}
    assert kept == shown, "draw them anew: python tests/pictures.py"
    assert shown.keys() == pictures.PICTURES.keys()
    assert shown["diff"].startswith(
        "$ ralb diff main\n16 April 2026 (minutes/2026-04-16.md): new, carries 80 and 84\n"
    )


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_loads_nothing_from_elsewhere(name: str) -> None:
    text = (DRAWN / f"{name}.svg").read_text(encoding="utf-8")
    assert "url(http" not in text.replace('"', "")
    assert "href" not in text
    assert text.count("http") == 1
