"""What stands in a street: lamps, stalls, café tables, benches, fountains."""

from math import radians
from random import Random

from mathutils import Matrix

from materials import glass, plain, planks, water, weathered
from mesh import Mesh, moved, ring, turned
from people import cloth


def gas_lamp(x, y):
    """A cast-iron street lamp of about 1900."""
    mesh = Mesh("gas lamp")
    iron = plain("#1f2a26", 0.45, 0.3)
    mesh.lathe(
        [
            (0.26, 0),
            (0.26, 0.12),
            (0.17, 0.2),
            (0.15, 0.7),
            (0.1, 0.8),
            (0.075, 1.0),
            (0.06, 2.9),
            (0.1, 2.95),
            (0.05, 3.05),
            (0.05, 3.2),
        ],
        iron,
        12,
    )
    mesh.limb((-0.45, 0, 2.85), (0.45, 0, 2.85), 0.025, 0.025, iron)
    pane, square = glass("#b9b89c"), lambda r: ring(r, 4, 45)
    mesh.frustum(square(0.15), square(0.29), 3.2, 3.75, pane)
    for (ax, ay), (bx, by) in zip(square(0.155), square(0.295)):
        mesh.limb((ax, ay, 3.2), (bx, by, 3.75), 0.016, 0.016, iron, 4)
    mesh.pyramid(square(0.34), 3.75, (0, 0, 4.05), iron)
    mesh.ball((0, 0, 4.08), 0.05, iron, 8)
    return mesh.place(moved(x, y))


def modern_lamp(x, y):
    mesh = Mesh("lamp")
    steel = plain("#4a4f52", 0.35, 0.6)
    mesh.lathe([(0.16, 0), (0.16, 0.05), (0.07, 0.06), (0.055, 4.6)], steel, 12)
    mesh.lathe([(0, 4.55), (0.42, 4.62), (0.4, 4.72), (0, 4.78)], steel, 20)
    mesh.lathe([(0, 4.545), (0.34, 4.6)], plain("#f3efe4", 0.3), 20)
    return mesh.place(moved(x, y))


def parasol(mesh, colour):
    """A café parasol with its table, chairs and cups, standing at the origin."""
    canvas, pole = cloth(colour), plain("#d9d6cf", 0.4)
    mesh.limb((0, 0, 0), (0, 0, 2.75), 0.03, 0.03, pole)
    rim = ring(1.65, 8, 22.5)
    mesh.pyramid(rim, 2.3, (0, 0, 2.85), canvas)
    for i in range(8):
        (ax, ay), (bx, by) = rim[i], rim[(i + 1) % 8]
        mesh.face([(ax, ay, 2.14), (bx, by, 2.14), (bx, by, 2.3), (ax, ay, 2.3)], canvas)
    mesh.prism(ring(0.26, 12), 0, 0.1, plain("#5a5c5d"))
    mesh.prism(ring(0.46, 20), 0.72, 0.75, plain("#e9e5dc", 0.3))
    for turn in (20, 110, 200, 290):
        with mesh.within(Matrix.Rotation(radians(turn), 4, "Z") @ moved(0.85, 0)):
            _chair(mesh)
    for dx, dy in ((0.2, 0.1), (-0.15, 0.22), (0.05, -0.25)):
        mesh.prism([(dx + px, dy + py) for px, py in ring(0.045, 10)], 0.75, 0.83, plain("#ffffff", 0.2))


def _chair(mesh):
    seat, leg = planks("#9a6b3c", 0.06), plain("#33373a", 0.4, 0.5)
    mesh.box((-0.21, -0.21, 0.43), (0.21, 0.21, 0.46), seat)
    mesh.box((0.19, -0.21, 0.62), (0.22, 0.21, 0.86), seat)
    for x in (-0.19, 0.19):
        for y in (-0.19, 0.19):
            mesh.limb((x, y, 0), (x, y, 0.86 if x > 0 else 0.45), 0.013, 0.013, leg, 6)


def cafe(spots):
    colours = ("#b4533c", "#efe6d2", "#b4533c", "#3e7d6e")
    for i, (x, y) in enumerate(spots):
        mesh = Mesh("parasol")
        parasol(mesh, colours[i % len(colours)])
        mesh.place(moved(x, y, 0.03) @ Matrix.Rotation(i * 0.6, 4, "Z"))


