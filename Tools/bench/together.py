"""How far apart headset pages in one browser begin a scene: its sound by the sound hardware's clock, its picture by the frame."""

import argparse
import os
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

import report
from player_views import CHROMIUM, OPTIONS

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "Tests/Commands"))
import bus  # noqa: E402

WATCH = Path(__file__).with_name("together_watch.js").read_text()
TOKEN = "5f0d" * 16
SIZE = {"width": 320, "height": 200}
# The sound: a burst every quarter of a second, each with a loudness that says which it is.
RATE_HZ, SECONDS, STEP_S, BURST_S = 48_000, 20, 0.25, 0.01
FAINTEST, LOUDER, LEVELS = 0.1, 0.05, 16
# Bursts of each start that are compared.
COMPARED = 4
COLOURS = {"past": (200, 60, 60), "present": (60, 60, 200)}
EPOCH = """\
      - id: {name}
        year: {year}
        panorama: {name}.png
        credit: Nobody
        licence: CC0-1.0
        source: Made for this measurement
        certainty: imagined
        narration: {{en: told.wav}}
"""
TOUR = """\
zeitreise: 1
id: together
title: {en: Together}
languages: [en]
places:
  - id: square
    title: {en: Square}
    location: {latitude_deg: 49.4447, longitude_deg: 7.7689}
    comfort: any
    epochs:
"""


def write(folder: Path, program: str) -> None:
    tour = TOUR
    for year, (name, colour) in zip((1200, 2026), COLOURS.items()):
        Image.new("RGB", (1024, 512), colour).save(folder / f"{name}.png")
        tour += EPOCH.format(name=name, year=year)
    (folder / "tour.yaml").write_text(tour)
    times = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    number = np.floor(times / STEP_S) % LEVELS
    samples = np.where(times % STEP_S < BURST_S, FAINTEST + LOUDER * number, 0)
    with wave.open(str(folder / "told.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    command = [program, "build", "tour.yaml", "--output", "tour.ztour"]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    subprocess.run([program, "pin", "pins"], input=bus.PIN + "\n", cwd=folder, text=True, check=True, stdout=sys.stderr)
    (folder / "token").write_text(TOKEN + "\n")


def opened(browser, port: int):
    """An enrolled page in a context of its own, as if it were another headset."""
    # Without motion a scene appears from one frame to the next; the listener is no script of the page's server.
    context = browser.new_context(viewport=SIZE, reduced_motion="reduce", bypass_csp=True, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{port}/headset?token={TOKEN}")
    page.wait_for_selector('html[data-sharp="true"][data-volume]', state="attached", timeout=60_000)
    page.mouse.click(5, 100)
    return page


def begin(pages: list, guide: bus.Guide, epoch: str) -> tuple[list[float], float, float]:
    """Begins a scene; gives skews of bursts and of the picture in ms, and the longest frame round the change."""
    for page in pages:
        page.evaluate("() => { Object.assign(together, { bursts: [], frames: [], ticks: together.ticks.slice(-1) }); }")
    status, answer = guide.command("go_to", place="square", epoch=epoch)
    assert status == 200, answer
    for page in pages:
        page.wait_for_function(f"() => together.bursts.length > {2 * COMPARED}", timeout=30_000)
        page.wait_for_selector(f'html[data-scene="square/{epoch}"]', state="attached", timeout=30_000)
    seen = [page.evaluate("() => together") for page in pages]
    heard = [{number_of(burst): burst["at_ms"] for burst in reversed(one["bursts"])} for one in seen]
    known = sorted(set.intersection(*map(set, heard)) - {0})[:COMPARED]
    if not known:
        raise ValueError("no burst was heard in all pages")
    sound = [spread([one[number] for one in heard]) for number in known]
    shown = [first_frame(one, COLOURS[epoch]) for one in seen]
    return sound, spread([at_ms for at_ms, _ in shown]), max(length for _, length in shown)


def number_of(burst: dict) -> int:
    return round((burst["level"] - FAINTEST) / LOUDER)


def first_frame(seen: dict, colour: tuple) -> tuple[float, float]:
    """When a colour was there first, and how long after the frame before."""
    shown = [one["at_ms"] for one in seen["frames"] if np.abs(np.subtract(one["colour"][:3], colour)).max() < 20]
    before = [at_ms for at_ms in seen["ticks"] if shown and at_ms < shown[0]]
    if not before:
        raise ValueError(f"the picture did not come while it was watched: {seen['frames'][-1:]}")
    return shown[0], shown[0] - before[-1]


def spread(values: list[float]) -> float:
    return max(values) - min(values)


def measure(program: str, starts: int, count: int) -> list[dict]:
    sound, pictures, frames = [], [], []
    with tempfile.TemporaryDirectory(prefix="zeitreise-together-") as name:
        folder = Path(name)
        write(folder, program)
        access = ["--guide-pin-file", "pins", "--headset-token-file", "token"]
        with bus.serving(program, "tour.ztour", *access, cwd=folder) as server, sync_playwright() as playwright:
            server.guard.cancel()
            guide = bus.Guide(server.port)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
            pages = [opened(browser, server.port) for _ in range(count)]
            # Once each unmeasured: on the road the next scene has been fetched ahead.
            for number in range(-2, starts):
                skews, skew, longest = begin(pages, guide, list(COLOURS)[(number + 1) % 2])
                if number < 0:
                    continue
                sound += skews
                pictures.append(skew)
                # Browsers give times to a tenth of a millisecond.
                frames.append(round(skew / longest, 2))
            browser.close()
    return [
        report.row("sound_skew_p50_ms", percentile(sound, 0.5), "ms"),
        report.row("sound_skew_p99_ms", percentile(sound, 0.99), "ms", "<= 25"),
        report.row("picture_skew_p50_ms", percentile(pictures, 0.5), "ms"),
        report.row("picture_skew_most_ms", max(pictures), "ms"),
        report.row("picture_skew_most_frames", max(frames), "frames", "<= 1"),
    ]


def percentile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/together", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--starts", type=int, default=20, help="of a scene, four moments of each (20)")
    parser.add_argument("--pages", type=int, default=6, help="headset pages, each in a context of its own (6)")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    found = measure(program, options.starts, options.pages)
    source = f"{options.pages} pages in one browser, {options.starts} starts, software WebGL"
    print(report.document("together", source, found) if options.json else f"{source}\n\n{report.summary(found)}")


if __name__ == "__main__":
    main()
