"""Manifests of panoramas and of the tour changed on their way to a page."""

import base64
import json
import re

import numpy as np
from playwright.sync_api import Page

MANIFEST = re.compile(r"/api/v1/panoramas/[0-9a-f]{64}$")
FACES = "frblud"


def change_manifests(page: Page, change) -> None:
    """`change` is given each manifest's object, and may alter it."""

    def handle(route):
        answer = route.fetch()
        manifest = answer.json()
        change(manifest)
        route.fulfill(response=answer, body=json.dumps(manifest))

    page.route(MANIFEST, handle)


def change_epochs(page: Page, change) -> None:
    """`change` is given the epochs of the first place by id, and may alter them, add some and take some away."""

    def handle(route):
        # The page asks by HEAD whether it may see the tour.
        if route.request.method == "HEAD":
            return route.continue_()
        answer = route.fetch()
        tour = answer.json()
        place = tour["places"][0]
        epochs = {epoch["id"]: epoch for epoch in place["epochs"]}
        change(epochs)
        place["epochs"] = [{**epoch, "id": name} for name, epoch in epochs.items()]
        route.fulfill(response=answer, body=json.dumps(tour))

    page.route("**/api/v1/tour", handle)


def withhold(manifest: dict, is_absent) -> None:
    """Takes the tiles that `is_absent` names, and all finer ones, out of the manifest's coverage."""
    tiles = [(0, face, 0, 0) for face in FACES]
    for level in manifest["levels"]:
        bits = [not is_absent(tile) for tile in tiles]
        level["coverage"] = base64.b64encode(np.packbits(bits).tobytes()).decode()
        tiles = [
            (number + 1, face, 2 * row + down, 2 * column + right)
            for (number, face, row, column), bit in zip(tiles, bits)
            if bit
            for down, right in [(0, 0), (0, 1), (1, 0), (1, 1)]
        ]
