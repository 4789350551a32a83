"""Where the templates that come with ralb are."""

from pathlib import Path


def templates() -> Path:
    """The folder of the built-in templates: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"
