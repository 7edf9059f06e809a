"""A real browser for tests: the system's own chromium, driven by playwright. Nothing is downloaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def why_not() -> str | None:
    """Why there is no browser here; None where there is one."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed: pip install -e '.[browser]'"
    return None if CHROMIUM else "no chromium on this system: apt-get install chromium"


missing = why_not()
needs_browser = pytest.mark.skipif(missing is not None, reason=missing or "")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, for as long as it is needed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


class Opened:
    """A page that was opened, with everything that went wrong in it and everything it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def until(self, condition: str, given: object = None) -> None:
        """Wait until a condition holds. Playwright's own way compiles strings, which the page's policy forbids."""
        for _ in range(1000):
            if self.page.evaluate(condition, given):
                return
            self.page.wait_for_timeout(5)
        raise AssertionError(f"never came true: {condition}")

    def go(self, path: Path) -> None:
        """Open a file and wait until its first document is there."""
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(".line", state="attached")
        self.page.wait_for_selector("#statistics details", state="attached")


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


Open = Callable[..., Opened]
"""Opens a page: its HTML, then width, height, a script to run before it, and what else a context takes."""
