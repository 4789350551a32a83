"""What marks an action in old notes, in whichever words, as ours do: with `Action:`."""

import re

from ralb.imports import asked, columns, labels
from ralb.imports.blocks import bare
from ralb.imports.circle import Circle

_OURS = re.compile(
    r"[*_(\\\[]*(?:[Aa]ction|ACTION)(?: [0-9]{1,7})?[*_]*\s?(?:$|[:(–—-]|\s(?!(?i:by|for|owner|lead)\s*:))"
)
_AGREED = re.compile(
    r"\*{0,2}(?:(?i:agreed|resolved)\*{0,2}(?:\s*:|\s+[–—-]\s)|[→➔➜⇒►➢»]|[-=]+(?:\\?>)|(?:\\?\*){2,3}(?=\s))"
    r"\*{0,2}(?:\s+[–—-])?\s*"
)
_ROW = re.compile(rf"[*_]*(?P<reference>{labels.REFERENCE})[*_]*[.:]?\s+(?P<rest>\S.*)", re.DOTALL)
_AT_END = re.compile(
    r"(?P<text>.*[.?!)\"”’])\s+\(?\[?[*_]*(?i:actions?)(?i: for| by)?\s*[:–—-]?\s*"
    r"(?P<who>[^:.]{2,60}?)[*_]*[)\]]?[*_.]*",
    re.DOTALL,
)
_TAKES_IT = re.compile(
    r"(?P<before>^|.*?[.?!;]\s+|.*?\s[–—-]\s)(?P<who>[A-Z][^.;:?!]{0,60}?)"
    r"(?= to (?:action|progress|take (?:this |it )?forward)\b)",
    re.DOTALL,
)
MARKED = re.compile(r"\b(?:[Aa]ction|ACTION)(?: [0-9]{1,7})?[*_]*\s?:")
NOTHING = re.compile(
    r"\W*(?:no(?:ne|thing)?|nil|n/?a)(?: (?:further )?(?:actions?|at present|arising|identified))?\W*",
    re.IGNORECASE,
)
_LATER = re.compile(rf"(?<=[.?!])(?=\s+[*_(\\\[]*(?:{labels.LABEL})(?![a-z]))", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^|(?<=[.?!:;]\s))(?=\S)")
_BOLD_END = re.compile(r"(?P<signs>(?<=\S)(?:\*{1,2}|__?))(?P<more>(?:\s*\([^()]*\))*)$")
_FEWEST = 4


def marked(words: str, circle: Circle) -> str:
    """The words of a block, with `Action:` where other words or none say that something is to be done."""
    text, tab, edge = words.rpartition("\t")
    if tab and len(text.split()) >= _FEWEST and circle.named(bare(edge))[0]:
        said = marked(text, circle)
        return f"{said} ({edge})" if MARKED.search(said) else f"{said} (Action: {edge})"
    said = "".join(_begun(part, circle) for part in _LATER.split(words))
    return said if said != words or MARKED.search(words) else _unmarked(words, circle)


def _begun(words: str, circle: Circle) -> str:
    """A sentence that begins with a word for an action, with ours."""
    begins = labels.BEGINS.match(words)
    if begins is None or not _is_meant(begins, circle):
        return words
    references = [one for one in (begins["before"], begins["behind"]) if _is_reference(one)]
    said = f" ({begins['said']})" if begins["said"] else ""
    is_only_who = not begins["parting"].strip() and circle.named(bare(begins["rest"]))[0]
    if not (references or is_only_who or (said and not _is_read(begins, circle))) and _OURS.match(words.lstrip()):
        return words
    rest = _several(begins["rest"], circle) if begins["label"].lower().endswith("s") else begins["rest"]
    if said and circle.named(begins["said"])[0]:
        rest, said = f"{begins['said']}: {rest}", ""
    ends = _BOLD_END.search(rest)
    signs, more = (ends["signs"], ends["more"]) if ends else ("", "")
    text = rest[: ends.start()] if ends else rest
    more += said + "".join(f" ({one})" for one in references)
    return f"{_signed(begins)} {text}{more}{signs}"


def _several(words: str, circle: Circle) -> str:
    """What stands behind `Next steps:`, with our word before each clause that says who is to do it."""
    parts = re.split(r"(?<=;)\s+", words)
    return " ".join(
        f"Action: {part}" if n and asked.surely(circle, bare(part)).who else part for n, part in enumerate(parts)
    )


def _unmarked(words: str, circle: Circle) -> str:
    """Words without any such word, which say by their form that something is to be done."""
    text, said = columns.fields(bare(words))
    owner = said.get("responsible", "")
    if len(text.split()) > 1 and owner and (circle.named(owner)[0] or circle.strangers(owner)):
        return f"Action: {words}"
    numbered = _ROW.fullmatch(words)
    if numbered and (found := asked.surely(circle, bare(numbered["rest"]))).who and (found.due or found.status):
        return row(words) or words
    if (meant := _AGREED.match(words)) and says_who(words[meant.end() :], circle):
        return f"Action: {words[meant.end() :]}"
    for sentence in _SENTENCE.finditer(words):
        if asked.resolved(circle, bare(words[sentence.start() :])):
            return f"{words[: sentence.start()]}Action: {words[sentence.start() :]}"
    if (ends := _AT_END.fullmatch(words)) and circle.named(bare(ends["who"]))[0]:
        return f"{ends['text']} Action: {ends['who']}"
    if (takes := _TAKES_IT.match(words)) and circle.named(bare(takes["who"]))[0]:
        return f"{takes['before']}Action: {words[takes.end('before') :]}"
    return words


def is_row(words: str) -> bool:
    """Whether words begin with a reference, as the rows of a list of actions do."""
    return _ROW.fullmatch(words) is not None


def row(words: str) -> str | None:
    """A row of a list of actions as an action: `AP1 Ask them. Action: KY`; None for other words."""
    found = _ROW.fullmatch(words)
    if found is None:
        return None
    ends = _AT_END.fullmatch(found["rest"])
    rest = f"{ends['text']} ({ends['who']})" if ends else found["rest"]
    return f"Action: {rest} ({found['reference']})"


def _signed(begins: re.Match[str]) -> str:
    """The word for it between the signs that stood around the words that mean it."""
    behind = begins["behind"]
    number = f" {behind.strip()}" if behind and not _is_reference(behind) else ""
    between = begins.string[begins.end("label") : begins.start("rest")]
    return f"{begins['space'][:1]}{begins['signs']}Action{number}:{''.join(re.findall('[*_]+', between))}"


def _is_reference(reference: str | None) -> bool:
    return reference is not None and not reference.strip().isdigit()


def _is_read(begins: re.Match[str], circle: Circle) -> bool:
    """Whether `Action (KY):` is said as ralb reads it."""
    first = circle.names.first(begins["said"])
    return begins["behind"] is None and first is not None and first.end == len(begins["said"])


def _is_meant(begins: re.Match[str], circle: Circle) -> bool:
    """Whether words that may mark an action do: with who is to do it, or as `Action` with a colon."""
    is_action = "action" in begins["label"].lower() and ":" in begins["parting"]
    return is_action or says_who(begins["rest"], circle)


def says_who(words: str, circle: Circle) -> bool:
    """Whether words say who is to do something, or name people and nothing else."""
    plain = bare(words)
    return bool(circle.named(plain)[0] or asked.surely(circle, plain).who or asked.strangers(circle, plain))
