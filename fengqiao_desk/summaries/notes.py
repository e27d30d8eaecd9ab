"""What the officer writes into a summary by hand: 特点, 存在问题, 下步措施; kept for each period."""

from __future__ import annotations

from collections.abc import Mapping

import peewee

from ..fields import DAY, LINE, TEXT, Column
from ..problems import Refused, Unknown
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.days import Period
from ..values.text import clean
from .frozen import is_closed
from .on_record import subject_of

PARTS = ("特点和研判", "存在问题", "下步措施")


class _Note(peewee.Model):
    """One text written into the summary of a period."""

    first_day = Column("首日", DAY, required=True)
    last_day = Column("末日", DAY, required=True)
    part = Column("部分", LINE, required=True)
    text = Column("内容", TEXT, required=True)

    class Meta:
        primary_key = False
        table_name = "summary_notes"


def notes_of(station: Station, period: Period) -> dict[str, str]:
    """The texts written for exactly this period; empty where nothing was written."""
    query = _Note.select(_Note.part, _Note.text)
    rows = station.connections.rows(
        query.where(_Note.first_day == period.first, _Note.last_day == period.last)
    )
    found = dict(rows)
    return {part: found.get(part, "") for part in PARTS}


def write_notes(station: Station, period: Period, texts: Mapping[str, str], act: Act) -> None:
    """Keep texts of a period; a closed period takes none, and what is already so leaves no trace."""
    require(act, Right.RECORD)
    unknown = [part for part in texts if part not in PARTS]
    if unknown:
        raise Unknown(f"汇报里没有“{unknown[0]}”这一段，可写：{'、'.join(PARTS)}")
    with station.writing():
        if is_closed(station, period):
            raise Refused("这一期已经封账，不能再改")
        # Read within the transaction: the audit says what was there before, also when two write at once.
        before = notes_of(station, period)
        # Cleaned before it is compared: a blank at the end is no change.
        written = {part: clean(text).strip() for part, text in texts.items()}
        changes = {part: [before[part], text] for part, text in written.items() if text != before[part]}
        if not changes:
            return
        for part, (_, text) in changes.items():
            station.connections.execute(_written(period, part, text))
        put_on_record(station.connections, act, "写汇报", subject_of(period), changes)


def _written(period: Period, part: str, text: str) -> peewee.Insert:
    """The statement that keeps a text, in the place of the one that was there."""
    row = {_Note.first_day: period.first, _Note.last_day: period.last, _Note.part: part, _Note.text: text}
    one_text = [_Note.first_day, _Note.last_day, _Note.part]
    return _Note.insert(row).on_conflict(conflict_target=one_text, preserve=[_Note.text])
