"""The Stiftskirche: a Gothic hall church of red sandstone with three eight-sided towers."""

from math import atan2, cos, pi, tan

from mathutils import Matrix

from buildings import gable_roof, side
from materials import plain, planks, roof, sandstone, trim
from mesh import Mesh, moved, ring
from walls import Opening, door, gable_top, gothic_window, level_top, pane, reveal, skin, surround


def octagon(radius):
    """Plan of a regular octagon with sides facing the eight winds; `radius` is to the middle of a side."""
    return ring(radius / cos(pi / 8), 8, 22.5)


def octagonal_walls(mesh, radius, bottom, top, material, openings=(), dress=None, fit=None):
    """Eight walls; `openings` (x from each side's middle) repeat on all, each finished by `fit`."""
    width = 2 * radius * tan(pi / 8)
    holes = [Opening(o.x + width / 2, o.sill, o.width, o.height, o.head) for o in openings]
    for i in range(8):
        with mesh.within(Matrix.Rotation(i * pi / 4, 4, "Z") @ moved(-width / 2, -radius)):
            skin(mesh, level_top(width, top), holes, material, bottom)
            for hole in holes:
                fit(mesh, hole, dress)


def string_course(mesh, radius, z, material, height=0.35, out=0.25):
    mesh.frustum(octagon(radius + out), octagon(radius + out), z, z + height, material)


def spire(mesh, radius, bottom, top, material, over=0.4):
    """A steep eight-sided helm with a flared foot, a ball and a cross."""
    foot = (top - bottom) * 0.07
    mesh.frustum(octagon(radius + over), octagon(radius * 0.86), bottom, bottom + foot, material)
    mesh.pyramid(octagon(radius * 0.86), bottom + foot, (0, 0, top), material)
    gold = plain("#c39a3b", 0.35, 0.8)
    mesh.limb((0, 0, top - 0.6), (0, 0, top + 2.2), 0.07, 0.05, gold)
    mesh.ball((0, 0, top + 0.35), 0.32, gold)
    mesh.box((-0.55, -0.05, top + 1.45), (0.55, 0.05, top + 1.57), gold)


CHURCH = (26, 27)
"""Middle of the west front, metres east and north of the guest."""


def build_church(lantern=True):
    """The church; `lantern` sets the later stepped helm on the great tower, else a plain steep one."""
    mesh = Mesh("Stiftskirche")
    with mesh.within(moved(*CHURCH)):
        _nave(mesh)
        _west_front(mesh)
        for y in (-8.6, 8.6):
            with mesh.within(moved(1.4, y)):
                slender_tower(mesh)
        with mesh.within(moved(36, 0)):
            great_tower(mesh, lantern)
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
    mesh.frustum(
        [(x - 0.68, -2.0), (x + 0.68, -2.0), (x + 0.68, 0), (x - 0.68, 0)],
        [(x - 0.6, -1.2), (x + 0.6, -1.2), (x + 0.6, 0), (x - 0.6, 0)],
        height * 0.55,
        height * 0.64,
        cap,
    )
    mesh.box((x - 0.55, -1.2, height * 0.55), (x + 0.55, 0, height), wall)
    mesh.frustum(
        [(x - 0.63, -1.3), (x + 0.63, -1.3), (x + 0.63, 0), (x - 0.63, 0)],
        [(x - 0.55, -0.1), (x + 0.55, -0.1), (x + 0.55, 0), (x - 0.55, 0)],
        height,
        height + 1.5,
        cap,
    )


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
        mesh.face(
            [
                (opening.x - reach, 0.12, z),
                (opening.x + reach, 0.12, z),
                (opening.x + reach, 0.34, z + 0.26),
                (opening.x - reach, 0.34, z + 0.26),
            ],
            board,
        )


def great_tower(mesh, lantern=True):
    """The large octagon between nave and choir."""
    radius, top = 5.4, 37.0
    lower = Opening(0, 27.0, 1.5, 7.0, "pointed")
    mesh.prism(octagon(radius + 0.4), -0.5, 2.0, trim())
    octagonal_walls(
        mesh, radius, -0.5, top, sandstone(), (Opening(0, 18.5, 0.9, 3.4, "pointed"), lower), trim(), louvred
    )
    for z in (17.0, 24.8):
        string_course(mesh, radius, z, trim())
    string_course(mesh, radius, top - 0.6, trim(), 0.7, 0.5)
    for i in range(8):
        with mesh.within(Matrix.Rotation(i * pi / 4 + pi / 8, 4, "Z") @ moved(radius / cos(pi / 8), 0)):
            mesh.box((-0.45, -0.45, 17), (0.35, 0.45, top + 0.6), trim())
            mesh.pyramid(
                [(-0.55, -0.55), (0.45, -0.55), (0.45, 0.55), (-0.55, 0.55)], top + 0.6, (-0.05, 0, top + 2.8), trim()
            )
    if not lantern:
        spire(mesh, radius, top, top + 20, slates())
        return
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
        mesh.face(
            [(a[0] + 0.3, a[1] * 1.1, eaves - 0.3), (b[0] + 0.5, b[1] * 1.1, eaves - 0.3), (56, 0, 22.7)], slates()
        )
