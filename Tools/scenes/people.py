"""Figures of about true size in the dress of their ages; what more ages wear is in `costumes`."""

from random import Random

from mathutils import Matrix

from costumes import COSTUMES
from figure import arms as _arms
from figure import cloth
from figure import head as _head
from figure import legs as _legs
from figure import robe as _robe
from materials import plain
from mesh import Mesh, moved, turned


def _medieval(mesh, rng):
    tunic = cloth(rng.choice(["#6a583f", "#6f4334", "#515842", "#83755c", "#4a5360"]))
    hem = rng.choice([0.1, 0.45])
    _legs(mesh, rng, 0.7, cloth("#4d4232"), plain("#2c2119"))
    _robe(mesh, rng, hem, tunic, 0.27 if hem < 0.2 else 0.24, plain("#33251a"))
    _arms(mesh, rng, 1.42, tunic)
    _head(mesh, rng, 1.74)
    hood = cloth(rng.choice(["#5a4a34", "#e3d8c2", "#6d3527"]))
    mesh.lathe([(0.2, 1.36), (0.13, 1.5), (0.13, 1.6), (0.1, 1.75), (0, 1.8)], hood, 12, 0.95)


def _lord(mesh, rng):
    gown, cloak = cloth("#7a302a"), cloth("#9c7a3a")
    _robe(mesh, rng, 0.06, gown, 0.31, plain("#c39a3b", 0.4, 0.6))
    with mesh.within(moved(0, 0.08)):
        mesh.lathe([(0.36, 0.08), (0.29, 0.8), (0.23, 1.4), (0.1, 1.49)], cloak, 16, 0.6)
    _arms(mesh, rng, 1.42, gown)
    _head(mesh, rng, 1.8)
    mesh.ball((0, -0.05, 1.6), (0.08, 0.09, 0.11), plain("#9a4a22"))
    mesh.lathe([(0.1, 1.73), (0.11, 1.8)], plain("#d8b04a", 0.3, 0.9), 12)


def _gown(mesh, rng):
    dress = cloth(rng.choice(["#3c3a4a", "#6b5b4a", "#4a2f34", "#8b8476", "#2f4038"]))
    mesh.lathe(
        [
            (0, 0.03),
            (0.42, 0.03),
            (0.36, 0.3),
            (0.24, 0.85),
            (0.14, 1.05),
            (0.2, 1.32),
            (0.16, 1.42),
            (0.07, 1.5),
            (0, 1.5),
        ],
        dress,
        18,
        0.9,
    )
    _arms(mesh, rng, 1.4, dress)
    _head(mesh, rng, 1.68)
    hat = cloth(rng.choice(["#e2d8c0", "#2e2a2c", "#7b5f3c"]))
    mesh.lathe([(0, 1.62), (0.24, 1.63), (0.24, 1.65), (0.11, 1.66), (0.11, 1.75), (0, 1.77)], hat, 16)


def _suit(mesh, rng):
    coat = cloth(rng.choice(["#2b2a2c", "#3d3a34", "#4b4238", "#24303a"]))
    _legs(mesh, rng, 0.85, cloth("#33312f"), plain("#161514", 0.4))
    _robe(mesh, rng, rng.choice([0.42, 0.7]), coat, 0.24)
    mesh.lathe([(0.1, 1.36), (0.075, 1.5)], plain("#e8e4dc"), 10)
    _arms(mesh, rng, 1.42, coat)
    _head(mesh, rng, 1.76)
    tall = rng.choice([0.1, 0.1, 0.2])
    mesh.lathe(
        [(0, 1.7), (0.16, 1.7), (0.16, 1.715), (0.1, 1.72), (0.1, 1.72 + tall), (0, 1.74 + tall)],
        plain("#1d1b1b", 0.6),
        14,
    )


