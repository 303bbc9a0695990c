"""How exactly `zeitreise tile` and its peers resample: against pictures whose value is known in every direction."""

import argparse
import functools
import sys
import time
from collections.abc import Callable

import numpy as np
import ours
import peers
import report
import sphere

WIDTH = 2048
WANTED_FACE = 648
# Rad per unit: one wave is 16 source texels, so low that the filters' own ripple is far below what is measured.
RULER_WAVE_NUMBER = WIDTH / 16
RULER_PHASES = 12
RULER_BLOCK = 8
CONSTANTS = ((0, 1, 77), (128, 200, 254), (255, 16, 235))

Faces = dict[str, np.ndarray]
# An RGB panorama and a face size → its faces.
Render = Callable[[np.ndarray, int], Faces]


def contenders() -> dict:
    """Name and function of everything that is compared; ours first."""
    result = {"zeitreise (default)": peers.ours}
    result["zeitreise bicubic"] = functools.partial(peers.ours, filter_name="bicubic")
    result["zeitreise, JPEG to JPEG"] = peers.ours_as_planes
    result["nona poly3"] = peers.nona
    for name in ("linear", "cubic", "lanczos4"):
        result[f"OpenCV {name}, exact maps"] = functools.partial(peers.opencv, interpolation=name)
    for name in ("linear", "cubic", "lanczos"):
        result[f"ffmpeg v360 {name}"] = functools.partial(peers.ffmpeg, interpolation=name)
    result["kubi bicubic (libvips)"] = peers.kubi
    result["py360convert bicubic"] = peers.py360convert
    return result


class Charts:
    """The pictures, drawn once, and what each texel of a face should show."""

    def __init__(self, seed: int, size: int):
        self.size = size
        self.directions = {face: sphere.face_directions(face, size) for face in sphere.FACES}
        panorama = sphere.panorama_directions(WIDTH)
        waves = sphere.plane_waves(seed)
        self.waves = sphere.bytes_of(sphere.evaluate(waves, panorama))
        self.waves_truth = {face: sphere.evaluate(waves, self.directions[face]) for face in sphere.FACES}
        self.rulers = [
            [
                sphere.bytes_of(
                    np.stack(
                        [
                            sphere.axis_wave(axis, 2 * np.pi * phase / RULER_PHASES, RULER_WAVE_NUMBER)(panorama)
                            for phase in range(first, first + 3)
                        ],
                        axis=-1,
                    )
                )
                for first in range(0, RULER_PHASES, 3)
            ]
            for axis in range(3)
        ]
        self.chirp = sphere.bytes_of(sphere.pole_chirp(WIDTH))
        self.seams = sphere.seam_pairs(size)


def rgb(grey: np.ndarray) -> np.ndarray:
    return np.repeat(grey[..., None], 3, axis=-1)


def decibels(error: float) -> float:
    return 10 * np.log10(255**2 / error)


def fidelity(faces: Faces, charts: Charts) -> tuple[float, float]:
    """PSNR over all texels, and WS-PSNR over the sphere's area, against the exact values."""
    squares = np.stack([np.square(faces[face][..., 0] - charts.waves_truth[face]) for face in sphere.FACES])
    weights = np.broadcast_to(sphere.solid_angles(charts.size), squares.shape)
    return decibels(squares.mean()), decibels(np.average(squares, weights=weights))


def seam_error(faces: Faces, charts: Charts) -> tuple[float, float]:
    """Error of the step from texel to texel, in levels (rms): across the cube's edges, and inside faces."""
    error = {face: faces[face][..., 0] - charts.waves_truth[face] for face in sphere.FACES}
    across = np.concatenate(
        [
            error[a][row_a, column_a] - error[b][row_b, column_b]
            for (a, row_a, column_a), (b, row_b, column_b) in charts.seams
        ]
    )
    inside = np.concatenate([np.diff(error[face], axis=axis).ravel() for face in sphere.FACES for axis in (0, 1)])
    return np.sqrt(np.square(across).mean()), np.sqrt(np.square(inside).mean())


def geometry(render: Render, charts: Charts, choice: dict) -> tuple[float, float]:
    """Displacement in source texels, mean of blocks of 8 x 8: the largest anywhere, and the root mean square.

    Waves along x, y and z in 12 phases each; the phase that a face's texel shows is its direction's component.
    """
    shift = {face: np.empty((charts.size, charts.size, 3)) for face in sphere.FACES}
    for axis, pictures in enumerate(charts.rulers):
        analytic = dict.fromkeys(sphere.FACES, 0)
        for number, picture in enumerate(pictures):
            faces = peers.turned(render(picture, charts.size), choice)
            for face in sphere.FACES:
                for channel in range(3):
                    phase = 2 * np.pi * (3 * number + channel) / RULER_PHASES
                    analytic[face] = analytic[face] + (faces[face][..., channel] - 128.0) * np.exp(-1j * phase)
        for face in sphere.FACES:
            # Against the wave that should be there; conjugate, for the phase was taken off.
            angle = np.angle(analytic[face] * np.exp(-1j * RULER_WAVE_NUMBER * charts.directions[face][..., axis]))
            shift[face][..., axis] = angle / RULER_WAVE_NUMBER * WIDTH / (2 * np.pi)
    lengths = []
    for face in sphere.FACES:
        direction = charts.directions[face]
        tangent = shift[face] - (shift[face] * direction).sum(axis=-1, keepdims=True) * direction
        blocks = charts.size // RULER_BLOCK
        cut = tangent[: blocks * RULER_BLOCK, : blocks * RULER_BLOCK]
        mean = cut.reshape(blocks, RULER_BLOCK, blocks, RULER_BLOCK, 3).mean(axis=(1, 3))
        lengths.append(np.linalg.norm(mean, axis=-1))
    return np.max(lengths), np.sqrt(np.square(lengths).mean())


