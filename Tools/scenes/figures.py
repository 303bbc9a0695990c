"""Figures with a trade: brothers and masons, gardeners, players and those who watch them."""

from random import Random

from mathutils import Matrix

from materials import plain
from mesh import Mesh, instance, moved, ring, turned
from people import SKIN, _arms, _head, _legs, _robe, cloth


def _friar(mesh, rng):
    """A Franciscan: brown habit, hood thrown back, white cord."""
    habit = cloth(rng.choice(["#5a4029", "#64482e", "#523a26"]))
    _robe(mesh, rng, 0.08, habit, 0.29, plain("#d8cdb4"))
    mesh.limb((0.09, -0.15, 1.02), (0.11, -0.22, 0.45), 0.016, 0.012, plain("#d8cdb4"))
    _arms(mesh, rng, 1.42, habit)
    _head(mesh, rng, 1.74)
    mesh.lathe([(0.17, 1.4), (0.15, 1.5), (0.1, 1.54)], habit, 12, 0.95)
    mesh.lathe([(0.098, 1.6), (0.102, 1.64), (0.09, 1.68)], plain("#4a3321", 0.9), 14)


def _mason(mesh, rng):
    """A workman in shirt sleeves and a leather apron."""
    shirt = cloth(rng.choice(["#cdbf9f", "#b7a98a", "#8d8a70", "#a9765a"]))
    _legs(mesh, rng, 0.8, cloth(rng.choice(["#5b4a36", "#6d6250"])), plain("#2c2119"))
    _robe(mesh, rng, 0.72, shirt, 0.22, plain("#33251a"))
    mesh.box((-0.16, -0.2, 0.5), (0.16, -0.165, 1.3), cloth("#7d5c3c"))
    _arms(mesh, rng, 1.42, shirt, 0.5)
    _head(mesh, rng, 1.72)
    mesh.lathe([(0.1, 1.66), (0.105, 1.72), (0.06, 1.77), (0, 1.78)], cloth("#d8cbb0"), 12)


def _gardener(mesh, rng):
    """About 1910: blue apron over a waistcoat, straw hat."""
    shirt = cloth(rng.choice(["#d8d2c2", "#b7b29f"]))
    _legs(mesh, rng, 0.85, cloth("#4b4238"), plain("#231c17"))
    _robe(mesh, rng, 0.75, shirt, 0.21)
    mesh.box((-0.18, -0.21, 0.4), (0.18, -0.17, 1.25), cloth("#3d5570"))
    _arms(mesh, rng, 1.42, shirt, 0.55)
    _head(mesh, rng, 1.72)
    mesh.lathe([(0, 1.64), (0.23, 1.645), (0.23, 1.66), (0.11, 1.67), (0.1, 1.77), (0, 1.78)], cloth("#cbb27a"), 16)


def _parasol_lady(mesh, rng):
    """A lady in white under a parasol."""
    dress = cloth("#e6dfd0")
    mesh.lathe(
        [(0, 0.03), (0.38, 0.03), (0.3, 0.35), (0.2, 0.9), (0.13, 1.06), (0.19, 1.32), (0.16, 1.42), (0.06, 1.52)],
        dress,
        18,
        0.9,
    )
    _arms(mesh, rng, 1.4, dress, 0.45)
    _head(mesh, rng, 1.68, plain("#4a3220", 0.8))
    mesh.lathe([(0, 1.6), (0.27, 1.61), (0.27, 1.63), (0.11, 1.65), (0.11, 1.72), (0, 1.75)], cloth("#efe6d0"), 16)
    mesh.limb((0.22, -0.12, 0.95), (0.16, 0.0, 2.1), 0.012, 0.012, plain("#6d4a2c"))
    rim, tones = ring(0.62, 12), (cloth("#e9dcc0"), cloth("#c9867a"))
    with mesh.within(moved(0.16, 0.02, 1.92)):
        for i in range(12):
            (ax, ay), (bx, by) = rim[i], rim[(i + 1) % 12]
            mesh.face([(ax, ay, 0), (bx, by, 0), (bx * 0.5, by * 0.5, 0.17), (ax * 0.5, ay * 0.5, 0.17)], tones[i % 2])
            mesh.face([(ax * 0.5, ay * 0.5, 0.17), (bx * 0.5, by * 0.5, 0.17), (0, 0, 0.22)], tones[i % 2])


