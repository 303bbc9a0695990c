"""Half-timbered town houses about 1600: jettied storeys, steep gables, leaded windows, shops with a folding counter."""

from dataclasses import dataclass
from random import Random

from buildings import chimney, gable_roof, side, timber_frame
from materials import glass, plain, planks, roof, rough_sandstone, trim, weathered
from mesh import moved
from walls import Opening, bars, gable_top, level_top, pane, reveal, skin, surround

INFILL = ("#d9ccb0", "#cdbb95", "#c9b08a", "#ded5c0", "#c4a888", "#d3c09c")
TIMBER = ("#43301f", "#4c3323", "#3b2a20", "#5a3020")
COVERS = (("#8c4a34", "#a2624a", 0.2, 0.26), ("#7a4434", "#91584a", 0.2, 0.26), ("#6b5a4a", "#85725d", 0.14, 0.3))
"""Two kinds of tiles, and oak shingles."""


@dataclass(frozen=True)
class TimberHouse:
    """The front (local -y) of the ground floor stands on y = 0; every storey above juts out by `jetty`."""

    width: float
    depth: float
    storeys: tuple
    bays: int
    infill: object
    timber: object
    cover: object
    stone: bool
    """ground floor of stone instead of timber"""
    gable: bool
    pitch: float
    shop: bool
    seed: int
    jetty: float = 0.3

    @property
    def eaves(self):
        return sum(self.storeys)

    @property
    def ridge(self):
        return self.eaves + (self.width if self.gable else self.depth) / 2 * self.pitch


def house_1600(number, width):
    """The house on this plot about 1600; its looks follow from its number alone."""
    rng = Random(number * 43 + 9)
    floors = rng.choice([2, 2, 3, 3])
    tiles = COVERS[rng.choice([0, 0, 1, 1, 2])]
    return TimberHouse(
        width=width - rng.choice([0.0, 0.3, 0.7]),
        depth=rng.uniform(11, 13),
        storeys=(rng.uniform(2.9, 3.3), 2.75, 2.6)[:floors],
        bays=max(3, round(width / 2.0)),
        infill=weathered(rng.choice(INFILL), 0.3),
        timber=planks(rng.choice(TIMBER), 0.5),
        cover=roof(*tiles),
        stone=rng.random() < 0.5,
        gable=rng.random() < 0.8,
        pitch=rng.uniform(1.45, 1.75),
        shop=rng.random() < 0.5,
        seed=number,
    )


def build_timber_house(mesh, house):
    """All four walls storey by storey, and the roof."""
    rng = Random(house.seed + 500)
    level = 0.0
    for storey, height in enumerate(house.storeys):
        out = house.jetty * storey
        with mesh.within(moved(0, -out)):
            for number in range(4):
                _storey_wall(mesh, house, rng, storey, level, number)
            if storey:
                _joists(mesh, house, level)
        level += height
    _roof(mesh, house)


def _storey_wall(mesh, house, rng, storey, level, number):
    depth = house.depth + house.jetty * storey
    span = house.width if number % 2 == 0 else depth
    height = house.storeys[storey]
    bays = house.bays if number % 2 == 0 else max(3, round(span / 2.4))
    gabled = storey == len(house.storeys) - 1 and house.gable == (number % 2 == 0)
    top = gable_top(span, house.eaves, house.ridge) if gabled else level_top(span, level + height)
    front = number == 0
    with mesh.within(side(house.width, depth, number)):
        if storey == 0 and front:
            holes = _ground_floor(mesh, house, span, height, rng)
        else:
            holes = _windows(mesh, house, rng, span, bays, level, height, front)
        if gabled:
            holes += _gable_holes(mesh, house, span)
        stone = house.stone and storey == 0
        skin(mesh, top, holes, rough_sandstone() if stone else house.infill, level if storey else -0.6)
        if storey == 0 and not front:
            mesh.box((-0.04, -0.1, -0.6), (span + 0.04, 0.02, 0.4), rough_sandstone())
        if not stone:
            storeys = (level, height) if storey else (0.0, height)
            timber_frame(mesh, span, storeys, house.timber, bays, 1)
            _crosses(mesh, house, rng, span, bays, level, skip_ground=storey == 0 and front)
        if gabled:
            _gable_frame(mesh, house, span)


