"""Files that no row knows, moved into a room of their own with a note beside them; nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..failures import in_words
from ..layout import FolderLayout
from ..whole_files import write_whole
from .finding import Finding

_NOTE = "说明.txt"
_WORDS = """{at} 检查数据文件夹时，下面这些文件不在登记里，所以从原来的位置移到这里，一个也没有删除。
多半是以前的版本在签发当中断电或者被关掉留下的：那份文书没有签发成功，文号没有用掉，或者后来给了另一份文书。
请不要使用这里的文书；确实要用的，先核对文书登记簿。

原来的位置：
{places}
"""


def set_aside(
    layout: FolderLayout, strays: Sequence[Finding], others: Sequence[Finding], at: str
) -> list[Path]:
    """Move each stray (`where` is its path) below a folder of this moment; gives the places. Raises DiskProblem.

    The note is written first: whoever finds a moved file finds its words, and what `others` say of the same file.
    """
    if not strays:
        return []
    room = layout.set_aside / at.replace("-", "").replace(":", "").replace("T", "-")
    places = [Path(each.where).relative_to(layout.root) for each in strays]
    words = {each.where: f"（{each.message}）" for each in others}
    listed = "\n".join(
        f"{place.as_posix()}{words.get(each.where, '')}" for each, place in zip(strays, places, strict=True)
    )
    with in_words(layout.root):
        write_whole(room / _NOTE, _WORDS.format(at=at.replace("T", " "), places=listed).encode())
        for place in places:
            target = room / place
            target.parent.mkdir(parents=True, exist_ok=True)
            (layout.root / place).rename(target)
    return [room / place for place in places]
