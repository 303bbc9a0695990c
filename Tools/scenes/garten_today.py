"""The Japanese garden today: the pond and what lies round it."""

from dataclasses import replace
from math import cos, hypot, pi, sin
from random import Random

from mathutils import Matrix, noise

from garden_slope import STAIRS, TERRACE, build_lasting, garden_wall, house_models, slope, town_below
from garden_things import arched_bridge, boulder, clipped, lantern, maple, pine, tea_house
from landscape import Grove, disc, patch, smooth, terrain, tufts
from materials import forest, plain, planks, roof, stone, water, weathered
from mesh import Mesh, instance, moved, ring
from people import crowd, person
from street import bench
from town_houses import kept_house, new_house

POND = ((1.0, 8.6, 8.6, 5.2), (-6.5, 11.2, 6.2, 4.4), (12.6, 9.6, 6.0, 2.3))
"""Ellipses that together make the pond: middle and half axes."""

WATER_LEVEL = -0.3


def shore(x, y):
    """Below 1 in the pond, 1 at its edge."""
    return min(hypot((x - a) / c, (y - b) / d) for a, b, c, d in POND) + 0.06 * noise.noise((x / 1.6, y / 1.6, 3.3))


def ground(x, y):
    return slope(x, y) - 1.3 * (1 - smooth(0.82, 1.04, shore(x, y)))


def build_today():
    terrain(forest("#556830", "#33451f", "#b9c6d6", clear=140), ground)
    build_lasting()
    pond()
    waterfall()
    tea_house(0.6, 16.2, 0.0, 180)
    arched_bridge((12.6, 5.9), (12.4, 13.4))
    stepping_stones()
    for x, y, broad in (
        (3.2, 3.0, True), (-5.4, 16.3, False), (8.0, 14.6, False), (-7.8, 2.6, False), (15.4, 13.6, False),
    ):
        lantern(x, y, 0.0, broad)
    paths()
    planting()
    pavilion()
    surroundings()
    visitors()


def pond():
    mesh = Mesh("pond")
    mesh.face([(*p, WATER_LEVEL) for p in disc(1, 10, 22, 9)], water("#29403a"))
    mesh.place()
    rng = Random(40)
    stones = [boulder(seed) for seed in range(5)]
    for a, b, c, d in POND:
        for i in range(int(9 * (c + d) / 2)):
            turn = 2 * pi * i / int(9 * (c + d) / 2) + rng.uniform(-0.06, 0.06)
            x, y = a + c * 1.02 * cos(turn), b + d * 1.02 * sin(turn)
            if shore(x, y) > 0.92 and rng.random() < 0.95:
                sizes = (0.16, 0.2, 0.24) if -2.6 < x < 2.4 and y < 5 else (0.28, 0.34, 0.42, 0.6)
                _rock(rng, stones, x, y, rng.choice(sizes))
    for x, y, size in (
        (3.4, 9.2, 0.8), (4.3, 9.7, 0.55), (3.6, 10.3, 0.45), (-9.8, 14.8, 1.0), (-12.6, 9.4, 0.9),
        (9.2, 13.2, 0.9),
    ):
        _rock(rng, stones, x, y, size, -0.2)
    koi(rng)
    lilies(rng)


def _rock(rng, stones, x, y, size, z=-0.12):
    shape = Matrix.Diagonal((size * rng.uniform(0.9, 1.3), size, size * rng.uniform(0.6, 0.9), 1))
    instance(rng.choice(stones), moved(x, y, z) @ Matrix.Rotation(rng.uniform(0, 6.28), 4, "Z") @ shape)


def koi(rng):
    """Backs of carp just below the surface."""
    mesh = Mesh("koi")
    tones = [plain(c, 0.35) for c in ("#d8692a", "#e9e2d4", "#c94a20", "#e39a3a")]
    for _ in range(34):
        x, y = rng.gauss(-0.2, 2.4), rng.uniform(4.0, 9.0)
        if shore(x, y) > 0.85:
            continue
        with mesh.within(moved(x, y, WATER_LEVEL) @ Matrix.Rotation(rng.uniform(0, 6.28), 4, "Z")):
            size = rng.uniform(0.5, 0.85)
            body = rng.choice(tones)
            mesh.ball((0, 0, 0), (0.09 * size, 0.3 * size, 0.03), body, 12)
            mesh.face(
                [(0, 0.24 * size, 0.012), (0.1 * size, 0.46 * size, 0.012), (-0.1 * size, 0.46 * size, 0.012)], body
            )
            mesh.ball((0.02, -0.12 * size, 0.012), (0.05 * size, 0.08 * size, 0.024), rng.choice(tones), 8)
    mesh.place()


