"""What is left of the palace: broken walls on the old footprints, and loose stones."""

from random import Random

from mathutils import Matrix, noise

from buildings import side
from castle_plan import CHAPEL, PALAS
from materials import rough_sandstone, trim
from mesh import Mesh, moved, turned
from walls import Opening, thick_wall


def ragged_top(length, low, high, seed):
    """The broken upper edge of a ruin: stepped courses between two heights."""
    rng = Random(seed)
    points, x = [], 0.0
    while x < length:
        z = low + (high - low) * (0.5 + 1.3 * noise.noise((x / 4 + seed * 3.1, seed, 0.5)))
        z = max(low, 0.27 * round(min(z, high) / 0.27))
        step = min(rng.uniform(0.5, 1.6), length - x)
        points += [(x, z), (x + step, z + rng.uniform(-0.1, 0.1))]
        x += step + 1e-7
    return points


def build_ruins():
    mesh = Mesh("ruins")
    x, y, width, depth = PALAS
    stones = rough_sandstone()
    heights = {0: (0.8, 6.0), 1: (2.5, 8.5), 2: (3.0, 9.5), 3: (1.2, 6.0)}
    with mesh.within(moved(x, y)):
        for number, (low, high) in heights.items():
            span = width if number % 2 == 0 else depth
            span, frame = corner_free(span, side(width, depth, number), number)
            with mesh.within(frame):
                top = ragged_top(span, low, high, number + 3)
                thick_wall(mesh, top, _ruin_openings(span, top, number), 1.4, stones, -0.5, trim())
        rubble(mesh, 40, -width / 2 - 1, -2.5, width / 2 + 1, depth, 17)
    cx, cy, cdepth, clength = CHAPEL
    with mesh.within(moved(cx, cy)):
        for number in range(4):
            span = clength if number % 2 == 0 else cdepth
            span, frame = corner_free(span, side(clength, cdepth, number), number)
            with mesh.within(frame):
                thick_wall(mesh, ragged_top(span, 0.4, 1.5, number + 20), [], 0.9, stones, -0.5, trim())
    with mesh.within(moved(-16, -14) @ turned(60)):
        top = ragged_top(9, 1.6, 5.6, 31)
        thick_wall(
            mesh,
            top,
            [Opening(4.5, 0, 1.6, 2.4, "round")] if min(z for a, z in top if 3 < a < 6) > 2.8 else [],
            1.2,
            stones,
            -0.5,
            trim(),
        )
    mesh.place()


def corner_free(span, frame, number):
    """Moves every other wall a little, so that no two faces lie in one plane where walls cross at the corners."""
    if number % 2 == 0:
        return span, frame
    return span - 0.04, frame @ moved(0.02, -0.02)


def _ruin_openings(span, top, number):
    """Windows survive only where enough wall stands above them."""
    result = []
    for i in range(5 if span > 20 else 2):
        x = span * (i + 0.5) / (5 if span > 20 else 2)
        above = min((z for a, z in top if abs(a - x) < 1.2), default=0)
        if number == 0 and i == 2:
            continue
        if above > 3.6:
            result.append(Opening(x, 1.3, 1.2, 2.0, "round"))
        if above > 6.8:
            result.append(Opening(x, 4.4, 1.4, 2.1, "round"))
    return result


def rubble(mesh, count, x0, y0, x1, y1, seed):
    """Loose dressed stones, half sunk in the grass."""
    rng = Random(seed)
    for _ in range(count):
        with mesh.within(
            moved(rng.uniform(x0, x1), rng.uniform(y0, y1), 0.05)
            @ Matrix.Rotation(rng.uniform(0, 3), 4, "Z")
            @ Matrix.Rotation(rng.uniform(-0.2, 0.2), 4, "X")
        ):
            w, d, h = rng.uniform(0.25, 0.6), rng.uniform(0.2, 0.4), rng.uniform(0.15, 0.4)
            mesh.box((-w, -d, -0.3), (w, d, h), rough_sandstone())
