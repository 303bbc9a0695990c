"""Surfaces of the town: procedural, in metres, no picture files."""

from functools import lru_cache

import bpy


def linear(colour):
    """A CSS colour as Blender's linear RGBA."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return (*[c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels], 1.0)


def forget():
    """Materials die with the scene they were made in."""
    for maker in (plain, weathered, stone, roof, planks, cobbles, earth, cloth_of_flag, leaves, forest, glass, water):
        maker.cache_clear()


class Shader:
    """A material under construction: nodes by kind, linked as they are made."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.surface = self.tree.nodes["Principled BSDF"]
        self.surface.inputs["Specular"].default_value = 0.0

    def node(self, kind, output=0, settings=None, **inputs):
        """Makes a node; `inputs` are sockets by name (an underscore for a space), values or other outputs."""
        node = self.tree.nodes.new("ShaderNode" + kind)
        for name, value in (settings or {}).items():
            setattr(node, name, value)
        for name, value in inputs.items():
            self.feed(node.inputs[name.replace("_", " ")], value)
        return node.outputs[output]

    def feed(self, socket, value):
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def finish(self, **inputs):
        for name, value in inputs.items():
            self.feed(self.surface.inputs[name.replace("_", " ")], value)
        return self.material

    def metres(self):
        return self.node("TexCoord", "UV")

    def position(self):
        return self.node("TexCoord", "Object")

    def world_position(self):
        return self.node("NewGeometry", "Position")

    def noise(self, scale, detail=4.0, where=None, roughness=0.55):
        return self.node(
            "TexNoise", "Fac", Vector=where or self.position(), Scale=scale, Detail=detail, Roughness=roughness
        )

    def ramp(self, value, low, high, to_low=0.0, to_high=1.0):
        return self.node("MapRange", 0, Value=value, From_Min=low, From_Max=high, To_Min=to_low, To_Max=to_high)

    def mix(self, factor, first, second, blend="MIX"):
        return self.node("MixRGB", 0, {"blend_type": blend}, Fac=factor, Color1=first, Color2=second)

    def maths(self, operation, first, second=0.0):
        node = self.tree.nodes.new("ShaderNodeMath")
        node.operation = operation
        self.feed(node.inputs[0], first)
        self.feed(node.inputs[1], second)
        return node.outputs[0]

    def blend(self, factor, first, second):
        """Two closures mixed, as the material's surface."""
        node = self.tree.nodes.new("ShaderNodeMixShader")
        for socket, value in zip(node.inputs, (factor, first, second)):
            self.feed(socket, value)
        self.feed(self.tree.nodes["Material Output"].inputs["Surface"], node.outputs[0])
        return self.material

    def weather(self, colour, strength):
        """Stains at the scale of a wall and grain at the scale of a hand."""
        stains = self.ramp(self.noise(0.35, 5, roughness=0.65), 0.35, 0.7, 1 - strength, 1 + 0.35 * strength)
        grain = self.ramp(self.noise(9, 3), 0.3, 0.7, 1 - 0.4 * strength, 1 + 0.4 * strength)
        return self.mix(1.0, self.mix(1.0, colour, stains, "MULTIPLY"), grain, "MULTIPLY")

    def bump(self, height, distance, strength=0.8):
        return self.node("Bump", 0, Height=height, Distance=distance, Strength=strength)


@lru_cache(None)
def plain(colour, roughness=0.6, metallic=0.0):
    shader = Shader("plain " + colour)
    return shader.finish(
        Base_Color=linear(colour), Roughness=roughness, Metallic=metallic, Specular=0.4 if roughness < 0.5 else 0.0
    )


@lru_cache(None)
def weathered(colour, strength=0.25, roughness=0.85, grain=20.0):
    """Plaster, earth, cloth: one colour with stains and a fine relief."""
    shader = Shader("weathered " + colour)
    height = shader.noise(grain, 4)
    return shader.finish(
        Base_Color=shader.weather(linear(colour), strength), Roughness=roughness, Normal=shader.bump(height, 0.02, 0.5)
    )


