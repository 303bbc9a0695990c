"""The same slope about 1910: the kitchen garden of a villa that stands on its terrace."""

from dataclasses import replace
from math import pi
from random import Random

from mathutils import Matrix

from buildings import House, build_house, gable_roof
from figures import figures
from garden_slope import STAIRS, TERRACE, build_lasting, garden_wall, house_models, slope, town_below
from garden_things import apple_tree, clipped
from landscape import Grove, patch, rectangle, terrain, tufts
from materials import forest, glass, plain, planks, roof, trim, weathered
from mesh import Mesh, instance, moved
from people import crowd, person
from town_houses import old_house
from vehicles import barrel
from walls import Opening, gable_top, level_top, sash_window, skin

BEDS = [(x, y, 4.2, 1.5) for x in (-11.5, -6.6, -1.7, 3.2) for y in (5.0, 7.4, 9.8, 12.2)]
"""Vegetable beds: south-western corner, length, width."""


def build_1910():
    terrain(forest("#5c6c32", "#2f451d", "#b9c6d6", clear=140), slope)
    build_lasting()
    villa()
    kitchen_garden()
    glass_house(15.5, 6.0)
    shed(-18.5, 8.5)
    planting()
    surroundings()
    people_about()


def villa():
    """A villa of the founders' years: sandstone dressings, slate, a corner tower and a veranda."""
    mesh = Mesh("villa")
    slate = roof("#4a4f57", "#5a5f66", 0.3, 0.26)
    house = House(
        width=15,
        depth=12,
        storeys=(4.2, 3.9),
        bays=5,
        wall=weathered("#d8c08c", 0.2),
        dress=trim(),
        cover=slate,
        pitch=1.1,
        frame=plain("#ece6d8"),
        window=(1.15, 2.2),
        head="segment",
        dormers=3,
        seed=610,
    )
    build_house(mesh, house)
    with mesh.within(moved(-7.2, -1.4)):
        _tower(mesh, slate)
    _veranda(mesh)
    with mesh.within(moved(4.6, -0.9)):
        _gabled_bay(mesh, slate)
    mesh.place(moved(-2, 42, TERRACE))


def _tower(mesh, slate):
    half, top = 2.2, 12.6
    for number in range(4):
        with mesh.within(Matrix.Rotation(number * pi / 2, 4, "Z") @ moved(-half, -half)):
            windows = [Opening(half, z, 1.1, 2.1, "segment") for z in (1.2, 5.3)] + [
                Opening(half + d, 9.4, 0.8, 1.9, "round") for d in (-0.8, 0.8)
            ]
            skin(mesh, level_top(2 * half, top), windows, weathered("#d8c08c", 0.2), -0.5)
            for window in windows:
                sash_window(mesh, window, trim(), plain("#ece6d8"), trim())
            for z in (4.2, 8.2, top - 0.4):
                mesh.box((-0.1, -0.14, z), (2 * half + 0.1, 0.05, z + 0.35), trim())
            mesh.box((-0.06, -0.1, -0.5), (2 * half + 0.06, 0.05, 0.8), trim())
    square = lambda r: [(-r, -r), (r, -r), (r, r), (-r, r)]
    mesh.frustum(square(half + 0.45), square(half * 0.7), top, top + 1.5, slate)
    mesh.pyramid(square(half * 0.7), top + 1.5, (0, 0, top + 6.2), slate)
    mesh.limb((0, 0, top + 6.0), (0, 0, top + 7.4), 0.05, 0.03, plain("#2b2b2b", 0.4, 0.6))
    mesh.box((0, -0.01, top + 6.8), (0.5, 0.01, top + 7.1), plain("#2b2b2b", 0.4, 0.6))


