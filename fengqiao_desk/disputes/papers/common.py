"""Pieces the papers of a dispute share: people, clauses, places to sign, and the guards; a blank field is struck, never white."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ...cases import Case
from ...cases.parties import age
from ...documents.form import Paper, Subject
from ...documents.form_parts import (
    BLANK,
    FORM_SIZE,
    day_shown,
    form,
    joined,
    moment_shown,
    money_shown,
    or_blank,
    pair,
    wide,
)
from ...documents.typesetting import Block, Cell, Entry, Paragraph, Sheet, SignatureLines, Style
from ...fields import Row
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from .. import path
from ..declaration import PEOPLES, is_public_order
from ..path import PROCEDURE

__all__ = [
    "BLANK",
    "FORM_SIZE",
    "PEOPLES",
    "day_shown",
    "form",
    "joined",
    "moment_shown",
    "money_shown",
    "or_blank",
    "pair",
    "wide",
]

MEDIATION_LAW = "人民调解法"
MOST_DATED = 6
"""Places to sign that have a date each."""
SHORT = 14
"""Characters that stand beside another value; longer ones take a row of their own."""

Guard = Callable[[Subject], Refused | None]

_NUMERALS = "零一二三四五六七八九"
_MEMBERS_OF_COMMITTEE = ("调解委员会", "调委会")
_UNNAMED_COMMITTEE = "＿＿＿＿＿＿＿＿人民调解委员会"


def numeral(number: int) -> str:
    """一, 十, 十一, 二十一: the number of a clause, 1 <= number < 100."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十") if number < 100 else ""
    return (head + (_NUMERALS[ones] if ones else "")) if number < 100 else str(number)


def last(subject: Subject, step: str) -> Row:
    """The entry of the last step of this sort; empty when there was none."""
    taken = subject.taken(step)
    return taken[-1].entry if taken else {}


def parties(subject: Subject) -> list[Row]:
    """The parties in the order of the record."""
    found: list[Row] = subject.values["parties"]
    return found


def names_of(subject: Subject) -> str:
    """`张三、李四`."""
    return "、".join(party["name"] for party in parties(subject))


def in_short(subject: Subject) -> str:
    """To whom or about what a paper is, for the register."""
    return subject.title


def committee(subject: Subject) -> str:
    """The 调委会 among the partners by its own name, else a place to write it: its papers never bear a police head."""
    found = [
        name
        for name in subject.values["partners"] or []
        if name.endswith(_MEMBERS_OF_COMMITTEE) and name != "人民调解委员会"
    ]
    return found[0] if found else _UNNAMED_COMMITTEE


