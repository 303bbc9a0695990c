"""A folder with all that a server on the bus has, and how it is started."""

import ssl
from pathlib import Path
from typing import NamedTuple

TOKEN = "5f0c" * 16


class Stage(NamedTuple):
    folder: Path
    tile: str
    medium: str
    panorama: str

    def context(self, *protocols: str) -> ssl.SSLContext:
        """Trusts our authority alone."""
        made = ssl.create_default_context(cafile=self.folder / "authority.pem")
        if protocols:
            made.set_alpn_protocols(list(protocols))
        return made


def addresses(tour: str) -> dict[str, str]:
    """Of the first panorama and the first file of a tour."""
    panorama = after(tour, '"panorama"')
    medium = after(tour, '"captions"')
    return {
        "tile": f"/tiles/{panorama}/0/f/0/0.jpg", "panorama": f"/api/v1/panoramas/{panorama}", "medium": f"/media/{medium}",
    }


def after(text: str, key: str) -> str:
    return next(word for word in text.split(key, 1)[1].split('"') if len(word) == 64)


def tls(stage: Stage) -> tuple:
    return ("--certificate", stage.folder / "server.pem", "--key", stage.folder / "server.key", "--admin", "127.0.0.1:0")


def guided(stage: Stage) -> tuple:
    return ("--guide-pin-file", stage.folder / "pins", "--headset-token-file", stage.folder / "token")
