"""The ground of 1954: wooden main stand, terraces of earth full of people, the town below."""

from dataclasses import replace
from math import exp, hypot, pi
from random import Random

from mathutils import Matrix

from buildings import build_house, gable_roof
from church import great_tower, slates, slender_tower
from figures import figures, show, spectators
from football_pitch import EAST, MIDDLE, NORTH, build_pitch
from landscape import Grove, hills, patch, terrain, tufts
from materials import forest, plain, planks, roof, sandstone, weathered
from mesh import Mesh, instance, moved, ring, turned
from people import crowd
from town_houses import old_house

BANKS = (
    # (corner at the front, left as seen from the pitch; the way the people look), length, rows
    ((-8, -66), 90, 52, 13),
    ((14, 8), 180, 88, 14),
    ((118, -6), 270, 60, 13),
    ((102, -76), 0, 12, 9),
    ((22, -76), 0, 14, 9),
)
"""Terraces of trodden earth; each row is a step with a plank at its edge."""

STEP, RISE = 0.78, 0.36


def down(x, y):
    """How far the hill has fallen, metres: it drops towards the town in the north-west."""
    away = (y - x) / 2**0.5 - 9
    return 64 * (1 - exp(-away / 150)) if away > 0 else 0.0


def ground(x, y):
    return hills(x, y) - down(x, y)


def build_1954():
    terrain(forest("#6f7a40", "#2f451d", "#b9c6d6", clear=600, reach=4200), ground)
    patch([(-8, -76), (118, -76), (118, 8), (-1, 8), (-8, 1)], weathered("#93785c", 0.35, 1.0, 30.0), -0.03)
    build_pitch(("#4c632c", "#556c31"))
    people = spectators(54)
    rng = Random(55)
    for (x, y), facing, length, rows in BANKS:
        bank(people, rng, x, y, facing, length, rows)
    main_stand(people, rng)
    railings()
    match()
    corner_people()
    the_town()
    woods()


def bank(people, rng, x, y, facing, length, rows):
    mesh = Mesh("terrace")
    soil, edge = weathered("#7d6a4e", 0.4, 1.0, 25.0), planks("#5f4d38", 0.2)
    frame = moved(x, y) @ turned(facing)
    for k in range(rows):
        mesh.box((0, k * STEP, -9), (length, (k + 1) * STEP + 0.01, (k + 1) * RISE), soil)
        mesh.box((0, k * STEP - 0.05, (k + 1) * RISE - 0.2), (length, k * STEP, (k + 1) * RISE + 0.01), edge)
    back, top = rows * STEP, rows * RISE
    turf = weathered("#66743a", 0.35, 1.0, 25.0)
    mesh.frustum(
        [(-6, back), (length + 6, back), (length + 6, back + 9), (-6, back + 9)],
        [(0, back), (length, back), (length, back + 1.5), (0, back + 1.5)],
        -2,
        top,
        turf,
    )
    for end, way in ((0, -1), (length, 1)):
        corners = [(end, 0, -1), (end, back, -1), (end, back, top), (end, 0, 0.3)]
        low = [(end + way * 3.5, 0.5, -1), (end + way * 5, back, -1)]
        mesh.face([corners[3], corners[2], low[1], low[0]][::way], turf)
        mesh.face([corners[0], corners[3], low[0]][::way], turf)
        mesh.face([corners[2], (end, back + 9, -2), low[1]][::way], turf)
    mesh.place(frame)
    for k in range(rows):
        across = 0.3
        while across < length - 0.3:
            if rng.random() < 0.88:
                spot = frame @ moved(across, (k + 0.5) * STEP + rng.uniform(-0.15, 0.15), (k + 1) * RISE)
                towards = facing + rng.gauss(0, 16)
                at = spot.translation
                show(rng.choice(people), at.x, at.y, at.z, towards, rng.uniform(0.93, 1.07))
            across += rng.uniform(0.5, 0.68)


