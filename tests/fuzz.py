"""Throw bytes at the reader and the rules: `python tests/fuzz.py [--inputs 100000] [--seed 1]`.

Each input is a sound file with pieces cut out, doubled, swapped or replaced by what has broken readers before.
Nothing may raise, and every place must lie in the file. Prints how many were read and how many found sound.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ralb import minutes, roster
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.model import Board
from ralb.rules import judging

ROOT = Path(__file__).parent.parent
DATE = PartialDate(2026, 1)
PIECES = [
    *(b"---\n", b"- ", b": ", b"#", b'"', b"'", b"[", b"]", b"{", b"}", b"&a", b"*a", b"!!", b"|", b">", b"%"),
    *(b"@", b"`", b"?", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\x0b", b"\x1b[31m", b"\xff", b"\xc3", b"\xc2\x85"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xed\xa0\x80", b"\xef\xbf\xbf", b":::", b"::", b"<!--"),
    *(b"::: restricted", b"-->", b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"status:", b"number: 0", b"NO"),
    *(b"null", b"number: " + b"9" * 5000, b"2026-02-30", b"AC/RE", b"<<: {}\n", b"...\n", b"[" * 50, b"  "),
    *(b"Action: ", b"Action 84: ", b"```\n", b"020 7946 0123", b"Friday 24th February 2018", b"\\x", b"\\u2028"),
]  # fmt: skip


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """The seed with one to six changes."""
    data = seed
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + chance.choice((0, 1, 3, 20, 400)))
        new = chance.choice((b"", chance.choice(PIECES), data[at:end] * 2, chance.randbytes(chance.randint(1, 4))))
        data = data[:at] + new + data[end:]
    return data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    seeds = [path.read_bytes() for path in sorted((ROOT / "minutes").glob("*.md"))]
    row = b"{number: 1, status: open, issued: 2026-01, responsible: [AB], action: Ask}"
    seeds += [b"---\ndate: 2026-01\nactions:\n  - " + row + b"\n---\nAB said.\n"] * 4
    board = (ROOT / "minutes" / "board.yaml").read_bytes()
    sound, begun = 0, time.time()
    for count in range(options.inputs):
        data = mutated(chance.choice(seeds), chance)
        try:
            read = minutes.parse("minutes/2026-01.md", data, DATE)
            if count % 10 == 0:
                known, faults = roster.parse("minutes/board.yaml", mutated(board, chance))
            book = Book(known or Board(name="", people=()), (read,), faults.source if known else None)
            height = read.source.text.count("\n") + 1
            for one in judging.judged(book.on(PartialDate(2026, 11, 22)), judging.Wanted()):
                assert one.column >= 1
                assert 1 <= one.line <= height or one.path != read.path
        except Exception:
            print(f"input {count} of seed {options.seed}: {data!r}")
            raise
        sound += not read.has_errors
        if (count + 1) % 10_000 == 0 or count + 1 == options.inputs:
            print(f"{count + 1:,} inputs, {sound:,} sound, {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
