"""The tables of the station itself as records: people, areas, words, dated facts, wording, calendar, what is half filled.

Days and moments are columns of LINE: here they are the ISO text of the migrations, compared as text.
"""

from __future__ import annotations

import peewee

from ..fields import COUNT, FLAG, LINE, TEXT, Column
from ..fields.column import KeyColumn


class OfficerRow(peewee.Model):
    """A name that somebody bears or bore; `now_called` is the present one, `also` a JSON list of joined roles."""

    key = KeyColumn()
    name = Column("姓名", LINE, required=True)
    role = Column("身份", LINE, required=True)
    badge = Column("警号", LINE, required=True)
    password_hash = Column("密码", LINE, required=True)
    left_on = Column("离任日期", LINE)
    now_called = Column("现在的姓名", LINE)
    also = Column("兼任", LINE, required=True)
    must_change = Column("须改密码", FLAG, required=True)

    class Meta:
        primary_key = False
        table_name = "officers"


class AreaRow(peewee.Model):
    """A community, grid or estate; `valid_to` is the day from which it cannot be chosen."""

    key = KeyColumn()
    name = Column("名称", LINE, required=True)
    level = Column("级别", LINE, required=True)
    parent = Column("上级区域", LINE)
    valid_to = Column("停用日期", LINE)

    class Meta:
        primary_key = False
        table_name = "areas"


class TermRow(peewee.Model):
    """A word of a vocabulary with its facts (a JSON object) from a day to a day."""

    key = KeyColumn()
    vocabulary = Column("词表", LINE, required=True)
    label = Column("词条", LINE, required=True)
    position = Column("次序", COUNT, required=True)
    valid_from = Column("启用日期", LINE, required=True)
    valid_to = Column("停用日期", LINE)
    facts = Column("说明", TEXT, required=True)

    class Meta:
        primary_key = False
        table_name = "terms"


class SettingRow(peewee.Model):
    """A fact of the profile from a day on; `value` is JSON."""

    name = Column("名称", LINE, required=True)
    value = Column("内容", TEXT, required=True)
    valid_from = Column("启用日期", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "station_settings"


class TextVersionRow(peewee.Model):
    """The station's own wording of a text from a day on; `body` is a JSON object of its parts."""

    key = KeyColumn()
    text = Column("文字", LINE, required=True)
    body = Column("内容", TEXT, required=True)
    valid_from = Column("启用日期", LINE, required=True)
    saved_at = Column("保存时间", LINE, required=True)
    saved_by = Column("保存人", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "text_versions"


class CalendarDayRow(peewee.Model):
    """A day of the station's own working-day table."""

    day = Column("日期", LINE, required=True)
    working = Column("上班", FLAG, required=True)
    title = Column("节日", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "calendar_days"


class HalfFilledRow(peewee.Model):
    """What an officer has typed of a form and not saved; `entry` is JSON."""

    officer = Column("人员", LINE, required=True)
    form = Column("表", LINE, required=True)
    entry = Column("内容", TEXT, required=True)
    saved_at = Column("保存时间", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "half_filled_forms"


class ThrownAwayRow(peewee.Model):
    """A half-filled form that an officer threw away; `first_words` are what he knows it by."""

    key = KeyColumn()
    officer = Column("人员", LINE, required=True)
    form = Column("表", LINE, required=True)
    first_words = Column("开头的字", LINE, required=True)
    entry = Column("内容", TEXT, required=True)
    saved_at = Column("保存时间", LINE, required=True)
    thrown_at = Column("丢弃时间", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "thrown_away"


class DraftSignatures(peewee.Model):
    """Who drafted and who checked a paper that is not issued: names that follow their bearer, unlike those of issued papers."""

    drafted_by = Column("拟稿人", LINE, required=True)
    checked_by = Column("核稿人", LINE)

    class Meta:
        primary_key = False
        table_name = "document_drafts"


class ClosedPeriod(peewee.Model):
    """The days of a period that was closed."""

    first_day = Column("第一日", LINE, required=True)
    last_day = Column("最后一日", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "closings"
