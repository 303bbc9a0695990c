"""Takes the grain of few samples out of a render without touching what is drawn on the surfaces.

Debian's Blender has no denoiser. Light varies slowly over a surface while colour does not, so the picture is divided
by the surface colour, the light alone is smoothed along each surface (Dammertz et al. 2010, edge-avoiding à-trous
wavelets), and the colour is multiplied back.
"""

import numpy as np

KERNEL = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)
STEPS = (1, 2, 4)
ROWS = 128
"""Rows worked on at once: small enough for the processor's cache."""

PLANE, BEND, CONTRAST = 0.004, 0.22, 0.14
"""How far a neighbour may lie off the surface (per metre of distance), be turned away, and differ in light."""

SKY, MIRROR, MATT = 0, 1, 2
"""Kinds of pixel: left alone; smoothed as it is seen (glass and water show reflections); smoothed as light."""

DARKEST = 0.035
"""Surfaces with less diffuse colour than this count as mirrors."""


def clean(picture, colour, normal, distance, directions, closed):
    """The picture with smoothed light; arrays of shape (rows from below, columns, 3), distance (rows, columns).

    `directions` are the vectors along which the distance counts; `closed` says that the left edge meets the right one.
    """
    near = distance < 1e5
    kind = np.where(near, np.where(colour.mean(axis=2) > DARKEST, MATT, MIRROR), SKY).astype(np.uint8)
    base = np.where((kind == MATT)[..., None], np.maximum(colour, 0.01), 1.0).astype(np.float32)
    light = (picture / base).astype(np.float32)
    place = directions * np.where(near, distance, 0)[..., None]
    for step in STEPS:
        light = _smooth(light, normal, place, kind, step, closed)
    return np.where(near[..., None], light * base, picture)


def _smooth(light, normal, place, kind, step, closed):
    """One pass with neighbours `step` and 2·`step` pixels away, across the left and right edge where closed."""
    reach = 2 * step
    rows, columns = kind.shape
    around = [
        np.pad(
            np.pad(a, [(0, 0), (reach, reach)] + [(0, 0)] * (a.ndim - 2), "wrap" if closed else "edge"),
            [(reach, reach), (0, 0)] + [(0, 0)] * (a.ndim - 2),
            "edge",
        )
        for a in (light, _brightness(light), normal, place, kind)
    ]
    result = np.empty_like(light)
    for top in range(0, rows, ROWS):
        height = min(ROWS, rows - top)
        band = [a[top : top + height + 2 * reach] for a in around]
        result[top : top + height] = _smooth_band(band, reach, step, height, columns)
    return result


def _brightness(light):
    """Light level blurred over 3x3 pixels, so that single grains do not count as edges."""
    level = light.mean(axis=2)
    for axis in (0, 1):
        level = (np.roll(level, 1, axis) + level + np.roll(level, -1, axis)) / 3
    return level


def _smooth_band(band, reach, step, height, columns):
    def at(array, down, right):
        y, x = reach + down * step, reach + right * step
        return array[y : y + height, x : x + columns]

    light, level, normal, place, kind = band
    level0, normal0, place0, kind0 = at(level, 0, 0), at(normal, 0, 0), at(place, 0, 0), at(kind, 0, 0)
    allowed = np.float32(1) / (PLANE * PLANE * np.einsum("yxc,yxc->yx", place0, place0) + 1e-6)
    total, weights = np.zeros_like(normal0), np.zeros_like(level0)
    for down in range(-2, 3):
        for right in range(-2, 3):
            off = np.einsum("yxc,yxc->yx", at(place, down, right) - place0, normal0)
            turn = at(normal, down, right) - normal0
            other = at(level, down, right)
            contrast = (other - level0) / (other + level0 + 1e-4)
            unlike = (
                off * off * allowed + np.einsum("yxc,yxc->yx", turn, turn) / BEND**2 + contrast * contrast / CONTRAST**2
            )
            weight = (
                np.exp(-unlike) * (at(kind, down, right) == kind0) * np.float32(KERNEL[down + 2] * KERNEL[right + 2])
            )
            total += at(light, down, right) * weight[..., None]
            weights += weight
    return np.where(weights[..., None] > 1e-6, total / np.maximum(weights, 1e-6)[..., None], at(light, 0, 0))
