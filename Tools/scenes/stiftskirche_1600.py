"""The square before the Stiftskirche about 1600: a market morning on trodden earth."""

from random import Random

from courtyard import geese, hay_bundle, well, wood_pile
from half_timbered import build_timber_house, house_1600
from landscape import Grove, patch, rectangle, tufts
from market_1600 import booth, heap, pigs, pillory
from materials import cobbles, earth
from mesh import Mesh, instance, moved, turned
from people import crowd
from vehicles import horse_cart


def build_1600():
    paving()
    build_backdrop()
    furnish()


def paving():
    """Trodden earth, with rough cobbles along the street and round the church."""
    patch(rectangle(-100, -34, 110, 64), earth("#8d7a5e", "#54432f"), -0.02)
    rough = cobbles("#8f806c", "#6b5f52", 0.2, 0.045, "#5e5140")
    patch(rectangle(-100, -16.4, 110, -8.8), rough, 0.0)
    patch(rectangle(19, 12, 96, 42), rough, 0.015)
    patch([(-2.2, -8.9), (1.9, -8.9), (3.4, 4), (9, 15), (19.1, 22), (19.1, 32), (6, 19), (-0.8, 6)], rough, 0.008)


def build_backdrop():
    """Roofs behind the first rows: a few houses shown many times."""
    rng = Random(16)
    models = []
    for number in range(400, 405):
        mesh = Mesh("backdrop house")
        build_timber_house(mesh, house_1600(number, 10))
        models.append(mesh.data())
    for x in range(-150, 211, 15):
        for y in range(-150, 171, 18):
            inside = -100 < x < 104 and -34 < y < 64
            street = abs(y + 11) < 12 and x < 0
            if not inside and not street:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                instance(rng.choice(models), spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-8, 8)))


def furnish():
    well(-9, -5.5)
    pillory(12.5, 9.5)
    for i, (x, y, facing) in enumerate(
        (
            (-7.5, 6, 120), (-7, 10.8, 125), (-2.5, 13.5, 170), (3.0, 13.8, 185), (-10, 1.8, 95), (9.5, -5.5, 320),
            (13.4, -4.6, 340), (-13, 12, 100),
        )
    ):
        booth(x, y, facing, i)
    for i, (x, y) in enumerate(((6.2, 4.4), (-5.0, -7.6), (17, 12), (-4.4, 8.6))):
        heap(x, y, i)
    horse_cart(7.6, -9.6, 265)
    horse_cart(46, -11.5, 90)
    wood_pile(24, -15.4, 0)
    for x, y in ((5.2, -4.4), (5.8, -4.9), (5.0, -5.2)):
        hay_bundle(x, y)
    geese(-4.5, -10.6)
    pigs(((14, 3.4, 60), (14.9, 4.3, 100), (15.3, 2.6, 30), (-18, 2, 200)))
    crowd(("burgher", "housewife", "peasant", "housewife"), _people(), 1600)
    crowd("child 1600", ((4.4, 6.6, 130), (5.0, 7.3, 220), (-7.2, -3.4, 200), (11.2, -8.2, 60)), 1650)
    crowd("halberdier", ((20.6, 22.6, 250), (20.4, 31, 270)), 1660)
    grove = Grove(16)
    for x, y in ((11, 35), (-8, 37), (-20, 36), (-25, 6)):
        grove.plant("lime", x, y, 0.9)
    tufts(16, 3, 40, 3500, clear=_edges, size=0.1)


def _edges(x, y):
    """Grass where nobody walks: along walls and round the trees."""
    return y > 33 and x < 20 or x < -30 and y > -4


def _people():
    return (
        (8.6, 1.3, 250), (9.4, 1.9, 230), (-5.6, 5.0, 290), (-5.4, 9.4, 290), (3.4, 3.2, 300), (-2.0, 11.6, 340),
        (2.6, 11.8, 10), (17, -7.4, 80), (18, -7.8, 80), (28, -9, 260), (20.5, 23, 240), (21.2, 24.4, 220),
        (-8.2, 0.8, 280), (-6.8, -4.6, 240), (-7.6, -7.2, 330), (-18, -9, 270), (-12, -13.2, 90), (3, -14.3, 100),
        (36, -10, 90), (52, -10, 270), (-15, 15, 120), (12, 22, 200), (-4.6, 2.9, 60), (7.2, -4.2, 130),
        (8.2, -3.4, 140), (-2.4, -4.9, 160), (14, 12.4, 200), (4.9, 7.9, 30), (-8.9, 7.2, 120), (-8.2, 12, 130),
        (-2.6, 15.2, 170), (3.2, 15.6, 185), (-11.4, 2.2, 95), (11, -6.8, 330), (14.6, -6.2, 340), (2.2, 18.5, 60),
    )
