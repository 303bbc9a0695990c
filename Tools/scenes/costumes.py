"""Dress about 1600 and in 1849: townsfolk, courtiers, guards, militiamen of the revolution."""

from math import cos, pi, sin

from mathutils import Matrix

from figure import SKIN, arms, cloth, head, legs, robe
from materials import plain, planks
from mesh import moved, ring

STEEL = "#8f959a"


def _brim(mesh, z, wide, crown, height, material, count=16):
    """A hat: brim at height `z`, crown above it."""
    mesh.lathe(
        [(0, z), (wide, z + 0.01), (wide, z + 0.025), (crown, z + 0.03), (crown * 0.9, z + height), (0, z + height)],
        material,
        count,
    )


def _feather(mesh, z, colour):
    feather = plain(colour, 0.9)
    points = [(0.1, 0.02, z + 0.05), (0.17, 0.1, z + 0.16), (0.16, 0.22, z + 0.2), (0.12, 0.32, z + 0.13)]
    for a, b in zip(points, points[1:]):
        mesh.limb(a, b, 0.035, 0.03, feather, 6)


def _ruff(mesh, z, wide=0.17):
    """A pleated collar."""
    linen = plain("#ece6d8", 0.9)
    inner, outer = ring(0.06, 28), ring(wide, 28)
    for i in range(28):
        j = (i + 1) % 28
        lift, next_lift = 0.02 * (-1) ** i, 0.02 * (-1) ** j
        rim = [(*inner[i], z), (*outer[i], z + lift), (*outer[j], z + next_lift), (*inner[j], z)]
        mesh.face(rim, linen)
        mesh.face([(x, y, h - 0.015) for x, y, h in reversed(rim)], linen)


def _breeches(mesh, colour, stocking, shoe, knee=0.5):
    """Full breeches to the knee over stockings."""
    for side in (-1, 1):
        foot = (side * 0.1, side * 0.05, 0.06)
        mesh.limb((side * 0.095, 0, knee + 0.05), foot, 0.058, 0.045, stocking)
        mesh.ball((foot[0], foot[1] - 0.06, 0.05), (0.055, 0.14, 0.05), shoe, 8)
        with mesh.within(moved(side * 0.095, 0)):
            mesh.lathe(
                [(0, knee), (0.06, knee), (0.125, knee + 0.14), (0.14, knee + 0.32), (0.1, 0.98), (0, 0.98)], colour, 12
            )


def _cloak(mesh, colour, hem, wide=0.33):
    """A cloak over the back, open in front."""
    count = 14
    rows = [(wide, hem), (wide * 0.86, (hem + 1.4) / 2), (0.25, 1.38), (0.11, 1.49)]
    for (r, z), (s, top) in zip(rows, rows[1:]):
        for i in range(count):
            a, b = (-0.3 + (pi + 0.6) * k / count for k in (i, i + 1))
            fold = [1 + 0.05 * (-1) ** k for k in (i, i + 1)]
            quad = [
                (r * fold[0] * cos(a), 0.02 + 0.7 * r * fold[0] * sin(a), z),
                (r * fold[1] * cos(b), 0.02 + 0.7 * r * fold[1] * sin(b), z),
                (s * cos(b), 0.02 + 0.7 * s * sin(b), top),
                (s * cos(a), 0.02 + 0.7 * s * sin(a), top),
            ]
            mesh.face(quad, colour)
            mesh.face([(x, y - 0.012, h) for x, y, h in reversed(quad)], colour)


