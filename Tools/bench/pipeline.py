"""How long a panorama takes to become tiles: `zeitreise tile`, the codec alone, and every peer, on the same input."""

import argparse
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import measure
import ours
import report

HERE = Path(__file__).resolve().parent
# Inputs and compiled programs, kept from run to run.
CACHE = ours.ROOT / ".bench"
PHOTO = ours.ROOT.parent / "shared/data/panoramas/examplepano.jpg"
CORES = 2
QUALITY = 75
# Stands in a command for what it writes.
OUT = "@OUT@"


def note(text: str) -> None:
    print(f"Tools/bench/pipeline: {text}", file=sys.stderr)


def script(name: str, *arguments) -> list:
    """A command that runs a script beside this one: no picture in this process, whose size counts for its children."""
    return [sys.executable, HERE / name, *arguments]


def prepared(path: Path, *command) -> Path:
    """`path`, made by `command` where it is not there yet."""
    if not path.exists():
        note(f"making {path.name}")
        measure.child(command, CACHE / "prepare.log")
    return path


def input_8192() -> Path:
    path = CACHE / "panorama-8192.jpg"
    if not path.exists() and not PHOTO.exists():
        raise ours.Missing("no ../shared/data/panoramas/examplepano.jpg beside the repository")
    return prepared(path, *script("panoramas.py", 8192, PHOTO, path))


def codec_floor() -> Path:
    """The compiled program, newer than its source."""
    source, path = HERE / "codec_floor.c", CACHE / "codec_floor"
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        measure.child(["cc", "-O2", "-o", path, source, "-ljpeg", "-lpthread"], CACHE / "prepare.log")
    return path


def tile_command(source: Path, output: Path | str, *flags) -> list:
    return [ours.program(), "tile", source, "--output", output, "--quality", QUALITY, "--quiet", *flags]


class Bench:
    """One input, the sizes that our program chooses for it, and a folder for what is written."""

    def __init__(self, source: Path, folder: str):
        self.source, self.folder = source, Path(folder)
        # Lossless tiles: the pixels that the codec floor encodes.
        output = self.folder / "pixels"
        answer = measure.child(tile_command(source, output, "--format", "png", "--json"), self.log)
        sizes, _ = json.JSONDecoder().raw_decode(answer.output, answer.output.index("{"))
        self.face, self.tile, self.levels = sizes["face_size_px"], sizes["tile_size_px"], sizes["levels"]
        self.pixels = self.folder / "tiles.rgb"
        measure.child(script("concatenate.py", output, self.pixels), self.log)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def tile_mpx(self) -> float:
        return sum(6 * (self.face >> level) ** 2 for level in range(self.levels)) / 1e6

    def program(self, command: list, environment: dict[str, str] | None = None) -> measure.Run:
        """A whole process that writes something where `OUT` stands.

        Every run has a folder of its own until the end: a file system is slow to use again what was just removed.
        """
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        os.sync()
        run = measure.child([str(word).replace(OUT, str(folder / "out")) for word in command], self.log, environment)
        if not any(folder.iterdir()):
            raise measure.Failed("nothing was written")
        return run

    def floor(self) -> measure.Run:
        run = measure.child([codec_floor(), self.source, self.pixels, self.tile, QUALITY, CORES], self.log)
        return run._replace(seconds=json.loads(run.output)["floor_s"])

    def contenders(self) -> dict:
        result = {
            "codec floor": self.floor,
            "zeitreise": functools.partial(self.program, tile_command(self.source, OUT)),
            "zeitreise bicubic": functools.partial(self.program, tile_command(self.source, OUT, "--filter", "bicubic")),
        }
        result["kubi bicubic"] = functools.partial(
            self.program, script("peer_kubi.py", self.source, OUT, self.face), {"VIPS_CONCURRENCY": str(CORES)}
        )
        result["nona + Pillow"] = functools.partial(self.program, script("peer_nona.py", self.source, OUT, self.face))
        graph = f"v360=equirect:c3x2:interp=cubic:w={3 * self.face}:h={2 * self.face}"
        result["ffmpeg v360 cubic"] = functools.partial(
            self.program,
            ["ffmpeg", "-loglevel", "error", "-y", "-i", self.source, "-vf", graph, "-q:v", "4", f"{OUT}.jpg"],
        )
        return result

    def kernels(self) -> dict:
        return {
            "kernel zeitreise": lambda: measure.child([ours.kernel_bench()], self.log),
            "kernel OpenCV": lambda: measure.child(script("kernel_opencv.py", self.source, self.face), self.log),
        }


