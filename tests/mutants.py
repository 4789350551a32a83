"""Which changes of the rules' code does no test see: `python tests/mutants.py [--sample 100] [FILE ...]`.

The operators of cosmic-ray (`pip install cosmic-ray`) change one place: `<` to `<=`, `and` to `or`, 2 to 3, a loop
to none. Then the tests that run that line do so again, in a forked process that has loaded all but the rules.
Prints each mutant that they do not see, and the share that they see; ends with 1 where that is less than 85 %.
The order is by chance, so of a run that is stopped with Ctrl-C the shares hold, too.
"""

import argparse
import ast
import contextlib
import importlib.util
import os
import random
import re
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import docxtpl  # noqa: F401 - loaded here, so not in every process, as ralb's own below
import hypothesis.strategies  # noqa: F401
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from coverage import CoverageData

import ralb.cli.app
import ralb.store  # noqa: F401

ROOT = Path(__file__).parent.parent
# The quick first: the first failure ends a run.
TESTS = [f"tests/test_{name}.py" for name in ("rules", "corpus", "series", "history", "versions")]
ENOUGH = 0.85
# Of the processor's time and of memory; a mutant may never end.
SECONDS, BYTES = 60, 4 << 30
# Whether equal things are one is chance, or they are kinds of an Enum; no rule can tell.
NO_CHANGE = ("Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq")


# What changes nothing that a test could see, and why.
_REASONS = {
    "a cache, or what nobody does to a frozen record, changes only the time": (
        "def every() -> tuple[Kind, ...]:",
        "def _words(text: str) -> str:",
        "_MOST_ROWS = 257",
        "_MOST_ROWS = 255",
        "@dataclass(frozen=False, slots=True)",
        "@dataclass(frozen=True, slots=False)",
    ),
    "the first of the near names is the same": (
        "near = get_close_matches(asked.lower(), names, n= 2) or get_close_matches(asked.upper(), names, n=1)",
        "near = get_close_matches(asked.lower(), names, n=1) or get_close_matches(asked.upper(), names, n= 2)",
        'meant = f"did you mean {near[ -1]}?" if near else "`ralb rules` lists them"',
        'meant = f"did you mean {near[ -1]}? else " if near else ""',
    ),
    "of these words none sorts on that side": (
        "if one.role is other.role <= Role.CHAIR and one.name != other.name and book.roster:",
        'return f"decision {one.name}" if one.of <= "decision" else one.key',
        'if one.of >= "notes":',
        'minutes.source, row.place.span, message, how if kind <= "actions" else f"take {free}"',
        "rule for rule in registry.RULES if rule.kind.severity is Severity.ERROR and rule.kind.code <= _SERIES",
        "rule for rule in registry.RULES if rule.kind.severity <= Severity.ERROR and rule.kind.code < _SERIES",
    ),
    "what is counted is there once at least": (
        "elif len(news) <= 1 and not any(_changes(kind, row, one) == [] for one in same):",
    ),
    "no meeting was held in the first years of our era": (
        "first = book.dates[0] if book.dates else PartialDate( 0, 1)",
        "first = book.dates[0] if book.dates else PartialDate( 2, 1)",
        "first = book.dates[0] if book.dates else PartialDate(1, 0)",
        "first = book.dates[0] if book.dates else PartialDate(1, 2)",
    ),
    "front matter begins with dashes": (
        'return minutes.source.text.rfind("\\n", 1, action.place.span.start) + 1',
        "return at if at > 0 else span.start",
    ),
    "as far back as any word before a number stands": (
        "_MOST_BEFORE = 301",
        "_MOST_BEFORE = 299",
    ),
    "no list is less than an empty one": (
        "elif len(news) == 1 and not any(_changes(kind, row, one) <= [] for one in same):",
    ),
    "a guest has no group's name; a merge has two sides": (
        "not_asked = collective ^ guests",
        "for (side, _), row in zip(merged.sides, sides, strict=False)",
    ),
}
EQUIVALENT = {line for lines in _REASONS.values() for line in lines}


class Place(NamedTuple):
    """Where an operator can change a file: the how manieth of all its places there, and on which line."""

    path: Path
    operator: str
    at: int
    line: int


class Mutant(NamedTuple):
    """A file with one change, and the first line that differs, as it was and as it is."""

    path: Path
    line: int
    was: str
    now: str
    text: str


def places(path: Path) -> Iterator[Place]:
    """Every place of a file that some operator changes, but for its annotations."""
    code = path.read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(code)))
    annotated = set(_annotations(ast.parse(code)))
    for name in plugins.operator_names():
        operator = plugins.get_operator(name)
        if not operator.arguments() and not name.endswith(NO_CHANGE):
            starts = [start for node in nodes for start, _ in operator().mutation_positions(node)]
            yield from (
                Place(path, name, at, start[0]) for at, start in enumerate(starts) if start not in annotated
            )


