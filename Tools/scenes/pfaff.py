"""The sewing machine works in the west of the town: about 1910 at work, today a quarter being built anew.

The guest stands in the yard and looks north (heading 0): the administration building left of the centre, the boiler
house with its chimney right of it, the porter's lodge on the left. These stand in both epochs.
"""

from random import Random

from aged import Age
from archive import Cylinder
from buildings import build_house
from daylight import set_daylight
from landscape import terrain
from materials import forest
from mesh import Mesh, instance, moved, turned
from pfaff_1910 import build_works, furnish_1910
from pfaff_today import build_quarter, furnish_today
from station_today import lettering
from town_houses import kept_house, old_house
from works import boiler_house, gatehouse, offices, tall_chimney

OFFICES, BOILERS, CHIMNEY, LODGE = moved(-18, 38), moved(20, 38), moved(33, 50), moved(-31, 17) @ turned(122)

KEPT = {
    "west tower tip": OFFICES @ moved(-15.4, 1.9, 25.4),
    "east tower tip": OFFICES @ moved(15.4, 1.9, 25.4),
    "clock": OFFICES @ moved(0, -0.96, 18.9),
    "top step of the gable, left": OFFICES @ moved(-1.72, -1.05, 22.48),
    "top step of the gable, right": OFFICES @ moved(1.72, -1.05, 22.48),
    "eaves of the offices by the east tower": OFFICES @ moved(12.5, -0.32, 15.68),
    "boiler house, ridge": BOILERS @ moved(0, -0.2, 14.42),
    "boiler house, left eaves": BOILERS @ moved(-8.26, -0.32, 9.08),
    "boiler house, right eaves": BOILERS @ moved(8.26, -0.32, 9.08),
    "boiler house, round window": BOILERS @ moved(0, -0.08, 11.2),
    "chimney, left edge of its collar": CHIMNEY @ moved(-1.25, 0.83, 34.85),
    "chimney, right edge of its collar": CHIMNEY @ moved(1.25, -0.83, 34.85),
    "lodge, chimney": LODGE @ moved(0, 4.55, 8.6),
    "lodge, near right eaves": LODGE @ moved(4.6, -0.6, 4.3),
    "lodge, left eaves": LODGE @ moved(-4.6, -0.6, 4.3),
}
"""What stands in both epochs, by which the old panorama lies on the new one."""


def heading(epoch):
    return 0


def exposure(epoch):
    return {1910: 0.3, "today": 0.2}[epoch]


def picture(epoch):
    if epoch != 1910:
        return None
    points = {name: tuple(frame.translation) for name, frame in KEPT.items()}
    age = Age(fading=0.3, grain=0.45, vignette=0.25, specks=60, scratches=8, seed=1910)
    return Cylinder(0, 160, 34, -22, points, age)


def build(epoch):
    terrain(forest("#7d7a4a" if epoch == 1910 else "#6f7d40", "#33451f", "#b9c6d6", clear=170))
    build_kept("#4a463c" if epoch == 1910 else "#e4e2dc")
    build_town(epoch)
    if epoch == 1910:
        set_daylight(214, 38, 0.35, clouds=0.5, haze=2.2)
        build_works()
        furnish_1910()
    else:
        set_daylight(226, 40, 0.25, clouds=0.35)
        build_quarter()
        furnish_today()


def build_kept(frame):
    for make, place in ((offices, OFFICES), (gatehouse, LODGE)):
        mesh = Mesh(make.__name__)
        make(mesh, frame)
        mesh.place(place)
    mesh = Mesh("boiler house")
    boiler_house(mesh, frame=frame)
    mesh.place(BOILERS)
    mesh = Mesh("chimney")
    tall_chimney(mesh, 36)
    mesh.place(CHIMNEY)
    lettering("PFAFF", 0, -0.96, 16.35, 0.95, OFFICES, "#d9c9a0")


def build_town(epoch):
    """Houses round the works."""
    rng = Random(79)
    models = []
    for number in range(210, 215):
        mesh = Mesh("town house")
        build_house(mesh, (old_house if epoch == 1910 else kept_house)(number, 11))
        models.append(mesh.data())
    for x in range(-200, 211, 18):
        for y in range(-190, 231, 20):
            if max(abs(x) / 100, abs(y - 20) / 105) > 1:
                spot = moved(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), -0.2)
                instance(rng.choice(models), spot @ turned(rng.choice([0, 90, 180, 270]) + rng.uniform(-6, 6)))
