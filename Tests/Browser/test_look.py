"""Pictures of the page to look at, under Tests/Output: of the demo tour where there is one."""

from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "Tours/kaiserslautern/tour.yaml"
SIZES = {"desktop": (1280, 720), "small": (800, 600), "phone": (390, 844)}


@pytest.fixture(scope="module")
def demo(serve, address) -> str:
    """Address of a server with the demo tour, or else with the tour of directions."""
    return serve(DEMO) if DEMO.exists() else address


@pytest.fixture(params=SIZES)
def page(request, open_page, demo):
    """A page in German and of some size, that can go to VR."""
    width, height = SIZES[request.param]
    page = open_page(width, height, at=demo, locale="de-DE", device_scale_factor=2 if request.param == "phone" else 1)
    page.page.add_init_script("navigator.xr.isSessionSupported = async () => true;")
    page.name = request.param
    return page


def test_look_of_the_picture(page, output):
    page.go()
    page.await_state(state="ready", sharp="true", fade="1.000")
    page.page.screenshot(path=output / f"headset-{page.name}.png", animations="disabled")
    page.page.click("#places-button")
    page.page.screenshot(path=output / f"headset-{page.name}-places.png", animations="disabled")


def test_look_of_a_fault(page, output):
    page.page.route("**/api/v1/tour", lambda route: route.abort())
    page.go()
    page.await_state(state="fault")
    page.page.screenshot(path=output / f"headset-{page.name}-fault.png", animations="disabled")


def test_look_of_the_landing_page(page, output):
    page.page.goto(page.address)
    page.page.screenshot(path=output / f"landing-{page.name}.png", animations="disabled")
