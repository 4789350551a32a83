"""The commands, and what happens when one cannot go on."""

import os
import signal
import sys
from typing import Annotated

import typer

from ralb.cli.actions import actions
from ralb.cli.explain import explain
from ralb.cli.fmt import fmt
from ralb.cli.init import init
from ralb.cli.meetings import meetings
from ralb.cli.new_meeting import new_meeting
from ralb.cli.render import render
from ralb.cli.rules import rules
from ralb.cli.schema import schema
from ralb.cli.validate import validate
from ralb.trouble import Trouble

app = typer.Typer(
    name="ralb",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (actions, meetings, new_meeting, render, validate, fmt, explain, rules, schema, init):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"ralb {version('ralb')}")
        raise typer.Exit


@app.callback()
def ralb(
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version.")
    ] = False,
) -> None:
    """The minute book of a regional board: minutes and action log as plain text in git.

    Begin with `ralb actions --open`, or with `ralb init my-board` for a new board.
    """


def main() -> None:
    """Run a command; trouble ends it with one message and its exit code."""
    if hasattr(signal, "SIGPIPE"):
        # `ralb actions | head` ends as every other tool does, not as one that found something.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # A stream that was closed is None; what is meant for it goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115 - open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        try:
            app(prog_name="ralb")
        finally:
            sys.stdout.flush()
    except Trouble as trouble:
        _end(str(trouble), trouble.code)
    except OSError as error:
        sys.stdout = None  # what is left in it cannot be written at the end either
        _end(f"cannot write what was asked for: {(error.strerror or str(error)).lower()}", 74)


def _end(words: str, code: int) -> None:
    from ralb import terminal

    terminal.trouble(words)
    sys.exit(code)
