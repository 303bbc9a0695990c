"""Makes a rendered picture look like an old print: one tone, faded, grainy, dusty, on paper.

Pictures are arrays (rows from above, columns, 3) of display values 0 to 1. The same seed gives the same print.
"""

from dataclasses import dataclass

import numpy as np

TONES = {
    "sepia": ((0.17, 0.115, 0.075), (0.60, 0.49, 0.36), (0.945, 0.885, 0.765)),
    "cold": ((0.13, 0.135, 0.14), (0.50, 0.50, 0.49), (0.925, 0.92, 0.89)),
}
"""Colours of shadow, middle and light."""

PAPER, MOUNT = (0.915, 0.87, 0.77), (0.80, 0.715, 0.56)

PLATE = (0.10, 0.42, 0.48)
"""What a plate of the time sees of red, green and blue: hardly any red, so that skies are bright and bricks dark."""


@dataclass(frozen=True)
class Age:
    """How old a print looks; all strengths 0 to 1."""

    tone: str = "sepia"
    fading: float = 0.35
    grain: float = 0.5
    vignette: float = 0.35
    specks: int = 40
    scratches: int = 5
    seed: int = 1


def blurred(picture, radius):
    """Gaussian blur over rows and columns; `radius` is the standard deviation in pixels."""
    if radius < 0.2:
        return picture
    reach = int(3 * radius) + 1
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / radius) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        edges = [(reach, reach) if a == axis else (0, 0) for a in range(picture.ndim)]
        wide = np.pad(picture, edges, "edge")
        count = picture.shape[axis]
        picture = sum(w * np.take(wide, range(i, i + count), axis) for i, w in enumerate(weights))
    return picture


def printed(picture, age):
    """The picture as an old print without its paper."""
    rng = np.random.default_rng(age.seed)
    rows, columns, _ = picture.shape
    scale = columns / 2400
    light = blurred(picture @ np.array(PLATE), 0.8 * scale)
    light += 0.25 * blurred(np.maximum(light - 0.75, 0), 9 * scale)
    light *= 1 - age.vignette * _from_middle(rows, columns) ** 2
    light = np.clip(light, 0, 1)
    light = light * light * (3 - 2 * light) * 0.35 + light * 0.65
    light += age.grain * 0.11 * _grain(rng, rows, columns, scale) * (0.35 + 2.2 * light * (1 - light))
    light = _faded(light, age.fading, rng, rows, columns)
    light = _damaged(light, age, rng, scale)
    return _toned(np.clip(light, 0, 1), age.tone)


def _from_middle(rows, columns):
    y = (np.arange(rows) + 0.5 - rows / 2) / max(rows, columns) * 2
    x = (np.arange(columns) + 0.5 - columns / 2) / max(rows, columns) * 2
    return np.sqrt(y[:, None] ** 2 + x[None, :] ** 2)


def _grain(rng, rows, columns, scale):
    grain = blurred(rng.standard_normal((rows, columns)), max(0.75 * scale, 0.01))
    return grain / (grain.std() + 1e-9)


def _faded(light, fading, rng, rows, columns):
    """Less contrast everywhere, and least near the edges, where air came to the print first."""
    cloud = blurred(rng.standard_normal((24, 24)), 2.5)
    cloud /= np.abs(cloud).max()
    down, right = np.linspace(0, 23, rows).astype(int), np.linspace(0, 23, columns).astype(int)
    cloud = blurred(cloud[down][:, right], max(rows, columns) / 60)
    edge = np.minimum.outer(_to_edge(rows), _to_edge(columns)) / max(rows, columns)
    pale = fading * (0.5 + 0.2 * cloud + 0.35 * np.exp(-edge / 0.02))
    return light * (1 - pale) + pale * (0.42 + 0.3 * light)


def _to_edge(count):
    return np.minimum(np.arange(count), np.arange(count)[::-1])


def _damaged(light, age, rng, scale):
    rows, columns = light.shape
    for _ in range(age.specks):
        radius = rng.uniform(0.8, 1.6) * scale * (3.5 if rng.random() < 0.12 else 1.4)
        x, y = rng.uniform(0, columns), rng.uniform(0, rows)
        _dab(light, x, y, radius, rng.uniform(0.25, 0.6) * (1 if rng.random() < 0.75 else -1))
    for _ in range(age.scratches):
        x, y, turn = rng.uniform(0, columns), rng.uniform(0, rows), rng.normal(np.pi / 2, 0.25)
        bend, strength = rng.normal(0, 0.0012), rng.uniform(0.1, 0.3)
        for _ in range(int(rng.uniform(60, 420) * max(scale, 0.2))):
            _dab(light, x, y, 0.7 * scale, strength * rng.uniform(0.4, 1))
            x, y, turn = x + np.cos(turn), y + np.sin(turn), turn + bend
    return light


def _dab(light, x, y, radius, strength):
    """A soft spot, lighter where `strength` is positive."""
    reach = int(radius * 2.5) + 1
    x0, x1 = max(int(x) - reach, 0), min(int(x) + reach + 1, light.shape[1])
    y0, y1 = max(int(y) - reach, 0), min(int(y) + reach + 1, light.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    away = (np.arange(y0, y1)[:, None] - y) ** 2 + (np.arange(x0, x1)[None, :] - x) ** 2
    light[y0:y1, x0:x1] += strength * np.exp(-away / (2 * max(radius, 0.45) ** 2)) * min(1, radius / 0.45)


def _toned(light, tone):
    colours = np.array(TONES[tone])
    return np.stack([np.interp(light, (0, 0.5, 1), colours[:, i]) for i in range(3)], axis=2)


def paper(rows, columns, colour, seed):
    """A sheet with fibres, a few brown spots and darker edges."""
    rng = np.random.default_rng(seed + 1000)
    sheet = np.ones((rows, columns, 1)) * np.array(colour)
    scale = columns / 2400
    tint = 0.012 * _grain(rng, rows, columns, scale * 1.6)
    for _ in range(14):
        spot = rng.uniform(3, 16) * scale
        _dab(tint, rng.uniform(0, columns), rng.uniform(0, rows), spot, -rng.uniform(0.01, 0.05))
    edge = np.minimum.outer(_to_edge(rows), _to_edge(columns)) / columns
    tint -= 0.10 * np.exp(-edge / 0.006)
    return np.clip(sheet + tint[..., None] * np.array([0.9, 1.0, 1.15]), 0, 1)


def laid(sheet, print_, left, top, mask=None):
    """Puts a print on a sheet, with a thin shadow line round it; `mask` (rows, columns) is 1 where the print is."""
    rows, columns, _ = print_.shape
    mask = np.ones((rows, columns)) if mask is None else mask
    shadow = np.zeros(sheet.shape[:2])
    shadow[top : top + rows, left : left + columns] = mask
    soft = blurred(shadow, 1.6 * sheet.shape[1] / 2400)
    result = sheet * (1 - 0.22 * soft[..., None])
    part = result[top : top + rows, left : left + columns]
    result[top : top + rows, left : left + columns] = part * (1 - mask[..., None]) + print_ * mask[..., None]
    return result


def rounded_top(rows, columns, rise):
    """Mask of a print whose upper edge is an arch, `rise` pixels high, as prints of stereo cards were cut."""
    x = (np.arange(columns) + 0.5) / columns * 2 - 1
    edge = rise * (1 - np.sqrt(np.clip(1 - np.abs(x) ** 3.2, 0, 1)))
    return np.clip(np.arange(rows)[:, None] + 0.5 - edge[None, :] + 0.5, 0, 1)
