"""Six faces of an equirectangular picture as each program makes them: ours and the peers'.

Every function takes an 8-bit RGB panorama [row, column, 3] and a face size and returns {face letter: [row, column, 3]}, not
always in our order and orientation. What is missing on this machine raises `Missing` with the reason.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import ModuleType

import nona_project
import numpy as np
import sphere
from ours import Missing, program

Faces = dict[str, np.ndarray]


def require(command: str) -> None:
    if not shutil.which(command):
        raise Missing(f"{command} is not installed; Tools/setup bench installs it")


def save(path: Path, pixels: np.ndarray) -> None:
    """PNG, or where the name says so JPEG of quality 100 in 4:2:0."""
    from PIL import Image

    Image.fromarray(pixels).save(path, compress_level=1, quality=100, subsampling="4:2:0")


def load(path: Path) -> np.ndarray:
    from PIL import Image

    # Gigapixels are wanted here, not a bomb.
    Image.MAX_IMAGE_PIXELS = None
    return np.asarray(Image.open(path).convert("RGB"))


def run(*command) -> str:
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode:
        raise Missing(f"{command[0]} failed: {(result.stderr or result.stdout).strip().splitlines()[-1:]}")
    return result.stdout


def ours(panorama: np.ndarray, size: int, filter_name: str | None = None) -> Faces:
    """`zeitreise tile`, the finest level put together from its tiles."""
    flags = ["--filter", filter_name] if filter_name else []
    return tiled(panorama, size, "in.png", ["--format", "png", *flags])


def ours_as_planes(panorama: np.ndarray, size: int) -> Faces:
    """From JPEG to JPEG, both of quality 100 in 4:2:0: as luma and colour differences, never as pixels.

    Every channel comes as a grey picture of its own, for halved colours would be the error of JPEG and not ours.
    """
    greys = [np.repeat(panorama[..., channel : channel + 1], 3, axis=-1) for channel in range(3)]
    rendered = [tiled(grey, size, "in.jpg", ["--quality", 100]) for grey in greys]
    return {face: np.stack([faces[face][..., 0] for faces in rendered], axis=-1) for face in sphere.FACES}


def tiled(panorama: np.ndarray, size: int, name: str, flags: list) -> Faces:
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, name), Path(folder, "out")
        save(source, panorama)
        sizes = ["--face-size", size, "--tile-size", size]
        run(program(), "tile", source, "--output", output, *sizes, "--quiet", *flags)
        return tiles(output, size)


def tiles(output: Path, size: int) -> Faces:
    manifest = json.loads(Path(output, "manifest.json").read_text())
    level = max(manifest["levels"], key=lambda level: level["size_px"])
    if level["size_px"] != size:
        raise Missing(f"zeitreise made faces of {level['size_px']} instead of {size}")
    side, count = manifest["tile_size_px"], level["tiles_per_side"]
    faces = {}
    for face in sphere.FACES:
        faces[face] = np.empty((size, size, 3), np.uint8)
        for row in range(count):
            for column in range(count):
                name = manifest["tiles"].format(level=level["level"], face=face, row=row, column=column)
                faces[face][row * side : (row + 1) * side, column * side : (column + 1) * side] = load(
                    Path(output, name)
                )
    return faces


def tool_size(wanted: int) -> int:
    """The face size that `zeitreise tile` gives for `wanted` in one tile: all peers are measured at the same."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.png")
        save(source, np.zeros((32, 64, 3), np.uint8))
        answer = run(
            program(),
            "tile",
            source,
            "--output",
            Path(folder, "out"),
            "--format",
            "png",
            "--face-size",
            wanted,
            "--tile-size",
            wanted + 16,
            "--quiet",
            "--json",
        )
        return json.loads(answer)["face_size_px"]


def nona(panorama: np.ndarray, size: int) -> Faces:
    require("nona")
    with tempfile.TemporaryDirectory() as folder:
        source, project = Path(folder, "in.png"), Path(folder, "faces.pto")
        save(source, panorama)
        project.write_text(nona_project.project(source, panorama.shape[1], panorama.shape[0], size))
        run("nona", "-o", Path(folder, "face"), project)
        return {face: load(Path(folder, f"face{index:04}.tif")) for index, face in enumerate(nona_project.VIEWS)}


def ffmpeg(panorama: np.ndarray, size: int, interpolation: str) -> Faces:
    """v360 to one row of six faces, in planar RGB: no conversion of colours."""
    require("ffmpeg")
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in.png"), Path(folder, "out.png")
        save(source, panorama)
        graph = f"format=gbrp,v360=equirect:c6x1:interp={interpolation}:w={6 * size}:h={size}:out_forder=frblud"
        run("ffmpeg", "-loglevel", "error", "-y", "-i", source, "-vf", graph, "-pix_fmt", "rgb24", output)
        row = load(output)
        return {face: row[:, index * size : (index + 1) * size] for index, face in enumerate(sphere.FACES)}


