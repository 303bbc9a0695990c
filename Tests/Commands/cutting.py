"""Photographs cut from panoramas, and bundles read back, without any of the program's own code."""

import io
import json
import sqlite3
from pathlib import Path

import numpy as np
from PIL import Image
from spheres import FACES

TAPS = np.arange(-2, 4)


def light(levels: np.ndarray) -> np.ndarray:
    """Linear light of sRGB's levels (IEC 61966-2-1)."""
    share = levels / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def levels(light_: np.ndarray) -> np.ndarray:
    """The inverse of `light`."""
    return 255 * np.where(light_ <= 0.0031308, 12.92 * light_, 1.055 * np.maximum(light_, 0) ** (1 / 2.4) - 0.055)


def sampled(panorama: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """What a full panorama shows in some directions, by a sinc over three lobes."""
    height, width = panorama.shape[:2]
    unit = directions / np.linalg.norm(directions, axis=-1, keepdims=True)
    x = (np.arctan2(unit[..., 0], -unit[..., 2]) / (2 * np.pi) + 0.5) * width - 0.5
    y = (0.5 - np.arcsin(unit[..., 1]) / np.pi) * height - 0.5
    (column, across), (row, down) = _weights(x), _weights(y)
    result = np.zeros((*unit.shape[:-1], panorama.shape[-1]))
    for j, below in enumerate(TAPS):
        rows = np.clip(row + below, 0, height - 1)
        for i, beside in enumerate(TAPS):
            share = (across[..., i] * down[..., j])[..., None]
            result += panorama[rows, (column + beside) % width] * share
    return result


def _weights(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    first = np.floor(places).astype(int)
    distance = (places - first)[..., None] - TAPS
    weights = np.where(np.abs(distance) < 3, np.sinc(distance) * np.sinc(distance / 3), 0)
    return first, weights / weights.sum(-1, keepdims=True)


def picture(values: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    return 10 * np.log10(255**2 / np.mean((one.astype(float) - other) ** 2))


class Bundle:
    """A `.ztour`, by SQLite alone."""

    def __init__(self, path: Path):
        self.database = sqlite3.connect(path)
        self.tour = json.loads(self.database.execute("SELECT manifest FROM tour").fetchone()[0])

    def epochs(self, place: int = 0) -> dict[str, dict]:
        return {epoch["id"]: epoch for epoch in self.tour["places"][place]["epochs"]}

    def sizes(self, digest: str) -> tuple[int, int]:
        """Pixels a side of a tile, and levels."""
        sql = "SELECT tile_size, level_count FROM panorama WHERE digest = ?"
        return self.database.execute(sql, (bytes.fromhex(digest),)).fetchone()

    def tiles(self, digest: str, level: int) -> dict[tuple[str, int, int], np.ndarray]:
        """Pixels by face, row and column."""
        sql = """
            SELECT face, row, "column", bytes FROM tile JOIN blob ON blob.id = blob JOIN panorama ON panorama.id = panorama
            WHERE digest = ? AND level = ?
        """
        rows = self.database.execute(sql, (bytes.fromhex(digest), level))
        return {
            (FACES[face], row, column): np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
            for face, row, column, content in rows
        }

    def addresses(self, digest: str, level: int) -> set[tuple[str, int, int]]:
        sql = 'SELECT face, row, "column" FROM tile JOIN panorama ON panorama.id = panorama WHERE digest = ? AND level = ?'
        rows = self.database.execute(sql, (bytes.fromhex(digest), level))
        return {(FACES[face], row, column) for face, row, column in rows}


def tile_directions(size: int, level: int, address: tuple[str, int, int]) -> np.ndarray:
    """Of the texels of a tile `size` pixels a side."""
    letter, row, column = address
    whole = size << level
    u = (2 * (np.arange(column * size, (column + 1) * size) + 0.5) / whole - 1)[None, :]
    v = (2 * (np.arange(row * size, (row + 1) * size) + 0.5) / whole - 1)[:, None]
    one = np.ones_like(u * v)
    x, y, z = {
        "f": (u, -v, -one),
        "r": (one, -v, u),
        "b": (-u, -v, one),
        "l": (-one, -v, -u),
        "u": (u, one, -v),
        "d": (u, -one, v),
    }[letter]
    return np.stack(np.broadcast_arrays(x, y, z), axis=-1)


def photo_places(directions: np.ndarray, camera: np.ndarray, focal: float, width: int, height: int) -> np.ndarray:
    """Pixels from a photograph's top left corner; NaN behind the camera. Columns of `camera` are right, up and backwards."""
    ray = directions @ camera
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = width / 2 - focal * ray[..., 0] / ray[..., 2], height / 2 + focal * ray[..., 1] / ray[..., 2]
    return np.where((ray[..., 2] < -1e-9)[..., None], np.stack([x, y], axis=-1), np.nan)
