"""The guide's console as a test sees it."""

from playwright.sync_api import Locator, Page, expect

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
