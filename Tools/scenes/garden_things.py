"""What stands in a Japanese garden: rocks, lanterns, shaped pines, maples, bridge, tea house."""

from math import cos, pi, sin
from random import Random

from mathutils import Matrix, Vector, noise

from landscape import BARK, _clusters, _foliage, _trunk
from materials import leaves, plain, planks, roof, stone, weathered
from mesh import Mesh, moved, ring, turned
from walls import Opening, bars, level_top, pane, reveal, skin


def granite():
    return weathered("#8d8a84", 0.45, 0.95, 14.0)


def boulder(seed, tone="#7d746a"):
    """Mesh data of one rock of about a metre, its foot flat."""
    mesh = Mesh("boulder")
    stone_face = weathered(tone, 0.5, 0.95, 9.0)
    steps, count = 9, 16
    shift = Vector((seed * 3.7, seed * 1.3, 0.4))

    def spot(i, k):
        a, b = pi * i / steps, 2 * pi * k / count
        out = Vector((sin(a) * cos(b), sin(a) * sin(b), -cos(a)))
        rough = 0.78 + 0.34 * noise.noise(out * 1.3 + shift) + 0.13 * noise.noise(out * 3.7 + shift)
        return out * rough

    for i in range(steps):
        for k in range(count):
            j = (k + 1) % count
            mesh.face([spot(i, k), spot(i, j), spot(i + 1, j), spot(i + 1, k)], stone_face, True)
    return mesh.data()


def pine(seed):
    """A pine as gardeners shape it: a bent trunk and level cushions of needles."""
    rng = Random(seed)
    mesh = Mesh("shaped pine")
    bark, needles = weathered("#5b4534", 0.5), leaves("#22401f", "#47682f")
    spine = [Vector((0, 0, -0.3))]
    lean = rng.uniform(0, 2 * pi)
    for i in range(1, 7):
        sway = Vector((cos(lean + i * 1.9), sin(lean + i * 1.9), 0)) * 0.42
        spine.append(Vector((0, 0, i * 0.62)) + sway * (1 - i / 9))
    for i, (a, b) in enumerate(zip(spine, spine[1:])):
        mesh.limb(a, b, 0.19 - 0.022 * i, 0.17 - 0.022 * i, bark, 9)
    pads = []
    for i, knee in enumerate(spine[2:], 2):
        for side in (0, pi * 0.95):
            turn = lean + i * 1.25 + side
            reach = (1.75 - 0.2 * i) * rng.uniform(0.8, 1.1)
            pads.append((knee + Vector((cos(turn), sin(turn), 0)) * reach + Vector((0, 0, 0.12)), knee, 0.9 - 0.07 * i))
    pads.append((spine[-1] + Vector((0, 0, 0.2)), spine[-1], 0.62))
    for centre, knee, radius in pads:
        mesh.limb(knee, centre - Vector((0, 0, 0.12)), 0.06, 0.035, bark, 6)
        with mesh.within(Matrix.Translation(centre) @ Matrix.Diagonal((1, 1, 0.36, 1))):
            _foliage(mesh, rng, Vector((0, 0, 0)), radius, 0.1, needles, False)
            _foliage(mesh, rng, Vector((0.25, 0.1, 0.1)), radius * 0.8, 0.1, needles, False)
    return mesh.data()


def small_tree(name, seed, height, crown, blobs, leaf, tones):
    """A tree of other measures than those along the streets."""
    rng = Random(seed)
    mesh = Mesh(name)
    middle = height - crown[2]
    clusters = _clusters(rng, blobs, crown, middle)
    _trunk(mesh, rng, middle, height, clusters)
    for centre, radius in clusters:
        _foliage(mesh, rng, centre, radius, leaf, leaves(*tones), False)
    return mesh.data()


def maple(seed):
    return small_tree("maple", seed, 4.2, (2.0, 2.0, 1.5), 20, 0.1, ("#8a2a1c", "#c8612c"))


def apple_tree(seed):
    return small_tree("apple tree", seed, 4.6, (2.2, 2.2, 1.6), 20, 0.11, ("#4f6b2a", "#87a046"))


