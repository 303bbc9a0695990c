"""Gables of the Renaissance: scrolls and steps before the roof, with cornices and obelisks."""

from math import cos, pi

from mathutils import Matrix

from mesh import moved
from walls import thick_wall


def scrolled_top(width, base, height, tiers=3):
    """Upper edge of a gable in tiers, each drawn in with a hollow curve; points (x, z) from the left."""
    half, left = width / 2, []
    for k in range(tiers):
        outer, inner = half * (1 - 0.86 * k / tiers), half * (1 - 0.86 * (k + 1) / tiers)
        low, step = base + height * k / tiers, height / tiers
        left.append((half - outer, low))
        left.append((half - outer, low + 0.18 * step))
        start = outer - 0.12 * (outer - inner)
        for i in range(7):
            t = i / 6
            x = start + (inner - start) * t
            left.append((half - x, low + step * (0.18 + 0.82 * (1 - cos(pi / 2 * t)))))
    return left + [(width - x, z) for x, z in reversed(left)]


def scrolled_gable(mesh, width, base, height, wall, dress, windows=(), tiers=3, thickness=0.5):
    """The gable itself on the wall plane y = 0, seen from -y, its middle at x = width/2."""
    thick_wall(mesh, scrolled_top(width, base, height, tiers), list(windows), thickness, wall, base - 0.05, dress)
    half = width / 2
    for k in range(tiers):
        outer, z = half * (1 - 0.86 * k / tiers), base + height * k / tiers
        mesh.box((half - outer - 0.12, -0.16, z - 0.1), (half + outer + 0.12, thickness + 0.1, z + 0.14), dress)
        for s in (-1, 1):
            obelisk(mesh, half + s * (outer - 0.1), thickness / 2, z + 0.18 * height / tiers, dress)
    top = base + height
    mesh.box((half - 0.45, -0.12, top - 0.05), (half + 0.45, thickness + 0.08, top + 0.12), dress)
    obelisk(mesh, half, thickness / 2, top + 0.1, dress, 1.3)


def obelisk(mesh, x, y, z, dress, size=1.0):
    with mesh.within(moved(x, y, z) @ Matrix.Scale(size, 4)):
        mesh.box((-0.2, -0.2, 0), (0.2, 0.2, 0.25), dress)
        mesh.pyramid([(-0.15, -0.15), (0.15, -0.15), (0.15, 0.15), (-0.15, 0.15)], 0.25, (0, 0, 1.25), dress)
        mesh.ball((0, 0, 1.2), 0.09, dress, 8)
