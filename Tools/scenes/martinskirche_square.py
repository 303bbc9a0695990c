"""The square before the Martinskirche since the nineteenth century: houses, paving, trees, and who is about."""

from dataclasses import replace
from random import Random

from mathutils import Vector

from buildings import build_house
from friars_church import NAVE
from landscape import Grove, patch, rectangle
from materials import cobbles, glass, plain, rough_sandstone, stone, trim, weathered
from mesh import Mesh, instance, moved, ring, turned
from modern_buildings import banded_block
from people import crowd
from street import bench, cafe, gas_lamp, modern_lamp
from town_houses import kept_house, new_house, old_house
from vehicles import car, horse_cart
from walls import stepped_top, thick_wall

FOUNTAIN = (10.5, 14.5)

ROWS = {
    # name: (left end as seen from the square, facing, widths)
    "south": ((46, -17), 0, (10, 12, 9, 11, 8, 12, 10, 9, 11)),
    "east": ((43, 62), 270, (10, 9, 11, 10, 12, 9, 11, 10)),
    "west": ((-43, -14), 90, (9, 11, 10, 8)),
    "northwest": ((-50, 40), 150, (9, 8)),
}
"""House fronts round the square."""

REPLACED = {"south": (2, 6), "east": (1, 6), "west": (2,), "northwest": ()}
"""Houses that have given way to flat-roofed ones today."""


def build_houses(epoch):
    number = 400
    for name, (start, facing, widths) in ROWS.items():
        along = turned(facing).to_3x3() @ Vector((1, 0, 0))
        reached = 0.0
        for i, width in enumerate(widths):
            number += 1
            if epoch == 1880:
                house = old_house(number, width)
            else:
                house = (new_house if i in REPLACED[name] else kept_house)(number, width)
                if name == "northwest" or (i + number) % 3 == 0:
                    house = replace(house, shop="", sign=None)
            mesh = Mesh(f"house {number}")
            build_house(mesh, house)
            spot = along * (reached + width / 2)
            mesh.place(moved(start[0] + spot.x, start[1] + spot.y) @ turned(facing))
            reached += width
    _backdrop(epoch)
    _wall_remnant()


def _backdrop(epoch):
    """Roofs behind the first rows: a few houses shown many times."""
    rng = Random(78)
    models = []
    for number in range(470, 475):
        mesh = Mesh("backdrop house")
        build_house(mesh, replace(old_house(number, 11), shop="", sign=None, timber=None, shutter=None))
        models.append(mesh.data())
    tall = []
    if epoch != 1880:
        for floors, width in ((6, 26), (5, 34)):
            mesh = Mesh("backdrop block")
            banded_block(mesh, width, 14, floors, 3.1, weathered("#c4c0b6", 0.15), glass("#2b3438"), 2.4)
            tall.append(mesh.data())
    for x in range(-165, 166, 17):
        for y in range(-150, 180, 19):
            square = -62 < x < 60 and -36 < y < 76
            if not square:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                kind = rng.choice(tall if tall and rng.random() < 0.12 else models)
                instance(kind, spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))
    for x in range(-34, 34, 13):
        instance(rng.choice(models), moved(x, 62 + rng.uniform(-2, 2), -0.2) @ turned(180))


def _wall_remnant():
    """A piece of the town wall that was left standing west of the church."""
    mesh = Mesh("town wall")
    with mesh.within(moved(-43.5, 27) @ turned(90)):
        thick_wall(mesh, stepped_top(12, 4.6, 1.3, 0.9, 0.8), [], 1.2, rough_sandstone(), -0.5, trim())
    mesh.place()


def furnish_1880():
    patch(rectangle(-43, -17, 43, 66), cobbles("#8a7c6c", "#6a6058", 0.15), 0.0)
    patch(
        rectangle(-36, NAVE[1] - 2.6, 33, 26.4), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.1
    )
    patch(rectangle(-43, -17, 43, -14.4), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.1)
    horse_cart(3.6, 15.6, 80)
    horse_cart(-18, -8, 270)
    for x, y in ((19.5, 20.2), (-12, 19.5), (6, -12.8), (-24, -12.8), (28, -12.8), (30, 8)):
        gas_lamp(x, y)
    crowd(("suit", "gown"), SPOTS, 1880)
    grove = Grove(31)
    for x, y, size in ((20.5, 16.5, 0.72), (-20, 8, 0.85), (-27, 15, 0.85), (-24, -2, 0.8), (31, -4, 0.8)):
        grove.plant("lime", x, y, size)


