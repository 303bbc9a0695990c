"""What a camera sees: the direction of every pixel, and the Blender camera that looks there.

Directions are in the world (x east, y north, z up); headings in degrees clockwise from north, pitch positive upward.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, tan

import bpy
import numpy as np


def yaw_and_pitch(direction, heading_deg):
    """Where a full sphere whose centre looks towards `heading_deg` shows a direction: −180 to 180, −90 to 90."""
    x, y, z = direction
    return (degrees(atan2(x, y)) - heading_deg + 180) % 360 - 180, degrees(atan2(z, hypot(x, y)))


def _camera(eye, heading_deg, pitch_deg):
    lens = bpy.data.cameras.new("eye")
    lens.clip_start, lens.clip_end = 0.05, 20000
    camera = bpy.data.objects.new("eye", lens)
    camera.location = eye
    camera.rotation_euler = (radians(90 + pitch_deg), 0, radians(-heading_deg))
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    return lens


@dataclass(frozen=True)
class Strip:
    """An equirectangular picture of all or part of the sphere."""

    heading_deg: float
    width_deg: float = 360.0
    top_deg: float = 90.0
    bottom_deg: float = -90.0

    @property
    def closed(self):
        """Whether its left edge meets its right one."""
        return self.width_deg >= 360

    def height(self, width):
        return round(width * (self.top_deg - self.bottom_deg) / self.width_deg)

    def directions(self, rows, columns):
        """Unit vectors (rows from below, columns, 3), along which the depth pass counts."""
        low, high, half = radians(self.bottom_deg), radians(self.top_deg), radians(self.width_deg) / 2
        latitude = (low + (high - low) * (np.arange(rows, dtype=np.float32) + 0.5) / rows)[:, None]
        longitude = ((np.arange(columns, dtype=np.float32) + 0.5) / columns * 2 - 1)[None, :] * half
        longitude = (longitude + radians(self.heading_deg)).astype(np.float32)
        level = np.cos(latitude)
        parts = [level * np.sin(longitude), level * np.cos(longitude), np.sin(latitude) + 0 * longitude]
        return np.stack(parts, axis=2).astype(np.float32)

    def set_camera(self, eye):
        lens = _camera(eye, self.heading_deg, 0)
        lens.type = "PANO"
        lens.cycles.panorama_type = "EQUIRECTANGULAR"
        lens.cycles.longitude_min, lens.cycles.longitude_max = (s * radians(self.width_deg) / 2 for s in (-1, 1))
        lens.cycles.latitude_min, lens.cycles.latitude_max = radians(self.bottom_deg), radians(self.top_deg)


@dataclass(frozen=True)
class Perspective:
    """A plate or film behind a lens."""

    heading_deg: float
    pitch_deg: float
    field_of_view_deg: float
    """over the width"""
    aspect: float
    """height over width"""
    rise: float = 0.0
    """rising front, in widths: how far below the middle the lens looks straight ahead, so that towers stay upright"""

    closed = False

    def height(self, width):
        return round(width * self.aspect)

    def axes(self):
        """Unit vectors: to the right, up, and straight ahead."""
        h, p = radians(self.heading_deg), radians(self.pitch_deg)
        ahead = np.array([sin(h) * cos(p), cos(h) * cos(p), sin(p)])
        right = np.array([cos(h), -sin(h), 0.0])
        return right, np.cross(right, ahead), ahead

    def directions(self, rows, columns):
        """Vectors (rows from below, columns, 3) that reach 1 straight ahead, as the depth pass counts."""
        half = tan(radians(self.field_of_view_deg) / 2)
        across = ((np.arange(columns) + 0.5) / columns * 2 - 1) * half
        upward = ((np.arange(rows) + 0.5 - rows / 2) / columns + self.rise) * 2 * half
        right, up, ahead = self.axes()
        return (ahead + across[None, :, None] * right + upward[:, None, None] * up).astype(np.float32)

    def project(self, direction, width):
        """Pixel (x, y) from the top left corner where a direction appears, or None when it is out of the picture."""
        x, y, z = (float(np.dot(axis, direction)) for axis in self.axes())
        if z <= 0:
            return None
        scale, height = width / 2 / tan(radians(self.field_of_view_deg) / 2), self.height(width)
        spot = width / 2 + scale * x / z, height / 2 + self.rise * width - scale * y / z
        return spot if 0 <= spot[0] <= width and 0 <= spot[1] <= height else None

    def set_camera(self, eye):
        lens = _camera(eye, self.heading_deg, self.pitch_deg)
        lens.sensor_fit = "HORIZONTAL"
        lens.angle = radians(self.field_of_view_deg)
        lens.shift_y = self.rise


def cylinder_from(strip, pixels, top, bottom):
    """Resamples a strip (rows from below) to a cylinder of the same columns: height above the horizon is tan(latitude).

    `top` and `bottom` are its edges' heights in radii. Returns rows from below.
    """
    rows, columns, _ = pixels.shape
    radius = columns / radians(strip.width_deg)
    height = round((top - bottom) * radius)
    latitude = np.arctan(bottom + (np.arange(height) + 0.5) / radius)
    low, high = radians(strip.bottom_deg), radians(strip.top_deg)
    at = np.clip((latitude - low) / (high - low) * rows - 0.5, 0, rows - 1)
    below = np.minimum(at.astype(int), rows - 2)
    part = (at - below).astype(np.float32)[:, None, None]
    return pixels[below] * (1 - part) + pixels[below + 1] * part
