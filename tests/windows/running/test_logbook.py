"""The log of a station folder."""

from __future__ import annotations

import logging

from fengqiao_desk.ui.running.logbook import NAME, close_log, open_log

from fengqiao_desk.station import Station


def test_trouble_is_written_into_the_folder(station: Station) -> None:
    handler = open_log(station.layout)
    logging.getLogger("fengqiao_desk").warning("the copy at leaving failed")
    close_log(handler)
    assert "the copy at leaving failed" in (station.layout.log / NAME).read_text(encoding="utf-8")


def test_nothing_is_written_after_the_folder_was_left(station: Station) -> None:
    close_log(open_log(station.layout))
    logging.getLogger("fengqiao_desk").warning("too late")
    assert not (station.layout.log / NAME).exists()