def json_lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def kernel_speeds(runs: list[measure.Run]) -> dict[tuple[str, int], list[float]]:
    """(filter, threads) → Mpx/s of every round."""
    speeds = {}
    for run in runs:
        for line in json_lines(run.output):
            speeds.setdefault((line["filter"], line.get("threads", 1)), []).append(line["mpx_per_s"])
    return speeds


def large(bench: Bench, small: float | None) -> list[tuple[str, measure.Run, float | None]]:
    """`zeitreise tile` on 32768x16384, once each: (format, run, speed per pixel against `small` seconds for 8192x4096)."""
    results = []
    for extension in ("jpg", "png"):
        path = CACHE / f"panorama-32768.{extension}"
        try:
            source = prepared(path, *script("panoramas.py", 32768, input_8192(), path))
            run = bench.program(tile_command(source, OUT))
            results.append((extension, run, 16 * small / run.seconds if small else None))
        except measure.Failed as error:
            note(f"not measured: 32768x16384 {extension}: {error}")
    return results


def rows(runs: dict, kernels: dict, big: list, bench: Bench) -> list[dict]:
    seconds = {name: [run.seconds for run in values] for name, values in runs.items()}
    mine, floor = seconds.get("zeitreise"), seconds.get("codec floor")
    ratio, median = measure.median_ratio, measure.median

    def against(name: str, goal: str | None, peer: str) -> dict:
        return report.row(name, ratio(seconds.get(peer), mine), "x", goal, peer, median(seconds.get(peer)))

    result = [
        report.row("wall_per_codec_floor", ratio(mine, floor), "x", "<= 2.0", "codec floor", median(floor)),
        against("times_faster_than_kubi", ">= 4", "kubi bicubic"),
        against("times_faster_than_nona", ">= 35", "nona + Pillow"),
        report.row("peak_memory_mib_32768", max((run.peak_memory for _, run, _ in big), default=None), "MiB", "<= 512"),
        against("times_faster_than_ffmpeg", None, "ffmpeg v360 cubic"),
    ]
    own, theirs = (kernel_speeds(kernels.get(name, [])) for name in ("kernel zeitreise", "kernel OpenCV"))
    for name, filter_name, peer, goal in (
        ("kernel_bicubic_per_opencv", "bicubic", "bicubic", ">= 1.5"),
        ("kernel_lanczos3_per_opencv_lanczos4", "lanczos3", "lanczos4", ">= 4"),
    ):
        ours_here, peers_here = own.get((filter_name, 1)), theirs.get((peer, 1))
        result.append(
            report.row(
                name, ratio(ours_here, peers_here), "x", goal, f"OpenCV {peer}, Mpx/s a core", median(peers_here)
            )
        )
    for extension, run, speed in big:
        name = f"32768x16384 {extension}"
        result += [
            report.row(f"{name}: wall", run.seconds, "s"),
            report.row(f"{name}: peak memory", run.peak_memory, "MiB", "<= 512"),
            report.row(f"{name}: speed per pixel, of 8192x4096", speed, "x", ">= 0.85" if extension == "jpg" else None),
        ]
    for name, values in runs.items():
        wall = median([run.seconds for run in values])
        result += [
            report.row(f"{name}: wall", wall, "s"),
            report.row(f"{name}: CPU", median([run.cpu_seconds for run in values]), "s"),
            report.row(f"{name}: speed", bench.tile_mpx / wall, "Mpx/s"),
            report.row(f"{name}: peak memory", median([run.peak_memory for run in values]), "MiB"),
        ]
    for program, speeds in (("zeitreise", own), ("OpenCV", theirs)):
        for (filter_name, threads), values in speeds.items():
            result.append(
                report.row(
                    f"kernel {program} {filter_name}, {threads} thread{'s' if threads > 1 else ''}",
                    median(values),
                    "Mpx/s",
                )
            )
    return result


