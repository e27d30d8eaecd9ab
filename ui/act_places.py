"""Where in the window an act can be done; the table of acts is `actions`."""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """Where an act can be done; the value is its heading in the key sheet."""

    WINDOW = "窗口"
    TODAY = "今日"
    CASES = "看案件时"
    FORM = "填表时"
    DOCUMENTS = "看文书时"
    VENUES = "场所与告知书"
    LEDGER = "社区台账"
    PERIODS = "统计报表"
    REGISTER = "文书登记"
    ASKED = "回答提问时"
    MEETING = "两个人改了同一件时"
    IMPORT = "导入表格时"
    IMPORTS = "导入记录"
    TRASH = "回收站"
    LOOKING = "看图片和文件时"
    DOOR = "登录和解锁"
    FIRST_START = "第一次使用"
    MISSED = "找不到数据文件夹时"
    RESTORING = "从备份恢复时"
    DEFECT = "程序出错"
    OWN = "外观和密码"
    KEYS = "数据安全"
    LAWS = "法条"
    STATION = "本所"
    PEOPLE = "人员"
    AREAS = "辖区"
    WORDS = "词表"
    TEXTS = "文书文字"
    CALENDAR = "节假日"
    FONTS = "打印字体"
    CHECKS = "数据检查"
