"""What each step of a dispute tells (程序规定第184条; docs/law.md §2.1, 2.7, 4.5)."""

from __future__ import annotations

from datetime import date

from ..cases.history import OldLedger
from ..fields import (
    AMOUNT,
    CHOICE,
    COUNT,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    TEXT,
    Column,
    Record,
    RowRecord,
    Rows,
)
from .declaration import MAY_MEDIATE

REACHED = "达成"
ORAL, WRITTEN = "口头", "书面"
SUCCESS = "调解成功"


class MediationSession(Record):
    """One sitting of a mediation (程序规定第183、184条)."""

    held_at = Column("调解时间", MOMENT, required=True, starts_as="now")
    place = Column("调解地点", LINE, required=True, searched=True)
    mediators = Column("主持人", OFFICERS, required=True, roles=MAY_MEDIATE, starts_as="me")
    auxiliaries = Column("辅警", OFFICERS, roles=("辅警",))
    recording_no = Column(
        "录音录像编号", LINE, searched=True, hint="治安调解只有一名民警的，必须全程录音录像"
    )
    participants = Column("邀请参加人", NAMES, searched=True)
    record = Column("调解记录", TEXT, required=True, searched=True, blocks="mediation_blocks")
    outcome = Column("结果", CHOICE, required=True, vocabulary="session_outcome")

    class Meta:
        table_name = "disputes_step_mediation_session"

    @property
    def has_reached(self) -> bool:
        """Whether the parties agreed at it."""
        return self.outcome == REACHED

    @property
    def day(self) -> date:
        """The day it was held."""
        return self.held_at.date()


class Witness(RowRecord):
    """Who saw the agreement made."""

    name = Column("姓名", PERSON, required=True, searched=True)
    address = Column("住址或单位", LINE)
    phone = Column("联系电话", PHONE, masked=True)

    class Meta:
        table_name = "disputes_step_agreement_witnesses"


ON_THE_SPOT = "当场履行"


class Clause(RowRecord):
    """One thing that somebody promised by the agreement."""

    who = Column("履行人", PERSON, required=True, searched=True)
    to = Column("对方", PERSON, required=True, searched=True)
    does = Column("履行内容", LINE, required=True, searched=True)
    amount = Column("金额", AMOUNT)
    due_on = Column("履行期限", DAY, required=True, future=True)
    # A line and no choice: agreements say it in many words, of which one is looked for (`is_on_the_spot`).
    manner = Column("履行方式", LINE, required=True, hint=f"写“{ON_THE_SPOT}”的，视为已经履行")

    class Meta:
        table_name = "disputes_step_agreement_clauses"

    @property
    def is_on_the_spot(self) -> bool:
        """Whether it is performed as soon as it is agreed."""
        return ON_THE_SPOT in self.manner


class Agreement(Record):
    """What the parties agreed on."""

    agreed_on = Column("达成日期", DAY, required=True, starts_as="today")
    form = Column("协议形式", CHOICE, required=True, vocabulary="agreement_form")
    witnesses = Rows(Witness, "见证人")
    clauses = Rows(Clause, "协议条款", required=True)

    class Meta:
        table_name = "disputes_step_agreement"

    @property
    def is_oral(self) -> bool:
        """Whether nothing is written but the register of oral agreements (人民调解法第28条)."""
        return self.form == ORAL

    @property
    def is_written(self) -> bool:
        """Whether the parties sign a paper."""
        return self.form == WRITTEN


class Performance(Record):
    """A clause, or some of its money, was performed."""

    clause = Column("第几条", COUNT, required=True)
    performed_on = Column("履行日期", DAY, required=True, starts_as="today")
    amount = Column("履行金额", AMOUNT)
    proof = Column("凭证", LINE, searched=True)

    class Meta:
        table_name = "disputes_step_performance"


class FollowUp(Record):
    """How it went on after the agreement."""

    visited_on = Column("回访日期", DAY, required=True, starts_as="today")
    by = Column("回访人", OFFICER, required=True, starts_as="me")
    how = Column("回访方式", CHOICE, required=True, vocabulary="follow_up_mode")
    satisfied = Column("当事人满意", FLAG, required=True)
    escalation_sign = Column("有激化迹象", FLAG, required=True)
    note = Column("回访情况", TEXT, searched=True)

    class Meta:
        table_name = "disputes_step_follow_up"