def clipped(seed, tones=("#3b5a24", "#6b8a3c")):
    """A shrub clipped round."""
    rng = Random(seed)
    mesh = Mesh("clipped shrub")
    for turn in range(5):
        centre = Vector((0.4 * cos(turn * 1.26), 0.4 * sin(turn * 1.26), 0.28))
        _foliage(mesh, rng, centre, 0.5, 0.06, leaves(*tones), False)
    _foliage(mesh, rng, Vector((0, 0, 0.5)), 0.55, 0.06, leaves(*tones), False)
    mesh.limb((0, 0, -0.3), (0, 0, 0.5), 0.1, 0.1, weathered(BARK, 0.4), 6)
    return mesh.data()


def lantern(x, y, z=0.0, broad=False):
    """A stone lantern on a post, or the broad one that stands at the water on legs."""
    mesh = Mesh("lantern")
    face, dark = granite(), plain("#191512", 0.9)
    if broad:
        for turn in range(4):
            px, py = 0.36 * cos(pi / 4 + turn * pi / 2), 0.36 * sin(pi / 4 + turn * pi / 2)
            mesh.limb((px * 1.2, py * 1.2, -0.3), (px, py, 0.5), 0.09, 0.08, face, 6)
        foot, wide = 0.5, 0.85
    else:
        mesh.prism(ring(0.42, 6), -0.3, 0.16, face)
        mesh.lathe(
            [(0.27, 0.16), (0.17, 0.3), (0.16, 0.7), (0.19, 0.74), (0.16, 0.78), (0.17, 1.12), (0.28, 1.22)], face, 16
        )
        foot, wide = 1.2, 0.58
    mesh.frustum(ring(0.3, 6), ring(0.42, 6), foot, foot + 0.12, face)
    mesh.prism(ring(0.27, 6), foot + 0.12, foot + 0.5, face)
    for i in range(6):
        with mesh.within(Matrix.Rotation(pi / 6 + i * pi / 3, 4, "Z")):
            mesh.box((0.225, -0.08, foot + 0.2), (0.24, 0.08, foot + 0.42), dark)
    mesh.frustum(ring(wide, 6), ring(wide * 0.62, 6), foot + 0.5, foot + 0.62, face)
    mesh.frustum(ring(wide * 0.62, 6), ring(0.12, 6), foot + 0.62, foot + 0.86, face)
    mesh.lathe(
        [(0.12, foot + 0.84), (0.08, foot + 0.9), (0.13, foot + 1.0), (0.07, foot + 1.12), (0, foot + 1.2)], face, 12
    )
    mesh.place(moved(x, y, z))


def arched_bridge(start, end, rise=0.85, width=1.7):
    """A wooden bridge in one arch between two banks, with posts and rails."""
    mesh = Mesh("bridge")
    wood, red = planks("#7d5c3c", 0.16, True), weathered("#a33b28", 0.25, 0.7)
    a, b = Vector((*start, 0.06)), Vector((*end, 0.06))
    length = (b - a).length
    along, half, count = (b - a).normalized(), width / 2, 20

    def height(t):
        return rise * (1 - (2 * t - 1) ** 2)

    across = Vector((-along.y, along.x, 0))

    def at(t, side, lift=0.0):
        return a + along * (length * t) + across * side + Vector((0, 0, height(t) + lift))

    for i in range(count):
        t0, t1 = i / count, (i + 1) / count
        for s0, s1, low, high, face in (
            (-half, half, 0, 0.07, wood), (-half, -half + 0.14, -0.24, 0, red),
            (half - 0.14, half, -0.24, 0, red),
        ):
            corners = [at(t, s, z) for t in (t0, t1) for s in (s0, s1) for z in (low, high)]
            p = corners
            mesh.face([p[1], p[5], p[7], p[3]], face)
            mesh.face([p[0], p[2], p[6], p[4]], face)
            mesh.face([p[0], p[4], p[5], p[1]], face)
            mesh.face([p[2], p[3], p[7], p[6]], face)
        for side in (-half + 0.05, half - 0.05):
            for lift in (0.5, 0.86):
                mesh.limb(at(t0, side, lift), at(t1, side, lift), 0.045, 0.045, red, 8)
    for i in range(0, count + 1, 4):
        for side in (-half + 0.05, half - 0.05):
            foot = at(i / count, side, -0.3)
            mesh.limb(foot, at(i / count, side, 1.02), 0.07, 0.07, red, 10)
            mesh.ball(at(i / count, side, 1.08), (0.09, 0.09, 0.1), plain("#3a3c36", 0.5, 0.6), 10)
    mesh.place()


