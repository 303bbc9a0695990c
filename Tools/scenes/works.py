"""Brick buildings of a factory of about 1900: walls in bays, halls with north lights, chimneys, the offices.

Every building stands with its front on local y = 0, looking towards -y.
"""

from buildings import gable_roof, side
from materials import glass, plain, planks, roof, stone, trim, weathered
from mesh import moved, ring
from roofs import hip_roof, sawtooth
from station import Row, clock
from walls import Opening, bars, door, gable_top, level_top, pane, reveal, sill, skin, surround


def brick():
    return stone("#8c4836", "#a35c44", "#a5968a", 0.25, 0.077, 0.009, 0.35, 0.006)


def dressing():
    return weathered("#c0a582", 0.3)


def brick_wall(mesh, span, height, rows, bay, frame, top=None, entry=None):
    """A wall in bays between pilasters, a row of windows in each storey, a toothed cornice above."""
    wall, dress, light = brick(), dressing(), plain(frame, 0.5)
    holes = [hole for row in rows for hole in row.openings(span)]
    if entry:
        holes = [
            hole
            for hole in holes
            if abs(hole.x - entry.x) > entry.width / 2 + hole.width / 2 or hole.sill > entry.height + 0.4
        ]
    skin(mesh, top or level_top(span, height), holes + ([entry] if entry else []), wall, -0.3)
    for hole in holes:
        reveal(mesh, hole, 0.22, wall)
        pane(mesh, hole, 0.21)
        bars(mesh, hole, 0.21, light, max(2, round(hole.width / 0.55)), max(2, round(hole.height / 0.6)), 0.05)
        surround(mesh, hole, dress, 0.16, 0.04)
        sill(mesh, hole, dress)
    if entry:
        door(mesh, entry, planks("#3b3a2c", 0.2, True), dress)
    count = max(1, round(span / bay))
    for i in range(count + 1):
        x = min(max(span * i / count, 0.28), span - 0.28)
        mesh.box((x - 0.3, -0.16, -0.3), (x + 0.3, 0.02, height - 0.5), wall)
    mesh.box((-0.16, -0.2, height - 0.55), (span + 0.16, 0.02, height - 0.3), wall)
    mesh.box((-0.26, -0.32, height - 0.14), (span + 0.26, 0.02, height + 0.08), dress)
    for i in range(int(span / 0.5)):
        mesh.box((i * 0.5 + 0.1, -0.26, height - 0.32), (i * 0.5 + 0.34, 0.02, height - 0.12), wall)
    mesh.box((-0.06, -0.22, -0.3), (span + 0.06, 0.02, 0.7), trim())


def hall(mesh, width, depth, eaves, frame="#3c4440", tooth=6.6, rise=3.1):
    """A work hall with north lights; local +y is north."""
    for number in range(4):
        span = depth if number % 2 else width
        with mesh.within(side(width, depth, number)):
            entry = Opening(span / 2, 0.05, 3.4, 3.9, "segment") if number in (0, 3) else None
            brick_wall(mesh, span, eaves, [Row(1.3, 2.4, eaves - 2.6, 3.9)], 3.9, frame, None, entry)
    cover, iron = roof("#6d5148", "#7d6055"), plain("#4a4c4a", 0.5, 0.3)
    sawtooth(mesh, width, depth, eaves, tooth, rise, cover, glass("#3d474b"), brick(), iron)


def boiler_house(mesh, width=16, depth=26, eaves=9.0, ridge=14.2, frame="#3c4440"):
    """A tall hall with a gable to the yard and round-headed windows."""
    for number in range(4):
        span = depth if number % 2 else width
        with mesh.within(side(width, depth, number)):
            if number % 2:
                brick_wall(mesh, span, eaves, [Row(1.6, 2.2, 5.6, 4.3, "round")], 4.3, frame)
            else:
                _gable(mesh, span, eaves, ridge, frame)
    gable_roof(
        mesh, (-width / 2, 0), (width / 2, depth), eaves, ridge, roof("#6d4a3e", "#7f5848"), "y", 0.35, 0.2, dressing()
    )
    mesh.box((-1.1, 3, ridge - 0.6), (1.1, depth - 3, ridge + 1.3), weathered("#6d6f6d"))
    gable_roof(mesh, (-1.1, 3), (1.1, depth - 3), ridge + 1.3, ridge + 2.2, roof("#6d4a3e", "#7f5848"), "y", 0.3, 0.1)


