"""The sewing machine works in the west of the town: about 1910 at work, today a quarter being built anew.

The guest stands in the yard and looks north (heading 0): the administration building left of the centre, the boiler
house with its chimney right of it, the porter's lodge on the left. These stand in both epochs.
"""

from math import pi
from random import Random

from mathutils import Matrix

from aged import Age
from archive import Cylinder
from bicycles import cyclist, stands
from buildings import build_house
from daylight import set_daylight
from landscape import Grove, patch, rectangle, terrain, tufts
from materials import cobbles, forest, plain, planks, stone, water, weathered
from mesh import Mesh, instance, moved, ring, turned
from people import crowd
from quarter import flats, office_block
from railway import goods_wagon, tracks
from station_today import lettering
from street import bench, gas_lamp, modern_lamp
from town_houses import kept_house, old_house
from vehicles import car, handcart, horse_cart
from works import boiler_house, gatehouse, hall, offices, tall_chimney, water_tank

OFFICES, BOILERS, CHIMNEY, LODGE = moved(-18, 38), moved(20, 38), moved(33, 50), moved(-31, 17) @ turned(122)

KEPT = {
    "west tower tip": OFFICES @ moved(-15.4, 1.9, 25.4),
    "east tower tip": OFFICES @ moved(15.4, 1.9, 25.4),
    "clock": OFFICES @ moved(0, -0.96, 18.9),
    "top step of the gable, left": OFFICES @ moved(-1.72, -1.05, 22.48),
    "top step of the gable, right": OFFICES @ moved(1.72, -1.05, 22.48),
    "eaves of the offices by the east tower": OFFICES @ moved(12.5, -0.32, 15.68),
    "boiler house, ridge": BOILERS @ moved(0, -0.2, 14.42),
    "boiler house, left eaves": BOILERS @ moved(-8.26, -0.32, 9.08),
    "boiler house, right eaves": BOILERS @ moved(8.26, -0.32, 9.08),
    "boiler house, round window": BOILERS @ moved(0, -0.08, 11.2),
    "chimney, left edge of its collar": CHIMNEY @ moved(-1.25, 0.83, 34.85),
    "chimney, right edge of its collar": CHIMNEY @ moved(1.25, -0.83, 34.85),
    "lodge, chimney": LODGE @ moved(0, 4.55, 8.6),
    "lodge, near right eaves": LODGE @ moved(4.6, -0.6, 4.3),
    "lodge, left eaves": LODGE @ moved(-4.6, -0.6, 4.3),
}
"""What stands in both epochs, by which the old panorama lies on the new one."""


def heading(epoch):
    return 0


def exposure(epoch):
    return {1910: 0.3, "today": 0.2}[epoch]


def picture(epoch):
    if epoch != 1910:
        return None
    points = {name: tuple(frame.translation) for name, frame in KEPT.items()}
    age = Age(fading=0.4, grain=0.55, vignette=0.25, specks=60, scratches=8, seed=1910)
    return Cylinder(0, 160, 34, -22, points, age)


def build(epoch):
    terrain(forest("#7d7a4a" if epoch == 1910 else "#6f7d40", "#33451f", "#b9c6d6", clear=170))
    build_kept("#4a463c" if epoch == 1910 else "#e4e2dc")
    build_town(epoch)
    if epoch == 1910:
        set_daylight(214, 38, 0.35, clouds=0.5, haze=2.2)
        build_works()
        furnish_1910()
    else:
        set_daylight(226, 40, 0.25, clouds=0.35)
        build_quarter()
        furnish_today()


def build_kept(frame):
    for make, place in ((offices, OFFICES), (gatehouse, LODGE)):
        mesh = Mesh(make.__name__)
        make(mesh, frame)
        mesh.place(place)
    mesh = Mesh("boiler house")
    boiler_house(mesh, frame=frame)
    mesh.place(BOILERS)
    mesh = Mesh("chimney")
    tall_chimney(mesh, 36)
    mesh.place(CHIMNEY)
    lettering("PFAFF", 0, -0.96, 16.35, 0.95, OFFICES, "#d9c9a0")


def build_town(epoch):
    """Houses round the works."""
    rng = Random(79)
    models = []
    for number in range(210, 215):
        mesh = Mesh("town house")
        build_house(mesh, (old_house if epoch == 1910 else kept_house)(number, 11))
        models.append(mesh.data())
    for x in range(-200, 211, 18):
        for y in range(-190, 231, 20):
            if max(abs(x) / 100, abs(y - 20) / 105) > 1:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                instance(rng.choice(models), spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))


