"""The church of the Franciscans: a long choir, a nave without transept, a turret on the ridge instead of a tower.

It stands across the square north of the guest; the choir is its eastern half.
"""

from dataclasses import dataclass
from math import atan2, hypot, pi

from mathutils import Matrix

from buildings import gable_roof, side
from church import louvred, octagon, octagonal_walls, spire
from materials import planks, rough_sandstone, trim
from mesh import moved
from walls import Opening, door, gable_top, gothic_window, level_top, skin, surround, thick_wall

SOUTH = 24.0
"""Metres north of the guest to the south wall of the nave; east of him is 0 where nave and choir meet."""

NAVE = (-31.0, SOUTH, 0.0, SOUTH + 14)
"""Plan rectangle of the nave: west, south, east, north."""

CHOIR = ((0, 26.3), (25, 26.3), (29.5, 28.9), (29.5, 33.1), (25, 35.7), (0, 35.7))
"""Plan of the choir from its south-western corner, counterclockwise."""

NAVE_EAVES, NAVE_RIDGE, CHOIR_EAVES, CHOIR_RIDGE = 10.5, 21.0, 13.0, 22.5

TURRET = (-1.8, 31.0, 1.6)
"""Middle of the turret, and its half width."""

TURRET_TOP = 36.5

LANDMARKS = {
    "arch of the choir's second window": (7.5, 26.24, 11.6),
    "arch of its third window": (12.5, 26.24, 11.6),
    "arch of its fourth window": (17.5, 26.24, 11.6),
    "arch of its fifth window": (22.5, 26.24, 11.6),
    "lower cap of the first buttress, left corner": (4.44, 24.6, 5.61),
    "lower cap of the third buttress, left corner": (14.44, 24.6, 5.61),
    "upper cap of the second buttress, left corner": (9.46, 25.25, 10.2),
    "upper cap of the fourth buttress, left corner": (19.46, 25.25, 10.2),
    "eastern end of the ridge": (25, 31, 22.72),
}
"""Points of the choir for pictures that are laid over others: name → metres."""


@dataclass(frozen=True)
class Look:
    """What changes with the centuries: the walls' face and the roofs."""

    wall: object
    roof: object


def build_choir(mesh, look):
    """Tall windows between buttresses, a steep roof that closes in three slopes over the apse."""
    for a, b in zip(CHOIR, CHOIR[1:]):
        length = hypot(b[0] - a[0], b[1] - a[1])
        with mesh.within(moved(*a) @ Matrix.Rotation(atan2(b[1] - a[1], b[0] - a[0]), 4, "Z")):
            count = 5 if length > 20 else 1
            windows = [Opening(length * (i + 0.5) / count, 3.4, 1.7, 8.2, "pointed") for i in range(count)]
            skin(mesh, level_top(length, CHOIR_EAVES), windows, look.wall, -0.5)
            for window in windows:
                gothic_window(mesh, window, trim())
            for i in range(count + 1):
                if length > 20 and i == 0:
                    continue
                buttress(mesh, length * i / count, 10.2, look)
            mesh.box((0, -0.25, -0.5), (length, 0.1, 1.0), trim())
            mesh.box((0, -0.16, 2.85), (length, 0.1, 3.1), trim())
            mesh.box((-0.1, -0.4, CHOIR_EAVES - 0.45), (length + 0.1, 0.1, CHOIR_EAVES), trim())
    _choir_gable(mesh, look)
    gable_roof(mesh, (0.3, 26.3), (25, 35.7), CHOIR_EAVES, CHOIR_RIDGE, look.roof, over=0.5, verge=look.roof)
    rim = [(x + 0.35 * (x > 1), 31 + (y - 31) * 1.1) for x, y in CHOIR[1:5]]
    for a, b in zip(rim, rim[1:]):
        mesh.face([(*a, CHOIR_EAVES - 0.2), (*b, CHOIR_EAVES - 0.2), (25, 31, CHOIR_RIDGE + 0.22)], look.roof)


def _choir_gable(mesh, look):
    """The wall over the choir arch: the choir is narrower and higher than the nave's roof."""
    with mesh.within(moved(0, 35.7) @ Matrix.Rotation(-pi / 2, 4, "Z")):
        skin(mesh, gable_top(9.4, CHOIR_EAVES, CHOIR_RIDGE), [], look.wall, -0.5)


def buttress(mesh, x, height, look):
    """A pier in two steps with sloping caps against the wall at y = 0."""
    mesh.box((x - 0.5, -1.6, -0.5), (x + 0.5, 0.1, height * 0.55), trim())
    mesh.frustum(
        [(x - 0.56, -1.7), (x + 0.56, -1.7), (x + 0.56, 0.1), (x - 0.56, 0.1)],
        [(x - 0.5, -0.95), (x + 0.5, -0.95), (x + 0.5, 0.1), (x - 0.5, 0.1)],
        height * 0.55,
        height * 0.63,
        look.roof,
    )
    mesh.box((x - 0.46, -0.95, height * 0.55), (x + 0.46, 0.1, height), trim())
    mesh.frustum(
        [(x - 0.54, -1.05), (x + 0.54, -1.05), (x + 0.54, 0.1), (x - 0.54, 0.1)],
        [(x - 0.46, -0.05), (x + 0.46, -0.05), (x + 0.46, 0.1), (x - 0.46, 0.1)],
        height,
        height + 1.2,
        look.roof,
    )


NAVE_WINDOWS = (3.2, 9.4, 15.6, 21.8, 28.0)
"""Middles of the south wall's windows, metres from its western corner."""

PORTAL = 18.7


