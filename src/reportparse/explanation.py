"""How a figure was read, in words: the rule trail of a statistic, one sentence a rule."""

from __future__ import annotations

from reportparse.model.report import LedgerEntry, Report, Statistic

RULES = {
    "quantity": "数字与单位按字面读出 the numeral and its unit, as printed",
    "quantity.chinese": "汉字数字 a numeral in Chinese characters",
    "quantity.mixed": "数字与“万、千”混写 digits mixed with 万 or 千",
    "quantity.range": "区间的两端共用单位 both ends of a range share the unit",
    "quantity.ocr": "由图片识别而来,可靠程度以字迹为限 read from a picture: no surer than its letters",
    "quantity.ocr_per_mille": "图片上的“‰”易与“%”相混 on pictures ‰ and % are easily confused",
    "quantity.ocr_thousands": "图片上的小数点可能是千分位逗号 on pictures this point may be the comma of thousands",
    "quantity.ocr_whole": "人、户没有小数,图片上的小数点可疑 people are counted in whole; the point may be a speck",
    "quantity.ocr_lost_sign": "小数没有单位,图片上或漏读“%” a decimal without a unit: its % may have been lost",
    "quantity.ocr_alone": "图片上孤立的0、1可能是别的字 a lone 0 or 1 on a picture may be another letter",
    "quantity.list": "并列数字共用末尾的单位 a list shares the unit at its end",
    "quantity.fraction": "分数、成数 a fraction",
    "quantity.ratio": "比值 a ratio",
    "quantity.bare": "只有数字,没有单位 a numeral without a unit",
    "quantity.bare_one": "“一”加量词,前有计数的词 一 with a counter, where something is counted",
    "quantity.firms": "企业、单位的“户”按个计 户 of firms is a count",
    "quantity.holes": "井、塘、沼气池的“口”按个计 口 of wells and ponds is a count",
    "quantity.money_without_unit": "资金后的“万、亿”即万元、亿元 money printed without 元",
    "quantity.unit_of_whole": "括号内分项之和等于总数,用其单位 parts in a bracket that add up take its unit",
    "quantity.people_without_unit": "“万”后是人,省了“人” people printed without 人",
    "quantity.table_unit": "单位取自表头、单位列或表题 the unit stands in the table's header, unit column or caption",
    "table.column": "表中本期栏 a column of the present time",
    "table.prior_column": "表中上年同期栏 a column of the time before",
    "table.earlier_year": "表中两年并列,此为前一年 the earlier of two year columns",
    "table.change_column": "表中增减栏 a column of changes",
    "table.target_column": "表中计划、任务栏 a column of targets",
    "table.plan": "表在工作计划部分 a table in a plan's part",
    "program.weighed": "依已标注报告中的用词权重判定项目 the program by weights of words learned from annotated reports",
    "program.of_total": "服务对象按其总数的项目计 those served count under the total's program",
    "program.sum": "合计取各分项的上级项目 a sum takes what stands over its parts",
    "program.listed": "并列的走访对象同属一项服务 the others of a list of those visited",
    "program.colon": "冒号前的词说明所列各项 the words before a colon say what the list is of",
    "program.spent_ahead": "先说投入,后文说所办之事 money laid out goes to what the next clause does",
    "program.changed_ahead": "先说增减,项目在其后 a change told before what it changes",
    "program.heading_mixed": "标题并列多个项目 the heading names several programs",
    "period.line": "取自本段开头的时间 the time that opens the paragraph",
    "part.child_program": "下级项目紧随上级之后 a program below the one just counted",
    "program.named": "项目名称就在数字前的同一分句中 the program is named before the figure in its clause",
    "program.beside": "数字后的名词说明项目 the noun right after the figure names the program",
    "program.object": "同一分句后文说明所做之事 the rest of the clause says what was done",
    "program.clause_before": "前一分句点明项目 an earlier clause of the sentence names the program",
    "program.pair": "与前一数字成对,同属一个项目 paired with the figure before it",
    "program.distributed": "“分别”列举,逐一对应 handed out by a 分别 list",
    "program.refined": "金额随前面的人数归入同一下级项目 money follows the people counted before it",
    "program.carried": "沿用本句前文的项目 carried over from the sentence so far",
    "program.siblings": "前面并列两个下级项目,此处合为上级 two sister programs before it: their parent",
    "program.paragraph": "沿用本段主题 the paragraph's topic",
    "program.heading": "取自所在标题 given by the heading",
    "program.heading_elsewhere": "标题属分类表以外的业务 the heading's field is outside the taxonomy",
    "program.title_unit": "文件标题中的单位只管一个领域 the office in the title is of one field",
    "program.title": "取自文件标题 given by the document's title",
    "program.caption": "表名所指的业务 named by the table's caption",
    "program.column": "取自表头 given by the column's header",
    "program.row_label": "取自表格行名 given by the table's row label",
    "program.none": "分类表中没有对应项目 no program of the taxonomy fits",
    "role.actual": "实际数 an actual figure",
    "role.average": "提高后的平均数，不是标准 an average raised, no rate",
    "role.goal": "“任务、目标”之数 a task or goal",
    "role.planned": "前有“计划、力争、拟”等词 a planning word before it",
    "role.of_total": "计划数的分项也是计划数 a part of what is planned",
    "role.plan_after": "后有“将于、拟于”等词 a planning word after it",
    "role.plan_section": "位于工作计划部分 in a plan's part",
    "role.future": "所属时间在报告期之后 its time lies ahead of the report's",
    "role.per": "按人、户、月计的标准 a rate per head, household or month",
    "role.standard": "“标准”之数 called a standard",
    "role.standard_pair": "与前一标准并列 beside a standard",
    "role.age_limit": "年龄界限 an age limit",
    "role.ceiling": "封顶、起付等限额 a ceiling or floor",
    "role.deadline": "时限 a deadline",
    "role.over_noun": "“以上、以下”限定的事项 a limit that picks out what is meant",
    "role.change": "增减幅度 a change",
    "role.net": "净增、净减的数 a net gain or loss",
    "role.per_month": "按月发给全体的金额 paid to all of them in a month",
    "role.change_pair": "与前一增减并列 beside a change",
    "role.points": "百分点是增减 percentage points are a change",
    "role.multiple": "与过去相比的倍数 a multiple of an earlier value",
    "role.from_to": "“从…到…”的旧值 the old side of a from-to",
    "role.quoted_past": "引用的往期数 an earlier value quoted for comparison",
    "period.sentence_own": "时间词就在数字之前 words of time right before it",
    "period.sentence": "本句的时间词 the sentence's words of time",
    "period.clause_after": "同一分句后文的时间词 words of time later in the clause",
    "period.paragraph": "沿用本段的时间 the paragraph's time",
    "period.distributed": "“分别”列举,逐年对应 years handed out by a 分别 list",
    "period.heading": "取自标题的时间 the heading's time",
    "period.report": "报告期 the report's own period",
    "period.of_total": "随其总数 that of its total",
    "period.of_changed": "随所变动之数 that of the figure that changed",
    "period.quoted_past": "所引往期的时间 the earlier time that is quoted",
    "period.goal_year": "任务所属年度 the year of the task",
    "kind.unit": "单位说明是时段数或时点数 the unit tells a flow from a stock",
    "kind.rate": "比率之名说明是时段数或时点数 the rate's name tells a flow from a stock",
    "kind.rate_unknown": "比率未说明时段、时点,按时段 nothing tells: a flow",
    "kind.share": "占比随其分子 a share follows its numerator",
    "kind.average": "日均、月均是时段数 an average over time is a flow",
    "kind.level": "提高到、增至之数是时点数 a level reached is a stock",
    "kind.doing": "前有办理、新增等动作,是时段数 something done before it: a flow",
    "kind.doing_after": "后有发放、完成等动作,是时段数 something done behind it: a flow",
    "kind.standing": "有、享受、在册等,是时点数 a word of being: a stock",
    "kind.built": "建成之数:累计为时点数,否则为时段数 built: a stock where cumulated, else a flow",
    "kind.place": "设施、辖区之数是时点数 places and facilities are a stock",
    "kind.neighbour": "随并列的前一数字 like the figure that it is listed with",
    "kind.dated": "截至某日之数是时点数 dated by a day: a stock",
    "kind.remaining": "其余、尚需之数是时点数 what remains, or is to be done, is a stock",
    "kind.shortfall": "说明问题、不足之处,是时点数 it tells what is lacking: a stock",
    "kind.size": "在建工程的面积、床位,是时点数 the size of a building under work: a stock",
    "kind.loss": "死亡、倒塌等损失是时段数 losses are counted over the time",
    "kind.during": "“全年、当年、期间”是时段数 over a span, as the words of time say",
    "kind.program": "按项目性质 by the program's nature",
    "kind.measure": "没有线索,人和户按时点数 nothing tells: people and households are a stock",
    "kind.weighed": "依已标注报告中的用词权重判定时段或时点 stock or flow by weights of words learned from annotated reports",
    "leaning.program_likely": "用词权重大致赞同此项目 learned weights incline to the same program, not surely",
    "leaning.program_open": "用词权重对项目没有把握 learned weights leave the program open",
    "leaning.program_against": "用词权重倾向于另一项目,存疑 learned weights incline to another program: doubtful",
    "leaning.kind_likely": "用词权重大致赞同此为时段或时点 learned weights incline to the same kind, not surely",
    "leaning.kind_against": "用词权重倾向于相反,存疑 learned weights incline to the other kind: doubtful",
    "period.none": "不适用时间 no time applies",
    "part.spent": "“用于”某项的钱是其总额的一部分 what a sum is spent on is a part of it",
    "part.breakdown": "“其中、包括”之后 after 其中 or 包括",
    "part.bracket": "括号内分项 inside a bracket",
    "part.done": "“已…”是前数的一部分 what is done of the figure before",
    "part.rest": "“其余…”与前一分项合为总数 the rest of a whole",
    "part.middle": "“…中”之后 after N…中",
    "part.adds_up": "各分项之和恰为总数 the list adds up to the total",
    "part.summed": "各分项与“合计”相符 the parts before add up to 合计",
    "part.label": "紧跟其后的性别、学历等 who some of those just told are",
    "part.named": "“…中”所指的前数 of those told before by that noun",
    "part.share": "占比与总数相符 the printed share fits the total",
    "part.table_row": "表中其中项 a part row of the table",
    "part.table_total": "表中合计行 the table's total row",
}


