"""Archive pictures: photographs, stereo cards and cylindrical panoramas, rendered, aged, and laid on paper.

A place whose epoch is such a picture says so with `picture(epoch)`. Each kind knows where the file shows a point of the
world, so that control points are true to the model. All stand where the panoramas stand.
"""

from dataclasses import dataclass, field
from math import atan2, degrees, hypot, radians, tan

import numpy as np

from aged import MOUNT, PAPER, Age, laid, paper, printed, rounded_top
from views import Perspective, Strip, cylinder_from


@dataclass(frozen=True)
class Photograph:
    """One print on a sheet with a border."""

    view: Perspective
    points: dict
    """name → (x, y, z): what stands in this epoch and today"""
    age: Age = field(default_factory=Age)
    width: int = 2400
    """pixels of the file, border and all"""
    border: float = 0.03
    """in widths"""

    def make(self, render, width):
        """The picture (rows from above); `render(view, width)` gives a view's display values."""
        edge = round(width * self.border)
        image = printed(render(self.view, width - 2 * edge), self.age)
        sheet = paper(image.shape[0] + 2 * edge, width, PAPER, self.age.seed)
        return laid(sheet, image, edge, edge)

    def project(self, direction):
        """Pixel of the full-size file, or None outside the print."""
        edge = round(self.width * self.border)
        spot = self.view.project(direction, self.width - 2 * edge)
        return spot and (spot[0] + edge, spot[1] + edge)


@dataclass(frozen=True)
class StereoCard:
    """Two prints side by side on a mount, the left eye's on the left; its camera stands where the panorama's does."""

    view: Perspective
    points: dict
    base: float = 0.075
    """metres from the left camera to the right one"""
    age: Age = field(default_factory=Age)
    width: int = 2400
    margin: float = 0.045
    """of the mount beside and below the prints, in widths of the card"""

    def _print_width(self, width):
        return round(width * (0.5 - self.margin) - 0.004 * width)

    def make(self, render, width):
        across, edge = self._print_width(width), round(width * self.margin)
        down = self.view.height(across)
        sheet = paper(down + 2 * edge, width, MOUNT, self.age.seed)
        arch = rounded_top(down, across, 0.13 * across)
        right = self.view.axes()[0] * self.base
        for left, offset, seed in ((edge, (0, 0, 0), 0), (width - edge - across, tuple(right), 1)):
            age = Age(**{**vars(self.age), "seed": self.age.seed + seed})
            sheet = laid(sheet, printed(render(self.view, across, offset), age), left, edge, arch)
        return sheet

    def project(self, direction):
        """Pixel in the left half, to which control points belong."""
        edge = round(self.width * self.margin)
        spot = self.view.project(direction, self._print_width(self.width))
        return spot and (spot[0] + edge, spot[1] + edge)


@dataclass(frozen=True)
class Cylinder:
    """The print of a camera that turned: straight heights, and the horizon a straight line."""

    heading_deg: float
    width_deg: float
    top_deg: float
    bottom_deg: float
    points: dict
    age: Age = field(default_factory=Age)
    width: int = 4000
    border: float = 0.012

    def _edges(self):
        return tan(radians(self.top_deg)), tan(radians(self.bottom_deg))

    def make(self, render, width):
        edge = round(width * self.border)
        strip = Strip(self.heading_deg, self.width_deg, self.top_deg + 0.5, self.bottom_deg - 0.5)
        image = cylinder_from(strip, render(strip, width - 2 * edge)[::-1], *self._edges())[::-1]
        sheet = paper(image.shape[0] + 2 * edge, width, PAPER, self.age.seed)
        return laid(sheet, printed(image, self.age), edge, edge)

    def project(self, direction):
        edge = round(self.width * self.border)
        across = self.width - 2 * edge
        radius, (top, bottom) = across / radians(self.width_deg), self._edges()
        x, y, z = direction
        yaw = (degrees(atan2(x, y)) - self.heading_deg + 180) % 360 - 180
        height = z / hypot(x, y)
        if abs(yaw) > self.width_deg / 2 or not bottom <= height <= top:
            return None
        return edge + across / 2 + radius * radians(yaw), edge + (top - height) * radius


def control_points(picture, eye, lay_on, hidden):
    """Lines for a tour's `control_points`, `lay_on` giving yaw and pitch in the panorama below; says what is unfit."""
    lines = []
    for name, point in picture.points.items():
        direction = np.subtract(point, eye)
        spot = picture.project(direction)
        if spot is None:
            lines.append(f"# {name}: outside the picture")
            continue
        yaw, pitch = lay_on(direction)
        note = f"  # {name}" + (f" (hidden by {hidden[name]}!)" if name in hidden else "")
        lines.append(
            f"- {{x_px: {spot[0]:.1f}, y_px: {spot[1]:.1f}, yaw_deg: {yaw:.3f}, pitch_deg: {pitch:.3f}}}{note}"
        )
    return lines
