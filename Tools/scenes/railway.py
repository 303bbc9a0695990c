"""Railways of three ages: track, platforms, steam locomotive and carriages, a train of today."""

from math import pi

from mathutils import Matrix

from buildings import gable_roof
from landscape import patch, rectangle
from materials import glass, plain, planks, stone, weathered
from mesh import Mesh, moved, ring, turned


def ballast():
    return stone("#7d746b", "#645c55", "#4a443e", 0.09, 0.07, 0.01, 0.4, 0.03)


def tracks(lines, x0, x1, near=(-140, 140), frame=None):
    """Straight tracks from west to east at the given northings, or along x of a frame; sleepers where they show."""
    mesh = Mesh("tracks")
    iron, wood, bed = plain("#6d5a4e", 0.35, 0.7), planks("#4a3b2e"), ballast()
    for y in lines:
        mesh.box((x0, y - 1.9, -0.4), (x1, y + 1.9, 0.06), bed)
        for dy in (-0.72, 0.72):
            mesh.box((x0, y + dy - 0.035, 0.06), (x1, y + dy + 0.035, 0.3), iron)
        for i in range(int((near[1] - near[0]) / 0.65)):
            x = near[0] + i * 0.65
            mesh.box((x, y - 1.25, 0.02), (x + 0.26, y + 1.25, 0.14), wood)
    mesh.place(frame)


def platform(x0, x1, y0, y1, surface, edge):
    patch(rectangle(x0, y0, x1, y1), surface, 0.62)
    for y in (y0, y1 - 0.5):
        patch(rectangle(x0, y, x1, y + 0.5), edge, 0.64)


def platform_roof(x0, x1, y, iron, cover):
    """Iron posts with brackets under two flat slopes, over a platform."""
    mesh = Mesh("platform roof")
    count = int((x1 - x0) / 7)
    for i in range(count + 1):
        x = x0 + (x1 - x0) * i / count
        mesh.limb((x, y, 0.6), (x, y, 4.1), 0.11, 0.09, iron)
        for s in (-1, 1):
            mesh.limb((x, y, 3.2), (x, y + s * 1.6, 4.1), 0.04, 0.04, iron, 6)
    gable_roof(mesh, (x0 - 2, y - 3), (x1 + 2, y + 3), 4.1, 4.7, cover, "x", 0.2, 0.1, iron)
    mesh.place()


def _disc_wheel(mesh, x, y, radius, material, thick=0.12):
    with mesh.within(moved(x, y, radius + 0.3) @ Matrix.Rotation(pi / 2, 4, "X")):
        mesh.lathe(
            [(0, -thick / 2), (radius, -thick / 2), (radius, thick / 2), (0, thick / 2)], material, 24, smooth=False
        )


def _drive_wheel(mesh, x, y, radius, material):
    """A spoked wheel, upright along the track."""
    with mesh.within(moved(x, y, radius + 0.3) @ Matrix.Rotation(pi / 2, 4, "X")):
        inner, outer = ring(radius * 0.88, 28), ring(radius, 28)
        for i in range(28):
            j = (i + 1) % 28
            for z, way in ((0.07, 1), (-0.07, -1)):
                mesh.face([(*p, z) for p in (inner[i], outer[i], outer[j], inner[j])][::way], material)
            mesh.face([(*outer[i], -0.07), (*outer[j], -0.07), (*outer[j], 0.07), (*outer[i], 0.07)], material)
        for sx, sy in ring(radius * 0.9, 14):
            mesh.limb((0, 0, 0), (sx, sy, 0), 0.05, 0.035, material, 6)
        mesh.limb((0, 0, -0.14), (0, 0, 0.14), 0.16, 0.16, material)


