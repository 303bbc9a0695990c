"""The reception building of the 1870s: entire about 1900, burnt out in 1945. Its front stands on local y = 0."""

from dataclasses import dataclass
from math import cos, pi, sin

from buildings import side
from materials import plain, roof, stone, trim, weathered
from mesh import moved, ring
from roofs import hip_roof, mansard
from ruins import corner_free, ragged_top
from walls import Opening, door, level_top, reveal, sash_window, skin, surround, thick_wall


@dataclass(frozen=True)
class Row:
    """A row of equal windows; `bay` is the least distance from one to the next."""

    sill: float
    width: float
    height: float
    bay: float
    head: str = "segment"

    def openings(self, span):
        count = max(1, int(span / self.bay))
        return [Opening(span * (i + 0.5) / count, self.sill, self.width, self.height, self.head) for i in range(count)]


@dataclass(frozen=True)
class Part:
    """One rectangular part of the building."""

    left: float
    right: float
    front: float
    back: float
    eaves: float
    rows: tuple
    rise: float
    """of the roof"""
    flat_top: float = 0
    """how far the deck of a mansard is set in; 0 for a hipped roof"""

    @property
    def size(self):
        return self.right - self.left, self.back - self.front


HALL = Part(-10.5, 10.5, -2.2, 15, 12.6, (Row(0.2, 2.5, 5.0, 4.0, "round"), Row(7.0, 1.8, 3.7, 4.0, "round")), 5.6, 3.4)
WING = (Row(1.1, 1.35, 2.5, 2.6), Row(5.2, 1.2, 2.1, 2.6))
TALL = (Row(1.1, 1.35, 2.5, 2.5), Row(5.2, 1.3, 2.4, 2.5), Row(9.0, 1.1, 1.6, 2.5, "flat"))
PARTS = (
    HALL,
    Part(-26, -10.5, 0, 11, 8.8, WING, 3.9),
    Part(10.5, 26, 0, 11, 8.8, WING, 3.9),
    Part(-36, -26, -1.2, 12, 11.9, TALL, 5.0, 2.6),
    Part(26, 36, -1.2, 12, 11.9, TALL, 5.0, 2.6),
)
END = 36
"""Half the length of the building."""


def wall_stone():
    return stone("#b3896a", "#c6a283", "#937a62", 0.8, 0.36, 0.012, 0.3, 0.02)


def sooty_stone():
    return stone("#8d6d57", "#a3846c", "#5d5048", 0.8, 0.36, 0.016, 0.75, 0.03)


def build_station(mesh):
    """The building as the travellers of 1900 knew it."""
    slate = roof("#4a4f57", "#5a5e66", 0.22, 0.2)
    for part in PARTS:
        for number in range(4):
            span = part.size[number % 2]
            with mesh.within(_frame(part) @ side(*part.size, number)):
                _whole_wall(mesh, part, span)
        low, high = (part.left, part.front), (part.right, part.back)
        if part.flat_top:
            mansard(mesh, low, high, part.eaves, part.eaves + part.rise, part.flat_top, slate, weathered("#6d6f70"))
        else:
            hip_roof(mesh, low, high, part.eaves, part.eaves + part.rise, slate, 0.5)
    _clock_gable(mesh, slate)
    _crest(mesh)


def _frame(part):
    return moved((part.left + part.right) / 2, part.front)


