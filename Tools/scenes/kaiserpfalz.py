"""The castle hill of Kaiserslautern, about 1200 and today, seen from its courtyard looking north.

The Palas stands north, the chapel north-east, the curtain wall west and south; in the east the ground falls to the
fishpond that the Lauter fills. Today the same footprints are ruins, and the Rathaus rises behind them.
"""

from dataclasses import replace
from math import cos, hypot, pi, radians, sin
from random import Random

from mathutils import Matrix, Vector, noise

from buildings import House, banded_block, build_house, gable_roof, side, timber_frame
from daylight import set_daylight
from landscape import Grove, disc, hills, patch, rectangle, smooth, terrain, tufts
from materials import (cobbles, forest, glass, plain, planks, roof, rough_sandstone, sandstone, stone, trim, water,
                       weathered)
from mesh import Mesh, instance, moved, ring, turned
from street import barrel, bench, bus, cloth, crowd, horse, horse_cart, modern_lamp
from walls import (Opening, door, gable_top, level_top, pane, reveal, romanesque_window, skin, stepped_top, surround,
                   thick_wall)

PALAS = (2, 25, 32, 13)
"""x of the middle, y of the south front, width and depth; metres."""

CHAPEL = (28, 21, 9, 15)
POND = (37, -13, 24, 16)
"""Middle and half axes of the fishpond."""

WATER_LEVEL = -0.85


def heading(epoch):
    return 0


def exposure(epoch):
    return {1200: 0.25, "today": 0.2}[epoch]


def build(epoch):
    if epoch == 1200:
        set_daylight(245, 30, 0.6, clouds=0.4, haze=1.6)
        build_1200()
    else:
        set_daylight(140, 42, 0.15, clouds=0.3)
        build_today()


def pond_depth(x, y):
    away = hypot((x - POND[0]) / POND[2], (y - POND[1]) / POND[3])
    return 3.0 * (1 - smooth(0.78, 1.05, away))


def ground_1200(x, y):
    rough = 0.10 * noise.noise((x / 5, y / 5, 0.3)) + 0.03 * noise.noise((x / 1.1, y / 1.1, 0.9))
    return hills(x, y) - pond_depth(x, y) + rough


# About 1200


def build_1200():
    terrain(forest("#8a8350", "#2f451d", "#b9c6d6", clear=130), ground_1200)
    _courtyard()
    mesh = Mesh("pond")
    mesh.face([(*p, WATER_LEVEL) for p in disc(POND[0], POND[1], POND[2] * 1.1, POND[3] * 1.1)], water())
    mesh.place()
    build_palas()
    build_chapel()
    build_curtain_wall()
    build_bailey()
    build_village()
    build_bridge()
    furnish_1200()


def _courtyard():
    """Trodden earth with a cobbled way to the Palas."""
    earth = weathered("#8f7c5c", 0.35, 1.0, 7.0)
    rng = Random(8)
    edge = [(17 * (1 + 0.07 * rng.uniform(-1, 1)) * cos(a), 4 + 20 * (1 + 0.05 * rng.uniform(-1, 1)) * sin(a))
            for a in (2 * pi * i / 40 for i in range(40))]
    patch(edge, earth, -0.01)
    patch([(-1.6, -21), (1.8, -21), (1.5, -4), (3.6, 8), (5.5, 25), (-1.5, 25), (0.2, 8), (-1.7, -4)],
          cobbles("#93806a", "#6e5f50", 0.2, 0.04, "#6b5d46"), 0.03)


def shingles():
    """Split oak, silvered by weather."""
    return roof("#6b5a4a", "#85725d", 0.14, 0.3)


def build_palas():
    x, y, width, depth = PALAS
    mesh = Mesh("Palas")
    eaves, ridge = 11.5, 18.5
    tiles = shingles()
    for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
        with mesh.within(side(width, depth, number)):
            top = gable_top(span, eaves, ridge) if number % 2 else level_top(span, eaves)
            upper, lower, entry = _palas_openings(span, number)
            skin(mesh, top, upper + lower + entry, sandstone(), -1)
            for window in upper:
                romanesque_window(mesh, window, trim(), 3 if window.width > 2 else 2)
            for slit in lower:
                reveal(mesh, slit, 0.6, trim())
                pane(mesh, slit, 0.58, plain("#0d0c0c", 0.9))
                surround(mesh, slit, trim(), 0.12, 0.03)
            for opening in entry:
                door(mesh, opening, planks("#4f3420", 0.2, True), trim())
            _pilasters(mesh, span, eaves)
            mesh.box((0, -0.25, 5.05), (span, 0.02, 5.3), trim())
            mesh.box((-0.1, -0.3, -1), (span + 0.1, 0.02, 0.7), rough_sandstone())
    gable_roof(mesh, (-width / 2, 0), (width / 2, depth), eaves, ridge, tiles, over=0.7, verge=planks("#4a3626"))
    _outer_stair(mesh)
    for dx in (-width / 2, width / 2):
        mesh.limb((dx, depth / 2, ridge), (dx, depth / 2, ridge + 3.2), 0.06, 0.04, planks("#4a3626"))
        banner(mesh, dx, depth / 2, ridge + 1.9)
    mesh.place(moved(x, y))


def _palas_openings(span, number):
    count = 5 if number % 2 == 0 else 2
    wide = 3.0 if number == 0 else 1.9
    upper = [Opening(span * (i + 0.5) / count, 6.4, wide, 3.1 if wide > 2 else 2.6, "round") for i in range(count)]
    lower = [Opening(span * (i + 0.5) / count, 1.9, 0.55, 1.7, "round") for i in range(count)]
    entry = []
    if number == 0:
        lower[2] = Opening(span * 0.3, 1.9, 0.55, 1.7, "round")
        entry = [Opening(span / 2, 0.05, 2.2, 3.5, "round")]
        upper[3] = Opening(upper[3].x, 5.3, 1.7, 3.4, "round")
        entry.append(upper.pop(3))
    return upper, lower, entry


