"""A Firefox that is driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks by itself."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAMES: Final = ("firefox-esr", "firefox")
PATIENCE: Final = 60.0
"""Seconds after which an answer no longer comes."""

_QUIET: Final[Mapping[str, bool | int | str]] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.topsites.contile.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.localDomains": "localhost",
    # Whatever is not on this machine goes to a proxy that nobody runs.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "services.settings.server": "http://127.0.0.1:9",
    "signon.rememberSignons": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 0,
}
_KEYS: Final = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "ArrowDown": "\ue015"}


class ScriptFailedError(AssertionError):
    """What a page threw when a test asked it something."""


def installed() -> str | None:
    """The program, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Firefox:
    """One window. What its pages log as an error is in ``errors``."""

    connection: ClientConnection
    context: str = ""
    version: str = ""
    errors: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def say(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its result; what is reported meanwhile is kept."""
        number = next(self._numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv(timeout=PATIENCE))
            if message.get("id") == number:
                if message["type"] == "error":
                    raise AssertionError(f"{method}: {message['error']}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(str(message["params"]["text"]))

    def open(self, url: str) -> None:
        """Open another page, and wait until it is loaded: Firefox may say so while the one before is still there."""
        self.run("window.isBefore = true")
        self.say("browsingContext.navigate", context=self.context, url=url, wait="complete")
        limit = time.monotonic() + PATIENCE
        while not self._shows_another():
            assert time.monotonic() < limit, f"{url} is not there yet"
            time.sleep(0.02)

    def _shows_another(self) -> bool:
        try:
            return bool(self.evaluate("!window.isBefore && document.readyState === 'complete'"))
        except AssertionError:  # it was going just then
            return False

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, awaited where it is a promise; it must be data that JSON can hold."""
        answer = self.say(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify(value ?? null))",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise ScriptFailedError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def run(self, script: str) -> None:
        """Run a script in the page for what it does."""
        answer = self.say("script.evaluate", expression=script, target={"context": self.context}, awaitPromise=False)
        if answer["type"] == "exception":
            raise ScriptFailedError(answer["exceptionDetails"]["text"])

    def wait_until(self, condition: str) -> None:
        """Wait until an expression holds, five seconds at most."""
        waiting = (
            "new Promise((done, failed) => { const began = performance.now(); const look = () => "
            f"({condition}) ? done(true) : performance.now() - began > 5000 ? "
            "failed(new Error('waited in vain')) : setTimeout(look, 20); look(); })"
        )
        assert self.evaluate(waiting), condition

    def resize(self, width: int, height: int) -> None:
        """Give the page this room."""
        self.say("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def press(self, *keys: str) -> None:
        """Press keys one after the other: characters, or names such as ``Tab``."""
        presses = [{"type": kind, "value": _KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self.say(
            "input.performActions",
            context=self.context,
            actions=[{"type": "key", "id": "keyboard", "actions": presses}],
        )

    def printed(self) -> bytes:
        """The page as a PDF."""
        return base64.b64decode(self.say("browsingContext.print", context=self.context)["data"])

    def picture(self) -> bytes:
        """The whole page as a PNG."""
        shot = self.say("browsingContext.captureScreenshot", context=self.context, origin="document")
        return base64.b64decode(shot["data"])


@contextmanager
def running(program: str, **preferences: bool | int | str) -> Iterator[Firefox]:
    """A headless Firefox with a fresh profile that asks nothing of the network, ended at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in {**_QUIET, **preferences}.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(f"{_endpoint(process, Path(profile))}/session", max_size=None, proxy=None) as connection:
                yield _started(Firefox(connection))
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _endpoint(process: subprocess.Popen[bytes], profile: Path) -> str:
    """Where Firefox listens, which it writes into its profile once it does."""
    written = profile / "WebDriverBiDiServer.json"
    for _ in range(int(PATIENCE * 20)):
        assert process.poll() is None, "Firefox ended at once"
        if written.exists() and (text := written.read_text(encoding="utf-8")):
            about = json.loads(text)
            return f"ws://{about['ws_host']}:{about['ws_port']}"
        time.sleep(0.05)
    raise AssertionError("Firefox did not start")


def _started(firefox: Firefox) -> Firefox:
    session = firefox.say("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
    firefox.version = session["capabilities"]["browserVersion"]
    firefox.say("session.subscribe", events=["log.entryAdded"])
    # The first window of a headless Firefox never has the focus, without which keys do nothing.
    firefox.context = firefox.say("browsingContext.create", type="window")["context"]
    firefox.say("browsingContext.activate", context=firefox.context)
    return firefox
