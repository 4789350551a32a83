"""Templates: where they are found, and the sandbox in which they run."""

from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ralb import builtin
from ralb.trouble import Trouble


class BadTemplate(Trouble):
    """A template cannot be found or run; its author is told where."""

    def __init__(self, name: str, error: Exception) -> None:
        line = getattr(error, "lineno", None) or _line(error)
        where = f"templates/{name}" + (f":{line}" if line else "")
        why = str(error) or type(error).__name__
        if isinstance(error, RecursionError):
            why = 'the template includes itself; what comes with ralb is "default/minutes.html"'
        super().__init__(f"{where}: {why}")


def _line(error: Exception) -> int | None:
    """The last line of a template in the traceback of *error*."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith((".html", ".md", ".txt", ".docx", "<template>")):
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


def environment(root: Path) -> ImmutableSandboxedEnvironment:
    """The environment of HTML and Word templates: strict, escaping, and closed to the computer it runs on.

    A template of the board's own folder is taken first; `default/minutes.html` is always the built-in one.
    """
    own = jinja2.FileSystemLoader(root / "templates")
    ours = jinja2.FileSystemLoader(builtin.templates())
    return _Sandbox(
        loader=jinja2.ChoiceLoader([own, ours, jinja2.PrefixLoader({"default": ours})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def word_template(root: Path, name: str) -> Path:
    """The Word template of the board, else the built-in one."""
    own = root / "templates" / name
    return own if own.is_file() else builtin.templates() / name