def _pilasters(mesh, span, eaves):
    """Flat strips joined by a frieze of small round arches under the eaves: the mark of the age."""
    count = 5 if span > 20 else 2
    for i in range(count + 1):
        x = min(max(span * i / count, 0.4), span - 0.4)
        mesh.box((x - 0.4, -0.22, 0.7), (x + 0.4, 0.02, eaves - 0.9), trim())
    arches = int(span / 0.8)
    step = span / arches
    holes = [Opening(step * (i + 0.5), eaves - 1.2, step * 0.78, 0.62, "round") for i in range(arches)]
    with mesh.within(moved(0, -0.22)):
        skin(mesh, level_top(span, eaves), holes, trim(), eaves - 1.2)
        for hole in holes:
            reveal(mesh, hole, 0.22, trim())
    mesh.box((0, -0.4, eaves - 0.3), (span, 0.02, eaves), trim())


def _outer_stair(mesh):
    """Steps along the front up to the hall's door, on a solid ramp with a parapet."""
    landing = PALAS[2] * 0.2
    wall = rough_sandstone()
    steps = 26
    for i in range(steps):
        x = landing + 1.4 + (steps - i - 1) * 0.36
        mesh.box((x, -2.3, -1), (x + 0.36, 0, 5.3 * (i + 1) / (steps + 1)), trim())
    mesh.box((landing - 1.5, -2.3, -1), (landing + 1.4, 0, 5.3), wall)
    with mesh.within(moved(landing - 1.5, -2.6)):
        far = 2.9 + steps * 0.36
        thick_wall(mesh, [(0, 6.2), (2.9, 6.2), (far, 0.9), (far + 0.4, 0.9)],
                   [Opening(1.45, 0, 1.7, 3.4, "round")], 0.3, wall, -1, trim())


def banner(mesh, x, y, z):
    """The gold imperial flag with a dark charge, stiff in the wind."""
    gold, dark = plain("#d3a63c", 0.8), plain("#1f1a18", 0.8)
    wave = [0.0, 0.16, 0.05, -0.12, 0.05, 0.18]
    for i in range(5):
        x0, x1 = x + 0.05 + i * 0.36, x + 0.05 + (i + 1) * 0.36
        for lift, material, low, high in ((0, gold, 0, 1.25), (0.012, dark, 0.35, 0.95)):
            if material is dark and i not in (1, 2, 3):
                continue
            for s, turn in ((-1, 1), (1, -1)):
                quad = [(x0, y + wave[i] + s * lift, z + low), (x1, y + wave[i + 1] + s * lift, z + low),
                        (x1, y + wave[i + 1] + s * lift, z + high), (x0, y + wave[i] + s * lift, z + high)]
                mesh.face(quad[::turn], material)


def build_chapel():
    """The palace chapel: two storeys, an apse in the east and a bell turret."""
    x, y, depth, length = CHAPEL
    mesh = Mesh("chapel")
    eaves, ridge = 10.0, 15.0
    tiles = shingles()
    for number, span in ((0, length), (1, depth), (2, length), (3, depth)):
        with mesh.within(side(length, depth, number)):
            top = gable_top(span, eaves, ridge) if number % 2 else level_top(span, eaves)
            count = 3 if number % 2 == 0 else 1
            windows = [Opening(span * (i + 0.5) / count, z, 1.1, 2.4, "round") for i in range(count)
                       for z in (2.2, 6.3)] if number != 3 else [Opening(span / 2, 6.0, 1.6, 2.8, "round")]
            portal = [Opening(span / 2, 0.1, 1.8, 3.3, "round")] if number == 3 else []
            skin(mesh, top, windows + portal, sandstone(), -2)
            for window in windows:
                romanesque_window(mesh, window, trim(), 1)
            for opening in portal:
                door(mesh, opening, planks("#4f3420", 0.2, True), trim())
                surround(mesh, Opening(opening.x, opening.sill, 2.4, 3.7, "round"), trim(), 0.2, 0.2)
            _pilasters(mesh, span, eaves)
    gable_roof(mesh, (-length / 2, 0), (length / 2, depth), eaves, ridge, tiles, "x", 0.5, verge=trim())
    _apse(mesh, length / 2, depth / 2, tiles)
    _bell_turret(mesh, -length * 0.28, depth / 2, ridge)
    mesh.place(moved(x, y))


def _apse(mesh, x, y, tiles):
    plan = [(x + 3.2 * cos(a), y + 3.2 * sin(a)) for a in (-pi / 2 + pi * i / 12 for i in range(13))]
    mesh.prism(plan, -3, 7.6, sandstone())
    rim = [(x + 3.6 * cos(a), y + 3.6 * sin(a)) for a in (-pi / 2 + pi * i / 12 for i in range(13))]
    mesh.prism(rim, 7.2, 7.6, trim())
    mesh.pyramid(rim, 7.6, (x, y, 9.6), tiles)


def _bell_turret(mesh, x, y, ridge):
    with mesh.within(moved(x, y - 1.1)):
        for number in range(4):
            with mesh.within(side(2.2, 2.2, number)):
                hole = Opening(1.1, ridge + 1.0, 1.0, 1.7, "round")
                skin(mesh, level_top(2.2, ridge + 3.2), [hole], trim(), ridge - 1.6)
                reveal(mesh, hole, 0.25, trim())
                pane(mesh, hole, 0.24, plain("#14110f", 0.9))
        mesh.pyramid([(-1.35, -0.25), (1.35, -0.25), (1.35, 2.45), (-1.35, 2.45)], ridge + 3.2, (0, 1.1, ridge + 6.4),
                     shingles())
        gold = plain("#c39a3b", 0.35, 0.8)
        mesh.limb((0, 1.1, ridge + 6.2), (0, 1.1, ridge + 7.6), 0.05, 0.04, gold)
        mesh.box((-0.35, 1.06, ridge + 7.05), (0.35, 1.14, ridge + 7.13), gold)


