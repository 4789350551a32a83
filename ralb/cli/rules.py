"""`ralb rules`."""

from ralb.cli import options
from ralb.formats import Format


def rules(form: options.Form = Format.TABLE) -> None:
    """List everything that `validate` looks for.

    Example: ralb rules --format plain
    """
    from ralb import verdict
    from ralb.rules import catalogue

    verdict.kinds(catalogue.every(), form)
