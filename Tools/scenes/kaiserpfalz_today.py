"""The castle hill today: paving, the town round it, and who is about."""

from math import cos, pi, sin
from random import Random

from buildings import build_house
from landscape import Grove, patch, rectangle, terrain, tufts
from materials import forest, glass, plain, stone, water, weathered
from mesh import Mesh, instance, moved, ring, turned
from modern_buildings import banded_block, build_casimir_hall, build_rathaus, build_theatre
from people import crowd
from ruins import build_ruins
from street import bench, modern_lamp
from town_houses import kept_house
from vehicles import bus, car


def build_today():
    terrain(forest("#6f7d40", "#33451f", "#b9c6d6", clear=170))
    paving()
    build_ruins()
    build_rathaus()
    build_casimir_hall()
    build_city()
    furnish_today()


def paving():
    patch(rectangle(-120, -120, 130, 140), stone("#7b7670", "#716d67", "#56524d", 1.2, 1.2, 0.01, 0.25, 0.01), -0.02)
    patch(rectangle(-22, -24, 24, 22), stone("#93887a", "#857b6f", "#5f584f", 0.8, 0.5, 0.01, 0.3, 0.012), 0.0)
    for x in range(-20, 25, 8):
        patch(rectangle(x - 0.25, -24, x + 0.25, 22), stone("#9c5f4b", "#a86d58", "#746c62", 0.5, 0.5, 0.012), 0.012)
    lawn = weathered("#5d7434", 0.35, 1.0, 30.0)
    patch(rectangle(-17, 22.6, 40, 44), lawn, 0.05)
    patch(rectangle(25, -20, 52, -2), lawn, 0.05)
    patch(rectangle(-120, -37, 130, -28), weathered("#4b4a4a", 0.15, 0.9, 40.0), 0.0)
    for x in range(-118, 130, 6):
        patch(rectangle(x, -32.6, x + 3, -32.45), plain("#e9e6df", 0.7), 0.006)
    for y in (-28, -37):
        patch(rectangle(-120, y - 0.15, 130, y + 0.15), weathered("#a39d94", 0.2), 0.12)


def build_city():
    """Blocks and houses that close the square on all sides, with the old town between the new."""
    blocks = (
        ((-40, -52), 0, 46, 14, 6, "#c9c4b8"), ((14, -54), 0, 40, 14, 4, "#b8a894"),
        ((62, -52), 0, 40, 15, 8, "#cfcac0"), ((84, -8), 275, 44, 16, 5, "#b4aca0"),
        ((80, 46), 245, 36, 14, 7, "#d0c8b8"), ((-66, 30), 95, 40, 14, 6, "#c4beb2"),
        ((-30, 76), 170, 44, 14, 5, "#bdb4a4"),
    )
    for (x, y), facing, width, depth, floors, tone in blocks:
        mesh = Mesh("block")
        banded_block(mesh, width, depth, floors, 3.1, weathered(tone, 0.15), glass("#2a3338"), 2.0)
        mesh.place(moved(x, y, 0) @ turned(facing))
    build_theatre()
    models = []
    for number in range(300, 306):
        mesh = Mesh("old house")
        build_house(mesh, kept_house(number, 11))
        models.append(mesh.data())
    rng = Random(5)
    for i, (x, y, facing) in enumerate(
        (
            (-58, -14, 90), (-58, -3, 90), (-59, 8, 90), (-92, -52, 0), (-80, -52, 0), (-70, -52, 0), (88, -52, 0),
            (99, -52, 0), (-2, 78, 180), (-60, 62, 140),
        )
    ):
        instance(models[i % 6], moved(x, y) @ turned(facing))
    for _ in range(170):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(112, 300)
        x, y = away * cos(turn), away * sin(turn)
        if abs(y + 32) > 14:
            instance(rng.choice(models), moved(x, y, -0.1) @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-9, 9)))


