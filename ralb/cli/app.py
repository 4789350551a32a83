"""The commands, and what happens when one cannot go on."""

import atexit
import gc
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
import typer.core

from ralb import signals, streams
from ralb.cli import STYLE
from ralb.trouble import Trouble

# In the order of `--help`, each with its module, in which its function has its name.
COMMANDS = {
    "actions": "actions",
    "action": "action",
    "meetings": "meetings",
    "new-meeting": "new_meeting",
    "import": "import_",
    "harvest": "harvest",
    "review": "review",
    "attend": "proceedings",
    "circulate": "proceedings",
    "agree": "proceedings",
    "move-meeting": "move_meeting",
    "export": "export",
    "search": "search",
    "chase": "chase",
    "stats": "stats",
    "decisions": "outcomes",
    "decision": "outcomes",
    "escalations": "outcomes",
    "escalation": "outcomes",
    "recommendations": "outcomes",
    "recommendation": "outcomes",
    "calendar": "calendar",
    "people": "people",
    "attendance": "attendance",
    "render": "render",
    "site": "site",
    "templates": "templates",
    "validate": "validate",
    "fmt": "fmt",
    "diff": "diff",
    "check-merge": "check_merge",
    "resolve": "resolve",
    "explain": "explain",
    "rules": "rules",
    "schema": "schema",
    "init": "init",
    "install": "install",
}


# What people type who look for a command that has another name.
MEANT = {
    "agenda": "`ralb render --what agenda` makes it",
    "close": "`ralb action close 84` closes an action",
    "excel": "`ralb export` writes tables for Excel",
    "log": "`ralb actions` shows the action log",
    "members": "`ralb people` lists them",
    "publish": "`ralb site` makes the public pages",
    "remind": "`ralb chase` writes reminders",
    "undo": "git brings back what was: docs/how-to/undo.md tells how",
    "word": "`ralb render --to docx` makes a Word copy",
}


class _Loaded(Mapping[str, Any]):
    """The commands by name, each loaded when it is asked for: all of them would cost every start their time."""

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        function = f"{name}_" if iskeyword(name) else name.replace("-", "_")
        command = getattr(import_module(f"ralb.cli.{COMMANDS[name]}"), function)
        if not isinstance(command, typer.Typer):
            function, command = command, typer.Typer(**STYLE)
            command.command(name)(function)
        return typer.main.get_command(command)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Unread(Exception):
    """Nobody reads what is written; typer would make of it that something was found."""


class _Commands(typer.core.TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**(attributes | {"commands": _Loaded()}))

    def resolve_command(self, context: Any, args: list[str]) -> Any:
        if args and args[0] in MEANT:
            context.fail(f"`{args[0]}` is no command: {MEANT[args[0]]}")
        return super().resolve_command(context, args)

    def invoke(self, context: Any) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise _Unread from error


app = typer.Typer(name="ralb", cls=_Commands, **(STYLE | {"add_completion": True, "no_args_is_help": True}))


def _version(wanted: bool) -> None:
    if wanted:
        from ralb import parts, terminal

        for line in parts.lines():
            terminal.say(line)
        raise typer.Exit


@app.callback()
def ralb(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_version,
            help="Show the version of ralb and of its parts, to be pasted into a report.",
        ),
    ] = False,
) -> None:
    """The minute book of a regional board: minutes and action log as plain text in git.

    Begin with `ralb actions --open`, or with `ralb init my-board` for a new board.
    """


def main() -> None:
    """Run a command; trouble ends it with one message and its exit code."""
    # Python would search all that was loaded for what could be freed, just before the system takes it all.
    atexit.register(gc.freeze)
    signals.end_unread()
    streams.ready()
    try:
        try:
            app(prog_name="ralb")
        finally:
            sys.stdout.flush()
    except Trouble as trouble:
        _end(str(trouble), trouble.code)
    except (_Unread, BrokenPipeError):
        sys.stdout = None
        sys.exit(signals.UNREAD)
    except OSError as error:
        sys.stdout = None  # what is left in it cannot be written at the end either
        _end(f"cannot write what was asked for: {(error.strerror or str(error)).lower()}", 74)


def _end(words: str, code: int) -> None:
    from ralb import terminal

    try:
        terminal.trouble(words)
    except OSError:
        sys.stderr = None
    sys.exit(code)
