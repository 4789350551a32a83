"""Templates: where they are found, and how they are filled in."""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.loaders import split_template_path

from ralb import builtin, disk
from ralb.characters import MOST_BYTES
from ralb.diagnostics import Diagnostic
from ralb.render import bounds
from ralb.render.sandbox import Sandbox
from ralb.trouble import Trouble


class BadTemplate(Trouble):
    """A template cannot be found or run; its author is told where."""

    def __init__(self, name: str, error: Exception) -> None:
        self.name, self.line = _place(name, error)
        self.why = _why(error)
        super().__init__(f"templates/{self.name}" + (f":{self.line}" if self.line else "") + f": {self.why}")


def _place(name: str, error: BaseException) -> tuple[str, int]:
    """The template and its line; that of a Word template would be a line of its XML, which nobody sees."""
    if name.endswith(".docx") or isinstance(error, SyntaxError):
        return name, 0
    if isinstance(error, jinja2.TemplateSyntaxError | jinja2.TemplateNotFound):
        return str(error.name or name), getattr(error, "lineno", 0)
    trace, line = (error.__cause__ or error).__traceback__, getattr(error, "lineno", 0)
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".css", ".md", ".txt")):
            name, line = Path(file).name, trace.tb_lineno
        trace = trace.tb_next
    return name, line


def _why(error: BaseException) -> str:
    if isinstance(error, SyntaxError) or (isinstance(error, RecursionError) and _in_parser(error)):
        return "it is nested too deep"
    if isinstance(error, RecursionError):
        return 'the template includes itself; what comes with ralb is "default/minutes.html"'
    if isinstance(error, jinja2.TemplateNotFound):
        return "there is no such template"
    if isinstance(error, UnicodeDecodeError):
        return "this is not UTF-8 text"
    return getattr(error, "message", "") or str(error) or type(error).__name__


def _in_parser(error: RecursionError) -> bool:
    """Whether a template was being read when it went too deep; else it was being filled in."""
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_globals["__name__"] in ("jinja2.parser", "jinja2.compiler"):
            return True
        trace = trace.tb_next
    return False


FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    bounds.TooMuch,
)
"""What running a template can raise: its author's mistakes, not ours."""


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


def environment(root: Path) -> Sandbox:
    """The environment of HTML and Word templates: strict, escaping, and closed to the computer it runs on.

    A template of the board's own folder is taken first; `default/minutes.html` is always the built-in one. It is
    made once for all documents of a run, and again when one of the board's own templates has changed.
    """
    return _environment(root, tuple(_stamps(root / "templates")))


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What tells whether one of the board's own templates has changed."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            state = path.lstat()
            yield str(path), state.st_mtime_ns, state.st_size


@lru_cache(maxsize=1)
def _environment(root: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Sandbox:
    own = jinja2.FunctionLoader(partial(_own, root / "templates"))
    ours = jinja2.FileSystemLoader(builtin.templates())
    return Sandbox(
        loader=jinja2.ChoiceLoader([own, ours, jinja2.PrefixLoader({"default": ours})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def filled(environment: Sandbox, name: str, values: Mapping[str, Any]) -> str:
    """A template with the *values* filled in; raises `BadTemplate`."""
    try:
        with bounds.kept():
            environment.rounds = 0
            return environment.get_template(name).render(values)
    except FAULTS as error:
        raise BadTemplate(name, error) from error


def own_pages(root: Path) -> list[Path]:
    """The board's own templates of pages and their style."""
    return sorted(path for path in (root / "templates").glob("[!~.]*") if path.suffix in (".html", ".css"))


def word_template(root: Path, name: str) -> Path:
    """The Word template of the board, else the built-in one."""
    own = root / "templates" / name
    return own if own.is_symlink() or own.exists() else builtin.templates() / name
