"""Words: the same keys in every language, none that is not used; and who changes the language finds nothing left of the old one."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from manifests import change_epochs
from test_interface import with_all_buttons
from tile_gate import TILE
from truth import Gaze
from worn import EYES, STUB

PAGES = Path(__file__).parents[2] / "Sources/TourServer/Pages"
HEADSET = PAGES / "headset"
LANGUAGES = {file.stem: json.loads(file.read_text()) for file in (HEADSET / "languages").glob("*.json")}
GAZE = Gaze(80, 0)

# Calls that say a key: function, how many of its arguments are keys, and what it makes of each.
SAYING = [
    ("#?words", 1, "{}"),
    ("#toast", 1, "{}"),
    ("#offer", 2, "{}"),
    ("reload", 1, "{}"),
    ("#fault", 1, "{}Title {}Text"),
    ("#message", 1, "{}Title {}Text"),
]
# Keys that come from elsewhere: the tour's certainties, what a tour says was restored, reasons of the still view.
GIVEN = {"documented", "reconstructed", "imagined", "dust", "fading", "guideTitle", "guideText", "tooFastTitle", "tooFastText", "offTitle", "offText"}


def scripts() -> dict[str, str]:
    """Of the headset page, and what it has in common with others of words; without comments."""
    texts = {file.name: file.read_text() for file in [*HEADSET.glob("*.js"), PAGES / "common/years.js"]}
    return {name: re.sub(r"/\*.*?\*/|(?<=\s)//[^\n]*", "", text, flags=re.S) for name, text in texts.items()}


def arguments(text: str, start: int) -> list[str]:
    """What stands between a parenthesis that opens at `start` and the one that closes it, by commas."""
    depth, begin, parts = 0, start + 1, []
    for end in range(start, len(text)):
        depth += (text[end] in "([{") - (text[end] in ")]}")
        if depth == 0 or (depth == 1 and text[end] == ","):
            parts.append(text[begin:end])
            begin = end + 1
        if depth == 0:
            return parts
    raise AssertionError(text[start : start + 80])


def said_in(text: str) -> set[str]:
    """Keys that a script says in so many words."""
    keys = set()
    for function, count, patterns in SAYING:
        for call in re.finditer(rf"(?<![\w#]){function}\(", text):
            for given in arguments(text, call.end() - 1)[:count]:
                # Of a choice, what is chosen and not what decides.
                for word in re.findall(r'"(\w+)"', given.split("? ")[-1]):
                    keys |= {pattern.format(word) for pattern in patterns.split()}
    return keys | set(re.findall(r'\blabel: "(\w+)"', text))


def said_by_the_page() -> set[str]:
    markup = (PAGES / "headset.html").read_text()
    keys = set(re.findall(r'data-(?:words|title)="(\w+)"', markup)) | GIVEN
    for text in scripts().values():
        keys |= said_in(text)
    return keys


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_language_has_every_key():
    assert set(LANGUAGES) == {"de", "en", "de-x-leicht"}
    assert list(LANGUAGES["de"]) == list(LANGUAGES["en"]), "in the same order, for those who translate"
    assert set(LANGUAGES["de-x-leicht"]) <= set(LANGUAGES["de"]), "what it lacks is said in German"


def test_every_language_fills_in_the_same_and_leaves_nothing_empty():
    for strings in LANGUAGES.values():
        for key, text in strings.items():
            assert text.strip() == text != "", key
            assert placeholders(text) == placeholders(LANGUAGES["en"][key]), key


def test_every_key_that_is_said_exists_and_none_is_left_over():
    said, known = said_by_the_page(), set(LANGUAGES["en"])
    literals = {word for text in scripts().values() for word in re.findall(r'"(\w+)"', text)}
    assert said - known == set(), "said, but in no language"
    # Keys may also be handed on by name, as a list of buttons does.
    assert known - said - literals == set(), "in the languages, but not said"


def align_strings() -> dict[str, dict[str, str]]:
    text = (PAGES / "align/strings.js").read_text()
    found = re.findall(r"^  (\w+): \{\n(.*?)^  \},$", text, flags=re.S | re.M)
    return {language: dict(re.findall(r'^    (\w+): "(.*)",$', body, flags=re.M)) for language, body in found}


def test_the_alignment_page_says_the_same_in_both_languages():
    strings = align_strings()
    assert set(strings) == {"de", "en"} and len(strings["de"]) > 60
    assert list(strings["de"]) == list(strings["en"])
    for key in strings["de"]:
        assert placeholders(strings["de"][key]) == placeholders(strings["en"][key]), key
    files = [*(PAGES / "align").glob("*.js"), PAGES / "align/index.html"]
    text = "".join(file.read_text() for file in files if file.name != "strings.js") + "beforeChrist circa"
    stems = [part for part in re.findall(r"`(\w+_)\$\{", text)]
    unsaid = {key for key in strings["de"] if not re.search(rf"\b{key}\b", text) and not key.startswith(tuple(stems))}
    assert unsaid == set()


# Everything that can be read, or that a screen reader says, with where it stands.
READ = """() => {
    const said = { title: document.title, lang: document.documentElement.lang };
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const path = [];
        for (let at = element; at !== document.body; at = at.parentElement) {
            path.unshift(at.id || `${at.localName}${[...at.parentElement.children].indexOf(at)}`);
        }
        const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
        const named = ["title", "aria-label", "aria-valuetext", "alt", "placeholder"].map((name) => element.getAttribute(name));
        const all = [own, ...named].filter(Boolean);
        if (all.length > 0 && !element.closest("#subtitle")) said[path.join(" ")] = all.join(" | ");
    }
    return said;
}"""


def read(page) -> dict[str, str]:
    return page.page.evaluate(READ)


def spoken(open_page, language):
    """A page that the passenger has had in a language before."""
    page = open_page(640, 480, locale="nl-NL")
    page.page.add_init_script(f"localStorage['zeitreise-language'] ??= {json.dumps(language)};")
    return page


def choose(page, language) -> None:
    """As a passenger does, by the keys, which close nothing."""
    if page.page.locator("#settings-list").is_hidden():
        page.page.press("#settings-button", "Enter")
    page.page.press(f"#languages [lang={language}]", "Enter")
    expect(page.root).to_have_attribute("lang", language)


def open_everything(page) -> None:
    """The system has ended VR; lens, lists and sources are open, and a tile is missing."""
    change_epochs(page.page, with_all_buttons)
    page.page.add_init_script(f"{STUB}; webxr.eyes = {json.dumps([eye.description() for eye in EYES])};")
    page.go(GAZE)
    page.await_sharp()
    page.page.press("#vr", "Enter")
    page.await_state(immersive="true", sharp="true")
    page.page.evaluate("webxr.session.end()")
    page.page.wait_for_selector("#offer", state="visible")
    page.page.press("body", "l")
    page.await_lens("square/present")
    page.page.route(TILE, lambda route: route.abort())
    page.page.evaluate("caches.delete('zeitreise-tour')")
    page.page.evaluate("location.hash = 'heading_deg=260'")
    page.page.wait_for_selector("#toast", state="visible")
    for button in ("places", "sources", "settings"):
        page.page.press(f"#{button}-button", "Enter")


def lose_the_graphics(page) -> None:
    page.go(GAZE)
    page.await_sharp()
    page.page.evaluate("document.getElementById('picture').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
    page.await_state(state="loading")
    page.page.press("#settings-button", "Enter")


def find_no_server(page) -> None:
    page.page.route("**/api/v1/tour", lambda route: route.abort())
    page.go()
    page.await_state(state="fault")
    page.page.press("#settings-button", "Enter")


@pytest.mark.parametrize("before, after", [("de", "en"), ("en", "de"), ("de-x-leicht", "en"), ("en", "de-x-leicht")])
@pytest.mark.parametrize("happen, least", [(open_everything, 25), (lose_the_graphics, 8), (find_no_server, 8)])
def test_nothing_is_left_of_the_old_language(happen, least, before, after, open_page):
    """The page says what one says that was opened in that language."""
    changed, other = (spoken(open_page, language) for language in (before, after))
    for page in (changed, other):
        happen(page)
    old = read(changed)
    choose(changed, after)
    choose(other, after)
    new = read(changed)
    assert new == read(other)
    assert sum(old[place] != text for place, text in new.items() if place in old) >= least


def test_a_choice_goes_before_the_address_and_stays(open_page):
    page = open_page()
    page.go(GAZE, query="?lang=de-x-leicht&texture_mib=64")
    page.await_sharp()
    for language in ("de", "en", "de"):
        choose(page, language)
    page.page.reload()
    page.await_sharp()
    expect(page.root).to_have_attribute("lang", "de")
    assert "texture_mib=64" in page.page.url


@pytest.mark.parametrize("lacking", [{"lens"}, set(LANGUAGES["de"])], ids=["a word", "all"])
def test_what_easy_german_lacks_is_said_in_german(lacking, headset):
    easy = {key: text for key, text in LANGUAGES["de-x-leicht"].items() if key not in lacking}
    headset.page.route("**/languages/de-x-leicht.json", lambda route: route.fulfill(json=easy))
    headset.go(query="?lang=de-x-leicht")
    headset.await_sharp()
    for key, button in {"lens": "#lens", "sources": "#sources-button"}.items():
        language = "de" if key in lacking else "de-x-leicht"
        expect(headset.page.locator(button)).to_have_text(LANGUAGES[language][key])
