"""A tour whose picture is a sum of plane waves: grey, smooth, and known exactly in every direction."""

from pathlib import Path

import numpy as np
from PIL import Image

import direction_tour

# Radians per unit along each axis: no wave is shorter than 84 texels of the coarsest level (336 a face), where the picture changes by
# no more than four levels of grey from texel to texel.
WAVES = [(11.0, 2.0, -5.0, 0.3), (-3.0, 12.0, 4.0, 1.1), (5.0, -6.0, 10.0, 2.5)]
MIDDLE, AMPLITUDE = 128.0, 55.0


def grey(directions: np.ndarray) -> np.ndarray:
    """From 0 to 255, not rounded, of unit vectors in the picture's frame."""
    waves = [np.sin(directions @ np.array(wave[:3]) + wave[3]) for wave in WAVES]
    return MIDDLE + AMPLITUDE * sum(waves) / len(waves)


def write(folder: Path) -> Path:
    """Writes the tour and its picture; returns the tour's document."""
    picture = np.rint(grey(direction_tour.directions())).astype(np.uint8)
    Image.fromarray(picture).convert("RGB").save(folder / "past.png", compress_level=1)
    document = folder / "tour.yaml"
    first_epoch_alone = direction_tour.DOCUMENT.split("      - id: present")[0]
    document.write_text(first_epoch_alone)
    return document
