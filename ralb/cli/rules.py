"""`ralb rules`."""

from typing import Annotated

import typer

from ralb.formats import Format


def rules(form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE) -> None:
    """List everything that `validate` looks for.

    Example: ralb rules --format plain
    """
    from ralb import verdict
    from ralb.rules import catalogue

    verdict.kinds(catalogue.every(), form)