def main_stand(people, rng):
    """Seats in rows under a pitched roof on posts, all of wood, on a foot of planks."""
    mesh = Mesh("main stand")
    boards, post = planks("#7a5f42", 0.22, True), planks("#e0d8c4", 0.3)
    half, rows, step, rise, foot = 33.0, 11, 0.86, 0.46, 1.5
    deep = 1.5 + rows * step
    mesh.box((-half, 0, -0.5), (half, 0.12, foot + 0.95), boards)
    mesh.box((-half, -0.06, foot + 0.9), (half, 0.2, foot + 1.02), post)
    mesh.box((-half, 0.1, -0.5), (half, 1.5, foot), boards)
    for k in range(rows):
        y, z = 1.5 + k * step, foot + (k + 1) * rise
        mesh.box((-half, y, -0.5), (half, y + step + 0.01, z), boards)
        mesh.box((-half + 0.3, y + 0.45, z + 0.3), (half - 0.3, y + 0.75, z + 0.35), planks("#97774e", 0.2))
    top = foot + rows * rise
    eaves, ridge = top + 3.6, top + 6.4
    mesh.box((-half, deep, -0.5), (half, deep + 0.15, eaves), boards)
    for s in (-1, 1):
        mesh.box((s * half - 0.08, 0.1, -0.5), (s * half + 0.08, 1.5, foot + 1.6), boards)
        for k in range(rows):
            y = 1.5 + k * step
            mesh.box((s * half - 0.08, y, -0.5), (s * half + 0.08, y + step, foot + k * rise + 2.2), boards)
        gable = [(s * half, -1.0, eaves), (s * half, deep + 0.5, eaves), (s * half, (deep - 0.5) / 2, ridge)]
        mesh.face(gable[::s], boards)
    for i in range(10):
        x = -half + 0.15 + (2 * half - 0.3) * i / 9
        mesh.box((x - 0.12, 0.3, 0), (x + 0.12, 0.54, eaves), post)
        for s in (-1, 1):
            if abs(x + s) < half:
                mesh.limb((x, 0.42, eaves - 1.3), (x + s * 1.2, 0.42, eaves), 0.07, 0.07, post, 6)
        mesh.box((x - 0.1, deep - 0.5, 0), (x + 0.1, deep - 0.3, eaves), post)
        mesh.box((x - 0.09, -1.0, eaves), (x + 0.09, deep + 0.4, eaves + 0.2), post)
    gable_roof(
        mesh,
        (-half, -1.0),
        (half, deep + 0.5),
        eaves + 0.2,
        ridge + 0.2,
        roof("#54504c", "#635d57", 0.6, 0.5),
        over=0.5,
        thick=0.16,
        verge=post,
    )
    mesh.box((-half - 0.2, -1.62, eaves - 0.65), (half + 0.2, -1.5, eaves + 0.1), planks("#8f2a28", 0.3))
    _stand_gable(mesh, eaves, ridge, deep, post)
    for x in (-33, -22, -11, 11, 22, 33):
        mesh.limb((x, (deep - 0.5) / 2, ridge), (x, (deep - 0.5) / 2, ridge + 3.4), 0.05, 0.03, post, 6)
        for s in (-1, 1):
            y = (deep - 0.5) / 2
            flag = [
                (x + 0.04, y, ridge + 2.2), (x + 0.8, y - 0.15, ridge + 2.15), (x + 1.6, y + 0.1, ridge + 2.25),
                (x + 1.6, y + 0.1, ridge + 3.2), (x + 0.8, y - 0.15, ridge + 3.1), (x + 0.04, y, ridge + 3.2),
            ]
            mesh.face([(a, b + s * 0.005, c) for a, b, c in flag][::-s], plain("#b3202a" if x % 2 else "#efeae0"))
    frame = moved(62, -82) @ turned(0)
    mesh.place(frame)
    for k in range(rows):
        for i in range(int(2 * half / 0.56)):
            if rng.random() < 0.86:
                at = (
                    frame @ moved(-half + 0.5 + i * 0.56, 1.5 + k * step + 0.55, foot + (k + 1) * rise - 0.42)
                ).translation
                if abs(at.x - 62) < half - 0.4:
                    show(rng.choice(people), at.x, at.y, at.z, rng.gauss(0, 12), rng.uniform(0.93, 1.05))


