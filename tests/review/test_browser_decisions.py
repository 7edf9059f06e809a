"""The page in a real browser: decisions, the patch file out and in, what is kept, what a server gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import Open, Opened, named, needs_browser, patch_of
from made import WIDE, entry_of, page_of, series_entries

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_browser


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
    assert "关闭前请下载" in page.page.inner_text("#notices")
    page.page.keyboard.press("j")
    page.page.keyboard.press("a")
    named(page)
    assert len(patch_of(page)["decisions"]) == 1
    asked: list[str] = []
    page.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.page.reload()
    assert asked == ["beforeunload"]


def test_a_full_store_is_told(opened: Open, series: str) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    page = opened(series, before=full)
    page.page.keyboard.press("j")
    page.page.keyboard.press("x")
    named(page)
    page.page.wait_for_selector(".row[data-state=reject]")
    assert "关闭前请下载" in page.page.inner_text("#notices")
    assert len(patch_of(page)["decisions"]) == 1


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
