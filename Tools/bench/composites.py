"""Photographs made by numpy and laid into a panorama by `zeitreise build`: how like what it should be the result is.

The panorama is 2048x1024 of plane waves, so that it is known in every direction, and no resampling but ours is in the figures. A
photograph agrees with it at its edge, so that a seam would be ours; towards its middle it becomes the panorama's negative, so that
nothing but the photograph itself can be taken for it.
"""

import contextlib
import io
import json
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import sphere
from ours import program
from PIL import Image

WIDTH = 2048
PHOTO = (900, 700)
# Of the photo's shorter side: where the edge fades.
FEATHER = 0.02
TOUR = """\
zeitreise: 1
id: bench
title: {en: Bench}
languages: [en]
places:
  - id: place
    title: {en: Place}
    location: {latitude_deg: 49.44, longitude_deg: 7.77}
    epochs:
"""
EPOCH = """\
      - {{id: {id}, year: {year}, {picture}, credit: C, licence: CC0-1.0, source: S, certainty: documented}}
"""


class Photo:
    """A camera by its definition."""

    def __init__(self, random: np.random.Generator, number: int):
        self.name = f"{number}.png"
        self.yaw, self.pitch, self.roll = random.uniform(-180, 180), random.uniform(-30, 40), random.uniform(-10, 10)
        self.fov = random.uniform(25, 75)
        self.focal = PHOTO[0] / 2 / np.tan(np.radians(self.fov / 2))
        yaw, pitch, roll = np.radians([self.yaw, self.pitch, self.roll])
        forward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), -np.cos(yaw) * np.cos(pitch)])
        level = np.array([np.cos(yaw), 0, np.sin(yaw)])
        above = np.cross(level, forward)
        right = np.cos(roll) * level - np.sin(roll) * above
        self.axes = np.stack([right, np.cos(roll) * above + np.sin(roll) * level, -forward], axis=1)

    @property
    def directions(self) -> np.ndarray:
        x, y = np.arange(PHOTO[0]) + 0.5 - PHOTO[0] / 2, PHOTO[1] / 2 - np.arange(PHOTO[1]) - 0.5
        rays = np.stack(np.broadcast_arrays(x[None, :], y[:, None], -self.focal), axis=-1) @ self.axes.T
        return rays / np.linalg.norm(rays, axis=-1, keepdims=True)

    def places(self, directions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pixels from the top left corner; NaN behind the camera."""
        ray = directions @ self.axes
        z = np.where(ray[..., 2] < -1e-9, ray[..., 2], np.nan)
        return PHOTO[0] / 2 - self.focal * ray[..., 0] / z, PHOTO[1] / 2 + self.focal * ray[..., 1] / z

    def distances(self, directions: np.ndarray) -> np.ndarray:
        """From the photo's edge in its pixels; negative outside."""
        x, y = self.places(directions)
        least = np.minimum(np.minimum(x, PHOTO[0] - x), np.minimum(y, PHOTO[1] - y))
        return np.nan_to_num(least, nan=-1e9)

    def levels(self, waves: "Waves", directions: np.ndarray) -> np.ndarray:
        """What it shows; where its edge fades, and beside it, the waves."""
        margin = FEATHER * min(PHOTO)
        middle = 1.0
        for place, side in zip(self.places(directions), PHOTO):
            share = np.clip(np.nan_to_num((place - margin) / (side - 2 * margin)), 0, 1)
            middle = middle * np.sin(np.pi * share) ** 2
        return 127.5 + (waves.levels(directions) - 127.5) * (1 - 2 * middle)[..., None]

    @property
    def yaml(self) -> str:
        pose = f"{{yaw_deg: {self.yaw:.6f}, pitch_deg: {self.pitch:.6f}, roll_deg: {self.roll:.6f}, field_of_view_deg: {self.fov:.6f}}}"
        return f"photo: {{path: {self.name}, on: today, tone: keep, pose: {pose}}}"


class Waves:
    """Three channels, each some plane waves: 127.5 levels and at most 100 about that."""

    def __init__(self, random: np.random.Generator):
        axes = random.normal(size=(3, 4, 3))
        rates = random.uniform(20, 200, size=(3, 4, 1))
        self.vectors = axes / np.linalg.norm(axes, axis=-1, keepdims=True) * rates
        self.phases = random.uniform(0, 2 * np.pi, size=(3, 4))

    def levels(self, directions: np.ndarray) -> np.ndarray:
        parts = [
            sum(np.sin(directions @ vector + phase) for vector, phase in zip(vectors, phases))
            for vectors, phases in zip(self.vectors, self.phases)
        ]
        return 127.5 + 25 * np.stack(parts, axis=-1)


def save(levels: np.ndarray, path: Path) -> None:
    Image.fromarray(np.rint(levels).astype(np.uint8)).save(path, compress_level=1)


def measure(seed: int, trials: int) -> dict[str, float]:
    """Of all photographs together: PSNR inside, and by how much steps from texel to texel are wrong across the edge and inside."""
    random = np.random.default_rng(seed)
    waves = Waves(random)
    photos = [Photo(random, number) for number in range(trials)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(waves.levels(sphere.panorama_directions(WIDTH)), folder / "today.png")
        for photo in photos:
            save(photo.levels(waves, photo.directions), folder / photo.name)
        epochs = [EPOCH.format(id=f"e{at}", year=1800 + at, picture=photo.yaml) for at, photo in enumerate(photos)]
        today = EPOCH.format(id="today", year=2026, picture="panorama: today.png")
        (folder / "tour.yaml").write_text(TOUR + "".join(epochs) + today)
        command = [program(), "build", folder, "--output", folder / "bench.ztour", "--quiet", "--quality", "100", "--subsampling", "4:4:4"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with contextlib.closing(sqlite3.connect(folder / "bench.ztour")) as database:
            return compare(database, waves, photos)


def compare(database: sqlite3.Connection, waves: Waves, photos: list[Photo]) -> dict[str, float]:
    tour = json.loads(database.execute("SELECT manifest FROM tour").fetchone()[0])
    panoramas = {epoch["id"]: bytes.fromhex(epoch["panorama"]) for epoch in tour["places"][0]["epochs"]}
    squares = {"inside": [0.0, 0], "seam step": [0.0, 0], "inner step": [0.0, 0]}

    def add(kind: str, values: np.ndarray) -> None:
        squares[kind][0] += float((values.astype(float) ** 2).sum())
        squares[kind][1] += values.size

    sql = """
        SELECT panorama.tile_size, level, face, row, "column", bytes FROM tile JOIN blob ON blob.id = blob
        JOIN panorama ON panorama.id = panorama WHERE digest = ? AND level >= 1
    """
    for at, photo in enumerate(photos):
        for size, level, face, row, column, content in database.execute(sql, (panoramas[f"e{at}"],)):
            directions = tile_directions(size, level, sphere.FACES[face], row, column)
            distance = photo.distances(directions)
            if distance.max() < -4:
                continue
            pixels = np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(float)
            truth = photo.levels(waves, directions)
            add("inside", (pixels - truth)[distance > 0])
            steps = np.diff(pixels - truth, axis=1)
            fading = FEATHER * min(PHOTO) + 2
            for kind, texels in [
                ("seam step", (distance > -2) & (distance < fading)),
                ("inner step", distance > fading),
            ]:
                add(kind, steps[texels[:, 1:] & texels[:, :-1]])
    rms = {kind: (total / max(count, 1)) ** 0.5 for kind, (total, count) in squares.items()}
    return {
        "psnr_db": 20 * np.log10(255 / rms["inside"]),
        "seam_step_levels": rms["seam step"],
        "inner_step_levels": rms["inner step"],
    }


def tile_directions(size: int, level: int, face: str, row: int, column: int) -> np.ndarray:
    """Unit vectors through the texels of a tile."""
    whole = size << level
    u = (2 * np.arange(column * size, (column + 1) * size) + 1) / whole - 1
    v = (2 * np.arange(row * size, (row + 1) * size) + 1) / whole - 1
    u, v = np.meshgrid(u, v)
    one = np.ones_like(u)
    vectors = {
        "f": (u, -v, -one),
        "r": (one, -v, u),
        "b": (-u, -v, one),
        "l": (-one, -v, -u),
        "u": (u, one, -v),
        "d": (u, -one, v),
    }[face]
    directions = np.stack(vectors, axis=-1)
    return directions / np.linalg.norm(directions, axis=-1, keepdims=True)
