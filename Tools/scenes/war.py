"""A town after the bombs: torn ground, craters, rubble, burnt-out houses."""

from math import cos, hypot, pi, sin
from random import Random

from mathutils import Matrix, Vector, noise

from buildings import side
from materials import plain, rough_sandstone, weathered
from mesh import Mesh, moved
from ruins import corner_free, ragged_top
from walls import Opening, thick_wall

BRICK, DUST, CHAR = "#8a5644", "#8d8072", "#2b2624"


def torn_ground(low, high, craters, material, step=1.0):
    """Paving with holes where the craters (x, y, radius) are; the terrain below it has to lie deeper than they."""
    mesh = Mesh("torn ground")
    for i in range(int((high[0] - low[0]) / step)):
        for k in range(int((high[1] - low[1]) / step)):
            x, y = low[0] + i * step, low[1] + k * step
            if all(hypot(x + step / 2 - cx, y + step / 2 - cy) > r - 0.2 for cx, cy, r in craters):
                mesh.face([(x, y, 0), (x + step, y, 0), (x + step, y + step, 0), (x, y + step, 0)], material)
    mesh.place()
    for number, (x, y, radius) in enumerate(craters):
        _crater(x, y, radius, number)


def _crater(x, y, radius, number):
    """A bowl of earth with a thrown-up rim and lumps round it."""
    mesh = Mesh("crater")
    earth = weathered("#6b5a48", 0.5, 1.0, 6.0)
    profile = (
        (0, -0.36),
        (0.3, -0.33),
        (0.6, -0.22),
        (0.85, -0.04),
        (1.0, 0.11),
        (1.15, 0.12),
        (1.4, 0.05),
        (1.75, -0.03),
    )
    spokes, rows = 36, []
    for part, height in profile:
        row = []
        for i in range(spokes):
            a = 2 * pi * i / spokes
            rough = noise.noise((3 * part * cos(a) + number * 7, 3 * part * sin(a), 1.3))
            r = radius * part * (1 + 0.12 * rough)
            row.append(
                (x + r * cos(a), y + r * sin(a), radius * (height + (0.05 * rough if height > -0.02 else 0.02 * rough)))
            )
        rows.append(row)
    for inner, outer in zip(rows, rows[1:]):
        for i in range(spokes):
            j = (i + 1) % spokes
            mesh.face([inner[i], outer[i], outer[j], inner[j]], earth, True)
    rng = Random(number + 40)
    for _ in range(70):
        a, r = rng.uniform(0, 2 * pi), radius * rng.uniform(0.8, 2.1)
        _lump(
            mesh,
            rng,
            x + r * cos(a),
            y + r * sin(a),
            0.1,
            rng.uniform(0.06, 0.22),
            rng.choice([weathered("#75706a"), earth]),
        )
    mesh.place()


def _lump(mesh, rng, x, y, z, size, material):
    with mesh.within(
        moved(x, y, z) @ Matrix.Rotation(rng.uniform(0, 3), 4, "Z") @ Matrix.Rotation(rng.uniform(-0.7, 0.7), 4, "X")
    ):
        w, d, h = size * rng.uniform(0.7, 1.5), size, size * rng.uniform(0.4, 0.8)
        mesh.box((-w, -d, -h), (w, d, h), material)


def rubble_heap(x, y, half_width, half_depth, height, seed, lumps=320):
    """Bricks, dressed stones, charred beams and dust where a wall came down."""
    rng = Random(seed)
    mesh = Mesh("rubble")

    def level(px, py):
        fall = max(0.0, 1 - hypot((px - x) / half_width, (py - y) / half_depth) ** 1.6)
        return height * fall * (0.8 + 0.5 * noise.noise((px * 0.8 + seed, py * 0.8, 0.4))) - 0.05

    dust = weathered(DUST, 0.5, 1.0, 8.0)
    count = 16
    for i in range(count):
        for k in range(count):
            corners = []
            for a, b in ((i, k), (i + 1, k), (i + 1, k + 1), (i, k + 1)):
                px, py = x + half_width * (2 * a / count - 1), y + half_depth * (2 * b / count - 1)
                corners.append((px, py, level(px, py)))
            mesh.face(corners, dust, True)
    kinds = [weathered(tone, 0.6, 0.95, 9.0) for tone in (BRICK, "#8d6a5a", "#9c8470", "#a39684", DUST)] + [
        rough_sandstone()
    ]
    for _ in range(lumps):
        a, r = rng.uniform(0, 2 * pi), rng.random() ** 0.5 * 1.08
        px, py = x + half_width * r * cos(a), y + half_depth * r * sin(a)
        size = 0.1 if rng.random() < 0.75 else rng.uniform(0.16, 0.34)
        _lump(mesh, rng, px, py, max(level(px, py), 0) + size * 0.2, size, rng.choice(kinds))
    for _ in range(max(2, int(half_width))):
        _beam(mesh, rng, x + rng.uniform(-0.7, 0.7) * half_width, y + rng.uniform(-0.5, 0.5) * half_depth, level)
    mesh.place()


