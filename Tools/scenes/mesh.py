"""Meshes: faces collected in Python, then handed to Blender as one object."""

from contextlib import contextmanager
from math import cos, pi, radians, sin

import bpy
from mathutils import Matrix, Vector


def turned(heading):
    """Frame whose front (local -y) looks towards `heading`, in degrees clockwise from north."""
    return Matrix.Rotation(radians(180 - heading), 4, "Z")


def moved(x, y, z=0.0):
    return Matrix.Translation((x, y, z))


def ring(radius, count, start=0.0):
    """Plan points of a regular polygon, counterclockwise; `start` in degrees from +x."""
    angles = [radians(start) + 2 * pi * i / count for i in range(count)]
    return [(radius * cos(a), radius * sin(a)) for a in angles]


class Mesh:
    """Faces with a material each, in the frame that `within` sets.

    Every face gets texture coordinates in metres along its own plane, so that courses of stone, tiles and
    planks have their true size on every wall and roof.
    """

    def __init__(self, name):
        self.name = name
        self.frame = Matrix.Identity(4)
        self.vertices, self.faces, self.slots, self.smooth = [], [], [], []
        self.materials = []
        self._shared = {}

    @contextmanager
    def within(self, frame):
        """Faces added in the `with` block stand in `frame`, itself seen from the frame before."""
        outer, self.frame = self.frame, self.frame @ frame
        yield self
        self.frame = outer

    def face(self, points, material, smooth=False):
        """A polygon, counterclockwise as seen from its outside; smooth faces share their corners."""
        corners = [self._corner(self.frame @ Vector(p), smooth) for p in points]
        corners = list(dict.fromkeys(corners))
        if len(corners) < 3:
            return
        self.faces.append(corners)
        if material not in self.materials:
            self.materials.append(material)
        self.slots.append(self.materials.index(material))
        self.smooth.append(smooth)

    def _corner(self, point, shared):
        key = tuple(round(c, 4) for c in point)
        if shared and key in self._shared:
            return self._shared[key]
        self.vertices.append(point)
        if shared:
            self._shared[key] = len(self.vertices) - 1
        return len(self.vertices) - 1

    def box(self, low, high, material):
        (x0, y0, z0), (x1, y1, z1) = low, high
        self.prism([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], z0, z1, material)

    def prism(self, outline, bottom, top, material, lid=None):
        """Upright walls over a plan outline (counterclockwise), closed above and below."""
        self.frustum(outline, outline, bottom, top, material, lid)

    def frustum(self, lower, upper, bottom, top, material, lid=None):
        """Like a prism, but from one plan outline below to another of as many points above."""
        count = len(lower)
        for i in range(count):
            j = (i + 1) % count
            self.face([(*lower[i], bottom), (*lower[j], bottom), (*upper[j], top), (*upper[i], top)], material)
        self.face([(*p, top) for p in upper], lid or material)
        self.face([(*p, bottom) for p in reversed(lower)], material)

    def pyramid(self, outline, bottom, apex, material):
        for i, p in enumerate(outline):
            q = outline[(i + 1) % len(outline)]
            self.face([(*p, bottom), (*q, bottom), apex], material)
        self.face([(*p, bottom) for p in reversed(outline)], material)

    def lathe(self, profile, material, count=14, flatten=1.0, smooth=True):
        """Surface of revolution about z through (radius, z) points from below; `flatten` squeezes y."""
        rings = [[(x, y * flatten, z) for x, y in ring(r, count)] for r, z in profile]
        for low, high in zip(rings, rings[1:]):
            for i in range(count):
                j = (i + 1) % count
                self.face([low[i], low[j], high[j], high[i]], material, smooth)

    def ball(self, centre, radii, material, count=12):
        rx, ry, rz = (radii,) * 3 if isinstance(radii, (int, float)) else radii
        steps = count // 2
        profile = [(sin(pi * i / steps), -cos(pi * i / steps)) for i in range(steps + 1)]
        with self.within(Matrix.Translation(centre) @ Matrix.Diagonal((rx, ry, rz, 1))):
            self.lathe(profile, material, count)

    def limb(self, start, end, radius, end_radius, material, count=8):
        """A tapered tube between two points, closed at both ends."""
        start, end = Vector(start), Vector(end)
        axis = end - start
        frame = Matrix.Translation(start) @ axis.to_track_quat("Z", "Y").to_matrix().to_4x4()
        with self.within(frame):
            self.lathe([(0, 0), (radius, 0), (end_radius, axis.length), (0, axis.length)], material, count)

    def data(self):
        """The Blender mesh, for one object or many instances."""
        data = bpy.data.meshes.new(self.name)
        data.from_pydata(self.vertices, [], self.faces)
        for material in self.materials:
            data.materials.append(material)
        data.polygons.foreach_set("material_index", self.slots)
        data.polygons.foreach_set("use_smooth", self.smooth)
        data.use_auto_smooth, data.auto_smooth_angle = True, radians(50)
        self._lay_textures(data)
        data.update()
        return data

    def _lay_textures(self, data):
        layer = data.uv_layers.new(name="metres").data
        for polygon in data.polygons:
            normal = polygon.normal
            level = abs(normal.z) > 0.99
            across = Vector((1, 0, 0)) if level else Vector((0, 0, 1)).cross(normal).normalized()
            upward = Vector((0, 1, 0)) if level else normal.cross(across)
            for loop in polygon.loop_indices:
                point = data.vertices[data.loops[loop].vertex_index].co
                layer[loop].uv = (point.dot(across), point.dot(upward))

    def place(self, frame=None):
        """Puts the mesh into the scene as one object."""
        return instance(self.data(), frame or Matrix.Identity(4))


def instance(data, frame):
    """Another object that shows the same mesh."""
    thing = bpy.data.objects.new(data.name, data)
    thing.matrix_world = frame
    bpy.context.scene.collection.objects.link(thing)
    return thing
