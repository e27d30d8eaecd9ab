"""How fast notices are typeset: alone, in a batch beside typst and LibreOffice, in a fresh process (issue 3)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from fengqiao_desk.documents.typesetting import typeset, typeset_many
from tests.bench.measuring import Figure, middle, seconds
from tests.bench.round_of_notices import notices
from tests.bench.typst_batch import TypstBatch
from tests.bench.word_batch import convert, converter, write_word_files

BATCH = 500

FRESH = """
from tests.bench.round_of_notices import notices
from fengqiao_desk.documents.typesetting import typeset
assert typeset(notices(1)[0].sheet()).pages == 1
"""
HEAVY = f"""
import resource, sys
from tests.bench.round_of_notices import notices
from fengqiao_desk.documents.typesetting import typeset, typeset_many
for notice in notices({BATCH}):
    typeset(notice.sheet())
typeset_many([notice.sheet() for notice in notices({BATCH})])
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


def figures() -> Iterator[Figure]:
    """Every figure of issue 3, measured one after the other."""
    typeset(notices(1)[0].sheet())
    yield _one_notice()
    yield _fresh_process()
    yield _memory()
    yield _growth()
    ours = _batch(0)
    yield _beside_typst()
    yield _beside_libreoffice(min(ours, _batch(1)))


def _batch(turn: int, count: int = BATCH) -> float:
    """Seconds for a file of notices nobody has typeset before."""
    sheets = [notice.sheet() for notice in notices(count, 10_000 * (turn + 1) + count)]
    return seconds(partial(typeset_many, sheets))


def _one_notice() -> Figure:
    sheets = [notice.sheet() for notice in notices(60, 1_000)]
    return Figure("一页通知书（热）", middle(lambda n: typeset(sheets[n]), 60) * 1000, 12, "毫秒")


def _fresh_process() -> Figure:
    command = [sys.executable, "-c", FRESH]
    taken = middle(lambda _: subprocess.run(command, check=True), 5)
    return Figure("新进程的第一份 PDF", taken, 0.8, "秒")


def _memory() -> Figure:
    kibibytes = subprocess.run(
        [sys.executable, "-c", HEAVY], check=True, capture_output=True, text=True
    ).stdout
    return Figure("500 份单印加 500 份合订后的内存峰值", int(kibibytes) / 1024, 200, "MB")


def _growth() -> Figure:
    """The cost of a page in a long file as a multiple of that in a short one."""
    ratios = [(_batch(10 + turn, 1000) / 4) / _batch(20 + turn, 250) for turn in range(3)]
    return Figure("1000 页与 250 页的每页耗时之比", median(ratios), 1.25, "倍")


def _beside_typst() -> Figure:
    """Ours and typst's turns alternate, each with notices neither has seen; the median of the ratios counts."""
    typst = TypstBatch()
    typst.pdf(notices(2))
    ratios, times = [], []
    for turn in range(5):
        ours = _batch(30 + turn)
        strange = notices(BATCH, 10_000 * (turn + 50))
        theirs = seconds(partial(typst.pdf, strange))
        ratios.append(ours / theirs)
        times.append(f"{ours:.2f}/{theirs:.2f}")
    remark = f"（每轮 本系统/typst 秒数：{'，'.join(times)}）"
    return Figure("500 份合订与 typst 之比", median(ratios), 1.0, "倍", remark)


def _beside_libreoffice(ours: float) -> Figure:
    name = "500 份合订与 LibreOffice 转 500 个 Word 文件之比"
    command = converter()
    if command is None:
        return Figure(
            name, None, 1 / 40, remark="没有安装 LibreOffice（apt install libreoffice-writer-nogui）"
        )
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        files = write_word_files(notices(BATCH), folder / "word")
        theirs = seconds(partial(convert, command, files, folder))
        made = len(list(folder.glob("*.pdf")))
    if made != BATCH:
        return Figure(name, None, 1 / 40, remark=f"LibreOffice 只转出 {made} 个文件")
    remark = f"（本系统 {ours:.2f} 秒，LibreOffice {theirs:.1f} 秒，即 1/{theirs / ours:.0f}）"
    return Figure(name, ours / theirs, 1 / 40, "倍", remark)
