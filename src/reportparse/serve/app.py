"""The addresses: the review page, saving, and a look at one more document. Work is done in threads, one writer at a time."""

from __future__ import annotations

import html
import threading
from pathlib import Path
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from reportparse.decisions.patch import MAX_PATCH_BYTES, PatchError
from reportparse.errors import ReportparseError, UnreadableDocument
from reportparse.serve.gate import Gate, TooLarge, too_large
from reportparse.serve.policy import policy_of
from reportparse.serve.uploads import Uploads
from reportparse.store.apply import apply, holds_decisions, patch_in
from reportparse.store.dataset import Dataset
from reportparse.store.lock import InUse
from reportparse.store.reviewed import NotHere
from reportparse.toolkit import Toolkit

MOST_UPLOAD = 64 * 1024 * 1024
"""Bytes of a document that is looked at; far more than any report that people write, scans among them."""

FORM_ROOM = 64 * 1024
"""Bytes that a form takes around the file in it."""

SAVE, UPLOAD = "patch", "upload"
JSON = "application/json"


class Page(Protocol):
    """Makes the review page of a dataset: HTML that is whole by itself.

    `save` is the address to POST a patch to as application/json, `upload` the one of the form for a further document,
    both relative to the page's own; None where that is not offered.
    """

    def __call__(self, dataset: Dataset, *, save: str | None, upload: str | None) -> str: ...


class Desk:
    """What the server knows: the dataset, how its page is made, and the page as it was made last.

    One thread at a time writes the dataset or makes a page of it.
    """

    def __init__(self, dataset: Path, page: Page, toolkit: Toolkit, place: Path, who: str) -> None:
        self.dataset, self.page, self.toolkit, self.who = dataset, page, toolkit, who
        self.uploads = Uploads(place, toolkit)
        self._alone = threading.Lock()
        self._made: tuple[object, str] = (None, "")

    def review(self) -> str:
        """The page of the dataset as it is now; made anew when its files have changed."""
        with self._alone:
            state = self._state()
            if self._made[0] != state:
                save = SAVE if holds_decisions(self.dataset) else None
                self._made = state, self.page(Dataset.open(self.dataset), save=save, upload=UPLOAD)
            return self._made[1]

    def save(self, data: bytes) -> dict[str, object]:
        """Apply a patch; what became of it."""
        patch = patch_in(data, "the patch", self.toolkit, self.who)
        with self._alone:
            return apply([patch], self.dataset, self.toolkit).told()

    def look(self, number: int) -> str | None:
        """The page of an upload."""
        with self._alone:
            dataset = self.uploads.dataset(number)
            return None if dataset is None else self.page(dataset, save=None, upload=f"../{UPLOAD}")

    def _state(self) -> object:
        """What changes when the dataset is written: its one file, or the descriptor that comes last."""
        file = self.dataset / "datapackage.json" if self.dataset.is_dir() else self.dataset
        told = file.stat()
        return told.st_mtime_ns, told.st_size, told.st_ino


def gated(desk: Desk, host: str, port: int) -> Gate:
    """The whole server behind its gate."""
    return Gate(application(desk), host, port, max(MOST_UPLOAD + FORM_ROOM, MAX_PATCH_BYTES))


def application(desk: Desk) -> Starlette:
    """The addresses without the gate."""

    async def review(_: Request) -> Response:
        return _page(await run_in_threadpool(desk.review))

    async def save(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            return JSONResponse({"error": f"send the patch as {JSON}"}, 415)
        data = await body_of(request, MAX_PATCH_BYTES)
        try:
            return JSONResponse(await run_in_threadpool(desk.save, data))
        except (PatchError, NotHere) as error:
            return JSONResponse({"error": str(error)}, 400)
        except InUse as error:
            return JSONResponse({"error": str(error)}, 409)

    async def form(_: Request) -> Response:
        return _page(FORM, {"Referrer-Policy": "same-origin"})

    async def upload(request: Request) -> Response:
        name, data = await file_of(request)
        try:
            number = await run_in_threadpool(desk.uploads.add, data, name)
        except UnreadableDocument as error:
            return _page(REFUSED.format(reason=html.escape(str(error))), status=422)
        return RedirectResponse(f"uploads/{number}", 303)

    async def look(request: Request) -> Response:
        page = await run_in_threadpool(desk.look, request.path_params["number"])
        return PlainTextResponse("this upload is no longer here", 404) if page is None else _page(page)

    made = Starlette(
        routes=[
            Route("/", review),
            Route(f"/{SAVE}", save, methods=["POST"]),
            Route(f"/{UPLOAD}", form),
            Route(f"/{UPLOAD}", upload, methods=["POST"]),
            Route("/uploads/{number:int}", look),
        ],
        exception_handlers={ReportparseError: _told, OSError: _told, ClientDisconnect: _gone, TooLarge: _too_large},
    )
    made.router.redirect_slashes = False  # it would redirect to an address without the token
    return made


async def body_of(request: Request, most: int) -> bytes:
    """What a request sends, as long as it is no more than `most` bytes."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise TooLarge
    return bytes(data)


async def file_of(request: Request) -> tuple[str, bytes]:
    """The one file of a form, with the name that it gives itself."""
    try:
        async with request.form(max_files=1, max_fields=1) as sent:
            file = sent.get("document")
            if not isinstance(file, UploadFile):
                raise HTTPException(400, "choose a document")
            data = await file.read(MOST_UPLOAD + 1)
    except MultiPartException as error:
        raise HTTPException(400, f"this is no form with one document ({error.message})") from None
    if len(data) > MOST_UPLOAD:
        raise TooLarge
    return file.filename or "", data


def _page(text: str, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    return HTMLResponse(text, status, {"Content-Security-Policy": policy_of(text), **(headers or {})})


async def _told(_: Request, error: Exception) -> Response:
    """A fault of the dataset: said in its own words, never with a trace."""
    return JSONResponse({"error": str(error)}, 500)


async def _too_large(_: Request, __: Exception) -> Response:
    return too_large()


async def _gone(_: Request, __: Exception) -> Response:
    return PlainTextResponse("", 400)


_FRAME = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>reportparse</title><style>body{{font:16px/1.6 sans-serif;max-width:40em;margin:3em auto;padding:0 1em}}</style></head>
<body>{body}</body></html>
"""
FORM = _FRAME.format(
    body="""<h1>读一份文件 <span lang="en">Read a document</span></h1>
<form method="post" enctype="multipart/form-data"><p><label>文件 <span lang="en">Document</span>:
<input type="file" name="document" required></label></p><p><button>读 <span lang="en">Read</span></button></p></form>
<p>只供查看,不写入数据集。<span lang="en">To look at only; it does not enter the dataset.</span></p>
<p><a href="./">返回 <span lang="en">Back</span></a></p>"""
)
REFUSED = _FRAME.replace(
    "{body}",
    """<h1>读不了 <span lang="en">It cannot be read</span></h1>
<p>{reason}</p><p><a href="upload">另选一份 <span lang="en">Choose another</span></a></p>""",
)
