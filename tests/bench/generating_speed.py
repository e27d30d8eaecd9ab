"""How fast a practice station is generated: 10,000 disputes in 90 s, and no dearer by the dispute than 2,000."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fengqiao_desk.practice.generated import generate
from tests.bench.folder import DISPUTES, SEED, TODAY, generated
from tests.bench.measuring import Figure, seconds

FEWER = 5
"""The smaller station has so many times fewer disputes."""
_ALLOWED = 90 / 10_000
"""Seconds a dispute."""


def figures() -> Iterator[Figure]:
    """The folder that is timed is the one the other benches work in."""
    few = DISPUTES // FEWER
    with tempfile.TemporaryDirectory() as place:
        small = seconds(partial(generate, Path(place) / "station", few, SEED, TODAY)) / few
    whole = seconds(generated)
    yield Figure(f"生成 {DISPUTES} 件纠纷的练习站", whole, _ALLOWED * DISPUTES, "秒")
    yield Figure(f"每件耗时，{DISPUTES} 件对 {few} 件", whole / DISPUTES / small, 1.25, "倍")
