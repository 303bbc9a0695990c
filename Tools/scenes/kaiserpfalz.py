"""The castle hill of Kaiserslautern, about 1200, about 1600 and today, seen from its courtyard looking north.

The Palas stands north, the chapel north-east, the curtain wall west and south; in the east the ground falls to the
fishpond that the Lauter fills. About 1600 Johann Casimir's palace stands in the west and a garden lies where the pond
was. Today the same footprints are ruins, and the Rathaus rises behind them.
"""

from daylight import set_daylight
from kaiserpfalz_1200 import build_1200
from kaiserpfalz_1600 import build_1600
from kaiserpfalz_today import build_today


def heading(epoch):
    return 0


def exposure(epoch):
    return {1200: 0.25, 1600: 0.25, "today": 0.2}[epoch]


def build(epoch):
    if epoch == 1200:
        set_daylight(245, 30, 0.6, clouds=0.4, haze=1.6)
        build_1200()
    elif epoch == 1600:
        set_daylight(122, 34, 0.4, clouds=0.45, haze=1.6)
        build_1600()
    else:
        set_daylight(140, 42, 0.15, clouds=0.3)
        build_today()
