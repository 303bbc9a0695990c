"""What a picture is: how certain, by whom, from where, and what was done to it; for one picture and for all."""

import pytest
from playwright.sync_api import expect

import truth
from manifests import change_epochs
from truth import Gaze

GAZE = Gaze(30, 0)


def described(epochs) -> None:
    """The past is a restored photograph over the present; its original is the present's own picture."""
    epochs["past"].update(
        certainty="documented",
        over="present",
        original=epochs["present"]["panorama"],
        restored=["dust", "fading"],
        source="Town archive, 12/345",
    )
    epochs["present"].update(certainty="reconstructed")


@pytest.fixture
def page(headset):
    change_epochs(headset.page, described)
    # Where there is less room, credits stand in the list of sources alone.
    headset.page.set_viewport_size({"width": 820, "height": 600})
    return headset


GERMAN = {
    "#certainty": "belegt",
    "#credit": "Bild: The painter · CC0-1.0 · Town archive, 12/345",
    "#surroundings": "Umgebung, 2026: The photographer · CC0-1.0 · Made for this test",
    "#restoration": "Restauriert: Staub und Kratzer, Verblassen",
}
ENGLISH = {
    "#certainty": "documented",
    "#credit": "Picture: The painter · CC0-1.0 · Town archive, 12/345",
    "#surroundings": "Surroundings, 2026: The photographer · CC0-1.0 · Made for this test",
    "#restoration": "Restored: dust and scratches, fading",
}


@pytest.mark.parametrize("language, texts", [("de", GERMAN), ("en", ENGLISH)])
def test_caption_says_what_the_picture_is(language, texts, page):
    page.go(query=f"?lang={language}")
    page.await_sharp()
    for selector, text in texts.items():
        expect(page.page.locator(selector)).to_have_text(text)
        expect(page.page.locator(selector)).to_be_visible()


@pytest.mark.parametrize(
    "certainty, german, english",
    [
        ("documented", "belegt", "documented"),
        ("reconstructed", "rekonstruiert", "reconstructed"),
        ("imagined", "nachempfunden", "imagined"),
        (None, None, None),
        ("unheard of", None, None),
    ],
)
def test_certainty_in_both_languages(certainty, german, english, open_page):
    for language, word in (("de", german), ("en", english)):
        page = open_page()
        change_epochs(page.page, lambda epochs: epochs["past"].update(certainty=certainty))
        page.go(query=f"?lang={language}")
        page.await_sharp()
        if word:
            expect(page.page.locator("#certainty")).to_have_text(word)
        else:
            expect(page.page.locator("#certainty")).to_be_hidden()


def test_original_is_one_tap_away(page):
    page.go(GAZE)
    page.await_sharp()
    button = page.page.get_by_role("button", name="Original")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.await_state(original="true", fade="1.000", sharp="true")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.page.locator("#restoration")).to_have_text("Without restoration")
    expect(page.page.locator("#year")).to_have_text("c. 1200")
    page.expect_gaze(GAZE)
    # The original stands in the epoch's own pose.
    truth.assert_true_to(page.picture(), truth.facing(page.world(GAZE), "present", 30), "present")


def test_key_goes_to_the_original_and_back(page):
    page.go(GAZE)
    page.await_sharp()
    page.page.keyboard.press("o")
    page.await_state(original="true", fade="1.000", sharp="true")
    page.page.keyboard.press("o")
    page.await_state(original="false", fade="1.000", sharp="true")
    truth.assert_true_to(page.picture(), page.world(GAZE), "past")


def test_another_epoch_ends_the_original(page):
    page.go(GAZE)
    page.await_sharp()
    page.page.keyboard.press("o")
    page.await_state(original="true", fade="1.000", sharp="true")
    page.page.keyboard.press("PageUp")
    page.await_state(scene="square/present", original="false", fade="1.000", sharp="true")
    expect(page.page.locator("#original")).to_be_hidden()
    page.page.keyboard.press("o")
    page.page.keyboard.press("PageDown")
    page.await_state(scene="square/past", original="false", fade="1.000", sharp="true")


def test_sources_of_the_whole_tour(page):
    page.go()
    page.await_sharp()
    button = page.page.get_by_role("button", name="Sources")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    panel = page.page.get_by_role("complementary", name="Pictures and sources")
    expect(panel.get_by_role("heading", level=3)).to_have_text(["Collegiate square", "Town gate"])
    expect(panel.get_by_role("listitem")).to_have_text(
        [
            "c. 1200documented"
            + "Picture: The painter · CC0-1.0 · Town archive, 12/345"
            + "Surroundings, 2026: The photographer · CC0-1.0 · Made for this test"
            + "Restored: dust and scratches, fading",
            "2026reconstructedPicture: The photographer · CC0-1.0 · Made for this test",
            "2026imaginedPicture: The photographer · CC0-1.0 · Made for this test",
        ]
    )
    expect(panel.get_by_role("button", name="Close")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_sources_close_at_a_touch_of_the_picture(page):
    page.go()
    page.await_sharp()
    page.page.get_by_role("button", name="Sources").click()
    expect(page.page.locator("#sources")).to_be_visible()
    page.page.mouse.click(300, 40)
    expect(page.page.locator("#sources")).to_be_hidden()
