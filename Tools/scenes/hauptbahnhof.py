"""The forecourt of the main station, about 1900, in spring 1945 and today.

The guest stands north of the reception building and looks south at its front (heading 180); the tracks run behind it
from west to east, and the Betzenberg rises in the south-east. In all three epochs stand the railway office on the west
side, the tracks, the hill, and some houses of the town behind the guest.
"""

from dataclasses import replace
from random import Random

from mathutils import Vector

from buildings import House, build_house
from daylight import set_daylight, set_overcast
from hauptbahnhof_past import furnish_1900, furnish_1945
from hauptbahnhof_today import furnish_today
from landscape import Grove, hills, smooth, terrain
from materials import forest, glass, plain, roof, sandstone, trim, weathered
from mesh import Mesh, instance, moved, turned
from modern_buildings import banded_block
from station import build_burnt_station, build_station, sooty_stone
from station_today import build_station_today, lettering
from town_houses import kept_house, new_house, old_house
from war import burnt_house

STATION = moved(0, -36) @ turned(0)

ROWS = {
    # name: (left end as seen from the square, facing, widths)
    "north-west": ((-73, 46), 180, (11, 12, 9, 11, 10, 11)),
    "north-east": ((6, 46), 180, (12, 10, 11, 9, 12, 11)),
    "street-west": ((-9, 57), 90, (10, 11, 12, 9, 11)),
    "street-east": ((6, 110), 270, (11, 9, 12, 11, 10)),
    "west": ((-60, 4), 90, (11, 12, 10)),
    "east": ((66, 40), 270, (10, 12, 11, 9, 10, 11)),
}

REPLACED = {
    "north-west": (1, 2, 4),
    "north-east": (0, 3, 4),
    "street-west": (1, 3),
    "street-east": (0, 2, 3),
    "west": (1,),
    "east": (1, 2, 5),
}
"""Houses that gave way to flat-roofed ones after 1945: those that had burnt."""


def heading(epoch):
    return 180


def exposure(epoch):
    return {1900: 0.3, 1945: 0.35, "today": 0.25}[epoch]


def build(epoch):
    grounds = {
        1900: forest("#7d7a4a", "#33451f", "#b9c6d6", clear=105),
        1945: forest("#75704a", "#36421f", "#b4b8ba", 3000, clear=105),
        "today": forest("#6f7d40", "#33451f", "#b9c6d6", clear=105),
    }
    terrain(grounds[epoch], (lambda x, y: height(x, y) - 3 * _under_square(x, y)) if epoch == 1945 else height)
    build_rows(epoch)
    build_backdrop(epoch)
    build_office(epoch)
    wooded_hill(epoch)
    mesh = Mesh("station")
    if epoch == 1900:
        set_daylight(66, 24, 0.55, clouds=0.5, haze=1.8)
        build_station(mesh)
        furnish_1900()
    elif epoch == 1945:
        set_overcast(1.35)
        build_burnt_station(mesh)
        furnish_1945()
    else:
        set_daylight(302, 21, 0.45, clouds=0.35)
        build_station_today(mesh)
        lettering("Hauptbahnhof", 0, -0.42, 11.45, 1.1, STATION, "#2c3236")
        furnish_today()
    mesh.place(STATION)


def height(x, y):
    """The town's hills, and the Betzenberg beyond the tracks."""
    away = (((x - 340) / 250) ** 2 + ((y + 250) / 150) ** 2) ** 0.5
    return hills(x, y) + 72 * smooth(1.0, 0.35, away)


def _under_square(x, y):
    """Where the bare ground lies deeper, so that craters have room."""
    return smooth(96, 76, abs(x)) * smooth(62, 54, abs(y - 8))


def build_rows(epoch):
    number = 500
    for name, (start, facing, widths) in ROWS.items():
        along = turned(facing).to_3x3() @ Vector((1, 0, 0))
        reached = 0.0
        for i, width in enumerate(widths):
            number += 1
            gone = i in REPLACED[name]
            mesh = Mesh(f"house {number}")
            if epoch == 1945 and gone:
                burnt_house(mesh, replace(old_house(number, width), wall=weathered("#a39683", 0.6)), number)
            elif epoch == "today":
                build_house(mesh, (new_house if gone else kept_house)(number, width))
            else:
                house = old_house(number, width)
                build_house(mesh, _worn(house) if epoch == 1945 else house)
            spot = along * (reached + width / 2)
            mesh.place(moved(start[0] + spot.x, start[1] + spot.y) @ turned(facing))
            reached += width


def _worn(house):
    """A house that stands after the raids: dusty, its shutters gone."""
    dusty = weathered("#a1917a" if house.seed % 2 else "#8f8674", 0.6)
    tiles = roof("#6b4436", "#7a5546")
    return replace(
        house, wall=dusty, cover=tiles, shutter=None, frame=plain("#9c9484"), sign=plain("#3a3632"), timber=None
    )