def alias(render: Render, charts: Charts, choice: dict) -> tuple[float, float]:
    """Energy that a zone plate leaves where no texel can show it, and what is left where all can, in dB of its own.

    On the polar faces: from 0.75 cycles per texel on the picture must be constant; up to 0.25 it must be whole.
    """
    faces = peers.turned(render(rgb(charts.chirp), charts.size), choice)
    unseen, seen = [], []
    for face in "ud":
        frequency = sphere.chirp_frequency(charts.directions[face], charts.size, WIDTH)
        squares = np.square(faces[face][..., 0] - 128.0) / (100**2 / 2)
        unseen.append(squares[frequency >= 0.75])
        seen.append(squares[frequency <= 0.25])
    return tuple(10 * np.log10(max(np.concatenate(values).mean(), 1e-9)) for values in (unseen, seen))


def constant(render: Render, size: int) -> int:
    """Largest deviation from constant pictures, in levels."""
    worst = 0
    for colour in CONSTANTS:
        picture = np.full((WIDTH // 2, WIDTH, 3), colour, np.uint8)
        worst = max([worst] + [int(np.abs(face.astype(int) - colour).max()) for face in render(picture, size).values()])
    return worst


def measure(render: Render, charts: Charts) -> dict[str, float]:
    faces = render(rgb(charts.waves), charts.size)
    choice = peers.oriented(faces, charts.waves_truth)
    faces = peers.turned(faces, choice)
    result = {}
    result["psnr"], result["ws_psnr"] = fidelity(faces, charts)
    result["seam"], result["inside"] = seam_error(faces, charts)
    result["seam_ratio"] = result["seam"] / result["inside"]
    result["largest"], result["usual"] = geometry(render, charts, choice)
    result["alias"], result["kept"] = alias(render, charts, choice)
    result["constant"] = constant(render, charts.size)
    return result


def rows(results: dict[str, dict], peer: str = "OpenCV lanczos4, exact maps") -> list[dict]:
    """The rows whose names stay, then everything else."""

    def value(name: str, key: str) -> float | None:
        return results.get(name, {}).get(key)

    cubic, default = "OpenCV cubic, exact maps", "zeitreise (default)"
    result = [
        report.row("psnr_db_default", value(default, "psnr"), "dB", ">= 55", peer, value(peer, "psnr")),
        report.row("psnr_db_bicubic", value("zeitreise bicubic", "psnr"), "dB", ">= 50.8", cubic, value(cubic, "psnr")),
        report.row("max_error_texels", value(default, "largest"), "texels", "< 0.02", peer, value(peer, "largest")),
        report.row(
            "constant_error_levels", value(default, "constant"), "levels", "== 0", peer, value(peer, "constant")
        ),
        report.row(
            "seam_step_per_inner_step", value(default, "seam_ratio"), "x", "<= 1", peer, value(peer, "seam_ratio")
        ),
        report.row("alias_energy_db", value(default, "alias"), "dB", None, peer, value(peer, "alias")),
    ]
    units = {
        "psnr": "dB",
        "ws_psnr": "dB",
        "largest": "texels",
        "usual": "texels",
        "seam": "levels",
        "inside": "levels",
        "alias": "dB",
        "kept": "dB",
        "constant": "levels",
    }
    for name, values in results.items():
        result += [report.row(f"{name}: {key}", values[key], unit) for key, unit in units.items()]
    return result


# Column of the table, key of a result, format.
COLUMNS = (
    ("PSNR dB", "psnr", ".2f"),
    ("WS-PSNR dB", "ws_psnr", ".2f"),
    ("max error tx", "largest", ".4f"),
    ("rms error tx", "usual", ".4f"),
    ("seam step", "seam", ".3f"),
    ("inner step", "inside", ".3f"),
    ("alias dB", "alias", ".1f"),
    ("kept dB", "kept", ".2f"),
    ("constant off", "constant", "d"),
)


def note(text: object) -> None:
    print(f"Tools/bench/exactness: {text}", file=sys.stderr)


def face_size() -> int:
    """That of our program; where there is none the peers are measured at the size that it would choose."""
    try:
        return peers.tool_size(WANTED_FACE)
    except ours.Missing as reason:
        note(reason)
        return 656


def show(source: str, results: dict[str, dict]) -> None:
    print(f"{source}\n")
    print(
        report.table(
            ("", *(title for title, _, _ in COLUMNS)),
            [(name, *(format(values[key], style) for _, key, style in COLUMNS)) for name, values in results.items()],
        )
    )
    print()
    print(report.summary(rows(results)[:6]))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="one JSON object on standard output")
    arguments.add_argument("--seed", type=int, default=1, metavar="N", help="of the random plane waves (default: 1)")
    arguments.add_argument("--only", metavar="TEXT", help="only programs whose name has TEXT")
    given = arguments.parse_args()
    charts = Charts(given.seed, face_size())
    source = (
        f"72 plane waves of 20 to 600 rad per unit (seed {given.seed}), standard deviation {charts.waves.std():.1f} levels "
        f"({charts.waves.min()} to {charts.waves.max()}: unclipped), {WIDTH}x{WIDTH // 2}, 8 bit, six faces of {charts.size}"
    )
    results = {}
    for name, render in contenders().items():
        if given.only and given.only not in name:
            continue
        start = time.monotonic()
        # A peer of another version may fail in any way; the others are still worth knowing.
        try:
            results[name] = measure(render, charts)
            note(f"{name}: {time.monotonic() - start:.1f} s")
        except Exception as reason:
            note(f"not measured: {name}: {reason}")
    if given.json:
        print(report.document("exactness", source, rows(results)))
    else:
        show(source, results)


if __name__ == "__main__":
    main()