def _gabled_bay(mesh, slate):
    width, eaves = 4.4, 8.1
    with mesh.within(moved(-width / 2, 0)):
        windows = [Opening(width / 2 + d, z, 1.1, 2.2, "segment") for d in (-1.0, 1.0) for z in (1.2, 5.2)]
        windows.append(Opening(width / 2, 9.0, 0.9, 1.5, "round"))
        skin(mesh, gable_top(width, eaves, eaves + 3.6), windows, weathered("#d8c08c", 0.2), -0.5)
        for window in windows:
            sash_window(mesh, window, trim(), plain("#ece6d8"), trim())
        mesh.box((-0.1, -0.12, 4.1), (width + 0.1, 0.05, 4.4), trim())
    for s in (-1, 1):
        x = s * width / 2
        mesh.face([(x, 0, -0.5), (x, 1.2, -0.5), (x, 1.2, eaves), (x, 0, eaves)][::s], weathered("#d8c08c", 0.2))
    gable_roof(mesh, (-width / 2, 0), (width / 2, 6.5), eaves, eaves + 3.6, slate, "y", 0.4, verge=planks("#4a3626"))


def _veranda(mesh):
    white = plain("#e9e4d6", 0.6)
    mesh.box((-4.6, -2.8, -0.4), (2.0, 0, 0.5), trim())
    for x in (-4.4, -2.3, -0.2, 1.8):
        mesh.limb((x, -2.6, 0.5), (x, -2.6, 3.3), 0.09, 0.07, white, 10)
    for z in (0.9, 1.4):
        mesh.box((-4.4, -2.63, z), (-2.3, -2.57, z + 0.06), white)
        mesh.box((-0.2, -2.63, z), (1.8, -2.57, z + 0.06), white)
    mesh.box((-4.7, -2.9, 3.3), (2.1, 0.05, 3.55), white)
    mesh.face(
        [(-4.8, -3.0, 3.55), (2.2, -3.0, 3.55), (2.2, 0, 4.1), (-4.8, 0, 4.1)], roof("#4a4f57", "#5a5f66", 0.3, 0.26)
    )
    for k in range(3):
        mesh.box((-2.2, -3.0 - 0.35 * k, -0.4), (-0.3, -2.8, 0.36 - 0.14 * k), trim())


def kitchen_garden():
    rng = Random(61)
    patch(rectangle(-13.4, 3.6, 8.6, 14.8), weathered("#9a8a6c", 0.3, 1.0, 30.0), -0.05)
    patch([(-2.2, -15.2), (0.6, -15.2), (1.6, 3.6), (-2.6, 3.6)], weathered("#a3967c", 0.3, 1.0, 30.0), -0.05)
    patch([(7.0, 13.4), (8.6, 13.4), (11.0, 15.6), (8.0, 15.6)], weathered("#9a8a6c", 0.3, 1.0, 30.0), -0.04)
    soil, edge = weathered("#4f3d2c", 0.4, 1.0, 25.0), planks("#6b5338", 0.2)
    mesh = Mesh("beds")
    for x, y, length, width in BEDS:
        mesh.box((x, y, -0.3), (x + length, y + width, 0.06), soil)
        for a, b, c, d in (
            (x, y, length, 0.04), (x, y + width - 0.04, length, 0.04), (x, y, 0.04, width),
            (x + length - 0.04, y, 0.04, width),
        ):
            mesh.box((a, b, -0.3), (a + c, b + d, 0.12), edge)
    mesh.place()
    for number, bed in enumerate(BEDS):
        _crop(rng, bed, number)
    _water_butt()


