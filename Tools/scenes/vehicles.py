"""Horse and cart, bus and car."""

from math import cos, pi, radians, sin

from mathutils import Matrix

from landscape import disc
from materials import glass, plain, planks, weathered
from mesh import Mesh, moved, ring, turned
from people import cloth


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


def wheel(mesh, x, y, radius, wood, spokes=12):
    """A spoked cart wheel that rolls along y."""
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
            wheel(mesh, dx, -0.9, 0.5, wood)
            wheel(mesh, dx, 1.0, 0.62, wood)
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


def horse_cab(x, y, heading):
    """A hackney carriage as it waited before stations about 1900: closed, with lamps, its driver's box in front."""
    mesh = Mesh("cab")
    body, dark, leather = plain("#1d2a2b", 0.25), plain("#151414", 0.4), plain("#3a2318", 0.5)
    rim = plain("#7b2d1f", 0.5)
    horse(mesh, "#4a2d1a", "#1c120c")
    with mesh.within(moved(0, 2.9)):
        for dx in (-0.8, 0.8):
            wheel(mesh, dx, -0.8, 0.42, rim)
            wheel(mesh, dx, 1.1, 0.58, rim)
        for dy, z in ((-0.8, 0.42), (1.1, 0.58)):
            mesh.box((-0.8, dy - 0.03, z - 0.03), (0.8, dy + 0.03, z + 0.03), dark)
        mesh.frustum(_oblong(0.5, -0.2, 1.5), _oblong(0.66, -0.4, 1.75), 0.6, 1.25, body)
        mesh.frustum(_oblong(0.66, -0.4, 1.75), _oblong(0.64, -0.35, 1.7), 1.25, 2.15, body)
        mesh.frustum(_oblong(0.7, -0.45, 1.8), _oblong(0.5, -0.2, 1.5), 2.15, 2.28, leather)
        for side in (-1, 1):
            mesh.box((side * 0.655 - 0.02, 0.25, 1.35), (side * 0.655 + 0.02, 1.05, 2.0), glass("#2b3230"))
            mesh.limb((side * 0.72, -0.42, 1.5), (side * 0.72, -0.42, 1.85), 0.07, 0.07, plain("#b99a52", 0.3, 0.8))
            mesh.box((side * 0.38 - 0.025, -3.9, 0.95), (side * 0.38 + 0.025, -0.8, 1.0), rim)
        mesh.box((-0.5, -1.1, 1.15), (0.5, -0.45, 1.4), leather)
        mesh.box((-0.5, -1.5, 0.75), (0.5, -1.42, 1.15), dark)
        mesh.box((-0.45, -1.5, 0.62), (0.45, 1.6, 0.7), dark)
        _driver(mesh)
    return mesh.place(moved(x, y, 0.03) @ turned(heading))


def _driver(mesh):
    coat, skin = cloth("#2a2f3a"), plain("#c99a7c", 0.7)
    with mesh.within(moved(0, -0.75, 1.4)):
        mesh.lathe([(0.24, 0), (0.2, 0.3), (0.23, 0.5), (0.09, 0.62), (0, 0.62)], coat, 14, 0.75)
        for side in (-1, 1):
            mesh.limb((side * 0.13, 0, 0.06), (side * 0.14, -0.45, 0.02), 0.09, 0.08, cloth("#26241f"))
            mesh.limb((side * 0.14, -0.45, 0.02), (side * 0.14, -0.55, -0.5), 0.08, 0.06, cloth("#26241f"))
            mesh.limb((side * 0.2, 0, 0.52), (side * 0.14, -0.42, 0.28), 0.06, 0.05, coat)
        mesh.ball((0, -0.01, 0.74), (0.09, 0.1, 0.125), skin)
        mesh.lathe([(0, 0.78), (0.17, 0.78), (0.17, 0.8), (0.11, 0.81), (0.1, 0.98), (0, 1.0)], plain("#141314", 0.4), 14)


def _oblong(half_width, front, back):
    return [(-half_width, front), (half_width, front), (half_width, back), (-half_width, back)]


