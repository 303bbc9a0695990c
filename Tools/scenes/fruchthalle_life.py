"""Ground, traffic and people before the Fruchthalle in the three epochs."""

from math import cos, pi, sin
from random import Random

from flags import flag, hanging
from grain_hall import PLACE, STOREYS, bay_middle
from landscape import Grove, patch, rectangle
from leaf_garland import garland
from market_1600 import booth, heap
from materials import cobbles, earth, plain, planks, stone, weathered
from mesh import Mesh, moved, ring, turned
from people import crowd
from street import bench, cafe, fountain, gas_lamp, modern_lamp, stall
from vehicles import bus, horse, horse_cart

SQUARE = rectangle(-90, -31, 110, 96)


def _on_front(mesh):
    return mesh.within(moved(0, PLACE[1]))


def furnish_1849():
    patch(SQUARE, earth("#8d7a5e", "#5e4c36"), -0.02)
    rough = cobbles("#8a7c6c", "#6a6058", 0.16, 0.04, "#574b3c")
    patch(rectangle(-90, 20, 110, 33), rough, 0.0)
    patch(rectangle(-24, 33, 36, 40), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.06)
    patch([(-3, -30), (3, -30), (2.5, -4), (4, 20.1), (-3, 20.1), (-2, -4)], rough, 0.006)
    mesh = Mesh("flags")
    with _on_front(mesh):
        for i in (1, 5, 7, 11):
            hanging(mesh, bay_middle(i), STOREYS[0] + 1.0, 4.2)
        for i in (0, 3, 6, 9, 12):
            x = bay_middle(i)
            flag(mesh, (x, -0.1, STOREYS[0] + 1.6), (x, -2.6, STOREYS[0] + 4.6), 2.6, 1.7)
    flag(mesh, (PLACE[0], PLACE[1] + 12, 20), (PLACE[0], PLACE[1] + 12, 27), 4.2, 2.7)
    for x, y, out, wind in (
        (-33.5, 4, (1.8, 0), (0.4, 1)), (-33.5, 52, (1.8, 0), (0.4, 1)), (53.5, 2, (-1.8, 0), (-0.3, 1)),
        (-14, -29.6, (0, 1.8), (1, 0.4)), (22, -29.6, (0, 1.8), (1, 0.4)),
    ):
        flag(mesh, (x, y, 5.2), (x + out[0], y + out[1], 7.1), 2.2, 1.3, wind=wind)
    _liberty_tree(mesh, -9.0, 13.0)
    mesh.place()
    _troop()
    horse_cart(15, 12, 75)
    horse_cart(-22, 25.5, 90)
    horse_cart(40, 28.5, 270)
    horse_cart(26, -9, 300)
    horse_cart(-8, -17, 70)
    for i, (x, y) in enumerate(((18.5, 9.4), (-17, 31), (24, 34), (29.5, -12.5), (-12.5, -14.5), (33, -4))):
        heap(x, y, 60 + i)
    stands = ((-20, -8, 60), (-18, -12.5, 55), (24, 1.5, 275), (24.6, 6.5, 265), (14, -19, 350))
    for i, (x, y, facing) in enumerate(stands):
        booth(x, y, facing, 31 + i)
    fountain(36, 4, weathered("#a4604a", 0.35))
    animals = Mesh("horses")
    for x, y, facing, coat in ((21.6, 19.5, 200, "#3a2a20"), (-24.5, 8, 60, "#6b4a30")):
        with animals.within(moved(x, y) @ turned(facing)):
            horse(animals, coat, "#241812")
    animals.place()
    crowd(("citizen", "biedermeier", "citizen", "biedermeier", "suit"), _crowd_1849(), 1849)
    crowd("child 1849", ((-4.4, 6.6, 330), (5.7, 7.2, 10), (-11, 10.6, 30), (-6.6, 14.2, 240)), 1860)
    grove = Grove(49)
    for x, y in ((-26, -4), (-26, -14), (44, -2), (44, -14), (43, 8)):
        grove.plant("lime", x, y, 0.8)


def _troop():
    """Volunteers drawn up in two ranks before the hall, others about the square."""
    ranks = [(-11 + 1.25 * i, 29.5 + 1.5 * k, 180) for i in range(16) for k in range(2)]
    loose = [
        (4.6, 5.4, 215), (5.6, 5.0, 250), (-5.4, 8.4, 30), (-14.6, 9, 70), (-13.8, 10, 130), (11.6, 16.6, 340),
        (12.8, 17.2, 300),
        (-2.6, -5.4, 20), (-3.8, -5.8, 350), (17.8, -4.2, 310), (-19, -3, 40), (28, 22, 260), (-28, 24, 90),
        (-4.6, 26.8, 0),
    ]
    crowd("militiaman", ranks + loose, 1880)