def furnish_today():
    pool()
    bus(2, -34.6, 270)
    bus(-62, -30.4, 90, "#3e7d6e")
    for x, y in ((-13, -8), (-13, 8), (18.5, -8), (13, 9), (0, 20.5), (0, -22), (24, -25), (-26, -25)):
        modern_lamp(x, y)
    for x, y, facing in ((-6.5, -7, 20), (-9, -5, 60), (8.5, 8.5, 230), (16, 1, 270), (-12, 14, 120)):
        bench(x, y, facing)
    information_board(3.8, 8.2, 195)
    crowd(
        "modern",
        (
            (3.2, 6.9, 20), (4.4, 6.7, 350), (5.1, 7.1, 330), (-4, 9, 200), (-3.2, 9.3, 210), (6, -4.4, 100),
            (12, 15, 0), (-8, -1.5, 90), (-5, -7.5, 180), (-4.2, -7.2, 190), (3, -16, 170), (6, -26, 270),
            (-20, -26, 90), (18, -10, 45), (1, 20, 350), (-7.5, 3.5, 110), (22, 6, 250), (30, 12, 270),
        ),
        2020,
    )
    crowd("child", ((6.0, 7.4, 10), (6.6, -4.9, 90), (-3.6, -7.9, 170)), 2060)
    grove = Grove(21)
    grove.row("lime", (-19, -21), (19, -21), 6, 0.85)
    grove.row("lime", (21.5, -16), (21.5, 16), 4, 0.8)
    for x, y in ((-8.5, 5.5), (-9, -13), (16.5, 13)):
        patch([(x + px, y + py) for px, py in ring(1.1, 20)], weathered("#6d5c48", 0.4), 0.02)
        grove.plant("lime", x, y, 0.8)
    for kind, x, y, size in (
        ("oak", -14, 20, 0.7), ("young", 30, -6, 1), ("oak", 38, -12, 0.9), ("lime", 46, -18, 1),
        ("young", 33, -16, 1), ("lime", -40, -24, 0.9), ("lime", 40, 36, 1), ("oak", -22, 40, 0.9),
        ("lime", -8, 48, 0.8), ("lime", 48, 2, 0.8), ("bush", 26, -4, 1), ("bush", 27, -18, 1.1),
        ("bush", -15, 23, 1),
    ):
        grove.plant(kind, x, y, size)
    grove.row("lime", (-60, -42), (70, -42), 9, 0.85)
    tufts(9, 20, 48, 9000, clear=_lawns, size=0.1, height=lambda x, y: 0.04)
    car_park()


def pool():
    """A shallow basin where the fishpond was."""
    mesh = Mesh("pool")
    rim = weathered("#8d857a", 0.2)
    for x0, y0, x1, y1 in ((8, -10, 17, -9.6), (8, -3.4, 17, -3), (8, -9.6, 8.4, -3.4), (16.6, -9.6, 17, -3.4)):
        mesh.box((x0, y0, -0.3), (x1, y1, 0.42), rim)
    mesh.face([(8.2, -9.8, 0.3), (16.8, -9.8, 0.3), (16.8, -3.2, 0.3), (8.2, -3.2, 0.3)], water("#3b5552"))
    for i in range(4):
        mesh.limb((9.6 + i * 1.9, -6.5, 0.25), (9.6 + i * 1.9, -6.5, 1.35), 0.05, 0.02, glass("#dfe9ea"))
    mesh.place()


def information_board(x, y, facing):
    mesh = Mesh("board")
    for dx in (-0.55, 0.5):
        mesh.box((dx, -0.03, 0), (dx + 0.05, 0.03, 1.5), plain("#3a3d40", 0.4, 0.5))
    mesh.box((-0.6, -0.05, 0.75), (0.6, 0.05, 1.55), plain("#b4533c", 0.4))
    mesh.box((-0.52, -0.06, 0.82), (0.52, -0.04, 1.38), plain("#f6f1e7", 0.4))
    for i in range(6):
        mesh.box((-0.45, -0.065, 0.88 + i * 0.07), (0.1 + 0.05 * (i % 3), -0.055, 0.905 + i * 0.07), plain("#1d2326"))
    mesh.box((0.22, -0.065, 0.9), (0.46, -0.055, 1.3), plain("#a8614b"))
    mesh.place(moved(x, y) @ turned(facing))


def car_park():
    """Parked cars along the street."""
    for i, (x, tone) in enumerate(
        ((-34, "#2f4a6b"), (-28, "#b9bcbe"), (-22, "#7a2424"), (28, "#e8e6e0"), (34, "#33373a"), (46, "#5d7a5a"))
    ):
        car(x, -38.4, 90 if i % 2 else 270, tone)


def _lawns(x, y):
    return (-17 < x < 40 and 22.7 < y < 44) or (25 < x < 52 and -20 < y < -2)