def lilies(rng):
    mesh = Mesh("lilies")
    pad, flower = weathered("#4f7038", 0.3, 0.5), plain("#efdfe4", 0.6)
    for cx, cy in ((5.8, 6.6), (-3.4, 10.6), (-9.6, 10.8), (2.2, 11.4)):
        for _ in range(16):
            x, y, r = cx + rng.gauss(0, 0.75), cy + rng.gauss(0, 0.55), rng.uniform(0.1, 0.2)
            z = WATER_LEVEL + rng.uniform(0.008, 0.02)
            mesh.face([(x + px, y + py, z) for px, py in ring(r, 10)], pad)
            if rng.random() < 0.2:
                mesh.ball((x, y, z + 0.05), (0.07, 0.07, 0.06), flower, 8)
    mesh.place()


FALL = (
    (30.5, 6.1), (28.6, 6.0), (28.0, 4.3), (25.6, 4.2), (25.0, 2.5), (21.6, 2.4), (21.0, 1.0), (17.0, 0.9),
    (16.4, -0.3), (14.5, -0.3),
)
"""Course of the waterfall: metres north, height; it comes down west of the tea house."""

FALL_X = -9.6


def waterfall():
    rng = Random(41)
    mesh = Mesh("waterfall")
    foam, clear = weathered("#e6edee", 0.35, 0.4, 30.0), water("#42585a")
    for (y0, z0), (y1, z1) in zip(FALL, FALL[1:]):
        steep = z0 - z1 > 0.5
        half = 1.0 if steep else 1.45
        for k in range(6):
            a, b = -half + 2 * half * k / 6, -half + 2 * half * (k + 1) / 6
            near = 0.14 * sin(k * 2.6) if steep else 0.0
            mesh.face(
                [
                    (FALL_X + b, y0 - near, z0), (FALL_X + a, y0 - near, z0), (FALL_X + a, y1 - near, z1),
                    (FALL_X + b, y1 - near, z1),
                ],
                foam if steep else clear,
            )
    for y, z in ((27.6, 4.24), (24.6, 2.44), (20.6, 0.95), (16.0, -0.28)):
        for _ in range(9):
            x = FALL_X + rng.uniform(-1.0, 1.0)
            mesh.ball((x, y + rng.uniform(-0.3, 0.2), z), (rng.uniform(0.15, 0.3), 0.22, 0.07), foam, 8)
    mesh.place()
    stones = [boulder(seed, "#857a6e") for seed in range(20, 25)]
    for y, z in zip([16.5 + 0.62 * i for i in range(24)], [0.2 + 0.265 * i for i in range(24)]):
        for side in (-1, 1):
            for away in (1.55, 2.4):
                x, base = (
                    FALL_X + side * (away + rng.uniform(-0.15, 0.25)),
                    z + rng.uniform(-0.25, 0.1) - (away - 1.55) * 0.5,
                )
                _rock(rng, stones, x, y, rng.uniform(0.6, 1.05), base)
    for y, z in ((16.7, 0.1), (21.3, 1.2), (25.3, 2.8), (28.3, 4.5), (29.5, 5.0)):
        for x in (-0.9, 0.0, 0.9):
            _rock(rng, stones, FALL_X + x, y + 0.75, 0.85, z - 0.35)


def stepping_stones():
    rng = Random(42)
    mesh = Mesh("stepping stones")
    face = weathered("#8f8a82", 0.4, 0.95, 12.0)
    for i, (x, y) in enumerate(
        (
            (-2.9, 3.1), (-3.6, 4.1), (-4.4, 5.0), (-5.1, 6.0), (-6.1, 6.8), (-7.2, 7.4), (-8.4, 7.6),
            (-9.6, 7.4), (-10.7, 6.9), (-11.8, 6.2),
        )
    ):
        outline = [
            (x + px * rng.uniform(0.85, 1.15), y + py * rng.uniform(0.8, 1.1)) for px, py in ring(0.42, 9, i * 17)
        ]
        mesh.prism(outline, -1.2, WATER_LEVEL + 0.2 if 0 < i < 9 else 0.02, face)
    mesh.place()


