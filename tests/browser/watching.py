"""What a page does while a test looks at it: its errors, and what it asks of other origins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, WebSocketRoute

# Material shows the stars of the site's repository: the one thing a site may ask of another origin.
REPOSITORY_FACTS = "https://api.github.com/"


class OpenPage(Protocol):
    """What the fixture `open_page` gives."""

    def __call__(
        self,
        url: str,
        *,
        viewport: tuple[int, int] = (1280, 800),
        dark: bool = False,
        javascript: bool = True,
        status: int = 200,
    ) -> Page:
        """Open `url` in a fresh session, and fail unless the host answers with `status`."""


@dataclass
class Watch:
    """The errors of one session and the URLs it asked of other origins than that of `url`."""

    url: str
    status: int = 200
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of `context`, and let no request leave the origin."""
        host = re.escape(urlsplit(self.url).netloc)
        context.route(re.compile(rf"https?://(?!{host}/)"), self._refuse)
        context.route_web_socket(re.compile(rf"wss?://(?!{host}/)"), self._hold_socket)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def complaints(self) -> list[str]:
        """A line for each thing that a page should not have done."""
        return [
            *(f"error on the page: {error}" for error in self.errors),
            *(f"request to another origin: {url}" for url in self.foreign),
        ]

    def _refuse(self, route: Route) -> None:
        if not route.request.url.startswith(REPOSITORY_FACTS):
            self.foreign.append(route.request.url)
        route.abort()

    def _hold_socket(self, socket: WebSocketRoute) -> None:
        # A routed socket reaches no server; to close it here hangs older releases of Playwright.
        self.foreign.append(socket.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._expected(message.location["url"]):
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _expected(self, failing: str) -> bool:
        missing_page = self.status != 200 and failing == self.url
        return missing_page or failing.startswith(REPOSITORY_FACTS)
