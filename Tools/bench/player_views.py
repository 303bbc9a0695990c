"""Viewers in a browser of their own, told to look once round; runs inside the clients' end of the link.

A job comes as JSON on standard input, what was found goes as JSON to standard output.
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as Late

from player_ledger import Ledger

WATCH = Path(__file__).with_name("player_watch.js").read_text()
CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
SIZE = {"width": 1280, "height": 720}
PATIENCE_MS = 30_000
# What a page says of itself that does not come to rest.
STATE = """() => JSON.stringify({
    ...document.documentElement.dataset,
    title: document.getElementById("notice-title")?.textContent,
    toast: document.getElementById("toast")?.textContent,
    hidden: document.hidden,
})"""
# The page's own gaze, caught as it draws.
CATCH_GAZE = """async () => {
    const { Gaze } = await import("/pages/headset/gaze.js");
    const glide = Gaze.prototype.glide;
    await new Promise((resolve) => {
        Gaze.prototype.glide = function (now_ms) {
            watch.gaze = this;
            resolve();
            return glide.call(this, now_ms);
        };
        dispatchEvent(new Event("resize"));
        document.getElementById("picture").focus();
        document.getElementById("picture").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    });
    Gaze.prototype.glide = glide;
}"""
TURNS = {
    "zeitreise": "(degrees) => watch.gaze.set({ heading: degrees * Math.PI / 180, pitch: 0 })",
    "marzipano": "(degrees) => view.setYaw(((degrees + 180) % 360 - 180) * Math.PI / 180)",
    "pannellum": "(degrees) => viewer.setYaw((degrees + 180) % 360 - 180, false)",
}


def settle(page: Page, viewer: str, shown: str, ledger: Ledger) -> None:
    """Waits until all is there that the viewer wants for what is in sight."""
    try:
        if viewer == "zeitreise":
            page.wait_for_selector('html[data-state="ready"][data-sharp="true"]', state="attached", timeout=PATIENCE_MS)
        else:
            page.wait_for_function(shown, timeout=PATIENCE_MS)
    except Late:
        raise TimeoutError(f"{viewer} does not come to rest: {page.evaluate(STATE)}") from None
    ledger.await_rest()


def visit(browser, job: dict) -> dict:
    context = browser.new_context(viewport=SIZE, ignore_https_errors=True, locale="en-GB")
    page = context.new_page()
    page.add_init_script(WATCH)
    ledger = Ledger(page)
    page.goto(job["address"])
    viewer, shown = job["viewer"], job.get("shown", "")
    settle(page, viewer, shown, ledger)
    found = {}
    if viewer == "zeitreise":
        found |= page.evaluate(
            "() => ({ ready_ms: watch.ready_ms - watch.known_ms(), sharp_ms: watch.sharp_ms - watch.known_ms() })"
        )
        page.evaluate(CATCH_GAZE)
    page.evaluate("reads => { watch.readsPixels = reads; }", job.get("reads_pixels", False))
    page.evaluate(f"(seconds) => watch.lookRound(seconds, {TURNS[viewer]})", job["seconds"])
    settle(page, viewer, shown, ledger)
    found |= page.evaluate(
        "() => ({ frames_ms: watch.frames_ms, empty: watch.empty, read: watch.frames, most_bytes: watch.mostBytes })"
    )
    if viewer == "zeitreise" and not job.get("reads_pixels"):
        # All tiles are there by now: as even as this machine draws.
        found["again_ms"] = page.evaluate(f"(seconds) => watch.lookRound(seconds, {TURNS[viewer]}).then(() => watch.frames_ms)", job["seconds"])
    found |= {"bytes": ledger.bytes, "requests": ledger.asked, "cancelled": ledger.cancelled}
    if picture := job.get("picture"):
        page.screenshot(path=picture)
    context.close()
    return found


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        for line in sys.stdin:
            print(json.dumps(visit(browser, json.loads(line))), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