WALL = ((16, -31), (-4, -31), (-10, -31), (-30, -24), (-32, 8), (-29, 44), (30, 48))
"""Course of the curtain wall; the gate tower stands in its second piece."""


def build_curtain_wall():
    mesh = Mesh("curtain wall")
    for i, (a, b) in enumerate(zip(WALL, WALL[1:])):
        if i == 1:
            continue
        start, end = Vector(a), Vector(b)
        length = (end - start).length
        turn = Matrix.Rotation(Vector((end - start)).to_3d().to_2d().angle_signed(Vector((1, 0))), 4, "Z")
        with mesh.within(moved(*a) @ turn):
            thick_wall(mesh, stepped_top(length, 6.0, 1.3, 0.9, 1.0), [], -1.2, rough_sandstone(), -3, trim())
            _wall_walk(mesh, length)
    mesh.place()
    for x, y in (WALL[0], WALL[3], WALL[5]):
        round_tower(x, y)
    gate_tower(-7, -31)


def _wall_walk(mesh, length):
    """The timber gallery on the inner face, on posts."""
    wood = planks("#6d5236")
    for y0, y1 in ((0.0, -1.3), (1.2, 2.5)):
        low, high = min(y0, y1), max(y0, y1)
        mesh.box((0, low, 4.5), (length, high, 4.65), wood)
        rail = low if y0 == 0.0 else high
        for z in (5.1, 5.6):
            mesh.box((0, rail - 0.04, z), (length, rail + 0.04, z + 0.09), wood)
        for i in range(int(length / 2.6) + 1):
            x = min(i * 2.6, length - 0.1)
            mesh.box((x, rail - 0.07, -2), (x + 0.14, rail + 0.07, 5.65), wood)


def round_tower(x, y):
    mesh = Mesh("round tower")
    stones, tiles = rough_sandstone(), shingles()
    mesh.prism(ring(3.1, 24), -3, 9.0, stones)
    mesh.frustum(ring(3.1, 24), ring(3.45, 24), 9.0, 9.5, trim())
    for i in range(12):
        a = 2 * pi * i / 12
        with mesh.within(Matrix.Rotation(a, 4, "Z") @ moved(0, -3.42)):
            mesh.box((-0.55, 0, 9.5), (0.55, 0.4, 11.0), stones)
    mesh.prism(ring(3.0, 24), 9.5, 11.0, plain("#1a1512", 0.9))
    mesh.pyramid(ring(3.9, 24), 11.0, (0, 0, 16.2), tiles)
    for a in range(0, 360, 45):
        with mesh.within(Matrix.Rotation(radians(a), 4, "Z")):
            mesh.box((-0.12, -3.14, 5.6), (0.12, -3.0, 6.9), plain("#0d0c0c", 0.9))
    mesh.place(moved(x, y))


def gate_tower(x, y):
    mesh = Mesh("gate tower")
    stones = sandstone()
    width, depth, eaves = 8.0, 7.0, 13.0
    with mesh.within(turned(0)):
        for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
            with mesh.within(moved(0, -depth / 2) @ side(width, depth, number)):
                gate = [Opening(span / 2, 0.02, 3.6, 5.0, "round")] if number % 2 == 0 else []
                windows = [Opening(span / 2 + dx, 8.2, 1.2, 2.2, "round") for dx in (-1.7, 1.7)]
                skin(mesh, level_top(span, eaves), gate + windows, stones, -2)
                for window in windows:
                    romanesque_window(mesh, window, trim(), 2)
                for opening in gate:
                    reveal(mesh, opening, 0.9, trim())
                    surround(mesh, opening, trim(), 0.35, 0.1)
                    pane(mesh, opening, 0.88, planks("#3d2a1c", 0.25, True))
                mesh.box((0, -0.25, 6.9), (span, 0.02, 7.2), trim())
        base = [(-width / 2 - 0.7, -depth / 2 - 0.7), (width / 2 + 0.7, -depth / 2 - 0.7),
                (width / 2 + 0.7, depth / 2 + 0.7), (-width / 2 - 0.7, depth / 2 + 0.7)]
        mesh.prism(base, eaves, eaves + 0.25, planks("#4a3626"))
        mesh.pyramid(base, eaves + 0.25, (0, 0, eaves + 6.5), shingles())
        banner(mesh, 0, 0, eaves + 7.2)
        mesh.limb((0, 0, eaves + 6), (0, 0, eaves + 8.6), 0.06, 0.04, planks("#4a3626"))
    mesh.place(moved(x, y))


def thatched_house(number, width, depth):
    rng = Random(number * 7 + 1)
    clay = weathered(rng.choice(["#b79c74", "#a98d68", "#c2ae88"]), 0.35)
    return House(width=width, depth=depth, storeys=(2.5,) if rng.random() < 0.5 else (2.5, 2.3), bays=3, wall=clay,
                 cover=roof("#a58e5e", "#8f7a4e", 0.07, 0.22, 0.05), pitch=1.25, gable=rng.random() < 0.4,
                 frame=planks("#4f3a28"), window=(0.6, 0.8), timber=planks("#4b3524", 0.5), seed=number,
                 base=rough_sandstone())


