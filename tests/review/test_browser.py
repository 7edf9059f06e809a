"""The page in a real browser: marks, filters, keyboard, decisions, patch files, and that it is quiet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import Opened, browser, why_not
from made import HOSTILE, ROOT, corpus_entries, entry_of, hostile_entry, page_of, series_entries

from reportparse.api import check
from reportparse.review import material_of, pictures_of, review_page
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

missing = why_not()
pytestmark = pytest.mark.skipif(missing is not None, reason=missing or "")

Open = Callable[..., Opened]

WIDE = "青岚县民政局2021年工作总结\n𠮷野家𠀀捐款,全县共有城市低保对象312户、455人。\r\n全年发放低保金198.6万元。\r\n"
"""Signs beyond the basic plane, of which JavaScript counts two for one, and line ends of two signs."""

MARKS = """() => {
  const found = new Map();
  let at = 0;
  const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const end = at + [...node.data].length;
    const figure = node.parentNode.dataset.s;
    if (figure !== undefined) {
      if (!found.has(figure)) found.set(figure, [at, end, "", /r-\\w+/.exec(node.parentNode.className)[0]]);
      const held = found.get(figure);
      held[1] = end;
      held[2] += node.data;
    }
    at = end;
  }
  return [document.getElementById("text").textContent, [...found]];
}"""
"""The text on the page, and what is marked in it, in code points."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens pages; none may say an error or ask for anything but itself."""
    contexts: list[BrowserContext] = []
    pages: list[Opened] = []

    def go(content: str | bytes, width: int = 1440, height: int = 900, before: str = "", **context: Any) -> Opened:
        path = tmp_path / f"{len(pages)}.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **context))
        if before:
            contexts[-1].add_init_script(before)
        pages.append(Opened(contexts[-1].new_page()))
        pages[-1].go(path)
        return pages[-1]

    yield go
    for one in pages:
        assert one.faults == []
        assert [url for url in one.asked if not url.startswith(("file://", "data:", "blob:null/"))] == []
        assert len({url for url in one.asked if url.startswith("file://")}) == 1
    for one in contexts:
        one.close()


@pytest.fixture(scope="module")
def series() -> str:
    return page_of(series_entries())


def named(page: Opened, name: str = "王") -> None:
    """Say who is reviewing."""
    page.page.wait_for_selector("#name-dialog[open]")
    page.page.fill("#name-input", name)
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#name-dialog:not([open])", state="attached")


def patch_of(page: Opened) -> dict[str, Any]:
    """The patch file that the page gives."""
    with page.page.expect_download() as waiting:
        page.page.click("#download")
    assert waiting.value.suggested_filename.endswith(".patch.json")
    return json.loads(Path(waiting.value.path()).read_text("utf-8"))  # type: ignore[no-any-return]


def current(page: Opened) -> str:
    """The figure that is chosen, as printed, in the text and in the list alike."""
    marked = page.page.eval_on_selector_all("#text [aria-current]", "nodes => nodes.map(n => n.textContent).join('')")
    in_list = page.page.locator(".row[aria-current]")
    assert in_list.count() == 1
    assert page.page.locator(f"#text [data-s='{in_list.get_attribute('data-s')}'][aria-current]").count() >= 1
    return str(marked)


def expected(entry: Entry) -> tuple[str, dict[str, tuple[int, int, str, str]]]:
    report = entry.report
    assert report is not None and entry.text is not None
    return entry.text, {
        str(i): (s.evidence.start, s.evidence.end, s.evidence.text, f"r-{s.role}")
        for i, s in enumerate(report.statistics)
    }


def check_marks(page: Opened, entries: list[Entry]) -> None:
    """Every document's text is there to the letter, and what is marked in it is what was read."""
    for number, entry in enumerate(entries):
        if number:
            page.page.keyboard.press("]")
        if len(entries) > 1:
            page.until("n => document.getElementById('document-place').textContent.includes(`第 ${n} /`)", number + 1)
        text, marks = page.page.evaluate(MARKS)
        told, figures = expected(entry)
        assert text == told, entry.document
        assert {figure: tuple(place) for figure, place in marks} == figures, entry.document


def test_marks_match_offsets_in_every_document_of_the_corpus(opened: Open) -> None:
    entries = [*corpus_entries(), entry_of(WIDE, "wide.txt")]
    check_marks(opened(page_of(entries)), entries)


def test_an_older_browser_unfolds_documents_by_itself(opened: Open) -> None:
    entries = [*series_entries(), entry_of(WIDE, "wide.txt"), entry_of(WIDE * 900, "long.txt")]
    check_marks(opened(page_of(entries), before="delete window.DecompressionStream"), entries)


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


