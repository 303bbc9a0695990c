"""The small square south of the Franciscans' church, about 1300, about 1880 and today.

The guest stands in the square and looks north (heading 0): the nave left of the centre, the long choir right of it.
"""

from aged import Age
from archive import StereoCard
from church import slates
from daylight import set_daylight
from friars_church import LANDMARKS, Look, build_choir, build_nave, build_turret
from landscape import terrain
from martinskirche_1300 import build_1300
from martinskirche_square import FOUNTAIN, build_houses, furnish_1880, furnish_today
from materials import forest, trim, weathered
from mesh import Mesh
from street import fountain
from views import Perspective


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
    fountain(*FOUNTAIN, trim())
    if epoch == 1880:
        set_daylight(215, 40, 0.3, clouds=0.4, haze=1.6)
        furnish_1880()
    else:
        set_daylight(222, 44, 0.2, clouds=0.35)
        furnish_today()


def picture(epoch):
    """About 1880 there is a stereo card of the choir, with the fountain before it."""
    if epoch != 1880:
        return None
    view = Perspective(heading_deg=30, pitch_deg=0, field_of_view_deg=42, aspect=1.1, rise=0.33)
    points = {**LANDMARKS, "fountain's top": (*FOUNTAIN, 3.45)}
    return StereoCard(view, points, age=Age(fading=0.4, specks=60, seed=1880))
