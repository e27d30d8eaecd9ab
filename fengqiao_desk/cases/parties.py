"""People as parties to a case: the columns of one row, and what follows from an ID number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ..fields import (
    CHOICE,
    DAY,
    IDENTITY,
    LINE,
    PERSON,
    PHONE,
    Column,
    EntryContext,
    Row,
    RowRecord,
    Rows,
)
from ..fields.identities import RESIDENT_CARD
from ..problems import Fault
from ..values import NotValid
from ..values.days import show_day
from ..values.identity import IdentityNumber, age_on

if TYPE_CHECKING:
    from .kind import CaseKind
    from .records import Case


SUSPECT = "违法嫌疑人"
VICTIM = "被侵害人"
# Below it the guardian is told (程序规定第181条); years are counted as docs/law.md §7 says.
ADULT_AGE = 18


class Party(RowRecord):
    """Somebody in a case; each kind keeps its parties in a table of its own, so in a class below this one."""

    role = Column("身份", CHOICE, required=True, vocabulary="party_role")
    name = Column("姓名", PERSON, required=True, searched=True, indexed=True)
    sex = Column("性别", CHOICE, vocabulary="sex")
    birth_date = Column("出生日期", DAY)
    id_kind = Column("证件种类", CHOICE, vocabulary="id_kind")
    id_number = Column(
        "证件号码", IDENTITY, searched=True, masked=True, indexed=True, missing_reason="id_missing_reason"
    )
    id_missing_reason = Column("无证件号码的原因", LINE)
    id_override_reason = Column("号码校验不符仍保留的理由", LINE)
    phone = Column("联系电话", PHONE, searched=True, masked=True, indexed=True)
    address = Column("现住址", LINE, searched=True)
    employer = Column("工作单位和职业", LINE, searched=True)
    representative = Column("代表人", PERSON, searched=True, hint="单位的负责人或推选的代表")
    guardian = Column("监护人", PERSON, searched=True)
    guardian_phone = Column("监护人电话", PHONE, masked=True)
    proxy = Column("代理人", PERSON, searched=True, hint="治安调解的违法嫌疑人不得委托他人")

    def age_on(self, day: date) -> int | None:
        """Full years on the day of the act (docs/law.md §7 年龄); None when the birth date is not known."""
        return age_on(self.birth_date, day) if self.birth_date else None

    def is_minor_on(self, day: date) -> bool:
        """Not known without a birth date; whoever was born after the day has a wrong one and is asked about like a minor."""
        if self.birth_date is None:
            return False
        return self.birth_date > day or age_on(self.birth_date, day) < ADULT_AGE


P = TypeVar("P", bound=Party)
PARTIES = "parties"
"""How every kind with people calls their rows."""


def complete_party(row: Row, context: EntryContext) -> list[Fault]:
    """Sex and birth date follow from a resident card.

    A sex that was typed stays: cards exist whose 17th digit is not the holder's registered sex.
    """
    # Of the class above all of them: a card tells the same of the parties of every kind.
    party = Party.of(row)
    number = party.if_filled(Party.id_number)
    if not number or (party.if_filled(Party.id_kind) or RESIDENT_CARD) != RESIDENT_CARD:
        return []
    return _derive(row, party, number, context.day)


def parties_of(record: type[P], *, required: bool = True) -> Rows[P]:
    """The rows of parties, as every kind with people has them."""
    return Rows(record, "当事人", required=required, complete=complete_party)


def party_of(kind: CaseKind) -> type[Party] | None:
    """The record of the parties of a kind; None for a kind without people."""
    # Goods and clauses are rows too.
    records = (rows.record for rows in kind.record.rows_below())
    return next((record for record in records if issubclass(record, Party)), None)


def parties_in(case: Case) -> tuple[Party, ...]:
    """The parties of a case of whatever kind."""
    # By name: the class of the record is known to its kind alone.
    found: tuple[Party, ...] = getattr(case.record, PARTIES) if party_of(case.kind) else ()
    return found


def names_title(parties: Sequence[Party]) -> str:
    """`张三 与 李四`, `张三 与 李四等3人`."""
    shown = " 与 ".join(party.name for party in parties[:2])
    return f"{shown}等{len(parties)}人" if len(parties) > 2 else shown


def _derive(row: Row, party: Party, id_number: str, day: date) -> list[Fault]:
    """Put into the row what the number of a resident card tells."""
    override = party.if_filled(Party.id_override_reason)
    try:
        number = IdentityNumber.parse(id_number, day, check_excused=bool(override))
    except NotValid as error:
        return [Fault(Party.id_number.declared.name, str(error))]
    born = party.if_filled(Party.birth_date)
    if born not in (None, number.birth):
        words = f"证件号码表明出生日期为{show_day(number.birth)}，请核对"
        return [Fault(Party.birth_date.declared.name, words)]
    sex = party.if_filled(Party.sex) or number.sex
    for followed in (Party.sex.becomes(sex), Party.birth_date.becomes(number.birth)):
        row[followed.name] = followed.plain
    return []