def locomotive(x, y, heading):
    """A tender engine of about 1900, its funnel without smoke."""
    mesh = Mesh("locomotive")
    black, red, brass = plain("#161718", 0.35, 0.2), plain("#6a1f18", 0.6), plain("#b08a3c", 0.3, 0.9)
    green = plain("#1f3327", 0.35)
    mesh.box((-4.6, -1.1, 1.15), (4.4, 1.1, 1.4), black)
    for side in (-1, 1):
        for wx in (-0.9, 1.1, 3.0):
            _drive_wheel(mesh, wx, side * 0.8, 0.85, red)
        for wx in (-3.7, -2.6):
            _disc_wheel(mesh, wx, side * 0.8, 0.45, red)
        mesh.limb((-3.0, side * 0.98, 1.15), (3.0, side * 0.98, 1.15), 0.06, 0.06, plain("#9a9a96", 0.3, 0.8))
        with mesh.within(moved(-3.3, side * 1.0, 1.15) @ Matrix.Rotation(pi / 2, 4, "Y")):
            mesh.lathe([(0, -0.6), (0.32, -0.6), (0.32, 0.6), (0, 0.6)], black, 18, smooth=False)
        mesh.box((-4.95, side * 0.85 - 0.14, 0.95), (-4.6, side * 0.85 + 0.14, 1.2), black)
        mesh.limb((-4.9, side * 0.85, 1.1), (-5.1, side * 0.85, 1.1), 0.24, 0.24, black, 14)
    with mesh.within(moved(0, 0, 2.35) @ Matrix.Rotation(pi / 2, 4, "Y")):
        mesh.lathe([(0, -4.5), (0.7, -4.45), (0.74, -4.3), (0.74, 2.2), (0, 2.2)], green, 26)
        for at in (-4.2, -2.8, -1.2, 0.4, 1.8):
            mesh.lathe([(0.755, at - 0.04), (0.755, at + 0.04)], brass, 26)
    _fittings(mesh, black, brass)
    mesh.box((2.0, -1.3, 1.4), (4.3, 1.3, 3.5), green)
    for side in (-1, 1):
        mesh.box((2.5, side * 1.31 - 0.02, 2.4), (3.5, side * 1.31 + 0.02, 3.2), plain("#0c0d0d"))
    mesh.box((1.8, -1.45, 3.5), (4.6, 1.45, 3.62), black)
    _tender(mesh, black, green, red)
    return mesh.place(moved(x, y, 0.05) @ turned(heading) @ Matrix.Rotation(pi / 2, 4, "Z"))


def _fittings(mesh, black, brass):
    with mesh.within(moved(-3.7, 0, 3.05)):
        mesh.lathe([(0.3, 0), (0.22, 0.2), (0.22, 1.05), (0.34, 1.2), (0.3, 1.24), (0, 1.2)], black, 18)
    for at, high, material in ((-1.6, 0.62, brass), (0.2, 0.5, black)):
        with mesh.within(moved(at, 0, 3.0)):
            mesh.lathe([(0.36, 0), (0.36, high * 0.6), (0.25, high * 0.9), (0, high)], material, 18)
    for side in (-1, 1):
        mesh.ball((-4.75, side * 0.6, 1.75), 0.15, brass, 10)


def _tender(mesh, black, green, red):
    mesh.box((4.9, -1.2, 1.1), (9.4, 1.2, 1.4), black)
    mesh.box((5.0, -1.25, 1.4), (9.3, 1.25, 2.7), green)
    mesh.box((5.2, -1.05, 2.7), (9.1, 1.05, 2.95), plain("#0e0e0f", 0.9))
    for side in (-1, 1):
        for wx in (5.7, 7.1, 8.5):
            _disc_wheel(mesh, wx, side * 0.8, 0.5, red)


def carriage(x, y, colour="#3b4a34"):
    """A compartment carriage on two axles, 9 m, along the track."""
    mesh = Mesh("carriage")
    body, dark, cover = plain(colour, 0.5), plain("#181818", 0.6), weathered("#56524c")
    mesh.box((-4.5, -1.35, 1.1), (4.5, 1.35, 3.2), body)
    mesh.box((-4.6, -1.1, 0.85), (4.6, 1.1, 1.1), dark)
    mesh.frustum(
        [(-4.7, -1.5), (4.7, -1.5), (4.7, 1.5), (-4.7, 1.5)],
        [(-4.7, -0.6), (4.7, -0.6), (4.7, 0.6), (-4.7, 0.6)],
        3.2,
        3.6,
        cover,
    )
    for side in (-1, 1):
        for i in range(12):
            at = -4.3 + i * 0.72
            mesh.box((at, side * 1.36 - 0.03, 2.15), (at + 0.5, side * 1.36 + 0.03, 2.9), glass("#20282a"))
        for wx in (-2.7, 2.7):
            _disc_wheel(mesh, wx, side * 0.8, 0.48, dark)
        mesh.box((-4.5, side * 1.7 - 0.2, 0.75), (4.5, side * 1.7 + 0.2, 0.8), planks("#3a2f26"))
    mesh.place(moved(x, y, 0.05))