def build_thatched(mesh, house):
    """A timber house without the trimmings of a town house: shutters for glass, no chimney."""
    wood = planks("#4b3524", 0.5)
    for number in range(4):
        width = house.depth if number % 2 else house.width
        with mesh.within(side(house.width, house.depth, number)):
            gabled = house.gable == (number % 2 == 0)
            top = gable_top(width, house.eaves, house.ridge) if gabled else level_top(width, house.eaves)
            holes = _thatched_openings(house, width, number)
            skin(mesh, top, holes, house.wall, -0.6)
            for hole in holes:
                reveal(mesh, hole, 0.15, wood)
                dark = planks("#5d432c", 0.16, True) if hole.sill < 0.3 else plain("#120f0d", 0.9)
                pane(mesh, hole, 0.14, dark)
                surround(mesh, hole, wood, 0.1, 0.05)
            mesh.box((-0.05, -0.1, -0.8), (width + 0.05, 0.02, 0.35), rough_sandstone())
            timber_frame(mesh, width, house.storeys, wood, 3, 0)
            if gabled:
                _gable_timber(mesh, width, house.eaves, house.ridge, wood)
    gable_roof(mesh, (-house.width / 2, 0), (house.width / 2, house.depth), house.eaves, house.ridge, house.cover,
               "y" if house.gable else "x", 0.7, 0.35)


def _gable_timber(mesh, width, eaves, ridge, wood):
    """King post, collar and braces of a gable."""
    rise = ridge - eaves
    mesh.box((0, -0.06, eaves), (width, 0.02, eaves + 0.22), wood)
    mesh.box((width * 0.22, -0.06, eaves + rise * 0.52), (width * 0.78, 0.02, eaves + rise * 0.52 + 0.18), wood)
    mesh.box((width / 2 - 0.1, -0.06, eaves + rise * 0.52), (width / 2 + 0.1, 0.02, ridge - 0.2), wood)
    for side_of in (-1, 1):
        x = width / 2 + side_of * width * 0.2
        mesh.box((x - 0.09, -0.06, eaves), (x + 0.09, 0.02, eaves + rise * 0.55), wood)
        mesh.limb((x, -0.02, eaves + 0.2), (x + side_of * width * 0.12, -0.02, eaves + rise * 0.3), 0.08, 0.08, wood, 4)


def _thatched_openings(house, width, number):
    holes, level = [], 0.0
    if house.gable == (number % 2 == 0):
        holes.append(Opening(width / 2, house.eaves + 0.5, 0.8, 1.0))
    for storey, height in enumerate(house.storeys):
        for i in range(3):
            x = width * (i + 0.5) / 3
            if storey == 0 and number == 0 and i == 1:
                holes.append(Opening(x, 0.05, 1.0, 1.95))
            else:
                holes.append(Opening(x, level + 1.12, 0.55, 0.7))
        level += height
    return holes


def place_thatched(number, x, y, facing, width=8.0, depth=6.0, z=0.0):
    mesh = Mesh("timber house")
    build_thatched(mesh, thatched_house(number, width, depth))
    mesh.place(moved(x, y, z) @ turned(facing))


def build_bailey():
    """Stables, store and smithy along the curtain wall."""
    for number, (x, y, facing, width) in enumerate((
            (-24.5, -14, 80, 9), (-25.5, -2, 90, 11), (-25.5, 12, 90, 9), (-23, 25, 110, 8), (-17.5, -24.5, 18, 9), (5, -26.8, 0, 10))):
        place_thatched(number, x, y, facing, width, 5.5)


def build_village():
    """The settlement beyond the pond and outside the wall, thinning out towards the fields."""
    models = []
    for number in range(20, 25):
        mesh = Mesh("village house")
        build_thatched(mesh, thatched_house(number, 8.5, 6.5))
        models.append(mesh.data())
    rng = Random(12)
    for x, y, facing in ((62, 16, 250), (74, 4, 265), (76, -12, 275), (72, -28, 300), (58, -38, 330), (44, -42, 350),
                         (30, -44, 10), (84, 20, 250), (92, -4, 270), (90, -30, 290), (70, -48, 320), (50, -58, 0),
                         (64, 34, 230), (82, 42, 240), (52, 52, 220), (-52, 2, 100), (-58, 24, 90), (-50, -30, 60)):
        instance(rng.choice(models), moved(x, y, -0.1) @ turned(facing + rng.uniform(-12, 12)))
    for _ in range(50):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(75, 190)
        x, y = away * cos(turn), away * sin(turn)
        instance(rng.choice(models), moved(x, y, hills(x, y)) @ turned(rng.uniform(0, 360)))


def build_bridge():
    """A timber bridge over the narrow end of the pond."""
    mesh = Mesh("bridge")
    wood = planks("#6d5236", 0.2, True)
    mesh.box((-1.3, -18, 0.0), (1.3, 18, 0.14), wood)
    for i in range(15):
        y = -17.8 + i * 2.5
        for x in (-1.25, 1.15):
            mesh.box((x, y, -4), (x + 0.12, y + 0.12, 1.1), planks("#5b4329", 0.5))
    for x in (-1.25, 1.15):
        for z in (0.55, 0.98):
            mesh.box((x, -18, z), (x + 0.1, 18, z + 0.1), planks("#5b4329", 0.5))
    mesh.place(moved(36, -11, 0.05) @ Matrix.Rotation(radians(24), 4, "Z"))


