"""The palace that Count Palatine Johann Casimir built west of the old one from 1570 on; its forms here are imagined.

A long Renaissance house of three storeys with scrolled gables, a stair tower, an oriel and a gallery to the old hall.
"""

from math import atan2, pi

from mathutils import Matrix

from buildings import chimney, gable_roof, side
from castle_plan import CASIMIR
from church import octagon, octagonal_walls
from gables import scrolled_gable
from materials import glass, plain, planks, roof, rough_sandstone, sandstone, trim, weathered
from mesh import Mesh, moved, turned
from walls import Opening, bars, door, level_top, pane, reveal, sash_window, sill, skin, surround, thick_wall

STOREYS = (4.4, 4.2, 3.8)
EAVES = sum(STOREYS)
RIDGE = EAVES + 9.6
BAYS = 13


def plaster():
    return weathered("#d8c8a6", 0.28)


def slate():
    return roof("#474a50", "#585a60", 0.28, 0.26)


def build_casimir_palace():
    mesh = Mesh("Casimir's palace")
    x, y, width, depth = CASIMIR
    for number in range(4):
        span = width if number % 2 == 0 else depth
        with mesh.within(side(width, depth, number)):
            _wall(mesh, span, number)
    gable_roof(mesh, (-width / 2 + 0.5, 0), (width / 2 - 0.5, depth), EAVES, RIDGE, slate(), "x", 0.4, 0.2, trim())
    for number in (1, 3):
        with mesh.within(side(width, depth, number) @ moved(-0.25, 0)):
            wide = depth + 0.5
            windows = [Opening(wide / 2 + dx, EAVES + 1.0, 1.0, 1.5) for dx in (-1.8, 1.8)]
            windows.append(Opening(wide / 2, EAVES + 4.6, 0.9, 1.3))
            scrolled_gable(mesh, wide, EAVES, RIDGE - EAVES + 0.9, plaster(), trim(), windows, 4)
            for window in windows:
                sash_window(mesh, window, trim(), plain("#cfc6b2"), plaster())
    for dx in (-14.5, 9.5, 17.5):
        _front_gable(mesh, dx, depth)
    for dx in (-18.5, -8.5, 5.5, 13.5):
        chimney(mesh, dx, depth * 0.62, EAVES, RIDGE + 1.6)
    _oriel(mesh, 13.5)
    with mesh.within(moved(-3.0, -1.6)):
        _stair_tower(mesh)
    mesh.place(moved(x, y) @ turned(90))
    _gallery()


def _wall(mesh, span, number):
    step = span / (BAYS if number % 2 == 0 else 3)
    holes, level = [], 0.0
    for storey, height in enumerate(STOREYS):
        for i in range(round(span / step)):
            x = step * (i + 0.5)
            if number == 0 and abs(x - (span / 2 - 3.0)) < 3.4:
                continue
            if number == 0 and storey and abs(x - (span / 2 + 13.5)) < 2.0:
                continue
            if number == 0 and storey == 0 and i == 9:
                continue
            holes.append(Opening(x, level + (1.3, 1.15, 1.05)[storey], 1.35, (2.0, 2.25, 1.95)[storey]))
        level += height
    portal = [Opening(step * 9.5, 0.15, 2.1, 3.1, "round")] if number == 0 else []
    skin(mesh, level_top(span, EAVES), holes + portal, plaster(), -0.8)
    for hole in holes:
        cross_window(mesh, hole, hole.sill > STOREYS[0] and hole.sill < STOREYS[0] + STOREYS[1])
    for opening in portal:
        _portal(mesh, opening)
    _plinth(mesh, span, portal)
    for z in (STOREYS[0], STOREYS[0] + STOREYS[1]):
        mesh.box((0, -0.14, z - 0.12), (span, 0.02, z + 0.14), trim())
    mesh.box((0, -0.34, EAVES - 0.35), (span, 0.02, EAVES - 0.02), trim())
    mesh.box((0, -0.2, EAVES - 0.6), (span, 0.02, EAVES - 0.35), trim())
    _quoins(mesh, span)


