"""What four centuries do to a roof and a wall: patches, bare rafters, ivy, props."""

from math import cos, pi, sin
from random import Random

from mathutils import noise

from materials import leaves, plain, planks, roof
from mesh import moved


def wear(mesh, width, depth, eaves, ridge):
    """Marks of age on a house whose front stands on y = 0 and whose ridge runs along x."""
    rng = Random(1600)
    for x, t, wide, tall, tiles in (
        (-11.5, 0.05, 4.2, 0.3, ("#8c4a34", "#a2624a")),
        (-3, 0.45, 3.0, 0.35, ("#9a8468", "#a89474")),
        (8.5, 0.1, 5.0, 0.55, ("#7a5a44", "#8d6a50")),
        (3.0, 0.02, 2.4, 0.2, ("#8c4a34", "#a2624a")),
        (-14.5, 0.55, 3.2, 0.3, ("#7a5a44", "#8d6a50")),
    ):
        _patch(mesh, depth, eaves, ridge, x, x + wide, t, t + tall, 0.05, roof(*tiles, 0.2, 0.3))
    for x, t, wide, tall in ((-7.2, 0.22, 2.6, 0.34), (5.2, 0.52, 1.9, 0.22)):
        _hole(mesh, rng, depth, eaves, ridge, x, x + wide, t, t + tall)
    for x, reach, high in ((-13.5, 3.2, 9.0), (14.0, 2.6, 7.4), (-8.6, 1.4, 5.0)):
        ivy(mesh, rng, x, reach, high)
    wood = planks("#5b4630", 0.5)
    for x in (-10.2, -4.6):
        mesh.limb((x, -3.4, -0.2), (x, -0.1, 6.0), 0.16, 0.14, wood, 6)
        mesh.box((x - 0.35, -0.22, 5.4), (x + 0.35, 0.0, 6.5), wood)


def _slope(depth, eaves, ridge, x, t, lift):
    return (x, depth / 2 * t, eaves + (ridge - eaves) * t + 0.22 + lift)


def _patch(mesh, depth, eaves, ridge, x0, x1, t0, t1, lift, tiles):
    corners = [(x0, t0), (x1, t0), (x1, t1), (x0, t1)]
    mesh.face([_slope(depth, eaves, ridge, x, t, lift) for x, t in corners], tiles)
    for (a, s), (b, t) in zip(corners, corners[1:] + corners[:1]):
        low = [_slope(depth, eaves, ridge, x, u, 0.0) for x, u in ((a, s), (b, t))]
        high = [_slope(depth, eaves, ridge, x, u, lift) for x, u in ((b, t), (a, s))]
        mesh.face(low + high, tiles)


def _hole(mesh, rng, depth, eaves, ridge, x0, x1, t0, t1):
    """Tiles gone with a ragged edge, laths and rafters bare over the dark loft."""
    count = 18
    middle, half = (x0 + x1) / 2, (x1 - x0) / 2
    edge = []
    for i in range(count):
        a, r = 2 * pi * i / count, rng.uniform(0.7, 1.05)
        edge.append((middle + half * r * cos(a), (t0 + t1) / 2 + (t1 - t0) / 2 * r * sin(a)))
    mesh.face([_slope(depth, eaves, ridge, x, t, 0.03) for x, t in edge], plain("#0c0a09", 1.0))
    wood = planks("#6b5640", 0.5)
    for i in range(3):
        x = x0 + (x1 - x0) * (i + 0.5) / 3
        mesh.limb(
            _slope(depth, eaves, ridge, x, t0, 0.02), _slope(depth, eaves, ridge, x, t1, 0.02), 0.07, 0.07, wood, 4
        )
    for i in range(1, 7):
        t = t0 + (t1 - t0) * i / 7
        reach = half * (1 - abs(i - 3.5) / 5)
        a, b = middle - reach * rng.uniform(0.4, 1), middle + reach * rng.uniform(0.4, 1)
        mesh.limb(_slope(depth, eaves, ridge, a, t, 0.08), _slope(depth, eaves, ridge, b, t, 0.08), 0.03, 0.03, wood, 4)


def ivy(mesh, rng, x, reach, high):
    """Leaves that climb the wall at y = 0, dense below and thin above."""
    leaf = leaves("#33471f", "#5a6e30")
    for _ in range(int(reach * high * 75)):
        z = high * rng.random() ** 1.4
        spread = reach * (1.1 - z / high)
        px = x + rng.gauss(0, 0.45) * spread
        if noise.noise((px / 0.9, z / 0.9, 2.0)) < -0.12:
            continue
        y, s, a = -rng.uniform(0.02, 0.28), rng.uniform(0.08, 0.15), rng.uniform(0, 2 * pi)
        with mesh.within(moved(px, y, z)):
            tilt = rng.uniform(-0.06, 0.06)
            mesh.face([(s * cos(a + k * pi / 2), tilt * (-1) ** k, s * sin(a + k * pi / 2)) for k in range(4)], leaf)
