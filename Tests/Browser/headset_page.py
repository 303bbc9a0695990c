"""The headset page as a test sees it: where it looks, whether it is ready, what it shows."""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

import truth
from truth import Gaze

# What a test withholds is no fault of the page, nor is a test's own reading of pixels; the browser logs them.
EXPECTED_ON_CONSOLE = ("Failed to load resource", "GPU stall due to ReadPixels", "AudioContext was not allowed", "Service Worker registration blocked")

OVER_THE_PICTURE = ["bar", "caption", "toast", "lens-label", "offer", "subtitle", "message", "calm"]


class HeadsetPage:
    def __init__(self, page: Page, address: str, faults: list[str]):
        """`faults` takes up what goes wrong in the page."""
        self.page = page
        self.address = address
        self.faults = faults
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)

    def _note(self, message) -> None:
        is_expected = any(words in message.text for words in EXPECTED_ON_CONSOLE)
        if message.type in ("error", "warning") and not is_expected:
            self.faults.append(message.text)

    @property
    def root(self):
        """The root element, on which the page writes what it is at."""
        return self.page.locator("html")

    def state(self, name: str) -> str:
        return self.root.get_attribute(f"data-{name}")

    def go(self, gaze: Gaze | None = None, query: str = "", **link: str) -> None:
        """Opens the page, looking somewhere, without waiting for anything."""
        parts = {**link}
        if gaze:
            parts |= {"heading_deg": gaze.heading_deg, "pitch_deg": gaze.pitch_deg, "fov_deg": gaze.fov_deg}
        fragment = "&".join(f"{name}={value}" for name, value in parts.items())
        self.page.goto(f"{self.address}/headset{query}#{fragment}")

    def look(self, gaze: Gaze) -> None:
        """Turns an open page by its address, and waits until what it draws is sharp."""
        self.page.evaluate(
            "hash => { location.hash = hash; }",
            f"heading_deg={gaze.heading_deg}&pitch_deg={gaze.pitch_deg}&fov_deg={gaze.fov_deg}",
        )
        self.await_state(gaze=str(gaze), sharp="true")

    def await_state(self, **attributes: str) -> None:
        """Waits until the root element carries all these `data-` attributes at once."""
        selector = "".join(f'[data-{name}="{value}"]' for name, value in attributes.items())
        self.page.wait_for_selector(f"html{selector}", state="attached", timeout=20_000)

    def await_sharp(self, scene: str = "square/past") -> None:
        """Waits until a scene is shown alone and as sharp as it gets."""
        self.await_state(state="ready", scene=scene, fade="1.000", sharp="true")

    def wake(self) -> None:
        """Has the interface there, which steps back where a slow machine leaves it alone for too long."""
        self.page.evaluate("dispatchEvent(new PointerEvent('pointermove'))")

    def tap(self, key: str) -> None:
        """Down and up at once: a slow page hears the browser's own release so late that it takes it for the end of a hold."""
        self.page.evaluate(
            "key => { for (const kind of ['keydown', 'keyup']) dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true })); }", key
        )

    def await_lens(self, scene: str) -> None:
        """Waits until the open lens shows a scene, and that as sharp as it gets."""
        self.await_state(lens=scene, **{"lens-fade": "1.000", "lens-sharp": "true"})

    def await_no_lens(self) -> None:
        """Waits until the lens has gone."""
        self.await_state(lens="", **{"lens-fade": "0.000"})

    def await_frames(self, until: Callable[[], bool] = lambda: False, count: int = 1000) -> None:
        """Lets the browser draw so many frames, or until something is so."""
        for _ in range(count):
            if until():
                return
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def picture(self) -> np.ndarray:
        """The pixels of the panorama alone, row by row, red, green and blue."""
        self.page.evaluate("ids => { for (const id of ids) document.getElementById(id).hidden = true; }", OVER_THE_PICTURE)
        return np.asarray(Image.open(io.BytesIO(self.page.screenshot(animations="disabled"))).convert("RGB"))

    def world(self, gaze: Gaze) -> np.ndarray:
        """The directions that the page's pixels should show."""
        return truth.page_directions(gaze, **self.page.viewport_size)

    def gaze(self) -> Gaze:
        """Where the page says that it looks."""
        return Gaze(*map(float, self.state("gaze").split()))

    def expect_gaze(self, gaze: Gaze) -> None:
        expect(self.root).to_have_attribute("data-gaze", str(gaze))