def _crowd_1849():
    rng = Random(149)
    near = [
        (-4.0, 5.4, 340), (-4.9, 5.9, 350), (2.6, 8.6, 20), (3.5, 9.1, 350), (-7.0, 11.0, 320), (-10.4, 11.6, 30),
        (-8.0, 15.2, 190),
        (7.8, 3.0, 320), (8.6, 3.7, 300), (-6.6, -3.0, 60), (4.0, -6.6, 10), (4.9, -7.0, 340), (12.8, 10.4, 280),
        (-15.5, 4.0, 50),
        (20.4, 2.4, 300), (-17.6, -9.5, 240), (10.5, -14, 350), (30, 6, 290), (21.8, 1.2, 90), (21.9, 5.6, 80),
        (-18.4, -6.2, 230),
        (26, 1.4, 280), (-21.6, -9.2, 60), (24.8, -12.4, 20), (13.2, -16.6, 190), (33.6, 4.4, 100), (34.4, 1.6, 60),
        (-7, -13.6, 200),
    ]
    far = [(rng.uniform(-24, 34), rng.uniform(19.5, 26.5), rng.uniform(-60, 60)) for _ in range(26)]
    walk = [(rng.uniform(-32, 50), rng.uniform(-26, -12), rng.uniform(0, 360)) for _ in range(14)]
    return near + far + walk


def _liberty_tree(mesh, x, y):
    """A trimmed fir with a crown of green, garlands and a flag: the sign of the movement."""
    mesh.limb((x, y, -0.2), (x, y, 9.5), 0.12, 0.07, planks("#7a6a50", 0.5), 10)
    garland(mesh, x, y)
    flag(mesh, (x, y, 9.4), (x, y, 11.6), 2.0, 1.2)
    for i in range(4):
        a = pi * i / 2
        mesh.limb((x + 0.9 * cos(a), y + 0.9 * sin(a), -0.1), (x, y, 1.5), 0.06, 0.05, planks("#6d5236", 0.5), 6)


def furnish_1910():
    patch(SQUARE, cobbles("#8a7c6c", "#6a6058", 0.14), 0.0)
    for row in (
        (-90, 17.6, 110, 20.2), (-24, 33, 36, 40), (-34, -26, -31, 18), (-34, 34, -31.4, 82), (51, -26, 54, 18),
    ):
        patch(rectangle(*row), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.13)
    for x in (-28, -10, 8, 26, 44):
        gas_lamp(x, 32.4)
    for x, y in ((-12, 12), (14, 12), (-30.4, 44), (-30.4, 62)):
        gas_lamp(x, y)
    horse_cart(-1.5, 24.5, 285)
    horse_cart(-27.4, 52, 175)
    horse_cart(24, 28, 90)
    advertising_column(-16, 19)
    stall(10, 18, 190, "#a5432f", 3)
    stall(14.5, 18.4, 185, "#3f5560", 4)
    crowd(
        ("suit", "gown"),
        (
            (-3.6, 18.6, 200), (-2.8, 19.0, 160), (-12.4, 35.4, 90), (-4.5, 36, 270), (3.4, 35, 180),
            (6.8, 24.6, 320), (-9.2, 20.6, 40),
            (-17.6, 22.6, 130), (-19.8, 34.8, 300), (-26.2, 41, 0), (-26.9, 41.6, 10), (-31.8, 36.5, 90),
            (-32.2, 55, 180), (-24.6, 30, 270),
            (-1.6, 12.4, 200), (-0.7, 12.9, 190), (-6.4, 10.2, 20), (3.2, 16.4, 320), (-8.8, 14.4, 110),
            (-11.6, 23.6, 70), (-22.6, 38, 190),
            (-23.4, 37.4, 200), (0.8, 30.6, 100), (9.4, 35.2, 250), (-14.6, 16.2, 280), (9.6, 16.6, 10),
            (12, 34.6, 90), (-22, 60, 180), (16, 22, 250),
        ),
        1910,
    )
    workers = ((-0.4, 21.8, 80), (-3.0, 27.4, 250), (-28.4, 49.6, 170), (-9.4, 25.4, 110), (15.4, 17.0, 10))
    crowd("worker", workers, 1920)
    crowd("child", ((-7.2, 10.6, 30), (4.0, 16.0, 330)), 1930)
    grove = Grove(10)
    for x, y in ((22, 14), (36, 14), (22, 0), (36, 0), (-22, -8), (-22, -20)):
        grove.plant("young", x, y, 0.9)


