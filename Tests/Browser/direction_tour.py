"""A tour whose pictures say in which direction one looks: red, green and blue are x, y and z, from -1 to 1."""

from pathlib import Path

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 2048, 1024

# Of the panorama's centre column, in degrees clockwise from north; different, so that forgetting them shows.
HEADINGS_DEG = {"past": 30.0, "present": 205.0}
# Which of x, y and z each colour stands for.
CHANNELS = {"past": (0, 1, 2), "present": (1, 2, 0)}

DOCUMENT = """\
zeitreise: 1
id: directions
title: {de: Himmelsrichtungen, en: Directions}
languages: [de, en]
places:
  - id: square
    title: {de: Stiftsplatz, en: Collegiate square}
    location: {latitude_deg: 49.4447, longitude_deg: 7.7689}
    comfort: any
    epochs:
      - id: past
        year: 1200
        circa: true
        panorama: past.png
        heading_deg: 30
        credit: The painter
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
      - id: present
        year: 2026
        panorama: present.png
        heading_deg: 205
        credit: The photographer
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
  - id: gate
    title: {de: Stadttor, en: Town gate}
    location: {latitude_deg: 49.4460, longitude_deg: 7.7702}
    comfort: any
    epochs:
      - id: present
        year: 2026
        panorama: present.png
        heading_deg: 205
        credit: The photographer
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
"""


def directions() -> np.ndarray:
    """Unit vectors at the pixel centres of an equirectangular picture; +x right, +y up, -z forward."""
    yaw = ((np.arange(WIDTH) + 0.5) / WIDTH - 0.5) * 2 * np.pi
    pitch = (0.5 - (np.arange(HEIGHT)[:, None] + 0.5) / HEIGHT) * np.pi
    level = np.cos(pitch)
    return np.stack([level * np.sin(yaw), np.sin(pitch) + 0 * yaw, -level * np.cos(yaw)], axis=-1)


def coloured(vectors: np.ndarray, epoch: str) -> np.ndarray:
    """The colours, from 0 to 255 and not rounded, that stand for directions in an epoch's picture."""
    return (vectors[..., CHANNELS[epoch]] * 0.5 + 0.5) * 255


def decoded(pixels: np.ndarray, epoch: str) -> np.ndarray:
    """The vectors that colours stand for; of length 1 where the picture is whole."""
    return (np.asarray(pixels, dtype=float) / 255 * 2 - 1)[..., np.argsort(CHANNELS[epoch])]


def write(folder: Path) -> Path:
    """Writes the tour and its pictures; returns the tour's document."""
    vectors = directions()
    for epoch in CHANNELS:
        picture = np.rint(coloured(vectors, epoch)).astype(np.uint8)
        Image.fromarray(picture).save(folder / f"{epoch}.png", compress_level=1)
    document = folder / "tour.yaml"
    document.write_text(DOCUMENT)
    return document