def _stand_gable(mesh, eaves, ridge, deep, post):
    """A small front gable over the middle with the clock."""
    front = planks("#e0d8c4", 0.25)
    mesh.face(
        [
            (-4, -1.66, eaves - 0.4), (4, -1.66, eaves - 0.4), (4, -1.66, eaves + 0.8), (0, -1.66, eaves + 3.4),
            (-4, -1.66, eaves + 0.8),
        ],
        front,
    )
    gable_roof(
        mesh, (-4, -1.6), (4, 5.5), eaves + 0.8, eaves + 3.4, roof("#54504c", "#635d57", 0.6, 0.5), "y", 0.3, 0.14, post
    )
    with mesh.within(moved(0, -1.7, eaves + 1.3) @ Matrix.Rotation(pi / 2, 4, "X")):
        mesh.prism(ring(0.85, 24), 0, 0.05, plain("#f4f0e4"))
        mesh.limb((0, 0, 0.07), (0, 0.6, 0.07), 0.04, 0.03, plain("#1d1c1c"), 5)
        mesh.limb((0, 0, 0.07), (0.4, -0.15, 0.07), 0.05, 0.04, plain("#1d1c1c"), 5)


def railings():
    """A white railing between pitch and people."""
    mesh = Mesh("railing")
    white = planks("#d8d2c2", 0.3)
    runs = (
        ((-5.5, -72), (-5.5, -10)),
        ((12, 5.5), (114, 5.5)),
        ((114, 5.5), (114, -75)),
        ((114, -75), (-5.5, -75)),
        ((-5.5, -75), (-5.5, -72)),
    )
    for (x0, y0), (x1, y1) in runs:
        count = max(1, round(hypot(x1 - x0, y1 - y0) / 2.5))
        for i in range(count + 1):
            t = i / count
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            mesh.box((x - 0.05, y - 0.05, -0.3), (x + 0.05, y + 0.05, 1.05), white)
        mesh.limb((x0, y0, 1.05), (x1, y1, 1.05), 0.05, 0.05, white, 6)
        mesh.limb((x0, y0, 0.6), (x1, y1, 0.6), 0.035, 0.035, white, 6)
    brown = planks("#6d5840", 0.25)
    for i in range(9):
        x, y = -7.6 + i * 2.4, -10.6 + i * 2.25
        mesh.box((x - 0.07, y - 0.07, -0.6), (x + 0.07, y + 0.07, 1.15), brown)
        if i < 8:
            for z in (0.5, 1.05):
                mesh.limb((x, y, z), (x + 2.4, y + 2.25, z), 0.045, 0.045, brown, 6)
    mesh.place(moved(-3.6, 3.4))


RED = [
    (11.2, -8.4, 190), (21, -21, 250), (13.5, -28, 230), (30, -40, 270), (20, -45, 290), (38, -22, 250),
    (44, -36, 270), (50, -50, 280), (58, -28, 265), (62, -44, 270),
]

WHITE = [
    (9.4, -10.6, 40), (18.6, -22.6, 60), (11.5, -30, 50), (17.8, -36, 70), (12, -42, 40), (24, -41, 60),
    (27, -27, 320), (34, -46, 80), (41, -30, 60), (52, -38, 80),
]


def match():
    """Red attacks the western goal from the left wing."""
    figures("red", RED, 1954)
    figures("white", WHITE, 1974)
    figures("referee", [(26, -34, 300), (4.4, -36, 20), (EAST - 3, MIDDLE + 1, 270), (46, NORTH + 0.8, 200)], 1994)
    mesh = Mesh("ball")
    mesh.ball((10.6, -9.3, 0.2), 0.112, plain("#8a5a34", 0.5), 16)
    mesh.place()