def advertising_column(x, y):
    mesh = Mesh("advertising column")
    rng = Random(2)
    shape = [(0.72, 0), (0.72, 0.3), (0.62, 0.35), (0.62, 2.7), (0.78, 2.8), (0.78, 2.95), (0.4, 3.3), (0, 3.55)]
    mesh.lathe(shape, weathered("#7a7a66", 0.3), 24)
    for row in range(3):
        for i in range(8):
            a0, a1 = 2 * pi * i / 8 + 0.03, 2 * pi * (i + 1) / 8 - 0.03
            low, high = 0.5 + row * 0.72, 0.5 + row * 0.72 + rng.uniform(0.5, 0.66)
            bill = plain(rng.choice(["#d8cdb0", "#c9a86a", "#a8584a", "#e4dcc8", "#6d8290"]), 0.9)
            for k in range(3):
                edges = [a0 + (a1 - a0) * (k + i) / 3 for i in (0, 1)]
                b, c = ((0.635 * cos(a), 0.635 * sin(a)) for a in edges)
                mesh.face([(*b, low), (*c, low), (*c, high), (*b, high)], bill)
    mesh.place(moved(x, y))


def furnish_today():
    patch(SQUARE, stone("#8f8374", "#7f766a", "#5a534b", 0.62, 0.42, 0.01, 0.3, 0.012), 0.0)
    patch(rectangle(-90, 22.4, 110, 30), weathered("#4b4a4a", 0.15, 0.9, 40.0), 0.012)
    for x in range(-88, 108, 6):
        patch(rectangle(x, 26.1, x + 3, 26.25), plain("#e9e6df", 0.7), 0.018)
    for y in (22.4, 30):
        patch(rectangle(-90, y - 0.14, 110, y + 0.14), weathered("#a39d94", 0.2), 0.1)
    for x in range(-14, 15, 4):
        patch(rectangle(x - 0.12, -28, x + 0.12, 22), stone("#9c5f4b", "#a86d58", "#746c62", 0.5, 0.5, 0.012), 0.01)
    bus(30, 24.4, 90)
    bus(-62, 28.2, 270, "#3e7d6e")
    cafe([(-12.5, 3.5), (-13.5, 7.4), (-16.8, 4.8), (-16.0, 9.2), (-19.6, 7.4), (-12.2, 11.2)])
    for x, y in ((-24, 20.6), (-6, 20.6), (12, 20.6), (30, 20.6), (-10, -8), (12, -8), (26, 6)):
        modern_lamp(x, y)
    for x, y, facing in ((6.8, 7.6, 220), (8.5, -4.5, 300), (-7.5, -6.5, 40), (16, 14, 180)):
        bench(x, y, facing)
    crowd("modern", _strollers(), 2020)
    crowd("child", [(4.2, 8.9, 350), (-6.4, 12.4, 30), (13.3, 2.7, 280)], 2050)
    grove = Grove(20)
    for x, y in (
        (-22, 14), (-22, 2), (-22, -10), (20, 12), (20, -6), (32, 12), (32, -6), (42, 6), (-4, -20), (12, -20),
        (-28, 32.5), (41, 36),
    ):
        patch([(x + px, y + py) for px, py in ring(0.9, 16)], weathered("#4b4540", 0.3), 0.02)
        grove.plant("lime", x, y, 0.8)


def _strollers():
    return [
        (3.4, 9.4, 340), (5.0, 8.6, 20), (-3.4, 6.0, 200), (-4.2, 6.3, 180), (-6.0, 13.0, 20), (-7.0, 13.4, 0),
        (12.6, 3.2, 280), (14, 9.6, 60),
        (-12.0, 17.4, 90), (1.2, 19.4, 90), (22, 18.4, 270), (-4.2, 33, 90), (3.6, 34.5, 0), (15.8, 33.4, 270),
        (-17.4, 34, 90), (26, 35, 200),
        (-2.4, -7.4, 160), (6.4, -9.2, 40), (-13.3, 4.4, 200), (-14.6, 7.0, 80), (-17.6, 5.4, 60), (-16.6, 9.6, 200),
        (8.6, -3.2, 120), (-9, -14, 10),
        (18, -16, 300), (36, 4, 250), (-29, 46, 180), (-28, 60, 0), (-30, 10, 0), (9.4, 13.6, 230),
    ]
