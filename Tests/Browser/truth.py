"""What a view must show, from the definitions alone: directions of pixels and angles between directions."""

from dataclasses import dataclass

import numpy as np

import direction_tour

# Eight bits a colour and JPEG at quality 95 leave errors of one to four steps of 255 in each of x, y and z: a step is
# 0.45 degrees. Over a whole view such errors cancel, a wrong angle does not: half a texel of this tour is 0.07
# degrees.
LARGEST_ERROR_DEG = 2.2
MEDIAN_ERROR_DEG = 0.5
SHIFT_DEG = 0.03


@dataclass(frozen=True)
class Gaze:
    """Where a page looks: clockwise from north and up, in degrees; the field of view spans the longer side."""

    heading_deg: float
    pitch_deg: float = 0.0
    fov_deg: float = 90.0

    def __str__(self) -> str:
        return f"{self.heading_deg % 360:.2f} {self.pitch_deg:.2f} {self.fov_deg:.2f}"


def about_up(angle_deg: float) -> np.ndarray:
    """Rotates clockwise as seen from above."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])


def about_right(angle_deg: float) -> np.ndarray:
    """Rotates forward towards up."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def about_forward(angle_deg: float) -> np.ndarray:
    """Rotates up towards right."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])


def page_directions(gaze: Gaze, width: int, height: int) -> np.ndarray:
    """Unit vectors in the world's frame (-z north, +x east) of a page's pixel centres."""
    focal = max(width, height) / 2 / np.tan(np.radians(gaze.fov_deg) / 2)
    right = (np.arange(width) + 0.5 - width / 2)[None, :]
    up = (height / 2 - np.arange(height) - 0.5)[:, None]
    rays = np.stack([right + 0 * up, up + 0 * right, np.full((height, width), -focal)], axis=-1)
    turned = rays @ (about_up(gaze.heading_deg) @ about_right(gaze.pitch_deg)).T
    return normalised(turned)


def in_panorama(world: np.ndarray, epoch: str) -> np.ndarray:
    """The same directions in the frame of an epoch's picture, whose yaw 0 has the epoch's heading."""
    return world @ about_up(-direction_tour.HEADINGS_DEG[epoch]).T


def facing(world: np.ndarray, epoch: str, heading_deg: float, pitch_deg: float = 0, roll_deg: float = 0) -> np.ndarray:
    """The directions to look up in the world instead, where an epoch's picture stands in another pose than its own."""
    camera = about_up(heading_deg) @ about_right(pitch_deg) @ about_forward(roll_deg)
    return world @ camera @ about_up(direction_tour.HEADINGS_DEG[epoch]).T


def fine_tiles(world: np.ndarray, epoch: str) -> set[tuple[int, str, int, int]]:
    """Level, face, row and column of the tiles of level 1, two a side, that contain directions of the world."""
    x, y, z = np.moveaxis(in_panorama(world, epoch).reshape(-1, 3), -1, 0)
    # Of each face the distance of its plane, and how far right and down on it.
    faces = {"f": (-z, x, -y), "r": (x, z, -y), "b": (z, -x, -y), "l": (-x, -z, -y), "u": (y, x, -z), "d": (-y, x, z)}
    nearest = np.max(np.abs([x, y, z]), axis=0)
    return {
        (1, face, int(row), int(column))
        for face, (distance, right, down) in faces.items()
        for row, column in np.unique(np.stack([down > 0, right > 0])[:, distance == nearest], axis=1).T
    }


def colours(world: np.ndarray, epoch: str) -> np.ndarray:
    """What an epoch's picture shows in directions of the world, from 0 to 255."""
    return direction_tour.coloured(in_panorama(world, epoch), epoch)


def errors_deg(pixels: np.ndarray, world: np.ndarray, epoch: str) -> np.ndarray:
    """Angles between the directions that pixels show and those that they should."""
    shown = normalised(direction_tour.decoded(pixels, epoch))
    wanted = in_panorama(world, epoch)
    sine = np.linalg.norm(np.cross(shown, wanted), axis=-1)
    return np.degrees(np.arctan2(sine, np.sum(shown * wanted, axis=-1)))


def shift_deg(pixels: np.ndarray, world: np.ndarray, epoch: str) -> float:
    """How far a view lies off as a whole."""
    shown = normalised(direction_tour.decoded(pixels, epoch))
    return float(np.degrees(np.linalg.norm((shown - in_panorama(world, epoch)).mean(axis=(0, 1)))))


def is_picture(pixels: np.ndarray, epoch: str) -> np.ndarray:
    """True for pixels of a colour that stands for a direction; black and the page's ground do not."""
    return np.abs(np.linalg.norm(direction_tour.decoded(pixels, epoch), axis=-1) - 1) < 0.1


def normalised(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def assert_true_to(pixels: np.ndarray, world: np.ndarray, epoch: str) -> str:
    """Every pixel shows the right direction; returns the figures."""
    assert is_picture(pixels, epoch).all()
    errors = errors_deg(pixels, world, epoch)
    median, largest, shift = np.median(errors), errors.max(), shift_deg(pixels, world, epoch)
    figures = f"median {median:.2f}, largest {largest:.2f}, whole view off by {shift:.3f}"
    assert largest <= LARGEST_ERROR_DEG and median <= MEDIAN_ERROR_DEG and shift <= SHIFT_DEG, figures
    return figures


def assert_preview(pixels: np.ndarray, world: np.ndarray, epoch: str) -> None:
    """Every pixel shows the right direction, as well as a preview can; nothing is left empty.

    A texel has half a degree. Within four texels of a face's edge colours mix with those of its neighbour in the strip.
    """
    assert (pixels.max(axis=-1) > 60).all()
    _, second, largest = np.sort(np.abs(in_panorama(world, epoch)), axis=-1).transpose(2, 0, 1)
    is_inner = second / largest < 1 - 4 / 128
    errors = errors_deg(pixels, world, epoch)[is_inner]
    assert errors.max() < LARGEST_ERROR_DEG + 0.5 and np.median(errors) < 2 * MEDIAN_ERROR_DEG
