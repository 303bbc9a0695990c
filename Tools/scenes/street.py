"""What people bring to a street: themselves, animals, carts, lamps, stalls, a bus, café tables."""

from math import cos, pi, radians, sin
from random import Random

from mathutils import Matrix

from landscape import disc
from materials import glass, plain, planks, water, weathered
from mesh import Mesh, moved, ring, turned

SKIN = ("#c99a7c", "#b9876a", "#8d5f45", "#d8ad90")


def cloth(colour):
    return weathered(colour, 0.15, 0.95, 60.0)


def _head(mesh, rng, top, hair=None):
    skin = plain(rng.choice(SKIN), 0.7)
    mesh.limb((0, 0, top - 0.34), (0, 0, top - 0.16), 0.06, 0.055, skin)
    mesh.ball((0, -0.01, top - 0.12), (0.088, 0.105, 0.125), skin)
    if hair:
        mesh.ball((0, 0.022, top - 0.095), (0.098, 0.11, 0.12), hair)


def _arms(mesh, rng, shoulder, sleeve, reach=0.62):
    for side in (-1, 1):
        swing = rng.uniform(-0.2, 0.2)
        elbow = (side * 0.27, swing * 0.4, shoulder - 0.3)
        hand = (side * 0.24, swing - 0.1, shoulder - reach)
        mesh.limb((side * 0.19, 0, shoulder - 0.03), elbow, 0.062, 0.052, sleeve)
        mesh.ball(elbow, 0.052, sleeve, 8)
        mesh.limb(elbow, hand, 0.052, 0.04, sleeve)
        mesh.ball(hand, 0.05, plain(SKIN[0], 0.7), 8)


def _robe(mesh, rng, hem, colour, wide=0.3, belt=None):
    """Long garment: gown, tunic or coat down to `hem` metres above the ground."""
    mesh.lathe([(0, hem), (wide, hem), (wide * 0.9, hem + 0.3), (0.19, 0.98), (0.17, 1.08), (0.215, 1.32), (0.2, 1.42),
                (0.09, 1.5), (0, 1.5)], colour, 16, 0.72)
    if belt:
        mesh.lathe([(0.187, 1.0), (0.187, 1.06)], belt, 16, 0.75)


def _legs(mesh, rng, hip, colour, shoe):
    step = rng.uniform(0.02, 0.2)
    for side in (-1, 1):
        foot = (side * 0.1, side * step, 0.06)
        mesh.limb((side * 0.09, 0, hip), foot, 0.095, 0.06, colour)
        mesh.ball((foot[0], foot[1] - 0.06, 0.05), (0.055, 0.14, 0.055), shoe, 8)


def person(style, x, y, heading, seed):
    """A standing figure of about true size: medieval, lord, gown (1900 lady), suit (1900), modern or child."""
    rng = Random(seed)
    mesh = Mesh("person")
    _DRESS[style](mesh, rng)
    size = rng.uniform(0.95, 1.04) * (0.72 if style == "child" else 1.0)
    return mesh.place(moved(x, y, 0.03) @ turned(heading) @ Matrix.Scale(size, 4))


def _medieval(mesh, rng):
    tunic = cloth(rng.choice(["#6f5a3c", "#7c3f2c", "#4f5a3a", "#8a7a5c", "#3f4f63"]))
    hem = rng.choice([0.1, 0.45])
    _legs(mesh, rng, 0.7, cloth("#4d4232"), plain("#2c2119"))
    _robe(mesh, rng, hem, tunic, 0.27 if hem < 0.2 else 0.24, plain("#33251a"))
    _arms(mesh, rng, 1.42, tunic)
    _head(mesh, rng, 1.74)
    hood = cloth(rng.choice(["#5a4a34", "#e3d8c2", "#6d3527"]))
    mesh.lathe([(0.2, 1.36), (0.13, 1.5), (0.13, 1.6), (0.1, 1.75), (0, 1.8)], hood, 12, 0.95)


