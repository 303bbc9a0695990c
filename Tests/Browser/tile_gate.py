"""Holding back, withholding or replacing tiles on their way to a page."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route

TILE = re.compile(r"/tiles/[0-9a-f]{64}/(\d+)/(\w)/(\d+)/(\d+)\.jpg$")


def tile_of(url: str) -> tuple[int, str, int, int] | None:
    """Level, face, row and column of a tile's address."""
    match = TILE.search(url)
    return match and (int(match[1]), match[2], int(match[3]), int(match[4]))


class TileGate:
    """Lets tiles pass, and keeps count; those that `holds` names wait until the gate is opened."""

    def __init__(self, page: Page, holds: Callable[[tuple[int, str, int, int]], bool] = lambda tile: False):
        self.holds = holds
        self.asked: list[tuple[int, str, int, int]] = []
        self.urls: list[str] = []
        self.held: list[Route] = []
        self.cancelled: list[tuple[int, str, int, int]] = []
        page.route(TILE, self._handle)
        page.on("requestfailed", self._note_failure)

    def _handle(self, route: Route) -> None:
        tile = tile_of(route.request.url)
        self.asked.append(tile)
        self.urls.append(route.request.url)
        if self.holds(tile):
            self.held.append(route)
        else:
            route.continue_()

    def _note_failure(self, request) -> None:
        if tile := tile_of(request.url):
            self.cancelled.append(tile)

    def open(self) -> None:
        """Lets everything pass from now on."""
        self.holds = lambda tile: False
        while self.held:
            self.held.pop().continue_()