def paths():
    gravel = weathered("#b3a78f", 0.25, 1.0, 45.0)
    patch(
        [
            (-22, -2.4), (24, -2.4), (24, 0.3), (14, 3.4), (7.6, 1.0), (2.0, 2.3), (-2.6, 2.3), (-8, 1.6),
            (-14, 4.6), (-22, 3),
        ],
        gravel,
        -0.04,
    )
    patch(
        [(10.6, 13.2), (14.4, 13.2), (13.2, 15.6), (9.8, 17.6), (8.1, 17.6), (4.6, 17.4), (4.6, 14.6), (9, 15.4)],
        gravel,
        -0.03,
    )
    patch([(-1.0, -15.2), (0.0, -15.2), (1.3, -2), (-2.3, -2)], gravel, -0.05)
    raked()


def raked():
    """A dry bed of raked gravel round three stones, east of the guest."""
    mesh = Mesh("raked gravel")
    light, groove = weathered("#d3ccbc", 0.1, 1.0, 60.0), weathered("#b4ac9a", 0.1, 1.0, 60.0)
    mesh.prism([(6.5, -9.4), (15.5, -9.4), (15.5, -3.4), (6.5, -3.4)], -0.3, 0.0, light)
    for i in range(20):
        y = -9.2 + i * 0.3
        mesh.box((6.6, y, 0.0), (15.4, y + 0.08, 0.012), groove)
    for cx, cy in ((9.2, -6.0), (12.8, -7.2)):
        for r in (0.9, 1.2, 1.5):
            outer, inner = ring(r + 0.05, 40), ring(r - 0.05, 40)
            for i in range(40):
                j = (i + 1) % 40
                quad = [inner[i], outer[i], outer[j], inner[j]]
                mesh.face([(cx + px, cy + py, 0.016 + r * 0.001) for px, py in quad], groove)
    for x0, y0, x1, y1 in (
        (6.3, -9.6, 15.7, -9.4), (6.3, -3.4, 15.7, -3.2), (6.3, -9.4, 6.5, -3.4), (15.5, -9.4, 15.7, -3.4),
    ):
        mesh.box((x0, y0, -0.3), (x1, y1, 0.1), stone("#8d8a84", "#7b7872", "#5a5751", 0.9, 0.3, 0.015, 0.4))
    mesh.place()
    rng = Random(43)
    stones = [boulder(seed) for seed in (31, 32)]
    for x, y, size in ((9.2, -6.0, 0.7), (12.8, -7.2, 0.85), (12.3, -6.6, 0.45)):
        _rock(rng, stones, x, y, size, 0.1)


def planting():
    rng = Random(44)
    pines = [pine(seed) for seed in (1, 2, 3)]
    for x, y, size in (
        (-4.6, 18.2, 1.15), (6.4, 18.6, 1.2), (-13.6, 7.4, 1.05), (16.8, 5.4, 1.2), (-10.2, 1.9, 0.95),
        (16.8, 14.6, 1.1), (4.6, -6.2, 0.95), (-13.4, 17.8, 1.2), (13.4, 21, 1.2), (5.2, 26, 1.3),
        (-2.6, 27.5, 1.3),
    ):
        instance(
            rng.choice(pines),
            moved(x, y, ground(x, y) - 0.05) @ Matrix.Rotation(rng.uniform(0, 6), 4, "Z") @ Matrix.Scale(size, 4),
        )
    maples = [maple(seed) for seed in (1, 2)]
    for x, y, size in (
        (-6.6, 20.4, 1.1), (3.4, 21.4, 1.1), (12.6, 17.2, 0.9), (-16.4, 12.6, 1.2), (20, 9.6, 1.2),
        (-6.4, -4.6, 1.05), (-14.5, 25, 1.2), (14.6, 28, 1.2), (0.4, 31, 1.1), (19.6, -4.4, 1.0),
    ):
        instance(
            rng.choice(maples),
            moved(x, y, ground(x, y) - 0.05) @ Matrix.Rotation(rng.uniform(0, 6), 4, "Z") @ Matrix.Scale(size, 4),
        )
    green, pink = [clipped(5), clipped(6)], clipped(7, ("#8d5a5a", "#c77a92"))
    for _ in range(230):
        x, y = rng.uniform(-26, 28), rng.uniform(15, 35)
        if _free(x, y):
            data = pink if rng.random() < 0.13 else rng.choice(green)
            instance(data, moved(x, y, ground(x, y) - 0.05) @ Matrix.Scale(rng.uniform(0.7, 1.4), 4))
    for x, y in (
        (-12.4, 3.6), (-11.6, 2.9), (14.9, 4.4), (17.4, 8.0), (8.8, 0.9), (9.8, 1.4), (-16, 9.4), (18.2, 12.4),
        (-4.6, -3.6), (3.6, -3.4), (4.6, -3.9),
    ):
        instance(rng.choice(green + [pink]), moved(x, y, -0.1) @ Matrix.Scale(rng.uniform(0.8, 1.2), 4))
    for i in range(46):
        instance(rng.choice(green), moved(-36 + i * 1.6, -13.2 + rng.uniform(-0.2, 0.2), -0.3) @ Matrix.Scale(1.5, 4))
    grove = Grove(45)
    grove.wood(("oak", "lime", "oak"), 20, 60, 110, (-78, 78), 0.85, _wooded, ground)
    grove.wood(
        ("oak", "lime", "oak", "poplar"),
        60,
        200,
        520,
        (-95, 95),
        1.1,
        lambda x, y: y > 10 and (abs(x) > 20 or y > 62),
        ground,
    )
    grove.wood(("oak", "lime"), 24, 60, 34, (-150, -80), 0.8, lambda x, y: y > -13, ground)
    grove.wood(("oak", "lime"), 24, 60, 34, (80, 150), 0.8, lambda x, y: y > -13, ground)
    tufts(46, 1.6, 30, 20000, clear=_grass, size=0.1, height=ground)


