"""How fast a round of notices is issued as one file (3 times its typesetting), and the board of over 10,000 is read (100 ms)."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao_desk.documents.typesetting import drawings, typeset_many
from fengqiao_desk.notices import NOTICES, batch, board
from fengqiao_desk.station import Station
from tests.bench.folder import act_of, bench_station, counted
from tests.bench.measuring import Figure, middle, seconds

TIMES = 9


def measured() -> Iterator[Figure]:
    """The round over every venue of the generated station, the board over all notices of the enlarged one."""
    with bench_station() as station:
        yield _round(station)
    with bench_station(enlarged=True) as station:
        yield from _board(station)


def _round(station: Station) -> Figure:
    """Numbers, records, audit and the stored file that is printed, against the typesetting of the same pages alone."""
    act, made = act_of(station), list[batch.Batch]()
    chosen = batch.select(station, "all", act.day)

    def issue() -> None:
        made.append(batch.issue(station, "compliance", chosen, batch.Order(), act))

    whole = seconds(issue)
    bare = middle(lambda _: _typeset_cold(made[0]), 3)
    remark = f"签发 {whole:.2f} 秒，只排版 {bare:.2f} 秒"
    return Figure(f"{len(chosen)} 家一批告知书，为只排版的", whole / bare, 3, "倍", remark)


def _typeset_cold(made: batch.Batch) -> None:
    """The same pages with nothing worked out before: the codes of the slips are otherwise kept from the issue."""
    drawings._cells.cache_clear()
    typeset_many(made.sheets)


def _board(station: Station) -> Iterator[Figure]:
    number = counted(station, NOTICES.key)
    batch_name = board.board(station).batches[0].batch
    works = {
        "的送达进度": lambda _: board.board(station),
        "按社区分": lambda _: board.breakdown(station, "area", batch_name),
        "列出未送达": lambda _: board.behind(station, "outstanding"),
    }
    for words, work in works.items():
        value = middle(work, TIMES) * 1000
        yield Figure(f"{number} 份告知书{words}", value, 100, "毫秒")