def _burgher(mesh, rng):
    """A townsman about 1600: doublet, breeches, short cloak, ruff and tall hat."""
    dark = cloth(rng.choice(["#2c2a2c", "#3f3229", "#33383f", "#4a2f2a"]))
    _breeches(mesh, dark, cloth(rng.choice(["#8a8276", "#4d4238", "#6b3a30"])), plain("#221b17"))
    robe(mesh, rng, 0.84, cloth(rng.choice(["#4a3a2e", "#5a2f28", "#3a4236", "#2c2a2c"])), 0.2, plain("#33251a"))
    arms(mesh, rng, 1.42, dark)
    if rng.random() < 0.7:
        _cloak(mesh, dark, rng.choice([0.6, 0.75]))
    head(mesh, rng, 1.75, plain(rng.choice(["#4a3220", "#2c1d14", "#8a7a66"]), 0.9))
    mesh.ball((0, -0.07, 1.54), (0.055, 0.05, 0.09), plain(rng.choice(["#4a3220", "#7a5a3a", "#8a8276"]), 0.9))
    _ruff(mesh, 1.5)
    _brim(mesh, 1.69, rng.choice([0.17, 0.21]), 0.11, rng.choice([0.16, 0.2]), plain("#211e1d", 0.8))


def _housewife(mesh, rng):
    """A townswoman about 1600: wide skirt, bodice, apron, linen bonnet."""
    skirt = cloth(rng.choice(["#5a3430", "#3d4a52", "#4f4a34", "#6b5240", "#3a3038"]))
    bodice = cloth(rng.choice(["#2f2a2c", "#5b3a2a", "#3c4638"]))
    linen = cloth("#ded6c4")
    mesh.lathe([(0, 0.03), (0.4, 0.03), (0.37, 0.35), (0.29, 0.8), (0.16, 1.04), (0, 1.04)], skirt, 18, 0.9)
    mesh.lathe([(0.16, 1.0), (0.15, 1.08), (0.2, 1.3), (0.17, 1.42), (0.07, 1.5), (0, 1.5)], bodice, 16, 0.78)
    _apron(mesh, linen)
    arms(mesh, rng, 1.4, bodice)
    head(mesh, rng, 1.66)
    mesh.ball((0, 0.03, 1.565), (0.115, 0.115, 0.135), linen)
    mesh.lathe([(0.19, 1.36), (0.13, 1.46), (0.07, 1.5)], linen, 14, 0.8)
    if rng.random() < 0.5:
        basket(mesh, (0.3, -0.16, 0.78), 0.17)


def _apron(mesh, linen):
    """A cloth that lies on the front of the skirt."""
    _panel(mesh, [(0.41, 0.14), (0.385, 0.35), (0.305, 0.8), (0.175, 1.04)], 0.5, 0.92, linen)


def _panel(mesh, rows, reach, flatten, material):
    """A piece of cloth on the front of a garment: (radius, z) from below, `reach` in radians to either side."""
    for (low, z), (high, top) in zip(rows, rows[1:]):
        for i in range(5):
            a, b = (-pi / 2 - reach + 0.4 * reach * k for k in (i, i + 1))
            foot = [(low * cos(t), flatten * low * sin(t), z) for t in (a, b)]
            head_of = [(high * cos(t), flatten * high * sin(t), top) for t in (b, a)]
            mesh.face(foot + head_of, material)


def basket(mesh, spot, radius, goods=None):
    wicker = planks("#a07c48", 0.03)
    with mesh.within(moved(*spot)):
        mesh.lathe(
            [(0, 0), (radius * 0.75, 0), (radius, radius * 0.9), (radius * 0.92, radius * 0.9), (0, 0.03)], wicker, 14
        )
        for i in range(8):
            a, b = pi * i / 8, pi * (i + 1) / 8
            mesh.limb(
                (radius * cos(a), 0, radius * (0.9 + 1.1 * sin(a))),
                (radius * cos(b), 0, radius * (0.9 + 1.1 * sin(b))),
                0.013,
                0.013,
                wicker,
                5,
            )
        if goods:
            for x, y in ring(radius * 0.5, 6) + [(0, 0)]:
                mesh.ball((x, y, radius * 0.85), radius * 0.33, goods, 8)


