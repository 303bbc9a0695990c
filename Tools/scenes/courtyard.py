"""Things of a castle yard about 1200: well, tents, geese, sheaves, firewood, bridge."""

from math import pi, radians
from random import Random

from mathutils import Matrix

from buildings import gable_roof
from materials import plain, planks, roof, rough_sandstone, trim, weathered
from mesh import Mesh, moved, ring, turned
from people import cloth


def well(x, y):
    mesh = Mesh("well")
    stones, wood = rough_sandstone(), planks("#5b4329")
    outer, inner = ring(1.15, 20), ring(0.85, 20)
    for i in range(20):
        j = (i + 1) % 20
        mesh.face([(*outer[i], -0.3), (*outer[j], -0.3), (*outer[j], 0.9), (*outer[i], 0.9)], stones)
        mesh.face([(*inner[j], -0.3), (*inner[i], -0.3), (*inner[i], 0.9), (*inner[j], 0.9)], stones)
        mesh.face([(*outer[i], 0.9), (*outer[j], 0.9), (*inner[j], 0.9), (*inner[i], 0.9)], trim())
    mesh.face([(*p, 0.1) for p in inner], plain("#0a0c0c", 0.1))
    for dx in (-1.0, 1.0):
        mesh.box((dx - 0.08, -0.08, 0.8), (dx + 0.08, 0.08, 2.4), wood)
    mesh.limb((-1.1, 0, 1.9), (1.1, 0, 1.9), 0.09, 0.09, wood)
    mesh.limb((0, 0, 1.9), (0, 0, 1.15), 0.02, 0.02, cloth("#b9a47c"), 6)
    mesh.lathe([(0, 0.85), (0.14, 0.85), (0.17, 1.15)], wood, 14)
    gable_roof(mesh, (-1.25, -0.9), (1.25, 0.9), 2.35, 3.2, roof("#6f5a3c", "#5e4b32", 0.14, 0.3), "x", 0.15, 0.08)
    mesh.place(moved(x, y) @ Matrix.Rotation(0.4, 4, "Z"))


def tent(x, y, facing, colour):
    """A round tent of the king's guests."""
    mesh = Mesh("tent")
    for i in range(16):
        tone = cloth(colour) if i % 2 else cloth("#e6dcc4")
        a, b = ring(2.1, 16)[i], ring(2.1, 16)[(i + 1) % 16]
        c, d = ring(1.9, 16)[(i + 1) % 16], ring(1.9, 16)[i]
        mesh.face([(*a, -0.2), (*b, -0.2), (*c, 1.9), (*d, 1.9)], tone)
        e, f = ring(2.1, 16)[i], ring(2.1, 16)[(i + 1) % 16]
        mesh.face([(*e, 1.7), (*f, 1.7), (*c, 1.9), (*d, 1.9)], tone)
        mesh.face([(*d, 1.9), (*c, 1.9), (0, 0, 4.1)], tone)
    mesh.limb((0, 0, 4.0), (0, 0, 4.8), 0.04, 0.03, planks("#4a3626"))
    mesh.box((-0.45, -2.16, -0.1), (0.45, -1.9, 1.7), plain("#1a1512", 0.9))
    mesh.place(moved(x, y) @ turned(facing))


def geese(x, y):
    """A few geese on the way to the pond."""
    rng = Random(4)
    mesh = Mesh("geese")
    white, beak = plain("#e9e4d8", 0.8), plain("#d08a35", 0.6)
    for i in range(7):
        spot = moved(x + 0.75 * i + rng.uniform(-0.3, 0.3), y + rng.uniform(-0.9, 0.9), 0.02)
        with mesh.within(spot @ turned(rng.uniform(60, 130))):
            mesh.ball((0, 0, 0.36), (0.15, 0.27, 0.16), white, 12)
            mesh.limb((0, -0.18, 0.42), (0, -0.27, 0.68), 0.06, 0.035, white)
            mesh.ball((0, -0.29, 0.7), (0.045, 0.06, 0.045), white, 8)
            mesh.limb((0, -0.33, 0.7), (0, -0.43, 0.68), 0.025, 0.008, beak, 6)
            mesh.limb((0, 0.2, 0.4), (0, 0.38, 0.46), 0.09, 0.02, white)
            for side_of in (-0.06, 0.06):
                mesh.limb((side_of, 0.0, 0.25), (side_of, 0.0, 0.0), 0.015, 0.02, beak, 6)
    mesh.place()


def hay_bundle(x, y):
    mesh = Mesh("sheaf")
    straw = roof("#b39a5c", "#9c8348", 0.05, 0.9, 0.03)
    mesh.lathe([(0, 0), (0.42, 0), (0.3, 0.5), (0.2, 0.75), (0.36, 1.2), (0.3, 1.32), (0, 1.25)], straw, 16)
    mesh.lathe([(0.215, 0.7), (0.225, 0.75), (0.215, 0.8)], cloth("#6d5a30"), 16)
    mesh.place(moved(x, y) @ Matrix.Rotation(x * 3, 4, "Z"))


def wood_pile(x, y, facing):
    rng = Random(3)
    mesh = Mesh("logs")
    bark, cut = weathered("#5b4632", 0.4), weathered("#b08a5c", 0.3)
    for row in range(5):
        for i in range(11 - row % 2):
            r = rng.uniform(0.1, 0.135)
            px, pz = -1.4 + 0.27 * i + 0.135 * (row % 2), 0.12 + row * 0.235
            with mesh.within(moved(px, 0, pz) @ Matrix.Rotation(pi / 2, 4, "X")):
                mesh.lathe([(r, -0.5), (r, 0.5)], bark, 10)
                mesh.lathe([(0, -0.5), (r, -0.5)], cut, 10)
                mesh.lathe([(r, 0.5), (0, 0.5)], cut, 10)
    mesh.place(moved(x, y) @ turned(facing))


def build_bridge():
    """A timber bridge over the narrow end of the pond."""
    mesh = Mesh("bridge")
    wood = planks("#6d5236", 0.2, True)
    mesh.box((-1.3, -21, 0.0), (1.3, 21, 0.14), wood)
    for i in range(17):
        y = -20.8 + i * 2.5
        for x in (-1.25, 1.15):
            mesh.box((x, y, -4), (x + 0.12, y + 0.12, 1.1), planks("#5b4329", 0.5))
    for x in (-1.25, 1.15):
        for z in (0.55, 0.98):
            mesh.box((x, -21, z), (x + 0.1, 21, z + 0.1), planks("#5b4329", 0.5))
    mesh.place(moved(36, -11, -0.1) @ Matrix.Rotation(radians(24), 4, "Z"))
