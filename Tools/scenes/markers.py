"""A test scene that proves the orientation: a coloured ball in each direction.

Red stands in the north, green in the east, blue in the south, yellow in the west, white overhead, black below.
Looking north, green must appear right of the centre.
"""

import bpy

from materials import plain
from mesh import Mesh
from studio import EYE_HEIGHT

HEADINGS = {"north": 0, "east": 90}

BALLS = {
    "#ff0000": (0, 10, 0),
    "#00ff00": (10, 0, 0),
    "#0000ff": (0, -10, 0),
    "#ffff00": (-10, 0, 0),
    "#ffffff": (0, 0, 10),
    "#000000": (0, 0, -10),
}


def build(epoch):
    mesh = Mesh("markers")
    for colour, (x, y, z) in BALLS.items():
        mesh.ball((x, y, z + EYE_HEIGHT), 1.5, plain(colour, 1.0))
    mesh.place()
    world = bpy.data.worlds.new("grey")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 8
    bpy.context.scene.world = world


def heading(epoch):
    return HEADINGS[epoch]


def exposure(epoch):
    return 0.0
