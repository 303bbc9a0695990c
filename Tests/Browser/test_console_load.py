"""The console with a full bus: sixty headsets that report twice a second cost little, and it still shows orders at once."""

import os
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

import console_tour
from console_page import ConsolePage
from on_a_bus import ACCESS, bus, furnish, simulated_headsets

HEADSETS = 60
REVISIONS = 30
# Of one core, and from an order, which is on the disk by then, to the page.
PAGE_SHARE, SERVER_SHARE, SHOWN_MS = 0.30, 0.10, 200

# Notes when the page has taken a state.
NOTE_REVISIONS = """
globalThis.revisions = new Map();
new MutationObserver(() => {
  revisions.set(Number(document.documentElement.dataset.revision), performance.timeOrigin + performance.now());
}).observe(document.documentElement, { attributeFilter: ["data-revision"] });
"""


@pytest.mark.alone
def test_sixty_headsets_cost_little(program, browser, tmp_path):
    furnish(program, tmp_path, console_tour.write(tmp_path))
    with (
        bus.serving(program, "tour.ztour", *ACCESS, "--gps", "replay:drive.nmea@4", cwd=tmp_path) as server,
        simulated_headsets(server, tmp_path, HEADSETS) as simulation,
    ):
        measure(server, browser)
        assert " reports/s, 0 losses" in simulation.stdout.readline()


def measure(server: bus.Server, browser) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="en-GB")
    faults = []
    console = ConsolePage(context.new_page(), f"http://127.0.0.1:{server.port}", faults)
    console.go()
    console.sign_in(bus.PIN)
    console.open("seats")
    expect(console.page.locator(".tile")).to_have_count(HEADSETS)
    expect(console.page.locator("[data-trouble=none]")).to_have_count(HEADSETS - 5, timeout=20_000)

    weigh(server, browser, console)
    # With a map on which the bus drives.
    console.open("map")
    expect(console.page.locator("#map")).to_have_attribute("data-map", "ready")
    weigh(server, browser, console)

    console.page.evaluate(NOTE_REVISIONS)
    guide = bus.Guide(server.port)
    assert guide.command("take_over")[0] == 200
    late_ms = []
    for step in range(11):
        sent_ms = time.time() * 1000
        status, answer = guide.command("volume", volume=step / 20)
        assert status == 200, answer
        shown = "revision => { const at = [...revisions].filter(([number]) => number >= revision); return at[0]?.[1]; }"
        shown_ms = console.page.wait_for_function(shown, arg=answer["revision"]).json_value()
        late_ms.append(shown_ms - sent_ms)
    print(f"shown after {statistics.median(late_ms):.0f} ms, at most {max(late_ms):.0f} ms")
    # All but one, for another program may take both cores for a moment. An update that were lost on its way would be late by half a
    # second each time: then only the next state of the drive shows it.
    assert sorted(late_ms)[-2] < SHOWN_MS
    context.close()
    assert faults == []


def weigh(server: bus.Server, browser, console: ConsolePage) -> None:
    """While the page takes so many states of the drive."""
    first = int(console.root.get_attribute("data-revision"))
    page_s, server_s, begun = pages_cpu_s(browser), cpu_s(server.process.pid), time.monotonic()
    reached = "revision => Number(document.documentElement.dataset.revision) > revision"
    console.page.wait_for_function(reached, arg=first + REVISIONS, timeout=60_000)
    took = time.monotonic() - begun
    page_share = (pages_cpu_s(browser) - page_s) / took
    server_share = (cpu_s(server.process.pid) - server_s) / took
    print(f"page {page_share:.1%} and server {server_share:.1%} of a core over {took:.0f} s")
    assert 0 < page_share < PAGE_SHARE and 0 < server_share < SERVER_SHARE


def pages_cpu_s(browser) -> float:
    """Processor time of everything that draws pages."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(process["cpuTime"] for process in processes if process["type"] in ("renderer", "GPU"))


def cpu_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
