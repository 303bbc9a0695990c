"""Bicycles, alone in stands and ridden."""

from math import pi
from random import Random

from mathutils import Matrix

from materials import plain
from mesh import Mesh, instance, moved, ring, turned
from people import cloth


def bicycle(mesh, colour):
    """It looks along local -y, its middle at the origin."""
    frame, dark = plain(colour, 0.3, 0.2), plain("#17181a", 0.6)
    for y in (-0.52, 0.52):
        with mesh.within(moved(0, y, 0.34) @ Matrix.Rotation(pi / 2, 4, "Y")):
            rim = ring(0.33, 18)
            for (ax, ay), (bx, by) in zip(rim, rim[1:] + rim[:1]):
                mesh.limb((ax, ay, 0), (bx, by, 0), 0.02, 0.02, dark, 5)
            for sx, sy in ring(0.32, 9):
                mesh.limb((0, 0, 0), (sx, sy, 0), 0.004, 0.004, plain("#9a9ea0", 0.3, 0.7), 3)
    seat, head, crank = (0, 0.22, 0.86), (0, -0.36, 0.86), (0, 0.08, 0.3)
    for a, b in ((seat, crank), (seat, head), (crank, head), (crank, (0, 0.52, 0.34)), (seat, (0, 0.52, 0.34))):
        mesh.limb(a, b, 0.018, 0.018, frame, 6)
    mesh.limb((0, -0.52, 0.34), (0, -0.33, 1.02), 0.018, 0.018, frame, 6)
    mesh.limb((-0.27, -0.3, 1.04), (0.27, -0.3, 1.04), 0.014, 0.014, dark, 6)
    mesh.limb(seat, (0, 0.25, 0.96), 0.015, 0.015, dark, 6)
    mesh.ball((0, 0.27, 0.98), (0.08, 0.14, 0.035), dark, 8)


def cyclist(x, y, heading, seed):
    """Someone of today on a bicycle."""
    rng = Random(seed)
    mesh = Mesh("cyclist")
    bicycle(mesh, rng.choice(["#2f4a6b", "#8c2f2f", "#2b2d2f", "#3e7d6e"]))
    coat = cloth(rng.choice(["#c9a23f", "#2f4a6b", "#8c2f2f", "#5d7a5a", "#d8d4cc"]))
    skin, trousers = plain("#c99a7c", 0.7), cloth("#2b3547")
    hip, shoulder = (0, 0.25, 1.05), (0, -0.05, 1.5)
    mesh.limb(hip, shoulder, 0.17, 0.2, coat, 12)
    mesh.ball(shoulder, (0.21, 0.14, 0.12), coat)
    mesh.limb(shoulder, (0, -0.1, 1.66), 0.06, 0.055, skin)
    mesh.ball((0, -0.12, 1.74), (0.088, 0.105, 0.125), skin)
    mesh.ball((0, -0.1, 1.79), (0.105, 0.14, 0.1), plain(rng.choice(["#e8e6e0", "#2b2d2f", "#b4533c"]), 0.4))
    for side, knee, foot in ((-1, (-0.1, -0.18, 0.82), (-0.1, 0.05, 0.48)), (1, (0.1, -0.12, 0.62), (0.1, 0.1, 0.18))):
        mesh.limb((side * 0.09, 0.24, 1.0), knee, 0.095, 0.07, trousers)
        mesh.limb(knee, foot, 0.07, 0.05, trousers)
        mesh.ball((foot[0], foot[1] - 0.06, foot[2] - 0.03), (0.05, 0.13, 0.05), plain("#e4e2de", 0.6), 8)
        mesh.limb((side * 0.19, -0.05, 1.47), (side * 0.25, -0.28, 1.06), 0.055, 0.04, coat)
    mesh.place(moved(x, y, 0.03) @ turned(heading))


def stands(x, y, heading, count, seed=1):
    """A row of hoops, a bicycle at most of them."""
    rng = Random(seed)
    models = []
    for colour in ("#2f4a6b", "#8c2f2f", "#2b2d2f", "#3e7d6e", "#c9a23f"):
        mesh = Mesh("bicycle")
        bicycle(mesh, colour)
        models.append(mesh.data())
    hoops, steel = Mesh("hoops"), plain("#8b9093", 0.3, 0.7)
    frame = moved(x, y, 0.02) @ turned(heading)
    for i in range(count):
        at = (i - (count - 1) / 2) * 0.8
        points = [(at, -0.4, 0), (at, -0.4, 0.7), (at, -0.25, 0.82), (at, 0.25, 0.82), (at, 0.4, 0.7), (at, 0.4, 0)]
        for a, b in zip(points, points[1:]):
            hoops.limb(a, b, 0.025, 0.025, steel, 6)
        if rng.random() < 0.75:
            lean = Matrix.Rotation(rng.uniform(-0.06, 0.06), 4, "Y")
            instance(
                rng.choice(models),
                frame @ moved(at + 0.12, rng.uniform(-0.15, 0.15)) @ turned(rng.choice([0, 180])) @ lean,
            )
    hoops.place(frame)
