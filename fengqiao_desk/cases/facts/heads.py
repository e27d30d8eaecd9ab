"""The tables of what was taken back and of what a case was before its changes, as records."""

from __future__ import annotations

import peewee

from ...fields import COUNT, DAY, LINE, Column
from ...fields.column import KeyColumn


class WithdrawalHead(peewee.Model):
    """One act that took facts of a case back, or folded the case into another; `undone_at` once it was itself taken back."""

    key = KeyColumn()
    case_key = KeyColumn()
    into_key = KeyColumn()
    at = Column("时间", LINE, required=True)
    by = Column("撤回人", LINE, required=True)
    reason = Column("理由", LINE, required=True)
    undone_at = Column("恢复时间", LINE)
    undone_by = Column("恢复人", LINE)
    undone_why = Column("恢复理由", LINE)

    class Meta:
        primary_key = False
        table_name = "withdrawals"


class WithdrawnStep(peewee.Model):
    """A step that was taken back, as it stood; its entry as JSON."""

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
    entry = Column("内容", LINE, required=True)
    withdrawal = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "withdrawn_steps"


class WithdrawnCase(peewee.Model):
    """A case that was taken back or folded into another: the state it was in, its fields as JSON."""

    case_key = KeyColumn()
    state = Column("状态", LINE, required=True)
    entry = Column("内容", LINE, required=True)
    withdrawal = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "withdrawn_cases"


class OriginHead(peewee.Model):
    """The fields of a case as they were received, kept from its first change on."""

    case_key = KeyColumn()
    entry = Column("内容", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "case_origins"


class AmendmentHead(peewee.Model):
    """A correction of fields, with the position of the last step before it (0: none)."""

    key = KeyColumn()
    case_key = KeyColumn()
    after = Column("在第几步以后", COUNT, required=True)
    at = Column("时间", LINE, required=True)
    by = Column("更正人", LINE, required=True)
    reason = Column("理由", LINE, required=True)
    changes = Column("改动", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "case_corrections"


class MovedStep(peewee.Model):
    """A step that came with a case that was folded: its position here, and the position and place it had there."""

    withdrawal = KeyColumn()
    position = KeyColumn()
    from_position = KeyColumn()
    from_place = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "moved_steps"


class MovedReference(peewee.Model):
    """A record of another kind that named a case that was folded, and names the other since."""

    withdrawal = KeyColumn()
    case_key = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "moved_references"
