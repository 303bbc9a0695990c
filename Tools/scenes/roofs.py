"""Roofs beyond the gable: hipped, mansard, sawtooth."""


def hip_roof(mesh, low, high, eaves, ridge, material, over=0.4):
    """Four slopes of one pitch over a plan rectangle; the ridge runs along its longer side."""
    (x0, y0), (x1, y1) = (low[0] - over, low[1] - over), (high[0] + over, high[1] + over)
    half = min(x1 - x0, y1 - y0) / 2
    if x1 - x0 >= y1 - y0:
        a, b = (x0 + half, (y0 + y1) / 2, ridge), (x1 - half, (y0 + y1) / 2, ridge)
        slopes = (
            [(x0, y0), (x1, y0), b, a],
            [(x1, y0), (x1, y1), b],
            [(x1, y1), (x0, y1), a, b],
            [(x0, y1), (x0, y0), a],
        )
    else:
        a, b = ((x0 + x1) / 2, y0 + half, ridge), ((x0 + x1) / 2, y1 - half, ridge)
        slopes = (
            [(x0, y0), (x1, y0), a],
            [(x1, y0), (x1, y1), b, a],
            [(x1, y1), (x0, y1), b],
            [(x0, y1), (x0, y0), a, b],
        )
    for slope in slopes:
        mesh.face([(*p, eaves) if len(p) == 2 else p for p in slope], material)
    mesh.box((x0, y0, eaves - 0.15), (x1, y1, eaves), material)


def mansard(mesh, low, high, eaves, top, inset, material, deck):
    """Steep slopes up to a flat deck."""

    def plan(grow):
        x0, y0, x1, y1 = low[0] - grow, low[1] - grow, high[0] + grow, high[1] + grow
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]

    mesh.frustum(plan(0.45), plan(-inset), eaves, top, material, deck)
    mesh.frustum(plan(0.12 - inset), plan(0.12 - inset), top - 0.1, top + 0.2, deck)


def sawtooth(mesh, width, depth, eaves, tooth, rise, cover, pane, wall, frame):
    """North lights over a hall: glass towards +y, slopes towards -y; teeth follow each other along y."""
    x0, x1 = -width / 2, width / 2
    count = round(depth / tooth)
    for i in range(count):
        near, far = i * depth / count, (i + 1) * depth / count
        top = eaves + rise
        mesh.face([(x0, near, eaves), (x1, near, eaves), (x1, far, top), (x0, far, top)], cover)
        mesh.face([(x1, far, eaves), (x0, far, eaves), (x0, far, top), (x1, far, top)], pane)
        for x, way in ((x0, -1), (x1, 1)):
            side = [(x, near, eaves), (x, far, eaves), (x, far, top)]
            mesh.face(side if way > 0 else side[::-1], wall)
            mesh.limb((x, near, eaves), (x, far, top), 0.1, 0.1, frame, 6)
        mesh.box((x0 - 0.1, far - 0.25, top - 0.2), (x1 + 0.1, far + 0.12, top + 0.06), frame)
        for k in range(int(width / 1.6)):
            x = x0 + (k + 0.5) * 1.6
            mesh.box((x - 0.04, far, eaves), (x + 0.04, far + 0.05, top), frame)
