"""What the store itself reads of what the rooms above keep in it, as records: to count it and to check it."""

from __future__ import annotations

import peewee

from ..fields import DAY, LINE, Column
from ..fields.column import KeyColumn


class StoredCase(peewee.Model):
    """A case, whatever it is about."""

    key = KeyColumn()
    number = Column("编号", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "cases"


class StoredImport(peewee.Model):
    """An import: the keys of its cases run from `first_key` to `last_key`, both counted."""

    first_key = KeyColumn()
    last_key = KeyColumn()
    undone_at = Column("撤销时间", LINE)

    class Meta:
        primary_key = False
        table_name = "imports"


class StoredWithdrawn(peewee.Model):
    """A case that was taken back or folded into another: its number stays, its content lies aside."""

    case_key = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "withdrawn_cases"


class StoredDocument(peewee.Model):
    """An issued document: `file` is the text of a `StoredPlace`, `sha256` the sum of that whole file."""

    key = KeyColumn()
    number = Column("文号", LINE, required=True)
    object = Column("对象", LINE, required=True)
    state = Column("状态", LINE, required=True)
    issued_on = Column("签发日期", DAY, required=True)
    file = Column("文件", LINE, required=True)
    sha256 = Column("SHA-256", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "documents"


class StoredClosing(peewee.Model):
    """A closed period: `file` is its signed summary, relative to the folder of documents, `pdf_sha256` the sum of that."""

    key = KeyColumn()
    first_day = Column("首日", DAY, required=True)
    last_day = Column("末日", DAY, required=True)
    file = Column("文件", LINE, required=True)
    pdf_sha256 = Column("文件的 SHA-256", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "closings"


class StoredAttachment(peewee.Model):
    """A photo, scan or PDF of a case; `name` is its SHA-256 and ending."""

    key = KeyColumn()
    case_key = KeyColumn()
    name = Column("文件", LINE, required=True)
    sha256 = Column("SHA-256", LINE, required=True)
    title = Column("名称", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "attachments"


class SearchRow(peewee.Model):
    """A record as it can be searched; `kind` is a kind of case or `documents`."""

    kind = Column("类", LINE, required=True)
    number = Column("编号", LINE, required=True)
    body = Column("查找的文字", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "search_rows"


class AuditRow(peewee.Model):
    """An act on record; keys count from 1 without a hole, `changes` is JSON."""

    key = KeyColumn()
    at = Column("时间", LINE, required=True)
    officer = Column("人员", LINE, required=True)
    verb = Column("动作", LINE, required=True)
    subject = Column("对象", LINE, required=True)
    changes = Column("内容", LINE, required=True)
    previous_hash = Column("上一行的散列", LINE, required=True)
    hash = Column("散列", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "audit"


def rows_in(record: type[peewee.Model]) -> peewee.ModelSelect[peewee.Model]:
    """The query of how many rows a table has."""
    return record.select(peewee.fn.COUNT(peewee.SQL("*")))