def _plinth(mesh, span, doors):
    edges = [-0.05] + [x for o in doors for x in (o.left - 0.6, o.right + 0.6)] + [span + 0.05]
    for a, b in zip(edges[::2], edges[1::2]):
        mesh.box((a, -0.2, -0.8), (b, 0.02, 0.8), rough_sandstone())


def _quoins(mesh, span):
    for k in range(int(EAVES / 0.5) - 1):
        wide = 0.75 if k % 2 else 0.45
        for x0, x1 in ((-0.06, wide), (span - wide, span + 0.06)):
            mesh.box((x0, -0.06, 0.8 + k * 0.5), (x1, 0.02, 1.26 + k * 0.5), trim())


def cross_window(mesh, hole, crowned=False):
    """A stone cross in the opening, leaded panes; on the main floor a little pediment above."""
    dress = trim()
    reveal(mesh, hole, 0.25, dress)
    pane(mesh, hole, 0.22, glass("#29343a"))
    surround(mesh, hole, dress, 0.17, 0.07)
    sill(mesh, hole, dress)
    mesh.box((hole.x - 0.07, 0.02, hole.sill), (hole.x + 0.07, 0.22, hole.sill + hole.height), dress)
    z = hole.sill + hole.height * 0.62
    mesh.box((hole.left, 0.02, z - 0.06), (hole.right, 0.22, z + 0.06), dress)
    bars(mesh, hole, 0.21, plain("#2a2622"), 6, 7, 0.022)
    if crowned:
        top = hole.sill + hole.height + 0.2
        mesh.box((hole.left - 0.3, -0.2, top), (hole.right + 0.3, 0.0, top + 0.12), dress)
        a, b, c = (hole.left - 0.26, top + 0.12), (hole.right + 0.26, top + 0.12), (hole.x, top + 0.62)
        mesh.face([(a[0], -0.14, a[1]), (b[0], -0.14, b[1]), (c[0], -0.14, c[1])], dress)
        mesh.face([(a[0], -0.14, a[1]), (c[0], -0.14, c[1]), (c[0], 0, c[1]), (a[0], 0, a[1])], dress)
        mesh.face([(c[0], -0.14, c[1]), (b[0], -0.14, b[1]), (b[0], 0, b[1]), (c[0], 0, c[1])], dress)


def _portal(mesh, opening):
    """Half columns, entablature and coat of arms round the main door."""
    dress = trim()
    door(mesh, opening, planks("#4a3020", 0.22, True), dress)
    for s in (-1, 1):
        x = opening.x + s * 1.65
        mesh.box((x - 0.38, -0.6, 0), (x + 0.38, 0.0, 0.9), dress)
        with mesh.within(moved(x, -0.3)):
            mesh.lathe(
                [(0.26, 0.9), (0.22, 1.05), (0.21, 2.4), (0.18, 3.4), (0.27, 3.55), (0.27, 3.62)], sandstone(), 14
            )
        mesh.box((x - 0.32, -0.6, 3.6), (x + 0.32, 0.0, 3.75), dress)
    x0, x1 = opening.x - 2.1, opening.x + 2.1
    mesh.box((x0, -0.62, 3.75), (x1, 0.0, 4.2), dress)
    mesh.box((x0 - 0.15, -0.75, 4.2), (x1 + 0.15, 0.0, 4.38), dress)
    with mesh.within(moved(opening.x, -0.16, 5.15)):
        for r, colour, out in ((0.72, None, 0.0), (0.52, "#3a5a8a", -0.05)):
            shape = [(-0.8 * r, 0.7 * r), (-0.8 * r, -0.3 * r), (0, -r), (0.8 * r, -0.3 * r), (0.8 * r, 0.7 * r)]
            mesh.face([(x, out, z) for x, z in shape], plain(colour, 0.6) if colour else dress)
        mesh.box((-0.4, -0.065, -0.1), (0.0, -0.055, 0.35), plain("#c39a3b", 0.5, 0.4))
    for k in range(2):
        mesh.box((x0 + 0.2 * k - 0.2, -1.5 + 0.45 * k, -0.4), (x1 - 0.2 * k + 0.2, 0.0, 0.09 * (k + 1)), dress)


