"""The imperial palace about 1200: Palas, chapel, curtain wall and towers, in Romanesque forms."""

from math import cos, pi, radians, sin

from mathutils import Matrix, Vector

from buildings import gable_roof, side
from castle_plan import CHAPEL, PALAS
from decay import wear
from materials import plain, planks, roof, rough_sandstone, sandstone, stone, trim
from mesh import Mesh, moved, ring, turned
from walls import (
    Opening,
    door,
    gable_top,
    level_top,
    pane,
    reveal,
    romanesque_window,
    skin,
    stepped_top,
    surround,
    thick_wall,
)

WALL = ((16, -31), (-4, -31), (-10, -31), (-30, -24), (-32, 8), (-29, 44), (30, 48))
"""Course of the curtain wall; the gate tower stands in its second piece."""


def shingles():
    """Split oak, silvered by weather."""
    return roof("#6b5a4a", "#85725d", 0.14, 0.3)


def build_palas(aged=False):
    """The hall; `aged` shows it four centuries later: patched roof, walled-up windows, ivy."""
    x, y, width, depth = PALAS
    mesh = Mesh("Palas")
    eaves, ridge = 11.5, 18.5
    tiles = shingles()
    for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
        with mesh.within(side(width, depth, number)):
            top = gable_top(span, eaves, ridge) if number % 2 else level_top(span, eaves)
            upper, lower, entry = _palas_openings(span, number)
            skin(mesh, top, upper + lower + entry, rough_sandstone() if aged else sandstone(), -1)
            for i, window in enumerate(upper):
                if aged and (i + number) % 3 == 0:
                    _walled_up(mesh, window)
                else:
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
    if aged:
        wear(mesh, width, depth, eaves, ridge)
        mesh.place(moved(x, y))
        return
    for dx in (-width / 2, width / 2):
        mesh.limb((dx, depth / 2, ridge), (dx, depth / 2, ridge + 3.2), 0.06, 0.04, planks("#4a3626"))
        banner(mesh, dx, depth / 2, ridge + 1.9)
    mesh.place(moved(x, y))


def _walled_up(mesh, window):
    reveal(mesh, window, 0.18, trim())
    surround(mesh, window, trim(), 0.2, 0.05)
    pane(mesh, window, 0.17, stone("#8d5a44", "#7a6a58", "#857a6a", 0.32, 0.16, 0.02, 0.5, 0.03))


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
        thick_wall(
            mesh,
            [(0, 6.2), (2.9, 6.2), (far, 0.9), (far + 0.4, 0.9)],
            [Opening(1.45, 0, 1.7, 3.4, "round")],
            0.3,
            wall,
            -1,
            trim(),
        )


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
                quad = [
                    (x0, y + wave[i] + s * lift, z + low),
                    (x1, y + wave[i + 1] + s * lift, z + low),
                    (x1, y + wave[i + 1] + s * lift, z + high),
                    (x0, y + wave[i] + s * lift, z + high),
                ]
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
            windows = (
                [Opening(span * (i + 0.5) / count, z, 1.1, 2.4, "round") for i in range(count) for z in (2.2, 6.3)]
                if number != 3
                else [Opening(span / 2, 6.0, 1.6, 2.8, "round")]
            )
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
        mesh.pyramid(
            [(-1.35, -0.25), (1.35, -0.25), (1.35, 2.45), (-1.35, 2.45)], ridge + 3.2, (0, 1.1, ridge + 6.4), shingles()
        )
        gold = plain("#c39a3b", 0.35, 0.8)
        mesh.limb((0, 1.1, ridge + 6.2), (0, 1.1, ridge + 7.6), 0.05, 0.04, gold)
        mesh.box((-0.35, 1.06, ridge + 7.05), (0.35, 1.14, ridge + 7.13), gold)


def build_curtain_wall(course=WALL, towers=(0, 3, 5)):
    """The wall along `course`, its gate tower in the second piece, round towers at the corners named."""
    mesh = Mesh("curtain wall")
    for i, (a, b) in enumerate(zip(course, course[1:])):
        if i == 1:
            continue
        start, end = Vector(a), Vector(b)
        length = (end - start).length
        turn = Matrix.Rotation(Vector((end - start)).to_3d().to_2d().angle_signed(Vector((1, 0))), 4, "Z")
        with mesh.within(moved(*a) @ turn):
            thick_wall(mesh, stepped_top(length, 6.0, 1.3, 0.9, 1.0), [], -1.2, rough_sandstone(), -3, trim())
            _wall_walk(mesh, length)
    mesh.place()
    for x, y in (course[i] for i in towers):
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
        base = [
            (-width / 2 - 0.7, -depth / 2 - 0.7),
            (width / 2 + 0.7, -depth / 2 - 0.7),
            (width / 2 + 0.7, depth / 2 + 0.7),
            (-width / 2 - 0.7, depth / 2 + 0.7),
        ]
        mesh.prism(base, eaves, eaves + 0.25, planks("#4a3626"))
        mesh.pyramid(base, eaves + 0.25, (0, 0, eaves + 6.5), shingles())
        banner(mesh, 0, 0, eaves + 7.2)
        mesh.limb((0, 0, eaves + 6), (0, 0, eaves + 8.6), 0.06, 0.04, planks("#4a3626"))
    mesh.place(moved(x, y))
