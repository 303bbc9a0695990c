"""A building site of about 1300: scaffold, treadwheel crane, the masons' lodge, stone and timber in work."""

from math import pi
from random import Random

from mathutils import Matrix

from buildings import gable_roof
from castle import shingles
from figures import figures
from friars_church import NAVE, SOUTH
from materials import plain, planks, rough_sandstone, sandstone, trim, weathered
from mesh import Mesh, moved, ring, turned
from people import cloth
from vehicles import barrel


def scaffold():
    """Poles, ledgers and hurdles along the rising south wall, with ladders."""
    mesh = Mesh("scaffold")
    pole, deck = weathered("#8d7350", 0.4), planks("#9a7c54", 0.25)
    x0 = NAVE[0]
    stages = ((5.6, 12.2, (2.0, 3.6)), (12.2, 18.0, (2.0, 4.0, 5.9)), (18.0, 31.2, (2.0, 4.4, 6.8, 9.2)))
    for start, end, levels in stages:
        count = max(2, round((end - start) / 2.2))
        for i in range(count + 1):
            x = x0 + start + (end - start) * i / count
            for y in (SOUTH - 3.2, SOUTH - 2.0):
                mesh.limb((x, y, -0.3), (x + 0.05, y + 0.03, levels[-1] + 1.6), 0.06, 0.045, pole, 6)
            for z in levels:
                mesh.limb((x, SOUTH - 3.4, z - 0.1), (x, SOUTH + 0.2, z - 0.1), 0.05, 0.05, pole, 6)
        for z in levels:
            for y in (SOUTH - 3.2, SOUTH - 2.0):
                mesh.limb((x0 + start - 0.3, y, z), (x0 + end + 0.3, y, z), 0.05, 0.05, pole, 6)
            mesh.box((x0 + start - 0.2, SOUTH - 3.25, z + 0.04), (x0 + end + 0.2, SOUTH - 1.75, z + 0.09), deck)
            mesh.limb((x0 + start, SOUTH - 3.25, z + 1.0), (x0 + end, SOUTH - 3.25, z + 1.0), 0.035, 0.035, pole, 6)
    for x, low, high in ((-14.6, 0, 4.2), (-12.0, 4.1, 6.9), (-9.4, 6.9, 9.4), (-22.4, 0, 3.8)):
        _ladder(mesh, x, SOUTH - 3.75, low, high + 0.9)
    mesh.place()


def _ladder(mesh, x, y, low, high):
    wood = weathered("#7d6240", 0.4)
    for dx in (0, 0.45):
        mesh.limb((x + dx, y - 0.7, low), (x + dx, y + 0.35, high), 0.035, 0.03, wood, 6)
    steps = int((high - low) / 0.32)
    for i in range(1, steps):
        t = i / steps
        y1, z = y - 0.7 + 1.05 * t, low + (high - low) * t
        mesh.limb((x, y1, z), (x + 0.45, y1, z), 0.022, 0.022, wood, 5)


def crane(x, y, facing):
    """A wheel in which men walk winds up the rope; the jib carries a block of stone to the wall."""
    mesh = Mesh("treadwheel crane")
    wood, dark = planks("#7a5f3e", 0.3), planks("#5f472d", 0.3)
    rope = cloth("#b9a47c")
    for dx in (-1.5, 1.5):
        mesh.box((dx - 0.16, -2.6, -0.2), (dx + 0.16, 2.6, 0.16), dark)
        mesh.limb((dx, -2.4, 0.1), (dx * 0.9, 0, 3.3), 0.13, 0.11, wood, 6)
        mesh.limb((dx, 2.4, 0.1), (dx * 0.9, 0, 3.3), 0.13, 0.11, wood, 6)
        mesh.limb((dx, 0, 0), (dx * 0.86, 0, 6.4), 0.16, 0.13, wood, 6)
        mesh.limb((dx * 0.86, 0, 6.3), (0, 0, 9.4), 0.13, 0.11, wood, 6)
    for dy in (-2.3, 2.3):
        mesh.box((-1.9, dy - 0.14, 0.1), (1.9, dy + 0.14, 0.36), dark)
    mesh.limb((-2.0, 0, 2.6), (2.0, 0, 2.6), 0.15, 0.15, dark, 10)
    _treadwheel(mesh, 2.6, 2.1)
    mesh.limb((0, -0.8, 8.4), (0, 6.2, 13.0), 0.15, 0.1, wood, 8)
    mesh.limb((0, 0, 6.4), (0, 3.2, 10.9), 0.11, 0.09, wood, 6)
    mesh.box((-1.5, -0.15, 6.1), (1.5, 0.15, 6.4), dark)
    with mesh.within(moved(0, 6.2, 12.9) @ Matrix.Rotation(pi / 2, 4, "Y")):
        mesh.lathe([(0, -0.1), (0.3, -0.1), (0.3, 0.1), (0, 0.1)], dark, 14, smooth=False)
    mesh.limb((0, 6.5, 12.9), (0, 6.5, 9.0), 0.03, 0.03, rope, 6)
    mesh.limb((0, 6.1, 13.15), (0, 0.15, 2.75), 0.03, 0.03, rope, 6)
    mesh.box((-0.42, 6.15, 8.2), (0.42, 6.85, 8.75), sandstone())
    for dx in (-0.42, 0.42):
        mesh.limb((dx, 6.5, 8.7), (0, 6.5, 9.1), 0.025, 0.025, rope, 5)
    mesh.place(moved(x, y) @ Matrix.Rotation(-facing * pi / 180, 4, "Z"))
    figures("mason", [(x + 0.1, y - 0.3, 30, 0.62)], 1303)


