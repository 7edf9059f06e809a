"""The review server: what it offers to whoever has the address, and everything that it refuses."""

# ruff: noqa: E402  (what is imported below takes the extra)

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

pytest.importorskip("starlette")
pytest.importorskip("python_multipart")
pytest.importorskip("uvicorn")
httpx = pytest.importorskip("httpx")
from archive import build_at, files_of, make_archive
from patches import decide, entry_of, figure, patch
from typer.testing import CliRunner

import reportparse as rp
from reportparse.cli import app
from reportparse.serve import app as serving
from reportparse.serve.app import Desk, gated
from reportparse.serve.gate import Gate, is_loopback
from reportparse.serve.listening import address_of
from reportparse.serve.policy import digest_of, policy_of
from reportparse.serve.uploads import shown_name
from reportparse.store.lock import alone, fcntl

HOST, PORT = "127.0.0.1", 8765
BASE = f"http://{HOST}:{PORT}"


def page(dataset: rp.Dataset, *, save: str | None, upload: str | None, toolkit: rp.Toolkit | None = None) -> str:
    """Stands in for the review page: which documents, how many figures were reviewed, what is offered."""
    names = [Path(row["document"]).name for row in dataset.documents()]
    marks = [row["reviewed"] for row in dataset.statistics()]
    told = json.dumps({"documents": names, "marks": marks, "save": save, "upload": upload}, ensure_ascii=False)
    return f'<!doctype html><script type="application/json">{told}</script><script>\r\nlet x = 1\r\n</script>'


def told_by(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text.partition('json">')[2].partition("</script>")[0])
    return told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served")
    build_at(place / "dataset", make_archive(place / "archive"))
    return place / "dataset"


@pytest.fixture
def dataset(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "dataset")
    return tmp_path / "dataset"


@pytest.fixture
def gate(dataset: Path, tmp_path: Path) -> Gate:
    place = tmp_path / "uploads"
    place.mkdir()
    return gated(Desk(dataset, page, rp.Toolkit.default(), place, "王"), HOST, PORT)