def _front_gable(mesh, dx, depth):
    """A cross gable that rises from the front wall before its own roof."""
    width, height = 5.6, 6.2
    with mesh.within(moved(dx - width / 2, -0.04)):
        windows = [Opening(width / 2 + s * 1.1, EAVES + 0.75, 1.0, 1.5) for s in (-1, 1)]
        thick = 0.5
        scrolled_gable(mesh, width, EAVES, height, plaster(), trim(), windows, 3, thick)
        for window in windows:
            pane(mesh, window, 0.22, glass("#29343a"))
            surround(mesh, window, trim(), 0.14, 0.06)
            bars(mesh, window, 0.21, trim(), 2, 2, 0.09)
    reach = depth * 0.5
    gable_roof(
        mesh,
        (dx - width / 2 + 0.5, 0.3),
        (dx + width / 2 - 0.5, reach),
        EAVES + 1.2,
        EAVES + 5.0,
        slate(),
        "y",
        0.2,
        0.16,
    )
    for s in (-1, 1):
        x0 = dx + s * (width / 2 - 0.45)
        mesh.box(
            (min(x0, x0 - s * 0.4), 0.2, EAVES - 0.1), (max(x0, x0 - s * 0.4), reach * 0.6, EAVES + 1.4), plaster()
        )


def _oriel(mesh, dx):
    """A bay of two storeys on a corbelled foot, with a small hood."""

    def plan(grow):
        return [
            (dx - 1.7 - grow, 0.05),
            (dx - 0.95 - grow / 2, -1.25 - grow),
            (dx + 0.95 + grow / 2, -1.25 - grow),
            (dx + 1.7 + grow, 0.05),
        ]

    foot, top = STOREYS[0] - 0.1, EAVES - 0.9
    for k in range(4):
        mesh.frustum(
            plan(-1.0 + 0.25 * k), plan(-0.8 + 0.25 * k), foot - 1.5 + 0.38 * k, foot - 1.12 + 0.38 * k, trim()
        )
    outline = plan(0)
    for a, b in zip(outline, outline[1:]):
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        turn = Matrix.Rotation(_angle(a, b), 4, "Z")
        with mesh.within(moved(*a) @ turn):
            count = 2 if length > 1.8 else 1
            wide = 0.72 if count == 2 else 0.8
            holes = [
                Opening(length * (i + 0.5) / count, z, wide, 1.9)
                for i in range(count)
                for z in (foot + 1.1, foot + 4.9)
            ]
            skin(mesh, level_top(length, top), holes, sandstone(), foot)
            for hole in holes:
                reveal(mesh, hole, 0.2, trim())
                pane(mesh, hole, 0.18, glass("#29343a"))
                surround(mesh, hole, trim(), 0.08, 0.04)
                bars(mesh, hole, 0.17, trim(), 1, 2, 0.07)
    for z in (foot, foot + 3.9, top - 0.1):
        mesh.prism(plan(0.12), z, z + 0.25, trim())
    mesh.pyramid(plan(0.25), top + 0.15, (dx, -0.2, top + 2.6), slate())


def _angle(a, b):
    return atan2(b[1] - a[1], b[0] - a[0])