def _treadwheel(mesh, axle, radius):
    tread, rim = planks("#8d6f48", 0.3), planks("#6b5134", 0.3)
    with mesh.within(moved(0, 0, axle) @ Matrix.Rotation(pi / 2, 4, "Y")):
        outer, inner = ring(radius, 32), ring(radius - 0.2, 32)
        for z in (-0.75, 0.67):
            for i in range(32):
                j = (i + 1) % 32
                for lift, turn in ((0.08, 1), (0.0, -1)):
                    quad = [(*inner[i], z + lift), (*outer[i], z + lift), (*outer[j], z + lift), (*inner[j], z + lift)]
                    mesh.face(quad[::turn], rim)
                mesh.face([(*outer[i], z), (*outer[j], z), (*outer[j], z + 0.08), (*outer[i], z + 0.08)], rim)
            for a, b in zip(ring(radius - 0.1, 8), ring(radius - 0.1, 8)[3:] + ring(radius - 0.1, 8)[:3]):
                mesh.limb((*a, z + 0.04), (*b, z + 0.04), 0.05, 0.05, rim, 5)
        for i in range(32):
            j = (i + 1) % 32
            quad = [(*outer[i], -0.7), (*outer[j], -0.7), (*outer[j], 0.7), (*outer[i], 0.7)]
            mesh.face(quad, tread)
            mesh.face([(*inner[i], -0.7), (*inner[i], 0.7), (*inner[j], 0.7), (*inner[j], -0.7)], tread)


def lodge(x, y):
    """The stonemasons' lodge: an open shed against the choir, where blocks are dressed."""
    mesh = Mesh("lodge")
    wood = planks("#6d5236", 0.3)
    for px in (-4.5, -1.5, 1.5, 4.5):
        for py, top in ((-2.0, 2.5), (2.0, 2.5)):
            mesh.box((px - 0.11, py - 0.11, -0.3), (px + 0.11, py + 0.11, top), wood)
            for s in (-1, 1):
                mesh.limb((px, py, 1.7), (px + s * 0.7, py, 2.4), 0.05, 0.05, wood, 4)
    for py in (-2.0, 2.0):
        mesh.box((-4.8, py - 0.12, 2.4), (4.8, py + 0.12, 2.64), wood)
    mesh.box((-4.4, 1.95, 0), (4.4, 2.05, 2.4), planks("#8a6c48", 0.28, True))
    gable_roof(mesh, (-4.6, -2.2), (4.6, 2.2), 2.6, 4.7, shingles(), over=0.6, thick=0.14, verge=wood)
    for s in (-4.6, 4.6):
        mesh.face([(s, -2.2, 2.6), (s, 2.2, 2.6), (s, 0, 4.7)][:: 1 if s > 0 else -1], planks("#8a6c48", 0.28, True))
    rng = Random(4)
    for px in (-3.4, -1.2, 1.0, 3.2):
        mesh.limb((px - 0.4, -0.6, 0), (px - 0.25, -0.6, 0.55), 0.06, 0.06, wood, 6)
        mesh.limb((px + 0.4, -0.6, 0), (px + 0.25, -0.6, 0.55), 0.06, 0.06, wood, 6)
        mesh.box((px - 0.5, -0.9, 0.55), (px + 0.5, -0.3, 0.62), wood)
        mesh.box((px - 0.36, -0.85, 0.62), (px + 0.36, -0.35, 0.62 + rng.uniform(0.3, 0.5)), sandstone())
    mesh.place(moved(x, y))
    figures(
        "mason",
        [(x - 3.2, y - 1.6, 10), (x - 1.0, y + 0.2, 190), (x + 1.2, y - 1.5, 350), (x + 3.4, y + 0.1, 200)],
        1310,
    )


