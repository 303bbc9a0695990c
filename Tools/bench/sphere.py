"""Directions of cube texels, and pictures on the sphere whose value is known in every direction.

Frame as in Sources/Panorama: x right, y up, -z forward; a face is [row, column], u to its right, v downwards.
"""

from collections.abc import Callable

import numpy as np

FACES = "frblud"
# A face, rows and columns.
Texels = tuple[str, np.ndarray, np.ndarray]
# Rows that are evaluated at a time, so that 72 waves stay in the cache.
BAND = 8


def face_directions(face: str, size: int, margin: int = 0) -> np.ndarray:
    """Unit vectors through the texel centres of a face, with `margin` texels more on every side: [row, column, 3]."""
    line = (2 * np.arange(-margin, size + margin) + 1) / size - 1
    u, v = np.meshgrid(line, line)
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


def panorama_directions(width: int) -> np.ndarray:
    """Unit vectors through the texel centres of an equirectangular panorama: [row, column, 3]."""
    longitude = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
    latitude = (0.5 - (np.arange(width // 2) + 0.5) / (width // 2)) * np.pi
    longitude, latitude = np.meshgrid(longitude, latitude)
    return np.stack(
        (np.cos(latitude) * np.sin(longitude), np.sin(latitude), -np.cos(latitude) * np.cos(longitude)), axis=-1
    )


def panorama_positions(directions: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Where directions lie in an equirectangular panorama: column and row, 0 at the centre of the first texel."""
    x, y, z = np.moveaxis(directions, -1, 0)
    column = (np.arctan2(x, -z) / (2 * np.pi) + 0.5) * width - 0.5
    row = (0.5 - np.arctan2(y, np.hypot(x, z)) / np.pi) * (width // 2) - 0.5
    return column, row


def solid_angles(size: int) -> np.ndarray:
    """Relative solid angle of a face's texels: the weights of WS-PSNR on a cube."""
    line = (2 * np.arange(size) + 1) / size - 1
    u, v = np.meshgrid(line, line)
    return (1 + u * u + v * v) ** -1.5


def evaluate(picture: Callable[[np.ndarray], np.ndarray], directions: np.ndarray) -> np.ndarray:
    """`picture` (a function of directions) in bands of rows."""
    return np.concatenate([picture(directions[row : row + BAND]) for row in range(0, len(directions), BAND)])


def plane_waves(
    seed: int, count: int = 72, lowest: float = 20, highest: float = 600, deviation: float = 28.5
) -> Callable[[np.ndarray], np.ndarray]:
    """The sum of random plane waves of `lowest` to `highest` rad per unit: band-limited on the whole sphere.

    `deviation` grey levels about 128; phases move a little where the sum would leave the 8 bits: nothing is clipped.
    """
    generator = np.random.default_rng(seed)
    axes = generator.normal(size=(count, 3))
    vectors = axes / np.linalg.norm(axes, axis=1, keepdims=True) * generator.uniform(lowest, highest, (count, 1))
    phases = generator.uniform(0, 2 * np.pi, count)
    amplitude = deviation * np.sqrt(2 / count)

    def picture(directions: np.ndarray) -> np.ndarray:
        kind = directions.dtype
        return 128 + amplitude * np.cos(directions @ vectors.T.astype(kind) + phases.astype(kind)).sum(axis=-1)

    probe = panorama_directions(2048).astype(np.float32)
    while True:
        excess = evaluate(picture, probe) - 128
        worst = np.unravel_index(np.abs(excess).argmax(), excess.shape)
        if abs(excess[worst]) <= 126.5:
            return picture
        # Down the gradient, 2 levels past the bound: few steps do. Sines' squares are a half on average.
        too_much = (abs(excess[worst]) - 124.5) / (amplitude * count / 2) * np.sign(excess[worst])
        phases = phases + too_much * np.sin(probe[worst].astype(float) @ vectors.T + phases)


def axis_wave(
    axis: int, phase: float, wave_number: float, amplitude: float = 120
) -> Callable[[np.ndarray], np.ndarray]:
    """One plane wave along an axis: its phase tells the direction's component."""
    return lambda directions: 128 + amplitude * np.cos(wave_number * directions[..., axis] + phase)


def pole_chirp(width: int, amplitude: float = 100) -> np.ndarray:
    """A zone plate in the panorama's own raster: its frequency grows with |longitude| to Nyquist, in every row.

    Returns the panorama [row, column]; towards the poles it holds detail that no texel of a face can show.
    """
    longitude = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
    line = 128 + amplitude * np.cos(width * longitude**2 / (4 * np.pi))
    return np.broadcast_to(line, (width // 2, width))


def chirp_frequency(directions: np.ndarray, size: int, width: int) -> np.ndarray:
    """Local frequency of `pole_chirp` on the up and down faces, in cycles per texel."""
    x, y, z = np.moveaxis(directions, -1, 0)
    cycles_a_turn = width / 2 * np.abs(np.arctan2(x, -z)) / np.pi
    radius = np.hypot(x, z) / np.abs(y) * size / 2
    return cycles_a_turn / (2 * np.pi * radius)


def bytes_of(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def seam_pairs(size: int) -> list[tuple[Texels, Texels]]:
    """Texels that face each other across the cube's 12 edges: ((face, rows, columns), (face, rows, columns)) each."""
    line, first, last = np.arange(size), np.zeros(size, int), np.full(size, size - 1)
    pairs = []
    for face in FACES:
        directions = face_directions(face, size, margin=1)
        for rows, columns, down, right in (
            (first, line, -1, 0),
            (last, line, 1, 0),
            (line, first, 0, -1),
            (line, last, 0, 1),
        ):
            # One texel further out in the face's own plane: whose texel is that?
            neighbour = face_texel(directions[rows + 1 + down, columns + 1 + right], size)
            if FACES.index(face) < FACES.index(neighbour[0]):
                pairs.append(((face, rows, columns), neighbour))
    return pairs


def face_texel(directions: np.ndarray, size: int) -> Texels:
    """The one face that holds all `directions`, and their texels' rows and columns."""
    x, y, z = np.moveaxis(directions, -1, 0)
    depth = {"f": -z, "r": x, "b": z, "l": -x, "u": y, "d": -y}
    face = max(FACES, key=lambda name: depth[name].min())
    u = {"f": x, "r": z, "b": -x, "l": -z, "u": x, "d": x}[face] / depth[face]
    v = {"f": -y, "r": -y, "b": -y, "l": -y, "u": -z, "d": z}[face] / depth[face]
    rows, columns = (np.clip(((value + 1) / 2 * size).astype(int), 0, size - 1) for value in (v, u))
    return face, rows, columns
