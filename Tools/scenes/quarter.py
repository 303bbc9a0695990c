"""New building of the 2020s: flats with balconies, offices of glass and wood."""

from buildings import side
from materials import glass, plain, planks, weathered
from walls import Opening, bars, level_top, pane, reveal, skin


def flats(mesh, width, depth, storeys, tone, balcony_tone="#d9d5cb", storey=3.05, seed=0):
    """A block of flats: windows and balcony doors in turn, the top storey set back behind a terrace."""
    wall, frame = weathered(tone, 0.08), plain("#3f4447", 0.4)
    height = storeys * storey + 0.4
    for number in range(4):
        span = depth if number % 2 else width
        with mesh.within(side(width, depth, number)):
            holes, doors = _openings(span, storeys, storey, number, seed)
            skin(mesh, level_top(span, height), holes + doors, wall, -0.4)
            for hole in holes + doors:
                reveal(mesh, hole, 0.22, wall)
                pane(mesh, hole, 0.2, glass("#2a3438"))
                bars(mesh, hole, 0.2, frame, 2, 1, 0.07)
            for door in doors:
                _balcony(mesh, door, balcony_tone)
            mesh.box((-0.05, -0.05, -0.4), (span + 0.05, 0.01, 0.35), weathered("#8d8a84", 0.15))
    w = width / 2
    mesh.box((-w - 0.12, -0.12, height), (w + 0.12, depth + 0.12, height + 0.35), weathered("#c9c6bf", 0.08))
    low, high = (-w + 2.2, 2.2), (w - 2.2, depth - 1.5)
    mesh.box((*low, height), (*high, height + 2.9), plain("#4a4f50", 0.6))
    mesh.box((low[0] + 0.5, low[1] - 0.05, height + 0.4), (high[0] - 0.5, low[1] + 0.1, height + 2.5), glass("#2a3438"))
    for i in range(int((width - 6) / 1.6)):
        x = low[0] + 0.8 + i * 1.6
        mesh.box((x - 0.05, low[1] - 0.09, height + 0.4), (x + 0.05, low[1], height + 2.5), plain("#c8a06a", 0.6))
    mesh.box(
        (low[0] - 0.8, low[1] - 0.9, height + 2.9),
        (high[0] + 0.8, high[1] + 0.4, height + 3.2),
        weathered("#b9b6ae", 0.08),
    )


def _openings(span, storeys, storey, number, seed):
    """Windows, and on the long sides doors on to balconies."""
    holes, doors = [], []
    count = max(2, int(span / 3.3))
    for k in range(storeys):
        for i in range(count):
            x, z = span * (i + 0.5) / count, k * storey + 0.4
            if number % 2 == 0 and k > 0 and (i + seed + (k % 2 if seed % 2 else 0)) % 3 == 1:
                doors.append(Opening(x, z + 0.1, 2.2, 2.35))
            elif k == 0 and number == 0 and i == count // 2:
                holes.append(Opening(x, 0.1, 1.9, 2.5))
            else:
                holes.append(Opening(x, z + 0.75, 1.5, 1.65))
    return holes, doors


def _balcony(mesh, door, tone):
    x0, x1, z = door.x - 1.55, door.x + 1.55, door.sill - 0.1
    mesh.box((x0, -1.6, z - 0.18), (x1, 0.02, z), weathered(tone, 0.08))
    steel, sheet = plain("#4a4f52", 0.4, 0.5), glass("#5b6a6c")
    mesh.box((x0, -1.6, z + 0.05), (x1, -1.56, z + 1.0), sheet)
    for x in (x0, x1 - 0.04):
        mesh.box((x, -1.6, z + 0.05), (x + 0.04, -0.02, z + 1.0), sheet)
    for x in (x0, (x0 + x1) / 2, x1):
        mesh.box((x - 0.025, -1.63, z - 0.15), (x + 0.025, -1.58, z + 1.08), steel)
    mesh.box((x0, -1.64, z + 1.02), (x1, -1.56, z + 1.08), steel)


def office_block(mesh, width, depth, storeys, wood="#a8763f", storey=3.6):
    """Offices: slender posts of wood before bands of glass."""
    w, posts = width / 2, planks(wood, 0.3, True)
    top = storeys * storey + 0.6
    mesh.box((-w + 0.3, 0.3, -0.4), (w - 0.3, depth - 0.3, top), glass("#26323a"))
    for k in range(storeys + 1):
        z = k * storey + (0.0 if k else -0.3)
        mesh.box((-w, 0, z), (w, depth, z + 0.55), weathered("#cfcbc1", 0.08))
    for number in range(4):
        span = depth if number % 2 else width
        with mesh.within(side(width, depth, number)):
            count = int(span / 1.5)
            for i in range(count + 1):
                x = min(max(span * i / count, 0.1), span - 0.1)
                mesh.box((x - 0.09, -0.18, 0.3), (x + 0.09, 0.1, top), posts)
    mesh.box((-w - 0.2, -0.35, top), (w + 0.2, depth + 0.2, top + 0.5), weathered("#b9b6ae", 0.08))
    mesh.box((-w * 0.4, depth * 0.3, top + 0.5), (w * 0.3, depth * 0.8, top + 2.9), weathered("#a9a6a0", 0.1))
