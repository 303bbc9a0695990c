"""Roofs and town houses, put together from walls."""

from dataclasses import dataclass
from math import pi
from random import Random

from mathutils import Matrix

from materials import glass, plain, planks, trim, weathered
from mesh import moved
from walls import Opening, bars, door, gable_top, level_top, pane, reveal, sash_window, skin, surround


def side(width, depth, number):
    """Frame of one wall of a rectangular house standing at y = 0…depth: 0 front, 1 right, 2 back, 3 left."""
    corners = [(-width / 2, 0), (width / 2, 0), (width / 2, depth), (-width / 2, depth)]
    return moved(*corners[number]) @ Matrix.Rotation(number * pi / 2, 4, "Z")


def gable_roof(mesh, low, high, eaves, ridge, material, along="x", over=0.45, thick=0.22, verge=None):
    """Two slopes over the plan rectangle low…high; the ridge runs along x or y."""
    (x0, y0), (x1, y1) = low, high
    if along == "y":
        frame = moved((x0 + x1) / 2, (y0 + y1) / 2) @ Matrix.Rotation(pi / 2, 4, "Z")
        half, reach = (x1 - x0) / 2, (y1 - y0) / 2
    else:
        frame = moved((x0 + x1) / 2, (y0 + y1) / 2)
        half, reach = (y1 - y0) / 2, (x1 - x0) / 2
    drop = (ridge - eaves) / half * over
    a, y, z = reach + over * 0.6, half + over, eaves - drop
    with mesh.within(frame):
        for turn in (0, pi):
            with mesh.within(Matrix.Rotation(turn, 4, "Z")):
                mesh.face(
                    [(-a, -y, z + thick), (a, -y, z + thick), (a, 0, ridge + thick), (-a, 0, ridge + thick)], material
                )
                mesh.face([(-a, -y, z), (-a, 0, ridge), (a, 0, ridge), (a, -y, z)], verge or material)
                mesh.face([(-a, -y, z), (a, -y, z), (a, -y, z + thick), (-a, -y, z + thick)], verge or material)
                mesh.face([(a, -y, z), (a, 0, ridge), (a, 0, ridge + thick), (a, -y, z + thick)], verge or material)
                mesh.face([(-a, 0, ridge), (-a, -y, z), (-a, -y, z + thick), (-a, 0, ridge + thick)], verge or material)
        mesh.box((-a, -0.14, ridge + thick - 0.1), (a, 0.14, ridge + thick + 0.08), material)


def chimney(mesh, x, y, base, top):
    brick = weathered("#8d4a36", 0.4)
    mesh.box((x - 0.35, y - 0.3, base), (x + 0.35, y + 0.3, top), brick)
    mesh.box((x - 0.43, y - 0.38, top - 0.25), (x + 0.43, y + 0.38, top - 0.1), brick)
    for dx in (-0.16, 0.16):
        mesh.limb((x + dx, y, top), (x + dx, y, top + 0.35), 0.11, 0.1, weathered("#a5553a", 0.4))


def dormer(mesh, x, y, z, width, height, wall, cover, frame):
    """A small gabled window that looks out of a roof slope; its front stands at `y`."""
    with mesh.within(moved(x, y, z)):
        hole = Opening(width / 2, 0.35, width * 0.6, height * 0.72)
        with mesh.within(moved(-width / 2, 0)):
            skin(mesh, gable_top(width, height, height + width * 0.45), [hole], wall)
            reveal(mesh, hole, 0.1, wall)
            pane(mesh, hole, 0.1)
            bars(mesh, hole, 0.1, frame)
        mesh.box((-width / 2, 0.15, 0), (width / 2, 3.2, height), wall)
        gable_roof(mesh, (-width / 2, 0), (width / 2, 3.6), height, height + width * 0.45, cover, "y", 0.18, 0.1)


