"""The agenda as a calendar file (RFC 5545), to be opened in any calendar; written locally, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..cases.agenda import AgendaItem

_FOLD = 74
"""Octets of a line before it is folded; RFC 5545 §3.1 allows 75."""


def agenda_file(items: Iterable[AgendaItem], made_at: datetime) -> bytes:
    """One all-day event for each item; numbers and titles only, no personal data beyond the case's title."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fengqiao-desk//ZH", "CALSCALE:GREGORIAN"]
    for item in items:
        lines += _event(item, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode("utf-8")


def _event(item: AgendaItem, made_at: datetime) -> list[str]:
    """The lines of one event; its UID is the same in every file, so that a calendar knows it again."""
    # DTEND is the first day that is not meant any more (RFC 5545 §3.6.1).
    following = item.due_on + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{item.number}-{item.code}-{item.due_on:%Y%m%d}@fengqiao-desk",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%S}",
        f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{_escaped(f'{item.title}　{item.case_title}')}",
        f"DESCRIPTION:{_escaped(item.number)}",
        "END:VEVENT",
    ]


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
