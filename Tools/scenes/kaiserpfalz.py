"""The castle hill of Kaiserslautern, about 1200 and today, seen from its courtyard looking north.

The Palas stands north, the chapel north-east, the curtain wall west and south; in the east the ground falls to the
fishpond that the Lauter fills. Today the same footprints are ruins, and the Rathaus rises behind them.
"""

from daylight import set_daylight
from kaiserpfalz_1200 import build_1200
from kaiserpfalz_today import build_today


def heading(epoch):
    return 0


def exposure(epoch):
    return {1200: 0.25, "today": 0.2}[epoch]


def build(epoch):
    if epoch == 1200:
        set_daylight(245, 30, 0.6, clouds=0.4, haze=1.6)
        build_1200()
    else:
        set_daylight(140, 42, 0.15, clouds=0.3)
        build_today()
