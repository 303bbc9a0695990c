"""The square before the Fruchthalle in May 1849, about 1910 and today.

The guest stands south of the hall and looks north (heading 0) at its front of thirteen bays; a street runs past it from
west to east, houses close the square. Houses that stand in several epochs have the same number.
"""

from dataclasses import replace
from random import Random

from mathutils import Vector

from archive import Photograph
from buildings import build_house
from daylight import set_daylight
from fruchthalle_life import furnish_1849, furnish_1910, furnish_today
from grain_hall import ARCH, EAVES, PLACE, STOREYS, WIDTH, bay_middle, build_grain_hall
from landscape import terrain
from materials import forest, glass, weathered
from mesh import Mesh, instance, moved, turned
from modern_buildings import banded_block
from town_houses import kept_house, new_house, old_house
from views import Perspective

ROWS = {
    # name: (left end as seen from the square, facing, widths)
    "west, south of the street": ((-34, -26), 90, (11, 12, 10, 11)),
    "west, north of the street": ((-34, 34), 90, (12, 12, 13, 11)),
    "street to the west, north side": ((-82, 34), 180, (12, 13, 11)),
    "street to the west, south side": ((-46, 18), 0, (11, 12, 13)),
    "north": ((-70, 94), 180, (12, 11, 13, 10, 12, 11, 13, 12, 10, 12, 13, 11)),
    "east, north of the street": ((54, 80), 270, (12, 11, 12, 11)),
    "east, south of the street": ((54, 18), 270, (11, 12, 10, 11)),
    "street to the east, north side": ((66, 34), 180, (12, 11, 13)),
    "street to the east, south side": ((102, 18), 0, (12, 13, 11)),
    "south": ((58, -30), 0, (11, 10, 12, 9, 12, 11, 10, 12, 11)),
}
"""House fronts round the square and along its streets."""

REPLACED = {3, 9, 13, 14, 18, 22, 24, 29, 31, 36, 40, 42}
"""Numbers of the houses that have given way to flat-roofed ones today."""

FIRST = 700


def heading(epoch):
    return 0


def exposure(epoch):
    return {1849: 0.25, 1910: 0.3, "today": 0.2}[epoch]


def picture(epoch):
    """About 1910 there is a photograph: the western half of the front and the street that leads past it."""
    if epoch != 1910:
        return None
    return Photograph(Perspective(-9, 0, 60, 0.7, rise=0.12), _points())


def _points():
    """What the photograph and the panorama of today both show, as the model has it."""
    front, crown = PLACE[1], ARCH[0] + ARCH[2]
    west = PLACE[0] - WIDTH / 2
    main_sill = STOREYS[0] + 1.0
    points = {f"arch {i + 1}, crown": (bay_middle(i), front, crown) for i in (0, 3, 6, 8)}
    points |= {f"main window {i + 1}, crown": (bay_middle(i), front, main_sill + 4.1) for i in (1, 5, 8)}
    points["string course, west end"] = (west - 0.26, front - 0.26, STOREYS[0] + 0.27)
    points["cornice, west end"] = (west - 1.62, front - 1.62, EAVES + 0.5)
    for number, y in ((6, 46), (7, 58)):
        house = old_house(FIRST + number, 12)
        points[f"house {number}, north edge of the string course"] = (-33.9, y, house.storeys[0] + 0.1)
        points[f"house {number}, north edge of the eaves"] = (-33.84, y, house.eaves - 0.02)
    return points


def build(epoch):
    terrain(forest("#7d7a4a", "#33451f", "#b9c6d6", clear=170))
    build_grain_hall(glazed=epoch == "today")
    build_rows(epoch)
    build_backdrop(epoch)
    if epoch == 1849:
        set_daylight(150, 47, 0.25, clouds=0.5)
        furnish_1849()
    elif epoch == 1910:
        set_daylight(215, 40, 0.3, clouds=0.35, haze=2.0)
        furnish_1910()
    else:
        set_daylight(205, 44, 0.2, clouds=0.3)
        furnish_today()


def house_of(epoch, number, width):
    if epoch == "today":
        return (new_house if number in REPLACED else kept_house)(FIRST + number, width)
    house = old_house(FIRST + number, width)
    return replace(house, shop="", sign=None) if epoch == 1849 and number % 3 else house


def build_rows(epoch):
    number = 0
    for start, facing, widths in ROWS.values():
        along = turned(facing).to_3x3() @ Vector((1, 0, 0))
        reached = 0.0
        for width in widths:
            number += 1
            mesh = Mesh(f"house {number}")
            build_house(mesh, house_of(epoch, number, width))
            spot = along * (reached + width / 2)
            mesh.place(moved(start[0] + spot.x, start[1] + spot.y) @ turned(facing))
            reached += width


def build_backdrop(epoch):
    """Roofs behind the first rows: a few houses shown many times."""
    rng = Random(49)
    models = []
    for number in range(760, 765):
        mesh = Mesh("backdrop house")
        build_house(mesh, replace(old_house(number, 11), shop="", sign=None, timber=None, shutter=None))
        models.append(mesh.data())
    if epoch == "today":
        for floors, width in ((7, 26), (6, 34)):
            mesh = Mesh("backdrop block")
            banded_block(mesh, width, 14, floors, 3.1, weathered("#c4c0b6", 0.15), glass("#2b3438"), 2.4)
            models.append(mesh.data())
    for x in range(-170, 191, 17):
        for y in range(-150, 191, 19):
            inside = -88 < x < 108 and -50 < y < 112
            street = abs(y - 26) < 16
            if not inside and not street:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                model = rng.choice(models[:5]) if rng.random() < 0.8 else rng.choice(models)
                instance(model, spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))
    for x, facing in ((-150, 90), (150, 270)):
        for k, y in enumerate((14, 26, 38)):
            instance(models[k], moved(x, y, -0.1) @ turned(facing))