def _whole_wall(mesh, part, span):
    wall, dress, frame = wall_stone(), trim(), plain("#5b4632", 0.6)
    rows = [row.openings(span) for row in part.rows]
    skin(mesh, level_top(span, part.eaves), [hole for row in rows for hole in row], wall, -0.2)
    for row in rows:
        for hole in row:
            if hole.sill < 0.5:
                reveal(mesh, hole, 0.35, dress)
                surround(mesh, hole, dress, 0.3, 0.1)
                door(mesh, hole, plain("#4a3524", 0.5), dress)
            else:
                sash_window(mesh, hole, dress, frame, wall)
    for i, row in enumerate(part.rows):
        if i:
            mesh.box((-0.08, -0.14, row.sill - 0.75), (span + 0.08, 0.02, row.sill - 0.5), dress)
    mesh.box((-0.05, -0.1, -0.3), (span + 0.05, 0.02, 0.18), dress)
    for out, low, high in ((0.18, 0.75, 0.5), (0.38, 0.5, 0.24), (0.55, 0.24, 0.0)):
        mesh.box((-out, -out, part.eaves - low), (span + out, 0.02, part.eaves - high), dress)
    for k in range(int(part.eaves / 0.72)):
        long = 0.75 if k % 2 else 0.45
        for x0, x1 in ((-0.05, long), (span - long, span + 0.05)):
            mesh.box((x0, -0.06, k * 0.72 + 0.2), (x1, 0.02, k * 0.72 + 0.86), dress)


def clock(mesh, x, y, z, radius, face="#ece6d6"):
    """A clock face that looks towards -y, its hands at twenty to ten."""
    dark = plain("#1d1c1b", 0.5)

    def spoke(turn, r0, r1, half, out):
        dx, dz = sin(turn), cos(turn)
        mesh.face(
            [
                (x + dx * r + s * dz * half, y - out, z + dz * r - s * dx * half)
                for r, s in ((r0, -1), (r0, 1), (r1, 1), (r1, -1))
            ],
            dark,
        )

    for r, out, material in ((radius * 1.1, 0.0, trim()), (radius, 0.06, plain(face, 0.4))):
        mesh.face([(x + a, y - out, z + b) for a, b in ring(r, 40)], material)
    for i in range(12):
        spoke(i * pi / 6, radius * 0.8, radius * 0.94, radius * 0.03, 0.08)
    spoke(pi * 2 * 9.67 / 12, -radius * 0.1, radius * 0.5, radius * 0.045, 0.09)
    spoke(pi * 2 * 40 / 60, -radius * 0.12, radius * 0.8, radius * 0.03, 0.1)


def _clock_gable(mesh, slate):
    """The stepped gable over the portals with the clock, and the little roof behind it."""
    wall, dress = wall_stone(), trim()
    half, base = 5.6, HALL.eaves
    with mesh.within(moved(-half, HALL.front - 0.25)):
        top = [(0, base + 2.0), (1.6, base + 2.0), (1.6, base + 4.2), (3.0, base + 4.2), (5.6, base + 7.4)]
        top += [(2 * half - x, z) for x, z in reversed(top[:-1])]
        thick_wall(mesh, top, [], 0.7, wall, base - 0.3, dress)
        for x in (0.3, 2 * half - 0.3):
            mesh.pyramid(
                [(x - 0.3, 0.05), (x + 0.3, 0.05), (x + 0.3, 0.65), (x - 0.3, 0.65)],
                base + 2.0,
                (x, 0.35, base + 3.8),
                dress,
            )
        mesh.limb((half, 0.35, base + 7.2), (half, 0.35, base + 9.6), 0.07, 0.03, plain("#2a2c2d", 0.4, 0.5))
        mesh.box((0.1, -0.12, base + 0.05), (2 * half - 0.1, 0.02, base + 0.35), dress)
        clock(mesh, half, -0.06, base + 3.1, 1.35)
    y0, y1 = HALL.front, HALL.front + 7
    for s in (-1, 1):
        slope = [(s * 4.6, y0, base), (s * 4.6, y1, base), (0, y1, base + 5.8), (0, y0, base + 5.8)]
        mesh.face(slope if s > 0 else slope[::-1], slate)
    mesh.face([(4.6, y1, base), (-4.6, y1, base), (0, y1, base + 5.8)], slate)


