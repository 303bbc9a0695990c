"""Walls with openings: the one way every facade of both towns is built.

A wall stands in the local plane y = 0, x to the right and z up as seen from outside (from -y); reveals go inwards (+y).
"""

from dataclasses import dataclass
from math import sqrt

from mathutils import Matrix

from materials import glass, plain
from mesh import ring

ARC_STEPS = 10


@dataclass(frozen=True)
class Opening:
    """A hole in a wall. `x` is its middle, `sill` its lower edge; metres."""

    x: float
    sill: float
    width: float
    height: float
    head: str = "flat"
    """flat, segment (a shallow arch), round (Romanesque) or pointed (Gothic)"""

    @property
    def left(self):
        return self.x - self.width / 2

    @property
    def right(self):
        return self.x + self.width / 2

    @property
    def rise(self):
        """Height of the arch above its springing."""
        return {"flat": 0, "segment": 0.14, "round": 0.5, "pointed": sqrt(3) / 2}[self.head] * self.width

    def top(self, x):
        """Height of the opening's upper edge over `x`."""
        spring = self.sill + self.height - self.rise
        away = min(abs(x - self.x), self.width / 2)
        if self.head == "round":
            return spring + sqrt(max(0, (self.width / 2) ** 2 - away**2))
        if self.head == "pointed":
            return spring + sqrt(max(0, self.width**2 - (away + self.width / 2) ** 2))
        if self.head == "segment":
            return spring + self.rise * (1 - (2 * away / self.width) ** 2)
        return spring

    def breaks(self):
        """Places along x where the upper edge bends."""
        if self.head == "flat":
            return [self.left, self.right]
        return [self.left + self.width * i / ARC_STEPS for i in range(ARC_STEPS + 1)]

    def outline(self, grow=0.0):
        """Corner points (x, z), counterclockwise from the lower left; `grow` widens it on all sides but the sill."""
        factor = 1 + 2 * grow / self.width
        wide = Opening(self.x, self.sill, self.width * factor, self.height + grow, self.head)
        arch = [(x, wide.top(x)) for x in reversed(wide.breaks())]
        return [(wide.left, wide.sill), (wide.right, wide.sill)] + arch


def level_top(width, height):
    """The upper edge of a plain wall, as points (x, z)."""
    return [(0, height), (width, height)]


def gable_top(width, eaves, ridge):
    return [(0, eaves), (width / 2, ridge), (width, eaves)]


def stepped_top(width, height, tooth, gap, rise):
    """Battlements."""
    points, x = [(0, height)], 0.0
    while x < width - 1e-6:
        points += [(x, height + rise), (min(x + tooth, width), height + rise)]
        x = min(x + tooth, width)
        points += [(x, height), (min(x + gap, width), height)]
        x = min(x + gap, width)
    return points


def _pieces(top):
    """Straight pieces of the upper edge; upright jumps are left out."""
    return [(a, b) for a, b in zip(top, top[1:]) if b[0] - a[0] > 1e-6]


def _height_at(pieces, middle, x):
    for (x0, z0), (x1, z1) in pieces:
        if x0 <= middle <= x1:
            return z0 + (z1 - z0) * (x - x0) / (x1 - x0)
    return 0.0


def skin(mesh, top, openings, material, bottom=0.0, y=0.0, flip=False):
    """The flat face of a wall around its openings, cut into upright strips."""
    pieces = _pieces(top)
    cuts = {round(x, 5) for piece in pieces for x, _ in piece}
    cuts |= {round(x, 5) for opening in openings for x in opening.breaks()}
    cuts = sorted(cuts)
    for x0, x1 in zip(cuts, cuts[1:]):
        middle = (x0 + x1) / 2
        low = (bottom, bottom)
        for hole in sorted((o for o in openings if o.left < middle < o.right), key=lambda o: o.sill):
            _strip(mesh, x0, x1, low, (hole.sill, hole.sill), material, y, flip)
            low = (hole.top(x0), hole.top(x1))
        high = (_height_at(pieces, middle, x0), _height_at(pieces, middle, x1))
        _strip(mesh, x0, x1, low, high, material, y, flip)