def well(x, y):
    mesh = Mesh("well")
    stones, wood = rough_sandstone(), planks("#5b4329")
    outer, inner = ring(1.15, 20), ring(0.85, 20)
    for i in range(20):
        j = (i + 1) % 20
        mesh.face([(*outer[i], -0.3), (*outer[j], -0.3), (*outer[j], 0.9), (*outer[i], 0.9)], stones)
        mesh.face([(*inner[j], -0.3), (*inner[i], -0.3), (*inner[i], 0.9), (*inner[j], 0.9)], stones)
        mesh.face([(*outer[i], 0.9), (*outer[j], 0.9), (*inner[j], 0.9), (*inner[i], 0.9)], trim())
    mesh.face([(*p, 0.1) for p in inner], plain("#0a0c0c", 0.1))
    for dx in (-1.0, 1.0):
        mesh.box((dx - 0.08, -0.08, 0.8), (dx + 0.08, 0.08, 2.4), wood)
    mesh.limb((-1.1, 0, 1.9), (1.1, 0, 1.9), 0.09, 0.09, wood)
    mesh.limb((0, 0, 1.9), (0, 0, 1.15), 0.02, 0.02, cloth("#b9a47c"), 6)
    mesh.lathe([(0, 0.85), (0.14, 0.85), (0.17, 1.15)], wood, 14)
    gable_roof(mesh, (-1.25, -0.9), (1.25, 0.9), 2.35, 3.2, roof("#6f5a3c", "#5e4b32", 0.14, 0.3), "x", 0.15, 0.08)
    mesh.place(moved(x, y) @ Matrix.Rotation(0.4, 4, "Z"))


def tent(x, y, facing, colour):
    """A round tent of the king's guests."""
    mesh = Mesh("tent")
    for i in range(16):
        tone = cloth(colour) if i % 2 else cloth("#e6dcc4")
        a, b = ring(2.1, 16)[i], ring(2.1, 16)[(i + 1) % 16]
        c, d = ring(1.9, 16)[(i + 1) % 16], ring(1.9, 16)[i]
        mesh.face([(*a, -0.2), (*b, -0.2), (*c, 1.9), (*d, 1.9)], tone)
        e, f = ring(2.1, 16)[i], ring(2.1, 16)[(i + 1) % 16]
        mesh.face([(*e, 1.7), (*f, 1.7), (*c, 1.9), (*d, 1.9)], tone)
        mesh.face([(*d, 1.9), (*c, 1.9), (0, 0, 4.1)], tone)
    mesh.limb((0, 0, 4.0), (0, 0, 4.8), 0.04, 0.03, planks("#4a3626"))
    mesh.box((-0.45, -2.16, -0.1), (0.45, -1.9, 1.7), plain("#1a1512", 0.9))
    mesh.place(moved(x, y) @ turned(facing))


def geese(x, y):
    """A few geese on the way to the pond."""
    rng = Random(4)
    mesh = Mesh("geese")
    white, beak = plain("#e9e4d8", 0.8), plain("#d08a35", 0.6)
    for i in range(7):
        spot = moved(x + 0.75 * i + rng.uniform(-0.3, 0.3), y + rng.uniform(-0.9, 0.9), 0.02)
        with mesh.within(spot @ turned(rng.uniform(60, 130))):
            mesh.ball((0, 0, 0.36), (0.15, 0.27, 0.16), white, 12)
            mesh.limb((0, -0.18, 0.42), (0, -0.27, 0.68), 0.06, 0.035, white)
            mesh.ball((0, -0.29, 0.7), (0.045, 0.06, 0.045), white, 8)
            mesh.limb((0, -0.33, 0.7), (0, -0.43, 0.68), 0.025, 0.008, beak, 6)
            mesh.limb((0, 0.2, 0.4), (0, 0.38, 0.46), 0.09, 0.02, white)
            for side_of in (-0.06, 0.06):
                mesh.limb((side_of, 0.0, 0.25), (side_of, 0.0, 0.0), 0.015, 0.02, beak, 6)
    mesh.place()


def hay_bundle(x, y):
    mesh = Mesh("sheaf")
    straw = roof("#b39a5c", "#9c8348", 0.05, 0.9, 0.03)
    mesh.lathe([(0, 0), (0.42, 0), (0.3, 0.5), (0.2, 0.75), (0.36, 1.2), (0.3, 1.32), (0, 1.25)], straw, 16)
    mesh.lathe([(0.215, 0.7), (0.225, 0.75), (0.215, 0.8)], cloth("#6d5a30"), 16)
    mesh.place(moved(x, y) @ Matrix.Rotation(x * 3, 4, "Z"))


def wood_pile(x, y, facing):
    rng = Random(3)
    mesh = Mesh("logs")
    bark, cut = weathered("#5b4632", 0.4), weathered("#b08a5c", 0.3)
    for row in range(5):
        for i in range(11 - row % 2):
            r = rng.uniform(0.1, 0.135)
            px, pz = -1.4 + 0.27 * i + 0.135 * (row % 2), 0.12 + row * 0.235
            with mesh.within(moved(px, 0, pz) @ Matrix.Rotation(pi / 2, 4, "X")):
                mesh.lathe([(r, -0.5), (r, 0.5)], bark, 10)
                mesh.lathe([(0, -0.5), (r, -0.5)], cut, 10)
                mesh.lathe([(r, 0.5), (0, 0.5)], cut, 10)
    mesh.place(moved(x, y) @ turned(facing))


