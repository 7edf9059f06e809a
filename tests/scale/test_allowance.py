"""What a worker says of the time it takes, and when it need not say anything."""

from __future__ import annotations

from multiprocessing import Pipe

from reportparse.pool.worker import ALLOWED, SECONDS, Allowance


def told(*asked: float, given: float) -> list[float]:
    """What the supervisor hears."""
    ours, theirs = Pipe()
    with ours, theirs:
        allowance = Allowance()
        allowance.connection = theirs
        allowance.begin(given)
        for seconds in asked:
            allowance(seconds)
        heard = []
        while ours.poll():
            said = ours.recv_bytes()
            assert said[:1] == ALLOWED
            heard.append(*SECONDS.unpack(said[1:]))
        return heard


def test_who_asks_for_what_he_has_says_nothing() -> None:
    assert told(60.002, 61.15, given=60.0) == []


def test_more_and_less_are_told() -> None:
    assert told(960.0, 61.15, given=60.0) == [960.0, 61.15]
    assert told(960.0, 961.0, given=60.0) == [960.0]
    assert told(70.0, given=60.0) == [70.0]


def test_before_it_is_a_worker_nobody_hears() -> None:
    Allowance()(100.0)
