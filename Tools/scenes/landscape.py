"""Ground, hills, trees: what stands around the houses."""

from math import cos, hypot, pi, sin
from random import Random

import bpy
from mathutils import Matrix, Vector, noise

from materials import leaves, weathered
from mesh import Mesh, instance, moved


def smooth(low, high, value):
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


GROUND_BELOW_PAVING = 0.12
"""Paving lies at height 0; the bare ground a little lower, so that the two never coincide."""


def hills(x, y):
    """Height of the Palatinate forest round the town, metres: flat within 300 m, ridges beyond 1.2 km."""
    away = hypot(x, y)
    rise = smooth(500, 2600, away)
    ridge = 0.5 + 0.5 * noise.noise((x / 1500, y / 1500, 3.7))
    fine = noise.noise((x / 420, y / 420, 1.2))
    crowns = noise.noise((x / 60, y / 60, 7.0))
    return rise * (95 + 190 * ridge + 34 * fine + 9 * crowns) - GROUND_BELOW_PAVING


def terrain(material, height=hills, reach=9000, spokes=360):
    """One seamless ground from the guest's feet to beyond the horizon; rings widen with distance."""
    radii = [0.0, 1.5]
    while radii[-1] < reach:
        radii.append(radii[-1] * 1.045 + 0.25)
    vertices = [(0, 0, height(0, 0))]
    for radius in radii[1:]:
        for i in range(spokes):
            x, y = radius * cos(2 * pi * i / spokes), radius * sin(2 * pi * i / spokes)
            vertices.append((x, y, height(x, y)))
    faces = [(0, 1 + i, 1 + (i + 1) % spokes) for i in range(spokes)]
    for k in range(len(radii) - 2):
        a, b = 1 + k * spokes, 1 + (k + 1) * spokes
        faces += [(a + i, b + i, b + (i + 1) % spokes, a + (i + 1) % spokes) for i in range(spokes)]
    data = bpy.data.meshes.new("terrain")
    data.from_pydata(vertices, [], faces)
    data.materials.append(material)
    data.polygons.foreach_set("use_smooth", [True] * len(faces))
    return instance(data, Matrix.Identity(4))


def patch(outline, material, top=0.03, bottom=-0.4):
    """Paving, a lawn, a kerb: a slab that stands a little out of the terrain."""
    mesh = Mesh("patch")
    mesh.prism(outline, bottom, top, material)
    return mesh.place()


def rectangle(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def disc(x, y, rx, ry=None, count=48):
    ry = ry or rx
    return [(x + rx * cos(2 * pi * i / count), y + ry * sin(2 * pi * i / count)) for i in range(count)]


BARK = "#4d4034"


def tree(kind, seed):
    """Mesh data of one tree: a branched trunk and some thousand single leaves in noisy clusters."""
    rng = Random(seed)
    shape = {
        "lime": dict(height=11, crown=(3.6, 3.6, 4.0), blobs=24, leaf=0.17, tones=("#4b6b23", "#7f9a3a")),
        "oak": dict(height=12, crown=(5.4, 5.4, 3.9), blobs=34, leaf=0.17, tones=("#3b5520", "#6b8033")),
        "poplar": dict(height=17, crown=(1.7, 1.7, 7.2), blobs=26, leaf=0.15, tones=("#4d6a28", "#85994a")),
        "young": dict(height=6.5, crown=(1.7, 1.7, 2.1), blobs=12, leaf=0.13, tones=("#557a2a", "#8fae48")),
        "willow": dict(height=9, crown=(4.6, 4.6, 3.4), blobs=28, leaf=0.15, tones=("#5f7a3c", "#96a860")),
        "bush": dict(height=1.6, crown=(1.1, 1.1, 0.8), blobs=9, leaf=0.1, tones=("#3f5a22", "#6d8438")),
    }[kind]
    mesh = Mesh(kind)
    rx, ry, rz = shape["crown"]
    middle = shape["height"] - rz
    clusters = _clusters(rng, shape["blobs"], (rx, ry, rz), middle)
    _trunk(mesh, rng, middle, shape["height"], clusters)
    tone = leaves(*shape["tones"])
    for centre, radius in clusters:
        _foliage(mesh, rng, centre, radius, shape["leaf"], tone, kind == "willow")
    return mesh.data()


def _clusters(rng, count, crown, middle):
    """Centres and radii of leaf clusters, spread evenly over an uneven ellipsoid."""
    result = []
    for i in range(count):
        z = 1 - 2 * (i + 0.5) / count
        turn = i * 2.39996 + rng.uniform(-0.4, 0.4)
        flat = (1 - z * z) ** 0.5
        reach = rng.uniform(0.5, 0.86)
        centre = Vector((crown[0] * flat * cos(turn), crown[1] * flat * sin(turn), crown[2] * z)) * reach
        result.append((centre + Vector((0, 0, middle)), min(crown) * rng.uniform(0.34, 0.5)))
    return result


def _trunk(mesh, rng, middle, height, clusters):
    bark = weathered(BARK, 0.4)
    thick = height * 0.022
    fork = Vector((rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2), middle * 0.62))
    mesh.lathe([(thick * 1.9, -0.4), (thick * 1.35, 0.15), (thick, 0.8)], bark, 10)
    mesh.limb((0, 0, 0.7), fork, thick, thick * 0.75, bark, 10)
    mesh.limb(fork - Vector((0, 0, 0.1)), (0, 0, middle + 0.3 * (height - middle)), thick * 0.75, thick * 0.2, bark)
    for centre, _ in clusters[::2]:
        mesh.limb(
            fork + Vector((0, 0, rng.uniform(-0.1, 0.3) * middle * 0.3)), centre, thick * 0.4, thick * 0.1, bark, 5
        )