@dataclass
class House:
    """A town house. The front (local -y) stands on y = 0, the ground on z = 0."""

    width: float = 10.0
    depth: float = 11.0
    storeys: tuple = (3.6, 3.2, 3.0)
    bays: int = 4
    wall: object = None
    dress: object = None
    cover: object = None
    """roof tiles; None for a flat roof"""
    gable: bool = False
    """gable towards the street instead of eaves"""
    pitch: float = 1.05
    """rise of the roof over half its span"""
    frame: object = None
    shutter: object = None
    shop: str = ""
    """'' for a dwelling; 'old' for a wooden shop front, 'new' for a glazed one"""
    sign: object = None
    window: tuple = (1.05, 1.75)
    head: str = "flat"
    dormers: int = 0
    timber: object = None
    seed: int = 0
    base: object = None

    @property
    def eaves(self):
        return sum(self.storeys)

    @property
    def ridge(self):
        span = self.width if self.gable else self.depth
        return self.eaves + span / 2 * self.pitch


def build_house(mesh, house):
    """All four walls and the roof of a house; the front has its door or shop and windows with all trimmings."""
    rng = Random(house.seed)
    frame = house.frame or plain("#e8e4da")
    for number in range(4):
        width = house.depth if number % 2 else house.width
        with mesh.within(side(house.width, house.depth, number)):
            gabled = house.cover and house.gable == (number % 2 == 0)
            top = gable_top(width, house.eaves, house.ridge) if gabled else level_top(width, house.eaves)
            bays = house.bays if number % 2 == 0 else max(2, int(width / 3.6))
            _facade(mesh, house, width, top, bays, frame, rng, number == 0, gabled)
    _crown(mesh, house, frame)


def _facade(mesh, house, width, top, bays, frame, rng, front, gabled):
    windows, level = [], 0.0
    for storey, height in enumerate(house.storeys):
        if not (front and storey == 0):
            windows += _row(house, width, bays, level, height)
        level += height
    if gabled and house.ridge - house.eaves > 4:
        windows += _gable_windows(house, width, level)
    ground = _ground_floor(house, width, bays) if front else []
    skin(mesh, top, windows + [o for o, _ in ground], house.wall)
    for window in windows:
        shutter = house.shutter if front else None
        curtain = rng.choice([None, None, glass("#5a6064"), glass("#3a3f40")])
        sash_window(mesh, window, house.dress, frame, house.wall, shutter, curtain)
    for opening, kind in ground:
        _ground_opening(mesh, house, opening, kind, frame)
    _trimmings(mesh, house, width, front)


def _row(house, width, bays, level, height):
    w, h = house.window
    h = min(h, height - 1.2)
    return [Opening(width * (i + 0.5) / bays, level + 0.9, w, h, house.head) for i in range(bays)]


def _gable_windows(house, width, level):
    w, h = house.window
    pair = [Opening(width / 2 + dx, level + 0.7, w * 0.85, h * 0.8, house.head) for dx in (-1.3, 1.3)]
    if house.ridge - house.eaves <= 5.6:
        return pair
    return pair + [Opening(width / 2, level + 3.4, w * 0.7, h * 0.55, "flat")]


def _ground_floor(house, width, bays):
    """Openings of the street front with what they are."""
    height = house.storeys[0]
    middle = bays // 2
    result = []
    for i in range(bays):
        x = width * (i + 0.5) / bays
        if i == middle:
            result.append((Opening(x, 0.12, 1.3, min(2.7, height - 0.6), house.head), "door"))
        elif house.shop == "new":
            result.append((Opening(x, 0.25, width / bays - 0.35, height - 1.15), "glazed"))
        elif house.shop == "old":
            result.append((Opening(x, 0.7, width / bays - 0.7, height - 1.5), "display"))
        else:
            result.append((Opening(x, 1.0, house.window[0], min(house.window[1], height - 1.5), house.head), "window"))
    return result