def padded(panorama: np.ndarray, margin: int = 8) -> np.ndarray:
    """The panorama with its own continuation on all sides: around, and over the poles."""
    half = panorama.shape[1] // 2
    rows = np.concatenate(
        (np.roll(panorama[:margin][::-1], half, axis=1), panorama, np.roll(panorama[-margin:][::-1], half, axis=1))
    )
    return np.concatenate((rows[:, -margin:], rows, rows[:, :margin]), axis=1)


def opencv(panorama: np.ndarray, size: int, interpolation: str) -> Faces:
    """`cv2.remap` with exact maps and the right continuation at every border: what the filter itself can do."""
    try:
        import cv2
    except ImportError as error:
        raise Missing(f"opencv: {error}") from None
    source = padded(panorama)
    faces = {}
    for face in sphere.FACES:
        column, row = sphere.panorama_positions(sphere.face_directions(face, size), panorama.shape[1])
        faces[face] = cv2.remap(
            source,
            (column + 8).astype(np.float32),
            (row + 8).astype(np.float32),
            getattr(cv2, f"INTER_{interpolation.upper()}"),
        )
    return faces


def kubi_index(size: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Index images in quarter turns as kubi makes them: of texels' upper left corners, no half-texel offset."""
    line = np.linspace(-1, 1, size, endpoint=False, dtype=np.float32)
    u, v = np.meshgrid(line, line)
    quarter = np.float32(np.pi / 2)
    side, height = np.arctan(u) / quarter, np.arctan2(v, np.hypot(1, u)) / quarter + 1
    around, polar = np.arctan2(u, v) / quarter, np.arctan(np.hypot(u, v)) / quarter
    return {
        "f": (side + 2, height),
        "r": (side + 3, height),
        "b": (side % 4, height),
        "l": (side + 1, height),
        "u": ((around - 2) % 4, polar),
        "d": ((4 - around) % 4, 2 - polar),
    }


def kubi(panorama: np.ndarray, size: int) -> Faces:
    """kubi's method in libvips: its index, `mapim`."""
    pyvips = import_pyvips()
    source = pyvips.Image.new_from_memory(panorama.tobytes(), panorama.shape[1], panorama.shape[0], 3, "uchar")
    interpolate = pyvips.Interpolate.new("bicubic")
    faces = {}
    for face, (column, row) in kubi_index(size).items():
        index = np.stack((column, row), axis=-1).astype(np.float32) * (panorama.shape[1] / 4)
        index = pyvips.Image.new_from_memory(index.tobytes(), size, size, 2, "float")
        faces[face] = source.mapim(index, interpolate=interpolate, extend="repeat").numpy()
    return faces


def import_pyvips() -> ModuleType:
    try:
        import pyvips
    except (ImportError, OSError) as error:
        raise Missing(f"pyvips: {error}") from None
    return pyvips


def py360convert(panorama: np.ndarray, size: int) -> Faces:
    try:
        import py360convert
    except ImportError as error:
        raise Missing(f"py360convert: {error}") from None
    faces = py360convert.e2c(panorama, face_w=size, mode="bicubic", cube_format="dict")
    return {letter.lower(): np.asarray(face) for letter, face in faces.items()}


def oriented(faces: Faces, truth: Faces) -> dict[str, tuple[str, int, bool]]:
    """Which of a tool's faces is ours, by how many quarter turns, mirrored or not: tools differ, and it is not measured.

    Every face of `truth` (grey) takes the one of 48 candidates that is nearest to it.
    """
    candidates = {
        (name, turns, mirrored): np.rot90(face[:, ::-1] if mirrored else face, turns)
        for name, face in faces.items()
        for turns in range(4)
        for mirrored in (False, True)
    }
    choice = {}
    for face, expected in truth.items():

        def distance(key: tuple[str, int, bool], expected: np.ndarray = expected) -> float:
            return np.square(candidates[key][::5, ::5, 0] - expected[::5, ::5]).mean()

        choice[face] = min(candidates, key=distance)
    return choice


def turned(faces: Faces, choice: dict[str, tuple[str, int, bool]]) -> Faces:
    """Faces as `oriented` found them."""
    return {
        face: np.rot90(faces[name][:, ::-1] if mirrored else faces[name], turns)
        for face, (name, turns, mirrored) in choice.items()
    }
