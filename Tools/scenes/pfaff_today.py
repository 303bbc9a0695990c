"""The quarter that is being built where the works were."""

from math import pi

from mathutils import Matrix

from bicycles import cyclist, stands
from landscape import Grove, patch, rectangle, tufts
from materials import stone, water, weathered
from mesh import Mesh, moved, ring, turned
from people import crowd
from quarter import flats, office_block
from railway import tracks
from street import bench, modern_lamp
from vehicles import car


def build_quarter():
    blocks = (
        # middle of the front, facing, width, depth, storeys, tone
        ((40, 10), 270, 30, 13, 4, "#e2ddd2"),
        ((40, -24), 270, 28, 13, 5, "#c9a878"),
        ((-52, 30), 110, 26, 13, 4, "#d6c3a4"),
        ((-50, -6), 90, 30, 13, 5, "#e2ddd2"),
        ((-46, -40), 60, 26, 13, 4, "#b98a6a"),
        ((18, -58), 0, 34, 13, 4, "#dcd6c8"),
        ((-66, 62), 150, 30, 13, 5, "#e2ddd2"),
        ((66, 50), 235, 30, 13, 5, "#d6c3a4"),
    )
    for seed, ((x, y), facing, width, depth, storeys, tone) in enumerate(blocks):
        mesh = Mesh("flats")
        flats(mesh, width, depth, storeys, tone, seed=seed)
        mesh.place(moved(x, y) @ turned(facing))
    for (x, y), facing, width, storeys in (((12, 88), 180, 34, 6), ((-22, -60), 0, 36, 5), ((70, 92), 200, 36, 4)):
        mesh = Mesh("office block")
        office_block(mesh, width, 15, storeys)
        mesh.place(moved(x, y) @ turned(facing))


LAWNS = (
    (-24, 20, -2, 32),
    (-33, -1, -10, 11),
    (9.5, 8, 27, 26),
    (-27, -20, -5, -5),
    (10, -24, 30, -4),
    (-44, -34, -8, -25),
    (13, -42, 38, -32),
)


def furnish_today():
    patch(rectangle(-95, -80, 100, 130), stone("#a39b8e", "#958d81", "#6d665c", 0.6, 0.4, 0.01, 0.2, 0.01), 0.0)
    asphalt = weathered("#5a5856", 0.15, 0.9, 40.0)
    patch(rectangle(-95, -52, 100, -44), asphalt, 0.012)
    for lawn in LAWNS:
        patch(rectangle(*lawn), weathered("#58742f", 0.35, 1.0, 30.0), 0.05)
        for x0, y0, x1, y1 in _edges(*lawn):
            patch(rectangle(x0, y0, x1, y1), weathered("#b4aea4", 0.2), 0.1)
    tracks((-6,), -40, 75, (-40, 75), moved(0, 0, -0.27) @ Matrix.Rotation(pi / 2, 4, "Z"))
    _pond(18, 17)
    for x, y, facing in ((-4.5, 18, 60), (-12, 18.6, 180), (8.2, 14, 270), (-3.8, -8, 90), (9, -12, 270)):
        bench(x, y, facing)
    for x, y in ((-8, 17.8), (8.4, 7), (-26, 18), (28, 28), (-3.6, -18), (8.6, -22), (28, -2)):
        modern_lamp(x, y)
    stands(-10, 35.8, 180, 12, 3)
    stands(20, 34.6, 180, 9, 4)
    for i, tone in enumerate(("#2f4a6b", "#b9bcbe", "#7a2424", "#e8e6e0")):
        car(-40 + i * 7, -46, 90, tone)
    car(12, -50, 270, "#33373a")
    cyclist(2.8, 9.5, 215, 11)
    cyclist(1.2, 24, 5, 12)
    cyclist(-16, 17, 95, 13)
    cyclist(4.5, -16, 350, 14)
    crowd("modern", _residents(), 2024)
    crowd("child", ((15.0, 10.6, 40), (14.2, 11.8, 200), (-8.4, 24.4, 120), (-1.3, 5.2, 60)), 2070)
    _plant()


