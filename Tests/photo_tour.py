"""A tour with a photograph of known pose, whose pixels are directions: what each shows is known without any program."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

PANORAMA = (2048, 1024)

DOCUMENT = """\
# A tour to align.  Spaces   and comments stay.
zeitreise: 1
id: aligned
title: {{de: "Burg & Markt", en: 'Castle & market'}}   # two languages
languages: [de, en]
places:
  - id: castle
    title: {{de: Burg, en: Castle}}
    location: {{latitude_deg: 49.4447, longitude_deg: 7.7689}}
    epochs:
    # as it is
    - id: today
      year: 2026
      panorama: today.png
      credit: &nobody Nobody
      licence: CC0-1.0
      source: Made for a test
      certainty: documented
    - {{id: other, year: 1700, panorama: today.png, credit: A, licence: B, source: C, certainty: imagined}}
    - id: y1905
      year: 1905      # on the back: "1905"
      photo:
        path: "photo.png"   # the scan
        on: today
{placement}        tone:   fade   # for now
      credit: Nobody
      licence: CC0-1.0
      source: |
        An archive,
        control_points: none
      certainty: documented
# the end
"""


def about_up(deg: float) -> np.ndarray:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])


def about_right(deg: float) -> np.ndarray:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def about_forward(deg: float) -> np.ndarray:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])


def direction(yaw_deg, pitch_deg) -> np.ndarray:
    yaw, pitch = np.radians(yaw_deg), np.radians(pitch_deg)
    return np.stack([np.cos(pitch) * np.sin(yaw), np.sin(pitch), -np.cos(pitch) * np.cos(yaw)], axis=-1)


def angles(directions) -> tuple[np.ndarray, np.ndarray]:
    """Yaw and pitch in degrees."""
    x, y, z = np.moveaxis(np.asarray(directions), -1, 0)
    return np.degrees(np.arctan2(x, -z)), np.degrees(np.arctan2(y, np.hypot(x, z)))


@dataclass
class Photo:
    """A camera where the panorama was taken: yaw, pitch and roll in degrees, the field of view over its width."""

    width: int = 900
    height: int = 700
    yaw_deg: float = 6.0
    pitch_deg: float = 4.0
    roll_deg: float = 1.5
    fov_deg: float = 48.0
    # In shares of the width.
    shift: tuple[float, float] = (0.0, 0.0)
    is_mirrored: bool = False
    # Metres to the right of the panorama's place; then what it shows depends on how far that is.
    moved: float = 0.0
    rotation: np.ndarray = field(init=False)
    focal: float = field(init=False)

    def __post_init__(self):
        self.rotation = about_up(self.yaw_deg) @ about_right(self.pitch_deg) @ about_forward(self.roll_deg)
        self.focal = self.width / 2 / np.tan(np.radians(self.fov_deg) / 2)

    @property
    def axis(self) -> np.ndarray:
        return np.array([self.width * (0.5 + self.shift[0]), self.height / 2 - self.width * self.shift[1]])

    def places(self, directions, distance_m=None) -> np.ndarray:
        """Pixels from the top left corner."""
        points = np.asarray(directions, dtype=float)
        if distance_m is not None:
            points = points * np.asarray(distance_m, dtype=float)[..., None] - np.array([self.moved, 0, 0])
        x, y, z = np.moveaxis(points @ self.rotation, -1, 0)
        right = np.where(self.is_mirrored, -1, 1) * self.focal * x / -z
        return np.stack([self.axis[0] + right, self.axis[1] - self.focal * y / -z], axis=-1)

    def directions(self) -> np.ndarray:
        """Of the pixel centres."""
        x = (np.arange(self.width) + 0.5 - self.axis[0])[None, :]
        y = (self.axis[1] - np.arange(self.height) - 0.5)[:, None]
        rays = np.stack([x + 0 * y, y + 0 * x, np.full((self.height, self.width), -self.focal)], axis=-1)
        return (rays / np.linalg.norm(rays, axis=-1, keepdims=True)) @ self.rotation.T


def colours(directions, channels) -> np.ndarray:
    return np.rint(np.asarray(directions)[..., list(channels)] * 127.5 + 127.5).astype(np.uint8)


# Which of x, y and z are red, green and blue; different, so that one is told from the other.
BASE, OVER = (0, 1, 2), (1, 2, 0)

POINTS = direction([-9, 20, 3, -4, 16, 9, 22], [12, 14, -6, 2, -5, 4, 3])


def panorama_directions() -> np.ndarray:
    width, height = PANORAMA
    yaw = ((np.arange(width) + 0.5) / width - 0.5) * 360
    pitch = (0.5 - (np.arange(height)[:, None] + 0.5) / height) * 180
    return direction(yaw + 0 * pitch, pitch + 0 * yaw)


def point(place, direction) -> str:
    yaw, pitch = angles(direction)
    return f"{{x_px: {place[0]:.2f}, y_px: {place[1]:.2f}, yaw_deg: {yaw:.4f}, pitch_deg: {pitch:.4f}}}"


def listed(places, directions) -> str:
    """A list of control points, one a line."""
    pairs = enumerate(zip(places, directions), 1)
    lines = (f"          - {point(*pair)}   # point {number}\n" for number, pair in pairs)
    return "        control_points:\n" + "".join(lines)


def write(folder: Path, placement: str, photo: Photo | None = None) -> Path:
    """Writes the tour and its pictures; returns the document."""
    photo = photo or Photo()
    folder.mkdir(exist_ok=True)
    Image.fromarray(colours(panorama_directions(), BASE)).save(folder / "today.png", compress_level=1)
    Image.fromarray(colours(photo.directions(), OVER)).save(folder / "photo.png", compress_level=1)
    document = folder / "tour.yaml"
    document.write_text(DOCUMENT.format(placement=placement))
    return document