@lru_cache(None)
def stone(colour, second, mortar, length=0.75, course=0.34, joint=0.012, strength=0.35, relief=0.02):
    """Masonry in courses; blocks vary between two colours."""
    shader = Shader("stone " + colour)
    where = shader.metres()
    bricks = dict(
        Vector=where, Scale=1.0, Mortar_Size=joint, Mortar_Smooth=0.3, Bias=0.0, Brick_Width=length, Row_Height=course
    )
    tint = shader.node(
        "TexBrick", "Color", Color1=linear(colour), Color2=linear(second), Mortar=linear(mortar), **bricks
    )
    joints = shader.node("TexBrick", "Fac", **bricks)
    height = shader.maths("SUBTRACT", shader.ramp(shader.noise(14, 5), 0, 1, 0, 0.5), joints)
    return shader.finish(Base_Color=shader.weather(tint, strength), Roughness=0.9, Normal=shader.bump(height, relief))


def sandstone():
    """The red sandstone of the town, dressed."""
    return stone("#a2604a", "#bd8c72", "#8c6e5e")


def rough_sandstone():
    """Old rubble walls of the same stone."""
    return stone("#9c6a52", "#b08c6c", "#8a7866", length=0.5, course=0.27, joint=0.025, strength=0.5, relief=0.05)


def trim():
    """Window surrounds, cornices, buttress caps: sandstone without visible joints."""
    return weathered("#a4604a", 0.35)


@lru_cache(None)
def roof(colour, second, length=0.24, course=0.32, relief=0.04):
    """Tiles, slates or shingles in overlapping courses."""
    shader = Shader("roof " + colour)
    where = shader.metres()
    tint = shader.node(
        "TexBrick",
        "Color",
        Vector=where,
        Scale=1.0,
        Color1=linear(colour),
        Color2=linear(second),
        Mortar=linear("#2a211d"),
        Mortar_Size=0.012,
        Brick_Width=length,
        Row_Height=course,
    )
    rows = shader.node(
        "TexWave",
        "Fac",
        {"wave_type": "BANDS", "bands_direction": "Y", "wave_profile": "SAW"},
        Vector=where,
        Scale=0.314159 / course,
        Distortion=0.0,
    )
    return shader.finish(Base_Color=shader.weather(tint, 0.4), Roughness=0.8, Normal=shader.bump(rows, relief, 0.6))


@lru_cache(None)
def planks(colour, width=0.2, upright=False):
    shader = Shader("planks " + colour)
    where = shader.metres()
    if upright:
        where = shader.node("Mapping", 0, Vector=where, Rotation=(0, 0, 1.5708))
    joints = shader.node(
        "TexBrick", "Fac", Vector=where, Scale=1.0, Mortar_Size=0.008, Brick_Width=3.7, Row_Height=width
    )
    grain = shader.noise(4, 6, shader.node("Mapping", 0, Vector=where, Scale=(0.4, 9, 1)))
    tone = shader.ramp(grain, 0.3, 0.75, 0.55, 1.25)
    dark = shader.mix(joints, shader.mix(1.0, linear(colour), tone, "MULTIPLY"), linear("#1d1611"))
    return shader.finish(Base_Color=dark, Roughness=0.85, Normal=shader.bump(grain, 0.01))


@lru_cache(None)
def cobbles(colour, second, size=0.13, relief=0.03, joint="#4a4238"):
    """Rounded setts: cells of random tone with soft joints, laid in world metres."""
    shader = Shader("cobbles " + colour)
    where = shader.world_position()
    setts = dict(Vector=where, Scale=1 / size, Randomness=0.55)
    cell = shader.node("TexVoronoi", "Color", {"feature": "F1", "voronoi_dimensions": "2D"}, **setts)
    level = {"feature": "DISTANCE_TO_EDGE", "voronoi_dimensions": "2D"}
    edge = shader.node("TexVoronoi", "Distance", level, **setts)
    tone = shader.mix(shader.node("SeparateRGB", 0, Image=cell), linear(colour), linear(second))
    crown = shader.ramp(edge, 0.0, 0.22)
    dirt = shader.ramp(shader.noise(0.22, 5, where, 0.65), 0.35, 0.7, 0.72, 1.2)
    tint = shader.mix(shader.ramp(edge, 0.02, 0.1), linear(joint), tone)
    return shader.finish(
        Base_Color=shader.mix(1.0, tint, dirt, "MULTIPLY"), Roughness=0.75, Normal=shader.bump(crown, relief, 0.7)
    )


