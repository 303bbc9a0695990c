"""What a page's pictures weigh on the line, counted by the browser in the same way for every viewer."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

QUIET_MS = 1000
STEP_MS = 50


def is_picture(url: str) -> bool:
    path = urlsplit(url).path
    return path.endswith(".jpg") or path.startswith("/media/")


class Ledger:
    """Bodies of pictures, of the page's own requests and its workers'; of what was broken off, what had come by then."""

    def __init__(self, page: Page):
        """To be made before the page goes anywhere."""
        self.page = page
        self.asked = 0
        self.cancelled = 0
        self._finished: list[Request] = []
        # Request → bytes so far, where it is not finished.
        self._coming: dict[str, int] = {}
        self._broken_off = 0
        page.on("request", self._begin)
        page.on("requestfinished", self._finish)
        page.on("requestfailed", self._fail)
        # Only the protocol below tells how much came of what was broken off.
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda event: self._follow(event["requestId"], event["request"]["url"]))
        session.on("Network.dataReceived", self._add)
        session.on("Network.loadingFinished", lambda event: self._coming.pop(event["requestId"], None))
        session.on("Network.loadingFailed", self._break_off)
        session.send("Network.enable")

    @property
    def bytes(self) -> int:
        return self._broken_off + sum(request.sizes()["responseBodySize"] for request in self._finished)

    def _begin(self, request: Request) -> None:
        self.asked += is_picture(request.url)

    def _finish(self, request: Request) -> None:
        if is_picture(request.url):
            self._finished.append(request)

    def _fail(self, request: Request) -> None:
        self.cancelled += is_picture(request.url)

    def _follow(self, name: str, url: str) -> None:
        if is_picture(url):
            self._coming[name] = 0

    def _add(self, event: dict) -> None:
        # JPEG is sent as it is, so that the length of the data is that of the body.
        if event["requestId"] in self._coming:
            self._coming[event["requestId"]] += event["dataLength"]

    def _break_off(self, event: dict) -> None:
        self._broken_off += self._coming.pop(event["requestId"], 0)

    def await_rest(self, timeout_ms: int = 30_000) -> None:
        """Waits until no picture is on its way, and none has been asked for, for a second."""
        asked, still_ms = self.asked, 0
        for _ in range(0, timeout_ms, STEP_MS):
            self.page.wait_for_timeout(STEP_MS)
            is_still = self.asked == asked == len(self._finished) + self.cancelled
            still_ms = still_ms + STEP_MS if is_still else 0
            asked = self.asked
            if still_ms >= QUIET_MS:
                return
        raise TimeoutError(f"{asked} pictures asked for, {len(self._finished)} there after {timeout_ms} ms")
