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
    page.wake()
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


LONG_CREDIT = "Photograph by a member of the historical society, from the estate of Ludwig and Wilhelmine Schwarzenberger, given to the city in 1957 by their grandchildren, after the original glass negative of the second of three views"


@pytest.mark.parametrize("size", [(1200, 700), (820, 1180), (390, 844), (480, 300)], ids=str)
def test_a_long_credit_can_be_read(size, open_page):
    """On the picture, or else at a touch of it or of the button beside it."""
    page = open_page(*size)
    change_epochs(page.page, lambda epochs: epochs["past"].update(credit=LONG_CREDIT, source="City archive, D 12, 4711/3"))
    page.go()
    page.await_sharp()
    credits = page.page.locator("#credits")
    if credits.is_visible() and credits.evaluate("element => element.scrollHeight <= element.clientHeight"):
        expect(page.page.locator("#credit")).to_contain_text(LONG_CREDIT)
        return
    page.wake()
    (credits if credits.is_visible() else page.page.locator("#sources-button")).click()
    entry = page.page.locator("#sources [aria-current]")
    expect(entry).to_be_in_viewport(ratio=1)
    expect(entry).to_contain_text(f"{LONG_CREDIT} · CC0-1.0 · City archive, D 12, 4711/3")


def twelve(epochs) -> None:
    newest = epochs.pop("present")
    for year in (1276, 1350, 1571, 1620, 1764, 1848, 1871, 1905, 1932, 1945):
        epochs[f"y{year}"] = {**epochs["past"], "from_year": year, "to_year": year, "circa": year < 1600}
    epochs["present"] = newest


YEARS = """() => [...document.querySelectorAll("#epoch-marks li")].map((item) => {
    const span = item.firstElementChild;
    const { left, right } = span.getBoundingClientRect();
    return { left, right, isSeen: span.checkVisibility({ visibilityProperty: true }), isCurrent: item.hasAttribute("data-current") };
})"""


@pytest.mark.parametrize("size, least", [((1280, 720), 7), ((820, 1180), 8), ((390, 844), 4), ((480, 300), 3)], ids=str)
def test_of_many_years_as_many_are_named_as_have_room(size, least, open_page):
    page = open_page(*size)
    change_epochs(page.page, twelve)
    page.go()
    page.await_sharp()
    page.page.focus("#epoch")
    for chosen in range(12):
        labels = page.page.evaluate(YEARS)
        seen = [label for label in labels if label["isSeen"]]
        assert [label["isCurrent"] for label in labels].index(True) == chosen and labels[chosen]["isSeen"]
        assert len(seen) >= least
        assert all(a["right"] + 8 <= b["left"] for a, b in zip(seen, seen[1:])), seen
        assert seen[0]["left"] >= 0 and seen[-1]["right"] <= size[0]
        page.page.keyboard.press("ArrowRight")
    # One is left out only where it would touch another.
    for label in labels:
        crowding = [other for other in seen if other["left"] < label["right"] + 14 and label["left"] < other["right"] + 14]
        assert label["isSeen"] or crowding
    page.page.set_viewport_size({"width": 1600, "height": 900})
    page.await_frames(lambda: sum(label["isSeen"] for label in page.page.evaluate(YEARS)) > least)


BOXES = """(selectors) => selectors.flatMap((selector) => [...document.querySelectorAll(selector)])
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => [element.id || element.dataset.words, element.getBoundingClientRect().toJSON()])"""
STANDING = ["#bar > button", "#bar > nav > button", "#words", "#epochs", "#tools", "#origin"]


@pytest.mark.parametrize("size", [(1280, 720), (820, 1180), (390, 844), (480, 300)], ids=str)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_said_covers_nothing(language, size, open_page):
    page = open_page(*size)
    page.page.add_init_script("navigator.xr.isSessionSupported = async () => true;")
    page.go(query=f"?lang={language}")
    page.await_sharp()
    for said in ([], ["#offer"], ["#toast"], ["#message"], ["#subtitle"], ["#toast", "#subtitle"]):
        page.page.evaluate(
            """(said) => {
                for (const id of ["offer", "toast", "message", "subtitle"]) document.getElementById(id).hidden = !said.includes(`#${id}`);
                document.getElementById("offer-text").textContent = "Das Headset hat VR beendet. Ihre Tour läuft hier weiter.";
                document.getElementById("offer-action").textContent = "Weiter in VR";
                document.getElementById("toast").textContent = "Ein Teil des Bildes fehlt und bleibt etwas unscharf.";
                for (const id of ["message", "subtitle"]) {
                    document.querySelector(`#${id} p`).textContent = "Hier stand bis zum Jahr 1570 ein Haus,\\nin dem der Kaiser abstieg.";
                }
            }""",
            said,
        )
        page.wake()
        boxes = dict(page.page.evaluate(BOXES, [*STANDING, "#hint", *said]))
        for name, box in boxes.items():
            assert box["left"] >= 0 and box["top"] >= 0 and box["right"] <= size[0] and box["bottom"] <= size[1], (said, name)
            for other, rest in boxes.items():
                apart = box["right"] <= rest["left"] or rest["right"] <= box["left"]
                apart = apart or box["bottom"] <= rest["top"] or rest["bottom"] <= box["top"]
                assert name == other or apart, (said, name, other)
    for button in ("settings", "places"):
        page.page.press(f"#{button}-button", "Enter")
        box = page.page.locator(f"#{button}-list").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1]