def _strip(mesh, x0, x1, low, high, material, y, flip):
    if high[0] - low[0] < 1e-5 and high[1] - low[1] < 1e-5:
        return
    points = [(x0, y, low[0]), (x1, y, low[1]), (x1, y, high[1]), (x0, y, high[0])]
    mesh.face(points[::-1] if flip else points, material)


def reveal(mesh, opening, depth, material, y=0.0):
    """The inner faces of an opening."""
    outline = opening.outline()
    for (x0, z0), (x1, z1) in zip(outline, outline[1:] + outline[:1]):
        mesh.face([(x0, y, z0), (x0, y + depth, z0), (x1, y + depth, z1), (x1, y, z1)], material)


def surround(mesh, opening, material, width=0.14, out=0.05):
    """A dressed frame round an opening that stands `out` of the wall."""
    inner, outer = opening.outline()[1:] + opening.outline()[:1], opening.outline(width)
    outer = outer[1:] + outer[:1]
    for i in range(len(inner) - 1):
        (a, az), (b, bz), (c, cz), (d, dz) = inner[i], outer[i], outer[i + 1], inner[i + 1]
        mesh.face([(a, -out, az), (b, -out, bz), (c, -out, cz), (d, -out, dz)], material)
        mesh.face([(b, -out, bz), (b, 0, bz), (c, 0, cz), (c, -out, cz)], material)
        mesh.face([(a, -out, az), (d, -out, dz), (d, 0, dz), (a, 0, az)], material)


def sill(mesh, opening, material, out=0.14, over=0.12):
    mesh.box((opening.left - over, -out, opening.sill - 0.13), (opening.right + over, 0.1, opening.sill), material)


def pane(mesh, opening, depth, material=None):
    mesh.face([(x, depth, z) for x, z in opening.outline()], material or glass())


def bars(mesh, opening, depth, material, columns=2, rows=3, thick=0.06):
    """Frame, mullions and transoms just before the pane."""
    front, back = depth - 0.06, depth
    for i in range(columns + 1):
        x = opening.left + opening.width * i / columns
        x = min(max(x, opening.left + thick / 2), opening.right - thick / 2)
        mesh.box((x - thick / 2, front, opening.sill), (x + thick / 2, back, opening.top(x)), material)
    spring = opening.height - opening.rise
    for i in range(rows + 1):
        z = opening.sill + spring * i / rows
        z = min(max(z, opening.sill + thick / 2), opening.sill + opening.height - thick / 2)
        mesh.box((opening.left, front, z - thick / 2), (opening.right, back, z + thick / 2), material)


def shutters(mesh, opening, material):
    """Two open louvred leaves beside a window."""
    leaf = opening.width / 2
    dark = plain("#22201c")
    for x0 in (opening.left - leaf - 0.1, opening.right + 0.1):
        mesh.box((x0, -0.09, opening.sill), (x0 + leaf, -0.03, opening.sill + opening.height), material)
        for i in range(2):
            z0 = opening.sill + opening.height * (0.06 + 0.48 * i)
            z1 = z0 + opening.height * 0.4
            steps = 7
            for k in range(steps):
                z = z0 + (z1 - z0) * k / steps
                mesh.box((x0 + 0.06, -0.1, z), (x0 + leaf - 0.06, -0.085, z + 0.025), dark)


def sash_window(mesh, opening, dress, frame, wall, shutter=None, curtain=None):
    """A town house window: dressed surround, sill, casement and, if asked, shutters."""
    reveal(mesh, opening, 0.18, dress or wall)
    pane(mesh, opening, 0.17, curtain)
    bars(mesh, opening, 0.17, frame)
    if dress:
        surround(mesh, opening, dress)
        sill(mesh, opening, dress)
    if shutter:
        shutters(mesh, opening, shutter)


