"""The page in a real browser: choosing, filters, keyboard, phone, paper, and whether everybody can use it."""

from __future__ import annotations

import pytest
from browser import Open, current, named, needs_browser

pytestmark = needs_browser

CONTRAST = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => (c * top[3] + under[i] * (255 - top[3])) / 255);
  const behind = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) layers.push(rgba(getComputedStyle(n).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const held = node.parentElement;
    if (!node.data.trim() || !held.offsetParent || held.closest("script, :disabled, .toast, svg")) continue;
    const under = behind(held);
    const shades = [light(over(rgba(getComputedStyle(held).color), under)), light(under)].sort((a, b) => b - a);
    const ratio = (shades[0] + 0.05) / (shades[1] + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${held.className} ${node.data.trim().slice(0, 20)}`);
  }
  return [...new Set(poor)];
}"""


def test_choosing_goes_both_ways(opened: Open, series: str) -> None:
    page = opened(series)
    page.page.click("#text .fig >> text=1086人")
    assert current(page) == "1086人"
    assert "1,086" in page.page.inner_text("#detail .big")
    row = page.page.locator(".row", has_text="1,420")
    row.click()
    assert current(page) == "1420人"
    assert page.page.locator("#text [aria-current]").first.is_visible()
    page.page.click(".finding >> nth=1")
    assert current(page) == "61人次"
    page.page.click("#detail .disagrees .figure-link >> nth=0")
    page.until("document.getElementById('document-title').textContent.includes('2019')")
    assert current(page) == "456人次"
    assert page.page.locator("#detail svg circle.chosen").count() == 1
    assert "2019" in page.page.get_attribute("#detail svg", "aria-label")


def test_the_trail_is_told_in_words_and_parts_are_links(opened: Open, series: str) -> None:
    page = opened(series)
    page.page.click("#text .fig >> text=318人")
    trail = page.page.inner_text(".trail")
    assert "part.breakdown" in trail and "“其中、包括”之后" in trail
    page.page.click(".tree .figure-link >> nth=0")
    assert current(page) == "1086人"
    assert page.page.locator(".tree .figure-link").count() == 2
    page.page.click("#language")
    page.page.click("#text .fig >> text=318人")
    assert "after 其中 or 包括" in page.page.inner_text(".trail")
    assert page.page.get_attribute("html", "lang") == "en"
    assert page.page.inner_text("#findings h2") == "Contradictions"


def test_filters_and_search(opened: Open, series: str) -> None:
    page = opened(series)
    everything = page.page.locator(".row").count()
    page.page.select_option("[data-filter=role]", "standard")
    assert page.page.locator(".row").count() == 3
    assert page.page.locator("#text .fig:not(.out)").count() == 3
    assert page.page.inner_text("#count").startswith("3 / ")
    page.page.click("#reset")
    assert page.page.locator(".row").count() == everything
    page.page.select_option("[data-filter=program]", "urban_dibao")
    assert 0 < page.page.locator(".row").count() < everything
    page.page.click("#reset")
    page.page.select_option("[data-filter=finding]", "any")
    assert page.page.locator(".row").count() == page.page.locator(".row .flag").count() == 2
    page.page.click("#reset")
    page.page.select_option("[data-filter=confidence]", "low")
    low = page.page.locator(".row").count()
    assert low == page.page.locator(".row .sure.low").count() < everything
    page.page.click("#reset")
    page.page.keyboard.press("/")
    page.page.keyboard.type("流浪乞讨")
    assert page.page.locator(".row").count() == 1
    page.page.check("#everywhere")
    page.until("document.querySelectorAll('.figures .of').length === 5")
    assert page.page.locator(".row").count() == 7
    page.page.fill("#query", "没有这样的词")
    assert page.page.locator(".row").count() == 0 and page.page.locator("#statistics .none").is_visible()


def test_the_keyboard(opened: Open, series: str) -> None:
    page = opened(series)
    press = page.page.keyboard.press
    press("j")
    assert current(page) == "1356户"
    press("j"), press("j"), press("k")
    assert current(page) == "2238人"
    press("a")
    named(page)
    assert page.page.locator(".row[aria-current]").get_attribute("data-state") == "accept"
    press("x")
    page.page.wait_for_selector(".row[aria-current][data-state=reject]")
    press("u")
    page.page.wait_for_selector(".row[aria-current][data-state='']")
    press("?")
    assert page.page.locator("#help-dialog[open]").is_visible()
    press("j")
    assert current(page) == "2238人", "keys rest while the help is open"
    press("Escape")
    page.page.wait_for_selector("#help-dialog:not([open])", state="attached")
    press("/")
    page.page.keyboard.type("jaex")
    assert page.page.input_value("#query") == "jaex"
    press("Escape")
    page.page.fill("#query", "")
    press("Escape")
    press("]")
    page.until("document.getElementById('document-place').textContent.includes('2 /')")


def test_a_phone_shows_one_thing_at_a_time(opened: Open, series: str) -> None:
    page = opened(series, width=375, height=812, has_touch=True)
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.page.locator("#text").is_visible() and not page.page.locator(".row").first.is_visible()
    page.page.tap("#text .fig >> text=1356户")
    assert page.page.locator("#detail .big").is_visible() and page.page.locator("#text").is_visible()
    page.page.tap("#detail .fold")
    assert not page.page.locator("#detail").is_visible()
    page.page.locator("#text .fig >> text=664.6万元").scroll_into_view_if_needed()
    page.page.tap("#text .fig >> text=664.6万元")
    mark = page.page.locator("#text [aria-current]").bounding_box()
    sheet = page.page.locator("#detail").bounding_box()
    assert mark and sheet and mark["y"] + mark["height"] <= sheet["y"], "the sheet does not cover what it tells of"
    page.page.tap("[data-go=lists]")
    assert page.page.locator(".row").first.is_visible() and not page.page.locator("#text").is_visible()
    page.page.tap(".row >> nth=3")
    assert page.page.locator("#detail .acts").is_visible()
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_can_be_seen_can_be_reached_and_is_named(opened: Open, series: str) -> None:
    page = opened(series)
    page.page.keyboard.press("j")
    nameless = page.page.eval_on_selector_all(
        "button, input:not([type=file]), select",
        "all => all.filter(n => n.offsetParent && !(n.getAttribute('aria-label') || n.textContent.trim() || n.labels?.length)).length",
    )
    assert nameless == 0
    for landmark in ("header", "main", "aside", "[role=search]", "[role=status]", "nav[aria-label]"):
        assert page.page.locator(landmark).count() >= 1
    assert page.page.locator("#text [tabindex='0']").count() == 1, "one stop in the text, not one a figure"
    assert page.page.locator(".row[tabindex='0']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_what_is_behind_them(opened: Open, series: str, scheme: str) -> None:
    page = opened(series, color_scheme=scheme)
    page.page.click("#text .fig >> text=318人")
    assert page.page.evaluate(CONTRAST) == []
    page.page.keyboard.press("x")
    named(page)
    page.page.select_option("[data-filter=role]", "standard")
    page.page.click(".finding >> nth=0")
    page.page.keyboard.press("e")
    assert page.page.evaluate(CONTRAST) == []
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("?")
    assert page.page.evaluate(CONTRAST) == []


def test_on_paper_everything_is_there_and_no_controls(opened: Open, series: str) -> None:
    page = opened(series)
    page.page.keyboard.press("j")
    page.page.emulate_media(media="print")
    assert page.page.locator("#text").is_visible() and page.page.locator(".row").last.is_visible()
    for hidden in (".tools", ".filters", "#detail", ".tabs"):
        assert not page.page.locator(hidden).is_visible()
    assert page.page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflow") == "visible"
