"""The guide's console as a test sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

TABLET = {"width": 1024, "height": 768}

# What a test withholds is no fault of the page; the browser logs it.
EXPECTED_ON_CONSOLE = ("Failed to load resource", "net::ERR")


class ConsolePage:
    def __init__(self, page: Page, address: str, faults: list[str]):
        """`faults` takes up what goes wrong in the page."""
        self.page = page
        self.address = address
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: self._note(message, faults))

    @staticmethod
    def _note(message, faults: list[str]) -> None:
        is_expected = any(words in message.text for words in EXPECTED_ON_CONSOLE)
        if message.type in ("error", "warning") and not is_expected:
            faults.append(message.text)

    @property
    def root(self) -> Locator:
        return self.page.locator("html")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status-text")

    def go(self, query: str = "") -> None:
        self.page.goto(f"{self.address}/console{query}")

    def sign_in(self, pin: str) -> None:
        self.page.locator("#pin").fill(pin)
        self.page.locator("#sign-in-button").click()
        self.await_ready()

    def await_ready(self) -> None:
        """Waits until the console hears the server and shows a state."""
        self.page.wait_for_selector("html[data-screen=console][data-line=open][data-revision]", state="attached", timeout=20_000)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def open(self, tab: str) -> None:
        self.page.locator(f"#tab-{tab}").click()

    def expect_status(self, text: str, timeout: int = 10_000) -> None:
        expect(self.status).to_contain_text(text, timeout=timeout)


@contextmanager
def tablets(browser: Browser) -> Iterator[Callable[..., ConsolePage]]:
    """Gives a function that opens consoles, each a tablet of its own; none may have logged an error in the end."""
    contexts, faults = [], []

    def opened(server, query: str = "?lang=en", before=lambda page: None, **options) -> ConsolePage:
        contexts.append(browser.new_context(**{"viewport": TABLET, "locale": "en-GB", "has_touch": True, **options}))
        console = ConsolePage(contexts[-1].new_page(), f"http://127.0.0.1:{server.port}", faults)
        before(console.page)
        console.go(query)
        return console

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def screen(width: int, height: int, scheme: str, language: str) -> dict:
    """How a tablet is opened that has this size, colour scheme and language."""
    size = {"width": width, "height": height}
    return {"query": f"?lang={language}", "viewport": size, "color_scheme": scheme, "locale": f"{language}-DE"}
