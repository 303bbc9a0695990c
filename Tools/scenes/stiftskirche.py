"""The square before the Stiftskirche, about 1900 and today.

The guest stands west of the church and looks east (heading 90): the west front with its two slender towers left of
the centre, the Marktstraße leading away to the right of it. Houses that stand in both epochs have the same number.
"""

from dataclasses import replace
from math import atan2, cos, pi
from random import Random

from mathutils import Matrix, Vector

from buildings import (House, banded_block, build_house, gable_roof, octagon, octagonal_walls, side, spire, string_course)
from daylight import set_daylight
from landscape import Grove, patch, rectangle, terrain
from materials import cobbles, forest, glass, plain, planks, roof, sandstone, stone, trim, weathered
from mesh import Mesh, instance, moved, ring, turned
from street import bench, bus, cafe, crowd, fountain, gas_lamp, horse_cart, modern_lamp, stall
from walls import Opening, door, gable_top, gothic_window, level_top, pane, reveal, skin, surround

CHURCH = (26, 27)
"""Middle of the west front, metres east and north of the guest."""

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
    return {1900: 0.25, "today": 0.2}[epoch]


def build(epoch):
    terrain(forest("#7d7a4a", "#33451f", "#b9c6d6", clear=170))
    build_church()
    build_rows(epoch)
    build_backdrop(epoch)
    if epoch == 1900:
        set_daylight(228, 33, 0.55, clouds=0.45, haze=2.0)
        furnish_1900()
    else:
        set_daylight(158, 46, 0.2, clouds=0.3)
        furnish_today()


# The church


def build_church():
    mesh = Mesh("Stiftskirche")
    with mesh.within(moved(*CHURCH)):
        _nave(mesh)
        _west_front(mesh)
        for y in (-8.6, 8.6):
            with mesh.within(moved(1.4, y)):
                slender_tower(mesh)
        with mesh.within(moved(36, 0)):
            great_tower(mesh)
        _choir(mesh)
    mesh.place()


def slates():
    return roof("#4a4f57", "#5a5f66", 0.3, 0.26)


def _nave(mesh):
    length, half, eaves, ridge = 34, 10, 12.5, 25.5
    bays = 5
    for number, span in ((0, length), (2, length)):
        with mesh.within(moved(length / 2, -half) @ side(length, 2 * half, number)):
            step = (span - 4) / bays
            windows = [Opening(4 + step * (i + 0.5), 2.8, 2.5, 8.2, "pointed") for i in range(bays)]
            if number == 2:
                windows = [Opening(span - w.x, w.sill, w.width, w.height, w.head) for w in windows]
            skin(mesh, level_top(span, eaves), windows, sandstone())
            for window in windows:
                gothic_window(mesh, window, trim())
            for i in range(bays + 1):
                _buttress(mesh, (4 + step * i) if number == 0 else span - 4 - step * i, 9.6)
            mesh.box((0, -0.3, -0.5), (span, 0.1, 1.1), trim())
            mesh.box((0, -0.4, eaves - 0.5), (span, 0.1, eaves), trim())
    with mesh.within(moved(length, -half) @ Matrix.Rotation(pi / 2, 4, "Z")):
        skin(mesh, gable_top(2 * half, eaves, ridge), [], sandstone())
    gable_roof(mesh, (0.3, -half), (length, half), eaves, ridge, slates(), over=0.55, verge=trim())


def _buttress(mesh, x, height):
    """A stepped pier with a sloping cap against the wall at y = 0."""
    wall, cap = sandstone(), slates()
    mesh.box((x - 0.6, -1.9, -0.5), (x + 0.6, 0, height * 0.55), wall)
    mesh.frustum([(x - 0.68, -2.0), (x + 0.68, -2.0), (x + 0.68, 0), (x - 0.68, 0)],
                 [(x - 0.6, -1.2), (x + 0.6, -1.2), (x + 0.6, 0), (x - 0.6, 0)], height * 0.55, height * 0.64, cap)
    mesh.box((x - 0.55, -1.2, height * 0.55), (x + 0.55, 0, height), wall)
    mesh.frustum([(x - 0.63, -1.3), (x + 0.63, -1.3), (x + 0.63, 0), (x - 0.63, 0)],
                 [(x - 0.55, -0.1), (x + 0.55, -0.1), (x + 0.55, 0), (x - 0.55, 0)], height, height + 1.5, cap)