def _gable(mesh, span, eaves, ridge, frame):
    """Three tall windows, a round one over them, and steps of stone up the gable."""
    brick_wall(
        mesh,
        span,
        eaves,
        [Row(1.6, 2.6, 6.2, 4.6, "round")],
        5.2,
        frame,
        gable_top(span, eaves, ridge),
        Opening(span / 2, 0.05, 3.2, 4.2, "round"),
    )
    eye = Opening(span / 2, eaves + 1.2, 1.9, 1.9, "round")
    mesh.face([(eye.x + a, -0.05, eaves + 2.2 + b) for a, b in ring(1.15, 24)], dressing())
    mesh.face([(eye.x + a, -0.08, eaves + 2.2 + b) for a, b in ring(0.9, 24)], glass())
    for i in range(4):
        dx, dz = ring(0.9, 8)[i]
        mesh.limb(
            (eye.x - dx, -0.1, eaves + 2.2 - dz), (eye.x + dx, -0.1, eaves + 2.2 + dz), 0.03, 0.03, plain(frame, 0.5), 5
        )


def tall_chimney(mesh, height, foot=1.9, head=1.15):
    """A round factory chimney on a square base."""
    wall, dress = brick(), dressing()
    mesh.box((-2.5, -2.5, -0.3), (2.5, 2.5, 5.6), wall)
    mesh.box((-2.75, -2.75, 5.6), (2.75, 2.75, 6.0), dress)
    profile = [(foot + (head - foot) * i / 12, 6.0 + (height - 6.0) * i / 12) for i in range(13)]
    mesh.lathe(profile, wall, 32)
    for z, out in (
        (height * 0.6, 0.1),
        (height - 3.4, 0.16),
        (height - 2.6, 0.3),
        (height - 1.2, 0.34),
        (height - 0.4, 0.2),
    ):
        r = foot + (head - foot) * (z - 6) / (height - 6)
        mesh.lathe(
            [(r, z - 0.3), (r + out, z - 0.1), (r + out, z + 0.2), (r, z + 0.4)], dress if z > height - 2 else wall, 32
        )
    mesh.lathe([(head, height), (head - 0.35, height), (head - 0.35, height - 2)], plain("#191614", 0.9), 32)
    for i in range(int(height / 1.5)):
        z = 7 + i * 1.5
        if z < height - 4:
            r = foot + (head - foot) * (z - 6) / (height - 6) + 0.03
            mesh.lathe([(r - 0.02, z), (r, z + 0.03), (r - 0.02, z + 0.06)], plain("#4a3a34", 0.6, 0.4), 32)


OFFICE_ROWS = (
    Row(1.2, 1.5, 2.3, 2.9, "segment"),
    Row(5.2, 1.5, 2.2, 2.9),
    Row(9.0, 1.5, 2.1, 2.9),
    Row(12.7, 1.3, 1.7, 2.9, "round"),
)


def offices(mesh, frame="#3c4440"):
    """The administration building: four storeys, a stepped gable with a clock, two pointed corner towers; 36 m."""
    width, depth, eaves = 36, 14, 15.6
    for number in range(4):
        span = depth if number % 2 else width
        with mesh.within(side(width, depth, number)):
            brick_wall(mesh, span, eaves, OFFICE_ROWS, 2.9, frame)
    slate = roof("#474c54", "#565b63", 0.22, 0.2)
    hip_roof(mesh, (-18, 0), (18, depth), eaves, eaves + 5.4, slate, 0.3)
    with mesh.within(moved(-5.4, -0.9)):
        _centre(mesh, 10.8, eaves, frame)
    for s in (-1, 1):
        with mesh.within(moved(s * 15.4, -0.7)):
            _corner_tower(mesh, eaves + 2.4, frame, slate)
    for x in (-10, 10):
        mesh.box((x - 0.6, 7.5, eaves + 3), (x + 0.6, 8.5, eaves + 7.2), brick())


