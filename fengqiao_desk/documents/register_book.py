"""文书登记簿: the register of a year as a paper, void numbers and self-approval included."""

from __future__ import annotations

from ..station import Act, Station
from ..station.handing_out import Handed
from ..values.days import parse_day, show_day, show_short_day
from .form_parts import or_blank
from .register import BASIS_CHANGED, IssuedDocument, register
from .typesetting import Align, Sheet, Table

_HEAD = ("序号", "文号", "文书", "对象", "签发日期", "拟稿", "核稿", "签发", "状态")
_WIDTHS = (0.9, 5.2, 3.4, 4.6, 1.9, 1.6, 1.6, 1.6, 3.4)
_ALIGNMENTS = (Align.CENTRE, *(Align.LEFT,) * (len(_HEAD) - 1))


def register_book(station: Station, year: int, act: Act) -> Sheet:
    """Every number of the year on turned pages, in the order of the runs."""
    profile = station.profile(act.day)
    lines = register(station, year)
    rows = tuple(_row(place, line) for place, line in enumerate(lines, start=1))
    void = sum(line.state == "void" for line in lines)
    title = f"{year}年文书登记簿"
    caption = f"{profile.full_name}{title}（至{show_day(act.day)}，共{len(lines)}号，其中作废{void}号）"
    blocks = (Table(_HEAD, rows, _WIDTHS, _ALIGNMENTS, caption=caption, size=10.5, turned=True),)
    watermark = "练习" if profile.practice else ""
    return Sheet(title, profile.full_name, act.day, blocks, watermark=watermark)


def book_of(year: int) -> Handed:
    """The book of a year as it is put on record when it leaves."""
    return Handed(f"文书登记簿 {year}")


def _row(place: int, line: IssuedDocument) -> tuple[str, ...]:
    return (
        str(place),
        line.number,
        line.title,
        line.object,
        show_short_day(parse_day(line.issued_on)),
        line.drafted_by,
        or_blank(line.checked_by),
        line.issued_by,
        _state(line),
    )


def _state(line: IssuedDocument) -> str:
    """The state with its reason; drafted, checked and issued by one person is said in words."""
    words = line.state_word
    if line.basis_changed:
        words += f"，{BASIS_CHANGED}"
    elif line.state == "issued" and line.basis_confirmed_why:
        words += f"，依据变更后仍然有效：{line.basis_confirmed_why}（{line.basis_confirmed_by}）"
    if line.void_reason:
        words += f"：{line.void_reason}（{line.void_by}）"
    if line.replaces:
        words += f"，替换{line.replaces}"
    return words + ("；自拟自签" if line.self_approved else "")