def _crop(rng, bed, number):
    """Cabbages, lettuce, beans on poles, leeks: a bed has one kind."""
    x, y, length, width = bed
    mesh = Mesh("crop")
    kind = ("cabbage", "leek", "lettuce", "beans")[(number * 7 + number // 4) % 4]
    green = weathered({"cabbage": "#6f8f7a", "lettuce": "#8aa84c"}.get(kind, "#5a7838"), 0.35, 0.9, 40.0)
    step = {"cabbage": 0.5, "lettuce": 0.36, "leek": 0.24, "beans": 0.5}[kind]
    for i in range(int((length - 0.3) / step)):
        for k in range(3):
            px, py = x + 0.3 + i * step + rng.uniform(-0.04, 0.04), y + 0.3 + k * 0.45 + rng.uniform(-0.04, 0.04)
            if kind in ("cabbage", "lettuce"):
                r = step * rng.uniform(0.36, 0.44)
                mesh.ball((px, py, 0.1), (r, r, r * 0.7), green, 8)
                for turn in range(5):
                    with mesh.within(moved(px, py, 0.08) @ Matrix.Rotation(turn * 1.26 + i, 4, "Z")):
                        mesh.face(
                            [
                                (0, -r * 0.5, 0), (r * 1.25, -r * 0.4, r * 0.5), (r * 1.35, r * 0.4, r * 0.5),
                                (0, r * 0.5, 0),
                            ],
                            green,
                        )
            elif kind == "leek":
                for turn in range(4):
                    with mesh.within(moved(px, py, 0.05) @ Matrix.Rotation(turn * 1.57 + i, 4, "Z")):
                        mesh.face([(0, -0.02, 0), (0.14, 0, 0.42), (0, 0.02, 0)], green)
            elif k != 1:
                mesh.limb((px, py, 0), (px, y + width / 2, 1.9), 0.02, 0.015, planks("#8d7350"), 5)
                for _ in range(16):
                    t = rng.uniform(0.08, 0.95)
                    cx, cy, cz = px + rng.gauss(0, 0.09), py + (y + width / 2 - py) * t + rng.gauss(0, 0.07), 1.9 * t
                    s = rng.uniform(0.05, 0.09)
                    mesh.face(
                        [(cx - s, cy, cz), (cx, cy - s, cz - s * 0.5), (cx + s, cy, cz), (cx, cy + s, cz + s)], green
                    )
    mesh.place()


def _water_butt():
    mesh = Mesh("water butt")
    barrel(mesh, -13.9, 3.0, -0.05, planks("#7d5c3c", 0.1, True), plain("#3a3632", 0.5, 0.7))
    iron = plain("#7a8084", 0.4, 0.5)
    for x, y in ((-1.0, 3.5), (6.0, 4.4)):
        with mesh.within(moved(x, y, -0.04)):
            mesh.lathe([(0, 0), (0.13, 0), (0.13, 0.3), (0.11, 0.32)], iron, 14)
            mesh.limb((0.12, 0, 0.08), (0.36, 0, 0.36), 0.02, 0.02, iron, 6)
            mesh.limb((0.36, 0, 0.36), (0.4, 0, 0.37), 0.05, 0.05, iron, 8)
            mesh.limb((-0.1, 0, 0.3), (0.08, 0, 0.46), 0.012, 0.012, iron, 5)
    mesh.place()


def glass_house(x, y):
    """A small lean-to of glass for seedlings."""
    mesh = Mesh("glass house")
    pane, bar = glass("#5d6f70"), plain("#e2ddd0", 0.6)
    mesh.box((-2.2, -4, -0.4), (2.2, 4, 0.7), weathered("#9c5a44", 0.4))
    mesh.box((-2.1, -3.9, 0.7), (2.1, 3.9, 1.7), pane)
    for s in (-1, 1):
        mesh.face([(s * 2.2, -4, 1.7), (s * 2.2, 4, 1.7), (0, 4, 3.1), (0, -4, 3.1)][::s], pane)
        mesh.face([(-2.1, s * 3.9, 1.7), (2.1, s * 3.9, 1.7), (0, s * 3.9, 3.05)][::-s], pane)
        for i in range(11):
            py = -4 + i * 0.8
            mesh.limb((s * 2.2, py, 1.7), (0, py, 3.1), 0.03, 0.03, bar, 4)
            mesh.box((s * 2.12 - 0.03, py - 0.03, 0.7), (s * 2.12 + 0.03, py + 0.03, 1.72), bar)
    mesh.box((-0.06, -4.05, 3.05), (0.06, 4.05, 3.18), bar)
    for i in range(6):
        for s in (-3.95, 3.95):
            mesh.box((-2.1 + i * 0.84 - 0.03, s - 0.03, 0.7), (-2.1 + i * 0.84 + 0.03, s + 0.03, 1.7), bar)
    mesh.place(moved(x, y, -0.1))


def shed(x, y):
    mesh = Mesh("shed")
    boards = planks("#6d5840", 0.22, True)
    mesh.box((-2, -2.5, -0.4), (2, 2.5, 2.3), boards)
    for s in (-1, 1):
        mesh.face([(-2, s * 2.5, 2.3), (2, s * 2.5, 2.3), (0, s * 2.5, 3.7)][::-s], boards)
    gable_roof(mesh, (-2, -2.5), (2, 2.5), 2.3, 3.7, roof("#8c4630", "#a05a3e"), "y", 0.35, 0.12)
    mesh.box((1.99, -0.5, 0), (2.04, 0.5, 1.95), planks("#4b3a2a", 0.2, True))
    mesh.place(moved(x, y, -0.1))


def planting():
    rng = Random(62)
    apples = [apple_tree(seed) for seed in (1, 2, 3)]
    for row in range(4):
        for i in range(9):
            x, y = -24 + i * 5.2 + rng.uniform(-0.5, 0.5), 19.5 + row * 4.4 + rng.uniform(-0.5, 0.5)
            if abs(x - STAIRS[0]) > 3.2:
                instance(
                    rng.choice(apples),
                    moved(x, y, slope(x, y) - 0.1)
                    @ Matrix.Rotation(rng.uniform(0, 6), 4, "Z")
                    @ Matrix.Scale(rng.uniform(0.8, 1.1), 4),
                )
    for x, y in ((-8, -6), (6.5, -6.6), (12.5, -8), (-15, -7), (18, -3.5), (-20, 1)):
        instance(
            rng.choice(apples), moved(x, y, -0.15) @ Matrix.Rotation(rng.uniform(0, 6), 4, "Z") @ Matrix.Scale(1.1, 4)
        )
    box = clipped(5)
    for x in [-13.2 + 0.62 * i for i in range(36)]:
        if not -2.7 < x < 1.7:
            instance(box, moved(x, 3.55, -0.12) @ Matrix.Diagonal((0.45, 0.4, 0.42, 1)))
    for i in range(24):
        x = -16 + 1.7 * i
        if abs(x - STAIRS[0]) > 2:
            instance(box, moved(x, 37.0, TERRACE - 0.1) @ Matrix.Scale(0.8, 4))
    grove = Grove(63)
    grove.wood(
        ("oak", "lime", "oak"), 56, 200, 520, (-80, 80), 1.1, lambda x, y: y > 58 or y > 20 and abs(x) > 34, slope
    )
    grove.wood(("oak", "lime"), 30, 80, 60, (-130, -50), 0.9, lambda x, y: x < -28 and y > -12, slope)
    grove.wood(("oak", "lime"), 30, 80, 60, (50, 130), 0.9, lambda x, y: x > 30 and y > -12, slope)
    for x, y, size in ((-15, 46, 0.9), (12, 50, 0.9), (19, 41, 0.8)):
        grove.plant("lime", x, y, size, TERRACE)
    tufts(64, 1.6, 34, 20000, clear=_grass, size=0.14, height=slope)


def _grass(x, y):
    return not (-13.6 < x < 8.8 and 3.4 < y < 15) and not (-2.8 < x < 1.8 and y < 4) and abs(x - STAIRS[0]) > 1.6


def surroundings():
    garden_wall(weathered("#b58a70", 0.35), trim())
    houses = [replace(old_house(number, 12), shop="", sign=None) for number in (501, 503, 504, 506)]
    town_below(house_models(houses), 47, lambda x, y: (x * 7 + y * 3) % 5 != 0)


def people_about():
    figures("gardener", [(-3.6, 6.9, 300), (2.4, 9.3, 60), (-9.6, 9.3, 200), (13.0, 2.6, 40), (-16, 6.4, 110)], 1911)
    figures("parasol lady", [(3.9, 0.9, 300), (9.2, 26.6, 190, 3.5)], 1920)
    crowd("suit", [(4.5, -0.1, 310)], 1930)
    figures("boy", [(-3.2, 2.2, 60)], 1934)
    for x, y, heading, z in ((-1.2, 37.6, 180, TERRACE), (8.6, 27.4, 190, 3.75)):
        someone = person("suit", x, y, heading, 1940)
        someone.matrix_world = moved(0, 0, z) @ someone.matrix_world
    crowd("gown", [(-11.6, 2.0, 20)], 1944)
