"""What stands and moves before the station today."""

from bicycles import cyclist, stands
from hauptbahnhof_past import LINES, railways, suitcase
from landscape import Grove, patch, rectangle
from materials import glass, plain, planks, stone, weathered
from mesh import Mesh, moved, ring, turned
from people import crowd
from railway import overhead_line, platform_roof, railing, regional_train
from street import bench, modern_lamp
from vehicles import bus, car


def furnish_today():
    paving = stone("#9a948a", "#8c877e", "#66625b", 0.9, 0.6, 0.01, 0.2, 0.01)
    patch(rectangle(-90, -52, 90, 46), paving, 0.0)
    asphalt = weathered("#4b4a4a", 0.15, 0.9, 40.0)
    for street in ((-9, 46, 6, 120), (-90, 22, 90, 31), (21, -27, 35, 22), (-40, -27, -28, 22)):
        patch(rectangle(*street), asphalt, 0.012)
    kerb = weathered("#b4aea4", 0.2)
    for x0, y0, x1, y1 in (
        (-90, 31, 90, 31.3),
        (20.7, -27, 21, 22),
        (35, -27, 35.3, 22),
        (-28, -27, -27.7, 22),
        (-40.3, -27, -40, 22),
    ):
        patch(rectangle(x0, y0, x1, y1), kerb, 0.12)
    for i in range(30):
        patch(rectangle(-88 + i * 6, 26.4, -85 + i * 6, 26.55), plain("#e9e6df", 0.7), 0.02)
    railways(stone("#8f8b84", "#85817a", "#66625b", 0.6, 0.4))
    platform_roof(-80, 96, -71, plain("#7d8386", 0.4, 0.4), weathered("#b4b2ac", 0.1))
    overhead_line(LINES, -200, 220)
    regional_train(70, LINES[0])
    regional_train(-92, LINES[2], 3)
    railing(38.5, -46, 90, -46, "#5a6063")
    railing(-90, -46, -38, -46, "#5a6063")
    bus(28.2, -13, 180)
    bus(28.2, 7, 180, "#3e7d6e")
    bus(-34, 28.6, 270)
    _shelter(18.8, -11)
    _shelter(18.8, 6)
    for i in range(4):
        taxi(-34.2, -22 + i * 6.2)
    for i, tone in enumerate(("#2f4a6b", "#b9bcbe", "#7a2424", "#e8e6e0", "#33373a", "#5d7a5a")):
        car(44 + i * 5.2, -41.5, 0, tone)
    car(12, 24.6, 90, "#7a2424")
    car(52, 28.6, 270, "#b9bcbe")
    stands(-12, -25.5, 180, 13, 1)
    stands(12, -25.5, 180, 13, 2)
    for x, y in ((-9, -18), (9, -18), (-17, 4), (17, 16), (-24, -14), (38, -20), (-6, 18), (46, 18), (-46, 18)):
        modern_lamp(x, y)
    for x, y, facing in ((-9.5, -9, 90), (-9.5, -4, 90), (9.5, -8.5, 270), (-4, 14, 20)):
        bench(x, y, facing)
    _people_today()
    grove = Grove(10)
    for x, y in (
        (-14, -14.5),
        (-14, 5),
        (-14, 11),
        (13.5, -3),
        (13.5, 11),
        (-22, 16),
        (5, 17),
        (-45, -30),
        (41, -30),
        (60, -30),
    ):
        patch([(x + a, y + b) for a, b in ring(0.95, 16)], weathered("#4b4540", 0.3), 0.02)
        grove.plant("lime", x, y, 0.72)
    for x in (-64, -50, -36, -20, 16, 30, 44, 58):
        grove.plant("lime", x, 36, 0.75)


def _people_today():
    spots = (
        (3.4, -7.2, 190),
        (-2.2, -9.4, 180),
        (-3.1, -9.6, 178),
        (1.4, -16, 0),
        (-4.6, -19, 20),
        (6.2, -20, 170),
        (0.4, -26, 180),
        (-1.2, -29, 350),
        (4.4, -30, 200),
        (-8.8, -29, 90),
        (12, -29, 270),
        (18.6, -9.5, 100),
        (18.4, -12.3, 80),
        (18.7, 5, 90),
        (18.4, 7.6, 70),
        (-8.8, -4.2, 90),
        (-25, -21, 290),
        (6.4, 10, 330),
        (5.7, 10.6, 330),
        (-6, 20, 0),
        (-16, 19, 90),
        (44, 19, 270),
        (-50, 19, 90),
        (30, 34, 90),
        (-30, 34, 270),
        (2, 33, 0),
        (-18, -29, 90),
        (22, -29, 270),
        (42, -26, 30),
    )
    crowd("modern", spots, 2021)
    crowd("child", ((-2.6, -8.6, 175), (18.9, -10.6, 90)), 2060)
    for i, (x, y) in enumerate(
        ((3.95, -7.0), (-1.7, -9.0), (1.9, -16.3), (-0.6, -28.8), (18.2, -11.2), (6.9, -19.7), (-24.5, -20.6))
    ):
        suitcase(x, y, 20 * i, ("#2b3547", "#8c2f2f", "#3e7d6e", "#33373a")[i % 4], 0.34)
    cyclist(-5.5, 3.5, 150, 3)
    cyclist(24, 24, 90, 4)


def taxi(x, y):
    car(x, y, 0, "#e6dab4")
    mesh = Mesh("taxi sign")
    mesh.box((-0.22, -0.05, 1.47), (0.22, 0.1, 1.6), plain("#f3cf3a", 0.3))
    mesh.place(moved(x, y, 0.02) @ turned(0))


def _shelter(x, y):
    """A bus shelter of glass, open to the east."""
    mesh = Mesh("shelter")
    steel = plain("#3f4447", 0.4, 0.5)
    for py in (-2.2, 0, 2.2):
        mesh.box((-0.75, py - 0.04, 0), (-0.67, py + 0.04, 2.5), steel)
    for py in (-2.2, 2.2):
        mesh.box((0.7, py - 0.04, 0), (0.78, py + 0.04, 2.5), steel)
    mesh.box((-0.95, -2.4, 2.5), (1.05, 2.4, 2.62), weathered("#c9c5ba", 0.1))
    mesh.box((-0.73, -2.15, 0.3), (-0.7, 2.15, 2.3), glass("#39474c"))
    mesh.box((-0.55, -1.6, 0.42), (-0.15, 1.6, 0.48), planks("#8a5f38", 0.08))
    for py in (-1.4, 1.4):
        mesh.box((-0.4, py - 0.04, 0), (-0.32, py + 0.04, 0.42), steel)
    mesh.place(moved(x, y, 0.02))