def gothic_window(mesh, opening, dress):
    """A church window: deep splay, stone mullions, dark leaded glass and a round eye in the arch."""
    reveal(mesh, opening, 0.6, dress)
    pane(mesh, opening, 0.58, glass("#1b1f26"))
    surround(mesh, opening, dress, 0.22, 0.06)
    sill(mesh, opening, dress, 0.2)
    lights = 3 if opening.width > 2 else 2
    bars(mesh, opening, 0.5, dress, lights, 1, 0.16)
    for i in range(1, 9):
        z = opening.sill + (opening.height - opening.rise) * i / 9
        mesh.box((opening.left, 0.54, z), (opening.right, 0.57, z + 0.03), plain("#15171a"))
    _eye(mesh, opening, dress)


def _eye(mesh, opening, dress):
    radius = opening.width * 0.27
    centre = opening.sill + opening.height - opening.rise + opening.width * 0.28
    inner, outer = ring(radius * 0.72, 16), ring(radius, 16)
    for i in range(16):
        j = (i + 1) % 16
        corners = (inner[i], outer[i], outer[j], inner[j])
        mesh.face([(opening.x + x, 0.42, centre + z) for x, z in corners], dress)


def romanesque_window(mesh, opening, dress, lights=2):
    """Round arches on small columns under one round-headed opening's width: a biforium or triforium."""
    reveal(mesh, opening, 0.7, dress)
    surround(mesh, opening, dress, 0.2, 0.05)
    sill(mesh, opening, dress, 0.16)
    width = opening.width / lights
    arches = [
        Opening(
            opening.left + width * (i + 0.5), opening.sill, width * 0.8, opening.height - opening.rise * 0.75, "round"
        )
        for i in range(lights)
    ]
    upper = [(x, opening.top(x)) for x in opening.breaks()]
    with mesh.within(_shift(0.35)):
        skin(mesh, upper, arches, dress, opening.sill)
        for arch in arches:
            reveal(mesh, arch, 0.2, dress)
            pane(mesh, arch, 0.19, plain("#0d0c0c", 0.9))


def _shift(y):
    return Matrix.Translation((0, y, 0))


def door(mesh, opening, leaf, dress):
    """A panelled two-leaf door in a dressed frame."""
    reveal(mesh, opening, 0.3, dress)
    pane(mesh, opening, 0.28, leaf)
    surround(mesh, opening, dress, 0.2, 0.07)
    mesh.box((opening.x - 0.03, 0.22, opening.sill), (opening.x + 0.03, 0.28, opening.top(opening.x)), leaf)
    for side in (-1, 1):
        for k in range(3):
            x = opening.x + side * opening.width * 0.25
            z = opening.sill + (opening.height - opening.rise) * (0.08 + 0.31 * k)
            w, h = opening.width * 0.17, (opening.height - opening.rise) * 0.24
            mesh.box((x - w, 0.24, z), (x + w, 0.28, z + h), leaf)


def thick_wall(mesh, top, openings, thickness, material, bottom=0.0, cap=None):
    """A free-standing wall with both faces, its broken or battlemented upper edge and holes right through."""
    skin(mesh, top, openings, material, bottom)
    skin(mesh, top, openings, material, bottom, thickness, True)
    for opening in openings:
        reveal(mesh, opening, thickness, material)
    edge = [(top[0][0], bottom)] + list(top) + [(top[-1][0], bottom)]
    for (x0, z0), (x1, z1) in zip(edge, edge[1:]):
        if abs(x1 - x0) + abs(z1 - z0) > 1e-6:
            mesh.face(
                [(x0, 0, z0), (x1, 0, z1), (x1, thickness, z1), (x0, thickness, z0)],
                cap if cap and abs(x1 - x0) > 1e-6 else material,
            )