def _edges(x0, y0, x1, y1):
    w = 0.18
    return ((x0, y0, x1, y0 + w), (x0, y1 - w, x1, y1), (x0, y0, x0 + w, y1), (x1 - w, y0, x1, y1))


def _pond(x, y):
    """A shallow basin for rain, with a rim to sit on."""
    mesh = Mesh("pond")
    outer, inner = [(5.2 * a, 3.4 * b) for a, b in ring(1, 36)], [(4.8 * a, 3.0 * b) for a, b in ring(1, 36)]
    rim = weathered("#b4aea4", 0.15)
    for i in range(36):
        j = (i + 1) % 36
        mesh.face([(*outer[i], 0.0), (*outer[j], 0.0), (*outer[j], 0.42), (*outer[i], 0.42)], rim)
        mesh.face([(*inner[j], 0.0), (*inner[i], 0.0), (*inner[i], 0.42), (*inner[j], 0.42)], rim)
        mesh.face([(*outer[i], 0.42), (*outer[j], 0.42), (*inner[j], 0.42), (*inner[i], 0.42)], rim)
    mesh.face([(*p, 0.3) for p in inner], water("#3b5552"))
    mesh.place(moved(x, y, 0.03))


def _residents():
    return (
        (-2.0, 4.1, 50),
        (-3.0, 4.3, 70),
        (1.6, 13.6, 190),
        (0.7, 13.9, 185),
        (-7.2, 19, 250),
        (-11.6, 19.4, 0),
        (9.0, 12, 250),
        (12.6, 9.8, 30),
        (22, 29.5, 100),
        (23, 29.9, 100),
        (-17.6, 35.2, 180),
        (-19, 34.8, 10),
        (-5.4, 34.9, 90),
        (4, 34, 10),
        (29.5, 20, 200),
        (-29, 25, 120),
        (3.6, -6, 180),
        (-3.4, -11, 40),
        (6.5, -24, 0),
        (-18, -23, 90),
        (30.6, -14, 350),
        (-6, -43, 90),
        (20, -43, 270),
        (3, 52, 0),
        (-30, 2, 60),
    )


def _plant():
    """Trees that leave free what the old panorama is laid on by."""
    grove = Grove(41)
    for kind, x, y, size in (
        ("young", -7, 22.5, 0.9),
        ("young", -21, 22, 0.9),
        ("young", 24.5, 10.5, 1),
        ("young", 11, 24, 0.8),
        ("lime", -16, -12, 0.85),
        ("lime", -23, -9, 0.8),
        ("oak", 17, -14, 0.8),
        ("lime", 25, -9, 0.8),
        ("lime", 26, -20, 0.8),
        ("lime", -9, -16, 0.75),
        ("lime", -38, -29, 0.9),
        ("lime", -24, -29, 0.9),
        ("lime", 18, -37, 0.9),
        ("lime", 32, -37, 0.9),
        ("young", 34.5, 16, 1),
        ("young", 34.5, -6, 1),
        ("young", -41, 4, 1),
        ("young", -41, -16, 1),
        ("lime", 48, 66, 1),
        ("lime", 31.5, 30, 0.55),
        ("young", 12.5, 10, 0.7),
        ("lime", -17, 1.5, 0.75),
        ("young", -27, 2, 1),
        ("bush", -12, 9.6, 0.8),
        ("bush", 26, 24.5, 0.9),
        ("bush", -3.4, 31, 0.8),
        ("bush", -22.6, 30.6, 0.9),
        ("bush", 11, -6, 1),
    ):
        grove.plant(kind, x, y, size)
    grove.row("lime", (-80, -41), (80, -41), 9, 0.85)

    def on_lawn(x, y):
        inside = any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in LAWNS)
        return inside and ((x - 18) / 5.6) ** 2 + ((y - 17) / 3.8) ** 2 > 1

    tufts(12, 5, 34, 12000, clear=on_lawn, size=0.09, height=lambda x, y: 0.05)
