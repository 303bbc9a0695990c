"""How the headset page shows a panorama over a link of 50 Mbit/s, beside other viewers with the same tiles."""

import argparse
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import report
import server_link

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "Tests/Browser"))
import viewer_pages  # noqa: E402

FOLDER = (REPOSITORY / ".bench/player").resolve()
SOURCE = REPOSITORY / "../shared/data/panoramas/examplepano.jpg"
RATE_MBIT = 50
SECONDS = 12
QUALITY = "75"
# Share of what a server has given that may be missing in a browser's count: what was broken off just then.
UNCOUNTED = 0.03
PORT, PLAIN_PORT = 8443, 8080
HFOV_DEG = 90
TOUR = """\
zeitreise: 1
id: bench
title: {en: Bench}
languages: [en]
places:
  - id: square
    title: {en: Square}
    location: {latitude_deg: 49.4447, longitude_deg: 7.7689}
    comfort: any
    epochs:
      - id: present
        year: 2026
        panorama: panorama.jpg
        heading_deg: 0
        credit: The photographer
        licence: CC0-1.0
        source: The examples of Hugin
        certainty: documented
"""


def note(text: str) -> None:
    print(text, file=sys.stderr)


def prepare(program: str) -> None:
    """The panorama as `tile` makes faces of 2624 of it, in a bundle, and in the layouts of other viewers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (FOLDER / "panorama.jpg").exists():
        from PIL import Image

        picture = Image.open(SOURCE).convert("RGB").resize((8192, 4096), Image.Resampling.LANCZOS)
        # No pixel of it is black, so that a black one is none of it.
        picture.point(lambda value: 40 + value * 215 // 255).save(FOLDER / "unfinished.jpg", quality=90)
        (FOLDER / "unfinished.jpg").replace(FOLDER / "panorama.jpg")
    if not (FOLDER / "tour.ztour").exists():
        (FOLDER / "tour.yaml").write_text(TOUR)
        run(program, "build", "tour.yaml", "--output", "tour.ztour", "--quality", QUALITY)
    if not (FOLDER / "server.pem").exists():
        run(program, "certificate", "create", server_link.SERVER, "--directory", ".")
    for viewer in (viewer_pages.MARZIPANO, viewer_pages.PANNELLUM):
        if os.environ.get(viewer.variable) and not (FOLDER / viewer.layout).exists():
            run(program, "tile", "panorama.jpg", "--output", viewer.layout, "--layout", viewer.layout, "--quality", QUALITY)
            viewer.write_page(FOLDER)
            viewer.link_copy(FOLDER)


def run(*command: str) -> None:
    subprocess.run(list(map(str, command)), cwd=FOLDER, check=True, stdout=sys.stderr, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def server(command: list, ready: str):
    """Runs a server; gives a function that returns what it has said."""
    path = FOLDER / "server.log"
    with open(path, "wb") as log:
        process = subprocess.Popen(list(map(str, command)), cwd=FOLDER, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 20
        while ready not in path.read_text():
            if process.poll() is not None or time.monotonic() > end:
                raise OSError(f"no server came up: {path.read_text()}")
            time.sleep(0.02)
        yield path.read_text
    finally:
        process.terminate()
        process.wait(20)


class Visitor:
    """The browser at the other end of the link."""

    def __init__(self, inside: list[str]):
        words = [*inside, sys.executable, Path(__file__).with_name("player_views.py")]
        self.process = subprocess.Popen(list(map(str, words)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def visit(self, **job) -> dict:
        note(f"{job['viewer']}{', pixels read' if job.get('reads_pixels') else ''} ...")
        self.process.stdin.write(json.dumps({"seconds": SECONDS, **job}) + "\n")
        self.process.stdin.flush()
        if answer := self.process.stdout.readline():
            return json.loads(answer)
        raise OSError(f"the browser ended with {self.process.wait()}")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)


def measure(program: str, rounds: int) -> tuple[list[dict], dict[str, dict]]:
    """What was found in each round of ours, the last with its pixels read, and of each other viewer that there is."""
    with server_link.link(RATE_MBIT, 1) as (inside, beyond):
        serve = [program, "serve", "tour.ztour", "--listen", f"{server_link.SERVER}:{PORT}"]
        serve += ["--certificate", "server.pem", "--key", "server.key"]
        visitor = Visitor(beyond)
        try:
            with server([*inside, *serve], "https://"):
                ours = {"viewer": "zeitreise", "address": f"https://{server_link.SERVER}:{PORT}/headset#heading_deg=0"}
                found = [visitor.visit(**ours) for _ in range(rounds)]
                found.append(visitor.visit(**ours, reads_pixels=True, picture=str(FOLDER / "zeitreise.png")))
            return found, dict(others(visitor, inside))
        finally:
            visitor.close()


def others(visitor: Visitor, inside: list[str]):
    base = f"http://{server_link.SERVER}:{PLAIN_PORT}"
    vfov_deg = 58.72  # of a view of 1280x720 that is 90 degrees wide
    files = [*inside, sys.executable, "-u", "-m", "http.server", PLAIN_PORT, "--bind", server_link.SERVER, "--protocol", "HTTP/1.1"]
    with server(files, "Serving") as log:
        for viewer in (viewer_pages.MARZIPANO, viewer_pages.PANNELLUM):
            if not os.environ.get(viewer.variable):
                note(f"not measured: {viewer}: {viewer.variable} does not name {viewer.copy}")
                continue
            address = f"{base}/{viewer.address(0, 0, HFOV_DEG, vfov_deg)}"
            picture = str(FOLDER / f"{viewer}.png")
            found = visitor.visit(viewer=str(viewer), address=address, shown=viewer.is_shown, picture=picture)
            check_count(str(viewer), found, log())
            yield str(viewer), found


def check_count(viewer: str, found: dict, log: str) -> None:
    """The browser's count against the files that the server has given."""
    given = [path for path in re.findall(r'"GET (/\S+\.jpg) HTTP/1.1" 200', log) if path.startswith(f"/{viewer}/")]
    sent = sum((FOLDER / path[1:]).stat().st_size for path in given)
    if not (1 - UNCOUNTED) * sent <= found["bytes"] <= sent:
        raise ValueError(f"{viewer}: the browser counts {found['bytes']} bytes of pictures, the server has sent {sent}")


