"""The guide's word of comfort on the console, and a real headset page that obeys it."""

from playwright.sync_api import expect

from test_console import TOKEN, bus, consoles, folder, serve_bus  # noqa: F401


def test_the_picture_rests_and_returns_at_the_guides_word(serve_bus, consoles, open_page, output):  # noqa: F811
    server = serve_bus()
    console = consoles(server)
    console.sign_in(bus.PIN)
    headset = open_page(at=console.address)
    headset.go(query=f"?token={TOKEN}&lang=en")
    headset.await_sharp()
    rest = console.page.get_by_role("button", name="Let it rest")
    show = console.page.get_by_role("button", name="Show at any speed")
    always = console.page.get_by_role("button", name="Always at this place")
    expect(rest).to_be_hidden()
    console.press("Show Collegiate square")
    headset.await_sharp("square/past")
    expect(always).to_be_hidden()
    rest.click()
    headset.await_state(calm="guide")
    expect(headset.page.locator("#calm h2")).to_have_text("A short rest")
    console.expect_status("Let it rest: arrived at 1 of 1 headsets.")
    expect(rest).to_have_attribute("aria-pressed", "true")
    console.page.screenshot(path=output / "console-rest.png")
    rest.click()
    headset.await_state(calm="")
    expect(rest).to_have_attribute("aria-pressed", "false")
    # At this place whenever it is shown, and at no other.
    rest.click()
    always.click()
    expect(always).to_have_attribute("aria-pressed", "true")
    console.press("Next")
    headset.await_sharp("gate/present")
    headset.await_state(calm="")
    expect(rest).to_have_attribute("aria-pressed", "false")
    console.press("Back")
    headset.await_state(calm="guide")
    expect(always).to_have_attribute("aria-pressed", "true")
    # Now, but no longer whenever.
    always.click()
    expect(always).to_have_attribute("aria-pressed", "false")
    expect(rest).to_have_attribute("aria-pressed", "true")
    show.click()
    headset.await_state(calm="")
    expect(show).to_have_attribute("aria-pressed", "true")
    console.expect_status("Show at any speed: arrived at 1 of 1 headsets.")