def _centre(mesh, span, eaves, frame):
    dress = dressing()
    steps = [
        (0, eaves + 0.2),
        (0, eaves + 2.2),
        (2.0, eaves + 2.2),
        (2.0, eaves + 4.4),
        (3.8, eaves + 4.4),
        (3.8, eaves + 6.6),
    ]
    top = steps[1:] + [(span - x, z) for x, z in reversed(steps[1:])]
    brick_wall(mesh, span, eaves, OFFICE_ROWS, 3.6, frame, top, Opening(span / 2, 0.1, 2.4, 3.4, "round"))
    for x in (0, span):
        side_wall = [(x, 0, -0.3), (x, 0, eaves + 2.2), (x, 1.2, eaves + 2.2), (x, 1.2, -0.3)]
        mesh.face(side_wall[::-1] if x else side_wall, brick())
    for (x0, z0), (x1, _) in zip(top, top[1:]):
        if x1 > x0:
            mesh.box((x0 - 0.12, -0.15, z0), (x1 + 0.12, 1.3, z0 + 0.28), dress)
            mesh.box((x0, 0.05, eaves), (x1, 1.2, z0), brick())
    clock(mesh, span / 2, -0.06, eaves + 3.3, 1.25)
    mesh.limb((span / 2, 0.6, eaves + 6.8), (span / 2, 0.6, eaves + 10.5), 0.06, 0.03, plain("#2a2c2d", 0.4, 0.5))
    mesh.box((span / 2 - 2.2, -1.6, 0), (span / 2 + 2.2, 0.1, 0.16), trim())


def _corner_tower(mesh, top, frame, slate):
    outline = [(-2.6, 0), (2.6, 0), (2.6, 5.2), (-2.6, 5.2)]
    for number in range(4):
        with mesh.within(side(5.2, 5.2, number)):
            brick_wall(mesh, 5.2, top, OFFICE_ROWS + (Row(15.6, 0.9, 1.2, 1.7, "round"),), 5.2, frame)
    mesh.pyramid([(x * 1.14, y * 1.14 - 0.36) for x, y in outline], top + 0.08, (0, 2.6, top + 7.4), slate)
    mesh.ball((0, 2.6, top + 7.5), 0.16, plain("#b39a52", 0.3, 0.8), 10)


def gatehouse(mesh, frame="#3c4440"):
    """The porter's lodge by the gate."""
    for number in range(4):
        with mesh.within(side(8 if number % 2 == 0 else 7, 7 if number % 2 == 0 else 8, number)):
            span = 7 if number % 2 else 8
            entry = Opening(span / 2, 0.1, 1.2, 2.4, "segment") if number == 0 else None
            brick_wall(mesh, span, 4.2, [Row(1.1, 1.2, 1.9, 2.5)], 4.0, frame, None, entry)
    hip_roof(mesh, (-4, 0), (4, 7), 4.3, 7.6, roof("#474c54", "#565b63", 0.22, 0.2), 0.6)
    mesh.box((-0.4, 4.2, 6.4), (0.4, 4.9, 8.6), brick())


def water_tank(mesh):
    """A round tank on an iron frame."""
    iron = plain("#3f4644", 0.5, 0.4)
    for x, y in ring(2.4, 6):
        mesh.limb((x * 1.25, y * 1.25, -0.3), (x, y, 17), 0.14, 0.12, iron)
    for z, r in ((6, 2.85), (11.5, 2.6)):
        points = ring(r, 6)
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            mesh.limb((ax, ay, z), (bx, by, z), 0.07, 0.07, iron)
            mesh.limb((ax, ay, z), (bx, by, z + 5), 0.04, 0.04, iron, 5)
    mesh.lathe([(0, 16.4), (2.2, 16.8), (3.2, 17.6), (3.2, 22.4), (3.4, 22.5)], plain("#5a4a40", 0.6, 0.3), 28)
    mesh.lathe([(3.5, 22.4), (0.3, 24.4), (0, 25.2)], roof("#474c54", "#565b63", 0.22, 0.2), 28)
