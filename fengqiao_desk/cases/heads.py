"""The rows that every case has whatever its kind, as records: its head, the steps of its timeline, its deadlines."""

from __future__ import annotations

from typing import TypeVar

import peewee

from ..fields import COUNT, DAY, FLAG, LINE, Column, Record
from ..fields.column import KeyColumn

R = TypeVar("R", bound=Record)


# `primary_key = False` in each of them: peewee would add a column `id`, and nothing is saved through these records.
class CaseHead(peewee.Model):
    """A case by number and state, of any kind."""

    key = KeyColumn()
    kind = Column("类", LINE, required=True)
    number = Column("编号", LINE, required=True)
    year = KeyColumn()
    sequence = KeyColumn()
    title = Column("标题", LINE, required=True)
    state = Column("状态", LINE, required=True)
    day = Column("日期", DAY, required=True)
    version = Column("版本", COUNT, required=True)
    recorded_at = Column("登记时间", LINE, required=True)
    recorded_by = Column("登记人", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "cases"


class StepHead(peewee.Model):
    """A step on the timeline of a case, whatever it says."""

    key = KeyColumn()
    case_key = KeyColumn()
    position = KeyColumn()
    place = KeyColumn()
    step = Column("步骤", LINE, required=True)
    from_state = Column("原状态", LINE, required=True)
    to_state = Column("新状态", LINE, required=True)
    day = Column("日期", DAY, required=True)
    recorded_at = Column("登记时间", LINE, required=True)
    recorded_by = Column("登记人", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "steps"


class DeadlineHead(peewee.Model):
    """A day by which something must be done in a case."""

    key = KeyColumn()
    case_key = KeyColumn()
    code = Column("代码", LINE, required=True)
    title = Column("期限", LINE, required=True)
    due_on = Column("到期", DAY, required=True)
    plain_on = Column("原到期日", DAY, required=True)
    provisional = Column("暂定", FLAG, required=True)
    act = Column("步骤", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "deadlines"


class AttachmentHead(peewee.Model):
    """A file of a case; its bytes lie in the folder under its name."""

    key = KeyColumn()
    case_key = KeyColumn()
    sha256 = Column("SHA-256", LINE, required=True)
    name = Column("文件", LINE, required=True)
    title = Column("名称", LINE, required=True)
    media = Column("种类", LINE, required=True)
    size = Column("字节数", COUNT, required=True)
    added_at = Column("加入时间", LINE, required=True)
    added_by = Column("加入人", LINE, required=True)
    withdrawn_at = Column("撤回时间", LINE)
    withdrawn_by = Column("撤回人", LINE)
    withdrawn_why = Column("撤回理由", LINE)

    class Meta:
        primary_key = False
        table_name = "attachments"


class LinkHead(peewee.Model):
    """That somebody linked two cases, until it was undone."""

    key = KeyColumn()
    case_key = KeyColumn()
    other_key = KeyColumn()
    relation = Column("关联", LINE, required=True)
    person = Column("当事人", LINE, required=True)
    why = Column("理由", LINE, required=True)
    made_at = Column("关联时间", LINE, required=True)
    made_by = Column("关联人", LINE, required=True)
    undone_at = Column("撤销时间", LINE)
    undone_by = Column("撤销人", LINE)
    undone_why = Column("撤销理由", LINE)

    class Meta:
        primary_key = False
        table_name = "case_links"


class WordHead(peewee.Model):
    """A word of a vocabulary with what is told of it, from a day on."""

    vocabulary = Column("词表", LINE, required=True)
    label = Column("词条", LINE, required=True)
    valid_from = Column("启用日期", DAY, required=True)
    facts = Column("说明", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "terms"


def with_case(record: type[R], *columns: peewee.Node) -> peewee.ModelSelect[R]:
    """A query over the rows of a kind, each with the head of its case beside it."""
    return record.select(*columns).join(CaseHead, on=CaseHead.key == record.owner_key)