def profile(bench: Bench) -> None:
    """Where the time of one run goes, by function."""
    if not shutil.which("perf"):
        return note("no profile: perf is not installed; Tools/setup bench installs it")
    data = bench.folder / "perf.data"
    demangler = shutil.which("swift-demangle")
    try:
        bench.program(
            ["perf", "record", "--quiet", "--freq", "2000", "--output", data, *tile_command(bench.source, OUT)]
        )
        for title, key in (("library", "dso"), ("function", "dso,symbol")):
            listing = measure.child(
                ["perf", "report", "--stdio", "--input", data, "--percent-limit", "1", "--sort", key], bench.log
            ).output
            # perf pads symbols to the longest, and adds columns that it leaves empty.
            lines = (re.sub(r"  +", "  ", line.strip(" -")) for line in listing.splitlines())
            text = "\n".join(line for line in lines if line and not line.startswith("#"))
            if demangler:
                text = subprocess.run(
                    [demangler, "--simplified"], input=text, capture_output=True, text=True, check=True
                ).stdout
            print(f"\nWhere the CPU time of `zeitreise tile` goes, by {title}:\n{text}", file=sys.stderr)
    except measure.Failed as error:
        note(f"no profile: {error}")


def show(source: str, result: list[dict], runs: dict, bench: Bench) -> None:
    seconds = {name: [run.seconds for run in values] for name, values in runs.items()}
    lines = []
    for name, values in runs.items():
        wall = measure.median(seconds[name])
        cpu = measure.median([run.cpu_seconds for run in values])
        memory = measure.median([run.peak_memory for run in values])
        floors = measure.median_ratio(seconds[name], seconds.get("codec floor"))
        lines.append(
            (name, f"{wall:.3f}", f"{cpu:.3f}", f"{bench.tile_mpx / wall:.1f}", f"{memory:.0f}", f"{floors or 0:.2f}")
        )
    kernels = [
        (row["name"].removeprefix("kernel "), row["value"]) for row in result if row["name"].startswith("kernel ")
    ]
    print(f"{source}\n")
    print(report.table(("", "wall s", "CPU s", "Mpx/s", "peak MiB", "x floor"), lines))
    print(f"\n{report.table(('kernel alone', 'Mpx/s'), kernels)}")
    print(f"\n{report.summary([row for row in result if row['goal']])}")


def description(bench: Bench, rounds: int, load: float) -> str:
    return (
        f"examplepano.jpg enlarged to 8192x4096, JPEG q90 4:2:0 baseline; faces of {bench.face}, {bench.levels} levels, "
        f"tiles of {bench.tile} (peers: 512), {bench.tile_mpx:.1f} Mpx of tiles, JPEG q{QUALITY} 4:2:0; {CORES} cores, "
        f"median of {rounds} interleaved runs; load before {load:.1f}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="one JSON object on standard output")
    arguments.add_argument("--large", action="store_true", help="32768x16384 as well: some minutes and 1 GB of disk")
    arguments.add_argument("--profile", action="store_true", help="where our time goes, by perf")
    arguments.add_argument(
        "--runs", type=int, default=5, metavar="N", help="of everything, in turn; medians are given (default: 5)"
    )
    arguments.add_argument("--only", metavar="TEXT", help="beside the codec floor only those whose name holds TEXT")
    given = arguments.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    CACHE.mkdir(exist_ok=True)
    # ext4 looks at every inode deleted nearby in the last minutes before it gives one to a new file: with this flag each run's
    # folder lies in a part of the disk of its own.
    subprocess.run(["chattr", "+T", CACHE], check=False, stderr=subprocess.DEVNULL)
    load = os.getloadavg()[0]
    try:
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            bench = Bench(input_8192(), folder)
            contenders = bench.contenders() | bench.kernels()
            if given.only:
                contenders = {name: run for name, run in contenders.items() if name == "codec floor" or given.only in name}
            runs = measure.interleaved(contenders, given.runs, note)
            kernels = {name: runs.pop(name) for name in list(runs) if name.startswith("kernel ")}
            big = []
            if given.large:
                big = large(bench, measure.median([run.seconds for run in runs.get("zeitreise", [])]))
            else:
                note("not measured: peak_memory_mib_32768; give --large")
            result = rows(runs, kernels, big, bench)
            source = description(bench, given.runs, load)
            if given.json:
                print(report.document("pipeline", source, result))
            else:
                show(source, result, runs, bench)
            if given.profile:
                profile(bench)
    except (ours.Missing, measure.Failed) as error:
        note(error)
        sys.exit(1)


if __name__ == "__main__":
    main()
