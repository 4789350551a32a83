"""`ralb explain`."""

from typing import Annotated

import typer


def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="Its code or its name.")]) -> None:
    """Explain a rule: what it sees, why, and an example.

    Example: ralb explain RALB402
    """
    from ralb import builtin, verdict
    from ralb.rules import catalogue

    kind = catalogue.named(rule)
    verdict.page((builtin.rule_pages() / f"{kind.code}.md").read_text(encoding="utf-8"))