def materials_yard():
    """Dressed blocks in stacks, loose ones, lime, sand, timber."""
    rng = Random(6)
    mesh = Mesh("yard")
    for cx, cy, turn in ((5.6, 11.5, 0.3), (-6.0, 15.0, -0.2), (-8.8, 12.6, 0.9), (21.5, 12.5, 0.1), (-24, 15.5, 0.2)):
        with mesh.within(moved(cx, cy) @ Matrix.Rotation(turn, 4, "Z")):
            for layer in range(rng.choice((2, 3))):
                for i in range(4 - layer):
                    for k in range(2):
                        x = -1.5 + i * 0.8 + layer * 0.4 + rng.uniform(-0.03, 0.03)
                        y = -0.5 + k * 0.52 + rng.uniform(-0.03, 0.03)
                        mesh.box((x, y, layer * 0.4), (x + 0.74, y + 0.46, layer * 0.4 + 0.39), sandstone())
    for _ in range(40):
        with mesh.within(
            moved(rng.uniform(-28, 24), rng.uniform(10.5, 17), 0) @ Matrix.Rotation(rng.uniform(0, 3), 4, "Z")
        ):
            w, d, h = rng.uniform(0.15, 0.4), rng.uniform(0.12, 0.3), rng.uniform(0.1, 0.3)
            mesh.box((-w, -d, -0.1), (w, d, h), rough_sandstone())
    for x, y, tone in ((-3.0, 19.4, "#ae9c72"), (-20.4, 18.6, "#ae9c72"), (2.4, 20.2, "#bdb6a6")):
        with mesh.within(moved(x, y, -0.05)):
            mesh.lathe([(1.5, 0), (1.1, 0.35), (0.6, 0.7), (0.2, 0.86), (0, 0.88)], weathered(tone, 0.2, 1.0, 40.0), 24)
    for i in range(6):
        mesh.limb(
            (-34 + i * 0.1, 12 + i * 0.32, 0.16),
            (-27, 11.4 + i * 0.34, 0.16),
            0.16,
            0.13,
            weathered("#6b5236", 0.4),
            10,
        )
    for x, y in ((-1.2, 18.2), (-0.6, 18.5), (1.0, 18.6)):
        barrel(mesh, x, y, 0, planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7))
    mesh.place()


def sawyers(x, y, facing):
    """A beam on trestles, half squared, with axe and chips."""
    rng = Random(9)
    mesh = Mesh("beam")
    wood, fresh = weathered("#6b5236", 0.4), planks("#b08a5c", 0.3)
    for dy in (-1.4, 1.4):
        for s in (-1, 1):
            mesh.limb((s * 0.45, dy, 0), (s * 0.1, dy, 0.72), 0.06, 0.05, wood, 6)
        mesh.limb((-0.5, dy, 0.62), (0.5, dy, 0.62), 0.06, 0.06, wood, 6)
    mesh.box((-0.17, -2.3, 0.68), (0.17, 0.6, 1.0), fresh)
    mesh.limb((0, 0.6, 0.84), (0, 2.4, 0.84), 0.2, 0.18, wood, 12)
    for _ in range(60):
        px, py, a = rng.gauss(0, 0.6), rng.uniform(-2.2, 1.4), rng.uniform(0, 3)
        with mesh.within(moved(px, py, 0.01) @ Matrix.Rotation(a, 4, "Z")):
            mesh.box((-0.06, -0.02, 0), (0.06, 0.02, 0.015), fresh)
    mesh.limb((0.5, -0.4, 0.0), (0.22, -0.4, 0.95), 0.02, 0.02, wood, 6)
    mesh.box((0.16, -0.42, 0.88), (0.36, -0.38, 1.0), plain("#4b4d4e", 0.4, 0.7))
    mesh.place(moved(x, y) @ turned(facing))


def banker(x, y, facing):
    """A block on a low bank, being dressed, with the chips round it."""
    rng = Random(10)
    mesh = Mesh("banker")
    mesh.box((-0.5, -0.4, 0), (0.5, 0.4, 0.5), rough_sandstone())
    mesh.box((-0.42, -0.3, 0.5), (0.42, 0.3, 0.92), sandstone())
    for _ in range(90):
        with mesh.within(
            moved(rng.gauss(0, 0.6), rng.gauss(0, 0.6), 0.01) @ Matrix.Rotation(rng.uniform(0, 3), 4, "Z")
        ):
            r = rng.uniform(0.02, 0.06)
            mesh.box((-r, -r, -0.02), (r, r * 0.6, r * 0.6), trim())
    mesh.place(moved(x, y) @ turned(facing))
