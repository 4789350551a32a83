"""Ctrl-C at random moments of commands: `python tests/interrupts.py 400` tries so many; run by hand.

From the first import of ralb on a stop is a sentence and 130; files are whole, none is left over, no lock is held.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from shutil import copytree

ROOT = Path(__file__).parent.parent
STOPPED = 128 + signal.SIGINT
SAID = "\nralb: stopped; no file is half written\n"
COMMANDS = [
    ["action", "add", "--responsible", "KY", "Send it"],
    ["validate"],
    ["actions", "--open"],
    ["--help"],
    ["action", "close", "84", "--on", "2026-03-26"],
    ["new-meeting", "2026-04-16"],
    ["people", "add", "ZZ", "Z Zimmer"],
    ["render", "2026-01", "--audience", "board"],
    ["site"],
    ["export", "--to", "csv"],
]


def stopped(board: Path, words: list[str], after: float) -> tuple[int, str]:
    """Run a command in a board and press Ctrl-C so many seconds after ralb began; its exit code and words.

    Python ends by the signal itself where it was stopped inside `exec`: a shell says 130 of that, too.
    """
    command = [sys.executable, "-X", "importtime", "-m", "ralb", *words]
    with subprocess.Popen(
        command, cwd=board, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as ran:
        assert ran.stderr
        for line in ran.stderr:
            if line.endswith(" ralb.cli\n"):
                break
        time.sleep(after)
        ran.send_signal(signal.SIGINT)
        said = "".join(line for line in ran.stderr if not line.startswith("import time:"))
    code = ran.returncode
    return (STOPPED if code == -signal.SIGINT else code), said


def left(board: Path) -> list[str]:
    """What is wrong with a board after a command was stopped."""
    wrong = [str(path.relative_to(board)) for path in board.rglob(".*.tmp")]
    for words in (["validate"], ["action", "add", "--responsible", "KY", "Go on"], ["validate"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ralb", *words], cwd=board, capture_output=True, text=True, check=False
        )
        if ran.returncode or "cleared" in ran.stderr:
            wrong.append(f"{words}: {ran.returncode} {ran.stdout[-300:]}{ran.stderr[-300:]}")
    return wrong


def main(tries: int) -> int:
    """Try so many times; how often something was wrong."""
    chance, ends, wrong = random.Random(13), Counter[str](), 0
    for number in range(tries):
        words = COMMANDS[number % len(COMMANDS)]
        with tempfile.TemporaryDirectory() as folder:
            board = Path(folder)
            copytree(ROOT / "minutes", board / "minutes")
            after = chance.uniform(0, 0.4)
            code, said = stopped(board, words, after)
            found = left(board)
        ends[f"{words[0]} {code}"] += 1
        if found or "Traceback" in said or "ignored" in said or (code == STOPPED) != said.endswith(SAID):
            wrong += 1
            print(f"{words} after {after:.3f} s: {code}\n{said}\n{found}")
    print(", ".join(f"{end}: {count}" for end, count in sorted(ends.items())))
    print(f"{tries} times stopped, {wrong} times something was wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)))
