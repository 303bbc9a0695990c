"""Green for feasts: a crown of fir and a garland wound round a pole."""

from math import cos, pi, sin
from random import Random

from materials import leaves


def garland(mesh, x, y, foot=1.6, top=8.2):
    """A garland that winds up a pole, and a small crown of twigs on top."""
    rng = Random(48)
    leaf = leaves("#23401f", "#3f5f2c")
    for i in range(1500):
        t = i / 1500
        a, z = 10 * pi * t, foot + (top - foot) * t
        _twig(mesh, rng, leaf, x + 0.16 * cos(a) + rng.gauss(0, 0.04), y + 0.16 * sin(a) + rng.gauss(0, 0.04), z, 0.09)
    for _ in range(1300):
        z = rng.random()
        a, r = rng.uniform(0, 2 * pi), 0.95 * (1 - z) * rng.uniform(0.5, 1)
        _twig(mesh, rng, leaf, x + r * cos(a), y + r * sin(a), 8.0 + 2.0 * z - 0.25 * r, 0.13)
    for i in range(420):
        a = 2 * pi * i / 60
        _twig(mesh, rng, leaf, x + 0.62 * cos(a), y + 0.62 * sin(a), 7.2 + rng.gauss(0, 0.05), 0.1)


def _twig(mesh, rng, leaf, x, y, z, size):
    a, s = rng.uniform(0, 2 * pi), size * rng.uniform(0.7, 1.2)
    dx, dy = s * cos(a), s * sin(a)
    mesh.face(
        [(x - dx, y - dy, z - 0.3 * s), (x, y, z - 0.5 * s), (x + dx, y + dy, z + 0.4 * s), (x, y, z + 0.6 * s)], leaf
    )
