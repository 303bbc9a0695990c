"""Stands that close a round: two tiers of seats, a glazed storey between them, roofs hung from trusses.

Everything follows one outline round the pitch; a profile is given as metres outward from it and heights.
"""

from math import atan2
from random import Random

from mathutils import Matrix, Vector

from materials import Shader, glass, linear, plain, weathered
from mesh import Mesh, instance, moved

OUTLINE = ((-2, 9), (112, 9), (121, 0), (121, -74), (112, -83), (-2, -83), (-11, -74), (-11, 0))
"""Front edge of the stands, clockwise as seen from above."""

OPEN = (3, 5)
"""Sides without upper tier and roof: the two southern corners."""

LOWER = [(0.0, 1.1)] + [(0.9 + 0.84 * i, 1.1 + 0.36 * i) for i in range(18)]

UPPER = [(17.6, 10.2)] + [(18.4 + 0.8 * i, 10.2 + 0.5 * i) for i in range(23)]
"""Profiles of the tiers: metres outward from the front edge, height of the step there."""

BACK, ROOF_BACK, ROOF_FRONT = 37.5, 27.6, 25.4


def edge(distance):
    """The outline moved outward: one corner for each of OUTLINE."""
    corners, count = [Vector(p) for p in OUTLINE], len(OUTLINE)
    lines = []
    for i in range(count):
        along = (corners[(i + 1) % count] - corners[i]).normalized()
        lines.append((corners[i] + Vector((-along.y, along.x)) * distance, along))
    result = []
    for i in range(count):
        (p, a), (q, b) = lines[i - 1], lines[i]
        t = ((q - p).x * b.y - (q - p).y * b.x) / (a.x * b.y - a.y * b.x)
        result.append(p + a * t)
    return result


def sweep(mesh, profile, material, skip=()):
    """Faces along the ring between neighbouring profile points (distance, height), seen from the pitch."""
    rings = [(edge(d), z) for d, z in profile]
    for (low, z0), (high, z1) in zip(rings, rings[1:]):
        for i in range(len(OUTLINE)):
            if i not in skip:
                j = (i + 1) % len(OUTLINE)
                mesh.face([(*low[j], z0), (*low[i], z0), (*high[i], z1), (*high[j], z1)], material)


def stairs_of(tier):
    """A tier's steps as one profile: riser, tread, riser…"""
    profile = []
    for (d, z), (next_d, next_z) in zip(tier, tier[1:]):
        profile += [(d, z), (next_d, z), (next_d, next_z)]
    return profile


def stands():
    mesh = Mesh("stands")
    concrete, dark = weathered("#a5a29b", 0.2), glass("#242c30")
    sweep(mesh, [(0.0, -0.4), (0.0, 1.1)], weathered("#7d2a2c", 0.15))
    sweep(mesh, stairs_of(LOWER), concrete)
    end = LOWER[-1]
    sweep(mesh, [end, (17.6, end[1])], concrete)
    sweep(mesh, [(17.6, end[1]), (17.6, 9.6)], dark, OPEN)
    sweep(mesh, [(17.6, 9.6), (16.9, 9.6), (16.9, 10.9), (17.1, 10.9), (17.6, 10.2)], weathered("#c9c6be", 0.15), OPEN)
    sweep(mesh, stairs_of(UPPER), concrete, OPEN)
    top = UPPER[-1]
    sweep(mesh, [top, (36.6, top[1]), (36.6, top[1] + 2.2)], concrete, OPEN)
    sweep(mesh, [(36.6, top[1] + 2.2), (36.6, ROOF_BACK)], glass("#4b5a60"), OPEN)
    sweep(
        mesh,
        [(17.6, end[1]), (17.6, end[1] + 1.2), (17.9, end[1] + 1.2), (17.9, -1)],
        concrete,
        [i for i in range(8) if i not in OPEN],
    )
    outer = [(BACK, ROOF_BACK), (BACK, -1)]
    sweep(mesh, outer, weathered("#b5b2aa", 0.15), OPEN)
    _ends(mesh, concrete)
    _vomitories(mesh)
    mesh.place()


def _ends(mesh, concrete):
    """Walls where the high stands stop at the open corners."""
    profile = [(17.6, -1), (17.6, 10.2)] + UPPER[1:] + [(36.6, ROOF_BACK), (BACK, ROOF_BACK), (BACK, -1)]
    for side in OPEN:
        for corner, way in ((side, 1), ((side + 1) % 8, -1)):
            outline = [(*edge(d)[corner], z) for d, z in profile]
            mesh.face(outline[::way], concrete)


