"""Directions of cube texels, and pictures on the sphere whose value is known in every direction.

Frame as in Sources/Panorama: x right, y up, -z forward; a face is [row, column], u to its right, v downwards.
"""
import numpy as np

FACES = "frblud"
# Rows that are evaluated at a time, so that 72 waves stay in the cache.
BAND = 8


def face_directions(face, size, margin=0):
    """Unit vectors through the texel centres of a face, with `margin` texels more on every side: [row, column, 3]."""
    line = (2 * np.arange(-margin, size + margin) + 1) / size - 1
    u, v = np.meshgrid(line, line)
    one = np.ones_like(u)
    vectors = {
        "f": (u, -v, -one), "r": (one, -v, u), "b": (-u, -v, one),
        "l": (-one, -v, -u), "u": (u, one, -v), "d": (u, -one, v),
    }[face]
    directions = np.stack(vectors, axis=-1)
    return directions / np.linalg.norm(directions, axis=-1, keepdims=True)


def panorama_directions(width):
    """Unit vectors through the texel centres of an equirectangular panorama: [row, column, 3]."""
    longitude = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
    latitude = (0.5 - (np.arange(width // 2) + 0.5) / (width // 2)) * np.pi
    longitude, latitude = np.meshgrid(longitude, latitude)
    return np.stack((np.cos(latitude) * np.sin(longitude), np.sin(latitude), -np.cos(latitude) * np.cos(longitude)), axis=-1)


def panorama_positions(directions, width):
    """Where directions lie in an equirectangular panorama: column and row, 0 at the centre of the first texel."""
    x, y, z = np.moveaxis(directions, -1, 0)
    column = (np.arctan2(x, -z) / (2 * np.pi) + 0.5) * width - 0.5
    row = (0.5 - np.arctan2(y, np.hypot(x, z)) / np.pi) * (width // 2) - 0.5
    return column, row


def solid_angles(size):
    """Relative solid angle of a face's texels: the weights of WS-PSNR on a cube."""
    line = (2 * np.arange(size) + 1) / size - 1
    u, v = np.meshgrid(line, line)
    return (1 + u * u + v * v) ** -1.5


def evaluate(picture, directions):
    """`picture` (a function of directions) in bands of rows."""
    return np.concatenate([picture(directions[row:row + BAND]) for row in range(0, len(directions), BAND)])


def plane_waves(seed, count=72, lowest=20, highest=600, deviation=28.5):
    """The sum of random plane waves of `lowest` to `highest` rad per unit: band-limited on the whole sphere.

    `deviation` grey levels about 128. A draw that 8 bits would clip (about nine of ten) is drawn again.
    """
    generator = np.random.default_rng(seed)
    probe = panorama_directions(2048).astype(np.float32)
    while True:
        axes = generator.normal(size=(count, 3))
        vectors = axes / np.linalg.norm(axes, axis=1, keepdims=True) * generator.uniform(lowest, highest, (count, 1))
        phases = generator.uniform(0, 2 * np.pi, count)

        def picture(directions, vectors=vectors, phases=phases):
            vectors, phases = vectors.astype(directions.dtype), phases.astype(directions.dtype)
            return 128 + deviation * np.sqrt(2 / count) * np.cos(directions @ vectors.T + phases).sum(axis=-1)

        reached = evaluate(picture, probe)
        if 0.5 < reached.min() and reached.max() < 254.5:
            return picture


def axis_wave(axis, phase, wave_number, amplitude=120):
    """One plane wave along an axis: its phase tells the direction's component."""
    return lambda directions: 128 + amplitude * np.cos(wave_number * directions[..., axis] + phase)


def pole_chirp(width, amplitude=100):
    """A zone plate in the panorama's own raster: its frequency grows with |longitude| to Nyquist, in every row.

    Returns the panorama [row, column]; towards the poles it holds detail that no texel of a face can show.
    """
    longitude = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
    line = 128 + amplitude * np.cos(width * longitude ** 2 / (4 * np.pi))
    return np.broadcast_to(line, (width // 2, width))


def chirp_frequency(directions, size, width):
    """Local frequency of `pole_chirp` on the up and down faces, in cycles per texel."""
    x, y, z = np.moveaxis(directions, -1, 0)
    cycles_a_turn = width / 2 * np.abs(np.arctan2(x, -z)) / np.pi
    radius = np.hypot(x, z) / np.abs(y) * size / 2
    return cycles_a_turn / (2 * np.pi * radius)


def bytes_of(values):
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def seam_pairs(size):
    """Texels that face each other across the cube's 12 edges: ((face, rows, columns), (face, rows, columns)) each."""
    line, first, last = np.arange(size), np.zeros(size, int), np.full(size, size - 1)
    pairs = []
    for face in FACES:
        directions = face_directions(face, size, margin=1)
        for rows, columns, down, right in ((first, line, -1, 0), (last, line, 1, 0), (line, first, 0, -1), (line, last, 0, 1)):
            # One texel further out in the face's own plane: whose texel is that?
            neighbour = face_texel(directions[rows + 1 + down, columns + 1 + right], size)
            if FACES.index(face) < FACES.index(neighbour[0]):
                pairs.append(((face, rows, columns), neighbour))
    return pairs


def face_texel(directions, size):
    """The one face that holds all `directions`, and their texels' rows and columns."""
    x, y, z = np.moveaxis(directions, -1, 0)
    depth = {"f": -z, "r": x, "b": z, "l": -x, "u": y, "d": -y}
    face = max(FACES, key=lambda name: depth[name].min())
    u = {"f": x, "r": z, "b": -x, "l": -z, "u": x, "d": x}[face] / depth[face]
    v = {"f": -y, "r": -y, "b": -y, "l": -y, "u": -z, "d": z}[face] / depth[face]
    rows, columns = (np.clip(((value + 1) / 2 * size).astype(int), 0, size - 1) for value in (v, u))
    return face, rows, columns
