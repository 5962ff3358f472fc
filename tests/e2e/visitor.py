"""A person with a browser of their own, who notices everything that goes wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.e2e.models.comparison import ComparisonPage
from tests.e2e.models.docs import DocsPage
from tests.e2e.models.experiment import ExperimentPage
from tests.e2e.models.experiments import ExperimentsPage
from tests.e2e.models.names import NamesPage
from tests.e2e.models.projects import ProjectsPage
from tests.e2e.models.settings import SettingsPage
from tests.e2e.models.shell import Shell
from tests.e2e.models.sign_in import SignInPage

Scheme = Literal["light", "dark"]
#: Milliseconds that an element may take to appear; generous, because the machine trains or compiles beside.
PATIENCE = 20_000
_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refuses ${event.blockedURI}`));
"""


class Visitor:
    """One browser context, signed in or not. `url`: the server that it belongs to; nothing else is to be asked."""

    def __init__(self, browser: Browser, url: str, width: int, height: int, scheme: Scheme) -> None:
        self.url = url
        self.faults: list[str] = []
        self._expected: set[int] = set()
        self._context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        self._context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(_VIOLATIONS)
        self._context.on("console", self._heard)
        self._context.on("weberror", lambda error: self._fault(f"script: {error.error}"))
        self._context.on("request", self._asked)
        self._context.on("response", self._answered)
        self.page: Page = self._context.new_page()
        self.shell = Shell(self.page, url)
        self.projects = ProjectsPage(self.page, url)
        self.experiments = ExperimentsPage(self.page, url)
        self.experiment = ExperimentPage(self.page, url)
        self.comparison = ComparisonPage(self.page, url)
        self.names = NamesPage(self.page, url)
        self.docs = DocsPage(self.page, url)
        self.settings = SettingsPage(self.page, url)
        self.sign_in = SignInPage(self.page, url)

    def sign_in_with_key(self, key: str) -> Visitor:
        """A session without the detour over the page: the key asks for a one-time token, the token for the cookie."""
        said = self._context.request.post(
            f"{self.url}/api/session/token", headers={"Authorization": f"Bearer {key}"}
        ).json()
        answer = self._context.request.post(f"{self.url}/api/session", data={"token": said["token"]})
        assert answer.status == 204, answer.text()
        return self

    def expect_refusal(self, status: int) -> None:
        """Requests that are answered with this status are what the test is about, no fault."""
        self._expected.add(status)

    def picture(self, path: Path, whole: bool = False) -> None:
        """Save what is on the screen (`whole`: all of the page) as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=whole, animations="disabled", caret="hide")

    def leave(self) -> list[str]:
        """Close the browser; returns what went wrong in it, which should be nothing."""
        self._context.close()
        return self.faults

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._fault(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self._fault(f"{response.status} for {response.request.method} {response.url}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self._fault(f"a request left the server: {request.url}")

    def _fault(self, text: str) -> None:
        self.faults.append(text)
