"""The pitch on the Betzenberg: grass, lines, goals, corner flags. It lies where it has always lain.

The guest stands outside its north-western corner; the western goal is due south of him.
"""

from math import cos, pi, sin

from landscape import patch, rectangle
from materials import Shader, linear, plain, weathered
from mesh import Mesh, moved

WEST, EAST, NORTH, SOUTH = 3.0, 108.0, -3.0, -71.0
"""The lines round the pitch, metres east and north of the guest."""

MIDDLE = (NORTH + SOUTH) / 2


def turf(colour):
    """Short grass: blades as fine grain, worn and lush patches."""
    shader = Shader("turf " + colour)
    where = shader.world_position()
    blades, fine = shader.noise(55, 5, where, 0.7), shader.noise(230, 2, where)
    tone = shader.maths("MULTIPLY", shader.ramp(blades, 0.3, 0.7, 0.6, 1.35), shader.ramp(fine, 0.3, 0.7, 0.75, 1.25))
    patches = shader.ramp(shader.noise(0.3, 5, where, 0.6), 0.3, 0.7, 0.85, 1.15)
    tint = shader.mix(1.0, shader.mix(1.0, linear(colour), tone, "MULTIPLY"), patches, "MULTIPLY")
    return shader.finish(Base_Color=tint, Roughness=1.0, Normal=shader.bump(blades, 0.03, 0.6))


def build_pitch(stripes):
    """Mown in `stripes`, two tones of green, with its lines, goals and flags."""
    tones = [turf(colour) for colour in stripes]
    count = 20
    step = (EAST - WEST + 4) / count
    for i in range(count):
        patch(rectangle(WEST - 2 + i * step, SOUTH - 2, WEST - 2 + (i + 1) * step, NORTH + 2), tones[i % 2], 0.0)
    _lines()
    for x, back in ((WEST, -1), (EAST, 1)):
        goal(x, back)
    _flags()


def _lines():
    mesh = Mesh("lines")
    chalk, w = weathered("#e9e8e0", 0.2, 1.0, 40.0), 0.06

    def bar(x0, y0, x1, y1):
        mesh.box((min(x0, x1) - w, min(y0, y1) - w, -0.05), (max(x0, x1) + w, max(y0, y1) + w, 0.012), chalk)

    def arc(x, y, radius, start, end):
        steps = max(6, int(abs(end - start) * radius / 0.5))
        for i in range(steps):
            a, b = start + (end - start) * i / steps, start + (end - start) * (i + 1) / steps
            quad = [(radius - w, a), (radius + w, a), (radius + w, b), (radius - w, b)]
            mesh.face([(x + r * cos(t), y + r * sin(t), 0.012) for r, t in quad], chalk)

    bar(WEST, NORTH, EAST, NORTH)
    bar(WEST, SOUTH, EAST, SOUTH)
    middle = (WEST + EAST) / 2
    for x in (WEST, EAST, middle):
        bar(x, SOUTH, x, NORTH)
    arc(middle, MIDDLE, 9.15, 0, 2 * pi)
    for x, way in ((WEST, 1), (EAST, -1)):
        for deep, half in ((16.5, 20.16), (5.5, 9.16)):
            bar(x, MIDDLE - half, x + way * deep, MIDDLE - half)
            bar(x, MIDDLE + half, x + way * deep, MIDDLE + half)
            bar(x + way * deep, MIDDLE - half, x + way * deep, MIDDLE + half)
        spread = 0.925
        start = 0 if way > 0 else pi
        arc(x + way * 11, MIDDLE, 9.15, start - spread, start + spread)
        bar(x + way * 11 - 0.08, MIDDLE - 0.08, x + way * 11 + 0.08, MIDDLE + 0.08)
        for y, inward in ((NORTH, -1), (SOUTH, 1)):
            arc(x, y, 1.0, *((0, inward * pi / 2) if way > 0 else (pi, pi - inward * pi / 2)))
    mesh.place()


def goal(x, back):
    """Posts of 7.32 m by 2.44 m and a net that hangs behind them."""
    mesh = Mesh("goal")
    white, net = plain("#f2f0ea", 0.4), plain("#d9d7d0", 0.9)
    half, high = 3.66, 2.44
    for y in (-half, half):
        mesh.limb((0, y, -0.2), (0, y, high), 0.06, 0.06, white, 12)
        mesh.limb((0, y, high), (back * 0.9, y, high - 0.05), 0.03, 0.03, white, 8)
        mesh.limb((back * 0.9, y, high - 0.05), (back * 2.0, y, 0), 0.03, 0.03, white, 8)
    mesh.limb((0, -half - 0.05, high), (0, half + 0.05, high), 0.06, 0.06, white, 12)
    mesh.limb((back * 2.0, -half, 0.03), (back * 2.0, half, 0.03), 0.03, 0.03, white, 8)
    thin = 0.008
    for i in range(31):
        y = -half + 2 * half * i / 30
        mesh.limb((0, y, high), (back * 0.9, y, high - 0.05), thin, thin, net, 3)
        mesh.limb((back * 0.9, y, high - 0.05), (back * 2.0, y, 0), thin, thin, net, 3)
    for i in range(11):
        t = i / 10
        a = (back * (0.9 + 1.1 * t), (high - 0.05) * (1 - t))
        mesh.limb((a[0], -half, a[1]), (a[0], half, a[1]), thin, thin, net, 3)
        for y in (-half, half):
            mesh.limb((0, y, high * (1 - t)), (a[0], y, a[1]), thin, thin, net, 3)
    mesh.place(moved(x, MIDDLE))


def _flags():
    mesh = Mesh("flags")
    for x in (WEST, EAST):
        for y in (NORTH, SOUTH):
            mesh.limb((x, y, 0), (x, y, 1.5), 0.02, 0.02, plain("#f0e6c0"), 8)
            for s in (-1, 1):
                corners = [(x, y + s * 0.004, 1.15), (x + 0.4, y + 0.1 + s * 0.004, 1.3), (x, y + s * 0.004, 1.5)]
                mesh.face(corners[::s], plain("#b3202a"))
    mesh.place()