def furnish_1200():
    well(-7.5, 6.5)
    tent(9.5, 9.5, 215, "#a5432f")
    tent(15, 8.0, 240, "#3f5560")
    tent(13.5, 14.5, 215, "#b98a3a")
    horse_cart(-6.4, -5.2, 100)
    animals = Mesh("horses")
    for x, y, facing, coat in ((-18.5, 4.0, 250, "#6b4a30"), (-19, 1.2, 265, "#3a2a20"), (5.6, -5.4, 40, "#8d8379")):
        with animals.within(moved(x, y) @ turned(facing)):
            horse(animals, coat, "#241812")
    animals.place()
    goods = Mesh("goods")
    for x, y in ((-10.2, -1.4), (-10.9, -1.0), (-10.4, -2.2), (6.9, 8.2), (7.3, 7.7)):
        barrel(goods, x, y, 0, planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7))
    goods.place()
    crowd(("medieval", "medieval", "lord", "medieval"), (
        (-5.6, 5.6, 300), (-6.2, 8.4, 190), (3.2, 13.2, 160), (1.6, 12.6, 130), (4.4, 12.0, 200), (6.5, 6.2, 230), (7.2, 5.6, 300), (4.5, -4.6, 150),
        (-16.6, 3.0, 280), (-5.8, -3.6, 150), (-4.9, 2.6, 280), (4.8, 23.2, 180), (0.2, 23.4, 170), (-4, -23, 20), (-10, -22, 340),
        (14.5, 5.4, 240), (10.5, -1.0, 100), (30, 0, 180), (34, -9, 20), (7.4, -9.5, 330), (-2.4, -6.6, 30), (-20, 15, 100),
        (2.6, 6.2, 250)), 1200)
    geese(2.9, -2.6)
    for x, y in ((8.6, 3.2), (9.2, 2.6), (8.8, 2.2)):
        hay_bundle(x, y)
    wood_pile(-10.5, 9.8, 120)
    grove = Grove(12)
    for kind, x, y, size in (("oak", 13, -17, 0.8), ("lime", -14, 18, 0.85), ("willow", 24, -30, 0.9), ("willow", 60, 1, 0.9),
                             ("willow", 24, 8, 0.75), ("willow", 66, -24, 1), ("poplar", 40, -32, 1), ("oak", 40, 14, 0.7),
                             ("bush", 17, -24, 1), ("bush", 62, -8, 1.3), ("bush", 24, 3, 1.0), ("bush", -20, -18, 1.1)):
        grove.plant(kind, x, y, size, -0.3)
    far = lambda x, y: not (-36 < x < 34 and -36 < y < 52) and pond_depth(x, y) < 0.1
    grove.wood(("oak", "lime", "oak", "poplar"), 48, 110, 110, clear=far)
    grove.wood(("oak", "lime"), 110, 420, 900, size=1.25)
    reeds = lambda x, y: 0.35 < pond_depth(x, y) < 1.9 and y < -2 - 0.5 * x + 14 and not (x < 26 and y > -16)
    tufts(5, 12, 70, 9000, ("#6d7a3a", "#a09a5c"), reeds, 0.9, lambda x, y: WATER_LEVEL - 0.2)
    grass = lambda x, y: hypot(x / 16, (y - 4) / 19) > 1.0 or noise.noise((x / 2, y / 2, 5)) > 0.42
    tufts(6, 2.5, 34, 7000, clear=grass, height=lambda x, y: ground_1200(x, y) + 0.08)


# Today


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


def ragged_top(length, low, high, seed):
    """The broken upper edge of a ruin: stepped courses between two heights."""
    rng = Random(seed)
    points, x = [], 0.0
    while x < length:
        z = low + (high - low) * (0.5 + 0.9 * noise.noise((x / 5 + seed * 3.1, seed, 0.5)))
        z = max(low, 0.27 * round(min(z, high) / 0.27))
        step = min(rng.uniform(0.5, 1.6), length - x)
        points += [(x, z), (x + step, z + rng.uniform(-0.1, 0.1))]
        x += step + 1e-7
    return points


def build_ruins():
    mesh = Mesh("ruins")
    x, y, width, depth = PALAS
    stones = rough_sandstone()
    heights = {0: (0.8, 5.6), 1: (2.5, 8.5), 2: (3.0, 9.5), 3: (1.2, 6.0)}
    with mesh.within(moved(x, y)):
        for number, (low, high) in heights.items():
            span = width if number % 2 == 0 else depth
            with mesh.within(side(width, depth, number)):
                top = ragged_top(span, low, high, number + 3)
                thick_wall(mesh, top, _ruin_openings(span, top, number), 1.4, stones, -0.5, trim())
        rubble(mesh, 40, -width / 2 - 1, -2.5, width / 2 + 1, depth, 17)
    cx, cy, cdepth, clength = CHAPEL
    with mesh.within(moved(cx, cy)):
        for number in range(4):
            span = clength if number % 2 == 0 else cdepth
            with mesh.within(side(clength, cdepth, number)):
                thick_wall(mesh, ragged_top(span, 0.4, 1.5, number + 20), [], 0.9, stones, -0.5, trim())
    with mesh.within(moved(-16, -14) @ turned(60)):
        top = ragged_top(9, 1.6, 5.6, 31)
        thick_wall(mesh, top, [Opening(4.5, 0, 1.6, 2.4, "round")] if min(z for a, z in top if 3 < a < 6) > 2.8 else [],
                   1.2, stones, -0.5, trim())
    mesh.place()


def _ruin_openings(span, top, number):
    """Windows survive only where enough wall stands above them."""
    result = []
    for i in range(5 if span > 20 else 2):
        x = span * (i + 0.5) / (5 if span > 20 else 2)
        above = min((z for a, z in top if abs(a - x) < 1.2), default=0)
        if number == 0 and i == 2:
            continue
        if above > 3.4:
            result.append(Opening(x, 1.6, 0.9, 1.6, "round"))
        if above > 6.4:
            result.append(Opening(x, 4.2, 1.0, 1.9, "round"))
    return result


def rubble(mesh, count, x0, y0, x1, y1, seed):
    """Loose dressed stones, half sunk in the grass."""
    rng = Random(seed)
    for _ in range(count):
        with mesh.within(moved(rng.uniform(x0, x1), rng.uniform(y0, y1), 0.05) @ Matrix.Rotation(rng.uniform(0, 3), 4, "Z")
                         @ Matrix.Rotation(rng.uniform(-0.2, 0.2), 4, "X")):
            w, d, h = rng.uniform(0.25, 0.6), rng.uniform(0.2, 0.4), rng.uniform(0.15, 0.4)
            mesh.box((-w, -d, -0.3), (w, d, h), rough_sandstone())


