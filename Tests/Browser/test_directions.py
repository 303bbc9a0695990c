"""Every pixel shows the direction that it looks in."""

import pytest

import truth
from truth import Gaze

HEADING = 30  # of the picture's centre column

VIEWS = {
    "centre": Gaze(HEADING),
    "right": Gaze(HEADING + 90),
    "left": Gaze(HEADING - 90),
    "seam at 180 degrees": Gaze(HEADING + 180),
    "beside the seam": Gaze(HEADING - 170, -20),
    "zenith": Gaze(HEADING + 15, 90),
    "nadir": Gaze(HEADING - 60, -90),
    "near the zenith": Gaze(HEADING + 120, 75, 100),
    "edge of two faces": Gaze(HEADING + 45),
    "edge to the face above": Gaze(HEADING, 45),
    "edge to the face below, behind": Gaze(HEADING + 180, -45),
    "corner of three faces": Gaze(HEADING + 45, 35.26, 60),
    "narrow": Gaze(HEADING + 200.5, 12.25, 30),
    "north": Gaze(0, 0, 75),
}


@pytest.fixture(scope="module")
def figures(output):
    """Lines for the record: each view's errors in degrees."""
    lines = []
    yield lines
    (output / "directions.txt").write_text("Errors in degrees\n" + "\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def turning_page(pages):
    """One page that looks in all directions."""
    with pages() as open_page:
        page = open_page()
        page.go()
        page.await_sharp()
        yield page


@pytest.mark.parametrize("name", VIEWS)
def test_view_is_true(name, turning_page, figures):
    gaze = VIEWS[name]
    turning_page.look(gaze)
    figures.append(f"{name}: " + truth.assert_true_to(turning_page.picture(), turning_page.world(gaze), "past"))


@pytest.mark.parametrize("size", [(390, 844), (801, 599)], ids=["portrait", "odd sides"])
def test_view_is_true_on_any_screen(size, open_page):
    gaze = Gaze(HEADING + 70, 20, 80)
    page = open_page(*size)
    page.go(gaze)
    page.await_sharp()
    truth.assert_true_to(page.picture(), page.world(gaze), "past")


def test_link_follows_the_gaze_and_leads_back(headset, open_page):
    gaze = Gaze(123.4, -12.3, 65.4)
    headset.go(gaze)
    headset.await_sharp()
    headset.page.keyboard.press("ArrowRight")
    headset.page.wait_for_url("**heading_deg=129.4**")
    again = open_page()
    again.page.goto(headset.page.url)
    again.await_sharp()
    again.expect_gaze(Gaze(129.4, -12.3, 65.4))
