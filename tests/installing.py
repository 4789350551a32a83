"""Installs ralb as people do, into empty environments: `python tests/installing.py`; run by hand, needs an index.

The wheel goes into each Python from 3.11 on that is found here, the sdist into one; pipx and `uv tool` get the
wheel, where they are. In each a board is begun, kept and published, so that nothing that ralb brings is missing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLDEST = 11
QUARTER = [
    "{ralb} --version",
    "{ralb} init board && cd board && {ralb} new-meeting 2026-04-16",
    "cd board && printf '\\nAction: All to read the papers.\\n' >> minutes/2026-04-16.md && {ralb} harvest",
    "cd board && {ralb} action close 1 --on 2026-04-20 && {ralb} validate",
    "cd board && {ralb} render --audience board --to html,docx,md && {ralb} site --today 2026-05-01",
    "cd board && {ralb} chase --today 2026-05-01 && {ralb} templates check && {ralb} explain number-twice",
    "cd board && git init -q && {ralb} install hooks && {ralb} install ci github && {ralb} install vscode",
]


def main() -> int:
    """How many installations did not work."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel, sdist = built(work)
        print(f"built {wheel.name} and {sdist.name}")
        pythons = list(found())
        for python in pythons:
            failed += not tried(
                f"{name(python)}: wheel",
                work,
                [f"{python} -m venv env", f"env/bin/pip install -q {wheel}"],
                "env/bin/ralb",
            )
        failed += not tried(
            f"{name(pythons[-1])}: sdist",
            work,
            [f"{pythons[-1]} -m venv env", f"env/bin/pip install -q {sdist}"],
            "env/bin/ralb",
        )
        if shutil.which("pipx"):
            failed += not tried("pipx", work, [f"pipx install --quiet {wheel}"], "bin/ralb")
        if shutil.which("uv"):
            failed += not tried("uv tool", work, [f"uv tool install --quiet {wheel}"], "bin/ralb")
    return failed


def built(work: Path) -> tuple[Path, Path]:
    """The wheel, made of the sdist, and the sdist."""
    subprocess.run([sys.executable, "-m", "venv", work / "tools"], check=True)
    subprocess.run([work / "tools/bin/pip", "install", "-q", "build"], check=True)
    subprocess.run(
        [work / "tools/bin/python", "-m", "build", "-o", work / "dist", ROOT],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next((work / "dist").glob("*.whl")), next((work / "dist").glob("*.tar.gz"))


def found() -> Iterator[str]:
    """A Python of each version, the oldest first: from the path, from pyenv, from uv."""
    for minor in range(OLDEST, 30):
        named = f"python3.{minor}"
        kept = [f"{home}/*/bin/{named}" for home in ("~/.pyenv/versions", "~/.local/share/uv/python")]
        places = [str(path) for one in kept for path in sorted(Path.home().glob(one.removeprefix("~/")))]
        runs = (one for one in (*places, shutil.which(named) or "") if one and name(one))
        if one := next(runs, ""):
            yield one


def name(python: str) -> str:
    """Which Python it is; "" where it does not run."""
    ran = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else ""


def tried(what: str, work: Path, install: list[str], program: str) -> bool:
    """Whether ralb, so installed into an empty place, keeps a board."""
    place = work / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    own = {
        "PIPX_HOME": place / "pipx",
        "PIPX_BIN_DIR": place / "bin",
        "UV_TOOL_DIR": place / "uv",
        "UV_TOOL_BIN_DIR": place / "bin",
    }
    there = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    for step in [*install, *(step.format(ralb=place / program) for step in QUARTER)]:
        ran = subprocess.run(
            ["bash", "-ec", step],
            cwd=place,
            env=there | {key: str(path) for key, path in own.items()},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            print(f"{what}: FAILED at {step}\n{ran.stdout}{ran.stderr}")
            return False
    print(f"{what}: installed, a board begun, kept and published")
    return True


if __name__ == "__main__":
    sys.exit(bool(main()))