@lru_cache(None)
def earth(dry="#96835f", damp="#6b583d"):
    """Trodden yard: dry and damp patches, a green shimmer where few walk, pebbles here and there."""
    shader = Shader("earth")
    where = shader.world_position()
    tint = shader.mix(shader.ramp(shader.noise(0.5, 7, where, 0.65), 0.35, 0.65), linear(dry), linear(damp))
    green = shader.ramp(shader.noise(0.21, 5, where, 0.6), 0.5, 0.68, 0, 0.55)
    tint = shader.mix(green, tint, linear("#5c6236"))
    cells = dict(Vector=where, Scale=16.0, Randomness=1.0)
    near = shader.node("TexVoronoi", "Distance", {"voronoi_dimensions": "2D"}, **cells)
    own = shader.node("SeparateRGB", 0, Image=shader.node("TexVoronoi", "Color", {"voronoi_dimensions": "2D"}, **cells))
    pebbles = shader.maths("MULTIPLY", shader.ramp(near, 0.28, 0.2), shader.ramp(own, 0.86, 0.88))
    tint = shader.mix(pebbles, tint, linear("#91846e"))
    height = shader.maths("ADD", shader.noise(5, 7, where, 0.65), pebbles)
    return shader.finish(Base_Color=tint, Roughness=1.0, Normal=shader.bump(height, 0.05, 0.7))


@lru_cache(None)
def cloth_of_flag(colour):
    """Thin bunting: light falls through it."""
    shader = Shader("flag " + colour)
    tone = linear(colour)
    return shader.blend(0.3, shader.node("BsdfDiffuse", Color=tone), shader.node("BsdfTranslucent", Color=tone))


@lru_cache(None)
def leaves(colour, second):
    """Leaves that let some light through; each tree has its own tone."""
    shader = Shader("leaves " + colour)
    own = shader.ramp(shader.node("ObjectInfo", "Random"), 0, 1, 0.4, 1.0)
    patch = shader.ramp(shader.noise(1.6, 2), 0.3, 0.7)
    tone = shader.mix(shader.maths("MULTIPLY", own, patch), linear(colour), linear(second))
    opaque, through = shader.node("BsdfDiffuse", Color=tone), shader.node("BsdfTranslucent", Color=tone)
    return shader.blend(0.35, opaque, through)


@lru_cache(None)
def forest(meadow, crown, haze, reach=3500.0, clear=150.0):
    """Ground that turns from meadow into wooded hills and fades into the haze with distance."""
    shader = Shader("forest " + crown)
    where = shader.world_position()
    away = shader.node("VectorMath", "Value", {"operation": "LENGTH"})
    shader.feed(away.node.inputs[0], where)
    grass = shader.mix(shader.noise(0.6, 6, where), linear(meadow), linear("#6f7a3c"))
    grass = shader.mix(shader.ramp(shader.noise(14, 3, where), 0.3, 0.7, 0, 0.4), grass, linear("#3f5220"))
    cells = shader.node("TexVoronoi", "Distance", {"feature": "SMOOTH_F1"}, Vector=where, Scale=0.06)
    wood = shader.mix(shader.ramp(cells, 0.0, 0.75), linear(crown), linear("#14200f"))
    wood = shader.mix(shader.ramp(shader.noise(0.004, 3, where), 0.35, 0.65), wood, linear("#2c3a1c"))
    tint = shader.mix(shader.ramp(away, clear, clear * 3), grass, wood)
    relief = shader.bump(shader.noise(9, 4, where), 0.06, 0.6)
    shader.finish(Base_Color=tint, Roughness=1.0, Specular=0.0, Normal=relief)
    thickness = shader.maths("DIVIDE", away, -reach)
    air = shader.node("Emission", Color=linear(haze), Strength=0.75)
    return shader.blend(shader.maths("EXPONENT", thickness), air, shader.surface.outputs[0])


@lru_cache(None)
def glass(colour="#20282c"):
    """Window panes seen from outside by day: dark, with a mirror of the sky."""
    shader = Shader("glass " + colour)
    ripple = shader.bump(shader.noise(1.2, 1), 0.004, 0.4)
    return shader.finish(Base_Color=linear(colour), Roughness=0.04, Specular=0.7, Normal=ripple)


@lru_cache(None)
def water(colour="#2c454c"):
    shader = Shader("water")
    ripple = shader.bump(shader.noise(1.7, 4, shader.world_position()), 0.12, 0.6)
    return shader.finish(Base_Color=linear(colour), Roughness=0.05, Specular=0.6, Normal=ripple)