def build_rathaus():
    """The town hall of 1968: 84 m, narrow ends, a storey band after the other."""
    mesh = Mesh("Rathaus")
    pale, dark = weathered("#d3cec2", 0.1), glass("#28343b")
    plan = lambda grow: [(-12 - grow, -3.6 - grow), (0, -6.5 - grow), (12 + grow, -3.6 - grow), (12 + grow, 3.6 + grow),
                         (0, 6.5 + grow), (-12 - grow, 3.6 + grow)]
    mesh.prism(plan(-1.5), -0.5, 5.5, dark)
    for px, py in plan(-0.6) + [(-6, -4.5), (6, -4.5), (-6, 4.5), (6, 4.5)]:
        mesh.prism([(px + a, py + b) for a, b in ring(0.45, 12)], -0.5, 5.5, pale)
    storey = 3.05
    for k in range(25):
        z = 5.5 + k * storey
        mesh.prism(plan(0), z, z + 1.25, pale)
        mesh.prism(plan(-0.35), z + 1.25, z + storey, dark)
        _mullions(mesh, plan(-0.3), z + 1.25, z + storey)
    top = 5.5 + 25 * storey
    mesh.prism(plan(0.25), top, top + 1.1, pale)
    mesh.prism([(x * 0.55, y * 0.6) for x, y in plan(0)], top, 84.0, pale)
    mesh.limb((0, 0, 83), (0, 0, 91), 0.12, 0.05, plain("#b9bcbe", 0.4, 0.5))
    for dx in (-12, 12):
        mesh.box((dx - 0.5, -2.0, -0.5), (dx + 0.5, 2.0, top + 1.6), weathered("#bcb6aa", 0.12))
    mesh.box((-24, -15, 4.2), (20, -5, 5.0), pale)
    mesh.box((-23, -14, -0.5), (19, -5, 4.2), dark)
    for i in range(12):
        mesh.box((-23.6 + i * 3.9, -14.8, -0.5), (-23.2 + i * 3.9, -14.4, 4.2), pale)
    mesh.place(moved(24, 62) @ Matrix.Rotation(radians(-16), 4, "Z"))


def _mullions(mesh, plan, bottom, top):
    post = plain("#8b8a85", 0.5)
    for (ax, ay), (bx, by) in zip(plan, plan[1:] + plan[:1]):
        count = max(2, int(hypot(bx - ax, by - ay) / 2.0))
        for i in range(count):
            t = (i + 0.5) / count
            x, y = ax + (bx - ax) * t, ay + (by - ay) * t
            mesh.box((x - 0.07, y - 0.07, bottom), (x + 0.07, y + 0.07, top), post)


def build_casimir_hall():
    """The sandstone hall on the foundations of the later castle, west of the ruins."""
    mesh = Mesh("hall")
    width, depth, eaves, ridge = 24, 12, 8.5, 15.5
    for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
        with mesh.within(side(width, depth, number)):
            top = gable_top(span, eaves, ridge) if number % 2 else level_top(span, eaves)
            count = 6 if number % 2 == 0 else 3
            windows = [Opening(span * (i + 0.5) / count, 2.2, 1.5, 4.4, "segment") for i in range(count)]
            entry = []
            if number == 0:
                entry = [replace(windows.pop(3), sill=0.3, height=4.0, width=2.0)]
            skin(mesh, top, windows + entry, sandstone(), -0.5)
            for window in windows:
                romanesque_free(mesh, window)
            for opening in entry:
                door(mesh, opening, planks("#3d4a44", 0.25, True), trim())
            mesh.box((0, -0.3, eaves - 0.4), (span, 0.02, eaves), trim())
            mesh.box((-0.1, -0.2, -0.5), (span + 0.1, 0.02, 1.0), trim())
    gable_roof(mesh, (-width / 2, 0), (width / 2, depth), eaves, ridge, roof("#7a4030", "#8f5038"), verge=trim())
    mesh.place(moved(-27, 4) @ turned(90))


def romanesque_free(mesh, window):
    from walls import sash_window
    sash_window(mesh, window, trim(), plain("#e9e4d8"), sandstone())


def build_city():
    """Blocks and houses that close the square on all sides, with the old town between the new."""
    blocks = (((-40, -52), 0, 46, 14, 6, "#c9c4b8"), ((14, -54), 0, 40, 14, 4, "#b8a894"), ((62, -52), 0, 40, 15, 8, "#cfcac0"),
              ((84, -8), 275, 44, 16, 5, "#b4aca0"), ((80, 46), 245, 36, 14, 7, "#d0c8b8"), ((-66, 30), 95, 40, 14, 6, "#c4beb2"),
              ((-30, 76), 170, 44, 14, 5, "#bdb4a4"))
    for (x, y), facing, width, depth, floors, tone in blocks:
        mesh = Mesh("block")
        banded_block(mesh, width, depth, floors, 3.1, weathered(tone, 0.15), glass("#2a3338"), 2.0)
        mesh.place(moved(x, y, 0) @ turned(facing))
    build_theatre()
    from stiftskirche import kept_house
    models = []
    for number in range(300, 306):
        mesh = Mesh("old house")
        build_house(mesh, kept_house(number, 11))
        models.append(mesh.data())
    rng = Random(5)
    for i, (x, y, facing) in enumerate(((-58, -14, 90), (-58, -3, 90), (-59, 8, 90), (-92, -52, 0), (-80, -52, 0), (-70, -52, 0),
                                        (88, -52, 0), (99, -52, 0), (-2, 78, 180), (-60, 62, 140))):
        instance(models[i % 6], moved(x, y) @ turned(facing))
    for _ in range(170):
        turn, away = rng.uniform(0, 2 * pi), rng.uniform(112, 300)
        x, y = away * cos(turn), away * sin(turn)
        if abs(y + 32) > 14:
            instance(rng.choice(models), moved(x, y, -0.1) @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-9, 9)))


