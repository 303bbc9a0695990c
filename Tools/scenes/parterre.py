"""A formal garden: clipped hedges, beds, balustrades."""

from math import cos, pi, sin

from materials import trim
from mesh import moved


def balustrade(mesh, length):
    """A stone railing along +x from the origin."""
    dress = trim()
    mesh.box((0, -0.2, -0.3), (length, 0.2, 0.22), dress)
    mesh.box((0, -0.18, 0.86), (length, 0.18, 1.02), dress)
    count = int(length / 0.34)
    for i in range(count):
        with mesh.within(moved(length * (i + 0.5) / count, 0, 0.22)):
            mesh.lathe([(0.09, 0), (0.06, 0.1), (0.11, 0.25), (0.05, 0.48), (0.09, 0.64)], dress, 8)
    for i in range(int(length / 4.5) + 1):
        x = min(i * 4.5, length)
        mesh.box((x - 0.26, -0.26, -0.3), (x + 0.26, 0.26, 1.1), dress)
        mesh.ball((x, 0, 1.28), 0.2, dress, 10)


def parterre(mesh, leaf, rng, x0, y0, x1, y1):
    """A garden bed edged by a clipped hedge."""
    hedge(mesh, leaf, rng, x0, y0, x1, y0 + 0.45)
    hedge(mesh, leaf, rng, x0, y1 - 0.45, x1, y1)
    hedge(mesh, leaf, rng, x0, y0 + 0.45, x0 + 0.45, y1 - 0.45)
    hedge(mesh, leaf, rng, x1 - 0.45, y0 + 0.45, x1, y1 - 0.45)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    for i in range(16):
        a, b = 2 * pi * i / 16, 2 * pi * (i + 1) / 16
        r = min(x1 - x0, y1 - y0) * 0.27
        mid = (a + b) / 2
        hedge(
            mesh,
            leaf,
            rng,
            cx + r * cos(mid) - 0.42,
            cy + r * sin(mid) - 0.42,
            cx + r * cos(mid) + 0.42,
            cy + r * sin(mid) + 0.42,
            0.45,
        )
    with mesh.within(moved(cx, cy)):
        for k, (r, z) in enumerate(((0.9, 0.0), (0.62, 0.75), (0.35, 1.4))):
            mesh.lathe([(r, z), (r * 0.62, z + 0.72), (0, z + 0.72)], leaf, 14)


def hedge(mesh, leaf, rng, x0, y0, x1, y1, height=0.55):
    """A clipped block with leaves standing out of it."""
    mesh.box((x0, y0, -0.1), (x1, y1, height), leaf)
    area = (x1 - x0) * (y1 - y0) + 2 * height * (x1 - x0 + y1 - y0)
    for _ in range(int(area * 38)):
        x, y, z = rng.uniform(x0, x1), rng.uniform(y0, y1), rng.uniform(0.05, height)
        face = rng.randrange(3)
        if face == 0:
            z = height
        elif face == 1:
            x = rng.choice((x0, x1))
        else:
            y = rng.choice((y0, y1))
        a, s = rng.uniform(0, 2 * pi), rng.uniform(0.04, 0.08)
        mesh.face(
            [
                (x, y, z - s),
                (x + s * cos(a), y + s * sin(a), z),
                (x, y, z + s),
                (x - s * cos(a), y - s * sin(a), z + 0.01),
            ],
            leaf,
        )
