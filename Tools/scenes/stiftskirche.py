"""The square before the Stiftskirche, about 1600, about 1900 and today.

The guest stands west of the church and looks east (heading 90): the west front with its two slender towers left of
the centre, the Marktstraße leading away to the right of it. Houses on the same plot have the same number in all
epochs.
"""

from dataclasses import replace
from random import Random

from mathutils import Vector

from buildings import build_house
from church import build_church
from daylight import set_daylight
from half_timbered import build_timber_house, house_1600
from landscape import Grove, patch, rectangle, terrain
from materials import cobbles, forest, glass, stone, trim, weathered
from mesh import Mesh, instance, moved, ring, turned
from modern_buildings import banded_block
from people import crowd
from stiftskirche_1600 import build_1600
from street import bench, cafe, fountain, gas_lamp, modern_lamp, stall
from town_houses import kept_house, new_house, old_house
from vehicles import bus, horse_cart

OLD_ROWS = {
    # name: (left end as seen from the square, facing, widths)
    "south": ((82, -17), 0, (11, 9, 12, 8, 10, 13, 9, 11, 8, 12, 10, 12, 9)),
    "north": ((-34, 45), 180, (10, 12, 9, 11, 8, 13, 10, 9, 12, 10, 11)),
    "west": ((-34, -5), 90, (9, 11, 8, 12, 10)),
    "street": ((-80, -5), 180, (11, 9, 12, 10)),
    "east": ((88, 45), 270, (12, 10, 11, 12, 10)),
}
"""House fronts round the square and along its streets."""

REPLACED = {"south": (2, 5, 8, 11), "north": (1, 4, 5, 8), "west": (1, 3), "street": (1,), "east": (1, 3)}
"""Houses that have given way to flat-roofed ones today."""


def heading(epoch):
    return 90


def exposure(epoch):
    return {1600: 0.25, 1900: 0.25, "today": 0.2}[epoch]


def build(epoch):
    terrain(forest("#7d7a4a", "#33451f", "#b9c6d6", clear=170))
    build_church(lantern=epoch != 1600)
    build_rows(epoch)
    if epoch == 1600:
        set_daylight(130, 29, 0.45, clouds=0.4, haze=2.2)
        build_1600()
        return
    build_backdrop(epoch)
    if epoch == 1900:
        set_daylight(228, 33, 0.55, clouds=0.45, haze=2.0)
        furnish_1900()
    else:
        set_daylight(158, 46, 0.2, clouds=0.3)
        furnish_today()


def build_rows(epoch):
    number = 0
    for name, (start, facing, widths) in OLD_ROWS.items():
        along = turned(facing).to_3x3() @ Vector((1, 0, 0))
        reached = 0.0
        for i, width in enumerate(widths):
            number += 1
            mesh = Mesh(f"house {number}")
            if epoch == 1600:
                build_timber_house(mesh, house_1600(number, width))
            elif epoch == 1900:
                build_house(mesh, old_house(number, width))
            else:
                build_house(mesh, (new_house if i in REPLACED[name] else kept_house)(number, width))
            spot = along * (reached + width / 2)
            mesh.place(moved(start[0] + spot.x, start[1] + spot.y) @ turned(facing))
            reached += width


def build_backdrop(epoch):
    """Roofs behind the first rows: a few houses shown many times."""
    rng = Random(77)
    models = []
    for number in range(200, 205):
        mesh = Mesh("backdrop house")
        build_house(mesh, replace(old_house(number, 11), shop="", sign=None, timber=None, shutter=None))
        models.append(mesh.data())
    if epoch != 1900:
        for floors, width in ((7, 26), (5, 34)):
            mesh = Mesh("backdrop block")
            banded_block(mesh, width, 14, floors, 3.1, weathered("#c4c0b6", 0.15), glass("#2b3438"), 2.4)
            models.append(mesh.data())
    for x in range(-150, 211, 17):
        for y in range(-150, 171, 19):
            inside = -100 < x < 104 and -34 < y < 64
            street = abs(y + 11) < 12 and x < 0
            if not inside and not street:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                instance(
                    rng.choice(models[:5]) if rng.random() < 0.85 else rng.choice(models),
                    spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)),
                )