def _fan(mesh, rng):
    """A man of the fifties at a match: long coat or jacket, a scarf, hat or cap."""
    coat = cloth(rng.choice(["#4b4238", "#55504a", "#3a3f45", "#6b5f4c", "#2f3238"]))
    _legs(mesh, rng, 0.88, cloth(rng.choice(["#3a3632", "#55504a", "#2d333b"])), plain("#1b1714", 0.4))
    _robe(mesh, rng, rng.choice([0.45, 0.78]), coat, 0.23)
    mesh.lathe([(0.11, 1.4), (0.08, 1.51)], plain(rng.choice(["#e8e4dc", "#a5322e", "#d8cfae"])), 10)
    _arms(mesh, rng, 1.42, coat)
    _head(mesh, rng, 1.75, plain(rng.choice(["#2a1c14", "#5b3d22", "#6d6a64"]), 0.8))
    hat = cloth(rng.choice(["#4a4236", "#3b3833", "#6d6350"]))
    if rng.random() < 0.55:
        mesh.lathe(
            [(0, 1.69), (0.165, 1.685), (0.165, 1.7), (0.105, 1.705), (0.095, 1.8), (0.05, 1.815), (0, 1.8)], hat, 16
        )
    else:
        mesh.ball((0, -0.02, 1.74), (0.125, 0.15, 0.045), hat, 12)


def _boy(mesh, rng):
    """A boy in short trousers and a pullover."""
    skin, wool = plain(rng.choice(SKIN), 0.7), cloth(rng.choice(["#7a3a30", "#54603f", "#3f4c63", "#8a7a58"]))
    for side in (-1, 1):
        foot = (side * 0.1, side * 0.06, 0.07)
        mesh.limb((side * 0.09, 0, 0.8), foot, 0.08, 0.05, skin)
        mesh.limb((side * 0.09, 0, 0.95), (side * 0.11, 0, 0.62), 0.12, 0.13, cloth("#4b4238"))
        mesh.limb((side * 0.098, side * 0.04, 0.3), foot, 0.066, 0.056, cloth("#8d8578"))
        mesh.ball((foot[0], foot[1] - 0.06, 0.05), (0.055, 0.13, 0.05), plain("#2c2119"), 8)
    mesh.lathe([(0, 0.82), (0.18, 0.84), (0.17, 1.1), (0.21, 1.34), (0.09, 1.5)], wool, 14, 0.75)
    _arms(mesh, rng, 1.42, wool, 0.55)
    _head(mesh, rng, 1.75, plain(rng.choice(["#5b3d22", "#a98a55", "#2a1c14"]), 0.8))


def _player(shirt, shorts):
    def dress(mesh, rng):
        """A footballer of the fifties, running: heavy boots, wide shorts, long sleeves."""
        skin, sock, boot = plain(rng.choice(SKIN), 0.7), cloth(shirt), plain("#1b1714")
        stride = rng.uniform(0.15, 0.5)
        for side in (-1, 1):
            knee = (side * 0.12, -side * stride * 0.5 - 0.06, 0.52)
            foot = (side * 0.12, -side * stride, 0.1 + (0.14 if side < 0 else 0))
            mesh.limb((side * 0.1, 0, 0.9), knee, 0.1, 0.07, skin)
            mesh.limb(knee, foot, 0.066, 0.05, sock)
            mesh.limb((side * 0.1, 0, 0.95), (side * 0.13, knee[1] * 0.75, 0.62), 0.13, 0.16, cloth(shorts))
            mesh.ball((foot[0], foot[1] - 0.06, foot[2] - 0.04), (0.055, 0.14, 0.06), boot, 8)
        with mesh.within(Matrix.Rotation(-0.12, 4, "X")):
            mesh.lathe([(0, 0.86), (0.17, 0.88), (0.18, 1.1), (0.215, 1.34), (0.1, 1.5)], cloth(shirt), 16, 0.72)
            for side in (-1, 1):
                elbow = (side * 0.3, side * 0.12, 1.14)
                hand = (side * 0.24, side * 0.22 - 0.22, 1.16)
                mesh.limb((side * 0.19, 0, 1.4), elbow, 0.06, 0.05, cloth(shirt))
                mesh.limb(elbow, hand, 0.05, 0.04, cloth(shirt))
                mesh.ball(hand, 0.05, skin, 8)
            _head(mesh, rng, 1.75, plain(rng.choice(["#2a1c14", "#5b3d22", "#8f7d58"]), 0.8))

    return dress