class Close(Record):
    """How the matter ended."""

    closed_on = Column("结案日期", DAY, required=True, starts_as="today")
    result = Column("结果", CHOICE, required=True, vocabulary="dispute_result")

    class Meta:
        table_name = "disputes_step_close"

    @property
    def is_success(self) -> bool:
        """Whether it counts as settled."""
        return self.result == SUCCESS


class Terminate(Record):
    """Why the mediation was given up."""

    on = Column("终止日期", DAY, required=True, starts_as="today")
    reason = Column("终止原因", LINE, required=True, vocabulary="termination_reason")
    # A flag that must be yes: its answer is the proof that the parties were told (治安管理处罚法第9条).
    told_of_court = Column("已告知可以向法院起诉", FLAG, required=True)

    class Meta:
        table_name = "disputes_step_terminate"


class Refer(Record):
    """To whom the matter went."""

    on = Column("移交日期", DAY, required=True, starts_as="today")
    to = Column("移交给", LINE, required=True, searched=True)
    why = Column("移交理由", LINE, required=True)

    class Meta:
        table_name = "disputes_step_refer"


class Reopen(Record):
    """Why a closed matter was opened again."""

    on = Column("重新打开日期", DAY, required=True, starts_as="today")
    reason = Column("理由", LINE, required=True)

    class Meta:
        table_name = "disputes_step_reopen"


class Default(Record):
    """A clause that was not performed."""

    on = Column("查明未履行的日期", DAY, required=True, starts_as="today")
    clause = Column("第几条", COUNT, required=True)
    reason = Column("未履行的情况", LINE, required=True, searched=True)
    told_of_court = Column("已告知可以向法院起诉", FLAG, required=True)

    class Meta:
        table_name = "disputes_step_default"


class JudicialConfirmation(Record):
    """The court was asked to confirm the agreement (人民调解法第33条)."""

    on = Column("申请日期", DAY, required=True, starts_as="today")
    court = Column("人民法院", LINE, required=True, searched=True)
    concerns_status = Column("涉及身份、收养或婚姻关系确认", FLAG, required=True)
    result = Column("受理或确认结果", LINE, searched=True)

    class Meta:
        table_name = "disputes_step_judicial_confirmation"


class Suspend(Record):
    """Since when the term stands still."""

    # `from` is a word of Python, so the attribute bears an underscore and the column and the entry do not.
    from_ = Column("停算起始日", DAY, required=True, starts_as="today", name="from")
    why = Column("停算事由", LINE, required=True, searched=True, hint="如鉴定")

    class Meta:
        table_name = "disputes_step_suspend"


class Resume(Record):
    """Since when the term runs on."""

    on = Column("恢复计算日", DAY, required=True, starts_as="today")

    class Meta:
        table_name = "disputes_step_resume"


class Extend(Record):
    """A term that was made longer (治安管理处罚法第118条)."""

    on = Column("批准日期", DAY, required=True, starts_as="today")
    approved_by = Column("批准机关", LINE, required=True)
    days = Column("延长天数", COUNT, required=True)
    reason = Column("延长理由", LINE, required=True)

    class Meta:
        table_name = "disputes_step_extend"


class HandOver(Record):
    """Who has to do with it now."""

    on = Column("转办日期", DAY, required=True, starts_as="today")
    to_officer = Column("转给民警", OFFICER, roles=MAY_MEDIATE)
    # One of the two: to an officer of the station or to an organ outside it.
    to_organ = Column("转给单位", LINE, searched=True, required_when=lambda row: not row.get("to_officer"))
    due_back = Column("应回复日期", DAY, required=True, future=True)
    why = Column("事由", LINE, required=True)

    class Meta:
        table_name = "disputes_step_hand_over"

    @property
    def receiver(self) -> str:
        """The officer or the organ that has it now."""
        return self.to_officer or self.to_organ or ""


class Supplement(Record):
    """What is added to a closed matter."""

    on = Column("日期", DAY, required=True, starts_as="today")
    note = Column("更正或补充说明", TEXT, required=True, searched=True)

    class Meta:
        table_name = "disputes_step_note"


class DisputeHistory(OldLedger):
    """How an old ledger says the matter ended."""

    result = Column("办结情况", CHOICE, required=True, vocabulary="dispute_history")

    class Meta:
        table_name = "disputes_step_history"