def test_accept_edit_reject_become_a_patch(opened: Open) -> None:
    entry = entry_of(WIDE, "目录/wide.txt")
    report = entry.report
    assert report is not None
    page = opened(page_of([entry], name="样本/甲"))
    page.page.click("#text .fig >> text=312户")
    page.page.keyboard.press("a")
    named(page)
    page.page.click("#text .fig >> text=455人")
    page.page.keyboard.press("e")
    page.page.fill("#edit [name=value]", "45x")
    page.page.click("#edit [type=submit]")
    assert page.page.get_attribute("#edit [name=value]", "aria-invalid") == "true"
    page.page.fill("#edit [name=value]", "456")
    page.page.select_option("#edit [name=program]", "rural_dibao")
    page.page.select_option("#edit [name=kind]", "flow")
    page.page.fill("#edit [name=start]", "2021-02-30")
    page.page.click("#edit [type=submit]")
    assert page.page.get_attribute("#edit [name=start]", "aria-invalid") == "true"
    page.page.fill("#edit [name=start]", "2021-01-01")
    page.page.select_option("#edit [name=part_of]", "s1")
    page.page.fill("#edit [name=note]", "看原件")
    page.page.click("#edit [type=submit]")
    page.page.wait_for_selector(".row[data-state=edit]")
    assert "456" in page.page.inner_text("#fields ins >> nth=0")
    page.page.click("#text .fig >> text=198.6万元")
    page.page.keyboard.press("x")
    page.page.wait_for_selector(".row[data-state=reject]")
    patch = patch_of(page)
    assert set(patch) == {"schema", "made", "decisions"} and patch["schema"] == "reportparse-patch/1"
    assert [d["action"] for d in patch["decisions"]] == ["accept", "edit", "reject"]
    for decision, s in zip(patch["decisions"], report.statistics, strict=True):
        quotation = decision["quotation"]
        start, end = quotation["start"], quotation["end"]
        assert (start, end) == (s.evidence.start, s.evidence.end)
        assert quotation["exact"] == WIDE[start:end] == s.evidence.text
        assert quotation["prefix"] == WIDE[max(0, start - 32) : start]
        assert quotation["suffix"] == WIDE[end : end + 32]
        assert decision["document"] == "目录/wide.txt" and decision["sha256"] == report.source.sha256
        assert decision["statistic"] == s.id and decision["who"] == "王"
        assert decision["when"].endswith("Z") and "." not in decision["when"]
        told = s.model_dump(mode="json")
        read = {**decision["read"], "part_of": None}
        assert read == {name: told[name] for name in read} | {"program": s.program and s.program.code, "part_of": None}
        assert ("changes" in decision) == (decision["action"] == "edit")
    edit = patch["decisions"][1]
    assert edit["note"] == "看原件"
    assert set(edit["changes"]) == {"value", "program", "period", "part_of"}
    assert (edit["changes"]["value"], edit["changes"]["program"]) == ("456", "rural_dibao")
    assert edit["changes"]["period"]["kind"] == "flow" and edit["changes"]["period"]["start"] == "2021-01-01"
    assert edit["changes"]["part_of"]["statistic"] == "s1"
    assert edit["changes"]["part_of"]["quotation"]["exact"] == "312户"


def test_decisions_are_kept_and_can_be_loaded_back(opened: Open, series: str, tmp_path: Path) -> None:
    page = opened(series)
    page.page.keyboard.press("j")
    page.page.keyboard.press("a")
    named(page)
    patch = patch_of(page)
    page.page.reload()
    page.page.wait_for_selector(".row[data-state=accept]")
    other = opened(series)
    assert other.page.locator(".row[data-state=accept]").count() == 0
    stray = {**patch["decisions"][0], "document": "other.txt", "sha256": "0" * 64}
    file = tmp_path / "a.json"
    file.write_text(json.dumps({**patch, "decisions": [*patch["decisions"], stray]}), "utf-8")
    other.page.set_input_files("#patch-file", file)
    other.page.wait_for_selector(".row[data-state=accept]")
    assert patch_of(other)["decisions"] == [*patch["decisions"], stray], "what fits no figure here is not lost"
    file.write_text(json.dumps({**patch, "decisions": [{**stray, "action": "guess"}]}), "utf-8")
    other.page.set_input_files("#patch-file", file)
    other.until("document.getElementById('toast').textContent.includes('action')")


def test_two_windows_of_one_page_know_of_each_other(chromium: Browser, tmp_path: Path, series: str) -> None:
    (tmp_path / "a.html").write_text(series, "utf-8")
    context = chromium.new_context()
    one, other = Opened(context.new_page()), Opened(context.new_page())
    for window in (one, other):
        window.go(tmp_path / "a.html")
    one.page.keyboard.press("j")
    one.page.keyboard.press("a")
    named(one)
    other.page.wait_for_selector(".row[data-state=accept]")
    one.page.keyboard.press("u")
    other.until("() => document.querySelectorAll('.row[data-state=accept]').length === 0")
    context.close()