def _peasant(mesh, rng):
    """A countryman about 1600: jerkin, wide hose, felt hat."""
    hose = cloth(rng.choice(["#7a6a4c", "#6b5a44", "#5b5038"]))
    _breeches(mesh, hose, cloth("#a89a80"), plain("#2c2119"), 0.46)
    robe(mesh, rng, 0.74, cloth(rng.choice(["#8a7450", "#6f4e34", "#716a52", "#8c8068"])), 0.23, plain("#33251a"))
    arms(mesh, rng, 1.42, cloth("#cfc4aa"))
    head(mesh, rng, 1.73, plain("#5b4028", 0.9))
    felt = cloth(rng.choice(["#5a4a38", "#3f3a34", "#7a6a50"]))
    mesh.lathe([(0, 1.66), (0.2, 1.63), (0.2, 1.65), (0.115, 1.68), (0.1, 1.8), (0.05, 1.86), (0, 1.87)], felt, 14)


def _courtier(mesh, rng):
    """A gentleman of the Count Palatine's court."""
    colour = rng.choice(["#5a1f2a", "#23324f", "#2f4a38", "#6b5320"])
    _breeches(mesh, cloth(colour), cloth("#d8cfbc"), plain("#1f1a18"), 0.55)
    robe(mesh, rng, 0.86, cloth("#8f7a4c" if rng.random() < 0.5 else colour), 0.19, plain("#c39a3b", 0.4, 0.6))
    arms(mesh, rng, 1.42, cloth(colour))
    _cloak(mesh, cloth(colour), 0.85, 0.34)
    head(mesh, rng, 1.77, plain("#4a3220", 0.9))
    _ruff(mesh, 1.51, 0.21)
    _brim(mesh, 1.71, 0.2, 0.11, 0.15, plain("#1f1c1e", 0.8))
    _feather(mesh, 1.72, rng.choice(["#ece6d8", "#a5432f"]))
    mesh.limb((0.17, -0.05, 0.95), (0.34, 0.55, 0.55), 0.018, 0.008, plain("#3a3632", 0.4, 0.7), 6)
    mesh.ball((0.16, -0.09, 0.97), 0.05, plain("#c39a3b", 0.4, 0.7), 8)


def _noblewoman(mesh, rng):
    """A lady of the court: farthingale gown and standing ruff."""
    gown, front = cloth(rng.choice(["#6b2233", "#2c3a5a", "#3f2f4a", "#27453a"])), cloth("#c9b88c")
    mesh.lathe([(0, 0.02), (0.52, 0.02), (0.5, 0.3), (0.42, 0.9), (0.3, 1.02), (0.14, 1.06), (0, 1.06)], gown, 20, 0.85)
    _panel(mesh, [(0.53, 0.03), (0.51, 0.3), (0.43, 0.9), (0.31, 1.02)], 0.42, 0.85, front)
    mesh.lathe([(0.14, 1.02), (0.13, 1.08), (0.19, 1.3), (0.17, 1.4), (0.07, 1.5), (0, 1.5)], gown, 16, 0.75)
    arms(mesh, rng, 1.4, gown)
    head(mesh, rng, 1.68, plain("#6b4426", 0.8))
    _ruff(mesh, 1.49, 0.23)
    mesh.ball((0, 0.05, 1.66), (0.1, 0.09, 0.07), plain("#c39a3b", 0.5, 0.4), 10)


def _halberdier(mesh, rng):
    """A guard with morion, breastplate and halberd."""
    hose, steel = cloth(rng.choice(["#8c3228", "#3a4f6b"])), plain(STEEL, 0.35, 0.7)
    _breeches(mesh, hose, cloth("#d3c8b0"), plain("#221b17"), 0.5)
    robe(mesh, rng, 0.85, cloth("#b9913f"), 0.21, plain("#33251a"))
    mesh.lathe([(0.2, 0.99), (0.2, 1.08), (0.235, 1.3), (0.21, 1.42), (0.11, 1.48)], steel, 16, 0.78)
    arms(mesh, rng, 1.42, hose)
    head(mesh, rng, 1.76, plain("#4a3220", 0.9))
    mesh.lathe([(0.19, 1.685), (0.115, 1.71), (0.105, 1.8), (0.06, 1.87), (0, 1.89)], steel, 16, 1.2)
    mesh.box((-0.012, -0.12, 1.76), (0.012, 0.12, 1.93), steel)
    _halberd(mesh, (-0.3, -0.16))


