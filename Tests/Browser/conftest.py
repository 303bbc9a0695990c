"""The built program serving a tour, and a browser that looks at it."""

import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import direction_tour
from chromium import CHROMIUM, CHROMIUM_OPTIONS
from headset_page import HeadsetPage

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def output() -> Path:
    """Folder for pictures and figures that the tests leave behind."""
    folder = REPOSITORY / "Tests/Output"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def serve(program, tmp_path_factory):
    """Builds a tour and serves it until the tests end; gives the server's address."""
    servers = []

    def start(document: Path) -> str:
        bundle = tmp_path_factory.mktemp("bundle") / "tour.ztour"
        subprocess.run(
            [program, "build", str(document), "--output", str(bundle), "--quality", "95"], check=True, timeout=120
        )
        command = [program, "serve", str(bundle), "--listen", "127.0.0.1:0"]
        servers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return announced_address(servers[-1])

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=20)


def announced_address(server: subprocess.Popen) -> str:
    """The address that a server prints once it listens."""
    for line in server.stdout:
        if address := re.search(r"http://127\.0\.0\.1:\d+", line):
            return address.group()
    raise AssertionError(f"the server ended with {server.wait()} before it listened")


@pytest.fixture(scope="session")
def address(serve, tmp_path_factory) -> str:
    """Of a server with the tour of directions."""
    return serve(direction_tour.write(tmp_path_factory.mktemp("tour")))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(browser, address):
    """Gives a function that opens headset pages within a `with`; when it ends, none may have logged an error."""

    @contextmanager
    def opened():
        contexts, faults = [], []

        def open_page(width=480, height=300, at=address, **options) -> HeadsetPage:
            """A page that has not gone anywhere yet."""
            # A service worker's requests pass by what tests put in their way.
            options = {"service_workers": "block", "locale": "en-GB", **options}
            options["viewport"] = {"width": width, "height": height}
            contexts.append(browser.new_context(**options))
            return HeadsetPage(contexts[-1].new_page(), at, faults)

        yield open_page
        for context in contexts:
            context.unroute_all(behavior="ignoreErrors")
            for page in context.pages:
                page.unroute_all(behavior="ignoreErrors")
            context.close()
        assert faults == []

    return opened


@pytest.fixture
def open_page(pages):
    with pages() as open_page:
        yield open_page


@pytest.fixture
def headset(open_page) -> HeadsetPage:
    return open_page()
