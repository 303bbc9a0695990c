"""The reception building of today: a long flat front of stone, its hall opened with glass."""

from math import pi

import bpy
from mathutils import Matrix

from materials import glass, plain, stone, weathered
from mesh import instance, moved
from station import clock


def build_station_today(mesh):
    pale = stone("#cbbfa8", "#d6ccb6", "#aca28f", 1.2, 0.6, 0.012, 0.15, 0.01)
    steel, dark = plain("#3b4145", 0.4, 0.3), glass("#1d262b")
    _hall(mesh, pale, steel, dark)
    for s in (-1, 1):
        x0, x1 = sorted((s * 15, s * 36))
        mesh.box((x0, 1, -0.3), (x1, 14, 8.4), pale)
        _windows(mesh, x0, x1, 1.0, steel, dark)
        mesh.box((x0 - 0.2, 0.6, 8.4), (x1 + 0.2, 14.4, 8.95), weathered("#b9b4a8", 0.1))
    mesh.box((20, 5, 8.9), (26, 10, 11.2), weathered("#b9b4a8", 0.1))
    mesh.box((-30, 6, 8.9), (-25, 10, 10.8), weathered("#a9a8a4", 0.1))


def _hall(mesh, pale, steel, dark):
    """The hall: glass from wall to wall between two stone piers, under a roof that reaches out over the doors."""
    mesh.box((-15, 0, -0.3), (15, 15, 11.6), dark)
    for x0, x1 in ((-15.6, -13.2), (13.2, 15.6)):
        mesh.box((x0, -0.5, -0.3), (x1, 15.4, 12.4), pale)
    mesh.box((-13.4, -0.35, 10.6), (13.4, 0.2, 12.4), pale)
    for i in range(19):
        x = -13.2 + 26.4 * i / 18
        mesh.box((x - 0.06, -0.22, 0), (x + 0.06, 0.02, 10.6), steel)
    for z in (3.2, 5.1, 7.0, 8.9):
        mesh.box((-13.2, -0.16, z - 0.05), (13.2, 0.02, z + 0.05), steel)
    for x in (-5.9, 0, 5.9):
        mesh.box((x - 1.35, -0.3, 0), (x + 1.35, 0.02, 2.9), steel)
        for s in (-1, 1):
            mesh.box((x + s * 0.65 - 0.56, -0.34, 0.08), (x + s * 0.65 + 0.56, -0.28, 2.75), glass("#2a353a"))
    mesh.box((-17, -5.0, 3.75), (17, 0.4, 4.1), weathered("#d9d5ca", 0.08))
    mesh.box((-17.05, -5.05, 3.7), (17.05, -4.9, 4.2), plain("#8f2f26", 0.4))
    for x in (-15.5, -8.8, 8.8, 15.5):
        mesh.limb((x, -4.3, 0), (x, -4.3, 3.8), 0.13, 0.13, steel, 14)
    mesh.box((-16.2, -1.1, 12.4), (16.2, 16, 12.95), weathered("#c9c5ba", 0.08))
    clock(mesh, 10.0, -0.4, 11.5, 0.75, "#f4f4f0")


def _windows(mesh, x0, x1, y, steel, dark):
    """Shops below, ribbon windows above; what stands out of the wall throws a shadow."""
    width = x1 - x0
    mesh.box((x0 + 0.6, y - 0.03, 0.35), (x1 - 0.6, y + 0.2, 3.3), dark)
    mesh.box((x0 + 0.3, y - 0.7, 3.35), (x1 - 0.3, y + 0.1, 3.75), plain("#54595c", 0.4))
    for i in range(8):
        x = x0 + 0.6 + (width - 1.2) * i / 7
        mesh.box((x - 0.12, y - 0.12, -0.1), (x + 0.12, y + 0.1, 3.4), steel)
    count = 8
    for i in range(count):
        x = x0 + width * (i + 0.5) / count
        mesh.box((x - 1.0, y - 0.12, 4.75), (x + 1.0, y + 0.05, 4.9), weathered("#b9b4a8", 0.1))
        mesh.box((x - 0.92, y - 0.03, 4.9), (x + 0.92, y + 0.05, 7.1), dark)
        for dx in (-0.92, 0, 0.92):
            mesh.box((x + dx - 0.04, y - 0.07, 4.9), (x + dx + 0.04, y, 7.1), plain("#e4e2dc", 0.4))
        mesh.box((x - 0.92, y - 0.07, 7.05), (x + 0.92, y, 7.15), plain("#e4e2dc", 0.4))


def lettering(text, x, y, z, height, facing_frame, colour="#f2efe8"):
    """Raised letters whose middle stands at (x, y, z) of a frame that looks towards its -y."""
    curve = bpy.data.curves.new(text, "FONT")
    curve.body, curve.size, curve.extrude = text, height * 1.4, 0.06
    curve.align_x, curve.align_y = "CENTER", "CENTER"
    curve.materials.append(plain(colour, 0.4))
    return instance(curve, facing_frame @ moved(x, y, z) @ Matrix.Rotation(pi / 2, 4, "X"))