class Client:
    """Asks the server as a browser would, without a network."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def request(self, method: str, path: str, **told: Any) -> Any:
        """One request and its answer."""

        async def asked() -> Any:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self._gate), base_url=BASE) as client:
                return await client.request(method, path, **told)

        return asyncio.run(asked())

    def get(self, path: str, **told: Any) -> Any:
        """A page."""
        return self.request("GET", path, **told)

    def post(self, path: str, **told: Any) -> Any:
        """Something sent."""
        return self.request("POST", path, **told)


@pytest.fixture
def client(gate: Gate) -> Client:
    return Client(gate)


def a_patch(dataset: Path) -> dict[str, Any]:
    entry = entry_of(rp.Dataset.open(dataset), "2020.txt")
    return patch(decide(entry, figure(entry, "598户"), "accept"))


def test_the_page_is_served_to_whoever_has_the_address(client: Client, gate: Gate) -> None:
    answer = client.get(f"{gate.area}/")
    assert answer.status_code == 200
    assert told_by(answer.text)["documents"] == ["2019.txt", "2020.txt", "2020半年.txt", "坏.txt"]
    assert (told_by(answer.text)["save"], told_by(answer.text)["upload"]) == ("patch", "upload")
    assert client.get(gate.area).headers["location"] == f"{gate.area}/"


def test_saving_applies_and_the_page_shows_it(client: Client, gate: Gate, dataset: Path) -> None:
    before = told_by(client.get(f"{gate.area}/").text)["marks"]
    answer = client.post(f"{gate.area}/patch", json=a_patch(dataset), headers={"Origin": BASE})
    assert (answer.status_code, answer.json()) == (200, {"applied": 1, "known": 0, "unplaced": []})
    after = told_by(client.get(f"{gate.area}/").text)["marks"]
    assert (before.count("accept"), after.count("accept")) == (0, 1)
    (review,) = rp.Dataset.open(dataset).reviews()
    assert (review["who"], review["state"]) == ("王", "stands")
    files = files_of(dataset)
    assert client.post(f"{gate.area}/patch", json=a_patch(dataset)).json()["known"] == 1
    assert files_of(dataset) == files


def test_a_decision_without_a_place_is_told(client: Client, gate: Gate, dataset: Path) -> None:
    told = a_patch(dataset)
    told["decisions"][0] |= {"document": "<b>", "sha256": "0" * 64}
    (one,) = client.post(f"{gate.area}/patch", json=told).json()["unplaced"]
    assert (one["review"], one["document"], one["quoted"], one["state"]) == (1, "<b>", "598户", "no_document")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"schema": "x"}', b"[" * 100_000])
def test_a_bad_patch_is_refused_with_one_line(client: Client, gate: Gate, dataset: Path, body: bytes) -> None:
    files = files_of(dataset)
    answer = client.post(f"{gate.area}/patch", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("the patch: ") and "\n" not in answer.json()["error"]
    assert files_of(dataset) == files


def test_a_patch_of_another_type_is_refused(client: Client, gate: Gate, dataset: Path) -> None:
    told = json.dumps(a_patch(dataset)).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert client.post(f"{gate.area}/patch", content=told, headers={"Content-Type": kind}).status_code == 415


def test_a_dataset_that_another_run_is_writing_is_told(client: Client, gate: Gate, dataset: Path) -> None:
    if fcntl is None:
        pytest.skip("folders cannot be locked")
    with alone(dataset, dataset):
        answer = client.post(f"{gate.area}/patch", json=a_patch(dataset))
    assert answer.status_code == 409 and "another run" in answer.json()["error"]


PATHS = (
    "/", "/t", "/t/", "/t//", "/patch", "/upload", "/uploads/1", "/t/x/", "/t/x/patch", "/docs", "/favicon.ico",
    "/t/%C3%A9/", "/t/%00/", "/t/%ff/",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_a_missing_or_wrong_token_sees_nothing(client: Client, path: str, method: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 403
    assert "2020" not in answer.text


def test_a_token_that_is_nearly_right_is_wrong(client: Client, gate: Gate) -> None:
    for token in (gate.token[:-1], gate.token + "a", gate.token.swapcase(), gate.token[::-1], " " + gate.token):
        assert client.get(f"/t/{token}/").status_code == 403
    assert client.get("/", params={"token": gate.token}).status_code == 403
    assert client.get("/", headers={"Cookie": f"token={gate.token}"}).status_code == 403


def test_tokens_are_long_and_never_the_same(gate: Gate, dataset: Path, tmp_path: Path) -> None:
    other = gated(Desk(dataset, page, rp.Toolkit.default(), tmp_path, ""), HOST, PORT)
    assert len(gate.token) >= 43 and gate.token != other.token


TRAVERSALS = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/datapackage.json", "datapackage.json", "statistics.csv",
    "reviews/decisions.jsonl", "uploads/../datapackage.json", "uploads/..", "uploads/-1", "uploads/1/../../x",
    "uploads/%2e%2e%2fstatistics.csv", "//etc/passwd", "/etc/passwd", "..\\..\\windows\\win.ini", "static/app.js",
    "uploads/1", "uploads/99999999999999999999", "uploads/１", "%00", "file:///etc/passwd", ".reportparse", "patch/",
)  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_names_a_file(gate: Gate, path: str) -> None:
    """Sent as it stands: clients tidy up paths, attackers do not."""
    answer = ask(gate, "GET", f"{gate.area}/{path}")
    assert answer[0] in (404, 405), answer
    assert b"root:" not in answer[1] and b"sha256" not in answer[1] and b"document" not in answer[1]


def ask(gate: Gate, method: str, path: str, *headers: tuple[bytes, bytes], body: tuple[bytes, ...] = ()) -> Any:
    """A request to the server itself, byte for byte; status, body and how many pieces were taken from the sender."""
    pieces = list(body) or [b""]
    taken: list[bytes] = []
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not pieces:
            return {"type": "http.disconnect"}
        taken.append(pieces.pop(0))
        return {"type": "http.request", "body": taken[-1], "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    given = headers if any(name == b"host" for name, _ in headers) else (*headers, (b"host", f"{HOST}:{PORT}".encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(n, v) for n, v in given if v is not None], "client": ("127.0.0.1", 5), "server": (HOST, PORT),
    }  # fmt: skip
    asyncio.run(gate(scope, receive, send))
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent), len(taken), dict(sent[0]["headers"])


GOOD_HOSTS = (f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}")
BAD_HOSTS = (
    "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}",
    f"evil.example@127.0.0.1:{PORT}", f"192.168.1.5:{PORT}", f"0.0.0.0:{PORT}", "", ":", f":{PORT}", f"localhost.:{PORT}",
)  # fmt: skip


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_our_own_names_are_served(gate: Gate, host: str) -> None:
    assert ask(gate, "GET", f"{gate.area}/", (b"host", host.encode()))[0] == 200


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_another_host_is_refused_though_the_token_is_right(gate: Gate, host: str) -> None:
    """DNS rebinding: a page of evil.example makes its own name point here."""
    assert ask(gate, "GET", f"{gate.area}/", (b"host", host.encode()))[0] == 421


def test_no_host_and_two_hosts_are_refused(gate: Gate) -> None:
    ours = f"{HOST}:{PORT}".encode()
    assert ask(gate, "GET", f"{gate.area}/", (b"host", None))[0] == 421  # type: ignore[arg-type]
    assert ask(gate, "GET", f"{gate.area}/", (b"host", ours), (b"host", ours))[0] == 421


def test_on_every_address_of_the_machine_names_that_may_be_somebody_elses_are_refused(gate: Gate) -> None:
    wide = replace(gate, host="0.0.0.0")
    assert wide.is_ours(f"192.168.1.5:{PORT}") and wide.is_ours(f"localhost:{PORT}")
    assert not wide.is_ours(f"evil.example:{PORT}")
    one = replace(gate, host="192.168.1.5")
    assert one.is_ours(f"192.168.1.5:{PORT}")
    assert not one.is_ours(f"192.168.1.6:{PORT}") and not one.is_ours(f"localhost:{PORT}")


FOREIGN = (
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": f"https://{HOST}:{PORT}"}, {"Origin": "http://127.0.0.1"},
    {"Origin": f"http://localhost:{PORT}"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"}, {"Origin": BASE, "Sec-Fetch-Site": "cross-site"}, {"Origin": ""},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
)  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["patch", "upload"])
def test_a_post_from_another_page_is_refused(
    client: Client, gate: Gate, dataset: Path, headers: dict[str, str], path: str
) -> None:
    files = files_of(dataset)
    assert client.post(f"{gate.area}/{path}", json=a_patch(dataset), headers=headers).status_code == 403
    assert files_of(dataset) == files


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": BASE},
        {"Origin": BASE, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_a_post_from_our_page_is_taken(client: Client, gate: Gate, dataset: Path, headers: dict[str, str]) -> None:
    assert client.post(f"{gate.area}/patch", json=a_patch(dataset), headers=headers).status_code == 200


REPORT = "石塘县2021年民政工作总结\n全年发放城市低保金198.6万元。\n".encode()


def send_file(client: Client, gate: Gate, name: str, data: bytes) -> Any:
    return client.post(f"{gate.area}/upload", files={"document": (name, data)}, headers={"Origin": BASE})


def test_an_upload_is_read_and_shown(client: Client, gate: Gate, dataset: Path) -> None:
    files = files_of(dataset)
    form = client.get(f"{gate.area}/upload")
    assert 'enctype="multipart/form-data"' in form.text and form.headers["referrer-policy"] == "same-origin"
    answer = send_file(client, gate, "石塘.txt", REPORT)
    assert (answer.status_code, answer.headers["location"]) == (303, "uploads/1")
    shown = told_by(client.get(f"{gate.area}/uploads/1").text)
    assert shown == {"documents": ["石塘.txt"], "marks": [None], "save": None, "upload": "../upload"}
    assert files_of(dataset) == files


HOSTILE_NAMES = (
    "../../../../tmp/evil.txt", "..\\..\\evil.txt", "/etc/cron.d/evil", "C:\\Windows\\evil.txt", "a\x00b.txt", "..", ".",
    "", " ", "x" * 5000, "<script>alert(1)</script>.txt", "\"'.txt", "con", "evil.txt\r\nSet-Cookie: a=b", "\u202egpj.txt",
    "~/.ssh/authorized_keys", "%2e%2e%2fevil.txt", "1", "datapackage.json", ".reportparse",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_file_name_is_never_a_path(client: Client, gate: Gate, tmp_path: Path, name: str) -> None:
    before = {p for p in tmp_path.rglob("*") if "uploads" not in p.parts}
    answer = send_file(client, gate, name, REPORT)
    taken = 0 < len(name) < 4000  # without a name there is no file in the form, and heads of parts have a limit
    assert answer.status_code == (303 if taken else 400)
    assert {p for p in tmp_path.rglob("*") if "uploads" not in p.parts} == before
    assert [p.name for p in (tmp_path / "uploads").iterdir()] == (["1"] if taken else [])
    assert "set-cookie" not in answer.headers


def test_the_shown_name_is_the_last_part_without_what_cannot_be_seen() -> None:
    assert (
        shown_name("../../总结.txt") == "总结.txt" == shown_name("a\\b\\总结.txt") == shown_name("总\x00结\u202e.txt")
    )
    assert shown_name("..") == shown_name("") == shown_name("a/") == shown_name("\x00") == "upload"
    assert len(shown_name("长" * 5000)) == 100


def test_what_cannot_be_read_is_told_as_text(client: Client, gate: Gate) -> None:
    answer = send_file(client, gate, "<img src=x onerror=alert(1)>.pdf", b"%PDF-1.7 nothing")
    assert answer.status_code == 422
    assert "<img" not in answer.text and "&lt;img" in answer.text


def test_a_fault_of_ours_is_told_without_a_trace(client: Client, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("reportparse.serve.uploads.read", faulty)
    answer = send_file(client, gate, "a.txt", REPORT)
    assert answer.status_code == 422 and "ZeroDivisionError" in answer.text and "Traceback" not in answer.text


def test_old_uploads_make_room(client: Client, gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("reportparse.serve.uploads.KEPT", 2)
    for _ in range(3):
        send_file(client, gate, "a.txt", REPORT)
    assert client.get(f"{gate.area}/uploads/1").status_code == 404
    assert client.get(f"{gate.area}/uploads/3").status_code == 200
    assert sorted(p.name for p in (tmp_path / "uploads").iterdir()) == ["2", "3"]


@pytest.mark.parametrize("body", [b"", b"--x--", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"nonsense"])
def test_a_form_that_is_none_is_refused(client: Client, gate: Gate, body: bytes) -> None:
    answer = client.post(
        f"{gate.area}/upload", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 400


def test_two_files_at_once_are_refused(client: Client, gate: Gate) -> None:
    files = [("document", ("a.txt", REPORT)), ("document", ("b.txt", REPORT))]
    assert client.post(f"{gate.area}/upload", files=files).status_code == 400


def test_an_upload_that_says_it_is_too_large_is_refused_unread(gate: Gate) -> None:
    for length in (b"99999999999", b"9" * 400, b"-1", b"1e3", b"x"):
        status, _, taken, _ = ask(
            gate, "POST", f"{gate.area}/upload", (b"content-length", length), body=(b"x" * 10,) * 5
        )
        assert (status, taken) == (413, 0)


@pytest.mark.parametrize(
    ("path", "kind"), [("upload", b"multipart/form-data; boundary=x"), ("patch", b"application/json")]
)
def test_a_body_without_a_length_is_cut_off_at_the_limit(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, path: str, kind: bytes
) -> None:
    """Chunked, or with a lie for a length: counted as it comes, and no more of it is taken."""
    small = replace(gate, most=100_000)
    head = b'--x\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n\r\n'
    for length in ((), ((b"content-length", b"10"),)):
        status, _, taken, _ = ask(
            small, "POST", f"{gate.area}/{path}", (b"content-type", kind), *length, body=(head, *[b"x" * 10_000] * 1000)
        )
        assert status == 413 and taken <= 12


def test_a_patch_is_smaller_than_an_upload(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MAX_PATCH_BYTES", 1000)
    status, _, taken, _ = ask(
        gate, "POST", f"{gate.area}/patch", (b"content-type", b"application/json"), body=(b"x" * 600,) * 9
    )
    assert (status, taken) == (413, 2)


def test_every_answer_has_its_headers(client: Client, gate: Gate) -> None:
    send_file(client, gate, "a.txt", REPORT)
    answers = [
        client.get(f"{gate.area}/"), client.get(f"{gate.area}/upload"), client.get(f"{gate.area}/uploads/1"), client.get("/"),
        client.get(f"{gate.area}/nothing"), client.post(f"{gate.area}/patch", json={}), client.get("/", headers={"Host": "x"}),
    ]  # fmt: skip
    assert [a.status_code for a in answers] == [200, 200, 200, 403, 404, 400, 421]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_the_pages_own_scripts_run_and_no_others(client: Client, gate: Gate) -> None:
    policy = client.get(f"{gate.area}/").headers["content-security-policy"]
    assert f"'sha256-{digest_of(chr(10) + 'let x = 1' + chr(10))}'" in policy  # as a browser sees its line ends
    scripts = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe-inline" not in scripts and "unsafe-eval" not in scripts and "'self'" not in scripts
    assert "script-src 'none'" in policy_of("<p>")
    data = '<script type="application/json" id="document-1">{}</script>' * 5000
    assert len(policy_of(data)) < 500  # a page has one for each document, and headers have a limit
    assert digest_of("x") in policy_of(f'{data}<script id="application/json">x</script>')


def test_other_methods_change_nothing(client: Client, gate: Gate, dataset: Path) -> None:
    files = files_of(dataset)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        for path in ("", "patch", "upload", "uploads/1"):
            assert client.request(method, f"{gate.area}/{path}").status_code in (403, 405)
    assert client.get(f"{gate.area}/patch").status_code == 405
    assert files_of(dataset) == files


def test_a_dataset_without_room_for_decisions_offers_no_saving(dataset: Path, tmp_path: Path) -> None:
    lines = rp.Dataset.open(dataset).save(tmp_path / "a.jsonl").path
    gate = gated(Desk(lines, page, rp.Toolkit.default(), tmp_path, ""), HOST, PORT)
    client = Client(gate)
    assert told_by(client.get(f"{gate.area}/").text)["save"] is None
    answer = client.post(f"{gate.area}/patch", json=a_patch(dataset))
    assert answer.status_code == 400 and "does not hold decisions" in answer.json()["error"]


def test_a_dataset_that_is_gone_is_told_without_a_trace(client: Client, gate: Gate, dataset: Path) -> None:
    dataset.rename(dataset.with_name("elsewhere"))
    answer = client.get(f"{gate.area}/")
    assert answer.status_code == 500 and "Traceback" not in answer.text


def test_browsers_leave_the_usual_port_out(gate: Gate) -> None:
    usual = replace(gate, port=80)
    assert all(map(usual.is_ours, ["127.0.0.1", "localhost", "[::1]", "127.0.0.1:80", "[::1]:80"]))
    assert not any(map(usual.is_ours, ["evil.example", "evil.example:80", "::1", "", "127.0.0.1:8080"]))


def test_the_address_can_be_opened(gate: Gate) -> None:
    assert address_of(gate, HOST) == f"{BASE}{gate.area}/"
    assert address_of(gate, "::1") == address_of(gate, "[::1]") == f"http://[::1]:{PORT}{gate.area}/"
    assert address_of(gate, "0.0.0.0") == f"{BASE}{gate.area}/"


@pytest.mark.skipif(os.name != "posix", reason="SIGINT")
def test_the_command_serves_until_it_is_ended(dataset: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-m", "reportparse", "serve", str(dataset)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)},
    )  # fmt: skip
    try:
        assert child.stdout is not None
        address = child.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:") and "/t/" in address
        answer = httpx.get(address)
        names = [Path(row["document"]).name for row in rp.Dataset.open(dataset).documents()]
        assert names and all(name in answer.text for name in names)
        for name, where in (("save", "patch"), ("upload", "upload")):
            assert f'<meta name="reportparse-{name}" content="{where}">' in answer.text
        assert "server" not in answer.headers
        assert httpx.get(address[:-5]).status_code == 403
        assert len(list(scratch.iterdir())) == 1
    finally:
        child.send_signal(signal.SIGINT)
        _, said = child.communicate()
    assert child.returncode == 0
    assert "Traceback" not in said and address.rpartition("/t/")[2].strip("/") not in said
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing"], "there is no such file"),
        (["{dataset}/LICENSE"], "there is no such file"),
        (["{dataset}", "--host", "300.1.1.1"], "cannot be listened on"),
    ],
)
def test_what_cannot_be_served_is_told(dataset: Path, arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["serve", *(a.format(dataset=dataset) for a in arguments)])
    assert result.exit_code == 2 and result.stdout == ""
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_an_address_of_other_machines_is_warned_of(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Gate] = []
    monkeypatch.setattr("reportparse.serve.listening.run", lambda gate, on, ready: (ready(), ran.append(gate)))
    for host, warned in ((None, False), ("localhost", False), ("127.0.0.1", False), ("0.0.0.0", True)):
        result = CliRunner().invoke(app, ["serve", str(dataset), *(["--host", host] if host else [])])
        assert result.exit_code == 0
        assert ("can be reached from other machines" in result.stderr) == warned
        assert result.stdout.startswith("http://") and len(result.stdout.splitlines()) == 1
        quiet = CliRunner().invoke(app, ["serve", str(dataset), "-q", *(["--host", host] if host else [])])
        assert "open this address" in result.stderr and "open this address" not in quiet.stderr
        assert ("can be reached from other machines" in quiet.stderr) == warned
    assert [gate.host for gate in ran] == [
        at for host in ("127.0.0.1", "localhost", "127.0.0.1", "0.0.0.0") for at in (host, host)
    ]
    assert all(gate.port > 0 for gate in ran)


@pytest.mark.parametrize("module", ["starlette", "uvicorn", "python_multipart"])
def test_a_missing_library_is_named_with_the_way_out(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = CliRunner().invoke(app, ["serve", str(dataset)])
    assert result.exit_code == 2
    assert f"library {module}" in result.stderr and "pip install 'reportparse[serve]'" in result.stderr


def test_what_is_loopback() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.1.5", "example.org", "localhost.example.org"]))
