"""Pagefind's program, as a service that is asked over its standard input."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import IO, Self


class PagefindError(Exception):
    """Pagefind is not installed, or does not do what it is asked for; the message says what to do."""


def program() -> Path:
    """Pagefind's program. Raises :class:`PagefindError` where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        found = None
    else:
        found = get_executable()
    if found is None:
        raise PagefindError(
            "`search: pagefind` needs Pagefind, which is not installed: pip install 'mkdocs-debates[pagefind]'"
        )
    return found


def knows_words_without_spaces() -> bool:
    """Whether the program finds words in Chinese and Japanese. Raises :class:`PagefindError` where there is none."""
    return "extended" in program().name


class Service:
    """A running Pagefind. The one that its Python package offers waits a tenth of a second after each answer.

    A message is base64 of JSON with a comma at its end, and so is the answer.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [program(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()

    def ask(self, kind: str, **values: Any) -> dict[str, Any]:
        """The answer to a message of ``kind``. Raises :class:`PagefindError` where there is none, or an error."""
        self._asked += 1
        message = {"message_id": self._asked, "payload": {"type": kind, **values}}
        try:
            self._questions.write(b64encode(json.dumps(message).encode()) + b",")
            self._questions.flush()
        except OSError as error:
            raise PagefindError(f"Pagefind has stopped: {error}") from error
        answer: dict[str, Any] = json.loads(b64decode(self._answer()))["payload"]
        if answer["type"] == "Error":
            raise PagefindError(f"Pagefind says: {answer['message']}")
        return answer

    def _answer(self) -> bytearray:
        answer = bytearray()
        while not answer.endswith(b","):
            read = self._answers.read1()  # type: ignore[attr-defined]  # a pipe of Popen is a BufferedReader
            if not read:
                raise PagefindError("Pagefind has stopped before it answered")
            answer += read
        return answer[:-1]
