"""What went wrong, told to whoever sits there: in Chinese and in English, and with what to do next.

Errors carry plain English, which is what programs and logs see. The Chinese is put before it here, for what happens often;
whatever has none is told in English alone.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from reportparse.errors import ReportparseError, UnreadableDocument

NO_FILE = "there is no such file"
ALIKE = 0.5
"""How alike names must be, of 1: names of two Chinese characters differ in one."""

MOST_NAMES = 5_000
"""Names of a folder that are looked through for one like a mistyped name."""

CHINESE = {
    NO_FILE: "没有这个文件",
    "check the path": "请检查路径",
    "check the path and the rights": "请检查路径和权限",
    "it is a folder": "这是文件夹",
    "give the files in it one by one": "请逐个给出其中的文件",
    "the file is empty": "文件是空的",
    "it holds only white space": "文件里只有空白",
    "it holds no text": "文件里没有文字",
    "there is no text in it": "文件里没有文字",
    "no text was found in the picture": "图片里没有找到文字",
    "check whether it was copied or downloaded completely": "请检查是否复制或下载完整",
    "it is protected by a password": "文件有密码",
    "open it with the password and save it without": "请用密码打开,另存为不加密的文件",
    "open it with the password and save it without one": "请用密码打开,另存为不加密的文件",
    "split it into single reports": "请拆成单份报告",
    "its bytes are not text in UTF-8, UTF-16, GB18030 or Big5": "不是 UTF-8、UTF-16、GB18030 或 Big5 的文本",
    "check that it is the right file": "请检查是不是这个文件",
    "save it as .txt": "请另存为 .txt",
    "there is hardly a Chinese sign in it, and what stands there is no text": "几乎没有汉字,内容不是文字",
    "its signs cannot be read: the text in it is damaged": "文字已损坏,无法辨认",
    "it is a picture of text, and what reads pictures is not installed": "这是文字的图片,而识别图片的组件没有安装",
    "its pages are pictures without text": "各页是图片,没有文字",
    "run: pip install 'reportparse[ocr]'": "请运行",
    "no file in this folder has the ending of a format that is read": "这个文件夹里没有能读的文件",
    "name the files to read, or see: reportparse formats": "请直接给出文件,能读的格式见 reportparse formats",
    "there is no report in this folder": "这个文件夹里没有报告",
    "name the files to read": "请直接给出文件",
    "give a file that `reportparse extract` wrote, or the documents themselves": "请给 extract 写出的文件,或报告本身",
    "open it in WPS Office and save it as .docx": "请用 WPS 打开,另存为 .docx",
    "open it in LibreOffice and save it as .docx": "请用 LibreOffice 打开,另存为 .docx",
    "open it in the program that wrote it and save it as plain text in UTF-8": "请用原来的程序打开,另存为 UTF-8 纯文本",
    "there is no dataset in this folder": "这个文件夹不是数据集",
    "the run that writes this dataset did not end": "写这个数据集的运行没有完成",
    "run the same command again": "请再运行同一命令",
    "this folder has other things in it": "这个文件夹里有别的东西",
    "name a new one for the dataset": "请为数据集另取名称",
    "another run is writing this dataset": "另一个运行正在写这个数据集",
    "wait until it has ended, or name another OUT": "请等它结束,或另取名称",
    "give the reports that it was made from": "请给出原来的报告",
    "save the patch once more from the review page": "请在复核页上重新下载复核文件",
    "there is no such field": "没有这个字段",
    "take it out or check its spelling": "请删去或检查拼写",
    "the field is missing": "缺少这个字段",
    "write a code of the lexicon, or give your own lexicon with --lexicon": "请用词表中的代码,或用 --lexicon 给出自己的词表",
    "no form of dataset has this ending": "数据集没有这种后缀",
    "make it first": "请先建立",
    "there is nothing to draw, for the table is empty": "表是空的,没有可画的",
    "try another --measure": "请换一个 --measure",
}
"""Reasons and ways out, to the letter as they are raised; a test looks for each in the source."""

BEGINNINGS = {
    "it cannot be opened (": "打不开",
    "it is binary data, not text (": "是二进制数据,不是文字",
    "the file is damaged (": "文件已损坏",
    "the picture is damaged (": "图片已损坏",
    "it is damaged: ": "文件已损坏",
    "run: pip install ": "请运行",
    "make one with: ": "请先生成",
    "there are: a folder": "数据集可以是",
    "it is no valid JSON (": "不是有效的 JSON",
    "it is no UTF-8 (": "不是 UTF-8",
    "there is no program ": "没有这个业务",
    "apply them to the folder, .zip": "请用于它所出自的文件夹、.zip、.duckdb 或 .xlsx",
    "there is no folder ": "没有文件夹",
}
"""The same for those that go on with particulars."""

UNWRITTEN = {
    errno.ENOSPC: ("磁盘已满,请腾出空间后再运行同一命令", "free some space and run the same command again"),
    errno.EDQUOT: ("配额已满,请腾出空间后再运行同一命令", "free some space and run the same command again"),
    errno.EACCES: ("没有写入权限,请换一个位置", "name a place where you may write"),
    errno.EPERM: ("没有写入权限,请换一个位置", "name a place where you may write"),
    errno.EROFS: ("此处只读,请换一个位置", "name a place that can be written to"),
    errno.ENOENT: ("没有这个文件夹,请先建立", "make the folder first"),
    errno.ENOTDIR: ("路径中有一段不是文件夹,请检查路径", "a part of the path is no folder; check it"),
    errno.EISDIR: ("这是文件夹,请给出文件名", "it is a folder; name a file in it"),
    errno.ENAMETOOLONG: ("名称太长,请换一个", "name something shorter"),
}
"""What to do where the system does not let us write."""


def in_both(english: str) -> str:
    """A reason or a way out with its Chinese before it, where it has any."""
    chinese = CHINESE.get(english)
    if chinese is None:
        chinese = next((zh for start, zh in BEGINNINGS.items() if english.startswith(start)), None)
    return english if chinese is None else f"{chinese} {english}"


def told(error: object) -> str:
    """An error as one line for people; for a name that is not there, the names that are like it."""
    if isinstance(error, ReportparseError) and not isinstance(error, UnreadableDocument):
        return "; ".join(map(_told_part, str(error).split("; ")))
    if not isinstance(error, UnreadableDocument) or not error.way_out:
        return str(error)
    line = f"{error.path}: {in_both(error.reason)}; {in_both(error.way_out)}"
    return line + did_you_mean(nearby(Path(error.path))) if error.reason == NO_FILE else line


def _told_part(part: str) -> str:
    """A part of a message, of which the first begins with a path, and perhaps with a place in that file."""
    if in_both(part) != part:
        return in_both(part)
    for place, colon, reason in (part.partition(": "), part.rpartition(": ")):
        if in_both(reason) != reason:
            return f"{place}{colon}{in_both(reason)}"
    return part


def did_you_mean(names: Iterable[str]) -> str:
    """The end of a message about a name that is not there."""
    like = ", ".join(names)
    return f"; 是不是 did you mean: {like}" if like else ""


def nearby(path: Path) -> list[str]:
    """Names that a mistyped one may stand for: files and folders beside the first part of the path that is missing."""
    try:
        while path.parent != path and not path.parent.exists():
            path = path.parent
        names = sorted(inside.name for inside in islice(path.parent.iterdir(), MOST_NAMES))
    except (OSError, ValueError):  # no folder that can be looked into, or no name that a system can have
        return []
    same_but_ending = [name for name in names if Path(name).stem == path.stem]
    like = dict.fromkeys([*same_but_ending, *get_close_matches(path.name, names, 3, ALIKE)])
    return [str(path.parent / name) for name in like if not name.startswith(".") and name != path.name][:3]


def not_written(path: object, error: OSError) -> str:
    """Why something could not be written, and what to do."""
    reason = error.strerror or str(error)
    chinese, english = UNWRITTEN.get(error.errno or 0, ("", ""))
    way_out = f"; {chinese} {english}" if chinese else ""
    return f"{path}: 无法写入 it cannot be written: {reason}{way_out}"