def _west_front(mesh):
    half, eaves, ridge = 10, 12.5, 25.5
    with mesh.within(moved(0, half) @ Matrix.Rotation(-pi / 2, 4, "Z")):
        portal = Opening(half, 0.35, 3.0, 5.4, "pointed")
        window = Opening(half, 8.6, 4.2, 8.4, "pointed")
        slit = [Opening(half, 19.6, 0.9, 2.6, "pointed")]
        skin(mesh, gable_top(2 * half, eaves, ridge + 0.5), [portal, window] + slit, sandstone())
        door(mesh, portal, planks("#4a3020", 0.24, True), trim())
        for grow in (0.5, 0.9, 1.3):
            ring_of_arch = Opening(portal.x, portal.sill, portal.width + grow, portal.height + grow * 0.7, "pointed")
            surround(mesh, ring_of_arch, trim(), 0.14, 0.1 + grow * 0.25)
        gothic_window(mesh, window, trim())
        for opening in slit:
            gothic_window(mesh, opening, trim())
        mesh.box((5.6, -0.35, 7.6), (14.4, 0.1, 8.05), trim())
        for k in range(3):
            mesh.box((half - 2.8 + 0.35 * k, -1.5 + 0.4 * k, -0.3), (half + 2.8 - 0.35 * k, 0, 0.12 * (k + 1)), trim())


def slender_tower(mesh):
    """One of the two western towers."""
    radius, top = 2.75, 27.0
    slit = Opening(0, 8.0, 0.5, 2.2, "pointed")
    second = Opening(0, 14.5, 0.5, 2.2, "pointed")
    belfry = Opening(0, 20.6, 1.1, 4.0, "pointed")
    mesh.prism(octagon(radius + 0.35), -0.5, 1.4, trim())
    octagonal_walls(mesh, radius, -0.5, top, sandstone(), (slit, second, belfry), trim(), louvred)
    for z in (6.4, 12.9, 19.3):
        string_course(mesh, radius, z, trim(), 0.32, 0.2)
    string_course(mesh, radius, top - 0.5, trim(), 0.55, 0.35)
    spire(mesh, radius, top, 40.5, slates())


def louvred(mesh, opening, dress):
    """A belfry opening with sloping boards."""
    reveal(mesh, opening, 0.4, dress)
    pane(mesh, opening, 0.38, plain("#141210", 0.9))
    surround(mesh, opening, dress, 0.14, 0.05)
    board = planks("#5a4a3c")
    steps = int(opening.height / 0.42)
    for i in range(steps):
        z = opening.sill + opening.height * i / steps
        reach = opening.width / 2 if z < opening.sill + opening.height - opening.rise else opening.width * 0.22
        mesh.face([(opening.x - reach, 0.12, z), (opening.x + reach, 0.12, z), (opening.x + reach, 0.34, z + 0.26),
                   (opening.x - reach, 0.34, z + 0.26)], board)


