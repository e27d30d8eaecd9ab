"""Pieces the papers of a dispute share: people, clauses, places to sign, and the guards; a blank field is struck, never white."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from ...cases.parties import Party
from ...documents.form import Paper, Subject
from ...documents.form_parts import BLANK, day_shown, money_shown, or_blank, pair, wide
from ...documents.typesetting import Block, Cell, Entry, Paragraph, Sheet, SignatureLines, Style
from ...fields import Record
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ...values.numerals import numeral
from .. import path
from ..declaration import Dispute
from ..path import MEDIATION_LAW, PROCEDURE
from ..step_fields import Agreement, Clause

MOST_DATED = 6
"""Places to sign that have a date each."""
SHORT = 14
"""Characters that stand beside another value; longer ones take a row of their own."""

Guard = Callable[[Subject], Refused | None]
R = TypeVar("R", bound=Record)

_MEMBERS_OF_COMMITTEE = ("调解委员会", "调委会")
_UNNAMED_COMMITTEE = "＿＿＿＿＿＿＿＿人民调解委员会"


def the(subject: Subject, step: type[R]) -> R:
    """What the last step of this sort says; a guard of the paper asked that there is one."""
    found = subject.last(step)
    if found is None:
        raise LookupError(f"{step.__name__} was not asked by a guard")
    return found.said


def in_short(subject: Subject) -> str:
    """To whom or about what a paper is, for the register."""
    return subject.title


def committee(subject: Subject) -> str:
    """The 调委会 among the partners by its own name, else a place to write it: its papers never bear a police head."""
    found = [
        name
        for name in subject.of(Dispute).partners
        # The bare word is a vocabulary's, the name of no committee; a paper of the 调委会 bears its own.
        if name.endswith(_MEMBERS_OF_COMMITTEE) and name != "人民调解委员会"
    ]
    return found[0] if found else _UNNAMED_COMMITTEE


def sheet(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    """A legal form; every person named in it stands in one font."""
    # A rare character takes another font; named here, all places of one name change with it.
    known = tuple(dict.fromkeys(name for name in _people(paper.subject) if name))
    return Sheet(title, paper.profile.full_name, paper.day, tuple(blocks), style=Style.FORM, names=known)


def _people(subject: Subject) -> Iterator[str | None]:
    """Everybody the record names: parties and who stands by them, witnesses, who promised what to whom."""
    for party in subject.of(Dispute).parties:
        yield from (party.name, party.guardian, party.proxy)
    agreement = subject.last(Agreement)
    if agreement is not None:
        yield from (witness.name for witness in agreement.said.witnesses)
        for clause in agreement.said.clauses:
            yield from (clause.who, clause.to)


def identity(party: Party) -> str:
    """The number, or why there is none."""
    return party.id_number or f"{BLANK}（{party.id_missing_reason or '未登记'}）"


def sex_and_age(party: Party, day: date) -> str:
    """男，46周岁 (on the day of the act)."""
    years = party.age_on(day)
    shown = [party.sex, f"{years}周岁" if years is not None else None]
    return "，".join(part for part in shown if part) or BLANK


def person_lines(party: Party) -> list[tuple[Entry, ...]]:
    """A party on the rules of a form: name, birth, card, work, address; guardian and proxy where there are."""
    lines = [
        (
            Entry(party.role, party.name, 2),
            Entry("性别", or_blank(party.sex), 0.8),
            Entry("出生日期", day_shown(party.birth_date), 1.6),
        ),
        (Entry("证件种类及号码", f"{party.id_kind or ''} {identity(party)}".strip()),),
        (Entry("工作单位", or_blank(party.employer)), Entry("联系方式", or_blank(party.phone))),
        (Entry("现住址", or_blank(party.address)),),
    ]
    if party.guardian:
        lines.append((Entry("监护人", party.guardian), Entry("联系方式", or_blank(party.guardian_phone))))
    if party.proxy:
        lines.append((Entry("代理人", party.proxy), Entry("委托书", "附卷")))
    return lines


def person_rows(party: Party, day: date, role: str = "") -> list[tuple[Cell, ...]]:
    """A party in a ruled form, under `role` or the role of the record."""
    rows = [
        pair(role or party.role, party.name, "性别、年龄", sex_and_age(party, day)),
        pair("证件号码", identity(party), "联系电话", or_blank(party.phone)),
    ]
    employer, address = or_blank(party.employer), or_blank(party.address)
    if max(len(employer), len(address)) > SHORT:
        rows += [wide("单位、职业", employer), wide("现住址", address)]
    else:
        rows.append(pair("单位、职业", employer, "现住址", address))
    if party.guardian:
        rows.append(pair("监护人", party.guardian, "联系电话", or_blank(party.guardian_phone)))
    if party.proxy:
        rows.append(pair("代理人", party.proxy, "委托书", "附卷"))
    return rows


def clause_text(clause: Clause) -> str:
    """Who does what to whom, the amount also in capitals, by when and how (程序规定第184条)."""
    amount = f"，金额{money_shown(clause.amount)}" if clause.amount is not None else ""
    due = day_shown(clause.due_on)
    return f"{clause.who}向{clause.to}{clause.does}{amount}，履行期限{due}，履行方式：{clause.manner}。"


def clauses_text(agreement: Agreement) -> str:
    """The numbered clauses, one a paragraph."""
    clauses = enumerate(agreement.clauses, start=1)
    return "\n".join(f"{numeral(number)}、{clause_text(clause)}" for number, clause in clauses)


def clauses(agreement: Agreement) -> Paragraph:
    """The clauses as running text."""
    return Paragraph(clauses_text(agreement))


def witness_lines(agreement: Agreement) -> list[tuple[Entry, ...]]:
    """The witnesses, one struck line for none."""
    if not agreement.witnesses:
        return [_witness_line(None, None, None)]
    return [_witness_line(witness.name, witness.address, witness.phone) for witness in agreement.witnesses]


def _witness_line(name: str | None, address: str | None, phone: str | None) -> tuple[Entry, ...]:
    return (
        Entry("见证人", or_blank(name)),
        Entry("住址", or_blank(address), 1.4),
        Entry("联系方式", or_blank(phone)),
    )


def signing_parties(subject: Subject, how: str = "签名") -> list[str]:
    """A place to sign for each party by its role, and for the guardian of a minor (程序规定第181条)."""
    places = []
    for party in subject.of(Dispute).parties:
        places.append(f"{party.role}（{how}）")
        if party.guardian:
            places.append("监护人（签名）")
        elif party.proxy:
            # A guardian signs in place of a proxy: 第181条 wants him there himself.
            places.append("代理人（签名）")
    return places


def signatures(*places: str) -> SignatureLines:
    """Places to sign, each with its date; a crowd dates once."""
    if len(places) <= MOST_DATED:
        return SignatureLines(places)
    return SignatureLines((*places, "日期"), dated=False)


def agreed(subject: Subject) -> Refused | None:
    """Nothing is written before it was agreed."""
    return None if subject.held(Agreement) else Refused("还没有达成协议")


def walked(subject: Subject) -> Refused | None:
    """No paper tells an agreement that was not mediated as its route asks (程序规定第178、184条)."""
    # Asked again at the paper: a record of an older version may lack what its step would ask today.
    breach = path.walked(subject.of(Dispute), subject, None)
    return breach.refused(parse_day(subject.day)) if breach else None


def after(step: type[Record], words: str) -> Guard:
    """The paper needs that step first."""

    def guard(subject: Subject) -> Refused | None:
        return None if subject.held(step) else Refused(words)

    return guard


def only_public_order(subject: Subject) -> Refused | None:
    """治安调解 needs a violation of public order (程序规定第178条)."""
    dispute = subject.of(Dispute)
    if dispute.is_public_order:
        return None
    return Refused(
        f"“{dispute.route}”途径没有违反治安管理的行为，不能制作治安调解的文书",
        cite(PROCEDURE, 178, parse_day(subject.day)),
    )


def only_peoples(subject: Subject) -> Refused | None:
    """Papers of the 调委会 only where the parties went to it (人民调解法第18条)."""
    dispute = subject.of(Dispute)
    if dispute.is_peoples:
        return None
    return Refused(
        f"“{dispute.route}”途径不能制作人民调解的文书", cite(MEDIATION_LAW, 18, parse_day(subject.day))
    )