def rows(ours: list[dict], peers: dict[str, dict]) -> list[dict]:
    *plain, read = ours
    frames = [sorted(found["frames_ms"]) for found in plain]
    median = lambda values: statistics.median(values)  # noqa: E731
    frame_ms = median([median(times) for times in frames])
    p95_ms = median([times[int(0.95 * len(times))] for times in frames])
    worst = median([times[-1] / median(times) for times in frames])
    again = median([max(found["again_ms"]) / median(found["again_ms"]) for found in plain])
    found = [
        report.row("first_sphere_ms", median([one["ready_ms"] for one in ours]), "ms", "<= 300"),
        report.row("sharp_ms", median([one["sharp_ms"] for one in ours]), "ms"),
        report.row("black_pixels", read["empty"] if read["read"] else None, "pixels", "== 0"),
        report.row("black_pixels_frames", read["read"], "frames"),
        report.row("frame_median_ms", frame_ms, "ms"),
        report.row("frame_p95_ms", p95_ms, "ms"),
        report.row("frame_p95_per_median", p95_ms / frame_ms, "ratio", "<= 2"),
        report.row("frame_worst_per_median", worst, "ratio", "<= 2"),
        report.row("frame_worst_per_median_without_tiles", again, "ratio"),
        report.row("texture_memory_mib", max(one["most_bytes"] for one in ours) / 2**20, "MiB", "<= 256"),
        report.row("look_round_bytes", median([one["bytes"] for one in ours]), "B"),
    ]
    for name in ("marzipano", "pannellum"):
        theirs = peers.get(name, {}).get("bytes")
        ratio = theirs and median([one["bytes"] for one in ours]) / theirs
        found.append(report.row(f"look_round_per_{name}", ratio, "ratio", "<= 0.8", name, theirs))
        times = sorted(peers.get(name, {}).get("frames_ms", []))
        p95 = times[int(0.95 * len(times))] if times else None
        found.append(report.row(f"frame_p95_per_{name}", p95 and p95_ms / p95, "ratio", None, name, p95))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="Tools/bench/player", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--rounds", type=int, default=3, help="of our page, each with an empty store (3)")
    options = parser.parse_args()
    program = str(Path(os.environ.get("ZEITREISE", ".build/release/zeitreise")).resolve())
    prepare(program)
    found = rows(*measure(program, options.rounds))
    source = f"a panorama of 8192x4096 over {RATE_MBIT} Mbit/s, 1280x720, once round in {SECONDS} s, software WebGL"
    print(report.document("player", source, found) if options.json else f"{source}\n\n{report.summary(found)}")


if __name__ == "__main__":
    main()
