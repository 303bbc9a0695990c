"""Half-timbered houses under thatch."""

from random import Random

from buildings import House, gable_roof, side, timber_frame
from materials import plain, planks, roof, rough_sandstone, weathered
from mesh import Mesh, moved, turned
from walls import Opening, gable_top, level_top, pane, reveal, skin, surround


def thatched_house(number, width, depth):
    rng = Random(number * 7 + 1)
    clay = weathered(rng.choice(["#b79c74", "#a98d68", "#c2ae88"]), 0.35)
    return House(
        width=width,
        depth=depth,
        storeys=(2.5,) if rng.random() < 0.5 else (2.5, 2.3),
        bays=3,
        wall=clay,
        cover=roof("#a58e5e", "#8f7a4e", 0.07, 0.22, 0.05),
        pitch=1.25,
        gable=rng.random() < 0.4,
        frame=planks("#4f3a28"),
        window=(0.6, 0.8),
        timber=planks("#4b3524", 0.5),
        seed=number,
        base=rough_sandstone(),
    )


def build_thatched(mesh, house):
    """A timber house without the trimmings of a town house: shutters for glass, no chimney."""
    wood = planks("#4b3524", 0.5)
    for number in range(4):
        width = house.depth if number % 2 else house.width
        with mesh.within(side(house.width, house.depth, number)):
            gabled = house.gable == (number % 2 == 0)
            top = gable_top(width, house.eaves, house.ridge) if gabled else level_top(width, house.eaves)
            holes = _thatched_openings(house, width, number)
            skin(mesh, top, holes, house.wall, -0.6)
            for hole in holes:
                reveal(mesh, hole, 0.15, wood)
                dark = planks("#5d432c", 0.16, True) if hole.sill < 0.3 else plain("#120f0d", 0.9)
                pane(mesh, hole, 0.14, dark)
                surround(mesh, hole, wood, 0.1, 0.05)
            mesh.box((-0.05, -0.1, -0.8), (width + 0.05, 0.02, 0.35), rough_sandstone())
            timber_frame(mesh, width, house.storeys, wood, 3, 0)
            if gabled:
                _gable_timber(mesh, width, house.eaves, house.ridge, wood)
    gable_roof(
        mesh,
        (-house.width / 2, 0),
        (house.width / 2, house.depth),
        house.eaves,
        house.ridge,
        house.cover,
        "y" if house.gable else "x",
        0.7,
        0.35,
    )


def _gable_timber(mesh, width, eaves, ridge, wood):
    """King post, collar and braces of a gable."""
    rise = ridge - eaves
    mesh.box((0, -0.06, eaves), (width, 0.02, eaves + 0.22), wood)
    mesh.box((width * 0.22, -0.06, eaves + rise * 0.52), (width * 0.78, 0.02, eaves + rise * 0.52 + 0.18), wood)
    mesh.box((width / 2 - 0.1, -0.06, eaves + rise * 0.52), (width / 2 + 0.1, 0.02, ridge - 0.2), wood)
    for side_of in (-1, 1):
        x = width / 2 + side_of * width * 0.2
        mesh.box((x - 0.09, -0.06, eaves), (x + 0.09, 0.02, eaves + rise * 0.55), wood)
        mesh.limb((x, -0.02, eaves + 0.2), (x + side_of * width * 0.12, -0.02, eaves + rise * 0.3), 0.08, 0.08, wood, 4)


def _thatched_openings(house, width, number):
    holes, level = [], 0.0
    if house.gable == (number % 2 == 0):
        holes.append(Opening(width / 2, house.eaves + 0.5, 0.8, 1.0))
    for storey, height in enumerate(house.storeys):
        for i in range(3):
            x = width * (i + 0.5) / 3
            if storey == 0 and number == 0 and i == 1:
                holes.append(Opening(x, 0.05, 1.0, 1.95))
            else:
                holes.append(Opening(x, level + 1.12, 0.55, 0.7))
        level += height
    return holes


def place_thatched(number, x, y, facing, width=8.0, depth=6.0, z=0.0):
    mesh = Mesh("timber house")
    build_thatched(mesh, thatched_house(number, width, depth))
    mesh.place(moved(x, y, z) @ turned(facing))
