"""The server of VS Code's YAML extension, asked as VS Code asks it."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


class Server(NamedTuple):
    """A running server, and the settings that it gets when it asks for them."""

    running: "subprocess.Popen[bytes]"
    settings: Mapping[str, Any]

    def write(self, **message: Any) -> None:
        """Say something, and wait for nothing."""
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.running.stdin
        self.running.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.running.stdin.flush()

    def said(self, until: Callable[[Any], bool]) -> Any:
        """What the server says, up to what is waited for; settings are answered meanwhile."""
        while True:
            came = self._read()
            if came.get("method") == "workspace/configuration":
                asked = [item["section"] for item in came["params"]["items"]]
                self.write(id=came["id"], result=[self.settings.get(section, {}) for section in asked])
            if until(came):
                return came

    def _read(self) -> Any:
        assert self.running.stdout
        length = 0
        while line := self.running.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self.running.stdout.read(length))

    def wrong(self, path: Path, text: str) -> list[str]:
        """What the server finds wrong in a document that is opened: line and message."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.write(method="textDocument/didOpen", params={"textDocument": document})
        came = self.said(lambda came: came.get("method") == "textDocument/publishDiagnostics")
        return [
            f"{one['range']['start']['line'] + 1}: {one['message']}".splitlines()[0]
            for one in came["params"]["diagnostics"]
        ]

    def offered(self, path: Path, line: int) -> set[str]:
        """What may be typed at the beginning of a line, counted from 1."""
        return {one["label"] for one in self._at("completion", path, line)["items"]}

    def told(self, path: Path, line: int) -> str:
        """What is shown of the key at the beginning of a line, counted from 1."""
        return str(self._at("hover", path, line)["contents"]["value"])

    def _at(self, what: str, path: Path, line: int) -> Any:
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": 0}}
        self.write(id=what, method=f"textDocument/{what}", params=place)
        return self.said(lambda came: came.get("id") == what)["result"]


@contextmanager
def started(program: str, root: Path, schemas: Mapping[str, str]) -> Iterator[Server]:
    """The server for a folder, with schemas by their path in it."""
    by_uri = {(root / path).as_uri(): glob for path, glob in schemas.items()}
    yaml = {
        "schemas": by_uri,
        "schemaStore": {"enable": False},
        "validate": True,
        "completion": True,
        "hover": True,
    }
    with subprocess.Popen(
        [program, "--stdio"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        server = Server(running, {"yaml": yaml})
        abilities = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        start = {"processId": None, "rootUri": root.as_uri(), "capabilities": abilities}
        server.write(id=1, method="initialize", params=start)
        server.said(lambda came: came.get("id") == 1)
        server.write(method="initialized", params={})
        server.said(lambda came: came.get("method") == "workspace/configuration")
        try:
            yield server
        finally:
            running.kill()