def _ground_opening(mesh, house, opening, kind, frame):
    if kind == "window":
        sash_window(mesh, opening, house.dress, frame, house.wall, house.shutter)
    elif kind == "door":
        leaf = plain("#2b3b33") if house.shop != "new" else glass("#1c2226")
        door(mesh, opening, leaf, house.dress or house.wall)
        mesh.box((opening.left - 0.2, -0.5, 0), (opening.right + 0.2, 0.3, 0.12), weathered("#8d8478"))
    elif kind == "display":
        reveal(mesh, opening, 0.15, planks("#3a4a3a"))
        pane(mesh, opening, 0.14, glass("#2c2f2c"))
        bars(mesh, opening, 0.14, plain("#4a3a28"), 3, 1, 0.08)
        surround(mesh, opening, planks("#42523f"), 0.22, 0.1)
    else:
        reveal(mesh, opening, 0.25, plain("#3a3d40", 0.4))
        pane(mesh, opening, 0.22, glass("#262c30"))
        bars(mesh, opening, 0.22, plain("#2f3336", 0.4), 2, 1, 0.07)


def _trimmings(mesh, house, width, front):
    """Plinth, string course, cornice, sign and timber frame of one wall."""
    dress = house.dress or weathered("#cfc8ba")
    eaves, first = house.eaves, house.storeys[0]
    if not front:
        mesh.box((-0.04, -0.06, -0.3), (width + 0.04, 0.02, 0.55), house.base or trim())
    if house.cover:
        mesh.box((0, -0.16, eaves - 0.28), (width, 0.02, eaves - 0.02), dress)
    if front and house.dress:
        mesh.box((0, -0.1, first - 0.12), (width, 0.02, first + 0.1), dress)
    if front and house.sign:
        mesh.box((0.4, -0.16, first - 0.78), (width - 0.4, -0.02, first - 0.2), house.sign)
        _lettering(mesh, width, first - 0.64, house.seed)
    if house.timber:
        timber_frame(mesh, width, house.storeys, house.timber, house.bays)


def _lettering(mesh, width, z, seed):
    """Blocks in the rhythm of letters: a sign that names nobody."""
    rng = Random(seed + 77)
    paint = plain("#efe6d2")
    x = width * 0.5 - 2.2
    while x < width * 0.5 + 2.0:
        w = rng.uniform(0.12, 0.26)
        mesh.box((x, -0.185, z), (x + w, -0.155, z + rng.choice([0.2, 0.3, 0.3])), paint)
        x += w + (0.09 if rng.random() < 0.85 else 0.3)


def _crown(mesh, house, frame):
    w, d, e = house.width / 2, house.depth, house.eaves
    if not house.cover:
        edge = weathered("#c9c6bf")
        mesh.box((-w - 0.1, -0.1, e), (w + 0.1, d + 0.1, e + 0.55), edge)
        mesh.box((-1.5, d * 0.4, e + 0.5), (1.5, d * 0.4 + 3, e + 2.4), weathered("#a9a9a6"))
        return
    gable_roof(mesh, (-w, 0), (w, d), e, house.ridge, house.cover, "y" if house.gable else "x", verge=planks("#4a3626"))
    top = e + 0.6 * (house.ridge - e) + 1.6 if house.gable else house.ridge + 1.1
    for x, y in ((-w * 0.5, d * 0.42), (w * 0.55, d * 0.6)):
        chimney(mesh, x, y, e, top)
    for i in range(house.dormers):
        x = house.width * ((i + 0.5) / house.dormers - 0.5)
        dormer(mesh, x, 0.9, e + 0.5 * house.pitch + 0.35, 1.6, 1.5, house.wall, house.cover, frame)


def timber_frame(mesh, width, storeys, timber, bays, start=1):
    """Half-timbering on the upper storeys: sills, posts and struts."""
    level = sum(storeys[:start])
    for height in storeys[start:]:
        for z in (level, level + 0.82, level + height - 0.22):
            mesh.box((0, -0.06, z), (width, 0.02, z + 0.2), timber)
        for i in range(bays + 1):
            x = min(max(width * i / bays, 0.1), width - 0.1)
            mesh.box((x - 0.1, -0.06, level), (x + 0.1, 0.02, level + height), timber)
        for x, lean in ((0.2, 1), (width - 0.2, -1)):
            top = x + lean * width / bays * 0.42
            mesh.limb((x, -0.02, level + 0.1), (top, -0.02, level + height - 0.1), 0.09, 0.09, timber, 4)
        level += height