def sheet(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    """A legal form; every person named in it stands in one font."""
    agreement = last(paper.subject, "agreement")
    names = [party[part] for party in parties(paper.subject) for part in ("name", "guardian", "proxy")]
    names += [witness["name"] for witness in agreement.get("witnesses") or []]
    names += [clause[part] for clause in agreement.get("clauses") or [] for part in ("who", "to")]
    known = tuple(dict.fromkeys(name for name in names if name))
    return Sheet(title, paper.profile.full_name, paper.day, tuple(blocks), style=Style.FORM, names=known)


def identity(party: Row) -> str:
    """The number, or why there is none."""
    return party["id_number"] or f"{BLANK}（{party['id_missing_reason'] or '未登记'}）"


def sex_and_age(party: Row, day: date) -> str:
    """男，46周岁 (on the day of the act)."""
    years = age(party, day)
    shown = [party["sex"], f"{years}周岁" if years is not None else None]
    return "，".join(part for part in shown if part) or BLANK


def person_lines(party: Row, day: date) -> list[tuple[Entry, ...]]:
    """A party on the rules of a form: name, birth, card, work, address; guardian and proxy where there are."""
    lines = [
        (
            Entry(party["role"], party["name"], 2),
            Entry("性别", or_blank(party["sex"]), 0.8),
            Entry("出生日期", day_shown(party["birth_date"]), 1.6),
        ),
        (Entry("证件种类及号码", f"{party['id_kind'] or ''} {identity(party)}".strip()),),
        (Entry("工作单位", or_blank(party["employer"])), Entry("联系方式", or_blank(party["phone"]))),
        (Entry("现住址", or_blank(party["address"])),),
    ]
    if party["guardian"]:
        lines.append(
            (Entry("监护人", party["guardian"]), Entry("联系方式", or_blank(party["guardian_phone"])))
        )
    if party["proxy"]:
        lines.append((Entry("代理人", party["proxy"]), Entry("委托书", "附卷")))
    return lines


def person_rows(party: Row, day: date, role: str = "") -> list[tuple[Cell, ...]]:
    """A party in a ruled form, under `role` or the role of the record."""
    rows = [
        pair(role or party["role"], party["name"], "性别、年龄", sex_and_age(party, day)),
        pair("证件号码", identity(party), "联系电话", or_blank(party["phone"])),
    ]
    employer, address = or_blank(party["employer"]), or_blank(party["address"])
    if max(len(employer), len(address)) > SHORT:
        rows += [wide("单位、职业", employer), wide("现住址", address)]
    else:
        rows.append(pair("单位、职业", employer, "现住址", address))
    if party["guardian"]:
        rows.append(pair("监护人", party["guardian"], "联系电话", or_blank(party["guardian_phone"])))
    if party["proxy"]:
        rows.append(pair("代理人", party["proxy"], "委托书", "附卷"))
    return rows


def clause_text(clause: Row) -> str:
    """Who does what to whom, the amount also in capitals, by when and how (程序规定第184条)."""
    amount = f"，金额{money_shown(clause['amount'])}" if clause["amount"] else ""
    due = day_shown(clause["due_on"])
    return f"{clause['who']}向{clause['to']}{clause['does']}{amount}，履行期限{due}，履行方式：{clause['manner']}。"


def clauses_text(agreement: Row) -> str:
    """The numbered clauses, one a paragraph."""
    clauses = enumerate(agreement["clauses"], start=1)
    return "\n".join(f"{numeral(number)}、{clause_text(clause)}" for number, clause in clauses)


def clauses(agreement: Row) -> Paragraph:
    """The clauses as running text."""
    return Paragraph(clauses_text(agreement))


def witness_lines(agreement: Row) -> list[tuple[Entry, ...]]:
    """The witnesses, one struck line for none."""
    return [
        (
            Entry("见证人", or_blank(witness.get("name"))),
            Entry("住址", or_blank(witness.get("address")), 1.4),
            Entry("联系方式", or_blank(witness.get("phone"))),
        )
        for witness in agreement.get("witnesses") or [{}]
    ]


def signing_parties(subject: Subject, how: str = "签名") -> list[str]:
    """A place to sign for each party by its role, and for the guardian of a minor (程序规定第181条)."""
    places = []
    for party in parties(subject):
        places.append(f"{party['role']}（{how}）")
        if party["guardian"]:
            places.append("监护人（签名）")
        elif party["proxy"]:
            places.append("代理人（签名）")
    return places


def signatures(*places: str) -> SignatureLines:
    """Places to sign, each with its date; a crowd dates once."""
    if len(places) <= MOST_DATED:
        return SignatureLines(places)
    return SignatureLines((*places, "日期"), dated=False)


def agreed(subject: Subject) -> Refused | None:
    """Nothing is written before it was agreed."""
    return None if subject.taken("agreement") else Refused("还没有达成协议")


def walked(subject: Subject) -> Refused | None:
    """No paper tells an agreement that was not mediated as its route asks (程序规定第178、184条)."""
    steps = subject.steps if isinstance(subject, Case) else ()
    breach = path.walked(subject.values, steps, None)
    return breach.refused(parse_day(subject.day)) if breach else None


def after(step: str, words: str) -> Guard:
    """The paper needs that step first."""

    def guard(subject: Subject) -> Refused | None:
        return None if subject.taken(step) else Refused(words)

    return guard


def only_public_order(subject: Subject) -> Refused | None:
    """治安调解 needs a violation of public order (程序规定第178条)."""
    if is_public_order(subject.values):
        return None
    return Refused(
        f"“{subject.values['route']}”途径没有违反治安管理的行为，不能制作治安调解的文书",
        cite(PROCEDURE, 178, parse_day(subject.day)),
    )


def only_peoples(subject: Subject) -> Refused | None:
    """Papers of the 调委会 only where the parties went to it (人民调解法第18条)."""
    if subject.values["route"] == PEOPLES:
        return None
    return Refused(
        f"“{subject.values['route']}”途径不能制作人民调解的文书",
        cite(MEDIATION_LAW, 18, parse_day(subject.day)),
    )