def _lord(mesh, rng):
    gown, cloak = cloth("#8f2f2a"), cloth("#c39a3b")
    _robe(mesh, rng, 0.06, gown, 0.31, plain("#c39a3b", 0.4, 0.6))
    with mesh.within(moved(0, 0.08)):
        mesh.lathe([(0.36, 0.08), (0.29, 0.8), (0.23, 1.4), (0.1, 1.49)], cloak, 16, 0.6)
    _arms(mesh, rng, 1.42, gown)
    _head(mesh, rng, 1.8)
    mesh.ball((0, -0.05, 1.6), (0.08, 0.09, 0.11), plain("#9a4a22"))
    mesh.lathe([(0.1, 1.73), (0.11, 1.8)], plain("#d8b04a", 0.3, 0.9), 12)


def _gown(mesh, rng):
    dress = cloth(rng.choice(["#3c3a4a", "#6b5b4a", "#4a2f34", "#8b8476", "#2f4038"]))
    mesh.lathe([(0, 0.03), (0.42, 0.03), (0.36, 0.3), (0.24, 0.85), (0.14, 1.05), (0.2, 1.32), (0.16, 1.42), (0.07, 1.5),
                (0, 1.5)], dress, 18, 0.9)
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
    mesh.lathe([(0, 1.7), (0.16, 1.7), (0.16, 1.715), (0.1, 1.72), (0.1, 1.72 + tall), (0, 1.74 + tall)],
               plain("#1d1b1b", 0.6), 14)


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


def crowd(style, spots, seed):
    """People at (x, y, heading)."""
    for i, (x, y, heading) in enumerate(spots):
        kind = style[i % len(style)] if isinstance(style, (list, tuple)) else style
        person(kind, x, y, heading, seed + i)


def horse(mesh, colour, mane):
    """A standing horse that looks along local -y, its middle at the origin."""
    coat, hair = weathered(colour, 0.12, 0.6, 30.0), plain(mane, 0.8)
    mesh.ball((0, 0, 1.2), (0.32, 0.78, 0.36), coat, 16)
    mesh.ball((0, 0.5, 1.24), (0.33, 0.4, 0.37), coat, 14)
    mesh.ball((0, -0.52, 1.22), (0.29, 0.34, 0.38), coat, 14)
    mesh.limb((0, -0.6, 1.32), (0, -1.1, 1.85), 0.25, 0.14, coat, 12)
    mesh.limb((0, -1.05, 1.88), (0, -1.5, 1.58), 0.14, 0.085, coat, 12)
    mesh.ball((0, -1.07, 1.87), 0.15, coat)
    mesh.ball((0, -1.5, 1.57), (0.085, 0.1, 0.09), coat)
    mesh.limb((0, -0.55, 1.55), (0, -1.0, 2.0), 0.09, 0.05, hair)
    for side in (-1, 1):
        mesh.limb((side * 0.06, -1.03, 1.97), (side * 0.08, -1.03, 2.14), 0.045, 0.01, coat)
        for y, bend in ((-0.52, -0.04), (0.62, 0.08)):
            mesh.limb((side * 0.17, y, 1.1), (side * 0.16, y + bend, 0.58), 0.14, 0.075, coat)
            mesh.limb((side * 0.16, y + bend, 0.6), (side * 0.16, y, 0.1), 0.07, 0.05, coat)
            mesh.limb((side * 0.16, y, 0.12), (side * 0.16, y - 0.03, 0.0), 0.06, 0.085, plain("#221c18"))
    mesh.limb((0, 0.85, 1.4), (0, 1.02, 0.62), 0.08, 0.03, hair)


def _wheel(mesh, x, y, radius, wood, spokes=12):
    with mesh.within(moved(x, y, radius) @ Matrix.Rotation(pi / 2, 4, "Y")):
        outer, inner = ring(radius, 28), ring(radius * 0.88, 28)
        for i in range(28):
            j = (i + 1) % 28
            for z, turn in ((0.035, 1), (-0.035, -1)):
                corners = [(*inner[i], z), (*outer[i], z), (*outer[j], z), (*inner[j], z)]
                mesh.face(corners[::turn], wood)
            mesh.face([(*outer[i], -0.035), (*outer[j], -0.035), (*outer[j], 0.035), (*outer[i], 0.035)], wood)
            mesh.face([(*inner[i], 0.035), (*inner[j], 0.035), (*inner[j], -0.035), (*inner[i], -0.035)], wood)
        for sx, sy in ring(radius * 0.9, spokes):
            mesh.limb((0, 0, 0), (sx, sy, 0), 0.03, 0.022, wood, 6)
        mesh.limb((0, 0, -0.12), (0, 0, 0.12), 0.09, 0.09, wood)