def great_tower(mesh):
    """The large octagon between nave and choir."""
    radius, top = 5.4, 37.0
    lower = Opening(0, 27.0, 1.5, 7.0, "pointed")
    mesh.prism(octagon(radius + 0.4), -0.5, 2.0, trim())
    octagonal_walls(mesh, radius, -0.5, top, sandstone(), (Opening(0, 18.5, 0.9, 3.4, "pointed"), lower), trim(), louvred)
    for z in (17.0, 24.8):
        string_course(mesh, radius, z, trim())
    string_course(mesh, radius, top - 0.6, trim(), 0.7, 0.5)
    for i in range(8):
        with mesh.within(Matrix.Rotation(i * pi / 4 + pi / 8, 4, "Z") @ moved(radius / cos(pi / 8), 0)):
            mesh.box((-0.45, -0.45, 17), (0.35, 0.45, top + 0.6), trim())
            mesh.pyramid([(-0.55, -0.55), (0.45, -0.55), (0.45, 0.55), (-0.55, 0.55)], top + 0.6, (-0.05, 0, top + 2.8), trim())
    mesh.frustum(octagon(radius + 0.3), octagon(radius * 0.62), top, top + 5.5, slates())
    mesh.prism(octagon(radius * 0.52), top + 5.5, top + 8.5, planks("#5b5148", 0.3, True))
    spire(mesh, radius * 0.56, top + 8.5, top + 18, slates())


def _choir(mesh):
    """Narrow and tall, with a polygonal apse in the east."""
    plan = [(38, -5.6), (56, -5.6), (60.5, -2.6), (60.5, 2.6), (56, 5.6), (38, 5.6)]
    eaves = 13.5
    for a, b in zip(plan, plan[1:]):
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        with mesh.within(moved(*a) @ Matrix.Rotation(atan2(b[1] - a[1], b[0] - a[0]), 4, "Z")):
            count = max(1, int(length / 4.5))
            windows = [Opening(length * (i + 0.5) / count, 3, 1.8, 8.6, "pointed") for i in range(count)]
            skin(mesh, level_top(length, eaves), windows, sandstone())
            for window in windows:
                gothic_window(mesh, window, trim())
            for i in range(count + 1):
                _buttress(mesh, length * i / count, 10.5)
            mesh.box((0, -0.4, eaves - 0.5), (length, 0.1, eaves), trim())
    gable_roof(mesh, (38, -5.6), (56, 5.6), eaves, 22.5, slates(), verge=trim())
    for a, b in zip(plan[1:5], plan[2:5]):
        mesh.face([(a[0] + 0.3, a[1] * 1.1, eaves - 0.3), (b[0] + 0.5, b[1] * 1.1, eaves - 0.3), (56, 0, 22.7)], slates())


# The town houses


PLASTER = ("#d9c7a0", "#cdb48a", "#c9a98a", "#d8d2c2", "#b9a58a", "#c2b592", "#d3b9a0", "#a9ab98")
SHUTTERS = ("#4f6b52", "#5b4a38", "#3f5560", "#6b3a2c", "#6d7a66")
TILES = (("#8c4630", "#a05a3e"), ("#7a4030", "#8f5038"), ("#5a4a44", "#6b5850"))


def old_house(number, width):
    """The house with this number as it stood in 1900; its looks depend on nothing else."""
    rng = Random(number * 31 + 5)
    tiles = TILES[rng.randrange(3)]
    timbered = rng.random() < 0.22
    red = rng.random() < 0.25
    floors = rng.choice([2, 3, 3, 3])
    return House(
        width=width, depth=rng.uniform(10, 12), storeys=(3.7, 3.3, 3.1, 2.9)[:floors],
        bays=max(2, round(width / 2.5)), wall=sandstone() if red else weathered(rng.choice(PLASTER), 0.3),
        dress=trim(), cover=roof(*tiles), gable=rng.random() < 0.5, pitch=rng.uniform(1.0, 1.25),
        shutter=None if timbered or red else plain(rng.choice(SHUTTERS), 0.7),
        shop="old" if rng.random() < 0.6 else "", sign=planks(rng.choice(["#2e3b33", "#4b2a20", "#30364a"]), 0.3),
        head="segment" if red else "flat", dormers=rng.choice([0, 2, 3]),
        timber=planks("#4c3323", 0.5) if timbered else None, seed=number)


