"""Pieces the papers of a fake-goods case share: its sheet, the tables of goods and moves, the guards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ...documents.form import Paper, Subject
from ...documents.form_parts import BLANK, or_blank
from ...documents.typesetting import Align, Block, NumberLine, OrganName, Sheet, Style, Table, Title
from ...fields import Record
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day, show_day
from ..batches import GoodsBatch, GoodsPart
from ..custody import PROCEDURE
from ..declaration import GoodsCase
from ..measure_fields import Seize
from ..step_fields import Portion, parts_of
from ..totals import total_pieces

Guard = Callable[[Subject], Refused | None]
S = TypeVar("S", bound=Record)

_HEAD = ("编号", "名称", "规格", "数量", "特征（品牌、批号、生产日期）", "备注")
_WIDTHS = (1.0, 3.2, 1.9, 2.6, 4.2, 1.4)
_ALIGNMENTS = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT)
ROWS_BY_HAND = 4


def in_short(subject: Subject) -> str:
    """What a paper is about, for the register."""
    return subject.title


def sheet(paper: Paper, title: str, blocks: list[Block], headed: bool = True) -> Sheet:
    """A legal form under the organ's head; every person named in it stands in one font."""
    head: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
    ]
    body = [*head, *blocks] if headed else blocks
    names = paper.subject.of(GoodsCase).names
    return Sheet(title, paper.profile.full_name, paper.day, tuple(body), style=Style.FORM, names=names)


def goods_of(subject: Subject, portions: Iterable[Portion]) -> list[GoodsPart]:
    """The batches that a step names, so much of each."""
    return parts_of(subject.of(GoodsCase), portions)


def all_goods(subject: Subject) -> list[GoodsPart]:
    """Every batch of the case, the whole of it."""
    return [batch.whole for batch in subject.of(GoodsCase).goods]


def goods_table(goods: Iterable[GoodsPart], by_hand: int = 0) -> Table:
    """Name, specification, quantity with its pieces, features (docs/law.md §3.4); `by_hand` adds empty rows."""
    rows = [_goods_row(position, part) for position, part in enumerate(goods, start=1)]
    rows += [(str(number), "", "", "", "", "") for number in range(len(rows) + 1, len(rows) + 1 + by_hand)]
    return Table(_HEAD, tuple(rows), _WIDTHS, _ALIGNMENTS, size=10.5)


def _goods_row(position: int, part: GoodsPart) -> tuple[str, ...]:
    batch = part.batch
    return (str(position), batch.name, batch.specification, part.shown, "；".join(_marks(batch)), BLANK)


def _marks(batch: GoodsBatch) -> list[str]:
    marks = [
        f"品牌{batch.brand}" if batch.brand else "",
        f"批号{batch.batch}" if batch.batch else "",
        f"生产日期{show_day(batch.production_date)}" if batch.production_date else "",
        batch.features,
    ]
    return [mark for mark in marks if mark]


def totals_shown(goods: Iterable[GoodsPart]) -> str:
    """`2310余只、1.5公斤`: units are never added together."""
    return "、".join(quantity.show(unit) for unit, quantity in total_pieces(goods).items())


def last(subject: Subject, step: type[S]) -> S:
    """The entry of the last step of this sort, which a guard of the paper has found to be there."""
    return subject.held(step)[-1].said


def preservations(subject: Subject) -> list[Seize]:
    """The measures by which the station itself preserves evidence, oldest first."""
    return [taken.said for taken in subject.held(Seize) if taken.said.is_ours and taken.said.preserves]


def confiscations(subject: Subject) -> list[Seize]:
    """The 收缴 by the station itself, which preserve nothing, oldest first."""
    return [taken.said for taken in subject.held(Seize) if taken.said.is_ours and not taken.said.preserves]


def person_in_charge(subject: Subject) -> str:
    """Who answers for the premises, `/` when nobody is known."""
    return or_blank(subject.of(GoodsCase).first_premises.person_in_charge)


def only_our_own(subject: Subject) -> Refused | None:
    """The paper of a measure is by the organ that took it (程序规定第107条)."""
    case = subject.of(GoodsCase)
    if not case.is_seized_by_us:
        return Refused(
            f"物品由“{case.seizing_agency}”查扣，用该机关的文书，登记其文号；本所不能出具证据保全文书",
            cite(PROCEDURE, 107, parse_day(subject.day)),
        )
    if preservations(subject):
        return None
    return Refused(
        "收缴不是证据保全措施，请制作收缴物品清单" if confiscations(subject) else "还没有登记证据保全措施"
    )


def after(step: type[Record], words: str) -> Guard:
    """The paper needs that step first."""

    def guard(subject: Subject) -> Refused | None:
        return None if subject.held(step) else Refused(words)

    return guard
