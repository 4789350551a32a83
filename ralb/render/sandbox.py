"""Where templates run: closed to the computer, to chance, and to sums that would eat its memory."""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ralb.render import bounds

_BIGGEST = 100_000
_FACTOR = 1_000_000
_SIZED = ("batch", "center", "indent", "round", "slice", "wordwrap")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates only fill in words, and come to an end."""

    intercepted_binops = frozenset(["*", "**"])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.rounds = 0
        # The same minutes make the same bytes, so nothing is left to chance.
        del self.globals["lipsum"], self.filters["random"]
        for name in _SIZED:
            self.filters[name] = _modest(name, self.filters[name])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        small = isinstance(left, int) and isinstance(right, int) and max(abs(left), abs(right)) <= _FACTOR
        if operator != "*" or not small:
            raise SecurityError(f"`{operator}` is for small whole numbers only")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Any, __called: Any, *args: Any, **named: Any) -> Any:  # noqa: N805 - as in Jinja
        __self.count()
        if __called is __self.globals["range"]:
            _check("range", args, named)
        elif isinstance(__called, types.BuiltinMethodType):
            _check(__called.__name__, args, named)
        return super().call(__context, __called, *args, **named)

    def count(self) -> None:
        """Count a round; raises `bounds.TooMuch`."""
        self.rounds += 1
        if self.rounds > bounds.ROUNDS:
            raise bounds.TooMuch(f"its loops and calls are more than {bounds.ROUNDS:,}")

    def counted(self, rows: Iterable[Any]) -> Iterator[Any]:
        """What a loop goes through, each round counted."""
        for row in rows:
            self.count()
            yield row

    def _generate(self, source: nodes.Template, *args: Any, **named: Any) -> str:
        """Jinja's own hook before a template becomes code: here every loop learns to count."""
        for loop in list(source.find_all(nodes.For)):
            counted = nodes.Call(nodes.EnvironmentAttribute("counted"), [loop.iter], [], None, None)
            loop.iter = counted.set_lineno(loop.iter.lineno).set_environment(self)
        return super()._generate(source, *args, **named)


def _modest(name: str, filtering: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(filtering)
    def modest(*args: Any, **named: Any) -> Any:
        _check(name, args[1:], named)
        return filtering(*args, **named)

    return modest


def _check(name: str, args: Iterable[Any], named: Mapping[str, Any]) -> None:
    for number in (*args, *named.values()):
        if isinstance(number, int) and abs(number) > _BIGGEST:
            raise SecurityError(f"`{name}` of {number}: numbers there go to {_BIGGEST:,}")