def build_nave(mesh, look):
    """Plainer and lower than the choir, with a small portal in the south."""
    x0, y0, x1, y1 = NAVE
    width, depth = x1 - x0, y1 - y0
    with mesh.within(moved((x0 + x1) / 2, y0)):
        for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
            with mesh.within(side(width, depth, number)):
                _nave_wall(mesh, number, span, look)
    gable_roof(mesh, (x0, y0), (x1 - 0.1, y1), NAVE_EAVES, NAVE_RIDGE, look.roof, over=0.5, verge=trim())


def _nave_wall(mesh, number, span, look):
    top = gable_top(span, NAVE_EAVES, NAVE_RIDGE) if number % 2 else level_top(span, NAVE_EAVES)
    if number % 2 == 0:
        places = NAVE_WINDOWS if number == 0 else [span - x for x in NAVE_WINDOWS]
        windows = [Opening(x, 3.4, 1.6, 5.6, "pointed") for x in places]
        portal = [Opening(PORTAL, 0.2, 1.6, 2.9, "pointed")] if number == 0 else []
    else:
        windows = [Opening(span / 2, 6.2, 2.6, 7.2, "pointed")] if number == 3 else []
        portal = [Opening(span / 2, 0.2, 2.4, 4.4, "pointed")] if number == 3 else []
    skin(mesh, top, windows + portal, look.wall, -0.5)
    for window in windows:
        gothic_window(mesh, window, trim())
    for opening in portal:
        door(mesh, opening, planks("#4a3020", 0.24, True), trim())
        arch = Opening(opening.x, opening.sill, opening.width + 0.6, opening.height + 0.4, "pointed")
        surround(mesh, arch, trim(), 0.16, 0.2)
        mesh.box((opening.left - 0.6, -1.2, -0.4), (opening.right + 0.6, 0, 0.2), trim())
    mesh.box((-0.1, -0.2, -0.5), (span + 0.1, 0.1, 0.19), trim())
    if number % 2 == 0:
        mesh.box((-0.1, -0.35, NAVE_EAVES - 0.4), (span + 0.1, 0.1, NAVE_EAVES), trim())
        for i in range(5):
            x = (0.1, 6.3, 12.5, 24.9, 30.4)[i]
            buttress(mesh, x if number == 0 else span - x, 7.6, look)


def build_turret(mesh, look):
    """The bell hangs in a small eight-sided turret of timber and slate: the order allowed no tower."""
    x, y, half = TURRET
    base = NAVE_RIDGE - 2.0
    with mesh.within(moved(x, y)):
        mesh.prism(octagon(half + 0.12), base, base + 3.2, look.roof)
        bells = Opening(0, base + 4.0, 0.75, 2.7, "pointed")
        octagonal_walls(
            mesh, half, base + 3.2, base + 7.4, planks("#5b5148", 0.2, True), (bells,), planks("#473d34"), louvred
        )
        mesh.prism(octagon(half + 0.22), base + 7.3, base + 7.55, planks("#473d34"))
        spire(mesh, half, base + 7.55, TURRET_TOP, look.roof, 0.35)


def build_rising_nave(mesh, look):
    """About 1300: the south wall grows westwards from the choir, windows still open at the top."""
    x0, y0, x1, y1 = NAVE
    span = x1 - x0
    low, notch = (0.8, 3.4)

    def jambs(middle, left, right):
        return [(middle - low, left), (middle - low, notch), (middle + low, notch), (middle + low, right)]

    w = NAVE_WINDOWS
    top = [(0, 2.1), (5.0, 2.1), (5.0, 2.9), (7.4, 2.9), (7.4, 4.4)] + jambs(w[1], 4.4, 4.9)
    top += (
        [(12.4, 4.9), (12.4, 6.4)] + jambs(w[2], 6.4, 6.9) + [(18.2, 6.9), (18.2, 8.3), (20.2, 8.3), (20.2, NAVE_EAVES)]
    )
    top += [(span, NAVE_EAVES)]
    windows = [Opening(x, notch, 1.6, 5.6, "pointed") for x in w[3:]]
    portal = Opening(PORTAL - 0.6, 0.1, 1.6, 2.9, "pointed")
    with mesh.within(moved(x0, y0)):
        thick_wall(mesh, top, windows + [portal], 1.0, look.wall, -0.5, trim())
        for opening in windows + [portal]:
            surround(mesh, opening, trim(), 0.2, 0.06)
        for x in (6.3, 12.5, 24.9, 30.4):
            reach = 3.6 if x < 10 else 5.2 if x < 20 else 7.6
            if reach > 7:
                buttress(mesh, x, reach, look)
            else:
                mesh.box((x - 0.5, -1.6, -0.5), (x + 0.5, 0.1, reach * 0.6), trim())
    far = [(0, NAVE_EAVES), (9, NAVE_EAVES), (9, 7.6), (16, 7.6), (16, 5.0), (23, 5.0), (23, 2.8), (span, 2.8)]
    with mesh.within(moved(x1, y1) @ Matrix.Rotation(pi, 4, "Z")):
        thick_wall(mesh, far, [], 1.0, look.wall, -0.5, trim())
    west = [(0, 2.6), (5, 2.6), (5, 1.6), (9, 1.6), (9, 2.1), (14, 2.1)]
    with mesh.within(moved(x0, y1) @ Matrix.Rotation(-pi / 2, 4, "Z")):
        thick_wall(mesh, west, [], 1.0, rough_sandstone(), -0.5, trim())
    with mesh.within(moved(-0.25, 35.0) @ Matrix.Rotation(-pi / 2, 4, "Z")):
        arch = Opening(4.0, 0, 6.4, 11.5, "pointed")
        skin(mesh, [(x, arch.top(x)) for x in arch.breaks()], [], planks("#8a6c48", 0.28, True), -0.2)
        surround(mesh, arch, trim(), 0.5, 0.12)