def corner_people():
    """Those who found a place at the corner: boys before the fence, men at it, photographers behind the goal."""
    figures(
        "fan",
        [
            (-4.6, -4.0, 120), (-3.6, -2.8, 130), (1.0, 5.0, 150), (3.4, 4.2, 160), (4.4, 4.6, 170),
            (-4.4, -12, 100), (1.2, -29, 95), (1.0, -44, 80), (-6.4, -8.2, 110), (-7.2, -7.4, 120),
            (7.2, 6.6, 170),
        ],
        1955,
    )
    figures("boy", [(-2.9, -1.0, 125), (1.8, 2.6, 145), (2.5, 2.4, 150)], 1965)
    crowd("gown", [(5.6, 4.4, 165)], 1968)


def the_town():
    """Roofs at the foot of the hill, the great church among them, chimneys of the works, haze towards the hills."""
    rng = Random(56)
    models = []
    for number in range(520, 526):
        mesh = Mesh("town house")
        build_house(mesh, replace(old_house(number, 11), shop="", sign=None, timber=None, shutter=None, dormers=0))
        models.append(mesh.data())
    for _ in range(2600):
        heading, away = rng.uniform(245, 388), 290 + 1500 * rng.random() ** 1.5
        spot = Matrix.Rotation(-heading * pi / 180, 4, "Z") @ moved(0, away)
        x, y = spot.translation.x, spot.translation.y
        if (y - x) / 2**0.5 > 230 and hypot(x + 430, y - 560) > 75:
            instance(
                rng.choice(models),
                moved(x, y, ground(x, y) - 0.5) @ turned(rng.choice((20, 110, 200, 290)) + rng.uniform(-8, 8)),
            )
    _church()
    mesh = Mesh("chimneys")
    brick = weathered("#8a4f3c", 0.4)
    for x, y, high in ((-760, 420, 42), (-800, 380, 36), (-720, 470, 30), (-180, 900, 38)):
        z = ground(x, y)
        mesh.limb((x, y, z), (x, y, z + high), 2.2, 1.3, brick, 12)
        mesh.box((x - 30, y + 4, z - 1), (x + 34, y + 28, z + 9), brick)
    mesh.place()


def _church():
    mesh = Mesh("great church")
    x, y = -430, 560
    mesh.box((0, -10, -2), (34, 10, 12.5), sandstone())
    gable_roof(mesh, (0, -10), (34, 10), 12.5, 25.5, slates())
    mesh.box((38, -5.6, -2), (60, 5.6, 13.5), sandstone())
    gable_roof(mesh, (34, -5.6), (60, 5.6), 13.5, 22.5, slates())
    for dy in (-8.6, 8.6):
        with mesh.within(moved(1.4, dy)):
            slender_tower(mesh)
    with mesh.within(moved(36, 0)):
        great_tower(mesh)
    mesh.place(moved(x, y, ground(x, y)))


def woods():
    """The wooded hill round the ground, open towards the town."""
    grove = Grove(57)

    def outside(x, y):
        stands = -24 < x < 136 and -104 < y < 26
        return not stands and (y - x) / 2**0.5 < 6

    grove.wood(("oak", "lime", "oak"), 60, 150, 260, (80, 240), 1.25, lambda x, y: outside(x, y), ground)
    grove.wood(("oak", "lime", "oak", "poplar"), 120, 330, 900, (20, 260), 1.35, outside, ground)
    grove.wood(("bush", "young", "bush"), 20, 90, 60, (280, 350), 1.0, lambda x, y: (y - x) / 2**0.5 > 15, ground)
    grove.wood(("oak", "lime", "poplar"), 290, 900, 300, (245, 388), 0.95, lambda x, y: True, ground)
    grove.wood(("oak", "lime"), 90, 300, 220, (250, 380), 0.9, lambda x, y: (y - x) / 2**0.5 > 75, ground)
    tufts(59, 5, 22, 3500, clear=lambda x, y: (y - x) / 2**0.5 > 5.5, size=0.2, height=ground)