def _windows(mesh, house, rng, span, bays, level, height, front):
    holes = []
    for i in range(bays):
        if rng.random() < (0.18 if front else 0.5):
            continue
        hole = Opening(span * (i + 0.5) / bays, level + 1.02, min(1.15, span / bays - 0.5), min(1.2, height - 1.35))
        leaded(mesh, hole, house.timber)
        if rng.random() < 0.35:
            _board_shutters(mesh, hole, rng)
        holes.append(hole)
    return holes


def leaded(mesh, hole, frame):
    """A casement of small panes in lead, in a wooden frame."""
    reveal(mesh, hole, 0.12, frame)
    pane(mesh, hole, 0.1, glass("#2b3a36"))
    bars(mesh, hole, 0.11, frame, 2, 1, 0.07)
    lead = plain("#191b1c")
    for i in range(1, 6):
        z = hole.sill + hole.height * i / 6
        mesh.box((hole.left, 0.085, z - 0.008), (hole.right, 0.1, z + 0.008), lead)
    for i in range(1, 8):
        x = hole.left + hole.width * i / 8
        mesh.box((x - 0.007, 0.085, hole.sill), (x + 0.007, 0.1, hole.sill + hole.height), lead)
    surround(mesh, hole, frame, 0.1, 0.07)


def _board_shutters(mesh, hole, rng):
    wood = planks(rng.choice(["#5d6b4a", "#6b4a34", "#7a3a2c"]), 0.16, True)
    for x0 in (hole.left - hole.width / 2 - 0.08, hole.right + 0.08):
        mesh.box((x0, -0.12, hole.sill), (x0 + hole.width / 2, -0.08, hole.sill + hole.height), wood)


def _crosses(mesh, house, rng, span, bays, level, skip_ground):
    """St Andrew's crosses and single struts under the windows."""
    if skip_ground:
        return
    style = rng.choice(["cross", "strut", "mixed"])
    for i in range(bays):
        x0, x1 = span * i / bays + 0.12, span * (i + 1) / bays - 0.12
        low, high = level + 0.2, level + 0.84
        mesh.limb((x0, -0.02, low), (x1, -0.02, high), 0.075, 0.075, house.timber, 4)
        if style == "cross" or style == "mixed" and i % 2 == 0:
            mesh.limb((x1, -0.025, low), (x0, -0.025, high), 0.075, 0.075, house.timber, 4)


def _gable_holes(mesh, house, span):
    """Small windows in the gable, a hatch for the hoist on top."""
    holes, rise = [], house.ridge - house.eaves
    for i in (-1, 1):
        holes.append(Opening(span / 2 + i * span * 0.13, house.eaves + 1.0, 0.8, 0.95))
    if rise > 6:
        holes.append(Opening(span / 2, house.eaves + rise * 0.55, 0.75, 0.9))
    for hole in holes[:2]:
        leaded(mesh, hole, house.timber)
    for hole in holes[2:]:
        reveal(mesh, hole, 0.15, house.timber)
        pane(mesh, hole, 0.1, planks("#5d432c", 0.16, True))
    return holes


def _gable_frame(mesh, house, span):
    rise, wood = house.ridge - house.eaves, house.timber
    for t in (0.0, 0.12, 0.3, 0.5, 0.72):
        z, half = house.eaves + rise * t, span / 2 * (1 - t)
        mesh.box((span / 2 - half, -0.07, z), (span / 2 + half, 0.02, z + 0.2), wood)
    for i in range(-4, 5):
        x = span / 2 + i * span / 10.5
        top = house.eaves + rise * (1 - abs(x - span / 2) / (span / 2)) - 0.1
        if abs(i) in (0, 2, 4):
            start = house.eaves + (rise * 0.72 if i == 0 else 0)
            mesh.box((x - 0.09, -0.06, start), (x + 0.09, 0.02, top), wood)
    for s in (-1, 1):
        foot, head = span / 2 + s * span * 0.4, span / 2 + s * span * 0.21
        mesh.limb((foot, -0.02, house.eaves + 0.1), (head, -0.02, house.eaves + rise * 0.3), 0.085, 0.085, wood, 4)
        mesh.limb(
            (head, -0.02, house.eaves + rise * 0.3),
            (span / 2 + s * 0.3, -0.02, house.eaves + rise * 0.5),
            0.08,
            0.08,
            wood,
            4,
        )
        mesh.limb(
            (span / 2 + s * span * 0.03, -0.02, house.eaves + 0.15),
            (span / 2 + s * span * 0.19, -0.02, house.eaves + rise * 0.3),
            0.08,
            0.08,
            wood,
            4,
        )


