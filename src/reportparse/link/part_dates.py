"""What words say of the time of a part: that it is so still, or that it happened to what stands."""

from __future__ import annotations

import re

from reportparse.link import date_words as told
from reportparse.link.frames import Frame
from reportparse.link.stock_words import REMAINING

HAPPENED = re.compile(
    r"(?:予以取消|清退|年检|参检|迁葬|修缮|修复|整修|维修|平迁|搬[入进迁]|住进|建好|救治|体检|换届|选举|投票|竣工|完工|销号|脱贫|火化|审批|批准|就业(?!服务))(?![^,。;]{0,3}(?:对象|率))"
)
"""登记社会组织274家,已年检251家: what was done of what stands."""
NOT_SO = re.compile("没有|未|无|转移就业|稳定就业")


def happened_of(frame: Frame) -> bool:
    """Whether a part tells what happened to some of what stands."""
    done = frame.own + frame.rest
    return HAPPENED.search(done) is not None and NOT_SO.search(done) is None


OF_SOME = re.compile(
    r"被[^,。;\d]{2,12}(?:评为|授予|命名)|荣获|投用|投入使用|投入运营|进入普通|进入[^,。;\d]{0,4}(?:小学|中学|幼儿园|大学)|考取|考上|升入|申领|回归|退出低保"
)


def happened_to_some(frame: Frame) -> bool:
    """在建公墓5处,其中2处年内投用; 其中3人被评为“爱心妈妈”: what some of those that stand did or were given."""
    return OF_SOME.search(frame.own + frame.rest) is not None and NOT_SO.search(frame.own) is None


def still_so(frame: Frame) -> bool:
    """其余3所正在施工, 正在整改2个: what is left of what was done."""
    if frame.own.lstrip(",").startswith(("正在", "仍在", "尚在", "尚有", "还有")):
        return True
    return REMAINING.search(frame.own) is not None and told.STILL.match(frame.rest) is not None
