"""Pieces the papers of a fake-goods case share: its sheet, the tables of goods and moves, the guards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..documents.form import Paper, Subject
from ..documents.form_parts import BLANK, day_shown, or_blank
from ..documents.typesetting import Align, Block, NumberLine, OrganName, Sheet, Style, Table, Title
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day
from .custody import PROCEDURE
from .declaration import OWN_STATION
from .measures import CONFISCATED
from .totals import part_of, shown_quantity, total_pieces

Guard = Callable[[Subject], Refused | None]

_HEAD = ("编号", "名称", "规格", "数量", "特征（品牌、批号、生产日期）", "备注")
_WIDTHS = (1.0, 3.2, 1.9, 2.6, 4.2, 1.4)
_ALIGNMENTS = (Align.CENTRE, *(Align.LEFT,) * 5)
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
    values = paper.subject.values
    names = [party["name"] for party in values["parties"] or []]
    names += [row["person_in_charge"] for row in values["premises"]]
    known = tuple(dict.fromkeys(name for name in names if name))
    body = [*head, *blocks] if headed else blocks
    return Sheet(title, paper.profile.full_name, paper.day, tuple(body), style=Style.FORM, names=known)


def goods_of(subject: Subject, items: Iterable[Row]) -> list[Row]:
    """The batches of these items with the items' quantities; pieces only where the whole batch is meant."""
    return [part_of(subject.values["goods"][item["goods"] - 1], item["quantity"]) for item in items]


def goods_table(goods: Iterable[Row], by_hand: int = 0) -> Table:
    """Name, specification, quantity with its pieces, features (docs/law.md §3.4); `by_hand` adds empty rows."""
    rows = [_goods_row(position, batch) for position, batch in enumerate(goods, start=1)]
    rows += [(str(number), *[""] * 5) for number in range(len(rows) + 1, len(rows) + 1 + by_hand)]
    return Table(_HEAD, tuple(rows), _WIDTHS, _ALIGNMENTS, size=10.5)


def _goods_row(position: int, batch: Row) -> tuple[str, ...]:
    marks = [
        f"品牌{batch['brand']}" if batch["brand"] else "",
        f"批号{batch['batch']}" if batch["batch"] else "",
        f"生产日期{day_shown(batch['production_date'])}" if batch["production_date"] else "",
        batch["features"],
    ]
    shown = "；".join(mark for mark in marks if mark)
    return (str(position), batch["name"], batch["specification"], shown_quantity(batch), shown, BLANK)


def totals_shown(goods: Iterable[Row]) -> str:
    """`2310余只、1.5公斤`: units are never added together."""
    return "、".join(quantity.show(unit) for unit, quantity in total_pieces(goods).items())


def last(subject: Subject, step: str) -> Row:
    """The entry of the last step of this sort; empty when there was none."""
    taken = subject.taken(step)
    return taken[-1].entry if taken else {}


def own_seizure(subject: Subject) -> Row:
    """The entry of the last measure by which the station itself preserves evidence; empty when there was none."""
    return _last_of_ours(subject, confiscated=False)


def confiscation(subject: Subject) -> Row:
    """The entry of the last 收缴 by the station itself, which preserves nothing; empty when there was none."""
    return _last_of_ours(subject, confiscated=True)


def _last_of_ours(subject: Subject, *, confiscated: bool) -> Row:
    ours = [
        taken.entry
        for taken in subject.taken("seize")
        if taken.entry["agency"] == OWN_STATION and (taken.entry["measure"] == CONFISCATED) == confiscated
    ]
    return ours[-1] if ours else {}


def premises_of(subject: Subject) -> Row:
    """The premises where the first batch was found; the first of the case when that is none of them."""
    values = subject.values
    found_at = values["goods"][0]["found_at"]
    first: Row = next((row for row in values["premises"] if row["key"] == found_at), values["premises"][0])
    return first


def person_in_charge(subject: Subject) -> str:
    """Who answers for the premises, `/` when nobody is known."""
    return or_blank(premises_of(subject)["person_in_charge"])


def only_our_own(subject: Subject) -> Refused | None:
    """The paper of a measure is by the organ that took it (程序规定第107条)."""
    if subject.values["seizing_agency"] != OWN_STATION:
        return Refused(
            f"物品由“{subject.values['seizing_agency']}”查扣，用该机关的文书，登记其文号；本所不能出具证据保全文书",
            cite(PROCEDURE, 107, parse_day(subject.day)),
        )
    if own_seizure(subject):
        return None
    return Refused(
        "收缴不是证据保全措施，请制作收缴物品清单" if confiscation(subject) else "还没有登记证据保全措施"
    )


def after(step: str, words: str) -> Guard:
    """The paper needs that step first."""

    def guard(subject: Subject) -> Refused | None:
        return None if subject.taken(step) else Refused(words)

    return guard