def horse_cart(x, y, heading, cover=None):
    """A horse before a two-axled cart with barrels and sacks, or under a cloth cover."""
    mesh = Mesh("cart")
    wood = planks("#6d4a2c")
    horse(mesh, "#5b3a24", "#241812")
    with mesh.within(moved(0, 2.9)):
        for dx in (-0.85, 0.85):
            _wheel(mesh, dx, -0.9, 0.5, wood)
            _wheel(mesh, dx, 1.0, 0.62, wood)
        mesh.box((-0.85, -0.93, 0.46), (0.85, -0.87, 0.54), wood)
        mesh.box((-0.85, 0.97, 0.58), (0.85, 1.03, 0.66), wood)
        mesh.box((-0.7, -1.5, 0.72), (0.7, 1.6, 0.8), wood)
        for dx in (-0.7, 0.66):
            for k in range(3):
                mesh.box((dx, -1.5, 0.84 + k * 0.2), (dx + 0.04, 1.6, 0.99 + k * 0.2), wood)
            for dy in (-1.4, 0.0, 1.5):
                mesh.box((dx - 0.02, dy, 0.7), (dx + 0.06, dy + 0.08, 1.5), wood)
        for dx in (-0.4, 0.36):
            mesh.box((dx, -4.0, 0.95), (dx + 0.05, -1.4, 1.01), wood)
        _load(mesh)
    return mesh.place(moved(x, y, 0.03) @ turned(heading))


def _load(mesh):
    barrel_wood, hoop, sack = planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7), cloth("#b9a47c")
    for y in (-0.9, -0.2):
        barrel(mesh, 0.0, y, 0.8, barrel_wood, hoop)
    for x, y, z in ((-0.3, 0.6, 0.95), (0.3, 0.7, 0.95), (0.0, 1.2, 0.95), (0.05, 0.75, 1.25)):
        mesh.ball((x, y, z), (0.3, 0.38, 0.2), sack, 10)


def barrel(mesh, x, y, z, wood, hoop):
    with mesh.within(moved(x, y, z)):
        mesh.lathe([(0, 0), (0.25, 0), (0.3, 0.22), (0.31, 0.4), (0.3, 0.58), (0.25, 0.8), (0.23, 0.78), (0, 0.76)], wood, 18)
        for h, r in ((0.08, 0.275), (0.28, 0.312), (0.52, 0.312), (0.72, 0.275)):
            mesh.lathe([(r, h - 0.02), (r + 0.008, h), (r, h + 0.02)], hoop, 18)


def gas_lamp(x, y):
    """A cast-iron street lamp of about 1900."""
    mesh = Mesh("gas lamp")
    iron = plain("#1f2a26", 0.45, 0.3)
    mesh.lathe([(0.26, 0), (0.26, 0.12), (0.17, 0.2), (0.15, 0.7), (0.1, 0.8), (0.075, 1.0), (0.06, 2.9), (0.1, 2.95),
                (0.05, 3.05), (0.05, 3.2)], iron, 12)
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