def _free(x, y):
    near_fall = abs(x - FALL_X) < 3.4
    house = -4.6 < x < 5.6 and y < 20.5
    return (
        not near_fall and not house and abs(x - STAIRS[0]) > 2.2 and shore(x, y) > 1.15 and not (7 < x < 15 and y < 18)
    )


def _wooded(x, y):
    steps = abs(x - STAIRS[0]) < 4
    return y > 19 and _free(x, y) and not steps and (abs(x) > 14 or y > 42) and (y > 22 or abs(x) > 18)


def _grass(x, y):
    gravelled = -2.6 < y < 3 and abs(x) < 24 or -10 < y < -3 and 6 < x < 16 or abs(x + 0.5) < 2 and y < 0
    return not gravelled and shore(x, y) > 1.12 and _free(x, y) | (y < 15) and not (8 < x < 15 and 12 < y < 18)


def pavilion():
    """A small open pavilion on the old terrace."""
    mesh = Mesh("pavilion")
    wood, tiles = planks("#6d4a32", 0.2), roof("#4b4a47", "#5c5a55", 0.26, 0.24)
    for x, y in ring(1.9, 6):
        mesh.limb((x, y, -0.3), (x, y, 2.6), 0.1, 0.1, wood, 8)
    mesh.frustum(ring(2.9, 6), ring(1.4, 6), 2.55, 3.2, tiles)
    mesh.frustum(ring(1.4, 6), ring(0.1, 6), 3.2, 4.4, tiles)
    mesh.lathe([(0.14, 4.3), (0.2, 4.5), (0.05, 4.8), (0, 4.9)], plain("#3a3c36", 0.5, 0.6), 10)
    mesh.place(moved(2.5, 39.5, TERRACE))


def surroundings():
    garden_wall(weathered("#ded8ca", 0.2), roof("#4b4a47", "#5c5a55", 0.26, 0.24))
    houses = [replace(kept_house(number, 12), shop="") for number in (501, 503, 504)] + [
        new_house(505, 18),
        new_house(507, 15),
    ]
    town_below(house_models(houses), 47, lambda x, y: True)
    bench(-3.4, -3.4, 0)
    bench(8.4, -1.9, 330)


def visitors():
    crowd(
        "modern",
        [
            (-1.9, 1.5, 20), (-2.7, 1.2, 40), (9.6, 0.6, 330), (11.2, -1.2, 280), (-9.4, 0.4, 70),
            (-6.2, -0.8, 80), (5.0, -1.6, 300), (10.6, 14.6, 250), (-0.6, -8, 0), (-13.8, 0.6, 90),
        ],
        2027,
    )
    crowd("child", [(-0.9, 1.9, 350), (9.0, 1.2, 320)], 2061)
    for x, y, heading, seed, z in (
        (12.5, 9.0, 260, 71, 0.9), (12.7, 10.6, 270, 73, 0.84), (9.4, 27.4, 185, 75, 3.7),
        (0.0, 13.8, 180, 77, 0.55), (4.0, 38.6, 200, 79, TERRACE),
    ):
        visitor = person("modern", x, y, heading, seed)
        visitor.matrix_world = moved(0, 0, z) @ visitor.matrix_world
