"""Eyes of a headset: what the stub is told of them, and what they must see."""

from dataclasses import dataclass

import numpy as np

from truth import about_forward, about_right, about_up, normalised

NEAR, FAR = 0.1, 1000.0


@dataclass(frozen=True)
class Eye:
    """The left (at x = 0) or right eye of a turned and leaning head; its lens reaches unequally far to its sides. Degrees."""

    x: int
    width: int
    height: int
    left: float
    right: float
    up: float
    down: float
    yaw: float
    pitch: float
    roll: float

    @property
    def rotation(self) -> np.ndarray:
        """From the eye's frame to the reference space's."""
        return about_up(self.yaw) @ about_right(self.pitch) @ about_forward(self.roll)

    def edges(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of the picture plane at distance 1."""
        left, right, down, up = np.tan(np.radians([self.left, self.right, self.down, self.up]))
        return -left, right, -down, up

    def description(self) -> dict:
        """For the stub; the projection is glFrustum's."""
        left, right, bottom, top = self.edges()
        projection = np.array(
            [
                [2 / (right - left), 0, (right + left) / (right - left), 0],
                [0, 2 / (top - bottom), (top + bottom) / (top - bottom), 0],
                [0, 0, (NEAR + FAR) / (NEAR - FAR), 2 * NEAR * FAR / (NEAR - FAR)],
                [0, 0, -1, 0],
            ]
        )
        transform = np.eye(4)
        transform[:3, :3] = self.rotation
        transform[:3, 3] = [0.03, 1.2, -0.1]  # where the eye is must not matter
        return {
            "eye": "right" if self.x else "left",
            "x": self.x,
            "width": self.width,
            "height": self.height,
            "projection": projection.T.flatten().tolist(),
            "transform": transform.T.flatten().tolist(),
        }

    def directions(self) -> np.ndarray:
        """Unit vectors in the reference space of the pixel centres, rows from the top."""
        left, right, bottom, top = self.edges()
        x = left + (np.arange(self.width) + 0.5) / self.width * (right - left)
        y = top + (np.arange(self.height)[:, None] + 0.5) / self.height * (bottom - top)
        rays = np.stack([x + 0 * y, y + 0 * x, np.full((self.height, self.width), -1.0)], axis=-1)
        return normalised(rays @ self.rotation.T)