def kept_house(number, width):
    """The same house today: new plaster, no shutters, glazed shop."""
    house = old_house(number, width)
    rng = Random(number * 17 + 3)
    return replace(house, shutter=None, shop="new", frame=plain("#f2f0ea"),
                   sign=plain(rng.choice(["#b4533c", "#2f5a78", "#3e7d6e", "#30343a", "#c39a3b"]), 0.4))


def new_house(number, width):
    """A flat-roofed house of the 1960s in the gap where an old one stood."""
    rng = Random(number * 13 + 1)
    floors = rng.choice([3, 4, 4, 5])
    facade = weathered(rng.choice(["#c9c5bb", "#b9b4a6", "#d6d0c2", "#a9a49a", "#c4a892"]), 0.12)
    return House(width=width, depth=13, storeys=(4.0,) + (3.1,) * floors, bays=max(2, round(width / 2.9)), wall=facade,
                 dress=None, cover=None, frame=plain("#e9e9e6", 0.4), shop="new", window=(1.9, 1.6),
                 sign=plain(rng.choice(["#2f5a78", "#8d2f2f", "#3e7d6e", "#30343a", "#d0902f"]), 0.4), seed=number)


def build_rows(epoch):
    number = 0
    for name, (start, facing, widths) in OLD_ROWS.items():
        along = turned(facing).to_3x3() @ Vector((1, 0, 0))
        reached = 0.0
        for i, width in enumerate(widths):
            number += 1
            if epoch == 1900:
                house = old_house(number, width)
            else:
                house = (new_house if i in REPLACED[name] else kept_house)(number, width)
            mesh = Mesh(f"house {number}")
            build_house(mesh, house)
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
                instance(rng.choice(models[:5]) if rng.random() < 0.85 else rng.choice(models),
                         spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))


# What stands in the square


def furnish_1900():
    patch(rectangle(-100, -34, 110, 64), cobbles("#8a7c6c", "#6a6058", 0.14), 0.0)
    for row in ((-100, -17, 110, -14.6), (-34, 42.6, 88, 45)):
        patch(rectangle(*row), stone("#a89a86", "#978a78", "#5c544a", 1.1, 0.8, 0.015, 0.3, 0.02), 0.13)
    fountain(-9, -5.5, trim())
    horse_cart(7.6, -2.6, 215)
    horse_cart(46, -9.5, 90)
    for x, y in ((5, -13.8), (26, -13.8), (47, -13.8), (-16, -13.8), (-22, 18), (3, 41.5), (20, 6)):
        gas_lamp(x, y)
    for i, (x, y, facing) in enumerate(((-7.5, 6, 120), (-7, 10.8, 125), (-2.5, 13.5, 170), (3.0, 13.8, 185), (-10, 1.8, 95))):
        stall(x, y, facing, ("#a5432f", "#5d7a5a", "#3f5560", "#b98a3a", "#7b3a34")[i], i)
    crowd(("suit", "gown"), _townsfolk(), 1900)
    grove = Grove(3)
    for x, y in ((11, 33), (3, 36), (-8, 36), (-20, 36), (-24, 4)):
        grove.plant("lime", x, y, 0.85)


def _townsfolk():
    return [(6.2, -3.2, 120), (7.0, -3.6, 300), (-7, 9.6, 290), (-7.6, 7.2, 280), (11.5, 3.8, 250), (-3.6, 15.8, 340),
            (2.4, 15.4, 10), (17, -11, 80), (18, -11.2, 80), (26, -6, 260), (22.5, 22, 230), (23.2, 23.6, 210),
            (-10.5, 1.5, 60), (-6, -8, 30), (-5.2, -8.4, 20), (-18, -11, 270), (-12, -14.9, 90), (3, -15.2, 100),
            (36, -12, 90), (52, -12, 270), (-15, 15, 120), (12, 22, 200), (-3.5, 3.4, 130), (4.2, 2.2, 80)]


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