def test_a_browser_that_keeps_nothing_says_so(opened: Open, series: str) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    page = opened(series, before=refuse)
    page.until("document.getElementById('toast').textContent.includes('下载')")
    page.page.keyboard.press("j")
    page.page.keyboard.press("a")
    named(page)
    assert len(patch_of(page)["decisions"]) == 1


def test_markup_in_every_place_is_shown_as_text(opened: Open) -> None:
    entry = hostile_entry()
    page = opened(page_of([entry, Entry(HOSTILE + "2", entry.report, entry.text)], name=HOSTILE))
    dialogs: list[str] = []
    page.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    assert page.page.text_content("#dataset") == page.page.text_content("#document-title") == HOSTILE
    assert page.page.text_content("#text") == entry.text
    page.page.keyboard.press("j")
    assert HOSTILE in (page.page.text_content("blockquote") or "")
    assert page.page.text_content(".path") == HOSTILE
    assert HOSTILE in (page.page.text_content("#fields") or "")
    assert HOSTILE in (page.page.text_content(".trail") or "")
    assert HOSTILE in (page.page.text_content("#notices") or "")
    page.page.keyboard.press("e")
    assert page.page.input_value("#edit [name=subject]") == HOSTILE
    page.page.keyboard.press("Escape")
    page.page.click("#document-menu")
    assert HOSTILE in (page.page.text_content("#document-list") or "")
    page.page.click("#language")
    assert page.page.locator("img:not(.page img)").count() == 0
    assert dialogs == []


def test_without_the_text_sentences_are_shown_and_it_is_said(opened: Open) -> None:
    [entry, *_] = series_entries()
    assert entry.report is not None
    kept = {s.id: entry.sentence(s) or "" for s in entry.report.statistics}
    page = opened(page_of([Entry(entry.document, entry.report, None, kept)]))
    assert "只显示数字所在的句子" in page.page.inner_text("#notices")
    marks = dict(page.page.evaluate(MARKS)[1])
    assert [marks[str(i)][2] for i in range(len(marks))] == [s.evidence.text for s in entry.report.statistics]
    bare = opened(page_of([Entry(entry.document, entry.report)]))
    assert "只显示数字本身" in bare.page.inner_text("#notices")
    assert len(bare.page.evaluate(MARKS)[1]) == len(entry.report.statistics)


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


def test_pages_of_a_pdf_lie_beside_the_text(opened: Open) -> None:
    tools = Toolkit.default()
    path = ROOT / "tests" / "bed" / "pdf" / "report.pdf"
    document = tools.door.load(path)
    from reportparse.api import read

    entry = Entry(str(path), read(document, tools), document.text)
    assert entry.report is not None
    material = material_of("样本", [entry], check([entry.report], toolkit=tools), tools)
    page = opened(review_page(material, pictures_of([entry], (), tools.door)))
    page.page.keyboard.press("j")
    page.page.wait_for_selector("canvas.cut")
    page.until("document.querySelector('canvas.cut').width > 300 || document.querySelector('canvas.cut').height > 10")
    page.page.click("#as-pages")
    page.page.wait_for_selector(".page img")
    frame = page.page.locator(".page .frame").nth(1)
    frame.click()
    assert frame.get_attribute("aria-current") == "true"
    assert page.page.locator(".row[aria-current]").get_attribute("data-s") == frame.get_attribute("data-s")


def test_a_served_page_sends_what_was_decided(chromium: Browser, tmp_path: Path, series: str) -> None:
    page = Opened(chromium.new_page())
    content = page_of(series_entries(), save="save?token=abc", upload="upload")
    sent: list[dict[str, Any]] = []

    def answer(route: Any) -> None:
        if route.request.method == "POST":
            sent.append({"url": route.request.url, **json.loads(route.request.post_data)})
            refused = '{"error": "busy"}', '{"applied": 1, "known": 0, "unplaced": []}'
            route.fulfill(status=200 if len(sent) > 1 else 409, body=refused[len(sent) > 1])
        else:
            route.fulfill(body=content, content_type="text/html; charset=utf-8")

    page.page.route("**/*", answer)
    page.page.goto("http://127.0.0.1:9/review")
    page.page.wait_for_selector(".row", state="attached")
    page.page.keyboard.press("j")
    page.page.keyboard.press("a")
    named(page)
    page.page.click("#download")
    page.until("document.getElementById('toast').textContent.includes('busy')")
    page.page.click("#download")
    page.until("document.getElementById('toast').textContent.includes('已保存')")
    assert [one["url"] for one in sent] == ["http://127.0.0.1:9/save?token=abc"] * 2
    assert sent[1]["schema"] == "reportparse-patch/1" and len(sent[1]["decisions"]) == 1
    assert page.page.locator("#download").is_disabled()
    page.page.click("#more")
    assert page.page.evaluate("document.getElementById('upload').href") == "http://127.0.0.1:9/upload"
    page.page.context.close()


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
