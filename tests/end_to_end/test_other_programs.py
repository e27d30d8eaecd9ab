"""What goes out is opened by LibreOffice: dates are dates, ID numbers keep all digits, a party called `=1+1` stays a name."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

CHECKOUT = Path(__file__).parents[2]
Entry = dict[str, Any]
IDENTITY = "11010519491231002X"
DIGITS = "110105194912310011"
# LibreOffice's own words for: comma, quote, UTF-8, from line 1, … cells as they are shown, every sheet (-1).
ALL_SHEETS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
UNICODE_WITH_NUMBERS_DETECTED = "--infilter=CSV:44,34,76,1,,0,false,true"

pytestmark = pytest.mark.xdist_group("soffice")  # one LibreOffice at a time


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own settings, not those of whoever runs the tests."""
    return tmp_path_factory.mktemp("soffice")


@pytest.fixture
def exported(station_folder: Path, dispute: Entry, tmp_path: Path) -> dict[str, Path]:
    """A dispute of a party called `=1+1`, exported as a workbook and as comma-separated text."""
    parties = [{**dispute["parties"][0], "name": "=1+1"}, *dispute["parties"][1:]]
    (tmp_path / "entry.json").write_text(
        json.dumps({**dispute, "parties": parties, "amount": "1200.50", "place": DIGITS}), encoding="utf-8"
    )
    desk(
        "--data",
        station_folder,
        "--today",
        "2026-11-21",
        "add",
        "disputes",
        "--entry",
        tmp_path / "entry.json",
    )
    made = {form: tmp_path / f"out.{form}" for form in ("xlsx", "csv")}
    for path in made.values():
        desk(
            "--data", station_folder, "--today", "2026-11-21", "export", "disputes", path, "--purpose", "核对"
        )
    return made


def desk(*words: object) -> None:
    command = [sys.executable, str(CHECKOUT / "main.py"), *(str(word) for word in words)]
    subprocess.run(command, check=True, capture_output=True)


def converted(path: Path, form: str, profile: Path, *options: str) -> None:
    """Lets LibreOffice save `path` in another form (all sheets of a workbook, each as a file) beside it."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", own, "--headless", *options, "--convert-to", form]
    done = subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)], capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()


def sheet_cells(folder: Path, sheet: str) -> tuple[list[str], list[str]]:
    """Heads and first row of a sheet as LibreOffice shows it."""
    with (folder / f"out-{sheet}.csv").open(encoding="utf-8-sig", newline="") as lines:
        heads, first, *_ = csv.reader(lines)
    return heads, first


def test_a_workbook_opens_with_dates_whole_numbers_and_no_formula(
    exported: dict[str, Path], dispute: Entry, profile: Path
) -> None:
    converted(exported["xlsx"], ALL_SHEETS_AS_SHOWN, profile)
    heads, row = sheet_cells(exported["xlsx"].parent, "矛盾纠纷")
    case = dict(zip(heads, row, strict=True))
    heads, row = sheet_cells(exported["xlsx"].parent, "当事人")
    party = dict(zip(heads, row, strict=True))
    assert case["受理日期*"] == dispute["received_on"]
    assert case["地点*"] == DIGITS
    assert party["证件号码"] == dispute["parties"][0]["id_number"]
    assert party["姓名*"] == "=1+1"


def test_a_comma_separated_file_opens_the_same(
    exported: dict[str, Path], dispute: Entry, profile: Path
) -> None:
    converted(exported["csv"], "xlsx", profile, UNICODE_WITH_NUMBERS_DETECTED)
    rows = CalamineWorkbook.from_path(exported["csv"].with_suffix(".xlsx")).get_sheet_by_index(0).to_python()
    case = dict(zip(rows[0], rows[1], strict=True))
    assert f"{case['受理日期']:%Y-%m-%d}" == dispute["received_on"]
    assert str(case["地点"]).strip() == DIGITS
    assert "=1+1" in str(case["当事人"])