def _halberd(mesh, spot):
    wood, steel = planks("#5b4028", 0.5), plain(STEEL, 0.35, 0.7)
    with mesh.within(moved(*spot)):
        mesh.limb((0, 0, 0), (0, 0, 2.1), 0.02, 0.018, wood, 8)
        mesh.limb((0, 0, 2.05), (0, 0, 2.55), 0.022, 0.003, steel, 6)
        for outline in (
            [(0.02, 1.85), (0.2, 1.78), (0.24, 1.98), (0.2, 2.16), (0.02, 2.06)],
            [(-0.02, 2.0), (-0.18, 1.9), (-0.02, 1.9)],
        ):
            front = [(x, -0.006, z) for x, z in outline]
            mesh.face(front, steel)
            mesh.face([(x, 0.006, z) for x, z in reversed(outline)], steel)
    mesh.ball((spot[0], spot[1], 1.12), 0.055, plain(SKIN[0], 0.7), 8)


def _militiaman(mesh, rng):
    """A volunteer of 1849: blue blouse, slouch hat with cockade, scythe or musket."""
    legs(mesh, rng, 0.85, cloth(rng.choice(["#4b463e", "#5a5245", "#34363a"])), plain("#1f1a17"))
    blouse = cloth(rng.choice(["#3c4659", "#454f60", "#3a4150", "#57514a", "#4d4a3c", "#4a4038"]))
    robe(mesh, rng, rng.choice([0.62, 0.7]), blouse, 0.25, plain("#221a14"))
    arms(mesh, rng, 1.42, blouse)
    head(mesh, rng, 1.76, plain("#3d2a1c", 0.9))
    if rng.random() < 0.6:
        mesh.ball((0, -0.075, 1.55), (0.07, 0.055, 0.11), plain("#3d2a1c", 0.9))
    _brim(mesh, 1.7, 0.21, 0.115, 0.13, plain(rng.choice(["#2b2623", "#4a4036", "#57503f"]), 0.9))
    _cockade(mesh, 0.11, 1.77)
    if rng.random() < 0.4:
        _feather(mesh, 1.72, "#1e2b22")
    _sash(mesh)
    (_scythe if rng.random() < 0.5 else _musket)(mesh)


def _cockade(mesh, x, z):
    for radius, colour, out in ((0.045, "#1c1a1a", 0.0), (0.032, "#b02a22", 0.006), (0.018, "#d9a93a", 0.012)):
        mesh.ball((x * 0.7, -0.095 - out, z), (radius, 0.012, radius), plain(colour, 0.7), 10)


def _sash(mesh):
    """Black, red and gold over the breast."""
    for i, colour in enumerate(("#1c1a1a", "#b02a22", "#d9a93a")):
        z = 0.045 * i
        for k in range(4):
            t, u = k / 4, (k + 1) / 4
            quad = [(-0.19 + 0.38 * v, -0.165 - 0.03 * sin(pi * v), 1.08 + 0.26 * v + z) for v in (t, u)]
            mesh.face(
                [quad[0], quad[1], (*quad[1][:2], quad[1][2] + 0.045), (*quad[0][:2], quad[0][2] + 0.045)],
                plain(colour, 0.8),
            )


def _scythe(mesh):
    """A scythe blade set upright on its pole: the weapon of those who had none."""
    with mesh.within(moved(-0.3, -0.14)):
        mesh.limb((0, 0, 0), (0, 0, 1.85), 0.02, 0.02, planks("#6d5236", 0.5), 8)
        steel = plain(STEEL, 0.3, 0.7)
        edge = [(0.0, 1.75), (0.06, 1.78), (0.09, 2.1), (0.07, 2.45), (0.0, 2.62), (0.02, 2.3), (0.0, 2.0)]
        mesh.face([(x, -0.005, z) for x, z in edge], steel)
        mesh.face([(x, 0.005, z) for x, z in reversed(edge)], steel)
    mesh.ball((-0.3, -0.14, 1.1), 0.055, plain(SKIN[0], 0.7), 8)