def _modern(mesh, rng):
    jacket = cloth(rng.choice(["#2f4a6b", "#8c2f2f", "#c9a23f", "#3b3f42", "#5d7a5a", "#d8d4cc", "#7a4b6d"]))
    _legs(mesh, rng, 0.9, cloth(rng.choice(["#2b3547", "#20262f", "#6d6455", "#3a3a3c"])), plain("#e4e2de", 0.6))
    _robe(mesh, rng, rng.choice([0.78, 0.82, 0.6]), jacket, 0.21)
    _arms(mesh, rng, 1.42, jacket)
    hair = plain(rng.choice(["#2a1c14", "#5b3d22", "#8f7d68", "#141112"]), 0.8)
    _head(mesh, rng, rng.choice([1.7, 1.78]), hair)
    if rng.random() < 0.4:
        mesh.ball((0, 0.19, 1.22), (0.15, 0.1, 0.22), cloth("#39424a"))


_DRESS = {"medieval": _medieval, "lord": _lord, "gown": _gown, "suit": _suit, "modern": _modern, "child": _modern}


def _worker(mesh, rng):
    """A working man of about 1910: waistcoat over a shirt, cap."""
    shirt, vest = cloth(rng.choice(["#b9b2a0", "#8f9298", "#a99a80"])), cloth(rng.choice(["#3a342c", "#2f3338", "#4a3d30"]))
    _legs(mesh, rng, 0.92, cloth(rng.choice(["#3b3731", "#2e3034", "#4d4436"])), plain("#1b1714", 0.6))
    _robe(mesh, rng, rng.choice([0.84, 0.88, 0.62]), vest, 0.2)
    _arms(mesh, rng, 1.42, shirt)
    _head(mesh, rng, 1.73, plain("#3a2a1c", 0.8))
    cap = cloth(rng.choice(["#2a2724", "#3b3a3d", "#4a4132"]))
    mesh.lathe([(0, 1.68), (0.115, 1.68), (0.14, 1.73), (0.1, 1.77), (0, 1.78)], cap, 14)
    mesh.ball((0, -0.11, 1.685), (0.08, 0.08, 0.012), cap, 8)


def _coat(mesh, rng):
    """Someone of the 1940s in a worn coat: with a headscarf, or with a hat."""
    coat = cloth(rng.choice(["#4a463f", "#5a5147", "#3d4148", "#55483c", "#47503f"]))
    woman = rng.random() < 0.6
    _legs(mesh, rng, 0.8, cloth("#8d7a68" if woman else "#38352f"), plain("#2a211a", 0.6))
    _robe(mesh, rng, 0.46 if woman else 0.56, coat, 0.25, plain("#2a2622", 0.6))
    _arms(mesh, rng, 1.42, coat)
    _head(mesh, rng, 1.66 if woman else 1.75, plain("#4a3524", 0.8))
    if woman:
        scarf = cloth(rng.choice(["#8a7f6c", "#6b4a44", "#59645e"]))
        mesh.ball((0, 0.03, 1.57), (0.11, 0.115, 0.135), scarf)
    else:
        mesh.lathe([(0, 1.69), (0.17, 1.7), (0.17, 1.712), (0.105, 1.72), (0.1, 1.8), (0, 1.8)], cloth("#3a352e"), 14)
    if rng.random() < 0.5:
        mesh.box((0.22, -0.12, 0.5), (0.34, 0.28, 0.82), plain("#5a3f2a", 0.6))


_DRESS |= {"worker": _worker, "coat": _coat, **COSTUMES}


def person(style, x, y, heading, seed):
    """A standing figure of about true size: medieval, lord, gown (1900 lady), suit (1900), modern, child, worker (1910),
    coat (1940s) or one of COSTUMES."""
    rng = Random(seed)
    mesh = Mesh("person")
    _DRESS[style](mesh, rng)
    size = rng.uniform(0.95, 1.04) * (0.72 if "child" in style else 1.0)
    return mesh.place(moved(x, y) @ turned(heading) @ Matrix.Scale(size, 4))


def crowd(style, spots, seed):
    """People at (x, y, heading)."""
    for i, (x, y, heading) in enumerate(spots):
        kind = style[i % len(style)] if isinstance(style, (list, tuple)) else style
        person(kind, x, y, heading, seed + i)