def build_works():
    for width, depth, x, y, eaves in ((38, 46, 50, -22, 6.6), (34, 40, -66, 10, 6.2), (60, 40, 26, 84, 7.4), (40, 36, -50, 70, 6.8), (70, 26, 0, -66, 6.2)):
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
        (2.2, 16.4, 80), (3.9, 16.6, 120), (12.6, 20.2, 20), (10.2, 20.6, 300), (4.6, 22, 270), (4.4, 27.6, 270), (8.2, 30, 240),
        (21.2, 21.8, 200), (20.5, 19, 30), (24, 12.6, 60), (23.4, 6.5, 150), (25.6, 9.6, 280), (16.5, 26.8, 200), (18, 33, 180),
        (-6.4, 30.4, 330), (-9.6, 28, 20), (-11, 22.6, 240), (-18.5, 29, 120), (-19.3, 29.8, 130), (-26.8, 13.8, 130),
        (-25.4, 26, 150), (-34, 32, 100), (-7.4, 9.2, 30), (-6.5, 9.8, 20), (-5.6, 8.9, 25), (13.4, 10.8, 340), (14.2, 11.6, 330),
        (-20.2, 9.2, 160), (-18.6, 6.4, 60), (-14.4, 6.6, 250), (-8.2, 5.2, 300), (-11.4, 7.6, 120), (-17.8, 16.6, 200),
        (9.6, 42, 200), (2.6, 44, 180), (11.5, 52, 10), (7.2, 11.8, 320), (-16, 19, 60),
    )


def _crates(x, y, seed):
    """Boxes ready to be sent, stacked as they were put down."""
    rng = Random(seed)
    mesh = Mesh("crates")
    wood, lath = planks("#a08256", 0.16), planks("#7d6340", 0.1)
    for i in range(3):
        for k in range(2):
            for level in range(rng.choice([1, 2, 2, 3])):
                with mesh.within(moved(i * 1.12, k * 0.95, level * 0.72) @ Matrix.Rotation(rng.uniform(-0.07, 0.07), 4, "Z")):
                    mesh.box((-0.5, -0.4, 0), (0.5, 0.4, 0.7), wood)
                    for z in (0.06, 0.56):
                        mesh.box((-0.53, -0.43, z), (0.53, 0.43, z + 0.09), lath)
                    for px in (-0.45, 0.36):
                        mesh.box((px, -0.43, 0.02), (px + 0.1, 0.43, 0.68), lath)
    mesh.place(moved(x, y, 0.02) @ Matrix.Rotation(rng.uniform(-0.4, 0.4), 4, "Z"))


def build_quarter():
    blocks = (
        # middle of the front, facing, width, depth, storeys, tone
        ((40, 10), 270, 30, 13, 4, "#e2ddd2"), ((40, -24), 270, 28, 13, 5, "#c9a878"), ((-52, 30), 110, 26, 13, 4, "#d6c3a4"),
        ((-50, -6), 90, 30, 13, 5, "#e2ddd2"), ((-46, -40), 60, 26, 13, 4, "#b98a6a"), ((18, -58), 0, 34, 13, 4, "#dcd6c8"),
        ((-66, 62), 150, 30, 13, 5, "#e2ddd2"), ((66, 50), 235, 30, 13, 5, "#d6c3a4"),
    )
    for seed, ((x, y), facing, width, depth, storeys, tone) in enumerate(blocks):
        mesh = Mesh("flats")
        flats(mesh, width, depth, storeys, tone, seed=seed)
        mesh.place(moved(x, y) @ turned(facing))
    for (x, y), facing, width, storeys in (((12, 88), 180, 34, 6), ((-22, -60), 0, 36, 5), ((70, 92), 200, 36, 4)):
        mesh = Mesh("office block")
        office_block(mesh, width, 15, storeys)
        mesh.place(moved(x, y) @ turned(facing))


LAWNS = ((-24, 20, -2, 32), (-33, -1, -10, 11), (9.5, 8, 27, 26), (-27, -20, -5, -5), (10, -24, 30, -4), (-44, -34, -8, -25), (13, -42, 38, -32))