def goods_wagon(x, y, colour="#5c4436", load=None, heading=270, level=0.05):
    """An open goods wagon of planks, along the track."""
    mesh = Mesh("goods wagon")
    wood, dark = planks(colour), plain("#1d1b1a", 0.6)
    mesh.box((-3.6, -1.1, 0.85), (3.6, 1.1, 1.1), dark)
    for side in (-1, 1):
        mesh.box((-3.5, side * 1.25 - 0.04, 1.1), (3.5, side * 1.25 + 0.04, 2.1), wood)
        mesh.box((side * 3.5 - 0.04, -1.25, 1.1), (side * 3.5 + 0.04, 1.25, 2.1), wood)
        for at in (-3.4, -1.7, 0, 1.7, 3.4):
            mesh.box((at - 0.05, side * 1.31 - 0.03, 0.9), (at + 0.05, side * 1.31 + 0.03, 2.1), dark)
        for wx in (-2.0, 2.0):
            _disc_wheel(mesh, wx, side * 0.8, 0.48, dark)
        mesh.limb((side * 3.6, -0.85, 1.05), (side * 3.95, -0.85, 1.05), 0.2, 0.2, dark, 12)
        mesh.limb((side * 3.6, 0.85, 1.05), (side * 3.95, 0.85, 1.05), 0.2, 0.2, dark, 12)
    mesh.box((-3.4, -1.2, 1.1), (3.4, 1.2, 1.75), load or planks("#7a6244"))
    mesh.place(moved(x, y, level) @ turned(heading) @ Matrix.Rotation(pi / 2, 4, "Z"))


def regional_train(x, y, units=2):
    """A railcar of today: red with a dark band of windows, `units` times 22 m along the track."""
    mesh = Mesh("train")
    red, pale, dark = plain("#b0241c", 0.25), plain("#e4e2dc", 0.3), plain("#1a1c1e", 0.5)
    for k in range(units):
        with mesh.within(moved((k - (units - 1) / 2) * 22.4, 0)):
            mesh.box((-11, -1.4, 0.55), (11, 1.4, 1.75), red)
            mesh.box((-10.97, -1.38, 1.75), (10.97, 1.38, 2.75), glass("#161c20"))
            mesh.box((-11, -1.4, 2.75), (11, 1.4, 3.45), red)
            mesh.frustum(_plan(11, 1.4), _plan(10.6, 0.9), 3.45, 3.8, pale)
            mesh.box((-10, -1.1, 0.25), (10, 1.1, 0.55), dark)
            for side in (-1, 1):
                for at in (-6.2, 5.0):
                    mesh.box((at, side * 1.41 - 0.02, 0.65), (at + 1.3, side * 1.41 + 0.02, 2.75), pale)
                    mesh.box((at + 0.2, side * 1.43 - 0.02, 1.5), (at + 1.1, side * 1.43 + 0.02, 2.6), glass("#161c20"))
                for wx in (-8.2, -6.0, 6.0, 8.2):
                    _disc_wheel(mesh, wx, side * 0.8, 0.42, dark)
    mesh.place(moved(x, y, 0.05))


def _plan(half_length, half_width):
    return [
        (-half_length, -half_width),
        (half_length, -half_width),
        (half_length, half_width),
        (-half_length, half_width),
    ]


def overhead_line(lines, x0, x1):
    """Masts with a wire over every track, as since the electrification."""
    mesh = Mesh("overhead line")
    steel, wire = plain("#7d8386", 0.4, 0.5), plain("#3a3c3d", 0.5)
    y0, y1 = min(lines) - 3.2, max(lines) + 3.2
    for i in range(int((x1 - x0) / 38) + 1):
        x = x0 + i * 38
        for y in (y0, y1):
            mesh.box((x - 0.14, y - 0.14, -0.3), (x + 0.14, y + 0.14, 8.2), steel)
        mesh.box((x - 0.1, y0, 7.5), (x + 0.1, y1, 7.75), steel)
        for y in lines:
            mesh.limb((x, y, 7.5), (x, y, 6.0), 0.04, 0.04, steel, 6)
    for y in lines:
        for z in (5.8, 6.9):
            mesh.limb((x0, y, z), (x1, y, z), 0.025, 0.025, wire, 5)
    mesh.place()


def buffer_stop(x, y):
    mesh = Mesh("buffer stop")
    wood, iron = planks("#5b4329"), plain("#3a3632", 0.5, 0.5)
    for dy in (-0.72, 0.72):
        mesh.limb((x, y + dy, 0.1), (x, y + dy, 1.5), 0.1, 0.1, iron)
        mesh.limb((x - 1.4, y + dy, 0.1), (x, y + dy, 1.3), 0.08, 0.08, iron)
    mesh.box((x - 0.05, y - 1.3, 0.95), (x + 0.25, y + 1.3, 1.35), wood)
    mesh.place()


def railing(x0, y0, x1, y1, colour="#23302a", height=1.15):
    """An iron railing along a straight line."""
    mesh = Mesh("railing")
    iron = plain(colour, 0.45, 0.3)
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    for z in (0.25, height - 0.08):
        mesh.limb((x0, y0, z), (x1, y1, z), 0.022, 0.022, iron, 5)
    for i in range(int(length / 0.16) + 1):
        t = min(1.0, i * 0.16 / length)
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
        thick = 0.05 if i % 15 == 0 else 0.011
        mesh.box((x - thick, y - thick, 0), (x + thick, y + thick, height + (0.12 if i % 15 == 0 else 0)), iron)
    mesh.place()
