"""The log of a station folder: where something went wrong, and no word that an officer typed."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fengqiao_desk.ui.running.application import defect_report
from fengqiao_desk.ui.running.logbook import NAME, close_log, open_log

from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import Station
from fengqiao_desk.store.layout import FolderLayout

SECRET = "张三110101199001011237"


def logged(station: Station, log: Callable[[logging.Logger], None], name: str = "fengqiao_desk.ui") -> str:
    """What stands in the log after `log` had its say."""
    handler = open_log(station.layout)
    log(logging.getLogger(name))
    close_log(handler)
    written: str = (station.layout.log / NAME).read_text(encoding="utf-8")
    return written


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """The error as it is caught."""
    try:
        raise error from cause
    except Exception as caught:  # noqa: BLE001
        return caught


def on_disk() -> Exception:
    return raised(FileNotFoundError(2, "No such file", f"/x/{SECRET}.pdf"))


def in_sqlite() -> Exception:
    try:
        sqlite3.connect(":memory:").execute(f"SELECT {SECRET}")
    except sqlite3.Error as error:
        return error
    raise AssertionError


ERRORS: dict[str, Callable[[], Exception]] = {
    "a key": lambda: raised(KeyError(SECRET)),
    "a value": lambda: raised(ValueError(f"invalid literal for int(): '{SECRET}'")),
    "a file": on_disk,
    "SQLite": in_sqlite,
    "a sentence": lambda: raised(DiskProblem(f"写不到 {SECRET}")),
    "a cause": lambda: raised(RuntimeError("broken"), KeyError(SECRET)),
    "digits": lambda: raised(TypeError("no 110101199001011237 here")),
}


@pytest.mark.parametrize("what", ERRORS)
def test_an_error_is_logged_by_its_place_and_without_a_value(station: Station, what: str) -> None:
    error = ERRORS[what]()
    text = logged(station, lambda log: log.error("an error nobody caught", exc_info=error))
    assert type(error).__name__ in text and "test_logbook.py" in text
    assert "张三" not in text and "19900101" not in text


@pytest.mark.parametrize("what", ERRORS)
def test_an_error_in_a_line_is_named_without_a_value(station: Station, what: str) -> None:
    error = ERRORS[what]()
    text = logged(station, lambda log: log.warning("it failed: %s", error))
    assert f"it failed: {type(error).__name__}" in text
    assert "张三" not in text and "19900101" not in text


@pytest.mark.parametrize("what", ERRORS)
def test_the_report_of_a_defect_holds_no_value(what: str) -> None:
    report = defect_report(ERRORS[what]())
    assert "张三" not in report and "19900101" not in report


def test_of_a_library_only_the_place_is_logged(station: Station) -> None:
    text = logged(station, lambda log: log.warning("strange cell %s", SECRET), "openpyxl")
    assert "openpyxl test_logbook:" in text and "张三" not in text


def test_trouble_is_written_into_the_folder(station: Station) -> None:
    text = logged(station, lambda log: log.warning("the copy at leaving failed"))
    assert "the copy at leaving failed" in text


def test_nothing_is_written_after_the_folder_was_left(station: Station) -> None:
    close_log(open_log(station.layout))
    logging.getLogger("fengqiao_desk").warning("too late")
    assert not (station.layout.log / NAME).exists()


def test_a_log_on_a_disk_that_is_gone_says_nothing_and_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = open_log(FolderLayout(tmp_path))
    (tmp_path / "log").rmdir()
    logging.getLogger("fengqiao_desk.ui").error("the disk is gone")
    close_log(handler)
    assert "Logging error" not in capsys.readouterr().err
