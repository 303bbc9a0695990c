"""The lie of the land at the Japanese garden, and what has always been on it: stairs, terrace wall, boulder."""

from random import Random

from mathutils import Matrix, noise

from buildings import build_house
from garden_things import boulder
from landscape import hills, smooth
from materials import rough_sandstone, trim
from mesh import Mesh, instance, moved, turned
from walls import thick_wall

STAIRS = (9.5, 15.5, 36.0)
"""Metres east of the guest to their middle; north to their foot and head."""

TERRACE = 7.0
"""Height of the villa's terrace; its wall stands 36 m north."""


def slope(x, y):
    """Height of the hillside, metres: flat at its foot, 7 m up to the terrace, again steep behind it."""
    rise = TERRACE * min(max((y - 18) / 18, 0.0), 1.0)
    behind = 15 * smooth(57, 92, y) * (1 - smooth(400, 900, y))
    south = -2.6 * smooth(14, 60, -y)
    stairs = smooth(1.3, 3.5, abs(x - STAIRS[0])) * smooth(16, 20, y) * (1 - smooth(33, 36, y))
    rough = stairs * (0.55 * noise.noise((x / 6, y / 6, 0.7)) + 0.2 * noise.noise((x / 1.7, y / 1.7, 2.1)))
    return hills(x, y) + rise + behind + south + rough


def build_lasting():
    """What both epochs show."""
    _stairs()
    _terrace_wall()
    instance(
        boulder(3, "#9a6a54"),
        moved(5.4, 2.4, 0.25) @ Matrix.Rotation(0.7, 4, "Z") @ Matrix.Diagonal((1.15, 0.95, 0.95, 1)),
    )
    instance(boulder(8, "#9a6a54"), moved(6.9, 3.1, 0.0) @ Matrix.Diagonal((0.8, 0.7, 0.6, 1)))


def _stairs():
    mesh = Mesh("stairs")
    x, foot, head = STAIRS
    count = 46
    run, rise = (head - 18.0) / count, TERRACE / count
    for i in range(count):
        y, z = 18.0 + i * run, (i + 1) * rise
        mesh.box((x - 1.2, y, z - 0.9), (x + 1.2, y + run + 0.03, z), trim())
    for side in (-1.45, 1.2):
        low, high = (x + side, 17.6), (x + side + 0.25, head)
        _sloping_kerb(mesh, low, high)
    mesh.box((x - 1.5, foot, -0.4), (x + 1.5, 18.05, 0.06), rough_sandstone())
    mesh.place()


def _sloping_kerb(mesh, low, high):
    (x0, y0), (x1, y1) = low, high
    stones = rough_sandstone()
    a, b, c, d = (y0, -0.6), (y1, TERRACE - 0.6), (y1, TERRACE + 0.45), (y0, 0.45)
    mesh.face([(x0, *p) for p in (d, c, b, a)], stones)
    mesh.face([(x1, *p) for p in (a, b, c, d)], stones)
    mesh.face([(x0, *d), (x1, *d), (x1, *c), (x0, *c)], trim())
    mesh.face([(x0, *a), (x1, *a), (x1, *d), (x0, *d)], stones)


def _terrace_wall():
    mesh = Mesh("terrace wall")
    for x0, x1 in ((-17, STAIRS[0] - 1.45), (STAIRS[0] + 1.45, 26)):
        with mesh.within(moved(x0, 35.6)):
            thick_wall(
                mesh, [(0, TERRACE + 0.75), (x1 - x0, TERRACE + 0.75)], [], 0.6, rough_sandstone(), TERRACE - 3.2
            )
            mesh.box((-0.1, -0.08, TERRACE + 0.75), (x1 - x0 + 0.1, 0.68, TERRACE + 0.93), trim())
            for x in (0.0, x1 - x0 - 0.7):
                mesh.box((x - 0.05, -0.12, TERRACE - 3), (x + 0.75, 0.72, TERRACE + 1.35), trim())
    mesh.place()


def town_below(models, seed, clear):
    """Houses south of the garden, lower than the guest, and along its sides."""
    rng = Random(seed)
    for x in range(-190, 191, 17):
        for y in range(-206, -32, 21):
            spot = moved(x + rng.uniform(-3, 3), y + rng.uniform(-3, 3), slope(x, y) - 0.1)
            if clear(x, y):
                instance(rng.choice(models), spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-8, 8)))


def house_models(houses):
    models = []
    for house in houses:
        mesh = Mesh("house")
        build_house(mesh, house)
        models.append(mesh.data())
    return models


def garden_wall(material, cap, y=-15.5):
    """The wall along the street."""
    mesh = Mesh("garden wall")
    for x0, x1 in ((-60, -3), (1, 60)):
        mesh.box((x0, y, -1.2), (x1, y + 0.4, 1.9), material)
        mesh.frustum(
            [(x0, y - 0.15), (x1, y - 0.15), (x1, y + 0.55), (x0, y + 0.55)],
            [(x0, y + 0.18), (x1, y + 0.18), (x1, y + 0.22), (x0, y + 0.22)],
            1.9,
            2.25,
            cap,
        )
    for x in (-3.3, 1.0):
        mesh.box((x - 0.1, y - 0.15, -1.2), (x + 0.5, y + 0.55, 2.6), trim())
    mesh.place()