def build_office(epoch):
    """The railway office on the west side: it outlives all three epochs."""
    house = House(
        width=24,
        depth=13,
        storeys=(4.6, 4.0, 3.7),
        bays=8,
        wall=sooty_stone() if epoch == 1945 else sandstone(),
        dress=trim(),
        cover=roof("#4a4f57", "#5a5e66", 0.22, 0.2),
        pitch=0.85,
        window=(1.25, 2.2),
        head="segment",
        dormers=4,
        seed=9,
        frame=plain("#f2f0ea") if epoch == "today" else plain("#6d5a44", 0.6),
    )
    mesh = Mesh("railway office")
    build_house(mesh, house)
    for x in (-9, 9):
        with mesh.within(moved(x, -1.2)):
            _bay_tower(mesh, house)
    mesh.place(moved(-50, -16) @ turned(90))


def _bay_tower(mesh, house):
    """A corner turret with a pointed roof, by which one knows the building again."""
    outline = [(-1.7, 0), (1.7, 0), (1.7, 3), (-1.7, 3)]
    mesh.prism(outline, -0.3, 15.2, house.wall)
    mesh.pyramid([(x * 1.2, y * 1.2 - 0.3) for x, y in outline], 15.2, (0, 1.5, 21.5), house.cover)
    for k, z in enumerate((1.4, 5.6, 9.6, 12.6)):
        mesh.box((-0.75, -0.1, z - 0.15), (0.75, 0.05, z + 1.95), house.dress)
        mesh.box((-0.55, -0.14, z), (0.55, 0.0, z + 1.8), glass())
        mesh.box((-0.04, -0.17, z), (0.04, 0.0, z + 1.8), house.frame)
        mesh.box((-0.55, -0.17, z + 1.1), (0.55, 0.0, z + 1.18), house.frame)
    mesh.box((-1.9, -0.2, 14.8), (1.9, 3.2, 15.2), house.dress)


def build_backdrop(epoch):
    """The town behind the rows, and a few houses beyond the tracks."""
    rng = Random(78)
    models = []
    for number in range(200, 205):
        mesh = Mesh("backdrop house")
        build_house(mesh, replace(old_house(number, 11), shop="", sign=None, timber=None, shutter=None))
        models.append(mesh.data())
    if epoch == 1945:
        for number in range(205, 208):
            mesh = Mesh("backdrop ruin")
            burnt_house(mesh, replace(old_house(number, 11), wall=weathered("#9c8f7d", 0.6)), number)
            models.append(mesh.data())
    elif epoch == "today":
        for floors, width in ((7, 26), (5, 34)):
            mesh = Mesh("backdrop block")
            banded_block(mesh, width, 14, floors, 3.1, weathered("#c4c0b6", 0.15), glass("#2b3438"), 2.4)
            models.append(mesh.data())
    odds = 0.45 if epoch == 1945 else 0.88
    for x in range(-190, 211, 17):
        for y in range(-128, 191, 19):
            behind = y > 64 and not -26 < x < 22 or y > 118
            beside = abs(x) > 86 and y > -24
            across = -118 > y and x < 40
            if behind or beside or across:
                model = rng.choice(models[:5]) if rng.random() < odds or across else rng.choice(models[5:] or models)
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                instance(model, spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))


def wooded_hill(epoch):
    grove = Grove(31)

    def clear(x, y):
        rise = height(x, y) - hills(x, y)
        return 4 < rise and not (epoch == "today" and rise > 66)

    grove.wood(("oak", "lime"), 190, 400, 900, (98, 138), 1.2, clear, height)
    if epoch == "today":
        _stadium()


def _stadium():
    """The stands on the hill, far off."""
    mesh = Mesh("stadium")
    pale, red, dark = weathered("#d9d6ce", 0.08), plain("#9c2a22", 0.5), weathered("#6d6f70", 0.1)
    for turn, away, length in ((0, 42, 120), (90, 66, 74), (180, 42, 120), (270, 66, 74)):
        with mesh.within(turned(turn)):
            mesh.face(
                [
                    (-length / 2, -away, 4),
                    (length / 2, -away, 4),
                    (length / 2, -away - 26, 20),
                    (-length / 2, -away - 26, 20),
                ],
                red,
            )
            mesh.box((-length / 2, -away - 27, -6), (length / 2, -away - 25.5, 22), dark)
            mesh.box((-length / 2, -away - 27, 25), (length / 2, -away + 2, 26.2), pale)
            for i in range(7):
                x = (i / 6 - 0.5) * length
                mesh.limb((x, -away - 27, 18), (x, -away - 27, 33), 0.7, 0.5, red, 6)
                mesh.limb((x, -away - 27, 33), (x, -away + 1, 26.2), 0.35, 0.35, red, 6)
    mesh.place(moved(340, -250, 70) @ turned(15))
