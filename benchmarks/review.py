"""How fast the review page answers, in a real browser: a report of 500 figures, and a dataset of 200 documents.

    python benchmarks/review.py [--figures 500] [--documents 200] [--clicks 40] [--most-click 100]

Needs the extra `browser` and the system's chromium. A click counts from the moment of the input event to the frame in which
its figure's detail has been drawn, with real mouse clicks at figures all over the text; the same for rows of the list and
for the key j. Milliseconds; medians and worst. Figures go to standard output and to benchmarks/results/review.json;
--most-click sets the exit status by the median click.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright

from reportparse.api import check, read
from reportparse.loaders import document_from_text
from reportparse.review import material_of, review_page
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "review.json"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
FIGURES_A_PARAGRAPH = 10

WATCH = """() => {
  window.__answers = [];
  const watch = (event) => requestAnimationFrame(() => setTimeout(() => {
    window.__answers.push(performance.now() - event.timeStamp);
  }));
  addEventListener("click", watch, true);
  addEventListener("keydown", watch, true);
}"""
"""Notes how long each input took until after the next frame."""


def paragraph(number: int, year: int) -> str:
    """Ten invented figures."""
    n = number
    return (
        f"({n + 1})城市低保。截至年末,第{n + 1}街道共有城市低保对象{300 + n}户、{500 + n}人,全年发放低保金{190 + n}.{n % 10}万元,"
        f"比上年增长{n % 9 + 1}.5%。农村低保对象{800 + n}户、{1300 + n}人,发放低保金{260 + n}.4万元。"
        f"实施临时救助{40 + n}户次,支出{12 + n}.8万元;{year + 1}年计划新增养老床位{20 + n}张。\n"
    )


def entry(name: str, paragraphs: int, year: int, tools: Toolkit) -> Entry:
    """An invented report."""
    text = f"青岚县民政局{year}年工作总结\n一、社会救助\n" + "".join(paragraph(n, year) for n in range(paragraphs))
    document = document_from_text(text, name)
    return Entry(name, read(document, tools), text)


def page_of(entries: Sequence[Entry], path: Path, tools: Toolkit) -> dict[str, float]:
    """Write the page; how long that takes and how large it is."""
    checked = check([e.report for e in entries if e.report], toolkit=tools)
    start = perf_counter()
    made = review_page(material_of("样本", entries, checked, tools))
    path.write_bytes(made)
    figures = sum(len(e.report.statistics) for e in entries if e.report)
    return {
        "documents": len(entries),
        "figures": figures,
        "megabytes": round(len(made) / 1e6, 2),
        "seconds_to_make": round(perf_counter() - start, 2),
    }


def opened(page: Page, path: Path) -> float:
    """Milliseconds from the address to the first document on the page."""
    start = perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector(".row", state="attached")
    taken = 1000 * (perf_counter() - start)
    page.evaluate(WATCH)
    return round(taken, 1)


def answers(page: Page, inputs: Sequence[Callable[[], object]]) -> dict[str, float]:
    """How long the page took to answer each of these inputs."""
    page.evaluate("() => { window.__answers.length = 0; }")
    for number, act in enumerate(inputs, 1):
        act()
        for _ in range(400):
            if page.evaluate("() => window.__answers.length") >= number:
                break
            page.wait_for_timeout(5)
    times = sorted(page.evaluate("() => window.__answers"))
    return {"inputs": len(times), "median_ms": round(median(times), 1), "worst_ms": round(times[-1], 1)}


def all_over(count: int, wanted: int) -> list[int]:
    """Numbers at even distances, in an order that jumps about."""
    chosen = [i * count // wanted for i in range(wanted)]
    return chosen[::2] + chosen[1::2][::-1]


def click_on(page: Page, selector: str, number: int) -> Callable[[], None]:
    """A real click at one of several nodes, which is brought into view before the clock starts."""

    def act() -> None:
        page.locator(selector).nth(number).click()

    return act


def one_report(page: Page, path: Path, clicks: int) -> dict[str, Any]:
    """Clicks in the text, clicks in the list, the key j, a filter."""
    told: dict[str, Any] = {"open_ms": opened(page, path)}
    marks = page.locator("#text .fig.first").count()
    told["click_in_text"] = answers(page, [click_on(page, "#text .fig.first", n) for n in all_over(marks, clicks)])
    told["click_in_list"] = answers(page, [click_on(page, ".row", n) for n in all_over(marks, clicks)])
    told["key_j"] = answers(page, [lambda: page.keyboard.press("j")] * clicks)
    told["search_ms"] = filled(page, "临时")
    return told


def filled(page: Page, words: str) -> float:
    """Milliseconds that the page takes over one change of the search words."""
    script = """words => {
      const query = document.getElementById("query");
      const start = performance.now();
      query.value = words;
      query.dispatchEvent(new Event("input"));
      return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
    }"""
    return round(median(page.evaluate(script, words if n % 2 else "") for n in range(9)), 1)


TURN = """async () => {
  const place = document.getElementById("document-place");
  const before = place.textContent;
  const start = performance.now();
  document.getElementById("document-after").click();
  while (place.textContent === before) await new Promise(requestAnimationFrame);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
"""To the next document: unfolded, drawn, on the screen."""


def many_documents(page: Page, path: Path, clicks: int) -> dict[str, Any]:
    """From document to document, and a search through all of them."""
    told: dict[str, Any] = {"open_ms": opened(page, path)}
    turns = sorted(page.evaluate(TURN) for _ in range(clicks))
    told["next_document"] = {
        "inputs": len(turns),
        "median_ms": round(median(turns), 1),
        "worst_ms": round(turns[-1], 1),
    }
    start = perf_counter()
    page.check("#everywhere")
    while page.locator(".figures .of").count() < 2:
        page.wait_for_timeout(5)
    told["first_search_everywhere_ms"] = round(1000 * (perf_counter() - start), 1)
    told["search_everywhere_ms"] = filled(page, "临时")
    return told


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=500)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--most-click", type=float, metavar="MS")
    args = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("no chromium on this system: apt-get install chromium")
    tools = Toolkit.default()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        one, many = Path(scratch) / "one.html", Path(scratch) / "many.html"
        told = {
            "one": page_of([entry("甲.txt", args.figures // FIGURES_A_PARAGRAPH, 2021, tools)], one, tools),
            "many": page_of(
                [entry(f"{n:03}.txt", 4, 2000 + n % 24, tools) for n in range(args.documents)], many, tools
            ),
        }
        running = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = running.new_page(viewport={"width": 1440, "height": 900})
        told["one"] |= one_report(page, one, args.clicks)
        told["many"] |= many_documents(page, many, args.clicks)
        told["browser"] = running.version
        running.close()
    print(json.dumps(told, ensure_ascii=False, indent=2))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    slow = told["one"]["click_in_text"]["median_ms"]
    if args.most_click is not None and slow > args.most_click:
        print(f"a click takes {slow} ms, more than {args.most_click}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