def scattered(low, high, count, seed, clear):
    """Single bricks and stones over the ground, most of them small; `clear` says where none lie."""
    rng = Random(seed)
    mesh = Mesh("scattered")
    kinds = [weathered(tone, 0.6, 0.95, 9.0) for tone in (BRICK, "#9c8470", "#8d8072", CHAR)]
    for _ in range(count):
        x, y = rng.uniform(low[0], high[0]), rng.uniform(low[1], high[1])
        if not clear(x, y):
            size = rng.choice([0.05, 0.06, 0.08, 0.08, 0.11, 0.2])
            _lump(mesh, rng, x, y, size * 0.3, size, rng.choice(kinds))
    mesh.place()


def _beam(mesh, rng, x, y, level):
    """A charred beam, or a bent girder, that leans out of the heap."""
    turn, length = rng.uniform(0, 2 * pi), rng.uniform(1.6, 3.8)
    foot = Vector((x, y, level(x, y) - 0.3))
    tip = foot + Vector((cos(turn), sin(turn), rng.uniform(0.15, 0.8))) * length
    tip.z = max(tip.z, level(tip.x, tip.y) + 0.1, 0.1)
    mesh.limb(foot, tip, 0.12, 0.11, plain(CHAR, 0.9) if rng.random() < 0.7 else plain("#5d4034", 0.6, 0.4), 4)


def burnt_house(mesh, house, seed):
    """A town house of which the walls are left: no roof, no panes, a heap inside."""
    wall, edge = house.wall, weathered("#7d6a5c", 0.6)
    low, high = house.eaves * 0.42, house.eaves * 1.02
    for number in range(4):
        span = house.depth if number % 2 else house.width
        span, place = corner_free(span, side(house.width, house.depth, number), number)
        with mesh.within(place):
            top = ragged_top(span, low if number else low * 1.25, high, seed * 4 + number)
            holes = _holes(house, span, top)
            thick_wall(mesh, top, holes, 0.5, wall, -0.3, edge)
            for hole in holes:
                z = hole.sill + hole.height
                soot = [(hole.left, -0.012, z), (hole.right, -0.012, z), (hole.right - 0.2, -0.012, z + 0.5)]
                mesh.face([*soot, (hole.left + 0.3, -0.012, z + 0.65)], weathered("#2a2522", 0.5))
    rng = Random(seed)
    for _ in range(120):
        x, y = rng.uniform(-0.5, 0.5) * house.width * 1.05, rng.uniform(-0.25, 1.0) * house.depth
        z = 0.0 if y < 0 else rng.uniform(0.0, 1.4)
        _lump(mesh, rng, x, y, z, rng.uniform(0.12, 0.4), weathered(rng.choice([BRICK, DUST, "#a08a76"]), 0.5))
    mesh.box((-house.width / 2 + 0.4, 0.4, -0.3), (house.width / 2 - 0.4, house.depth - 0.4, 0.9), weathered(DUST, 0.5))


def _holes(house, span, top):
    """Windows of all storeys above which enough wall stands."""
    result, level = [], 0.0
    bays = house.bays if abs(span - house.width) < 0.1 else max(2, int(span / 3.6))
    for storey, height in enumerate(house.storeys):
        for i in range(bays):
            hole = Opening(
                span * (i + 0.5) / bays, level + (0.9 if storey else 0.6), house.window[0], min(1.75, height - 1.2)
            )
            near = [z for x, z in top if hole.left - 1.7 < x < hole.right + 1.7]
            if near and min(near) > hole.sill + hole.height + 0.75:
                result.append(hole)
        level += height
    return result