def stall(x, y, heading, colour, seed):
    """A market stall: trestle table under a striped awning, with crates of fruit and vegetables."""
    rng = Random(seed)
    mesh = Mesh("stall")
    wood, light = planks("#7a5836"), cloth("#e6dcc4")
    for px in (-1.4, 1.4):
        for py, top in ((-0.7, 2.15), (0.8, 2.6)):
            mesh.limb((px, py, 0), (px, py, top), 0.04, 0.04, wood, 6)
    for i in range(8):
        x0, x1 = -1.6 + i * 0.4, -1.2 + i * 0.4
        tone = cloth(colour) if i % 2 else light
        for dz, flip in ((0.0, 1), (-0.015, -1)):
            mesh.face(
                [(x0, -1.0, 2.1 + dz), (x1, -1.0, 2.1 + dz), (x1, 1.0, 2.7 + dz), (x0, 1.0, 2.7 + dz)][::flip], tone
            )
        mesh.face([(x0, -1.0, 1.88), (x1, -1.0, 1.88), (x1, -1.0, 2.1), (x0, -1.0, 2.1)], tone)
    mesh.box((-1.5, -0.6, 0.78), (1.5, 0.6, 0.84), wood)
    mesh.box((-1.45, -0.55, 0.1), (1.45, -0.5, 0.8), cloth("#5c4a38"))
    for i in range(5):
        _crate(mesh, rng, -1.2 + i * 0.6, 0.0, wood)
    return mesh.place(moved(x, y, 0.03) @ turned(heading))


def _crate(mesh, rng, x, y, wood):
    goods = plain(rng.choice(["#b5402a", "#7f9a3a", "#d59a2f", "#8d5a3a", "#d8c95a", "#6a3a5a"]), 0.5)
    mesh.box((x - 0.26, y - 0.42, 0.84), (x + 0.26, y + 0.42, 0.98), wood)
    for i in range(4):
        for k in range(6):
            mesh.ball((x - 0.18 + i * 0.12, y - 0.34 + k * 0.135, 0.99 + rng.uniform(0, 0.05)), 0.07, goods, 8)


def bench(x, y, heading):
    mesh = Mesh("bench")
    wood, foot = planks("#8a5f38", 0.08), weathered("#9b968e")
    for dx in (-0.75, 0.75):
        mesh.box((dx - 0.08, -0.25, 0), (dx + 0.08, 0.25, 0.4), foot)
    for k in range(4):
        mesh.box((-0.95, -0.25 + k * 0.13, 0.4), (0.95, -0.15 + k * 0.13, 0.45), wood)
    return mesh.place(moved(x, y, 0.03) @ turned(heading))


def fountain(x, y, basin):
    """An octagonal stone basin with a column and water."""
    mesh = Mesh("fountain")
    outer, inner = ring(1.9, 8, 22.5), ring(1.6, 8, 22.5)
    mesh.prism(ring(2.3, 8, 22.5), 0, 0.15, basin)
    for i in range(8):
        j = (i + 1) % 8
        a, b, c, d = outer[i], outer[j], inner[j], inner[i]
        mesh.face([(*a, 0.15), (*b, 0.15), (*b, 0.95), (*a, 0.95)], basin)
        mesh.face([(*c, 0.15), (*d, 0.15), (*d, 0.95), (*c, 0.95)], basin)
        mesh.face([(*a, 0.95), (*b, 0.95), (*c, 0.95), (*d, 0.95)], basin)
    mesh.face([(*p, 0.78) for p in inner], water())
    mesh.lathe(
        [
            (0.42, 0.3),
            (0.42, 0.9),
            (0.26, 1.05),
            (0.22, 2.3),
            (0.36, 2.45),
            (0.36, 2.6),
            (0.12, 2.75),
            (0.2, 2.95),
            (0.24, 3.1),
            (0.14, 3.3),
            (0, 3.45),
        ],
        basin,
        16,
    )
    for sx, sy in ring(1.0, 4):
        mesh.limb((sx * 0.25, sy * 0.25, 1.5), (sx * 0.5, sy * 0.5, 1.45), 0.03, 0.03, plain("#3f3a33", 0.4, 0.6))
        mesh.limb((sx * 0.5, sy * 0.5, 1.45), (sx * 0.62, sy * 0.62, 0.78), 0.018, 0.03, glass("#b9c6c8"))
    return mesh.place(moved(x, y))