def bus(x, y, heading, colour="#b4533c"):
    """A town bus, 12 m long, looking along local -y; its middle is at the origin."""
    mesh = Mesh("bus")
    body, lower, dark = plain("#f2efe8", 0.25), plain(colour, 0.25), plain("#1b1c1d", 0.5)
    mesh.prism(_rounded(1.27, 6.0, 0.25), 0.33, 1.0, lower)
    mesh.prism(_rounded(1.27, 6.0, 0.25), 1.0, 1.18, body)
    mesh.prism(_rounded(1.24, 5.97, 0.25), 1.18, 2.5, glass("#182024"))
    mesh.prism(_rounded(1.27, 6.0, 0.25), 2.5, 2.85, body)
    mesh.frustum(_rounded(1.27, 6.0, 0.25), _rounded(1.05, 5.7, 0.3), 2.85, 3.02, body)
    mesh.prism(_rounded(0.8, 3.6, 0.2), 3.0, 3.22, body)
    for side in (-1, 1):
        for dy in (-3.3, -1.7, -0.1, 1.5, 3.1, 4.7):
            mesh.box((side * 1.25 - 0.02, dy - 0.05, 1.18), (side * 1.25 + 0.02, dy + 0.05, 2.5), dark)
        for dy in (-3.4, 2.9):
            with mesh.within(moved(side * 1.1, dy, 0.5) @ Matrix.Rotation(pi / 2, 4, "Y")):
                mesh.lathe([(0, -0.19), (0.5, -0.19), (0.5, 0.19), (0, 0.19)], dark, 24, smooth=False)
                mesh.lathe([(0, -0.2), (0.27, -0.2), (0.27, 0.2), (0, 0.2)], plain("#b9bcbe", 0.3, 0.7), 18, smooth=False)
            arch = disc(dy, 0.5, 0.62, count=24)
            mesh.face([(side * 1.275, a, max(b, 0.33)) for a, b in (arch if side > 0 else arch[::-1])], dark)
    for dy in (-4.9, -0.1, 0.0):
        for k in (0, 1):
            y0 = dy + k * 0.62
            mesh.box((1.26, y0, 0.42), (1.285, y0 + 0.58, 2.45), glass("#20292d"))
    mesh.box((-1.0, -6.02, 1.1), (1.0, -5.98, 2.4), glass("#161c20"))
    mesh.box((-0.8, -6.03, 2.53), (0.8, -5.98, 2.8), dark)
    for k in range(9):
        mesh.box((-0.6 + k * 0.13, -6.04, 2.6), (-0.53 + k * 0.13, -6.02, 2.74), plain("#ffb84a", 0.4))
    for side in (-1, 1):
        mesh.box((side * 0.95 - 0.18, -6.03, 0.62), (side * 0.95 + 0.18, -5.98, 0.78), plain("#f4f4ee", 0.1))
        mesh.box((side * 1.0 - 0.12, 5.98, 0.7), (side * 1.0 + 0.12, 6.03, 1.0), plain("#a01818", 0.2))
        mesh.box((side * 1.38 - 0.06, -6.1, 1.9), (side * 1.38 + 0.06, -5.95, 2.3), dark)
    return mesh.place(moved(x, y, 0.02) @ turned(heading))


def _rounded(half_width, half_length, radius):
    corners = [(1, -1, -90), (1, 1, 0), (-1, 1, 90), (-1, -1, 180)]
    return [(sx * (half_width - radius) + radius * cos(radians(start + a)),
             sy * (half_length - radius) + radius * sin(radians(start + a)))
            for sx, sy, start in corners for a in (0, 30, 60, 90)]


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
            mesh.face([(x0, -1.0, 2.1 + dz), (x1, -1.0, 2.1 + dz), (x1, 1.0, 2.7 + dz), (x0, 1.0, 2.7 + dz)][::flip], tone)
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
    mesh.lathe([(0.42, 0.3), (0.42, 0.9), (0.26, 1.05), (0.22, 2.3), (0.36, 2.45), (0.36, 2.6), (0.12, 2.75), (0.2, 2.95),
                (0.24, 3.1), (0.14, 3.3), (0, 3.45)], basin, 16)
    for sx, sy in ring(1.0, 4):
        mesh.limb((sx * 0.25, sy * 0.25, 1.5), (sx * 0.5, sy * 0.5, 1.45), 0.03, 0.03, plain("#3f3a33", 0.4, 0.6))
        mesh.limb((sx * 0.5, sy * 0.5, 1.45), (sx * 0.62, sy * 0.62, 0.78), 0.018, 0.03, glass("#b9c6c8"))
    return mesh.place(moved(x, y))
