"""What of a text a reader may see: the public reads public words, the board that they are restricted."""

from ralb import dates
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Board, Meeting, Restriction

STANDARD = "This part of the minutes is restricted."
"""What the public reads where whoever restricted something gave no words for it."""
NOT_PUBLISHED = "Not published"


def words(text: str, restricted: Restriction, audience: Audience) -> str:
    """The text as this audience may read it."""
    if not restricted:
        return text
    return public_words(restricted) if audience is Audience.PUBLIC else f"Restricted: {text}"


def public_words(restricted: Restriction) -> str:
    """What stands for a restricted text."""
    return restricted if isinstance(restricted, str) else STANDARD


def date(date: PartialDate) -> dict[str, str]:
    """A date for machines and for readers."""
    return {"iso": str(date), "words": dates.words(date)}


def head(board: Board, audience: Audience) -> dict[str, object]:
    """What every document says of its board and its readers."""
    return {
        "language": board.language,
        "board": {"name": board.name, "region": board.region or "", "contact": board.contact or ""},
        "audience": audience.value,
        "brand": {"colour": board.brand.colour or "", "logo": board.brand.logo or ""},
    }


def state(meeting: Meeting) -> dict[str, str]:
    """Whether the minutes are a draft, in a word, in a sentence, and for the foot of a page."""
    name = meeting.state
    short = "Draft minutes" if name in ("draft", "circulated") else f"Minutes, {name}"
    return {"state": name, "state_words": _state(meeting), "state_short": short}


def _state(meeting: Meeting) -> str:
    match meeting.state:
        case "agreed":
            return f"Agreed by the board at its meeting of {dates.words(meeting.agreed or meeting.date)}"
        case "circulated":
            sent = dates.words(meeting.circulated or meeting.date)
            return f"Draft circulated on {sent}, not yet agreed by the board"
        case "cancelled":
            return "This meeting was cancelled"
    return "Draft, not yet agreed by the board"
