"""Parts of a figure, in metres, feet on the ground and looking along local -y: head, arms, robe, legs."""

from materials import plain, weathered

SKIN = ("#c99a7c", "#b9876a", "#8d5f45", "#d8ad90")


def cloth(colour):
    return weathered(colour, 0.15, 0.95, 60.0)


def head(mesh, rng, top, hair=None):
    skin = plain(rng.choice(SKIN), 0.7)
    mesh.limb((0, 0, top - 0.34), (0, 0, top - 0.16), 0.06, 0.055, skin)
    mesh.ball((0, -0.01, top - 0.12), (0.088, 0.105, 0.125), skin)
    if hair:
        mesh.ball((0, 0.022, top - 0.095), (0.098, 0.11, 0.12), hair)


def arms(mesh, rng, shoulder, sleeve, reach=0.62):
    for side in (-1, 1):
        swing = rng.uniform(-0.2, 0.2)
        elbow = (side * 0.27, swing * 0.4, shoulder - 0.3)
        hand = (side * 0.24, swing - 0.1, shoulder - reach)
        mesh.limb((side * 0.19, 0, shoulder - 0.03), elbow, 0.062, 0.052, sleeve)
        mesh.ball(elbow, 0.052, sleeve, 8)
        mesh.limb(elbow, hand, 0.052, 0.04, sleeve)
        mesh.ball(hand, 0.05, plain(SKIN[0], 0.7), 8)


def robe(mesh, rng, hem, colour, wide=0.3, belt=None):
    """Long garment: gown, tunic or coat down to `hem` metres above the ground."""
    mesh.lathe(
        [
            (0, hem),
            (wide, hem),
            (wide * 0.9, hem + 0.3),
            (0.19, 0.98),
            (0.17, 1.08),
            (0.215, 1.32),
            (0.2, 1.42),
            (0.09, 1.5),
            (0, 1.5),
        ],
        colour,
        16,
        0.72,
    )
    if belt:
        mesh.lathe([(0.187, 1.0), (0.187, 1.06)], belt, 16, 0.75)


def legs(mesh, rng, hip, colour, shoe):
    step = rng.uniform(0.02, 0.2)
    for side in (-1, 1):
        foot = (side * 0.1, side * step, 0.06)
        mesh.limb((side * 0.09, 0, hip), foot, 0.095, 0.06, colour)
        mesh.ball((foot[0], foot[1] - 0.06, 0.05), (0.055, 0.14, 0.055), shoe, 8)