def explain(report: Report, at: int | str) -> str:
    """Tell in words how the figure at an offset of the source, or with this printed text, was read.

    Raises LookupError when nothing of the report is there.
    """
    found = statistics_at(report, at)
    if found:
        return "\n\n".join(told(report, s) for s in found)
    entries = [e for e in report.ledger if holds(e.start, e.end, e.text, at)]
    if entries:
        return "\n".join(told_entry(e) for e in entries)
    raise LookupError(f"no numeral of this report is at {at!r}; give an offset inside one, or its text as printed")


def in_two_languages(rule: str) -> tuple[str, str]:
    """A rule in words, Chinese and English; its bare name twice where it is a plug-in's own."""
    chinese, _, english = RULES.get(rule, f"{rule} {rule}").partition(" ")
    return chinese, english


def statistics_at(report: Report, at: int | str) -> list[Statistic]:
    """The statistics whose evidence holds the offset, or has the text (blanks and breaks aside)."""
    return [
        s
        for s in report.statistics
        if holds(s.evidence.start, s.evidence.end, s.evidence.text, at, f"{s.value}{s.unit}")
    ]


def holds(start: int, end: int, text: str, at: int | str, also: str = "") -> bool:
    """Whether a place or a quotation means this stretch."""
    if isinstance(at, int):
        return start <= at < end
    wanted = "".join(at.split())
    return wanted in ("".join(text.split()), also)