def build_theatre():
    """A glazed drum with a pale roof: the theatre east of the square."""
    mesh = Mesh("theatre")
    mesh.prism(ring(15, 40), -0.5, 10, glass("#2b383e"))
    for i in range(40):
        a = 2 * pi * i / 40
        with mesh.within(Matrix.Rotation(a, 4, "Z")):
            mesh.box((15.0, -0.12, -0.5), (15.5, 0.12, 10), plain("#dcd8ce", 0.5))
    for z in (0, 5, 10):
        mesh.prism(ring(16.4 if z == 10 else 15.5, 40), z, z + (1.2 if z == 10 else 0.5), weathered("#d9d5ca", 0.08))
    mesh.box((-4, -2, 10), (16, 16, 19), weathered("#c8c3b8", 0.1))
    mesh.place(moved(64, 14))


def furnish_today():
    pool()
    bus(2, -34.6, 270)
    bus(-62, -30.4, 90, "#3e7d6e")
    for x, y in ((-13, -8), (-13, 8), (18.5, -8), (13, 9), (0, 20.5), (0, -22), (24, -25), (-26, -25)):
        modern_lamp(x, y)
    for x, y, facing in ((-6.5, -7, 20), (-9, -5, 60), (8.5, 8.5, 230), (16, 1, 270), (-12, 14, 120)):
        bench(x, y, facing)
    information_board(3.8, 8.2, 195)
    crowd("modern", ((3.2, 6.9, 20), (4.4, 6.7, 350), (5.1, 7.1, 330), (-4, 9, 200), (-3.2, 9.3, 210), (6, -4.4, 100), (12, 15, 0),
                     (-8, -1.5, 90), (-5, -7.5, 180), (-4.2, -7.2, 190), (3, -16, 170), (6, -26, 270), (-20, -26, 90), (18, -10, 45), (1, 20, 350),
                     (-7.5, 3.5, 110), (22, 6, 250), (30, 12, 270)), 2020)
    crowd("child", ((6.0, 7.4, 10), (6.6, -4.9, 90), (-3.6, -7.9, 170)), 2060)
    grove = Grove(21)
    grove.row("lime", (-19, -21), (19, -21), 6, 0.85)
    grove.row("lime", (21.5, -16), (21.5, 16), 4, 0.8)
    for x, y in ((-8.5, 5.5), (-9, -13), (16.5, 13)):
        patch([(x + px, y + py) for px, py in ring(1.1, 20)], weathered("#6d5c48", 0.4), 0.02)
        grove.plant("lime", x, y, 0.8)
    for kind, x, y, size in (("oak", -14, 20, 0.7), ("young", 30, -6, 1), ("oak", 38, -12, 0.9), ("lime", 46, -18, 1), ("young", 33, -16, 1),
                             ("lime", -40, -24, 0.9), ("lime", 40, 36, 1), ("oak", -22, 40, 0.9), ("lime", -8, 48, 0.8),
                             ("lime", 48, 2, 0.8), ("bush", 26, -4, 1), ("bush", 27, -18, 1.1), ("bush", -15, 23, 1)):
        grove.plant(kind, x, y, size)
    grove.row("lime", (-60, -42), (70, -42), 9, 0.85)
    lawns = lambda x, y: (-17 < x < 40 and 22.7 < y < 44) or (25 < x < 52 and -20 < y < -2)
    tufts(9, 20, 48, 9000, clear=lawns, size=0.1, height=lambda x, y: 0.04)
    car_park()


def pool():
    """A shallow basin where the fishpond was."""
    mesh = Mesh("pool")
    rim = weathered("#8d857a", 0.2)
    for x0, y0, x1, y1 in ((8, -10, 17, -9.6), (8, -3.4, 17, -3), (8, -10, 8.4, -3), (16.6, -10, 17, -3)):
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
    for i, (x, tone) in enumerate(((-34, "#2f4a6b"), (-28, "#b9bcbe"), (-22, "#7a2424"), (28, "#e8e6e0"), (34, "#33373a"), (46, "#5d7a5a"))):
        car(x, -38.4, 90 if i % 2 else 270, tone)


def car(x, y, facing, colour):
    mesh = Mesh("car")
    paint, dark = plain(colour, 0.2, 0.1), plain("#141516", 0.5)
    half = 0.88
    low = [(-2.15, 0.3), (2.15, 0.3), (2.15, 0.72), (1.9, 0.86), (0.95, 0.95), (-1.8, 0.98), (-2.1, 0.85)]
    cabin = [(1.05, 0.92), (0.35, 1.42), (-1.1, 1.46), (-1.75, 0.95)]
    for outline, width, material in ((low, half, paint), (cabin, half - 0.12, glass("#161b1e"))):
        for s in (-1, 1):
            side_points = [(s * width, -a, b) for a, b in outline]
            mesh.face(side_points if s < 0 else side_points[::-1], material)
        for (a, az), (b, bz) in zip(outline, outline[1:] + outline[:1]):
            mesh.face([(-width, -a, az), (width, -a, az), (width, -b, bz), (-width, -b, bz)], material)
    mesh.box((-half + 0.14, -0.36, 1.41), (half - 0.14, 1.12, 1.47), paint)
    for s in (-1, 1):
        for dy in (-1.35, 1.3):
            with mesh.within(moved(s * 0.8, dy, 0.32) @ Matrix.Rotation(pi / 2, 4, "Y")):
                mesh.lathe([(0, -0.11), (0.32, -0.11), (0.32, 0.11), (0, 0.11)], dark, 20, smooth=False)
                mesh.lathe([(0, -0.12), (0.2, -0.12), (0.2, 0.12), (0, 0.12)], plain("#b9bcbe", 0.3, 0.7), 14, smooth=False)
    mesh.place(moved(x, y, 0.02) @ turned(facing))
