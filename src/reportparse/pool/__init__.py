"""Several processes on many items: what one of them does wrong costs one item, never the run.

Knows nothing of reports: an item and its result are bytes, the job is a function by its name (`module:function`) that is
called once with its arguments and gives back the function that works on one item.
"""

from __future__ import annotations

from reportparse.pool.hatchery import Hatchery, PoolBroken
from reportparse.pool.limits import Limits
from reportparse.pool.order import in_order
from reportparse.pool.supervisor import Lost, Pool
from reportparse.pool.worker import Allow, Job

__all__ = ["Allow", "Hatchery", "Job", "Limits", "Lost", "Pool", "PoolBroken", "in_order"]