def _stair_tower(mesh):
    """Eight-sided, with windows that climb, and a helm of two curves."""
    radius, top = 2.7, EAVES + 6.0
    slit = Opening(0, 14.6, 0.9, 1.7, "flat")

    def fit(mesh, hole, dress):
        cross_window(mesh, hole)

    mesh.prism(octagon(radius + 0.25), -0.8, 0.9, rough_sandstone())
    octagonal_walls(mesh, radius, -0.5, top, sandstone(), (slit,), trim(), fit)
    width = 2 * radius * 0.4142
    for i in range(8):
        with mesh.within(Matrix.Rotation(i * pi / 4, 4, "Z") @ moved(-width / 2, -radius - 0.015)):
            for turn in range(3):
                z = 2.2 + turn * 4.6 + i * 0.55
                if z > 13 or (i == 0 and turn == 0):
                    continue
                _slant_window(mesh, width / 2, z)
    with mesh.within(moved(-width / 2, -radius)):
        entry = Opening(width / 2, 0.1, 1.25, 2.5, "round")
        mesh.box((width / 2 - 1.1, -0.22, -0.3), (width / 2 - 0.63, 0.05, 2.9), trim())
        mesh.box((width / 2 + 0.63, -0.22, -0.3), (width / 2 + 1.1, 0.05, 2.9), trim())
        mesh.box((width / 2 - 1.25, -0.3, 2.9), (width / 2 + 1.25, 0.05, 3.3), trim())
        pane(mesh, entry, -0.04, planks("#3d2a1c", 0.2, True))
        surround(mesh, entry, trim(), 0.14, 0.12)
    for z in (EAVES - 0.3, top - 0.4):
        mesh.prism(octagon(radius + 0.22), z, z + 0.4, trim())
    rings = ((0.35, 0), (0.1, 1.0), (0.45, 1.9), (0.3, 2.8), (-0.9, 4.4), (-1.75, 5.0))
    for (g, z), (h, z1) in zip(rings, rings[1:]):
        mesh.frustum(octagon(radius + g - 0.3), octagon(radius + h - 0.3), top + z, top + z1, slate())
    mesh.prism(octagon(0.6), top + 5.0, top + 6.6, planks("#d8ccb0", 0.3, True))
    mesh.pyramid(octagon(0.9), top + 6.6, (0, 0, top + 9.2), slate())
    gold = plain("#c39a3b", 0.35, 0.8)
    mesh.limb((0, 0, top + 9.0), (0, 0, top + 10.8), 0.05, 0.03, gold)
    mesh.ball((0, 0, top + 9.3), 0.22, gold)
    mesh.box((0.0, -0.02, top + 10.1), (0.9, 0.02, top + 10.5), gold)


def _slant_window(mesh, x, z):
    """A small window whose sill follows the stair."""
    for grow, out, material in ((0.17, 0.05, weathered("#7d4634", 0.3)), (0.0, 0.065, plain("#12161a", 0.2))):
        w, h = 0.34 + grow, 0.6 + grow
        mesh.face(
            [
                (x - w, -out, z - h - 0.14),
                (x + w, -out, z - h + 0.14),
                (x + w, -out, z + h + 0.14),
                (x - w, -out, z + h - 0.14),
            ],
            material,
        )


def _gallery():
    """Two storeys of arches between the new palace and the old hall."""
    mesh = Mesh("gallery")
    width, depth = 22.0, 5.0
    arches = [Opening(width * (i + 0.5) / 7, 0.0, 2.4, 3.7, "round") for i in range(7)]
    loggia = [Opening(width * (i + 0.5) / 14, 5.4, 1.15, 2.3, "round") for i in range(14)]
    thick_wall(mesh, level_top(width, 8.6), arches + loggia, 0.7, sandstone(), -0.6, trim())
    for arch in arches:
        surround(mesh, arch, trim(), 0.28, 0.08)
    for arch in loggia:
        surround(mesh, arch, trim(), 0.12, 0.05)
    with mesh.within(moved(0, depth)):
        skin(mesh, level_top(width, 8.6), [], plaster(), -0.6)
    mesh.box((0, 0.6, 4.5), (width, depth, 4.75), planks("#5b4028", 0.25))
    mesh.box((0, -0.16, 4.45), (width, 0.02, 4.75), trim())
    mesh.box((0, -0.24, 8.3), (width, 0.02, 8.6), trim())
    gable_roof(mesh, (0, 0), (width, depth), 8.6, 11.4, slate(), "x", 0.4, 0.2)
    mesh.place(moved(-36, 26.2))
