"""Measure everything that has a limit and report it; ends with 1 when a limit is broken. Started by `make bench`."""

from __future__ import annotations

import sys

from tests.bench import (
    backup_cost,
    disputes_speed,
    generating_speed,
    notices_speed,
    sealed_cost,
    sheet_speed,
    summary_speed,
    typesetting,
)
from tests.bench.measuring import Figure

BENCHES = (
    typesetting.figures,
    generating_speed.figures,
    disputes_speed.figures,
    notices_speed.measured,
    summary_speed.figures,
    sheet_speed.figures,
    sealed_cost.figures,
    backup_cost.figures,
)
"""What is measured: one line a room."""


def main() -> int:
    """Measure, report each figure as soon as it is known, and say how it ended."""
    found: list[Figure] = []
    for bench in BENCHES:
        for figure in bench():
            found.append(figure)
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
    broken = sum(not figure.holds for figure in found)
    sys.stdout.write(
        f"【测速】{len(found)} 项，{broken} 项超限 · {len(found)} figures, {broken} above their limit\n"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
