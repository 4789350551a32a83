"""`ralb search`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Audience, Format, Part


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Several in quotes are a phrase: "medical advice".')
    ],
    part: Annotated[
        Part | None,
        typer.Option("--in", help="Only there; escalations and recommendations are with the decisions."),
    ] = None,
    audience: Annotated[
        Audience,
        typer.Option(
            case_sensitive=False, help="The board's search looks at notes on actions and at restricted text, too."
        ),
    ] = Audience.PUBLIC,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """Find words in all minutes, the newest first.

    All of the words have to stand in the same item of the notes, or in the same row of a list, in any
    order, in capitals or not; a part of a word is enough. An action that was carried from log to log
    is shown once, as the newest log has it that holds the words.

    Example: ralb search "medical advice" ICB --in notes
    """
    from ralb import finding, store
    from ralb.search import Words
    from ralb.search import search as looked_for

    wanted = Words(words)
    every = store.holding(store.find(board), wanted.may_be_in)
    found = list(looked_for(every, wanted, [part] if part else list(Part), audience))
    finding.places(found, wanted, form, audience)
    options.end_if_unread([minutes.path for minutes in every if minutes.has_errors])
