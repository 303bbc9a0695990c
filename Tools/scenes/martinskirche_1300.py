"""The Franciscans' building site about 1300: the choir is roofed, the nave grows, the town wall is near."""

from math import cos, pi, sin
from random import Random

from mathutils import Matrix, Vector

from building_site import banker, crane, lodge, materials_yard, sawyers, scaffold
from castle import round_tower, shingles
from courtyard import geese, hay_bundle, well, wood_pile
from figures import figures
from friars_church import SOUTH, Look, build_choir, build_rising_nave
from landscape import Grove, hills, patch, terrain, tufts
from martinskirche_square import FOUNTAIN
from materials import earth, forest, planks, rough_sandstone, trim
from mesh import Mesh, instance, moved, turned
from people import crowd
from timber_houses import build_thatched, place_thatched, thatched_house
from vehicles import horse_cart
from walls import stepped_top, thick_wall

WALL = ((-60, -95), (-55, -30), (-50, 30), (-44, 62), (-8, 78), (60, 80))
"""Course of the town wall, west and north of the friars."""


def build_1300():
    terrain(forest("#8a8350", "#2f451d", "#b9c6d6", clear=150))
    patch(_trodden(), earth(), -0.02)
    look = Look(rough_sandstone(), shingles())
    mesh = Mesh("church")
    build_choir(mesh, look)
    build_rising_nave(mesh, look)
    mesh.place()
    scaffold()
    crane(-15.5, 18.2, 20)
    lodge(14.5, 20.0)
    materials_yard()
    town_wall()
    houses()
    furnish()


def _trodden():
    rng = Random(13)
    turns = [2 * pi * i / 44 for i in range(44)]
    return [((44 + 3 * rng.uniform(-1, 1)) * cos(a), 12 + (32 + 3 * rng.uniform(-1, 1)) * sin(a)) for a in turns]


def town_wall():
    mesh = Mesh("town wall")
    wood = planks("#6d5236")
    for a, b in zip(WALL, WALL[1:]):
        start, end = Vector(a), Vector(b)
        length = (end - start).length
        turn = Matrix.Rotation(-(end - start).angle_signed(Vector((1, 0))) * -1, 4, "Z")
        with mesh.within(moved(*a) @ turn):
            thick_wall(mesh, stepped_top(length, 6.2, 1.4, 0.9, 1.0), [], 1.2, rough_sandstone(), -1, trim())
            mesh.box((0, -1.4, 4.6), (length, 0.0, 4.75), wood)
            for i in range(int(length / 2.8) + 1):
                x = min(i * 2.8, length - 0.15)
                mesh.box((x, -1.4, -0.5), (x + 0.15, -1.25, 5.7), wood)
            mesh.box((0, -1.38, 5.55), (length, -1.28, 5.67), wood)
    mesh.place()
    for x, y in (WALL[1], WALL[2], WALL[4]):
        round_tower(x, y)


def houses():
    """Thatched timber houses round the friars' ground, thinning out towards the wall."""
    for number, (x, y, facing, width) in enumerate(
        (
            (-17, -17, 5, 8), (-7.5, -18, 355, 8.5), (2.5, -17.5, 0, 8), (13, -18, 5, 9), (23, -16.5, 350, 8),
            (33, -13, 330, 8.5), (39, -2, 285, 8), (41, 9, 272, 9), (42, 20, 265, 8), (44, 31, 262, 8.5),
            (-29, -14, 25, 9), (-38, -5, 60, 8), (-40, 8, 85, 9), (43, 43, 250, 9),
        )
    ):
        place_thatched(number + 50, x, y, facing, width, 6.2)
    _convent()
    models = []
    for number in range(80, 85):
        mesh = Mesh("village house")
        build_thatched(mesh, thatched_house(number, 8.5, 6.5))
        models.append(mesh.data())
    rng = Random(14)
    for _ in range(260):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(44, 170)
        x, y = away * cos(turn), away * sin(turn)
        inside = x > -46 - 0.1 * y * (y < 0) and y < 62
        if inside and not (-46 < x < 52 and -28 < y < 58):
            instance(rng.choice(models), moved(x, y, hills(x, y)) @ turned(rng.uniform(0, 360)))


def _convent():
    """Where the brothers live meanwhile: a timber house west of the nave."""
    place_thatched(71, -37.5, 29, 150, 10, 7)
    place_thatched(72, 20, 50, 180, 12, 7)


def furnish():
    well(*FOUNTAIN)
    sawyers(5.4, 4.6, 20)
    banker(-3.2, 6.2, 15)
    geese(-2.2, -6.6)
    horse_cart(-9.6, 6.6, 62)
    wood_pile(8.5, -9.5, 10)
    for x, y in ((31, 4), (31.7, 4.6), (30.8, 5.3)):
        hay_bundle(x, y)
    figures(
        "friar",
        [
            (2.2, 6.6, 205), (3.0, 7.2, 235), (-3.0, 12.4, 340), (-3.9, 12.9, 20), (8.4, 15.8, 250),
            (27.5, 22, 260), (28.4, 21.2, 280), (-32, 20, 140), (-11.2, 4.2, 70),
        ],
        1302,
    )
    deck = SOUTH - 2.5
    figures(
        "mason",
        [
            (-13.6, deck, 5, 4.5), (-9.6, deck, 350, 6.9), (-6.0, deck, 10, 9.3), (-3.2, deck, 200, 9.3),
            (-16.6, deck, 0, 6.0), (-22.0, deck, 15, 3.7), (-19.8, 20.2, 200), (-2.4, 18.2, 330),
            (0.6, 19.6, 100), (-7.2, 13.6, 250), (6.4, 12.9, 190), (20.4, 13.8, 150), (-24.6, 17, 20),
            (-3.0, 5.3, 5), (6.2, 5.2, 240), (4.8, 3.6, 60),
        ],
        1330,
    )
    crowd(
        "medieval",
        [
            (11.6, 13.2, 60), (15.0, 13.4, 300), (-8.0, 5.0, 250), (18, -6, 200), (19, -6.6, 250),
            (-14, -8, 30), (27, 6, 90), (-26, 2, 70), (2, -11, 350), (7, -8.4, 340), (-20, -10, 40),
        ],
        1350,
    )
    crowd(("lord",), [(1.6, 7.9, 170)], 1370)
    grove = Grove(15)
    for kind, x, y, size in (
        ("oak", 30, -4, 0.7), ("lime", -20, 6, 0.7), ("lime", -34, -16, 0.8), ("oak", 36, 30, 0.7),
        ("bush", -30, 8, 1.0), ("bush", 33, 24, 1.1), ("bush", -15, -13, 0.9), ("lime", 14, 60, 0.9),
        ("oak", -24, 58, 0.8), ("lime", 38, 52, 0.9),
    ):
        grove.plant(kind, x, y, size, -0.1)
    grove.wood(
        ("oak", "lime", "oak"), 120, 420, 800, size=1.2, clear=lambda x, y: x < -64 or y > 86 or x * x + y * y > 190**2
    )
    tufts(16, 4, 46, 6000, clear=lambda x, y: not (-36 < x < 33 and y > 9) and x * x + (y - 4) ** 2 > 120)
