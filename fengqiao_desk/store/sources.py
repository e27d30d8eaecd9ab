"""Reading a file that somebody names: a plain one of a bearable size; a pipe would wait for ever, a device never ends."""

from __future__ import annotations

import stat
from pathlib import Path

from ..problems import Refused

_MEGABYTE = 1 << 20


def read_source(path: Path, most: int) -> bytes:
    """The file's bytes, at most `most` of them; raises Refused for what is no plain file or too big, OSError for what cannot be read."""
    if not stat.S_ISREG(path.stat().st_mode):
        what = "文件夹" if path.is_dir() else "设备或管道"
        raise Refused(f"这里不是普通文件（是{what}），不能读：{path}")
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused(f"文件太大，超过 {most // _MEGABYTE} MB：{path}")
    return content
