"""The two tables of documents as records: the register of every number ever given, and the drafts on record."""

from __future__ import annotations

import peewee

from ..fields import COUNT, DAY, LINE, TEXT, Column, Predicate
from ..fields.column import KeyColumn


class DocumentHead(peewee.Model):
    """A number of the register with its state; `source` is the JSON of all it was made from (`facts.Facts`)."""

    key = KeyColumn()
    case_key = KeyColumn()
    number = Column("文号", LINE, required=True)
    organ = Column("机关代字", LINE, required=True)
    unit = Column("单位代字", LINE, required=True)
    word = Column("文种代字", LINE, required=True)
    year = KeyColumn()
    sequence = KeyColumn()
    document = Column("文书", LINE, required=True)
    title = Column("名称", LINE, required=True)
    object = Column("对象", LINE, required=True)
    state = Column("状态", LINE, required=True)
    issued_on = Column("签发日期", DAY, required=True)
    issued_by = Column("签发", LINE, required=True)
    drafted_by = Column("拟稿", LINE, required=True)
    checked_by = Column("核稿", LINE)
    replaces = Column("替换", LINE)
    file = Column("文件", LINE, required=True)
    sha256 = Column("校验值", LINE, required=True)
    pages = Column("页数", COUNT, required=True)
    source = Column("制作数据", TEXT, required=True)
    void_reason = Column("作废理由", LINE)
    void_by = Column("作废人", LINE)
    basis_digest = Column("所载内容", LINE)
    basis_changed_at = Column("依据变更时间", LINE)
    basis_confirmed_at = Column("确认有效时间", LINE)
    basis_confirmed_by = Column("确认有效", LINE)
    basis_confirmed_why = Column("确认有效理由", LINE)

    class Meta:
        primary_key = False
        table_name = "documents"


def basis_is_changed() -> Predicate:
    """That a paper is marked 依据已变更, as `IssuedDocument.basis_changed` says of one."""
    unsettled = DocumentHead.basis_changed_at.is_filled() & DocumentHead.basis_confirmed_at.is_empty()
    return (DocumentHead.state == "issued") & unsettled


class DraftHead(peewee.Model):
    """That a document of a case was drafted, and perhaps checked; issuing it ends the draft."""

    case_key = KeyColumn()
    document = Column("文书", LINE, required=True)
    drafted_by = Column("拟稿", LINE, required=True)
    drafted_at = Column("拟稿时间", LINE, required=True)
    checked_by = Column("核稿", LINE)
    checked_at = Column("核稿时间", LINE)

    class Meta:
        primary_key = False
        table_name = "document_drafts"