def _foliage(mesh, rng, centre, radius, leaf, material, weeping):
    count = int(19 * (radius / leaf) ** 1.25)
    for _ in range(count):
        out = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1))).normalized()
        bump = 0.75 + 0.5 * noise.noise(out * 2.1 + centre)
        point = centre + out * radius * bump * rng.uniform(0.55, 1.0)
        if weeping:
            point.z -= rng.random() ** 2 * 1.8
        normal = (out + Vector((rng.gauss(0, 0.6), rng.gauss(0, 0.6), 0.3 + rng.gauss(0, 0.6)))).normalized()
        across = normal.orthogonal().normalized()
        across.rotate(Matrix.Rotation(rng.uniform(0, 2 * pi), 3, normal))
        along = normal.cross(across)
        s = leaf * rng.uniform(0.7, 1.3)
        mesh.face([point - along * s, point + across * s * 0.6, point + along * s, point - across * s * 0.6], material)


class Grove:
    """Trees of a few kinds, each mesh made once and planted many times."""

    def __init__(self, seed):
        self.rng = Random(seed)
        self.kinds = {}

    def plant(self, kind, x, y, size=1.0, z=0.0):
        variants = self.kinds.setdefault(kind, [])
        if len(variants) < 2:
            variants.append(tree(kind, len(variants) + 10 * len(kind)))
        data = variants[self.rng.randrange(len(variants))]
        scale = size * self.rng.uniform(0.88, 1.12)
        frame = moved(x, y, z) @ Matrix.Rotation(self.rng.uniform(0, 6.28), 4, "Z") @ Matrix.Scale(scale, 4)
        return instance(data, frame)

    def row(self, kind, start, end, count, size=1.0):
        for i in range(count):
            t = i / max(1, count - 1)
            self.plant(
                kind,
                start[0] + (end[0] - start[0]) * t + self.rng.uniform(-0.3, 0.3),
                start[1] + (end[1] - start[1]) * t + self.rng.uniform(-0.3, 0.3),
                size,
            )

    def wood(self, kinds, inner, outer, count, sector=(0, 360), size=1.0, clear=lambda x, y: True, height=hills):
        """Scatters trees over a ring sector (headings in degrees); `clear` says where a tree may stand."""
        for _ in range(count):
            heading = (sector[0] + (sector[1] - sector[0]) * self.rng.random()) * pi / 180
            away = (inner**2 + (outer**2 - inner**2) * self.rng.random()) ** 0.5
            x, y = away * sin(heading), away * cos(heading)
            kind = self.rng.choice(kinds)
            if clear(x, y):
                self.plant(kind, x, y, size, height(x, y) - 0.1)


def tufts(seed, inner, outer, count, tones=("#5c7030", "#8a9448"), clear=lambda x, y: True, size=0.16, height=None):
    """Grass blades in small tufts near the guest, where a flat texture would show."""
    rng = Random(seed)
    mesh = Mesh("tufts")
    blade = leaves(*tones)
    for _ in range(count):
        turn, away = rng.uniform(0, 2 * pi), (inner**2 + (outer**2 - inner**2) * rng.random()) ** 0.5
        x, y = away * cos(turn), away * sin(turn)
        if not clear(x, y):
            continue
        base = height(x, y) if height else 0.0
        for _ in range(5):
            lean, wide = Vector((rng.gauss(0, 0.06), rng.gauss(0, 0.06), 0)), rng.uniform(0, pi)
            foot = Vector((x + rng.gauss(0, 0.06), y + rng.gauss(0, 0.06), base))
            half = Vector((cos(wide), sin(wide), 0)) * 0.012
            tip = foot + lean + Vector((0, 0, size * rng.uniform(0.5, 1.3)))
            mesh.face([foot - half, foot + half, tip], blade)
    return mesh.place()
