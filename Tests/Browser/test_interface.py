"""The interface: two languages, reachable for everyone, and out of the way when it is not needed."""

import pytest
from playwright.sync_api import expect

from manifests import change_epochs

GERMAN = {
    "#places-button": "Orte",
    "#place": "Stiftsplatz",
    "#year": "um 1200",
    "#credit": "Bild: The painter · CC0-1.0 · Made for this test",
    "#hint": "Ziehen Sie das Bild, um sich umzusehen. Halten Sie es gedrückt, um eine andere Zeit zu sehen.",
    "#lens": "Zeitlinse",
    "#sources-button": "Quellen",
}
ENGLISH = {
    "#places-button": "Places",
    "#place": "Collegiate square",
    "#year": "c. 1200",
    "#credit": "Picture: The painter · CC0-1.0 · Made for this test",
    "#hint": "Drag the picture to look round. Press and hold it to see another time.",
    "#lens": "Time lens",
    "#sources-button": "Sources",
}


@pytest.mark.parametrize(
    "locale, query, language, texts",
    [
        ("de-DE", "", "de", GERMAN),
        ("en-GB", "", "en", ENGLISH),
        ("en-GB", "?lang=de", "de", GERMAN),
        ("de-AT", "?lang=en", "en", ENGLISH),
        ("nl-NL", "", "de", GERMAN),  # the tour's first
    ],
)
def test_language(locale, query, language, texts, open_page):
    page = open_page(locale=locale)
    page.go(query=query)
    page.await_sharp()
    expect(page.root).to_have_attribute("lang", language)
    for selector, text in texts.items():
        expect(page.page.locator(selector)).to_have_text(text)


def test_fault_in_german(open_page):
    page = open_page(locale="de-DE")
    page.page.route("**/api/v1/tour", lambda route: route.abort())
    page.go()
    expect(page.page.locator("#notice-title")).to_have_text("Der Server ist nicht zu erreichen")
    expect(page.page.get_by_role("button", name="Jetzt versuchen")).to_be_visible()


def test_everything_has_a_name_and_says_its_value(headset):
    headset.go()
    headset.await_sharp()
    slider = headset.page.get_by_role("slider", name="Time")
    expect(slider).to_have_attribute("aria-valuetext", "c. 1200")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2026")
    expect(headset.page.get_by_role("button", name="Places")).to_have_attribute("aria-expanded", "false")
    headset.await_sharp("square/present")
    expect(headset.page.locator("#picture")).to_have_attribute(
        "aria-label", "Panorama of Collegiate square, 2026. Look round with the arrow keys."
    )


def with_all_buttons(epochs) -> None:
    corners = [{"yaw_deg": yaw, "pitch_deg": pitch} for yaw, pitch in [(-20, 10), (20, 10), (0, -10)]]
    epochs["past"].update(documented=[corners], original=epochs["present"]["panorama"], certainty="documented")


@pytest.mark.parametrize("size", [(1280, 720), (800, 600), (390, 844), (320, 568)], ids=str)
@pytest.mark.parametrize("is_mobile, count", [(False, 10), (True, 11)], ids=["desk", "hand"])
def test_targets_are_large_and_within_the_page(size, is_mobile, count, open_page):
    width, height = size
    page = open_page(width, height, is_mobile=is_mobile, has_touch=is_mobile)
    page.page.add_init_script("navigator.xr.isSessionSupported = async () => true;")
    page.page.add_init_script("DeviceOrientationEvent.requestPermission = async () => 'granted';")
    change_epochs(page.page, with_all_buttons)
    page.go()
    page.await_sharp()
    page.page.click("#places-button")
    targets = page.page.locator("button:visible, input:visible").all()
    # Places, two in its list, settings, VR, lens, outline, original, the slider, sources; motion.
    assert len(targets) == count
    for target in targets:
        box = target.bounding_box()
        assert box["width"] >= 48 and box["height"] >= 48
        assert box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= height


def test_escape_closes_the_list_and_gives_the_focus_back(headset):
    headset.go()
    headset.await_sharp()
    headset.page.get_by_role("button", name="Places").press("Enter")
    expect(headset.page.locator("#places-list [aria-current=true]")).to_contain_text("Collegiate square")
    headset.page.keyboard.press("Tab")
    headset.page.keyboard.press("Escape")
    expect(headset.page.locator("#places-list")).to_be_hidden()
    expect(headset.page.locator("#places-button")).to_be_focused()


def test_interface_steps_back_and_returns_at_a_touch(headset):
    headset.page.clock.install()
    headset.go()
    headset.await_sharp()
    headset.page.clock.fast_forward(6_000)
    expect(headset.root).to_have_attribute("data-idle", "")
    expect(headset.page.locator("#caption")).to_have_css("opacity", "0")
    headset.page.mouse.move(300, 200)
    expect(headset.root).not_to_have_attribute("data-idle", "")


def test_interface_stays_while_the_list_is_open(headset):
    headset.page.clock.install()
    headset.go()
    headset.await_sharp()
    headset.page.click("#places-button")
    headset.page.clock.fast_forward(60_000)
    expect(headset.root).not_to_have_attribute("data-idle", "")


def test_landing_page_leads_to_the_headset_page(headset):
    headset.page.goto(headset.address)
    expect(headset.page.get_by_text("wie sie früher war")).to_be_visible()
    headset.page.get_by_role("link", name="Start the journey").click()
    headset.await_sharp()
    expect(headset.root).to_have_attribute("lang", "en")
