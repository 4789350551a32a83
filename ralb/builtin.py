"""Where the templates, the manual's pages, the hooks and the settings of editors are that come with ralb."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """The folder of the built-in templates."""
    return _folder("templates", "templates")


def template_names() -> list[str]:
    """The names of the templates that come with ralb."""
    return sorted(path.name for path in templates().iterdir() if path.name != "new-board.yaml")


def rule_pages() -> Path:
    """The folder of the pages that explain the rules."""
    return _folder("rule-pages", "docs/rules")


def hooks() -> Path:
    """The folder of what checks the minutes by itself: git's hook, workflows."""
    return _folder("hooks", "hooks")


def editors() -> Path:
    """The folder of what editors are told of a board."""
    return _folder("editors", "editors")


def _folder(installed: str, checkout: str) -> Path:
    """A folder inside an installed package, or beside the package in a checkout."""
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parent / checkout