def handcart(x, y, heading):
    """A ladder-sided handcart with bundles and a case, its pole on the ground before it."""
    mesh = Mesh("handcart")
    wood = planks("#6b5138")
    for dx in (-0.42, 0.42):
        wheel(mesh, dx, -0.45, 0.24, wood, 8)
        wheel(mesh, dx, 0.5, 0.27, wood, 8)
    mesh.box((-0.3, -0.7, 0.33), (0.3, 0.8, 0.38), wood)
    for side in (-1, 1):
        for z in (0.42, 0.7):
            mesh.limb((side * (0.2 + z * 0.3), -0.75, z), (side * (0.2 + z * 0.3), 0.85, z), 0.025, 0.025, wood, 6)
        for i in range(7):
            at = -0.65 + i * 0.23
            mesh.limb((side * 0.3, at, 0.36), (side * 0.42, at, 0.72), 0.014, 0.014, wood, 5)
    mesh.limb((0, -0.7, 0.34), (0, -1.6, 0.95), 0.025, 0.022, wood, 6)
    for px, py, tone in ((-0.1, -0.3, "#6d6048"), (0.1, 0.1, "#8a8272"), (-0.08, 0.5, "#4d4a55")):
        mesh.ball((px, py, 0.62), (0.27, 0.28, 0.22), cloth(tone), 10)
    mesh.box((-0.2, -0.1, 0.74), (0.25, 0.45, 0.92), plain("#5a3a26", 0.5))
    return mesh.place(moved(x, y, 0.02) @ turned(heading))


def _load(mesh):
    barrel_wood, hoop, sack = planks("#8a623a", 0.1, True), plain("#3a3632", 0.5, 0.7), cloth("#b9a47c")
    for y in (-0.9, -0.2):
        barrel(mesh, 0.0, y, 0.8, barrel_wood, hoop)
    for x, y, z in ((-0.3, 0.6, 0.95), (0.3, 0.7, 0.95), (0.0, 1.2, 0.95), (0.05, 0.75, 1.25)):
        mesh.ball((x, y, z), (0.3, 0.38, 0.2), sack, 10)


def barrel(mesh, x, y, z, wood, hoop):
    with mesh.within(moved(x, y, z)):
        mesh.lathe(
            [(0, 0), (0.25, 0), (0.3, 0.22), (0.31, 0.4), (0.3, 0.58), (0.25, 0.8), (0.23, 0.78), (0, 0.76)], wood, 18
        )
        for h, r in ((0.08, 0.275), (0.28, 0.312), (0.52, 0.312), (0.72, 0.275)):
            mesh.lathe([(r, h - 0.02), (r + 0.008, h), (r, h + 0.02)], hoop, 18)


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
                mesh.lathe(
                    [(0, -0.2), (0.27, -0.2), (0.27, 0.2), (0, 0.2)], plain("#b9bcbe", 0.3, 0.7), 18, smooth=False
                )
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
    return [
        (
            sx * (half_width - radius) + radius * cos(radians(start + a)),
            sy * (half_length - radius) + radius * sin(radians(start + a)),
        )
        for sx, sy, start in corners
        for a in (0, 30, 60, 90)
    ]


def car(x, y, facing, colour):
    mesh = Mesh("car")
    paint, dark = plain(colour, 0.2, 0.1), plain("#141516", 0.5)
    half = 0.88
    low = [(-2.15, 0.3), (2.15, 0.3), (2.15, 0.72), (1.9, 0.86), (0.95, 0.95), (-1.8, 0.98), (-2.1, 0.85)]
    cabin = [(1.05, 0.92), (0.35, 1.42), (-1.1, 1.46), (-1.75, 0.95)]
    for outline, width, material in ((low, half, paint), (cabin, half - 0.12, glass("#161b1e"))):
        for s in (-1, 1):
            side_points = [(s * width, -a, b) for a, b in outline]
            mesh.face(side_points if s < 0 else side_points[::-1], material)
        for (a, az), (b, bz) in zip(outline, outline[1:] + outline[:1]):
            mesh.face([(-width, -a, az), (width, -a, az), (width, -b, bz), (-width, -b, bz)], material)
    mesh.box((-half + 0.14, -0.36, 1.41), (half - 0.14, 1.12, 1.47), paint)
    for s in (-1, 1):
        for dy in (-1.35, 1.3):
            with mesh.within(moved(s * 0.8, dy, 0.32) @ Matrix.Rotation(pi / 2, 4, "Y")):
                mesh.lathe([(0, -0.11), (0.32, -0.11), (0.32, 0.11), (0, 0.11)], dark, 20, smooth=False)
                mesh.lathe(
                    [(0, -0.12), (0.2, -0.12), (0.2, 0.12), (0, 0.12)], plain("#b9bcbe", 0.3, 0.7), 14, smooth=False
                )
    mesh.place(moved(x, y, 0.02) @ turned(facing))