_DRESS = {
    "friar": _friar,
    "mason": _mason,
    "gardener": _gardener,
    "parasol lady": _parasol_lady,
    "fan": _fan,
    "boy": _boy,
    "red": _player("#b3202a", "#f0ece4"),
    "white": _player("#f0ece4", "#1d1c1c"),
    "referee": _player("#1d1c1c", "#1d1c1c"),
}


def figure(style, x, y, heading, seed, z=0.0):
    """A figure that stands at height `z`."""
    rng = Random(seed)
    mesh = Mesh(style)
    _DRESS[style](mesh, rng)
    size = rng.uniform(0.95, 1.04) * (0.76 if style == "boy" else 1.0)
    return mesh.place(moved(x, y, z) @ turned(heading) @ Matrix.Scale(size, 4))


def figures(style, spots, seed):
    """Figures at (x, y, heading) or (x, y, heading, z)."""
    for i, (x, y, heading, *z) in enumerate(spots):
        figure(style, x, y, heading, seed + i, *z)


def spectators(seed, count=20):
    """Meshes of people who watch from a terrace, simple enough to be shown by the thousand: coats, hats, caps."""
    rng = Random(seed)
    meshes = []
    for _ in range(count):
        mesh = Mesh("spectator")
        coat = plain(
            rng.choice(["#3a3632", "#4b4238", "#2d333b", "#6b6252", "#55483a", "#7a6f5e", "#23242a", "#5d4a3c"])
        )
        mesh.frustum(ring(0.2, 6), ring(0.24, 6), 0, 0.95, coat)
        mesh.frustum(ring(0.24, 6), ring(0.2, 6), 0.95, 1.45, coat)
        mesh.frustum(ring(0.2, 6), ring(0.06, 6), 1.45, 1.52, plain("#d8d2c6") if rng.random() < 0.5 else coat)
        mesh.ball((0, 0, 1.63), (0.095, 0.1, 0.13), plain(rng.choice(SKIN), 0.8), 6)
        if rng.random() < 0.7:
            hat = plain(rng.choice(["#2b2824", "#4a4236", "#6d6350", "#3a3f45"]))
            brim = rng.choice([0.12, 0.16])
            mesh.frustum(ring(brim, 8), ring(brim, 8), 1.68, 1.7, hat)
            mesh.frustum(ring(0.1, 8), ring(0.085, 8), 1.7, 1.8, hat)
        else:
            mesh.ball((0, 0.02, 1.67), (0.105, 0.11, 0.11), plain(rng.choice(["#2a1c14", "#5b3d22", "#8f7d68"])), 6)
        if rng.random() < 0.25:
            side = rng.choice((-1, 1))
            mesh.limb((side * 0.2, 0, 1.4), (side * 0.34, -0.15, 1.85), 0.055, 0.045, coat, 5)
        meshes.append(mesh.data())
    return meshes


def show(data, x, y, z, heading, size=1.0):
    return instance(data, moved(x, y, z) @ turned(heading) @ Matrix.Scale(size, 4))
