"""`extract --jobs N` is the command that it is without: its messages, its silence, what it passes over, what people decided."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from many_documents import command, content, make_archive, run

import reportparse as rp

pytestmark = pytest.mark.skipif(os.name != "posix", reason="more than one job takes fork")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive", 6)


def a_patch(dataset: Path, path: Path) -> Path:
    """A figure of the second document is rejected, as the review page would write it."""
    entry = [one for one in rp.Dataset.open(dataset).entries() if one.report is not None][1]
    assert entry.report is not None and entry.text is not None
    figure = entry.report.statistics[-1]
    start, end = figure.evidence.start, figure.evidence.end
    decision = {
        "document": entry.document,
        "sha256": entry.report.source.sha256,
        "statistic": figure.id,
        "quotation": {
            "exact": entry.text[start:end],
            "prefix": entry.text[max(0, start - 32) : start],
            "suffix": entry.text[end : end + 32],
            "start": start,
            "end": end,
        },
        "action": "reject",
        "read": {},
        "note": "",
        "who": "王芳",
        "when": "2026-01-31T09:00:00Z",
    }
    told = {"schema": "reportparse-patch/1", "made": "2026-01-31T10:00:00Z", "decisions": [decision]}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def carried(dataset: Path) -> list[tuple[object, ...]]:
    """What was decided, and the figure that carries it."""
    opened = rp.Dataset.open(dataset)
    text = {(row["document"], row["id"]): row["text"] for row in opened.statistics()}
    return [
        (row["state"], row["action"], row["who"], text.get((row["document"], row["statistic"])))
        for row in opened.reviews()
    ]


@pytest.mark.parametrize("name", ["dataset", "figures.zip", "figures.duckdb"])
def test_what_people_decided_stays_when_documents_are_read_again(archive: Path, tmp_path: Path, name: str) -> None:
    if name.endswith("duckdb"):
        pytest.importorskip("duckdb")
    out = tmp_path / name
    assert run("extract", archive, "-o", out, "--jobs", 2).exit_code == 3
    assert run("apply", out, a_patch(out, tmp_path / "p.json")).exit_code == 0
    rejected = [("stands", "reject", "王芳", "4张")]
    assert carried(out) == rejected
    whole = content(out)
    assert run("extract", archive, "-o", out, "--jobs", 2).exit_code == 3
    assert carried(out) == rejected and content(out) == whole
    changed = archive / "0001.txt"
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("一、", "走访困难群众86户。\n一、"), encoding="utf-8"
    )
    assert run("extract", archive, "-o", out, "--jobs", 2).exit_code == 3
    assert carried(out) == rejected and content(out) != whole
    again = tmp_path / f"again-{name}"  # from the dataset and the documents beside each other
    assert run("extract", out, archive, "-o", again, "--jobs", 2).exit_code == 3
    assert carried(again) == rejected


def test_what_is_said_is_the_same(archive: Path, tmp_path: Path) -> None:
    for more in ([], ["-q"], ["--no-check"]):
        said = [run("extract", archive, "-o", tmp_path / str(jobs), *more, "--jobs", jobs).stderr for jobs in (1, 2)]
        assert said[0].replace(str(tmp_path / "1"), "") == said[1].replace(str(tmp_path / "2"), "")
        assert "坏.txt" in said[1] and ("6 of 7 documents read" in said[1]) is (more != ["-q"])
    assert len(run("extract", archive, "-q", "--jobs", 2).stderr.splitlines()) == 1


def test_json_is_json_by_several_processes(archive: Path) -> None:
    alone, beside = (run("extract", archive, "--json", "--jobs", jobs) for jobs in (1, 2))
    assert alone.stdout_bytes == beside.stdout_bytes and len(json.loads(beside.stdout)) == 6


def test_review_pages_are_passed_over(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("reportparse.review")
    page = archive / "复核.html"
    assert run("review", archive / "0000.txt", "-o", page).exit_code == 0
    result = run("extract", archive, "-o", tmp_path / "out", "--jobs", 2)
    assert f"{page}: 这是复核页" in result.stderr and "6 of 7 documents read" in result.stderr
    assert "passed over" not in run("extract", archive, "-o", tmp_path / "out", "--jobs", 2, "-q").stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--address", "auto"], "请一并给出 an address is for --engine ray"),
        (["--engine", "ray"], "请给出 a cluster writes a dataset"),
        (["--engine", "ray", "--format", "jsonl", "-o", "out"], "要写文件 needs a file"),
    ],
)
def test_wrong_usage_is_told_in_two_languages(archive: Path, arguments: list[str], told: str) -> None:
    result = run("extract", archive, *arguments)
    assert result.exit_code == 2 and told in " ".join(result.stderr.replace("│", "").split())


def test_where_workers_cannot_be_had_it_is_told_in_two_languages(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.fork")
    result = run("extract", archive, "--jobs", 2)
    assert result.exit_code == 2 and "请用" in result.stderr and "--jobs 1" in result.stderr


def test_in_a_process_of_its_own_data_and_messages_keep_apart(archive: Path) -> None:
    with command("extract", archive, "--jobs", 2) as child:
        out, said = child.communicate(timeout=120)
    assert child.returncode == 3 and out.count(b"\n") == 6 and b"6 of 7" in said and b"6 of 7" not in out