def frame_of(side):
    """Frame at the start of a side: x along it, y outward; and its corners."""
    a, b = Vector(OUTLINE[side]), Vector(OUTLINE[(side + 1) % 8])
    along = b - a
    return moved(*a) @ Matrix.Rotation(atan2(along.y, along.x), 4, "Z"), along.length


def span_of(side, distance):
    """From where to where a side reaches at a distance outward, along its own frame."""
    corners = edge(distance)
    a, b = Vector(OUTLINE[side]), Vector(OUTLINE[(side + 1) % 8])
    along = (b - a).normalized()
    return (corners[side] - a).dot(along), (corners[(side + 1) % 8] - a).dot(along)


def _vomitories(mesh):
    """Dark mouths of the passages in the glazed wall between the tiers, and mullions."""
    post, dark = plain("#8f9294", 0.4, 0.4), plain("#15171a", 0.9)
    for side in range(8):
        if side in OPEN:
            continue
        frame, _ = frame_of(side)
        start, end = span_of(side, 17.5)
        with mesh.within(frame):
            count = max(2, int((end - start) / 2.4))
            for i in range(count + 1):
                x = start + 0.1 + (end - start - 0.2) * i / count
                mesh.box((x - 0.06, 17.45, LOWER[-1][1]), (x + 0.06, 17.6, 9.6), post)
            low, high = span_of(side, 24)
            for i in range(int((high - low) / 22)):
                x = low + 11 + i * 22
                mesh.box((x - 1.3, 22.0, 12.2), (x + 1.3, 24.6, 14.7), weathered("#a5a29b", 0.2))
                mesh.box((x - 1.0, 21.95, 12.5), (x + 1.0, 22.1, 14.5), dark)


def seat_block(colour, count=10):
    """A run of folding seats, half a metre each, looking along local -y."""
    mesh = Mesh("seats")
    shell = plain(colour, 0.6)
    for i in range(count):
        x = i * 0.5 + 0.04
        mesh.box((x, 0.12, 0.3), (x + 0.42, 0.5, 0.36), shell)
        mesh.face([(x, 0.5, 0.3), (x + 0.42, 0.5, 0.3), (x + 0.42, 0.58, 0.74), (x, 0.58, 0.74)], shell)
        mesh.face([(x + 0.42, 0.52, 0.3), (x, 0.52, 0.3), (x, 0.6, 0.74), (x + 0.42, 0.6, 0.74)], shell)
    return mesh.data()


def rows():
    """Every row of seats: side, distance outward, height of its tread."""
    for side in range(8):
        for tier in (LOWER, UPPER):
            if tier is UPPER and side in OPEN:
                continue
            for d, z in tier[1:]:
                yield side, d, z


def seats():
    rng = Random(90)
    models = [seat_block("#a81f28"), seat_block("#b52a30"), seat_block("#971b24")]
    light, pair = seat_block("#d9d4cc"), seat_block("#a81f28", 2)
    for side, d, z in rows():
        frame, _ = frame_of(side)
        start, end = span_of(side, d)
        x, k = start + 0.5, 0
        while x + 5 < end:
            data = light if side == 0 and 10 < z < 22 and 9 <= k <= 12 and 3 < (z - 10) < 9 else rng.choice(models)
            instance(data, frame @ moved(x, d, z))
            k += 1
            x += 5.0 + (1.2 if k % 4 == 0 else 0.0)
        while x + 1.2 < end:
            instance(pair, frame @ moved(x, d, z))
            x += 1.0


def _lit(colour, strength):
    """Sheets that let some daylight through; the light that the pitch throws up is in it, too.

    They are no lamps to Cycles: sampling so large ones would make grain everywhere else.
    """
    shader = Shader("lit sheet " + colour)
    shader.material.cycles.sample_as_light = False
    tint = linear(colour)
    return shader.finish(Base_Color=tint, Roughness=0.9, Emission=tint, Emission_Strength=strength)


