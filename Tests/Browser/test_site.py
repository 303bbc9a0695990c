"""A tour as plain files, given out by a server that knows nothing of it."""

import functools
import http.server
import subprocess
import threading

import pytest

import direction_tour
import truth
from truth import Gaze


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(program, tmp_path_factory) -> str:
    """Address of the exported tour of directions."""
    folder = tmp_path_factory.mktemp("site")
    document = direction_tour.write(folder)
    build = ("build", document, "--output", folder / "a.ztour", "--quality", "95")
    for command in [build, ("export", folder / "a.ztour", "--output", folder / "site")]:
        subprocess.run([program, *map(str, command)], check=True, timeout=120, capture_output=True)
    handler = functools.partial(Quiet, directory=folder / "site")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("epoch", ["past", "present"])
def test_epochs_are_seen_as_they_are(epoch, site, open_page, output):
    page = open_page(at=site)
    gaze = Gaze(75, 10)
    page.go(gaze, epoch=epoch)
    page.await_sharp(f"square/{epoch}")
    truth.assert_true_to(page.picture(), page.world(gaze), epoch)
    page.page.screenshot(path=output / f"site-{epoch}.png")


def test_the_first_page_is_the_tour(site, open_page):
    page = open_page(at=site)
    page.page.goto(site)
    page.await_sharp()
