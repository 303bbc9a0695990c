"""Whether a page of the console can be used by everyone: axe-core's rules, and room for fingers and words."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The buttons that are there, and whether their words have room.
TARGETS = """() => [...document.querySelectorAll("button")].filter((button) => button.checkVisibility()).map((button) => {
  const { width, height, left, right } = button.getBoundingClientRect();
  const isCut = button.scrollWidth > button.clientWidth || button.scrollHeight > button.clientHeight;
  return { words: button.textContent, width, height, left, right, isCut };
})"""


def assert_no_violations(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def assert_for_everyone(page: Page, picture: Path) -> None:
    """Nothing is cut, beside the screen, too small, or found by axe-core; a picture of it is kept."""
    page.screenshot(path=picture)
    assert_no_violations(page)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing lies beside the screen"
    targets = page.evaluate(TARGETS)
    assert len(targets) >= 10
    for target in targets:
        assert target["width"] >= 48 and target["height"] >= 48, target
        assert target["left"] >= 0 and target["right"] <= width, target
        assert not target["isCut"], target
