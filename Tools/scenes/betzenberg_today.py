"""The stadium of today: four stands under one ring of roofs, open only at the two southern corners."""

from math import pi
from random import Random

from mathutils import Matrix

from football_pitch import build_pitch, turf
from landscape import Grove, hills, patch, rectangle, terrain
from materials import forest, glass, plain, weathered
from mesh import Mesh, moved, turned
from people import crowd, person
from stadium import OPEN, ROOF_FRONT, edge, frame_of, roofs, rows, seats, span_of, stands


def build_today():
    terrain(forest("#66783a", "#33451f", "#b9c6d6", clear=170))
    patch(rectangle(-14, -86, 124, 12), weathered("#6d6f6c", 0.2, 1.0, 40.0), -0.03)
    patch(rectangle(-5, -77, 115, 4.0), turf("#4a6330"), -0.004)
    build_pitch(("#3f6128", "#4b6d30"))
    stands()
    seats()
    roofs()
    boards()
    dugouts()
    scoreboard()
    life()
    woods()


def boards():
    """Boards round the pitch in plain colours."""
    rng = Random(91)
    mesh = Mesh("boards")
    tones = ["#a81f28", "#e9e6df", "#24476b", "#1f2224", "#c39a3b", "#3e7d6e"]
    for side in range(8):
        frame, length = frame_of(side)
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
    frame, length = frame_of(1)
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
        frame, _ = frame_of(side)
        start, end = span_of(side, d)
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
