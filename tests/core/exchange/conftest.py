"""Workbooks as old ledgers have them, and an import as the command and the window do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from fengqiao_desk.exchange.importing import FaultySheet, Imported, import_cases, open_import
from fengqiao_desk.exchange.sheet_reading import BadCell
from fengqiao_desk.kinds import kind_of

if TYPE_CHECKING:
    from tests.conftest import Desk

Rows = tuple[tuple[Any, ...], ...]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows from the first line on; `merged` has ranges (top, left, bottom, right) with their value."""

    def write(
        *rows: tuple[Any, ...], name: str = "台账", file: str = "旧台账.xlsx", merged: Rows = ()
    ) -> Path:
        path = tmp_path / file
        with xlsxwriter.Workbook(path) as workbook:
            made = workbook.add_worksheet(name)
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        made.write_datetime(place, column, value, day)
                    elif value is not None:
                        made.write(place, column, value)
            for found in merged:
                made.merge_range(*found)
        return path

    return write


@dataclass
class Importer:
    """Imports a file of one kind as an officer does, with what is said about its columns."""

    desk: Desk

    def __call__(
        self, kind: str, path: Path, dry_run: bool = False, officer: str = "民警甲", **given: Any
    ) -> Imported:
        act = self.desk.act(officer=officer)
        opened = open_import(self.desk.station, kind_of(kind), path, act, given or None)
        return import_cases(self.desk.station, kind_of(kind), opened, act, dry_run)

    def bad(self, kind: str, path: Path, **given: Any) -> list[BadCell]:
        with pytest.raises(FaultySheet) as caught:
            self(kind, path, **given)
        return list(caught.value.bad)


@pytest.fixture
def take_in(desk: Desk) -> Importer:
    return Importer(desk)
