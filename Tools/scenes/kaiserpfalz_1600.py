"""The castle hill about 1600: the Count Palatine's new palace beside the emperor's old one, yard and garden."""

from dataclasses import replace
from math import atan2, cos, hypot, pi, sin
from random import Random

from mathutils import Matrix

from casimir_palace import build_casimir_palace
from castle import build_chapel, build_curtain_wall, build_palas
from courtyard import geese, hay_bundle, wood_pile
from half_timbered import build_timber_house, house_1600
from landscape import Grove, hills, patch, rectangle, terrain, tufts
from market_1600 import heap
from materials import cobbles, earth, forest, leaves, planks, rough_sandstone, stone, trim, weathered
from mesh import Mesh, instance, moved, turned
from parterre import balustrade, parterre
from people import crowd
from street import fountain
from timber_houses import place_thatched
from vehicles import horse, horse_cart
from walls import level_top, thick_wall

WALL = ((16, -31), (-4, -31), (-10, -31), (-30, -24), (-34, -18.5))
"""The old curtain wall as far as the new palace."""

NORTH_WALL = ((-33, 24.5), (-29, 44), (30, 48))


def build_1600():
    terrain(forest("#7f8048", "#2f451d", "#b9c6d6", clear=150))
    paving()
    build_palas(aged=True)
    build_chapel()
    build_casimir_palace()
    build_curtain_wall(WALL, (0, 3))
    _north_wall()
    build_yard()
    build_garden()
    build_town()
    furnish()


def paving():
    patch(rectangle(-30, -31, 24, 27), earth("#8f7d62", "#604f38"), -0.02)
    rough = cobbles("#93806a", "#6e5f50", 0.19, 0.04, "#655844")
    patch(rectangle(-27, -20, -14, 26), rough, 0.0)
    patch(rectangle(-14, 14, 20, 26), rough, 0.004)
    patch([(-9, -31), (-4.5, -31), (-3, -16), (1.7, -4), (3.6, 14.1), (-3.5, 14.1), (-2, -2), (-7, -16)], rough, 0.008)
    patch([(-14.1, -6), (-2, -4), (-1.6, 0), (-14.1, 6)], rough, 0.012)
    slabs = stone("#a5917a", "#94826c", "#5f564a", 1.3, 0.9, 0.02, 0.35, 0.02)
    patch(rectangle(-27, -19.5, -24.6, 25.5), slabs, 0.09)


def _north_wall():
    """Behind the palace and the old hall, plain and lower than the rest."""
    mesh = Mesh("north wall")
    for a, b in zip(NORTH_WALL, NORTH_WALL[1:]):
        length = hypot(b[0] - a[0], b[1] - a[1])
        with mesh.within(moved(*a) @ Matrix.Rotation(atan2(b[1] - a[1], b[0] - a[0]), 4, "Z")):
            thick_wall(mesh, level_top(length, 5.0), [], 1.0, rough_sandstone(), -3, trim())
    mesh.place()


def build_yard():
    """Stables and store along the southern wall."""
    for number, (x, y, facing, width) in enumerate(((-18.5, -24.2, 19, 12), (6, -26, 0, 13))):
        house = replace(house_1600(520 + number, width), width=width, shop=False, gable=False, stone=True)
        house = replace(house, depth=5.0, storeys=(2.9, 2.4), bays=6, pitch=1.9)
        mesh = Mesh("stable")
        build_timber_house(mesh, house)
        mesh.place(moved(x, y) @ turned(facing))
    place_thatched(3, 18, -24, 330, 7, 5)


def build_garden():
    """The garden of the court where the fishpond was: four beds, gravel, a fountain, an arbour."""
    gravel = weathered("#b7a684", 0.25, 1.0, 70.0)
    patch(rectangle(24, -30, 54, 2), gravel, 0.01)
    mesh = Mesh("garden")
    leaf, rng = leaves("#2c4420", "#48632c"), Random(5)
    soil = weathered("#5b4632", 0.4, 1.0, 40.0)
    for x0, y0 in ((26, -28), (40, -28), (26, -12.5), (40, -12.5)):
        mesh.prism(rectangle(x0, y0, x0 + 12, y0 + 12.5), -0.2, 0.05, soil)
        parterre(mesh, leaf, rng, x0, y0, x0 + 12, y0 + 12.5)
    with mesh.within(moved(23.2, -27.5) @ turned(270)):
        balustrade(mesh, 11.2)
    with mesh.within(moved(23.2, -12.4) @ turned(270)):
        balustrade(mesh, 13.6)
    _arbour(mesh, leaf, rng)
    mesh.place()
    fountain(39, -14, trim())
    tufts(61, 20, 58, 9000, ("#a5432f", "#d0a04a"), _beds, 0.26, lambda x, y: 0.05)
    tufts(62, 20, 58, 6000, ("#5c7030", "#c9b0c4"), _beds, 0.2, lambda x, y: 0.05)
    patch(rectangle(24, 2, 54, 20), weathered("#66753a", 0.35, 1.0, 30.0), 0.0)


def _beds(x, y):
    return any(x0 + 0.6 < x < x0 + 11.4 and y0 + 0.6 < y < y0 + 11.9 for x0 in (26, 40) for y0 in (-28, -12.5))


