"""The page in a real browser: the text to the letter, every mark at its place, markup as text, pages beside the text."""

from __future__ import annotations

from browser import Open, Opened, needs_browser
from made import HOSTILE, ROOT, WIDE, corpus_entries, entry_of, hostile_entry, page_of, series_entries

from reportparse.api import check, read
from reportparse.review import material_of, pictures_of, review_page
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

pytestmark = needs_browser

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
    entries = [*series_entries(), entry_of(WIDE, "wide.txt"), entry_of(WIDE * 150, "long.txt")]
    check_marks(opened(page_of(entries), before="delete window.DecompressionStream"), entries)


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


def test_pages_of_a_pdf_lie_beside_the_text(opened: Open) -> None:
    tools = Toolkit.default()
    path = ROOT / "tests" / "bed" / "pdf" / "report.pdf"
    document = tools.door.load(path)
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
