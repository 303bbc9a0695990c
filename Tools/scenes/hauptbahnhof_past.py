"""What stood and moved before the station about 1900 and in 1945."""

from math import pi

from mathutils import Matrix

from landscape import Grove, patch, rectangle
from materials import cobbles, plain, stone, trim, weathered
from mesh import Mesh, moved, ring
from people import crowd
from railway import (
    buffer_stop,
    carriage,
    goods_wagon,
    locomotive,
    platform,
    platform_roof,
    railing,
    tracks,
)
from street import fountain, gas_lamp
from vehicles import handcart, horse_cab, horse_cart
from war import rubble_heap, scattered, torn_ground

LINES = (-59.5, -64, -78, -82.5)
"""Northings of the tracks, the same in all epochs."""


def furnish_1900():
    for area in ((-90, -52, 90, 46), (-9, 46, 6, 120)):
        patch(rectangle(*area), cobbles("#8a7c6c", "#6a6058", 0.14), 0.0)
    slabs = stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02)
    for row in ((-38, -52, 38, -29.5), (-73, 40, 72, 46), (-50, -30, -46, 40), (60, -24, 66, 40)):
        patch(rectangle(*row), slabs, 0.13)
    _flower_bed(-15, -10)
    _flower_bed(17, -10)
    fountain(0.5, 14, trim())
    railways(slabs)
    iron = plain("#26332d", 0.45, 0.3)
    platform_roof(-80, 84, -71, iron, weathered("#5c5a57", 0.3))
    tracks((-46,), 44, 150, (44, 150))
    buffer_stop(45, -46)
    locomotive(53, -46, 270)
    for i in range(4):
        carriage(68.5 + i * 9.8, -46, ("#3b4a34", "#5a4632")[i % 2])
    for i in range(5):
        carriage(-62 + i * 9.8, LINES[0], "#3b4a34")
    railing(38.5, -39.5, 86, -39.5)
    railing(-86, -46, -38, -46)
    for x, y, facing in ((-6.5, -22, 90), (-14.5, -22.4, 90), (-22.5, -22, 90), (11, -17, 285), (27, -3, 20)):
        horse_cab(x, y, facing)
    horse_cart(-25, 3, 150)
    horse_cart(36, -28, 275)
    for x, y in (
        (-7, -28.6),
        (7, -28.6),
        (-22, -28.6),
        (22, -28.6),
        (-34, -28.6),
        (34, -28.6),
        (-9, 5),
        (10, 4),
        (-30, 20),
        (30, 20),
    ):
        gas_lamp(x, y)
    crowd(("suit", "gown"), _travellers(), 1901)
    crowd(("worker",), ((5.6, -8.4, 200), (-27.4, 0.6, 90), (44, -42, 30), (36, -31, 0), (-4.5, 12.2, 20)), 1950)
    for i, (x, y, turn) in enumerate(
        ((4.9, -9.1, 30), (5.4, -9.3, 80), (-2.1, -24.3, 10), (9.0, -24, 50), (-9.5, -26.3, 0))
    ):
        suitcase(x, y, turn, ("#5a3a26", "#3f2c1e", "#6d5138")[i % 3])
    grove = Grove(8)
    for x, y in ((-36, 9), (-28, 9), (28, -9), (37, -9)):
        grove.plant("lime", x, y, 0.7)
    for x in (-56, -40, -24, 24, 40, 54):
        grove.plant("lime", x, 36, 0.75)


def railways(surface, lines=LINES):
    tracks(lines, -420, 420)
    platform(-100, 110, -57.4, -51, surface, stone("#8d8478", "#9a9184", "#5c544a", 1.6, 0.5))
    platform(-100, 110, -76, -66, surface, stone("#8d8478", "#9a9184", "#5c544a", 1.6, 0.5))


def _flower_bed(x, y):
    """A round lawn with a stone edge and a band of flowers."""
    lawn = weathered("#55702f", 0.35, 1.0, 30.0)
    flowers = [weathered(tone, 0.5, 1.0, 14.0) for tone in ("#a83f35", "#d9b64a")]
    for radius, top, cover in ((4.3, 0.16, trim()), (4.1, 0.2, lawn), (1.5, 0.3, flowers[0]), (0.7, 0.38, flowers[1])):
        patch([(x + a, y + b) for a, b in ring(radius, 40)], cover, top)


def _travellers():
    return [
        (3.9, -8.2, 150),
        (-2.8, -9.5, 190),
        (-3.6, -9.0, 180),
        (1.2, -15, 180),
        (2.2, -15.4, 170),
        (-2.4, -23.6, 0),
        (-1.4, -23.9, 340),
        (8.4, -23.4, 30),
        (9.3, -23.1, 250),
        (-9.8, -25.6, 90),
        (-12.5, -26.5, 270),
        (15, -25, 100),
        (20.5, -26, 280),
        (25.5, -25.3, 90),
        (-21, -26.8, 90),
        (-29, -25, 60),
        (-40, -16, 90),
        (-41, -4, 350),
        (30, 12, 220),
        (31, 12.6, 210),
        (-12, 18, 160),
        (-13, 18.4, 170),
        (8, 22, 0),
        (16, 30, 90),
        (-20, 31, 270),
        (-6.4, 3.4, 120),
        (43, -36, 120),
        (52, -37, 200),
        (0, -29, 180),
        (4.2, -30, 10),
        (-33, 8, 30),
        (22, 1, 320),
        (2.6, 17.3, 200),
    ]