def furnish_1900():
    patch(rectangle(-100, -34, 110, 64), cobbles("#8a7c6c", "#6a6058", 0.14), 0.0)
    for row in ((-100, -17, 110, -14.6), (-34, 42.6, 88, 45)):
        patch(rectangle(*row), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.13)
    fountain(-9, -5.5, trim())
    horse_cart(7.6, -2.6, 215)
    horse_cart(46, -9.5, 90)
    for x, y in ((5, -13.8), (26, -13.8), (47, -13.8), (-16, -13.8), (-22, 18), (3, 41.5), (20, 6)):
        gas_lamp(x, y)
    for i, (x, y, facing) in enumerate(
        ((-7.5, 6, 120), (-7, 10.8, 125), (-2.5, 13.5, 170), (3.0, 13.8, 185), (-10, 1.8, 95))
    ):
        stall(x, y, facing, ("#a5432f", "#5d7a5a", "#3f5560", "#b98a3a", "#7b3a34")[i], i)
    crowd(("suit", "gown"), _townsfolk(), 1900)
    grove = Grove(3)
    for x, y in ((11, 33), (3, 36), (-8, 36), (-20, 36), (-24, 4)):
        grove.plant("lime", x, y, 0.85)


def _townsfolk():
    return [
        (8.6, 1.3, 250), (9.4, 1.9, 230), (-5.6, 5.0, 290), (-5.4, 8.8, 290), (12.5, 5.8, 250), (-2.0, 11.6, 340),
        (2.6, 11.8, 10), (17, -7.4, 80), (18, -7.8, 80), (28, -7, 260), (20.5, 23, 240), (21.2, 24.4, 220),
        (-8.2, 0.8, 280), (-6.2, -3.6, 230), (-5.6, -4.4, 240), (-18, -7, 270), (-12, -14.2, 90), (3, -14.3, 100),
        (36, -8, 90), (52, -8, 270), (-15, 15, 120), (12, 22, 200), (-4.6, 2.9, 60), (4.4, -6.6, 200),
        (5.4, -6.2, 190), (-2.4, -4.9, 160), (14, 11, 60), (4.9, 7.3, 30),
    ]


def furnish_today():
    patch(rectangle(-100, -34, 110, 64), stone("#8f8374", "#7f766a", "#5a534b", 0.62, 0.42, 0.01, 0.3, 0.012), 0.0)
    patch(rectangle(-100, -13.4, 110, -9.2), cobbles("#75706a", "#5d5955", 0.11, 0.012), 0.012)
    for y in (-13.4, -9.2):
        patch(rectangle(-100, y - 0.12, 110, y + 0.12), weathered("#8f4b3a", 0.2), 0.03)
    fountain(-9, -5.5, trim())
    bus(16.5, -11.3, 270)
    bus(70, -11.3, 90, "#3e7d6e")
    cafe([(-6.4, 5.2), (-6.8, 9.4), (-2.4, 9.2), (-10.6, 7), (-2.9, 13.4), (-7.6, 13.4), (2.2, 14.2)])
    for x, y in ((5, -8.4), (26, -8.4), (47, -8.4), (-16, -8.4), (-20, 18), (3, 41.5), (20, 6)):
        modern_lamp(x, y)
    for x, y, facing in ((11, 8, 240), (4, 24, 180), (-14, -3, 60), (9.5, -3.5, 290)):
        bench(x, y, facing)
    crowd("modern", _townsfolk() + [(-4.6, 7.2, 240), (-8.4, 6.4, 90), (8, 14, 100), (9, 14.3, 280)], 2020)
    crowd("child", [(5.6, -7.0, 170), (8.6, 13.6, 90)], 2050)
    grove = Grove(4)
    for x, y in ((11, 33), (3, 36), (-8, 36), (-20, 36), (-24, 4), (15, 19), (-18, 22), (-24, 12)):
        _tree_grate(x, y)
        grove.plant("lime", x, y, 0.85)
    for x in (-28, -8, 34, 44, 54, 64):
        _planter(x, -15.6)
        grove.plant("young", x, -15.6, 0.62, 0.5)


def _tree_grate(x, y):
    patch([(x + px, y + py) for px, py in ring(0.9, 16)], weathered("#4b4540", 0.3), 0.02)


def _planter(x, y):
    patch([(x + px, y + py) for px, py in ring(0.62, 12)], weathered("#8d8a84", 0.2), 0.6)
