"""The stadium of today: four stands under one ring of roofs, open only at the two southern corners."""

from math import atan2, pi
from random import Random

from mathutils import Matrix, Vector

from football_pitch import build_pitch
from landscape import Grove, hills, patch, rectangle, terrain, tufts
from materials import forest, glass, plain, weathered
from mesh import Mesh, instance, moved, turned
from people import crowd, person

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


def build_today():
    terrain(forest("#66783a", "#33451f", "#b9c6d6", clear=170))
    patch(rectangle(-14, -86, 124, 12), weathered("#6d6f6c", 0.2, 1.0, 40.0), -0.03)
    patch(rectangle(-5, -77, 115, 4.0), weathered("#4a6330", 0.3, 1.0, 30.0), -0.004)
    build_pitch(("#3f6128", "#4b6d30"))
    stands()
    seats()
    roofs()
    boards()
    dugouts()
    scoreboard()
    life()
    woods()


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


def _frame(side):
    """Frame at the start of a side: x along it, y outward; and its corners."""
    a, b = Vector(OUTLINE[side]), Vector(OUTLINE[(side + 1) % 8])
    along = b - a
    return moved(*a) @ Matrix.Rotation(atan2(along.y, along.x), 4, "Z"), along.length


def _span(side, distance):
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
        frame, _ = _frame(side)
        start, end = _span(side, 17.5)
        with mesh.within(frame):
            count = max(2, int((end - start) / 2.4))
            for i in range(count + 1):
                x = start + 0.1 + (end - start - 0.2) * i / count
                mesh.box((x - 0.06, 17.45, LOWER[-1][1]), (x + 0.06, 17.6, 9.6), post)
            low, high = _span(side, 24)
            for i in range(int((high - low) / 22)):
                x = low + 11 + i * 22
                mesh.box((x - 1.3, 22.0, 12.2), (x + 1.3, 24.6, 14.7), weathered("#a5a29b", 0.2))
                mesh.box((x - 1.0, 21.95, 12.5), (x + 1.0, 22.1, 14.5), dark)


def seat_block(colour, count=10):
    """A run of folding seats, half a metre each, looking along local -y."""
    mesh = Mesh("seats")
    shell = plain(colour, 0.45)
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
        frame, _ = _frame(side)
        start, end = _span(side, d)
        x, k = start + 0.5, 0
        while x + 5 < end:
            data = light if side == 0 and 10 < z < 22 and 9 <= k <= 12 and 3 < (z - 10) < 9 else rng.choice(models)
            instance(data, frame @ moved(x, d, z))
            k += 1
            x += 5.0 + (1.2 if k % 4 == 0 else 0.0)
        while x + 1.2 < end:
            instance(pair, frame @ moved(x, d, z))
            x += 1.0


def roofs():
    mesh = Mesh("roofs")
    sheet, under, steel = weathered("#c9ccd0", 0.12, 0.6), weathered("#e6e6e2", 0.08), plain("#d3d6d8", 0.4, 0.3)
    red = plain("#a81f28", 0.4)
    sweep(mesh, [(5.5, ROOF_FRONT), (36.6, ROOF_BACK - 0.4)], under, OPEN)
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
    frame, length = _frame(side)
    count = max(1, round(length / 9.5))
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
            if i < count:
                x1 = min(length * (i + 1) / count, length - 0.6)
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


def boards():
    """Boards round the pitch in plain colours."""
    rng = Random(91)
    mesh = Mesh("boards")
    tones = ["#a81f28", "#e9e6df", "#24476b", "#1f2224", "#c39a3b", "#3e7d6e"]
    for side in range(8):
        frame, length = _frame(side)
        with mesh.within(frame):
            count = int((length - 2) / 6)
            for i in range(count):
                x0, x1 = 1 + (length - 2) * i / count, 1 + (length - 2) * (i + 1) / count
                tone = plain(rng.choice(tones), 0.5)
                mesh.box((x0, -2.2, -0.1), (x1 - 0.03, -2.08, 0.92), tone)
                x = x0 + 0.9
                while x < x1 - 1.2:
                    wide = rng.uniform(0.2, 0.42)
                    mesh.box(
                        (x, -2.225, 0.28),
                        (x + wide, -2.2, 0.62),
                        plain("#f4f1e9" if tone.name != "plain #e9e6df" else "#24476b", 0.6),
                    )
                    x += wide + 0.14
    mesh.place()


def dugouts():
    """Curved shelters with the benches of both teams, before the southern stand."""
    mesh = Mesh("dugouts")
    shell, seat = glass("#8fa0a6"), plain("#a81f28", 0.45)
    for x0 in (38, 62):
        for i in range(9):
            x = x0 + i * 1.2
            steps = [(-0.9, 2.2), (-0.2, 2.25), (0.5, 1.95), (0.85, 1.3), (0.95, 0.1)]
            for (a, za), (b, zb) in zip(steps, steps[1:]):
                quad = [(x, -77.6 - a, za), (x + 1.18, -77.6 - a, za), (x + 1.18, -77.6 - b, zb), (x, -77.6 - b, zb)]
                mesh.face(quad, shell)
            mesh.box((x + 0.2, -78.2, 0), (x + 1.0, -77.7, 0.5), seat)
            mesh.box((x + 0.2, -78.3, 0.5), (x + 1.0, -78.2, 1.2), seat)
    mesh.box((52, -83.4, -0.2), (57, -82.9, 2.6), plain("#15171a", 0.9))
    mesh.place()


