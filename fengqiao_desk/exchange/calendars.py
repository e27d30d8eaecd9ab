"""The agenda as a calendar file (RFC 5545), to be opened in any calendar; written locally, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..cases.agenda import AgendaItem
from ..kinds import kind_of
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.handing_out import Handed, HandedAs, Outgoing, hand_out_file
from ..station.rights import Right, require
from ..values.deadlines import RULES

_FOLD = 74
"""Octets of a line before it is folded; RFC 5545 §3.1 allows 75."""


def hand_out_agenda(
    station: Station,
    items: Sequence[AgendaItem],
    act: Act,
    out: Outgoing,
    *,
    with_names: bool = False,
    purpose: str = "",
) -> Path:
    """The agenda as a calendar file, on record; gives the place.

    `with_names` writes the titles of the cases too, which are the parties' names: for that a purpose is asked and the right to
    export. Raises FaultyEntry without a purpose.
    """
    require(act, Right.PRINT)
    if with_names:
        require(act, Right.EXPORT)
        if not purpose.strip():
            raise FaultyEntry((Fault("purpose", "日历里写上当事人，请写明用途"),))
    facts: dict[str, object] = {"items": len(items), **({"names": True} if with_names else {})}
    content = agenda_file(items, act.at, with_names=with_names)
    return hand_out_file(
        station, act, Handed("待办", facts, as_file=HandedAs.CALENDAR), out, content, purpose
    )


def agenda_file(items: Sequence[AgendaItem], made_at: datetime, *, with_names: bool = False) -> bytes:
    """One all-day event for each item: number and title of the deadline, and only on request whom the case is about.

    `made_at` is local time, as an act has it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fengqiao-desk//ZH", "CALSCALE:GREGORIAN"]
    for item in items:
        lines += _event(item, made_at, with_names=with_names)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode("utf-8")


def _event(item: AgendaItem, made_at: datetime, *, with_names: bool) -> list[str]:
    """The lines of one event; its UID is the same in every file, so that a calendar knows it again."""
    # DTEND is the first day that is not meant any more (RFC 5545 §3.6.1).
    following = item.due_on + timedelta(days=1)
    # A time without a zone is taken for that of this computer, which is what an act has.
    stamp = made_at.astimezone(UTC)
    summary = f"{item.title}　{item.case_title}" if with_names else f"{_plain_title(item)}　{item.number}"
    return [
        "BEGIN:VEVENT",
        f"UID:{item.number}-{item.code}-{item.due_on:%Y%m%d}@fengqiao-desk",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(item.number)}",
        "END:VEVENT",
    ]


def _plain_title(item: AgendaItem) -> str:
    """What is due in words of the law or of the kind: the title itself may quote what an officer wrote (a clause, a receiver)."""
    if item.code in RULES:
        return RULES[item.code].title
    return next((step.title for step in kind_of(item.kind).steps if step.key == item.act), "到期")


def _escaped(text: str) -> str:
    # The backslash first, or those of the other marks would be doubled (RFC 5545 §3.3.11).
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines longer than 75 octets go on after a space, never inside a character."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _FOLD:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