def mutant(place: Place) -> Mutant:
    """The file of a place, changed there."""
    code = place.path.read_text(encoding="utf-8")
    text = mutate_code(code, plugins.get_operator(place.operator)(), place.at)
    lines = zip(code.splitlines(), text.splitlines(), strict=False)
    was, now = next((one.strip(), " ".join(other.split())) for one, other in lines if one != other)
    return Mutant(place.path, place.line, was, now, text)


def _annotations(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Every place inside an annotation: only a reader of the code looks at them."""
    for node in ast.walk(tree):
        for inside in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if inside is not None:
                yield from (
                    (inside.lineno, column) for column in range(inside.col_offset, inside.end_col_offset or 0)
                )


def _module(path: Path) -> str:
    return ".".join(path.resolve().relative_to(ROOT).with_suffix("").parts)


class _Mutated(MetaPathFinder, SourceFileLoader):
    """Gives Python the text of a mutant in place of its file."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(_module(mutant.path), str(mutant.path))
        self.mutant = mutant

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        return (
            importlib.util.spec_from_file_location(fullname, self.path, loader=self)
            if fullname == self.name
            else None
        )

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - as Python calls it
        return compile(self.mutant.text, self.path, "exec")


_RULE = re.compile(r'^@rule\("(RALB[0-9]+)"', re.MULTILINE)
Seen = dict[Path, dict[int, list[str]]]
"""The tests that run a line of a file; all where they are not known."""


class _Only:
    """Tells pytest to run these tests alone, and first what is in the page of the rule."""

    def __init__(self, tests: Collection[str], page: str) -> None:
        self.tests, self.page = tests, page

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.tests]
        items.sort(key=lambda item: self.page not in item.nodeid)


def recorded() -> Seen:
    """Which tests run which lines of the rules; stops where one fails on the rules as they are."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_FILE"] = f"{folder}/lines"
        every = ("--cov=ralb/rules", "--cov-context=test", "--cov-report=", "--cov-fail-under=0")
        if _status(None, [*every, *TESTS], None):
            sys.exit("the tests fail on the rules as they are")
        data = CoverageData(f"{folder}/lines")
        data.read()
        return {Path(name): data.contexts_by_lineno(name) for name in data.measured_files()}


def survives(one: Mutant, lines: Seen) -> bool:
    """Whether the tests that run the line pass on the mutant, too."""
    known = lines[one.path.resolve()]
    line = max((line for line in known if line <= one.line), default=0)
    tests = {test.rpartition("|")[0] for test in known.get(line, [""])}
    files = TESTS if "" in tests else sorted({test.partition("::")[0] for test in tests})
    above = "".join(one.text.splitlines(keepends=True)[: one.line])
    [*_, page] = ["[RALB", *_RULE.findall(above)]
    return _status(one, ["--no-cov", *files], None if "" in tests else _Only(tests, page)) == 0


def _status(one: Mutant | None, words: Sequence[str], only: _Only | None) -> int:
    """How the tests end, in a process of their own, on a mutant or on the rules as they are; 0 where all pass."""
    with tempfile.TemporaryDirectory() as folder:
        process = os.fork()
        if process == 0:
            _run(one, [*words, f"--basetemp={folder}/tests"], only)
        return os.waitpid(process, 0)[1]


def _run(one: Mutant | None, words: Sequence[str], only: _Only | None) -> None:
    if one:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        sys.meta_path.insert(0, _Mutated(one))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    quiet = ("-x", "-q", "--assert=plain", "-p", "no:cacheprovider")
    os._exit(int(pytest.main([*quiet, *words], plugins=[only] if only else [])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="try N only, chosen by --seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("files", type=Path, nargs="*", default=sorted((ROOT / "ralb" / "rules").glob("*.py")))
    options = parser.parse_args()
    os.chdir(ROOT)
    if loaded := [path.name for path in options.files if _module(path) in sys.modules]:
        parser.error(f"loaded already, so no mutant of it would be: {', '.join(loaded)}")
    every = [place for path in options.files for place in places(path)]
    random.Random(options.seed).shuffle(every)
    sys.exit(0 if seen(every[: options.sample], recorded()) >= ENOUGH else 1)


def seen(every: Sequence[Place], lines: Seen) -> float:
    """The share of the changes that some test sees; prints the others, then the shares by file."""
    made, alive = Counter[str](), Counter[str]()
    with contextlib.suppress(KeyboardInterrupt):
        for one in map(mutant, every):
            if one.now in EQUIVALENT:
                continue
            lives = survives(one, lines)
            made[one.path.name] += 1
            if lives:
                alive[one.path.name] += 1
                print(f"{one.path.name}:{one.line}: {one.was}\n    {one.now}", flush=True)
    for name, count in sorted(made.items()):
        print(f"{1 - alive[name] / count:7.1%} of {count:5,} {name}")
    share = 1 - alive.total() / max(made.total(), 1)
    print(f"{share:7.1%} of {made.total():5,} in all")
    return share


if __name__ == "__main__":
    main()
