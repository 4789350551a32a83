"""A template checked whole: by what can be seen in it, then by filling it once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ralb.render import documents, linting
from ralb.render.documents import Document
from ralb.render.linting import Problem
from ralb.render.templates import BadTemplate
from ralb.trouble import Trouble


def check(root: Path, path: Path, samples: Mapping[str, dict[str, Any]]) -> Iterator[Problem]:
    """What is wrong with a template of the board at *root*; *samples* are what each document would fill in."""
    known = samples.get(path.stem) or {name: value for every in samples.values() for name, value in every.items()}
    seen = list(linting.problems(root, path, known))
    yield from seen
    form = path.suffix.removeprefix(".")
    if seen or path.stem not in samples or form not in documents.FORMATS:
        return
    try:
        documents.FORMATS[form](root, Document(path.stem, samples[path.stem], path.stem))
    except BadTemplate as bad:
        yield Problem(bad.name, bad.line, bad.why)
    except Trouble as trouble:
        yield Problem(path.name, 0, str(trouble))
