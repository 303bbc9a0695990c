"""A market about 1600: booths under linen, baskets, sacks, crockery, a pillory, pigs and hens."""

from math import pi
from random import Random

from mathutils import Matrix

from costumes import basket
from figure import cloth
from materials import plain, planks, rough_sandstone, trim, weathered
from mesh import Mesh, moved, ring, turned
from vehicles import barrel

LINEN = ("#d8cdb2", "#c9b890", "#b9a888", "#a8664a", "#8a8a72")


def booth(x, y, heading, seed):
    """A trestle table under a sagging cloth on four poles, with the goods of one trade."""
    rng = Random(seed)
    mesh = Mesh("booth")
    wood = planks("#6d5236", 0.18)
    for px in (-1.35, 1.35):
        mesh.limb((px, -0.75, 0), (px, -0.75, 2.05), 0.045, 0.04, wood, 6)
        mesh.limb((px, 0.85, 0), (px, 0.85, 2.5), 0.045, 0.04, wood, 6)
    _awning(mesh, cloth(rng.choice(LINEN)))
    mesh.box((-1.45, -0.6, 0.76), (1.45, 0.45, 0.82), wood)
    for px in (-1.1, 1.1):
        for py in (-0.5, 0.35):
            mesh.limb((px, py, 0.0), (px * 0.9, py * 0.6, 0.78), 0.035, 0.035, wood, 5)
    (_bread, _greens, _crockery, _cloths, _cheese)[seed % 5](mesh, rng)
    for px in (-1.9, 1.85):
        basket(
            mesh, (px, -0.5 + rng.uniform(-0.2, 0.2), 0), 0.3, plain(rng.choice(["#7f9a3a", "#b5402a", "#b8854a"]), 0.7)
        )
    mesh.place(moved(x, y, 0.0) @ turned(heading))


def _awning(mesh, canvas):
    columns, rows = 8, 5

    def at(i, k):
        s, t = i / columns * 2 - 1, k / rows
        return (1.6 * s, -1.05 + 2.2 * t, 2.02 + 0.5 * t - 0.13 * (1 - s * s) * (1 - (2 * t - 1) ** 2))

    for i in range(columns):
        for k in range(rows):
            quad = [at(i, k), at(i + 1, k), at(i + 1, k + 1), at(i, k + 1)]
            mesh.face(quad, canvas, True)
            mesh.face([(px, py, pz - 0.012) for px, py, pz in reversed(quad)], canvas)
        a, b = at(i, 0), at(i + 1, 0)
        fall = 0.16 + 0.05 * (i % 2)
        mesh.face([(a[0], a[1], a[2] - fall), (b[0], b[1], b[2] - fall), b, a], canvas)
        mesh.face([a, b, (b[0], b[1] + 0.01, b[2] - fall), (a[0], a[1] + 0.01, a[2] - fall)], canvas)


def _bread(mesh, rng):
    crust = weathered("#a8743a", 0.3)
    for i in range(7):
        for k in range(3):
            mesh.ball((-1.2 + i * 0.4, -0.4 + k * 0.3, 0.88), (0.16, 0.12, 0.08), crust, 10)


def _greens(mesh, rng):
    for i in range(4):
        tone = plain(rng.choice(["#5d7a34", "#7f9a3a", "#8d5a3a", "#c9b25a"]), 0.8)
        basket(mesh, (-1.05 + i * 0.7, -0.1, 0.82), 0.3, tone)


def _crockery(mesh, rng):
    for i in range(6):
        glaze = plain(rng.choice(["#7a4a2c", "#5d5a3a", "#9a7a52", "#4a3a30"]), 0.4)
        with mesh.within(moved(-1.15 + i * 0.46, -0.15 + 0.2 * (i % 2), 0.82)):
            mesh.lathe([(0, 0), (0.09, 0), (0.16, 0.14), (0.14, 0.26), (0.08, 0.33), (0.1, 0.4), (0, 0.39)], glaze, 14)


def _cloths(mesh, rng):
    for i in range(6):
        bolt = cloth(rng.choice(["#7b3a34", "#3f5560", "#5d7a5a", "#b98a3a", "#c9bb9a", "#4a3a52"]))
        with mesh.within(moved(-1.1 + i * 0.42, 0.3, 0.93) @ Matrix.Rotation(pi / 2, 4, "X")):
            mesh.lathe([(0, 0), (0.11, 0), (0.11, 0.8), (0, 0.8)], bolt, 12)


def _cheese(mesh, rng):
    rind = plain("#c9a452", 0.6)
    for i in range(6):
        for k in range(2 if i % 2 else 1):
            mesh.prism(
                [(-1.1 + i * 0.42 + px, -0.1 + py) for px, py in ring(0.17, 16)], 0.82 + 0.12 * k, 0.93 + 0.12 * k, rind
            )


def heap(x, y, seed):
    """Sacks, barrels and baskets set down in the square."""
    rng = Random(seed)
    mesh = Mesh("goods")
    for _ in range(5):
        with mesh.within(
            moved(rng.uniform(-0.8, 0.8), rng.uniform(-0.5, 0.5)) @ Matrix.Rotation(rng.uniform(-0.12, 0.12), 4, "X")
        ):
            sack = [(0, 0), (0.24, 0.02), (0.27, 0.2), (0.25, 0.5), (0.12, 0.7), (0.06, 0.74), (0.12, 0.84), (0, 0.8)]
            mesh.lathe(sack, cloth("#b9a47c"), 12, 0.8)
    barrel(mesh, 1.2, 0.2, 0, planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7))
    barrel(mesh, 1.3, 0.9, 0, planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7))
    basket(mesh, (-1.2, -0.3, 0), 0.32, plain("#b5402a", 0.7))
    mesh.place(moved(x, y, 0.0) @ turned(rng.uniform(0, 360)))


def pillory(x, y):
    """A stone post on three steps with an iron collar: the town's court in the open."""
    mesh = Mesh("pillory")
    for k, r in enumerate((1.5, 1.15, 0.8)):
        mesh.prism(ring(r, 8, 22.5), -0.3 if k == 0 else 0.22 * k, 0.22 * (k + 1), rough_sandstone())
    mesh.lathe(
        [(0.26, 0.66), (0.2, 0.95), (0.18, 3.2), (0.3, 3.35), (0.3, 3.5), (0.12, 3.6), (0.17, 3.8), (0, 4.0)],
        trim(),
        16,
    )
    iron = plain("#2b2a2a", 0.5, 0.6)
    mesh.lathe([(0.21, 1.95), (0.22, 1.98), (0.21, 2.01)], iron, 16)
    mesh.place(moved(x, y))


def pigs(spots):
    mesh = Mesh("pigs")
    for i, (x, y, heading) in enumerate(spots):
        hide, leg = weathered("#b08a72" if i % 2 else "#8a6a56", 0.3), plain("#7a5a48", 0.8)
        with mesh.within(moved(x, y) @ turned(heading)):
            mesh.ball((0, 0, 0.48), (0.22, 0.5, 0.25), hide, 14)
            mesh.limb((0, -0.4, 0.5), (0, -0.72, 0.42), 0.17, 0.075, hide, 12)
            for s in (-1, 1):
                mesh.limb((s * 0.08, -0.5, 0.62), (s * 0.16, -0.6, 0.6), 0.06, 0.01, hide, 6)
                for y0 in (-0.28, 0.3):
                    mesh.limb((s * 0.13, y0, 0.36), (s * 0.13, y0, 0.0), 0.06, 0.04, leg, 8)
    mesh.place()
