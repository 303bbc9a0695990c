"""The small square south of the Franciscans' church, about 1300, about 1880 and today.

The guest stands in the square and looks north (heading 0): the nave left of the centre, the long choir right of it.
"""

from daylight import set_daylight
from friars_church import Look, build_choir, build_nave, build_turret
from church import slates
from landscape import terrain
from martinskirche_1300 import build_1300
from martinskirche_square import build_houses, furnish_1880, furnish_today, well_house
from materials import forest, weathered
from mesh import Mesh


def heading(epoch):
    return 0


def exposure(epoch):
    return {1300: 0.25, 1880: 0.2, "today": 0.15}[epoch]


def build(epoch):
    if epoch == 1300:
        set_daylight(128, 38, 0.35, clouds=0.5, haze=1.2)
        build_1300()
        return
    terrain(forest("#77804a", "#33451f", "#b9c6d6", clear=170))
    look = Look(weathered("#c3ad88" if epoch == 1880 else "#dccdb0", 0.3 if epoch == 1880 else 0.14), slates())
    mesh = Mesh("Martinskirche")
    build_choir(mesh, look)
    build_nave(mesh, look)
    build_turret(mesh, look)
    mesh.place()
    build_houses(epoch)
    well_house()
    if epoch == 1880:
        set_daylight(215, 40, 0.3, clouds=0.4, haze=1.6)
        furnish_1880()
    else:
        set_daylight(222, 44, 0.2, clouds=0.35)
        furnish_today()