def _arbour(mesh, leaf, rng):
    """A trellis walk along the far side, overgrown."""
    wood = planks("#6d5236", 0.4)
    for i in range(16):
        y = -29 + i * 2.0
        for x in (54.2, 56.6):
            mesh.box((x - 0.07, y - 0.07, -0.2), (x + 0.07, y + 0.07, 2.3), wood)
        for k in range(6):
            start, end = ((55.4 + 1.2 * cos(a), y, 2.3 + sin(a)) for a in (pi * k / 6, pi * (k + 1) / 6))
            mesh.limb(start, end, 0.05, 0.05, wood, 5)
    for _ in range(9000):
        a, y = pi * rng.random(), rng.uniform(-29, 1)
        low = rng.random() < 0.35
        x, z = 55.4 + 1.25 * cos(a), 2.35 + 1.05 * sin(a)
        if low:
            x, z = 56.7, rng.uniform(0.2, 2.4)
        s, t = rng.uniform(0.08, 0.16), rng.uniform(0, 2 * pi)
        dx, dy, dz = s * cos(t), s * sin(t), rng.uniform(-s, s)
        mesh.face([(x - dx, y - dy, z), (x, y, z - s), (x + dx, y + dy, z + dz), (x, y + 0.02, z + s)], leaf)


def build_town():
    """Half-timbered houses all round outside the castle, thinning out towards the fields."""
    models = []
    for number in range(430, 436):
        mesh = Mesh("town house")
        build_timber_house(mesh, replace(house_1600(number, 9.5), shop=False))
        models.append(mesh.data())
    rng = Random(160)
    for i, (x, y, facing) in enumerate(
        (
            (66, 20, 262), (66, 9, 268), (67, -2, 272), (67, -13, 270), (66, -24, 275), (63, -36, 310), (53, -42, 340),
            (42, -45, 0), (31, -46, 0), (20, -48, 0), (9, -49, 0), (-2, -50, 180), (-14, -48, 0), (62, 32, 240),
            (56, 43, 225), (46, 52, 210),
        )
    ):
        instance(models[i % 6], moved(x, y, -0.1) @ turned(facing + rng.uniform(-5, 5)))
    for _ in range(130):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(80, 230)
        x, y = away * cos(turn), away * sin(turn)
        facing = rng.choice([0, 90, 180, 270]) + rng.uniform(-14, 14)
        instance(rng.choice(models), moved(x, y, hills(x, y)) @ turned(facing))


def furnish():
    fountain(-7.5, 6.5, trim())
    animals = Mesh("horses")
    for x, y, facing, coat in (
        (-11.0, -12.0, 200, "#6b4a30"), (-12.6, -12.6, 215, "#3a2a20"), (7.4, -8.4, 40, "#8d8379"),
    ):
        with animals.within(moved(x, y) @ turned(facing)):
            horse(animals, coat, "#241812")
    animals.place()
    horse_cart(9.6, -15.6, 105)
    horse_cart(11.5, -3.2, 72)
    geese(7.2, 2.6)
    heap(14, -19, 7)
    wood_pile(14.5, -20.6, 0)
    for x, y in ((4.6, -20.4), (5.3, -20.9), (3.9, -20.8)):
        hay_bundle(x, y)
    guards = (
        (-22.9, -3.6, 90), (-22.9, 2.9, 90), (-24.2, 11.0, 90), (-24.2, 15.2, 90), (-4.2, -26.4, 0), (-9.9, -26.4, 0),
        (3.9, 23.0, 180),
    )
    crowd("halberdier", guards, 1600)
    crowd(
        ("courtier", "noblewoman", "courtier"),
        (
            (-13.2, 4.4, 110), (-12.2, 5.0, 140), (-17.5, 12, 120), (4.4, 8.6, 150), (5.3, 9.2, 215), (6.1, 8.2, 250),
            (-7.6, -4.4, 40), (-6.7, -5.0, 10), (9.8, -9.4, 120), (10.6, -10.0, 300), (20.6, -1.5, 270),
            (20.2, -0.4, 260), (25, -13.4, 100), (25.2, -14.8, 90), (31, -14.2, 270), (39.2, -10.4, 200),
            (-20.6, 1.2, 90),
        ),
        1610,
    )
    crowd(
        ("burgher", "peasant", "housewife"),
        (
            (12.6, -5.0, 30), (10.4, -5.4, 350), (14.6, 0.8, 270), (6.4, 1.6, 60), (-5.6, 5.2, 300),
            (-5.8, 8.6, 220), (8.2, -9.8, 340), (-10.2, -13.6, 330), (11.6, -13.6, 200), (3.4, -5.4, 320),
            (-5.5, -20, 10), (2.4, 17.5, 190), (11.5, 11, 250), (12.4, 10.4, 280), (13.5, -17.5, 160), (-17.2, -16, 60),
        ),
        1630,
    )
    grove = Grove(61)
    for kind, x, y, size in (
        ("lime", 16, 4, 0.85), ("lime", -15.5, -17, 0.7), ("young", 24.5, 5, 1), ("young", 30, 6, 1),
        ("young", 36, 5.4, 1),
        ("young", 42, 6, 1), ("young", 48, 5.5, 1), ("young", 33, 12, 1), ("young", 39, 12.5, 1),
        ("oak", 50, 15, 0.8), ("bush", 22, 1, 1),
        ("oak", 58, -33, 0.9), ("poplar", 60, 8, 0.9), ("lime", 21, -34, 0.9), ("bush", -12.2, 21, 1.0),
        ("poplar", 61, -20, 0.9),
    ):
        grove.plant(kind, x, y, size)
    grove.wood(("oak", "lime", "poplar"), 75, 240, 160, clear=lambda x, y: not (-45 < x < 62 and -45 < y < 52))
    tufts(63, 3, 45, 6000, clear=_grass)


def _grass(x, y):
    """Where nobody walks: along the wall, round the lime and under the orchard."""
    orchard, wall = 24 < x < 54 and 2.5 < y < 20, y < -21 and -2 < x < 24
    return orchard or wall or hypot(x - 16, y - 4) < 2.0 or 20 < x < 23
