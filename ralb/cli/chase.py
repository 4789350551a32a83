"""`ralb chase`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import completing, options


class To(StrEnum):
    """What a letter is made as."""

    EML = "eml"
    TXT = "txt"
    HTML = "html"


def chase(
    responsible: Annotated[
        str | None,
        typer.Option(
            metavar="KY", autocompletion=completing.people, help="Only to this person; to everyone if not given."
        ),
    ] = None,
    to: Annotated[To, typer.Option("--to", help="Drafts of e-mails, texts or pages.")] = To.EML,
    out: options.Out = None,
    stale: Annotated[
        int | None,
        typer.Option(metavar="2", min=1, help="Only of what no log has changed for so many meetings."),
    ] = None,
    addresses: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="RALB_ADDRESSES",
            show_envvar=True,
            help="The addresses, a line each: KY: ky@example.org",
        ),
    ] = None,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Write everyone a reminder of their open actions.

    Nothing is ever sent. A letter holds what the newest log has open for a person: number, words, from
    which meeting and item, how old, and what is asked. What a group, an organisation or `All` has to do
    is in the letter of each of its members; whoever is named first leads. Letters are for the board's
    own eyes, and hold restricted actions, so marked. An .eml file opens as a draft in Outlook, to be
    read, and then sent.

    Addresses are private: their file, and drafts that hold them, have to lie where git does not keep
    them. Whoever is not in that file gets a draft without an address.

    Example: ralb chase --stale 2 --addresses ~/board-addresses.yaml
    """
    from ralb import account, chasing, clock, filing, letters, mailing, publishing, store
    from ralb import addresses as private
    from ralb.render.message import FORMATS, Message

    root = store.find(board)
    roster = store.board(root)
    newest = store.meeting(root, roster, None)
    day = today or clock.today(roster)
    folder = out or root / "out"
    publishing.check_outside(root, folder)
    known = private.known(root, addresses, folder) if addresses else {}
    book = store.load(root)
    every = [one for one in chasing.reminders(book, day) if one.unmoved >= (stale or 0)]
    wanted = chasing.letters(roster, every, day)
    chosen = chasing.only(wanted, responsible, roster) if responsible else wanted
    made = {}
    for letter in chosen:
        said = Message(letters.edition(roster, newest, letter, day), known.get(letter.initials, ""))
        made[folder / f"{newest.date}-chase-{letter.initials}.{to}"] = FORMATS[to](root, said)
    filing.publish(made)
    for path in made:
        account.wrote(path)
    if not responsible:
        mailing.older(set(folder.glob(f"*-chase-*.{to}")).difference(made))
    mailing.chased(chosen, chasing.left(every, wanted), addresses, known, board=roster)
    options.end_if_unread(book.unsound)