def furnish_today():
    patch(rectangle(-95, -80, 100, 130), stone("#a39b8e", "#958d81", "#6d665c", 0.6, 0.4, 0.01, 0.2, 0.01), 0.0)
    asphalt = weathered("#5a5856", 0.15, 0.9, 40.0)
    patch(rectangle(-95, -52, 100, -44), asphalt, 0.012)
    for lawn in LAWNS:
        patch(rectangle(*lawn), weathered("#58742f", 0.35, 1.0, 30.0), 0.05)
        for x0, y0, x1, y1 in _edges(*lawn):
            patch(rectangle(x0, y0, x1, y1), weathered("#b4aea4", 0.2), 0.1)
    tracks((-6,), -40, 75, (-40, 75), moved(0, 0, -0.27) @ Matrix.Rotation(pi / 2, 4, "Z"))
    _pond(18, 17)
    for x, y, facing in ((-4.5, 18, 60), (-12, 18.6, 180), (8.2, 14, 270), (-3.8, -8, 90), (9, -12, 270)):
        bench(x, y, facing)
    for x, y in ((-8, 17.8), (8.4, 7), (-26, 18), (28, 28), (-3.6, -18), (8.6, -22), (28, -2)):
        modern_lamp(x, y)
    stands(-10, 35.8, 180, 12, 3)
    stands(20, 34.6, 180, 9, 4)
    for i, tone in enumerate(("#2f4a6b", "#b9bcbe", "#7a2424", "#e8e6e0")):
        car(-40 + i * 7, -46, 90, tone)
    car(12, -50, 270, "#33373a")
    cyclist(2.8, 9.5, 215, 11)
    cyclist(1.2, 24, 5, 12)
    cyclist(-16, 17, 95, 13)
    cyclist(4.5, -16, 350, 14)
    crowd("modern", _residents(), 2024)
    crowd("child", ((15.0, 10.6, 40), (14.2, 11.8, 200), (-8.4, 24.4, 120), (-1.3, 5.2, 60)), 2070)
    _plant()


def _edges(x0, y0, x1, y1):
    w = 0.18
    return ((x0, y0, x1, y0 + w), (x0, y1 - w, x1, y1), (x0, y0, x0 + w, y1), (x1 - w, y0, x1, y1))


def _pond(x, y):
    """A shallow basin for rain, with a rim to sit on."""
    mesh = Mesh("pond")
    outer, inner = [(5.2 * a, 3.4 * b) for a, b in ring(1, 36)], [(4.8 * a, 3.0 * b) for a, b in ring(1, 36)]
    rim = weathered("#b4aea4", 0.15)
    for i in range(36):
        j = (i + 1) % 36
        mesh.face([(*outer[i], 0.0), (*outer[j], 0.0), (*outer[j], 0.42), (*outer[i], 0.42)], rim)
        mesh.face([(*inner[j], 0.0), (*inner[i], 0.0), (*inner[i], 0.42), (*inner[j], 0.42)], rim)
        mesh.face([(*outer[i], 0.42), (*outer[j], 0.42), (*inner[j], 0.42), (*inner[i], 0.42)], rim)
    mesh.face([(*p, 0.3) for p in inner], water("#3b5552"))
    mesh.place(moved(x, y, 0.03))


def _residents():
    return (
        (-2.0, 4.1, 50), (-3.0, 4.3, 70), (1.6, 13.6, 190), (0.7, 13.9, 185), (-7.2, 19, 250), (-11.6, 19.4, 0), (9.0, 12, 250),
        (12.6, 9.8, 30), (22, 29.5, 100), (23, 29.9, 100), (-17.6, 35.2, 180), (-19, 34.8, 10), (-5.4, 34.9, 90), (4, 34, 10),
        (29.5, 20, 200), (-29, 25, 120), (3.6, -6, 180), (-3.4, -11, 40), (6.5, -24, 0), (-18, -23, 90), (30.6, -14, 350),
        (-6, -43, 90), (20, -43, 270), (3, 52, 0), (-30, 2, 60),
    )


def _plant():
    """Trees that leave free what the old panorama is laid on by."""
    grove = Grove(41)
    for kind, x, y, size in (
        ("young", -7, 22.5, 0.9), ("young", -21, 22, 0.9), ("young", 24.5, 10.5, 1), ("young", 11, 24, 0.8), ("lime", -16, -12, 0.85),
        ("lime", -23, -9, 0.8), ("oak", 17, -14, 0.8), ("lime", 25, -9, 0.8), ("lime", 26, -20, 0.8), ("lime", -9, -16, 0.75),
        ("lime", -38, -29, 0.9), ("lime", -24, -29, 0.9), ("lime", 18, -37, 0.9), ("lime", 32, -37, 0.9), ("young", 34.5, 16, 1),
        ("young", 34.5, -6, 1), ("young", -41, 4, 1), ("young", -41, -16, 1), ("lime", 48, 66, 1), ("lime", 31.5, 30, 0.55),
        ("young", 12.5, 10, 0.7), ("lime", -17, 1.5, 0.75), ("young", -27, 2, 1), ("bush", -12, 9.6, 0.8), ("bush", 26, 24.5, 0.9), ("bush", -3.4, 31, 0.8), ("bush", -22.6, 30.6, 0.9), ("bush", 11, -6, 1),
    ):
        grove.plant(kind, x, y, size)
    grove.row("lime", (-80, -41), (80, -41), 9, 0.85)

    def on_lawn(x, y):
        inside = any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in LAWNS)
        return inside and ((x - 18) / 5.6) ** 2 + ((y - 17) / 3.8) ** 2 > 1

    tufts(12, 5, 34, 12000, clear=on_lawn, size=0.09, height=lambda x, y: 0.05)
