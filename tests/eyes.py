"""Other tools' eyes: where they are on this machine, and how axe looks at pages."""

import importlib.util
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import pytest

NODE = Path(__file__).parent.parent / ".ci" / "node_modules" / ".bin"
# Light and dark differ in nothing but colours, wide and narrow in all else: two sights show all four.
SIGHTS = (("light", 1000), ("dark", 320))


def missing(what: str) -> NoReturn:
    """End a test whose tool is absent."""
    if os.environ.get("RALB_CHECKS"):
        pytest.fail(f"{what} is not here, and RALB_CHECKS says that it should be")
    pytest.skip(f"{what} is not installed here")


def tool(*names: str) -> str:
    """The command of a tool, from the path or from `.ci`."""
    path = f"{NODE}{os.pathsep}{os.environ['PATH']}"
    found = next(filter(None, (shutil.which(name, path=path) for name in names)), None)
    return found or missing(names[0])


def needed(*modules: str) -> None:
    """End a test of which a module is absent."""
    for module in modules:
        if importlib.util.find_spec(module) is None:
            missing(module)


def look(
    browser: Any, pages: list[Path], sights: Iterable[tuple[str, int]] = SIGHTS, but: Iterable[str] = ()
) -> None:
    """Let axe look at pages in light and dark, wide and narrow, *but* for these rules; no other place is asked."""
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but}}
    for scheme, width in sights:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(path.as_uri())
            found = Axe().run(page, options=options).response["violations"]
            assert [one["id"] for one in found] == [], (path.name, scheme, width)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, (path.name, width)
        context.close()
    assert {url for url in asked if not url.startswith("file:")} == set()
