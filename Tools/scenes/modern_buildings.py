"""Buildings of the 20th century: banded blocks, the Rathaus, the theatre, the hall of sandstone."""

from dataclasses import replace
from math import hypot, pi, radians

from mathutils import Matrix

from buildings import gable_roof, side
from materials import glass, plain, planks, roof, sandstone, trim, weathered
from mesh import Mesh, moved, ring, turned
from walls import Opening, door, gable_top, level_top, sash_window, skin


def banded_block(mesh, width, depth, storeys, height, band, pane_material, bay=1.6, ground=4.0, post=None):
    """A flat-roofed building of the 1960s: parapet bands and ribbon windows with mullions."""
    post = post or plain("#4b4f52", 0.4)
    w = width / 2
    mesh.box((-w + 0.4, 0.4, -0.5), (w - 0.4, depth - 0.4, ground), pane_material)
    for i in range(int(width / 5) + 1):
        x = -w + 0.5 + (width - 1) * i / int(width / 5)
        mesh.box((x - 0.25, 0, -0.5), (x + 0.25, 0.5, ground), band)
    for k in range(storeys):
        z = ground + k * height
        mesh.box((-w, 0, z), (w, depth, z + height * 0.42), band)
        mesh.box((-w + 0.18, 0.18, z + height * 0.42), (w - 0.18, depth - 0.18, z + height), pane_material)
        for number, span in ((0, width), (1, depth), (2, width), (3, depth)):
            with mesh.within(side(width, depth, number)):
                count = int(span / bay)
                for i in range(count + 1):
                    x = min(max(span * i / count, 0.22), span - 0.22)
                    mesh.box((x - 0.04, 0.08, z + height * 0.42), (x + 0.04, 0.2, z + height), post)
    top = ground + storeys * height
    mesh.box((-w - 0.15, -0.15, top), (w + 0.15, depth + 0.15, top + 0.9), band)
    mesh.box((-w * 0.3, depth * 0.3, top), (w * 0.2, depth * 0.7, top + 3.2), band)


def build_rathaus():
    """The town hall of 1968: 84 m, narrow ends, a storey band after the other."""
    mesh = Mesh("Rathaus")
    pale, dark = weathered("#d3cec2", 0.1), glass("#28343b")

    def plan(grow):
        x, y, middle = 12 + grow, 3.6 + grow, 6.5 + grow
        return [(-x, -y), (0, -middle), (x, -y), (x, y), (0, middle), (-x, y)]

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
                sash_window(mesh, window, trim(), plain("#e9e4d8"), sandstone())
            for opening in entry:
                door(mesh, opening, planks("#3d4a44", 0.25, True), trim())
            mesh.box((0, -0.3, eaves - 0.4), (span, 0.02, eaves), trim())
            mesh.box((-0.1, -0.2, -0.5), (span + 0.1, 0.02, 1.0), trim())
    gable_roof(mesh, (-width / 2, 0), (width / 2, depth), eaves, ridge, roof("#7a4030", "#8f5038"), verge=trim())
    mesh.place(moved(-27, 4) @ turned(90))


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