def suitcase(x, y, turn, colour, handle=0.0):
    """A case on the ground; with a pulled-out handle one of today."""
    mesh = Mesh("suitcase")
    side = plain(colour, 0.45)
    mesh.box((-0.24, -0.11, 0.03), (0.24, 0.11, 0.66 if handle else 0.46), side)
    mesh.box((-0.26, -0.02, 0.0), (0.26, 0.02, 0.68 if handle else 0.48), plain("#2a2320", 0.5))
    top = 0.66 + handle if handle else 0.53
    for dx in (-0.09, 0.09):
        mesh.limb((dx, 0, 0.4), (dx, 0, top), 0.013, 0.013, plain("#3a3a3a", 0.4))
    mesh.limb((-0.1, 0, top), (0.1, 0, top), 0.018, 0.018, plain("#2a2320", 0.5))
    mesh.place(moved(x, y, 0.02) @ Matrix.Rotation(turn * pi / 180, 4, "Z"))


CRATERS = ((10.5, -14, 3.4), (-17, -13, 4.2), (25, 5, 3.8), (-29, 14, 3.2), (42, -18, 4.6), (-9, 22, 2.8))


def furnish_1945():
    torn_ground((-90, -51), (90, 48), CRATERS, cobbles("#7d7265", "#625950", 0.14, joint="#5a4d40"))
    railways(weathered("#7d746b", 0.5, 1.0))
    track = cobbles("#948879", "#7d7264", 0.14, joint="#6b5f51")
    patch(
        [(-2.2, -34), (2.4, -34), (1.9, -14), (2.6, 6), (3.6, 118), (-6.6, 118), (-1.6, 6), (-2.6, -14)], track, 0.012
    )
    patch([(-46, -3), (-2, -4), (-2, -0.6), (-46, 0.6)], track, 0.008)
    for x, y, a, b, h, seed in (
        (-9, -31, 6.5, 3.2, 1.7, 1),
        (9.5, -31, 6.8, 3.0, 1.9, 2),
        (-22, -32, 7, 3.4, 1.6, 3),
        (22, -31.6, 8, 3.6, 2.1, 4),
        (-33, -30.5, 5, 4.2, 2.5, 5),
        (34, -30, 5.4, 4.4, 2.3, 6),
        (-6.6, -9.5, 2.6, 1.8, 0.8, 7),
        (6.8, -5.2, 2.2, 1.6, 0.7, 8),
        (-37, 38, 9, 3.2, 1.6, 9),
        (31, 40, 9, 3.4, 1.8, 10),
        (14, 36, 5, 3.2, 1.7, 11),
        (60, 20, 3.4, 7, 1.7, 12),
        (-18, 41, 6, 3.0, 1.5, 13),
        (58, -12, 4, 6, 1.8, 14),
    ):
        rubble_heap(x, y, a, b, h, seed)
    scattered((-45, -32), (45, 44), 2600, 5, lambda x, y: abs(x) < 3 or -5 < y < 1 and x < 0)
    for i, x in enumerate((50, 58.4, 72)):
        goods_wagon(x, LINES[0], ("#4a3a30", "#3c3530", "#5a4030")[i], plain("#2b2624", 0.9))
    locomotive(-58, LINES[0], 90)
    handcart(1.3, -7.6, 352)
    handcart(-0.9, 11, 185)
    handcart(-21, -2.4, 275)
    crowd(
        ("coat",),
        (
            (1.2, -9.3, 352),
            (1.9, -7.2, 345),
            (-0.9, 9.2, 185),
            (-0.3, 12.4, 190),
            (-22.6, -2.5, 275),
            (-20.2, -1.6, 270),
            (-3.8, -10.6, 150),
            (0.4, -22, 180),
            (5, 3.5, 250),
            (-1.2, 30, 180),
            (1.4, 34, 0),
            (34, 14, 200),
            (-43, -1, 90),
            (-4.9, -7.4, 230),
            (0.6, -29, 10),
        ),
        1946,
    )
    _stacked_bricks(-4.2, -12.4, 20)
    _stacked_bricks(4.4, -7.4, 70)
    _bent_lamp(-7, -27)
    _bent_lamp(8, 6)
    grove = Grove(9)
    for x in (-40, 54):
        grove.plant("lime", x, 36, 0.75)


def _stacked_bricks(x, y, turn):
    """Cleaned bricks, laid up for building again."""
    mesh = Mesh("bricks")
    tones = [weathered(tone, 0.3) for tone in ("#8a5644", "#95604a", "#7d5040")]
    for row in range(7):
        for i in range(6):
            for k in range(3):
                if row < 5 or (i + k) % 3:
                    low = (i * 0.27, k * 0.28, row * 0.085)
                    mesh.box(low, (low[0] + 0.25, low[1] + 0.26, low[2] + 0.075), tones[(row + i + k) % 3])
    mesh.place(moved(x, y, 0.02) @ Matrix.Rotation(turn * pi / 180, 4, "Z"))


def _bent_lamp(x, y):
    mesh = Mesh("bent lamp")
    iron = plain("#2a2c2a", 0.6, 0.3)
    mesh.lathe([(0.26, 0), (0.26, 0.12), (0.16, 0.2), (0.13, 0.8), (0.07, 1.0)], iron, 12)
    mesh.limb((0, 0, 0.9), (0.15, 0.1, 1.8), 0.065, 0.06, iron)
    mesh.limb((0.15, 0.1, 1.8), (1.0, 0.5, 2.6), 0.06, 0.055, iron)
    mesh.limb((1.0, 0.5, 2.6), (1.7, 0.9, 2.3), 0.055, 0.05, iron)
    mesh.place(moved(x, y))
