"""Acts at random over the real window end without any error of ours; `make soak` goes on for longer, by other seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOAK = int(os.environ.get("FENGQIAO_SOAK", "0"))
ACTS = 1500 if SOAK else 150


@pytest.mark.parametrize("seed", range(1, 1 + (SOAK or 1)))
def test_no_act_ends_in_an_error_of_ours(filled_folder: Path, tmp_path: Path, seed: int) -> None:
    """What failed is done again by `python -m tests.windows.random_acts FOLDER SEED ACTS`."""
    command = [sys.executable, "-m", "tests.windows.random_acts", str(filled_folder), str(seed), str(ACTS)]
    home = {**os.environ, "HOME": str(tmp_path), "PYTHONFAULTHANDLER": "1"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=home, cwd=ROOT)
    assert (ended.returncode, ended.stdout) == (0, f"{ACTS} acts\n"), ended.stderr
