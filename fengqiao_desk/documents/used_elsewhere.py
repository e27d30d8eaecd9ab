"""Numbers that were given out where this folder did not see it: void rows of the register, each with a page that says so.

Such a row has a stored page and its facts like every other one, so the register, the check, the printed book and rebuilding need
no second sort of row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..station import Act, Station
from ..station.profile import Profile
from ..station.rights import Right, require, role_for
from ..store.places import StoredPlace, file_name
from ..values.json_text import to_json
from . import typesetting
from .facts import Facts, OfStation, of_round, on_pages
from .files import sha256_of
from .fonts import font_choice
from .numbering import DocumentNumber, NumberSeries
from .register import VOIDED_VERB
from .same_number import VOID_TITLE
from .signing import StoredPages, line_of, log, store, write_line
from .typesetting import NumberLine, Paragraph, Sheet, Signature, Title

USED_ELSEWHERE = "used_elsewhere"
"""The document of such a row; no form has this key."""
WHY = "恢复前已用出的号"
MOST = 1000
"""So many numbers of one series are made void at once: a station does not give more in a year, and a slip of the finger does."""


def void_until(
    station: Station, series: NumberSeries, last: int, reason: str, act: Act
) -> list[DocumentNumber]:
    """Void rows from the number after the register's own last one up to `last`; gives them. Inside the caller's transaction."""
    require(act, Right.TAKE_OVER)
    numbers = series.numbers(range(series.last(station.connections) + 1, last + 1))
    if not numbers:
        return []
    profile, why = station.profile(act.day), f"{WHY}：{reason}"
    facts = [_facts(number, profile, why, act) for number in numbers]
    counts: list[int] = []

    def attach(pages: Sequence[int]) -> bytes:
        counts.extend(pages)
        return to_json(of_round(on_pages(facts, pages))).encode()

    sheets = [_sheet(number, profile, why, act) for number in numbers]
    made = typesetting.typeset_many(sheets, font_choice(profile), attach)
    file = file_name(numbers[0].text, f"等{len(numbers)}个{VOID_TITLE}", act.day.isoformat())
    store(station, file, made.pdf)
    sha256 = sha256_of(made.pdf)
    for each, first, pages in on_pages(facts, counts):
        _enter(station, each, StoredPages(StoredPlace(file, first), pages, sha256), why, act)
    return numbers


def _enter(station: Station, facts: Facts, pages: StoredPages, why: str, act: Act) -> None:
    line = replace(line_of(facts, pages), state="void", void_reason=why, void_by=act.by.name)
    write_line(station, facts, line, to_json(facts.as_data()), case_key=None)
    log(station, act, VOIDED_VERB, line.number, {"state": [None, line.state], "reason": why})


def _facts(number: DocumentNumber, profile: Profile, why: str, act: Act) -> Facts:
    return Facts(
        number=number.text,
        organ=number.organ,
        unit=number.unit,
        word=number.word,
        year=number.year,
        sequence=number.sequence,
        document=USED_ELSEWHERE,
        title=VOID_TITLE,
        object=WHY,
        issued_on=act.day.isoformat(),
        issued_by=act.by.name,
        role=role_for(act.by, Right.TAKE_OVER).value,
        drafted_by=act.by.name,
        checked_by=None,
        replaces=None,
        station=OfStation(profile.name, profile.parent, profile.practice),
        case="",
        values={"reason": why},
    )


def _sheet(number: DocumentNumber, profile: Profile, why: str, act: Act) -> Sheet:
    words = (
        f"{number.text}已在本机数据恢复以前用出，本机没有该文书的存档。自接管之日起，本机对该号作作废登记，不再使用。"
        f"\n原因：{why}。\n接管人：{act.by.name}。已制发的纸质文书如在，附于本页之后。"
    )
    return Sheet(
        VOID_TITLE,
        profile.full_name,
        act.day,
        (
            Title(VOID_TITLE),
            NumberLine(number.text),
            Paragraph(words),
            Signature(profile.seal_organ or profile.full_name, act.day, sealed=False),
        ),
        names=(act.by.name,),
        watermark="练习" if profile.practice else "",
    )
