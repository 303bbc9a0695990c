"""The Fruchthalle (August von Voit, 1843 to 1846): thirteen bays of red sandstone after the palaces of Florence.

Round-arched openings below, coupled round-arched windows on the main floor, small windows under a far projecting
cornice, a low hipped roof of slate. Measures are approximate.
"""

from buildings import side
from materials import glass, plain, planks, roof, stone, weathered
from mesh import Mesh, moved, ring, turned
from walls import Opening, bars, level_top, pane, reveal, skin, surround

PLACE = (6, 40)
"""Middle of the front, metres east and north of the guest; it looks south."""

WIDTH, DEPTH = 52.0, 24.0
BAYS, SIDE_BAYS = 13, 6
STOREYS = (6.6, 5.8, 3.6)
EAVES = sum(STOREYS)
OVER = 1.5
"""How far the cornice juts out."""

ARCH = (0.35, 2.9, 5.0)
"""Sill, width and height of the openings of the ground floor."""


def bossed():
    return stone("#a5674c", "#b98363", "#6b4a3c", 1.1, 0.55, 0.035, 0.3, 0.06)


def ashlar():
    return stone("#b27a5c", "#c08c6c", "#9a7460", 0.95, 0.4, 0.01, 0.25, 0.012)


def dressed():
    return weathered("#a3624a", 0.25)


def bay_middle(i):
    """Metres east of the guest to the middle of bay `i` of the front, counted from the west."""
    return PLACE[0] - WIDTH / 2 + WIDTH * (i + 0.5) / BAYS


def build_grain_hall(glazed):
    """`glazed`: windows in the arches of the ground floor, as today; else wooden gates, some open."""
    mesh = Mesh("Fruchthalle")
    for number in range(4):
        span = WIDTH if number % 2 == 0 else DEPTH
        with mesh.within(side(WIDTH, DEPTH, number)):
            _wall(mesh, span, BAYS if number % 2 == 0 else SIDE_BAYS, glazed)
    _cornice(mesh)
    _roof(mesh)
    mesh.place(moved(*PLACE) @ turned(180))


def _wall(mesh, span, bays, glazed):
    step = span / bays
    first, second = STOREYS[0], STOREYS[0] + STOREYS[1]
    middles = [step * (i + 0.5) for i in range(bays)]
    arches = [Opening(x, *ARCH, "round") for x in middles]
    main = [Opening(x, first + 1.0, 2.5, 4.1, "round") for x in middles]
    small = [Opening(x + dx, second + 0.9, 0.95, 1.5) for x in middles for dx in (-0.75, 0.75)]
    skin(mesh, level_top(span, first), arches, bossed(), -0.6)
    skin(mesh, level_top(span, second), main, ashlar(), first)
    skin(mesh, level_top(span, EAVES), small, ashlar(), second)
    for i, opening in enumerate(arches):
        surround(mesh, opening, bossed(), 0.5, 0.1)
        reveal(mesh, opening, 0.7, bossed())
        _fill(mesh, opening, glazed, i)
    for opening in main:
        _coupled(mesh, opening)
    for opening in small:
        reveal(mesh, opening, 0.3, dressed())
        pane(mesh, opening, 0.28, glass("#242b30"))
        bars(mesh, opening, 0.28, plain("#d8d2c2"), 2, 2, 0.05)
        surround(mesh, opening, dressed(), 0.16, 0.05)
    for a, b in _piers(arches, span):
        mesh.box((a, -0.28, -0.6), (b, 0.02, 0.75), bossed())
    for z, out, high in (
        (first - 0.15, 0.26, 0.42),
        (first + 0.62, 0.14, 0.3),
        (second - 0.12, 0.2, 0.34),
        (second + 0.6, 0.1, 0.22),
    ):
        mesh.box((-out, -out, z), (span + out, 0.02, z + high), dressed())
    for x in (0.0, span - 0.8):
        mesh.box((x, -0.12, first + 0.2), (x + 0.8, 0.02, EAVES - 0.2), dressed())


def _piers(arches, span):
    """Stretches of the plinth between the openings."""
    edges = [-0.28] + [e for o in arches for e in (o.left - 0.5, o.right + 0.5)] + [span + 0.28]
    return zip(edges[::2], edges[1::2])