def told(report: Report, s: Statistic) -> str:
    """One statistic in words."""
    period = "—" if s.period.kind == "none" else f"{s.period.start or ''}~{s.period.end or ''} ({s.period.kind})"
    lines = [
        f"{s.evidence.text!r} [{s.evidence.start}:{s.evidence.end}] = {s.value} {s.unit} ({s.measure}, {s.bound})",
        f"  项目 program: {s.program.name if s.program else '—'}    对象 subject: {s.subject}",
        f"  角色 role: {s.role}    时间 period: {period}    可信度 confidence: {s.confidence}",
    ]
    if s.part_of:
        total = report.statistic(s.part_of)
        lines.append(f"  总数 part of: {total.evidence.text!r} ({total.id})")
    lines += [f"  - {rule}: {RULES.get(rule, '')}" for rule in s.rules]
    lines += [
        f"  - 修复 repair {r.kind}: {r.before!r} -> {r.after!r}"
        for r in report.repairs
        if s.evidence.start <= r.start and r.end <= s.evidence.end
    ]
    return "\n".join(lines)


def told_entry(entry: LedgerEntry) -> str:
    """One ledger entry in words."""
    return f"{entry.text!r} [{entry.start}:{entry.end}] 不是统计数字 is no statistic: {entry.kind}"