def _crest(mesh):
    """Cast-iron ridge, flagpoles and chimneys."""
    iron = plain("#25292b", 0.4, 0.4)
    top, inset = HALL.eaves + HALL.rise, HALL.flat_top
    x0, x1, y0 = HALL.left + inset, HALL.right - inset, HALL.front + inset
    for i in range(29):
        x = x0 + (x1 - x0) * i / 28
        mesh.limb((x, y0, top), (x, y0, top + 0.75), 0.03, 0.01, iron, 5)
    mesh.limb((x0, y0, top + 0.45), (x1, y0, top + 0.45), 0.03, 0.03, iron, 5)
    for x in (-31, 31):
        mesh.limb((x, 3, 16.5), (x, 3, 21.5), 0.07, 0.03, iron)
    brick = weathered("#8d5a44", 0.4)
    for x in (-23, -17, 17, 23):
        mesh.box((x - 0.5, 5.2, 10.5), (x + 0.5, 5.9, 14.4), brick)
        mesh.box((x - 0.6, 5.1, 14.1), (x + 0.6, 6.0, 14.4), brick)
    for x in (-7.6, 7.6):
        mesh.box((x - 0.7, 8, 13), (x + 0.7, 9, 20.2), brick)


def build_burnt_station(mesh):
    """The same walls without roofs, floors or panes: broken edges and holes one sees the sky through."""
    wall, edge = sooty_stone(), weathered("#7d6555", 0.6)
    for index, part in enumerate(PARTS):
        for number in range(4):
            span, place = corner_free(part.size[number % 2], side(*part.size, number), number)
            with mesh.within(_frame(part) @ place):
                low = 0.5 if number == 2 else 0.72
                top = ragged_top(span, part.eaves * low, part.eaves, index * 5 + number + 2)
                if part is HALL and number == 0:
                    top = [(x, max(z, part.eaves - 0.3) if 4.2 < x < 16.8 else z) for x, z in top]
                holes = [hole for row in part.rows for hole in row.openings(span) if _stands_above(top, hole)]
                thick_wall(mesh, top, holes, 0.75, wall, -0.3, edge)
                for hole in holes:
                    surround(mesh, hole, trim(), 0.2, 0.06)
                    _soot(mesh, hole, min(z for x, z in top if abs(x - hole.x) < 2.2))
    _broken_gable(mesh, wall, edge)


def _stands_above(top, hole):
    near = [z for x, z in top if hole.left - 1.7 < x < hole.right + 1.7]
    return bool(near) and min(near) > hole.sill + hole.height + 0.35


def _soot(mesh, hole, limit):
    """Where the fire came out of a window."""
    black = weathered("#3a322d", 0.6)
    z = hole.sill + hole.height + 0.24
    rough = (hole.x * 7.3) % 1
    high = min(z + 0.5 + 0.7 * rough, limit - 0.05)
    if high > z + 0.2:
        tip, low = hole.left + hole.width * (0.25 + 0.5 * rough), z + (high - z) * (0.4 + 0.4 * rough)
        points = [(hole.left + 0.1, -0.012, z), (hole.right - 0.15, -0.012, z), (hole.right - 0.3, -0.012, low)]
        mesh.face([*points, (tip, -0.012, high), (hole.left + 0.2, -0.012, (low + high) / 2)], black)


def _broken_gable(mesh, wall, edge):
    """One side of the clock gable still stands; the clock is a round hole."""
    base = HALL.eaves * 0.72
    with mesh.within(moved(-5.6, HALL.front - 0.25)):
        top = [
            (0, base + 3.2),
            (1.6, base + 4.8),
            (1.62, base + 7.2),
            (3.0, base + 7.6),
            (4.6, base + 9.6),
            (5.8, base + 10.2),
        ]
        top += [(6.4, base + 8.4), (7.2, base + 8.0), (7.9, base + 5.2), (9.0, base + 4.1), (11.2, base + 3.0)]
        hole = Opening(5.6, HALL.eaves + 1.75, 2.7, 2.7, "round")
        thick_wall(mesh, top, [hole], 0.75, wall, base + 2.4, edge)
        surround(mesh, hole, trim(), 0.25, 0.08)
