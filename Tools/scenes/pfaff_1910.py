"""The works at work, about 1910: halls, chimneys, rails, crates and who is about."""

from math import pi
from random import Random

from mathutils import Matrix

from landscape import patch, rectangle
from materials import cobbles, planks, stone
from mesh import Mesh, moved
from people import crowd
from railway import goods_wagon, tracks
from street import gas_lamp
from vehicles import handcart, horse_cart
from works import hall, tall_chimney, water_tank


def build_works():
    for width, depth, x, y, eaves in (
        (38, 46, 50, -22, 6.6),
        (34, 40, -66, 10, 6.2),
        (60, 40, 26, 84, 7.4),
        (40, 36, -50, 70, 6.8),
        (70, 26, 0, -66, 6.2),
    ):
        mesh = Mesh("hall")
        hall(mesh, width, depth, eaves)
        mesh.place(moved(x, y))
    for x, y, high in ((-44, 92, 46), (6, 132, 50), (74, 74, 40)):
        mesh = Mesh("old chimney")
        tall_chimney(mesh, high)
        mesh.place(moved(x, y))
    mesh = Mesh("tank")
    water_tank(mesh)
    mesh.place(moved(9.5, 70))


def furnish_1910():
    patch(rectangle(-95, -80, 100, 130), cobbles("#75695d", "#5b534b", 0.15), 0.0)
    walk = stone("#8f8578", "#7d7468", "#5c544a", 1.0, 0.7, 0.015, 0.3, 0.02)
    for row in ((-40, 34.6, 0.4, 38), (11, 35, 29, 38), (27.5, -24, 31, 25)):
        patch(rectangle(*row), walk, 0.13)
    tracks((-6,), -70, 82, (-50, 82), moved(0, 0, -0.13) @ Matrix.Rotation(pi / 2, 4, "Z"))
    for y, tone in ((25, "#5c4436"), (32.6, "#4a4a42"), (58, "#5c4436")):
        goods_wagon(6, y, tone, None, 0, -0.12)
    _crates(11.4, 21.5, 5)
    _crates(25, 15, 9)
    _crates(-8.5, 32, 12)
    _crates(24.6, 4, 14)
    _crates(-22, 7.5, 21)
    _crates(-16.5, 5.2, 23)
    _crates(-27, 24.5, 27)
    horse_cart(-17, 13.5, 110)
    handcart(-9.5, 6.2, 300)
    horse_cart(-12, 25, 255)
    horse_cart(17, 29.5, 80)
    handcart(3.0, 15.4, 80)
    handcart(21.5, 20.5, 200)
    for x, y in ((-22, 33.6), (-2.5, 33.6), (26.4, 26), (26.4, 0), (-25, 9), (-4, 10.5)):
        gas_lamp(x, y)
    crowd(("worker",), _workers(), 1910)
    crowd(("suit",), ((-14, 33, 190), (-15.2, 33.4, 140), (-22.6, 20, 110), (-4, 14, 60)), 1911)
    crowd(("gown",), ((-10.2, 15.5, 200), (-9.4, 16.1, 210), (-11, 16.4, 205)), 1912)


def _workers():
    return (
        (2.2, 16.4, 80),
        (3.9, 16.6, 120),
        (12.6, 20.2, 20),
        (10.2, 20.6, 300),
        (4.6, 22, 270),
        (4.4, 27.6, 270),
        (8.2, 30, 240),
        (21.2, 21.8, 200),
        (20.5, 19, 30),
        (24, 12.6, 60),
        (23.4, 6.5, 150),
        (25.6, 9.6, 280),
        (16.5, 26.8, 200),
        (18, 33, 180),
        (-6.4, 30.4, 330),
        (-9.6, 28, 20),
        (-11, 22.6, 240),
        (-18.5, 29, 120),
        (-19.3, 29.8, 130),
        (-26.8, 13.8, 130),
        (-25.4, 26, 150),
        (-34, 32, 100),
        (-7.4, 9.2, 30),
        (-6.5, 9.8, 20),
        (-5.6, 8.9, 25),
        (13.4, 10.8, 340),
        (14.2, 11.6, 330),
        (-20.2, 9.2, 160),
        (-18.6, 6.4, 60),
        (-14.4, 6.6, 250),
        (-8.2, 5.2, 300),
        (-11.4, 7.6, 120),
        (-17.8, 16.6, 200),
        (9.6, 42, 200),
        (2.6, 44, 180),
        (11.5, 52, 10),
        (7.2, 11.8, 320),
        (-16, 19, 60),
    )


def _crates(x, y, seed):
    """Boxes ready to be sent, stacked as they were put down."""
    rng = Random(seed)
    mesh = Mesh("crates")
    wood, lath = planks("#a08256", 0.16), planks("#7d6340", 0.1)
    for i in range(3):
        for k in range(2):
            for level in range(rng.choice([1, 2, 2, 3])):
                with mesh.within(
                    moved(i * 1.12, k * 0.95, level * 0.72) @ Matrix.Rotation(rng.uniform(-0.07, 0.07), 4, "Z")
                ):
                    mesh.box((-0.5, -0.4, 0), (0.5, 0.4, 0.7), wood)
                    for z in (0.06, 0.56):
                        mesh.box((-0.53, -0.43, z), (0.53, 0.43, z + 0.09), lath)
                    for px in (-0.45, 0.36):
                        mesh.box((px, -0.43, 0.02), (px + 0.1, 0.43, 0.68), lath)
    mesh.place(moved(x, y, 0.02) @ Matrix.Rotation(rng.uniform(-0.4, 0.4), 4, "Z"))