def roofs():
    mesh = Mesh("roofs")
    sheet, under, steel = weathered("#c9ccd0", 0.12, 0.6), _lit("#aeb0ac", 0.28), plain("#d3d6d8", 0.4, 0.3)
    red = plain("#a81f28", 0.4)
    joint = ROOF_FRONT + (ROOF_BACK - 0.4 - ROOF_FRONT) * 6.5 / 31.1
    sweep(mesh, [(5.5, ROOF_FRONT), (12, joint)], _lit("#c9d3d6", 0.75), OPEN)
    sweep(mesh, [(12, joint), (36.6, ROOF_BACK - 0.4)], under, OPEN)
    sweep(mesh, [(BACK + 1.5, ROOF_BACK + 0.5), (5.5, ROOF_FRONT + 0.7)], sheet, OPEN)
    sweep(mesh, [(5.5, ROOF_FRONT), (5.5, ROOF_FRONT + 0.7)], red, OPEN)
    sweep(mesh, [(BACK + 1.5, ROOF_BACK + 0.5), (BACK + 1.5, ROOF_BACK - 0.2), (36.6, ROOF_BACK - 0.4)], sheet, OPEN)
    for side in range(8):
        if side not in OPEN:
            _girders(mesh, side, steel)
    for side in OPEN:
        for corner in (side, (side + 1) % 8):
            outline = [
                (5.5, ROOF_FRONT), (BACK + 1.5, ROOF_BACK - 0.2), (BACK + 1.5, ROOF_BACK + 0.5),
                (5.5, ROOF_FRONT + 0.7),
            ]
            points = [(*edge(d)[corner], z) for d, z in outline]
            mesh.face(points, red)
    mesh.place()


def _girders(mesh, side, steel):
    """Trusses above the roof and, along its front, a lattice girder with the floodlights."""
    frame, length = frame_of(side)
    count = max(1, round(length / 9.5))
    rib = _lit("#83868a", 0.16)
    lamp, case = plain("#f8f6ee", 0.15), plain("#4a4f52", 0.4, 0.5)
    with mesh.within(frame):
        for i in range(count + 1):
            x = min(max(length * i / count, 0.6), length - 0.6)
            foot = [(d, ROOF_FRONT + 0.7 + (d - 5.5) * 0.06) for d in (6, 13.5, 21, 28.5, 36)]
            head = [(d, z + 0.5 + 3.4 * t) for (d, z), t in zip(foot, (0.0, 0.35, 0.6, 0.85, 1.0))]
            for (a, za), (b, zb) in zip(head, head[1:]):
                mesh.limb((x, a, za), (x, b, zb), 0.16, 0.16, steel, 6)
            for k in range(4):
                mesh.limb(
                    (x, foot[k + 1][0], foot[k + 1][1]), (x, head[k + 1][0], head[k + 1][1]), 0.09, 0.09, steel, 6
                )
                mesh.limb((x, foot[k][0], foot[k][1]), (x, head[k + 1][0], head[k + 1][1]), 0.08, 0.08, steel, 6)
            mesh.limb((x, 36.4, ROOF_BACK - 0.6), (x, 6.8, ROOF_FRONT - 0.15), 0.13, 0.13, rib, 6)
            if i < count:
                x1 = min(length * (i + 1) / count, length - 0.6)
                for d in (12.0, 20.0, 28.0):
                    z = ROOF_FRONT + (ROOF_BACK - 0.4 - ROOF_FRONT) * (d - 5.5) / 31.1 - 0.1
                    mesh.limb((x, d, z), (x1, d, z), 0.08, 0.08, rib, 6)
                for k in range(4):
                    a, b = x + (x1 - x) * k / 4, x + (x1 - x) * (k + 1) / 4
                    mesh.limb((a, 6.6, ROOF_FRONT - 0.1), (b, 6.6, ROOF_FRONT - 1.5), 0.07, 0.07, steel, 6)
                    mesh.limb((b, 6.6, ROOF_FRONT - 1.5), (b, 6.6, ROOF_FRONT - 0.1), 0.07, 0.07, steel, 6)
                for z in (ROOF_FRONT - 0.1, ROOF_FRONT - 1.5):
                    mesh.limb((x, 6.6, z), (x1, 6.6, z), 0.12, 0.12, steel, 8)
                if side % 2 == 0 and i % 2 == 0 and length > 60:
                    middle = (x + x1) / 2
                    for k in range(6):
                        px = middle - 2.1 + k * 0.72
                        mesh.box((px, 6.0, ROOF_FRONT - 1.3), (px + 0.6, 6.4, ROOF_FRONT - 0.5), case)
                        mesh.box((px + 0.05, 5.97, ROOF_FRONT - 1.25), (px + 0.55, 6.0, ROOF_FRONT - 0.55), lamp)