def tea_house(x, y, z, facing):
    """A small house on a stone foot: paper screens behind a veranda, a hipped roof with a steeper crown."""
    mesh = Mesh("tea house")
    wood, floor = planks("#54402e", 0.25), planks("#9a7a52", 0.14)
    paper, plaster = plain("#eee8d8", 0.9), weathered("#cdbf9d", 0.15)
    w, d, low, eaves = 3.1, 2.1, 0.55, 2.95
    mesh.box(
        (-w - 1.1, -d - 1.2, -1.5),
        (w + 1.1, d + 0.5, 0.12),
        stone("#8d8a84", "#7b7872", "#5a5751", 0.8, 0.4, 0.02, 0.4),
    )
    mesh.box((-w - 0.9, -d - 1.0, 0.42), (w + 0.9, d + 0.3, low), floor)
    for px in (-w - 0.8, -w, -w / 3, w / 3, w, w + 0.8):
        mesh.box((px - 0.08, -d - 0.95, 0.1), (px + 0.08, -d - 0.79, 0.45), wood)
    for px in (-w, -w / 3, w / 3, w):
        for py in (-d, d):
            mesh.box((px - 0.08, py - 0.08, low), (px + 0.08, py + 0.08, eaves), wood)
    for px in (-w - 0.8, w + 0.8):
        mesh.box((px - 0.07, -d - 0.9, 0.1), (px + 0.07, -d - 0.76, eaves), wood)
    for number, span in ((0, 2 * w), (1, 2 * d), (2, 2 * w), (3, 2 * d)):
        corner = ((-w, -d), (w, -d), (w, d), (-w, d))[number]
        with mesh.within(moved(*corner, low) @ Matrix.Rotation(number * pi / 2, 4, "Z")):
            if number in (0, 1, 3):
                count = 3 if number == 0 else 2
                doors = [Opening(span * (i + 0.5) / count, 0.1, span / count - 0.25, 1.95) for i in range(count)]
            else:
                doors = []
            skin(mesh, level_top(span, eaves - low), doors, plaster)
            for i, opening in enumerate(doors):
                reveal(mesh, opening, 0.08, wood)
                pane(mesh, opening, 0.08, plain("#1d1813", 0.9) if number == 0 and i == 1 else paper)
                if not (number == 0 and i == 1):
                    bars(mesh, opening, 0.08, wood, 4, 5, 0.03)
            mesh.box((0, -0.05, 2.1), (span, 0.03, 2.22), wood)
    for px in (-w - 0.8, w + 0.8):
        mesh.limb((px, -d - 0.83, 1.15), (px, -d, 1.15), 0.04, 0.04, wood, 6)
    _tea_roof(mesh, w + 1.35, d + 1.35, eaves)
    mesh.place(moved(x, y, z) @ turned(facing))


def _tea_roof(mesh, w, d, eaves):
    tiles, wood = roof("#4b4a47", "#5c5a55", 0.26, 0.24), planks("#54402e", 0.2)

    def plan(a, b):
        return [(-a, -b), (a, -b), (a, b), (-a, b)]

    mesh.frustum(plan(w, d), plan(w + 0.05, d + 0.05), eaves - 0.06, eaves + 0.1, wood)
    mesh.frustum(plan(w + 0.05, d + 0.05), plan(w * 0.78, d * 0.7), eaves + 0.1, eaves + 0.5, tiles)
    mesh.frustum(plan(w * 0.78, d * 0.7), plan(w * 0.62, d * 0.42), eaves + 0.5, eaves + 1.1, tiles)
    top, half, b, z = eaves + 2.1, w * 0.62, d * 0.42, eaves + 1.1
    for s in (1, -1):
        with mesh.within(Matrix.Rotation(0 if s > 0 else pi, 4, "Z")):
            mesh.face(
                [
                    (-half - 0.15, -b - 0.1, z - 0.05), (half + 0.15, -b - 0.1, z - 0.05),
                    (half + 0.15, 0, top), (-half - 0.15, 0, top),
                ],
                tiles,
            )
            mesh.face([(half, -b, z), (half, b, z), (half, 0, top - 0.1)], plain("#d9cfb8", 0.9))
    mesh.box((-half - 0.25, -0.16, top - 0.08), (half + 0.25, 0.16, top + 0.2), tiles)
    for s in (-1, 1):
        mesh.box((s * (half + 0.2) - 0.12, -0.2, top - 0.05), (s * (half + 0.2) + 0.12, 0.2, top + 0.42), granite())
