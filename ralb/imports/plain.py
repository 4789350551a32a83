"""Minutes that were typed as text or as Markdown, or pasted from an e-mail."""

from ralb.imports.blocks import Block, Kind, Reading, escaped


def text(data: bytes) -> Reading:
    """The blocks of plain text, a line each."""
    lines = data.decode().splitlines()
    return Reading(
        tuple(Block(Kind.PARAGRAPH, escaped(line.strip()), n) for n, line in enumerate(lines, 1) if line.strip())
    )


def markdown(data: bytes) -> Reading:
    """The blocks of Markdown."""
    return text(data)