def _ground_floor(mesh, house, span, height, rng):
    """Door, and windows or a shop that opens with a board; openings in the order from the left."""
    wood = planks("#4b3524", 0.2, True)
    door_x = span * rng.choice([0.25, 0.5, 0.75])
    head = "round" if house.stone else "flat"
    dress = trim() if house.stone else house.timber
    entry = Opening(door_x, 0.1, 1.25, min(2.3, height - 0.5), head)
    reveal(mesh, entry, 0.3, dress)
    pane(mesh, entry, 0.26, wood)
    surround(mesh, entry, dress, 0.18, 0.08)
    mesh.box((entry.left - 0.2, -0.5, -0.3), (entry.right + 0.2, 0.3, 0.1), rough_sandstone())
    holes = [entry]
    for x in (span * 0.2, span * 0.5, span * 0.8):
        if abs(x - door_x) < 1.5:
            continue
        wide = 1.6 if house.shop else 0.95
        hole = Opening(x, 1.0, min(wide, span * 0.28), height - 1.7, "segment" if house.stone else "flat")
        if house.shop:
            _shop(mesh, hole, dress, rng)
        else:
            leaded(mesh, hole, dress)
        holes.append(hole)
    return holes


def _shop(mesh, hole, dress, rng):
    """Dark room behind a counter board, goods on it, a penthouse roof above."""
    reveal(mesh, hole, 0.35, dress)
    pane(mesh, hole, 0.34, plain("#15110e", 0.9))
    surround(mesh, hole, dress, 0.14, 0.07)
    board = planks("#7a5836", 0.25)
    mesh.box((hole.left - 0.05, -0.75, hole.sill - 0.08), (hole.right + 0.05, 0.05, hole.sill - 0.02), board)
    for x in (hole.left + 0.1, hole.right - 0.1):
        mesh.limb((x, -0.65, hole.sill - 0.05), (x, -0.05, hole.sill - 0.6), 0.03, 0.03, board, 5)
    top = hole.sill + hole.height
    a, b = hole.left - 0.2, hole.right + 0.2
    mesh.face([(a, -0.95, top + 0.0), (b, -0.95, top + 0.0), (b, -0.02, top + 0.42), (a, -0.02, top + 0.42)], board)
    mesh.face([(a, -0.02, top + 0.38), (b, -0.02, top + 0.38), (b, -0.95, top - 0.05), (a, -0.95, top - 0.05)], board)
    mesh.face([(a, -0.95, top - 0.05), (b, -0.95, top - 0.05), (b, -0.95, top), (a, -0.95, top)], board)
    goods = plain(rng.choice(["#b8854a", "#8c3228", "#a59a80", "#5b4028"]), 0.8)
    for i in range(5):
        x = hole.left + hole.width * (i + 0.5) / 5
        mesh.ball((x, -0.4, hole.sill + 0.05), (0.12, 0.15, 0.08), goods, 8)


def _joists(mesh, house, level):
    """Soffit of the jetty and the ends of the beams that carry it."""
    half = house.width / 2
    mesh.box((-half, 0.0, level - 0.06), (half, house.jetty + 0.1, level), house.timber)
    count = house.bays * 2
    for i in range(count + 1):
        x = -half + 0.12 + (house.width - 0.24) * i / count
        mesh.box((x - 0.09, -0.02, level - 0.26), (x + 0.09, house.jetty + 0.05, level - 0.02), house.timber)


def _roof(mesh, house):
    out = house.jetty * (len(house.storeys) - 1)
    half = house.width / 2
    gable_roof(
        mesh,
        (-half, -out),
        (half, house.depth),
        house.eaves,
        house.ridge,
        house.cover,
        "y" if house.gable else "x",
        0.35,
        0.16,
        house.timber,
    )
    top = house.ridge + 0.9
    chimney(mesh, half * 0.35, house.depth * 0.6, house.eaves, top)
    if house.gable:
        wood = house.timber
        mesh.box((-0.09, -out - 0.95, house.ridge - 0.75), (0.09, -out + 0.2, house.ridge - 0.55), wood)