def _fill(mesh, opening, glazed, i):
    if glazed:
        pane(mesh, opening, 0.6, glass("#232b2e"))
        bars(mesh, opening, 0.6, plain("#3a3f3c", 0.4), 4, 3, 0.09)
        return
    pane(mesh, opening, 0.68, plain("#0e0c0b", 0.9))
    spring = opening.sill + opening.height - opening.rise
    wood = planks("#4f3f2c", 0.25, True)
    if i % 4 != 1:
        mesh.box((opening.left, 0.45, opening.sill), (opening.right, 0.55, spring), wood)
        for k in range(3):
            z = opening.sill + (spring - opening.sill) * (0.12 + 0.36 * k)
            mesh.box((opening.left, 0.4, z), (opening.right, 0.46, z + 0.16), wood)
    else:
        for x0 in (opening.left, opening.right - 0.1):
            mesh.box((x0, -0.55, opening.sill), (x0 + 0.1, 0.55, spring), wood)
    mesh.box((opening.left, 0.35, spring - 0.1), (opening.right, 0.6, spring + 0.1), wood)
    for k in range(1, 6):
        x = opening.left + opening.width * k / 6
        mesh.box((x - 0.03, 0.42, spring), (x + 0.03, 0.48, opening.top(x)), plain("#2b2a28", 0.5))


def _coupled(mesh, opening):
    """Two round-arched lights and an eye above, under one arch."""
    reveal(mesh, opening, 0.55, dressed())
    surround(mesh, opening, dressed(), 0.3, 0.09)
    half = opening.width / 2
    lights = [
        Opening(opening.x + s * half / 2, opening.sill, half - 0.2, opening.height - 0.75, "round") for s in (-1, 1)
    ]
    upper = [(x, opening.top(x)) for x in opening.breaks()]
    with mesh.within(moved(0, 0.25)):
        skin(mesh, upper, lights, dressed(), opening.sill)
        for light in lights:
            reveal(mesh, light, 0.2, dressed())
            pane(mesh, light, 0.18, glass("#242b30"))
            bars(mesh, light, 0.18, plain("#d8d2c2"), 2, 3, 0.06)
    with mesh.within(moved(opening.x, 0.16, opening.sill)):
        mesh.lathe(
            [
                (0.15, 0),
                (0.11, 0.15),
                (0.1, opening.height - 1.75),
                (0.16, opening.height - 1.55),
                (0.0, opening.height - 1.5),
            ],
            dressed(),
            12,
        )
    with mesh.within(moved(opening.x, 0.235, opening.sill + opening.height - 0.72)):
        eye = [(0.24 * x, z * 0.24) for x, z in _circle()]
        mesh.face([(x, 0, z) for x, z in eye], plain("#15181a", 0.3))


def _circle():
    return ring(1.0, 16)


def _cornice(mesh):
    """Brackets and the slab they carry, all round."""
    w = WIDTH / 2
    for low, high, out in (
        (EAVES - 0.55, EAVES - 0.2, 0.22),
        (EAVES - 0.2, EAVES + 0.1, 0.4),
        (EAVES + 0.1, EAVES + 0.35, OVER),
        (EAVES + 0.35, EAVES + 0.5, OVER + 0.12),
    ):
        mesh.box((-w - out, -out, low), (w + out, DEPTH + out, high), dressed())
    for number in range(4):
        span = WIDTH if number % 2 == 0 else DEPTH
        with mesh.within(side(WIDTH, DEPTH, number)):
            count = round(span / 1.0)
            for i in range(count):
                x = span * (i + 0.5) / count
                mesh.box((x - 0.16, -OVER + 0.15, EAVES - 0.12), (x + 0.16, -0.3, EAVES + 0.12), dressed())


def _roof(mesh):
    slate = roof("#43474d", "#53575d", 0.3, 0.28)
    a, b = WIDTH / 2 + OVER, DEPTH + OVER
    low, high, reach = EAVES + 0.5, EAVES + 5.0, WIDTH / 2 - DEPTH / 2
    middle = DEPTH / 2
    mesh.face([(-a, -OVER, low), (a, -OVER, low), (reach, middle, high), (-reach, middle, high)], slate)
    mesh.face([(a, b, low), (-a, b, low), (-reach, middle, high), (reach, middle, high)], slate)
    mesh.face([(a, -OVER, low), (a, b, low), (reach, middle, high)], slate)
    mesh.face([(-a, b, low), (-a, -OVER, low), (-reach, middle, high)], slate)
    for x in (-11.0, 9.0):
        mesh.box((x - 0.6, middle - 0.5, high - 1.5), (x + 0.6, middle + 0.5, high + 1.5), weathered("#8d5a44", 0.4))
