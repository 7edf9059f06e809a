"""Forecasts and tasks that reach further than their own clause, and plans in brackets that do not."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene

FORECAST = re.compile(
    r"[\s\u3000]*(?:[^,。;:!?\d]{0,12}[,、])?(?:预计|预期|预测)(?:,?(?:到|至|今年|本年|全年|年底|年末|年内|\d))"
)
"""预计到12月底,…将达到160万元,…;…: a sentence that opens as a forecast."""
TOLD_DONE = re.compile(r"已|完成|目前|截[至止]|至今|累计|实际|现有|共有")
PLAN_TITLE = re.compile(
    r"((?:19|20)\d\d) ?年[^,。;\d]{0,16}(?:拟(?:办|建|实施)|(?:工作)?(?:要点|计划|打算|安排|思路|重点工作)[)）]?(?:\.\w{3,4})?$)"
)
TASK_HANDED = re.compile(
    r"(?:安排|下达|分配|分解|交办)(?:给)?(?:我|本|全)?(?:[省市县区乡镇村局]|街道|社区|单位)(?:需|要|应|须|任务)?"
    r"(?:减少|脱贫|减贫|新增|新建|建设|改造|完成|培训|转移|发展|招收|征兵|消化|压减|筹集|募集)[^,。;\d]{0,10}$"
)
"""县政府安排我镇减少贫困人口1260人."""
HANDED_SIGNS = re.compile("[排达配解交定初]")
"""Each of what TASK_HANDED, RESOLVED and TASK_OF_THE_YEAR find has one of these signs."""
RESOLVED = re.compile(
    r"(?:研究)?(?:决定|确定|议定)(?:全年|今年|年内)?(?:减少|脱贫|减贫|新增|新建|建设|改造|完成|压减)[^,。;\d]{0,10}$"
)
"""镇党委研究决定减少贫困人口410户."""
TASK_OF_THE_YEAR = re.compile(
    r"年初,?(?:省|市|县|区|州|上级)[^,。;\d]{0,8}?(?:下达|安排|分配|分解)(?:给|我|全|本|的|[省市县区]){0,3}(?![^,。;\d]{0,14}(?:资金|款|金$))[^,。;\d]{2,18}$"
)
"""年初市下达农村特困群众安居工程180户: a task, though no word says so."""
TASK_COMPLETED = re.compile(r"完成了?([^,。;\d]{0,12})任务$")
SET_BY = re.compile(r"全年|年度|年初|本年|目标|计划|下达|预期|分解|[省市县区]里|上级|既定|任务")
"""完成全年任务4亿元: a task is told by whose or which year's it is; 完成两税任务96万元 is what was done."""


def title_plans(title: str) -> int | None:
    """The year whose plans a title names: 青岚街道2019年拟办实事, 2014年工作总结及2015年工作打算."""
    found = PLAN_TITLE.search(title)
    return int(found[1]) if found else None


def foretold(scene: Scene, frame: Frame) -> bool:
    """Whether a part of a sentence that opens as a forecast still belongs to it."""
    return opens_as_forecast(scene, frame) and TOLD_DONE.search(scene.text, *frame.part) is None


def opens_as_forecast(scene: Scene, frame: Frame) -> bool:
    """Whether the figure's sentence opens with what is expected by some day."""
    first = frame.sentence.start
    head = scene.text[first : first + 30]
    return "预" in head and FORECAST.match(head) is not None


def end_of_bracket(text: str, said: int, end: int) -> int:
    """对96户兜底(目前拟清退9户),…: where the bracket closes in which something was said; the end of the part where it was in none."""
    closed = text.find(")", said, end)
    return closed if closed >= 0 and text.find("(", said, closed) < 0 else end


def handed_task(frame: Frame) -> bool:
    """Whether a figure, with one of HANDED_SIGNS before it, is a task that was handed down or resolved."""
    own = frame.own
    if "定" in own and RESOLVED.search(own):
        return True
    if "年初" in own and TASK_OF_THE_YEAR.search(own):
        return True
    return TASK_HANDED.search(own) is not None


def completed_task(lead: str) -> bool:
    """完成国、地两税任务96.5万元: what was done, and no goal."""
    m = TASK_COMPLETED.search(lead) if lead.endswith("任务") else None
    return m is not None and len(m[1]) > 1 and not SET_BY.search(m[1])
