"""Reading a file that somebody names: a plain one of a bearable size; a pipe would wait for ever, a device never ends."""

from __future__ import annotations

import stat
from pathlib import Path

from ..problems import Refused, Unknown

_MEGABYTE = 1 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")
"""UTF-8, and what Chinese editors and spreadsheets write."""


def read_source(path: Path, most: int) -> bytes:
    """The file's bytes, at most `most` of them; raises Refused for what is no plain file or too big, OSError for what cannot be read."""
    if not stat.S_ISREG(path.stat().st_mode):
        what = "文件夹" if path.is_dir() else "设备或管道"
        raise Refused(f"这里不是普通文件（是{what}），不能读：{path}")
    with path.open("rb") as file:
        # One more than may be: the size that was asked for may have grown, and too much is not read to the end.
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused(f"文件太大，超过 {most // _MEGABYTE} MB：{path}")
    return content


def read_text(path: Path, most: int) -> str:
    """The text of a file of at most `most` bytes, UTF-8 or GB 18030; raises Refused as `read_source`, Unknown for what is not there or no text."""
    try:
        content = read_source(path, most)
    except OSError:
        raise Unknown(f"读不到文件 {path}，请核对文件名") from None
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unknown(f"“{path.name}”不是文本文件")
