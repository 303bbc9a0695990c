"""Flags in the wind and banners that hang from windows."""

from math import pi, sin

from mathutils import Vector

from materials import cloth_of_flag, planks

BLACK_RED_GOLD = ("#1d1b1b", "#b3261e", "#e0ac2e")
"""The colours of 1848, from the top."""


def flag(mesh, foot, tip, length=2.4, height=1.5, colours=BLACK_RED_GOLD, wind=(1, 0.25)):
    """A striped flag on a pole from `foot` to `tip`; its upper corner is at the tip, it flies towards `wind`."""
    foot, tip = Vector(foot), Vector(tip)
    mesh.limb(foot, tip, 0.035, 0.025, planks("#6d5236", 0.5), 8)
    down = (foot - tip).normalized() * height
    along = Vector((*wind, 0)).normalized()
    across = Vector((-along.y, along.x, 0))
    columns = 10

    def at(i, t):
        s = i / columns
        wave = 0.16 * sin(2.1 * pi * s + 1.2 * t) * s**0.6 * length / 2
        return tip + down * t + along * (length * s) + across * wave - Vector((0, 0, 0.28 * s * s * length / 2.4))

    for band, colour in enumerate(colours):
        t0, t1 = band / len(colours), (band + 1) / len(colours)
        for i in range(columns):
            quad = [at(i, t1), at(i + 1, t1), at(i + 1, t0), at(i, t0)]
            mesh.face(quad, cloth_of_flag(colour), True)


def hanging(mesh, x, top, length, width=1.1, colours=BLACK_RED_GOLD, out=0.28):
    """A banner of upright stripes before the wall plane y = 0, hung from its upper edge."""
    mesh.limb((x - width / 2 - 0.1, -out, top), (x + width / 2 + 0.1, -out, top), 0.03, 0.03, planks("#6d5236", 0.5), 6)
    rows, strip = 8, width / len(colours)
    for k, colour in enumerate(colours):
        x0, x1 = x - width / 2 + k * strip, x - width / 2 + (k + 1) * strip
        for i in range(rows):
            a, b = i / rows, (i + 1) / rows
            ya, yb = (-out - 0.06 * sin(5 * t) * t for t in (a, b))
            mesh.face(
                [
                    (x0, yb, top - length * b),
                    (x1, yb, top - length * b),
                    (x1, ya, top - length * a),
                    (x0, ya, top - length * a),
                ],
                cloth_of_flag(colour),
                True,
            )
