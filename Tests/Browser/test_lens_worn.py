"""The time lens in the headset: round the common gaze of both eyes, in stereo where the epoch is."""

import numpy as np
import pytest

import truth
from manifests import change_epochs
from worn import EYES, happen, in_world, seen, wear


@pytest.fixture
def worn(headset):
    return wear(headset)


def assert_worn_lens(worn) -> None:
    """Round the common gaze, 18 degrees to each side, each eye sees the present."""
    forwards = [eye.rotation @ [0, 0, -1] for eye in EYES]
    gaze = truth.normalised(sum(forwards))
    for number, eye in enumerate(EYES):
        x, y, z = np.moveaxis(eye.directions() @ eye.rotation, -1, 0)
        gx, gy, gz = gaze @ eye.rotation
        share = np.hypot(x / -z - gx / -gz, y / -z - gy / -gz) / np.tan(np.radians(18))
        picture, world = seen(worn, number), in_world(eye.directions())
        within, beyond = share < 0.88, share > 1.4
        assert within.sum() > 3000
        assert truth.errors_deg(picture, world, "present")[within].max() <= truth.LARGEST_ERROR_DEG
        assert truth.errors_deg(picture, world, "past")[beyond].max() <= truth.LARGEST_ERROR_DEG


def test_held_trigger_opens_it_for_both_eyes(worn):
    happen(worn, "selectstart")
    worn.await_lens("square/present")
    assert_worn_lens(worn)
    happen(worn, "select", "selectend")
    worn.await_no_lens()
    worn.await_sharp("square/past")
    for number, eye in enumerate(EYES):
        truth.assert_true_to(seen(worn, number), in_world(eye.directions()), "past")


def test_short_press_of_the_trigger_opens_none(worn):
    happen(worn, "selectstart", "select", "selectend")
    worn.await_sharp("square/present")
    assert worn.state("lens") == "" and worn.state("lens-fade") == "0.000"


def test_it_is_seen_in_stereo(headset):
    """The right eye's picture of the present is the past's, in the present's pose."""
    change_epochs(headset.page, lambda epochs: epochs["present"].update(right=epochs["past"]["panorama"]))
    wear(headset)
    happen(headset, "selectstart")
    headset.await_lens("square/present")
    gaze = truth.normalised(sum(eye.rotation @ [0, 0, -1] for eye in EYES))
    for number, eye in enumerate(EYES):
        picture, world = seen(headset, number), in_world(eye.directions())
        near = eye.directions() @ gaze > np.cos(np.radians(10))
        if number == 0:
            errors = truth.errors_deg(picture, world, "present")
        else:
            errors = truth.errors_deg(picture, truth.facing(world, "past", 205), "past")
        assert errors[near].max() <= truth.LARGEST_ERROR_DEG