SPOTS = [
    (7.2, 12.0, 190), (8.1, 12.6, 215), (13.6, 13.4, 300), (12.0, 11.7, 350), (16, 15.2, 280), (-8, 13, 100),
    (-9.1, 13.5, 110), (-12.4, 20.6, 0), (-4, 17, 250), (-15, 4, 120), (-16, 5.2, 110), (-7, -6, 200),
    (-3, -9, 90), (9, -7, 270), (10, -7.6, 265), (18, -2, 240), (22, 6, 260), (27, 12, 200), (-28, 3, 90),
    (-22, 19, 140), (4.4, 20, 300), (15, -11, 270), (-12, -13.4, 90), (24, 19.6, 250), (6.4, 3.4, 200),
    (-5.6, 4.8, 130),
]
"""Where people stand: x, y, heading."""


def furnish_today():
    patch(rectangle(-43, -17, 43, 66), stone("#94897b", "#867c70", "#5d564e", 0.5, 0.3, 0.01, 0.3, 0.012), 0.0)
    patch(rectangle(-36, NAVE[1] - 2.6, 33, 26.4), cobbles("#7d756c", "#655f58", 0.1, 0.012), 0.02)
    for x in range(-35, 43, 10):
        patch(rectangle(x - 0.2, -17, x + 0.2, 21.4), stone("#97695a", "#a17968", "#746c62", 0.5, 0.4, 0.012), 0.012)
    patch(rectangle(-43, -13.2, 43, -9.4), cobbles("#75706a", "#5d5955", 0.11, 0.012), 0.014)
    cafe([(-9, -6.4), (-13, -5.2), (-5, -6.6), (-16.6, -6.8), (-11, -2.6)])
    for x, y in ((19.5, 20.2), (-12, 19.5), (6, -8.6), (-24, -8.6), (28, -8.6), (30, 8)):
        modern_lamp(x, y)
    for x, y, facing in ((6.4, 14.6, 90), (13.6, 9.6, 0), (-16, 9, 90), (-23.6, 11, 270), (24, -1, 300)):
        bench(x, y, facing)
    car(30, -11.4, 90, "#2f4a6b")
    car(-30, -11.2, 270, "#b9bcbe")
    for i, tone in enumerate(("#7a2424", "#e8e6e0", "#33373a", "#5d7a5a")):
        car(39.4, -4 + i * 3.2, 270, tone)
    crowd("modern", SPOTS + [(-8.4, -4.6, 160), (-12.2, -3.6, 30), (7.2, 16.2, 120)], 2026)
    crowd("child", [(7.8, 11.4, 20), (12.6, 12.3, 30), (-6.4, 4.4, 120)], 2050)
    _bicycles()
    grove = Grove(31)
    for x, y, size in (
        (20.5, 16.5, 0.95), (-20, 8, 0.95), (-27, 15, 0.95), (-24, -2, 0.9), (31, -4, 0.9), (-33, 6, 0.9),
        (35, 20, 0.8),
    ):
        patch([(x + px, y + py) for px, py in ring(1.0, 16)], weathered("#6d5c48", 0.4), 0.03)
        grove.plant("lime", x, y, size)
    for x in (-20, 2, 14):
        patch([(x + px, -14.6 + py) for px, py in ring(0.62, 12)], weathered("#8d8a84", 0.2), 0.6)
        grove.plant("young", x, -14.6, 0.55, 0.5)


def _bicycles():
    """Stands of steel hoops by the choir."""
    mesh = Mesh("hoops")
    steel = plain("#8a8e90", 0.35, 0.6)
    for i in range(5):
        x = 22 + i * 0.9
        mesh.limb((x, 21.6, 0), (x, 21.6, 0.8), 0.025, 0.025, steel, 8)
        mesh.limb((x, 22.5, 0), (x, 22.5, 0.8), 0.025, 0.025, steel, 8)
        mesh.limb((x, 21.6, 0.8), (x, 22.5, 0.8), 0.025, 0.025, steel, 8)
    mesh.place()
