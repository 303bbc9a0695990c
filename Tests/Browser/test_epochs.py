"""Another epoch of a place appears in the same direction of the world."""

import dataclasses

import numpy as np
import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs
from truth import Gaze

GAZE = Gaze(250, 15, 80)


def choose_next_epoch(headset):
    headset.page.focus("#epoch")
    headset.page.keyboard.press("ArrowRight")


def test_slider_changes_the_epoch_and_keeps_the_gaze(headset):
    headset.go(GAZE)
    headset.await_sharp()
    choose_next_epoch(headset)
    headset.await_sharp("square/present")
    headset.expect_gaze(GAZE)
    truth.assert_true_to(headset.picture(), headset.world(GAZE), "present")
    headset.page.wait_for_url("**epoch=present**")


POSES = {
    "past": {"heading_deg": 300, "pitch_deg": -8, "roll_deg": 15},
    "present": {"heading_deg": 80, "pitch_deg": 20, "roll_deg": -30},
}


def test_gaze_stays_in_the_world_though_cameras_leant(headset):
    """The epoch's pose goes before its heading and before the panorama's own pose."""

    def lean(epochs):
        for name, pose in POSES.items():
            epochs[name].update(pose=pose)

    change_epochs(headset.page, lean)
    headset.go(GAZE)
    headset.await_sharp()
    for epoch in ("past", "present", "past"):
        headset.page.keyboard.press("PageUp" if epoch == "present" else "PageDown")
        headset.await_sharp(f"square/{epoch}")
        headset.expect_gaze(GAZE)
        truth.assert_true_to(headset.picture(), truth.facing(headset.world(GAZE), epoch, **POSES[epoch]), epoch)


def test_tour_says_which_epoch_comes_first(headset):
    def name_the_present(route):
        if route.request.method == "HEAD":
            return route.continue_()
        answer = route.fetch()
        tour = answer.json()
        tour["places"][0]["first"] = "present"
        route.fulfill(response=answer, json=tour)

    headset.page.route("**/api/v1/tour", name_the_present)
    headset.go()
    headset.await_sharp("square/present")
    expect(headset.page.locator("#epoch")).to_have_value("1")


def test_epochs_mix_while_they_change(headset):
    """The page's clock is stopped, and goes on by the test's hand, 20 ms at a time: 1200 ms make a change."""
    headset.page.clock.install()
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.clock.pause_at(headset.page.evaluate("Date.now() + 1000"))
    choose_next_epoch(headset)
    for _ in range(3000):  # most of them while the picture is on its way
        headset.page.clock.run_for(20)
        if 0.3 < float(headset.state("fade")) < 0.7:
            break
    share = float(headset.state("fade"))
    assert 0.3 < share < 0.7
    world = headset.world(GAZE)
    mixed = (1 - share) * truth.colours(world, "past") + share * truth.colours(world, "present")
    difference = np.abs(headset.picture() - mixed)
    assert np.median(difference) <= 1 and difference.max() <= 8
    assert headset.page.locator("#year").inner_text() == "2026"
    headset.page.clock.resume()
    headset.await_sharp("square/present")
    headset.expect_gaze(GAZE)


def test_change_is_at_once_for_those_who_want_no_motion(open_page):
    page = open_page(reduced_motion="reduce")
    page.page.add_init_script(
        """globalThis.shares = new Set();
        new MutationObserver(() => shares.add(document.documentElement.dataset.fade))
            .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-fade"] });"""
    )
    page.go(GAZE)
    page.await_sharp()
    choose_next_epoch(page)
    page.await_sharp("square/present")
    assert set(page.page.evaluate("[...shares]")) <= {"0.000", "1.000"}
    truth.assert_true_to(page.picture(), page.world(GAZE), "present")


def test_hurried_slider_ends_at_the_last_choice(headset):
    headset.go(GAZE)
    headset.await_sharp()
    headset.page.focus("#epoch")
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight"):
        headset.page.keyboard.press(key)
    headset.await_sharp("square/present")
    truth.assert_true_to(headset.picture(), headset.world(GAZE), "present")


def test_list_goes_to_another_place(headset):
    headset.go(GAZE, epoch="present")
    headset.await_sharp("square/present")
    headset.page.click("#places-button")
    headset.page.get_by_role("button", name="Town gate").click()
    headset.await_sharp("gate/present")
    # The middle of the picture there, for what is told is told of that side; how wide one looks is one's own.
    headset.expect_gaze(dataclasses.replace(GAZE, heading_deg=205, pitch_deg=0))
    expect(headset.page.locator("#place")).to_have_text("Town gate")
    expect(headset.page.locator("#epochs")).to_be_hidden()
    expect(headset.page.locator("#places-list")).to_be_hidden()


@pytest.mark.parametrize("epoch", ["past", "present"])
def test_page_begins_at_the_middle_of_the_picture(epoch, headset):
    headset.go(place="square", epoch=epoch)
    headset.await_sharp(f"square/{epoch}")
    headset.expect_gaze(Gaze({"past": 30, "present": 205}[epoch]))
