"""Templates: where they are found, and the sandbox in which they run."""

from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ralb import builtin, disk
from ralb.characters import MOST_BYTES
from ralb.diagnostics import Diagnostic
from ralb.trouble import Trouble


class BadTemplate(Trouble):
    """A template cannot be found or run; its author is told where."""

    def __init__(self, name: str, error: Exception) -> None:
        self.name = name
        self.line = getattr(error, "lineno", None) or _line(error)
        self.why = str(error) or type(error).__name__
        if isinstance(error, RecursionError):
            self.why = 'the template includes itself; what comes with ralb is "default/minutes.html"'
        where = f"templates/{name}" + (f":{self.line}" if self.line else "")
        super().__init__(f"{where}: {self.why}")


def _line(error: Exception) -> int | None:
    """The last line of a template in the traceback of *error*."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith((".html", ".docx", "<template>")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What running a template can raise: its author's mistakes, not ours."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Closed to the computer, and to sums that would eat its memory."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if not (isinstance(left, int) and isinstance(right, int) and operator == "*"):
            raise SecurityError(f"`{operator}` is for small whole numbers only")
        return super().call_binop(context, operator, left, right)


def _own(folder: Path, name: str) -> tuple[str, str, None] | None:
    """A template of the board's own folder, to which no link may lead from elsewhere; None where there is none."""
    path = folder
    for piece in split_template_path(name):
        path /= piece
        if path.is_symlink() and (wrong := disk.wrong_link(path)):
            raise BadTemplate(name, ValueError(wrong))
    return (source(path).decode("utf-8"), str(path), None) if path.exists() else None


def source(path: Path, most: int = MOST_BYTES) -> bytes:
    """A template as it is on the disk; raises `BadTemplate` for what is no file, and a link out of its folder."""
    found = disk.read(path, disk.shown(path), most)
    if isinstance(found, Diagnostic):
        raise BadTemplate(path.name, ValueError(found.message))
    if len(found) > most:
        raise BadTemplate(path.name, ValueError(f"it is larger than {most // 1024**2} MB"))
    return found


def environment(root: Path) -> ImmutableSandboxedEnvironment:
    """The environment of HTML and Word templates: strict, escaping, and closed to the computer it runs on.

    A template of the board's own folder is taken first; `default/minutes.html` is always the built-in one.
    """
    own = jinja2.FunctionLoader(partial(_own, root / "templates"))
    ours = jinja2.FileSystemLoader(builtin.templates())
    return _Sandbox(
        loader=jinja2.ChoiceLoader([own, ours, jinja2.PrefixLoader({"default": ours})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def own_pages(root: Path) -> list[Path]:
    """The board's own templates of pages and their style."""
    return sorted(path for path in (root / "templates").glob("[!~.]*") if path.suffix in (".html", ".css"))


def word_template(root: Path, name: str) -> Path:
    """The Word template of the board, else the built-in one."""
    own = root / "templates" / name
    return own if own.is_symlink() or own.exists() else builtin.templates() / name
