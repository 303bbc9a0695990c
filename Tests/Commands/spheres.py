"""Pictures whose colours are directions, in every projection, from the definitions alone; and tile sets read back."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

FACES = "frblud"


def coloured(directions: np.ndarray) -> Image.Image:
    """x, y and z of unit vectors as red, green and blue; black for none (NaN)."""
    unit = directions / np.linalg.norm(directions, axis=-1, keepdims=True)
    return Image.fromarray(np.rint(np.nan_to_num(128 + 120 * unit)).astype(np.uint8))


def shown(pixels: np.ndarray) -> np.ndarray:
    """The vectors that colours stand for."""
    return (pixels.astype(float) - 128) / 120


def centres(count: int) -> np.ndarray:
    return np.arange(count) + 0.5


def stacked(x, y, z) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y, z), axis=-1).astype(float)


def of_angles(yaw: np.ndarray, pitch: np.ndarray) -> np.ndarray:
    """Right is +x, up +y, forward -z."""
    return stacked(np.sin(yaw) * np.cos(pitch), np.sin(pitch), -np.cos(yaw) * np.cos(pitch))


def panorama(width: int) -> np.ndarray:
    yaw = (centres(width) / width - 0.5) * 2 * np.pi
    pitch = (0.5 - centres(width // 2) / (width // 2)) * np.pi
    return of_angles(yaw[None, :], pitch[:, None])


def cylinder(width: int, height: int, fov_deg: float) -> np.ndarray:
    """Upright, the horizon in the middle."""
    radius = width / np.radians(fov_deg)
    yaw = ((centres(width) - width / 2) / radius)[None, :]
    return stacked(np.sin(yaw), ((height / 2 - centres(height)) / radius)[:, None], -np.cos(yaw))


def photograph(width: int, height: int, fov_deg: float, pose_deg=(0, 0, 0)) -> np.ndarray:
    """What a camera sees that was rolled (its right side down), then pitched up, then turned right."""
    focal = width / 2 / np.tan(np.radians(fov_deg) / 2)
    x, y = (centres(width) - width / 2)[None, :], (height / 2 - centres(height))[:, None]
    return stacked(x, y, -focal) @ camera(*pose_deg).T


def camera(yaw_deg: float, pitch_deg: float, roll_deg: float) -> np.ndarray:
    """From the camera's frame to the panorama's: its columns are where right, up and backwards point."""
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    forward = of_angles(yaw, pitch)
    level, above = of_angles(yaw + np.pi / 2, 0.0), of_angles(yaw, pitch + np.pi / 2)
    right = np.cos(roll) * level - np.sin(roll) * above
    up = np.cos(roll) * above + np.sin(roll) * level
    return np.stack([right, up, -forward], axis=1)


def face(letter: str, size: int) -> np.ndarray:
    """Faces seen from inside, rows from the top."""
    u = (2 * centres(size) / size - 1)[None, :]
    v = (2 * centres(size) / size - 1)[:, None]
    return {
        "f": lambda: stacked(u, -v, -1),
        "r": lambda: stacked(1, -v, u),
        "b": lambda: stacked(-u, -v, 1),
        "l": lambda: stacked(-1, -v, -u),
        "u": lambda: stacked(u, 1, -v),
        "d": lambda: stacked(u, -1, v),
    }[letter]()


def covered_tiles(level: dict, parents: list[tuple]) -> list[tuple]:
    """Face, row and column of a level's tiles, from its bits and the tiles of the level below."""
    candidates = [
        (letter, 2 * row + down, 2 * column + right)
        for letter, row, column in parents
        for down, right in [(0, 0), (0, 1), (1, 0), (1, 1)]
    ] or [(letter, 0, 0) for letter in FACES]
    if "coverage" not in level:
        return candidates
    bits = np.unpackbits(np.frombuffer(base64.b64decode(level["coverage"]), np.uint8))
    assert len(bits) == (len(candidates) + 7) // 8 * 8 and not bits[len(candidates) :].any()
    return [tile for tile, bit in zip(candidates, bits) if bit]


@dataclass
class TileSet:
    """A folder in the layout `zeitreise`."""

    folder: Path

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "manifest.json").read_text())

    def tiles(self) -> set[str]:
        return {str(path.relative_to(self.folder).with_suffix("")) for path in self.folder.glob("*/*/*/*.*")}

    def promised(self) -> set[str]:
        """The tiles that the manifest says there are."""
        names, parents = set(), []
        for level in self.manifest["levels"]:
            parents = covered_tiles(level, parents)
            names |= {f"{level['level']}/{letter}/{row}/{column}" for letter, row, column in parents}
        return names

    def faces(self, level: int) -> dict[str, np.ndarray]:
        """Whole faces; black where there are no tiles."""
        size = self.manifest["levels"][level]["size_px"]
        tile_size = self.manifest["tile_size_px"]
        pictures = {letter: np.zeros((size, size, 3), np.uint8) for letter in FACES}
        for path in self.folder.glob(f"{level}/*/*/*.png"):
            letter, row, column = path.parts[-3], int(path.parts[-2]), int(path.stem)
            place = np.s_[row * tile_size : (row + 1) * tile_size, column * tile_size : (column + 1) * tile_size]
            pictures[letter][place] = np.asarray(Image.open(path).convert("RGB"))
        return pictures