def _musket(mesh):
    """A musket on the shoulder."""
    wood, steel = planks("#4a2f1c", 0.5), plain("#5d6266", 0.35, 0.8)
    mesh.limb((0.2, -0.2, 1.02), (0.21, 0.02, 1.46), 0.04, 0.025, wood, 8)
    mesh.limb((0.21, 0.02, 1.46), (0.22, 0.36, 2.14), 0.022, 0.016, wood, 8)
    mesh.limb((0.21, -0.01, 1.47), (0.225, 0.4, 2.27), 0.012, 0.011, steel, 8)
    mesh.ball((0.2, -0.2, 1.05), 0.055, plain(SKIN[0], 0.7), 8)


def _citizen(mesh, rng):
    """A citizen of 1849: tail coat, light trousers, top hat."""
    coat = cloth(rng.choice(["#2b2a2c", "#3a2f28", "#24303a", "#35402f"]))
    legs(mesh, rng, 0.88, cloth(rng.choice(["#8a8272", "#6f675a", "#3a3836"])), plain("#161514", 0.5))
    robe(mesh, rng, 0.66, coat, 0.23)
    mesh.lathe([(0.1, 1.36), (0.075, 1.5)], plain("#e8e4dc"), 10)
    arms(mesh, rng, 1.42, coat)
    head(mesh, rng, 1.76, plain(rng.choice(["#3d2a1c", "#7a6048"]), 0.9))
    _brim(mesh, 1.7, 0.16, 0.105, 0.2, plain(rng.choice(["#1d1b1b", "#5a534a"]), 0.6))
    if rng.random() < 0.5:
        _sash(mesh)


def _biedermeier(mesh, rng):
    """A woman of 1849: bell skirt, shawl, poke bonnet."""
    dress = cloth(rng.choice(["#6b4a52", "#4f5f6b", "#7a6a50", "#586b52", "#8a5a44"]))
    shawl = cloth(rng.choice(["#a5432f", "#e0d6c0", "#3a3f52", "#8a7a3a"]))
    skirt = [(0, 0.02), (0.44, 0.02), (0.43, 0.25), (0.35, 0.68), (0.22, 0.96), (0.13, 1.06), (0, 1.06)]
    mesh.lathe(skirt, dress, 20, 0.92)
    mesh.lathe([(0.13, 1.04), (0.135, 1.1), (0.2, 1.3), (0.17, 1.42), (0.07, 1.5), (0, 1.5)], dress, 16, 0.78)
    mesh.lathe([(0.245, 1.1), (0.24, 1.24), (0.21, 1.38), (0.09, 1.49)], shawl, 14, 0.86)
    arms(mesh, rng, 1.4, dress)
    head(mesh, rng, 1.66, plain("#4a3220", 0.9))
    bonnet = cloth(rng.choice(["#d8cdb4", "#7b5f3c", "#4a4a5a", "#a8766a"]))
    with mesh.within(moved(0, -0.03, 1.56) @ Matrix.Rotation(-pi / 2 - 0.25, 4, "X")):
        mesh.lathe([(0.17, 0.1), (0.13, 0.0), (0.125, -0.12), (0.07, -0.17), (0, -0.18)][::-1], bonnet, 14)


COSTUMES = {
    "burgher": _burgher,
    "housewife": _housewife,
    "peasant": _peasant,
    "child 1600": _peasant,
    "courtier": _courtier,
    "noblewoman": _noblewoman,
    "halberdier": _halberdier,
    "militiaman": _militiaman,
    "citizen": _citizen,
    "biedermeier": _biedermeier,
    "child 1849": _biedermeier,
}
"""Style of a figure → what draws it into a mesh."""
