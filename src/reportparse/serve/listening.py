"""The socket, and the server on it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from reportparse.serve.gate import LOOPBACK, Gate, is_any

MOST_AT_ONCE = 32
"""Requests at a time: one person's browser has six."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; with port 0 the system chooses one. OSError where it cannot."""
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(host.strip("[]")).version == 6 else socket.AF_INET
    except ValueError:
        family = socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host.strip("[]"), port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def address_of(gate: Gate, host: str) -> str:
    """The address to open, token and all."""
    at = LOOPBACK[0] if is_any(host) else host.strip("[]")
    shown = f"[{at}]" if ":" in at else at
    return f"http://{shown}:{gate.port}{gate.area}/"


def run(gate: Gate, on: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until somebody ends it. Nothing is logged: addresses have the token in them."""
    config = uvicorn.Config(
        gate,
        access_log=False,
        lifespan="off",
        limit_concurrency=MOST_AT_ONCE,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
    )
    ready()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[on])
