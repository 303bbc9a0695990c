"""Sky and sun of a scene."""

from math import cos, radians, sin

import bpy
from mathutils import Vector

from materials import linear

SKY_STRENGTH = 0.19


def set_daylight(sun_heading, sun_height, warmth, clouds=0.3, haze=1.0):
    """A clear physical sky with thin clouds and a sun lamp where that sky's sun would be.

    Heading and height of the sun are in degrees. The sun is a lamp, not a disc in the sky, because a lamp is
    sampled directly and so gives far less noise. `warmth` runs from 0 (noon white) to 1 (evening gold).
    """
    _set_sky(sun_heading, sun_height, clouds, haze)
    _set_sun(sun_heading, sun_height, warmth)


def _set_sun(heading, height, warmth):
    lamp = bpy.data.lights.new("sun", "SUN")
    lamp.angle = radians(0.9)
    lamp.energy = 4.0
    lamp.color = (1.0, 0.95 - 0.17 * warmth, 0.88 - 0.38 * warmth)
    sun = bpy.data.objects.new("sun", lamp)
    h, e = radians(heading), radians(height)
    towards = Vector((sin(h) * cos(e), cos(h) * cos(e), sin(e)))
    sun.rotation_euler = towards.to_track_quat("Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(sun)


def _set_sky(heading, height, clouds, haze):
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    world.cycles.sampling_method = "AUTOMATIC"
    bpy.context.scene.world = world
    tree = world.node_tree
    sky = tree.nodes.new("ShaderNodeTexSky")
    sky.sky_type = "NISHITA"
    sky.sun_disc = False
    sky.sun_elevation, sky.sun_rotation = radians(height), radians(heading)
    sky.altitude, sky.air_density, sky.dust_density, sky.ozone_density = 250, 1.0, haze, 1.6
    veil = tree.nodes.new("ShaderNodeMixRGB")
    veil.inputs["Color2"].default_value = (7.5, 7.4, 7.3, 1)
    tree.links.new(sky.outputs["Color"], veil.inputs["Color1"])
    tree.links.new(_cloud_cover(tree, clouds), veil.inputs["Fac"])
    _seen_and_lighting(tree, veil.outputs["Color"], sky.outputs["Color"])


def _seen_and_lighting(tree, seen, lighting):
    """Clouds are for the eye only: light is drawn from the bare sky, which is several times faster to sample."""
    both = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(tree.nodes.new("ShaderNodeLightPath").outputs["Is Camera Ray"], both.inputs["Fac"])
    for socket, colour in ((1, lighting), (2, seen)):
        light = tree.nodes.new("ShaderNodeBackground")
        light.inputs["Strength"].default_value = SKY_STRENGTH
        tree.links.new(colour, light.inputs["Color"])
        tree.links.new(light.outputs[0], both.inputs[socket])
    tree.links.new(both.outputs[0], tree.nodes["World Output"].inputs["Surface"])


def _cloud_cover(tree, amount):
    """Thin clouds on a level sheet above the town: 0 to `amount`, none at the horizon."""
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(coordinates.outputs["Generated"], split.inputs[0])
    rise = _maths(tree, "ADD", split.outputs["Z"], 0.12)
    sheet = tree.nodes.new("ShaderNodeCombineXYZ")
    tree.links.new(_maths(tree, "DIVIDE", split.outputs["X"], rise), sheet.inputs["X"])
    tree.links.new(_maths(tree, "DIVIDE", split.outputs["Y"], rise), sheet.inputs["Y"])
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 1.3
    noise.inputs["Detail"].default_value = 9
    noise.inputs["Roughness"].default_value = 0.62
    noise.inputs["Distortion"].default_value = 0.5
    tree.links.new(sheet.outputs[0], noise.inputs["Vector"])
    cover = _ramp(tree, noise.outputs["Fac"], 0.47, 0.78)
    above = _ramp(tree, split.outputs["Z"], 0.0, 0.22)
    return _maths(tree, "MULTIPLY", _maths(tree, "MULTIPLY", cover, above), amount)


def _maths(tree, operation, left, right):
    node = tree.nodes.new("ShaderNodeMath")
    node.operation = operation
    for socket, value in zip(node.inputs, (left, right)):
        if isinstance(value, (int, float)):
            socket.default_value = value
        else:
            tree.links.new(value, socket)
    return node.outputs[0]


def _ramp(tree, value, low, high):
    node = tree.nodes.new("ShaderNodeMapRange")
    node.interpolation_type = "SMOOTHSTEP"
    node.inputs["From Min"].default_value = low
    node.inputs["From Max"].default_value = high
    tree.links.new(value, node.inputs["Value"])
    return node.outputs[0]


def set_overcast(brightness=1.0, low="#8d9399", high="#c9ccce"):
    """A closed sheet of cloud: grey, uneven, its light from everywhere and hardly any shadow."""
    world = bpy.data.worlds.new("clouds")
    world.use_nodes = True
    bpy.context.scene.world = world
    tree = world.node_tree
    cloth = tree.nodes.new("ShaderNodeMixRGB")
    cloth.inputs["Color1"].default_value, cloth.inputs["Color2"].default_value = linear(high), linear(low)
    tree.links.new(_cloud_cover(tree, 1.0), cloth.inputs["Fac"])
    even = tree.nodes.new("ShaderNodeRGB").outputs[0]
    even.default_value = linear("#b6babd")
    _seen_and_lighting(tree, cloth.outputs["Color"], even)
    for node in tree.nodes:
        if node.type == "BACKGROUND":
            node.inputs["Strength"].default_value = brightness
    _set_sun(160, 50, 0.1)
    lamp = bpy.data.lights["sun"]
    lamp.angle, lamp.energy = radians(40), 0.7
