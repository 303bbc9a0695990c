"""The castle hill about 1200: ground and pond, what stands round the palace, and who is about."""

from math import cos, hypot, pi, sin
from random import Random

from mathutils import noise

from castle import build_chapel, build_curtain_wall, build_palas
from courtyard import build_bridge, geese, hay_bundle, tent, well, wood_pile
from landscape import Grove, disc, hills, patch, smooth, terrain, tufts
from materials import cobbles, earth, forest, plain, planks, water
from mesh import Mesh, instance, moved, turned
from people import crowd
from timber_houses import build_thatched, place_thatched, thatched_house
from vehicles import barrel, horse, horse_cart

POND = (37, -13, 24, 16)
"""Middle and half axes of the fishpond."""

WATER_LEVEL = -0.85
"""Metres, from the paving of the courtyard."""


def pond_depth(x, y):
    away = hypot((x - POND[0]) / POND[2], (y - POND[1]) / POND[3])
    return 3.0 * (1 - smooth(0.78, 1.05, away))


def ground_1200(x, y):
    rough = 0.10 * noise.noise((x / 5, y / 5, 0.3)) + 0.03 * noise.noise((x / 1.1, y / 1.1, 0.9))
    return hills(x, y) - pond_depth(x, y) + rough


def build_1200():
    terrain(forest("#8a8350", "#2f451d", "#b9c6d6", clear=130), ground_1200)
    _courtyard()
    mesh = Mesh("pond")
    mesh.face([(*p, WATER_LEVEL) for p in disc(POND[0], POND[1], POND[2] * 1.1, POND[3] * 1.1)], water())
    mesh.place()
    build_palas()
    build_chapel()
    build_curtain_wall()
    build_bailey()
    build_village()
    build_bridge()
    furnish_1200()


def _courtyard():
    """Trodden earth with a cobbled way to the Palas."""
    rng = Random(8)
    edge = [
        (17 * (1 + 0.07 * rng.uniform(-1, 1)) * cos(a), 4 + 20 * (1 + 0.05 * rng.uniform(-1, 1)) * sin(a))
        for a in (2 * pi * i / 40 for i in range(40))
    ]
    patch(edge, earth(), -0.01)
    patch(
        [(-1.6, -21), (1.8, -21), (1.5, -4), (3.6, 8), (5.5, 25), (-1.5, 25), (0.2, 8), (-1.7, -4)],
        cobbles("#93806a", "#6e5f50", 0.2, 0.04, "#6b5d46"),
        0.03,
    )


def build_bailey():
    """Stables, store and smithy along the curtain wall."""
    for number, (x, y, facing, width) in enumerate(
        (
            (-24.5, -14, 80, 9), (-25.5, -2, 90, 11), (-25.5, 12, 90, 9), (-23, 25, 110, 8), (-17.5, -24.5, 18, 9),
            (5, -26.8, 0, 10),
        )
    ):
        place_thatched(number, x, y, facing, width, 5.5)


def build_village():
    """The settlement beyond the pond and outside the wall, thinning out towards the fields."""
    models = []
    for number in range(20, 25):
        mesh = Mesh("village house")
        build_thatched(mesh, thatched_house(number, 8.5, 6.5))
        models.append(mesh.data())
    rng = Random(12)
    for x, y, facing in (
        (62, 16, 250), (74, 4, 265), (76, -12, 275), (72, -28, 300), (58, -38, 330), (44, -42, 350), (30, -44, 10),
        (84, 20, 250), (92, -4, 270), (90, -30, 290), (70, -48, 320), (50, -58, 0), (64, 34, 230), (82, 42, 240),
        (52, 52, 220), (-52, 2, 100), (-58, 24, 90), (-50, -30, 60),
    ):
        instance(rng.choice(models), moved(x, y, -0.1) @ turned(facing + rng.uniform(-12, 12)))
    for _ in range(50):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(75, 190)
        x, y = away * cos(turn), away * sin(turn)
        instance(rng.choice(models), moved(x, y, hills(x, y)) @ turned(rng.uniform(0, 360)))


def furnish_1200():
    well(-7.5, 6.5)
    tent(9.5, 9.5, 215, "#a5432f")
    tent(15, 8.0, 240, "#3f5560")
    tent(13.5, 14.5, 215, "#b98a3a")
    horse_cart(-6.4, -5.2, 100)
    animals = Mesh("horses")
    for x, y, facing, coat in ((-18.5, 4.0, 250, "#6b4a30"), (-19, 1.2, 265, "#3a2a20"), (5.6, -5.4, 40, "#8d8379")):
        with animals.within(moved(x, y) @ turned(facing)):
            horse(animals, coat, "#241812")
    animals.place()
    goods = Mesh("goods")
    for x, y in ((-10.2, -1.4), (-10.9, -1.0), (-10.4, -2.2), (6.9, 8.2), (7.3, 7.7)):
        barrel(goods, x, y, 0, planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7))
    goods.place()
    crowd(
        ("medieval", "medieval", "lord", "medieval"),
        (
            (-5.6, 5.6, 300), (-6.2, 8.4, 190), (3.2, 13.2, 160), (1.6, 12.6, 130), (4.4, 12.0, 200),
            (6.5, 6.2, 230), (7.2, 5.6, 300), (4.5, -4.6, 150), (-16.6, 3.0, 280), (-5.8, -3.6, 150),
            (-4.9, 2.6, 280), (4.8, 23.2, 180), (0.2, 23.4, 170), (-4, -23, 20), (-10, -22, 340), (14.5, 5.4, 240),
            (10.5, -1.0, 100), (10.2, -3.4, 180), (35, -8.7, 250), (7.4, -9.5, 330), (-2.4, -6.6, 30),
            (-20, 15, 100), (2.6, 6.2, 250),
        ),
        1200,
    )
    geese(2.9, -2.6)
    for x, y in ((8.6, 3.2), (9.2, 2.6), (8.8, 2.2)):
        hay_bundle(x, y)
    wood_pile(-10.5, 9.8, 120)
    grove = Grove(12)
    for kind, x, y, size in (
        ("oak", 13, -17, 0.8), ("lime", -14, 18, 0.85), ("willow", 24, -30, 0.9), ("willow", 60, 1, 0.9),
        ("willow", 24, 8, 0.75), ("willow", 66, -24, 1), ("poplar", 40, -32, 1), ("oak", 40, 14, 0.7),
        ("bush", 17, -24, 1), ("bush", 62, -8, 1.3), ("bush", 24, 3, 1.0), ("bush", -20, -18, 1.1),
    ):
        grove.plant(kind, x, y, size, -0.3)
    grove.wood(("oak", "lime", "oak", "poplar"), 48, 110, 110, clear=_far)
    grove.wood(("oak", "lime"), 110, 420, 900, size=1.25)
    tufts(5, 12, 70, 9000, ("#6d7a3a", "#a09a5c"), _reeds, 0.9, lambda x, y: WATER_LEVEL - 0.2)
    tufts(6, 2.5, 34, 7000, clear=_grass, height=lambda x, y: ground_1200(x, y) + 0.08)


def _far(x, y):
    return not (-36 < x < 34 and -36 < y < 52) and pond_depth(x, y) < 0.1


def _reeds(x, y):
    return 0.35 < pond_depth(x, y) < 1.9 and y < -2 - 0.5 * x + 14 and not (x < 26 and y > -16)


def _grass(x, y):
    return hypot(x / 16, (y - 4) / 19) > 1.0 or noise.noise((x / 2, y / 2, 5)) > 0.42
