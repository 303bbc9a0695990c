"""The town houses: each has a number, and its looks in both epochs follow from that number alone."""

from dataclasses import replace
from random import Random

from buildings import House
from materials import plain, planks, roof, sandstone, trim, weathered

PLASTER = ("#d9c7a0", "#cdb48a", "#c9a98a", "#d8d2c2", "#b9a58a", "#c2b592", "#d3b9a0", "#a9ab98")

SHUTTERS = ("#4f6b52", "#5b4a38", "#3f5560", "#6b3a2c", "#6d7a66")


TILES = (("#8c4630", "#a05a3e"), ("#7a4030", "#8f5038"), ("#5a4a44", "#6b5850"))


def old_house(number, width):
    """The house with this number as it stood in 1900; its looks depend on nothing else."""
    rng = Random(number * 31 + 5)
    tiles = TILES[rng.randrange(3)]
    timbered = rng.random() < 0.22
    red = rng.random() < 0.25
    floors = rng.choice([2, 3, 3, 3])
    return House(
        width=width,
        depth=rng.uniform(10, 12),
        storeys=(3.7, 3.3, 3.1, 2.9)[:floors],
        bays=max(2, round(width / 2.5)),
        wall=sandstone() if red else weathered(rng.choice(PLASTER), 0.3),
        dress=trim(),
        cover=roof(*tiles),
        gable=rng.random() < 0.5,
        pitch=rng.uniform(1.0, 1.25),
        shutter=None if timbered or red else plain(rng.choice(SHUTTERS), 0.7),
        shop="old" if rng.random() < 0.6 else "",
        sign=planks(rng.choice(["#2e3b33", "#4b2a20", "#30364a"]), 0.3),
        head="segment" if red else "flat",
        dormers=rng.choice([0, 2, 3]),
        timber=planks("#4c3323", 0.5) if timbered else None,
        seed=number,
    )


def kept_house(number, width):
    """The same house today: new plaster, no shutters, glazed shop."""
    house = old_house(number, width)
    rng = Random(number * 17 + 3)
    return replace(
        house,
        shutter=None,
        shop="new",
        frame=plain("#f2f0ea"),
        sign=plain(rng.choice(["#b4533c", "#2f5a78", "#3e7d6e", "#30343a", "#c39a3b"]), 0.4),
    )


def new_house(number, width):
    """A flat-roofed house of the 1960s in the gap where an old one stood."""
    rng = Random(number * 13 + 1)
    floors = rng.choice([3, 4, 4, 5])
    facade = weathered(rng.choice(["#c9c5bb", "#b9b4a6", "#d6d0c2", "#a9a49a", "#c4a892"]), 0.12)
    return House(
        width=width,
        depth=13,
        storeys=(4.0,) + (3.1,) * floors,
        bays=max(2, round(width / 2.9)),
        wall=facade,
        dress=None,
        cover=None,
        frame=plain("#e9e9e6", 0.4),
        shop="new",
        window=(1.9, 1.6),
        sign=plain(rng.choice(["#2f5a78", "#8d2f2f", "#3e7d6e", "#30343a", "#d0902f"]), 0.4),
        seed=number,
    )
