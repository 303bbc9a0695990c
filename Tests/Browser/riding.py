"""Headset pages on a bus with a guide: fixtures for tests of what all passengers hear and see together."""

from pathlib import Path

import pytest

import told_tour
from on_a_bus import ACCESS, TOKEN, bus, furnish
from truth import Gaze

# Notes when sound is to begin, by the sound hardware's clock, as time since 1970 that all pages share.
NOTE_STARTS = """
globalThis.starts = [];
const { start } = AudioBufferSourceNode.prototype;
AudioBufferSourceNode.prototype.start = function (when, offset) {
  const { contextTime, performanceTime } = this.context.getOutputTimestamp();
  starts.push(performance.timeOrigin + performanceTime + (when - offset - contextTime) * 1000);
  return start.call(this, when, offset);
};
"""
# Notes when attributes of the root element change.
NOTE_CHANGES = """
globalThis.changes = [];
const observer = new MutationObserver((records) => {
  for (const { attributeName } of records) {
    const value = document.documentElement.getAttribute(attributeName);
    changes.push([attributeName, value, performance.timeOrigin + performance.now()]);
  }
});
addEventListener("DOMContentLoaded", () => observer.observe(document.documentElement, { attributes: true }));
"""


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("together")
    return furnish(program, folder, told_tour.write(folder))


@pytest.fixture
def server(program, folder):
    with bus.serving(program, "tour.ztour", *ACCESS, cwd=folder) as server:
        yield server


@pytest.fixture
def guide(server) -> bus.Guide:
    return bus.Guide(server.port)


@pytest.fixture
def ride(server, open_page):
    """Gives a function that opens an enrolled page, whose passenger has touched it so that sound may be heard."""

    def opened(query: str = "", script: str = "", **options):
        headset = open_page(at=f"http://127.0.0.1:{server.port}", **options)
        headset.page.add_init_script(NOTE_STARTS + NOTE_CHANGES + script)
        headset.go(Gaze(30), query=f"?token={TOKEN}{query}")
        headset.await_sharp()
        headset.page.wait_for_selector("html[data-volume]", state="attached")
        headset.page.mouse.click(5, 150)
        return headset

    return opened


def ordered(guide: bus.Guide, command: str, **body) -> None:
    status, answer = guide.command(command, **body)
    assert status == 200, answer
