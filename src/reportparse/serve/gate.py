"""What stands before every request: is it meant for us, by somebody who may, and not too large?

A web page in the same browser is the attacker here: it can send requests to this machine, by a name of its own that it makes
point here (DNS rebinding), or with a form. It does not know the token, and its requests say where they come from.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN_BYTES = 32
AREA = "/t/"
"""What the token stands behind in every address."""

READING = frozenset({"GET", "HEAD"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HTTP_PORT = 80
"""What a browser does not say."""

_PORT = re.compile(r":[0-9]{1,5}\Z")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says, unless it says so itself."""


class TooLarge(Exception):
    """A request whose body is larger than its address takes."""


@dataclass(frozen=True)
class Gate:
    """What is asked before an application is: `port` and `host` are where we listen, `most` bytes what any body may have."""

    app: App
    host: str
    port: int
    most: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))

    @property
    def area(self) -> str:
        """What every address of ours begins with."""
        return f"{AREA}{self.token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] != "http":
            return
        answer: App | None = self.refusal(scope)
        if answer is None and scope["path"] == self.area:
            answer = RedirectResponse(f"{self.area}/", 307)  # addresses on the page are relative to the slash
        if answer is None:
            answer, receive = self.app, Counted(receive, self.most)
            scope = {**scope, "path": scope["path"].removeprefix(self.area), "raw_path": b""}
        await answer(scope, receive, _with_headers(send))

    def refusal(self, scope: Scope) -> Response | None:
        """Why a request is not let in; None where it is."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.is_ours(hosts[0].lower()):
            return PlainTextResponse("this address is not served here; use the one that was printed", 421)
        if not self._has_token(scope["path"]):
            return PlainTextResponse("the token is missing or wrong; use the whole address that was printed", 403)
        if scope["method"] not in READING and not from_our_page(headers, hosts[0].lower()):
            return PlainTextResponse("requests from other pages are refused", 403)
        told = headers.get("content-length", "0")
        if not (told.isascii() and told.isdigit()) or len(told) > 18 or int(told) > self.most:
            return too_large()
        return None

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names us: a name that somebody else made point here does not."""
        told = host if _PORT.search(host) else f"{host}:{HTTP_PORT}"
        name, _, port = told.rpartition(":")
        if not name or port != str(self.port):
            return False
        if name in LOOPBACK:
            return is_loopback(self.host) or is_any(self.host)
        if is_any(self.host):
            return _is_address(name) or name == socket.gethostname().lower()
        return name.strip("[]") == self.host.lower().strip("[]")

    def _has_token(self, path: str) -> bool:
        given = path.removeprefix(AREA).partition("/")[0] if path.startswith(AREA) else ""
        return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), self.token.encode())


def too_large() -> Response:
    """The answer to a body that is too large; the rest of it is not waited for."""
    return PlainTextResponse("this is larger than what is taken here", 413, {"Connection": "close"})


def from_our_page(headers: Headers, host: str) -> bool:
    """Whether a request that changes something comes from a page of ours, or from no browser at all.

    Browsers say so in Sec-Fetch-Site; those that do not, and any of them on addresses of other machines, tell the Origin.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin == "null":
        return site == "same-origin"  # a form on a page that tells no referrer has no origin either
    return origin is None or origin.lower() == f"http://{host}"


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    return host.lower() == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def is_any(host: str) -> bool:
    """Whether an address stands for all that this machine has."""
    return _is_address(host) and ipaddress.ip_address(host.strip("[]")).is_unspecified


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@dataclass
class Counted:
    """What a request sends, until it is more than it may be; it is never held in memory to find that out."""

    receive: Receive
    most: int
    had: int = 0

    async def __call__(self) -> Message:
        """The next piece; TooLarge where it is one too many."""
        message = await self.receive()
        self.had += len(message.get("body", b""))
        if self.had > self.most:
            raise TooLarge
        return message


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = {name.lower() for name, _ in message.get("headers", [])}
            more = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items() if k.lower().encode() not in told]
            message = {**message, "headers": [*message.get("headers", []), *more]}
        await send(message)

    return sent