def scoreboard():
    mesh = Mesh("scoreboard")
    frame, length = _frame(1)
    case, dark = plain("#3a3d40", 0.4), plain("#101214", 0.3)
    amber = plain("#ffc24a", 0.4)
    with mesh.within(frame):
        mesh.box((length / 2 - 5, 8.2, 19.4), (length / 2 + 5, 8.8, 24.6), case)
        mesh.box((length / 2 - 4.7, 8.15, 19.7), (length / 2 + 4.7, 8.2, 24.3), dark)
        for row, z in enumerate((23.0, 21.8, 20.4)):
            for k in range(14):
                if (k * 5 + row * 3) % 7 != 2:
                    x = length / 2 - 4.2 + k * 0.6
                    mesh.box((x, 8.12, z), (x + 0.34, 8.15, z + 0.7), amber)
        for x in (length / 2 - 4, length / 2 + 4):
            mesh.limb((x, 8.5, 24.5), (x, 8.5, ROOF_FRONT + 0.2), 0.1, 0.1, case, 8)
    mesh.place()


def mower(x, y, heading):
    mesh = Mesh("mower")
    paint, dark, steel = plain("#b3202a", 0.35), plain("#191a1b", 0.6), plain("#8f9294", 0.4, 0.5)
    mesh.box((-0.4, -0.45, 0.3), (0.4, 0.35, 0.62), paint)
    mesh.box((-0.45, -0.75, 0.12), (0.45, -0.45, 0.45), paint)
    mesh.box((-0.2, -0.1, 0.62), (0.2, 0.25, 0.8), dark)
    for s in (-1, 1):
        with mesh.within(moved(s * 0.46, 0.2, 0.24) @ Matrix.Rotation(pi / 2, 4, "Y")):
            mesh.lathe([(0, -0.07), (0.24, -0.07), (0.24, 0.07), (0, 0.07)], dark, 18, smooth=False)
        mesh.limb((s * 0.32, 0.35, 0.5), (s * 0.28, 1.0, 1.02), 0.02, 0.02, steel, 6)
    mesh.limb((-0.3, 1.0, 1.02), (0.3, 1.0, 1.02), 0.025, 0.025, dark, 8)
    mesh.place(moved(x, y) @ turned(heading))


def life():
    """A guided round by the corner, groundsmen with mowers, a few people among the seats."""
    crowd(
        "modern",
        [
            (4.6, 0.4, 200), (5.6, 1.4, 215), (6.8, 1.2, 235), (7.3, 0.0, 260), (6.4, -1.2, 320),
            (-4.2, -6.4, 60), (-3.4, -7.2, 30), (26.6, -13.2, 90), (41.2, -36.8, 180), (2.2, -31.2, 200),
            (58, -77, 0), (60.2, -76.4, 20), (-6.6, -22, 100), (44, 4.2, 180),
        ],
        2031,
    )
    crowd("child", [(5.2, 0.2, 205), (7.9, 0.9, 250)], 2071)
    mower(27.8, -13.2, 90)
    mower(41.2, -38.0, 180)
    rng = Random(92)
    places = [row for row in rows() if row[0] in (0, 2, 4, 6)]
    for k in range(26):
        side, d, z = rng.choice(places)
        frame, _ = _frame(side)
        start, end = _span(side, d)
        at = frame @ moved(rng.uniform(start + 4, end - 4), d + 0.05, z)
        who = person("modern", 0, 0, 0, 3000 + k)
        who.matrix_world = at @ Matrix.Scale(rng.uniform(0.95, 1.04), 4)
    mesh = Mesh("hoses")
    blue = plain("#2f5a78", 0.5)
    turns = [(9 + 0.5 * i, -1.2 + 0.25 * ((i * 7) % 5 - 2) / 2) for i in range(16)]
    for (a, b), (c, d) in zip(turns, turns[1:]):
        mesh.limb((a, b, 0.02), (c, d, 0.02), 0.025, 0.025, blue, 6)
    mesh.place()


def woods():
    grove = Grove(93)
    grove.wood(
        ("oak", "lime", "oak"), 100, 230, 420, (100, 200), 1.6, lambda x, y: y < -125 or x > 165 and y < -60, hills
    )
    for side in OPEN:
        corners = edge(26)
        middle = (corners[side] + corners[(side + 1) % 8]) / 2
        for dx, dy in ((0, 0), (6, -5), (-7, -4), (2, -10), (-3, 8 if side == 3 else -14)):
            grove.plant("oak", middle.x + dx, middle.y + dy, 1.35, -0.2)
    tufts(94, 0.9, 6.5, 9000, ("#4b6a2c", "#64803c"), lambda x, y: -4.5 < x and y < 3.6, 0.035, lambda x, y: 0.0)
