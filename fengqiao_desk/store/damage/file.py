"""What the files of a database say before SQLite opens them: a missing, an empty, a foreign and a cut-off one, each in its words."""

from __future__ import annotations

from codecs import getincrementaldecoder

from ...problems import FolderDamaged, FolderMissing
from ..layout import FolderLayout

_BEGINNING = b"SQLite format 3\0"
_HEADER = 100
_LARGEST_PAGE = 65536
_SEALED_PAGE = 4096
_FROM_BACKUP = "请不要在里面新建，从备份恢复最近一份。"


def refuse_lost(layout: FolderLayout) -> None:
    """Raises FolderMissing where there is no database, in words for a folder that has had one."""
    if layout.database.is_file():
        return
    rooms = (layout.documents, layout.attachments)
    if not all(room.is_dir() for room in rooms):
        name = layout.database.name
        raise FolderMissing(f"这不是枫桥工作台的数据文件夹（没有 {name}）：{layout.root}")
    raise FolderMissing(f"数据库文件不见了，文书和附件还在：{layout.database}。{_FROM_BACKUP}")


def refuse_no_database(layout: FolderLayout) -> None:
    """Raises FolderDamaged for a file that cannot be a database whoever opens it. Reads 100 bytes; changes nothing.

    A sealed one shows nothing of itself but its length; what can be read is none.
    """
    path = layout.database
    size = path.stat().st_size
    if size == 0 and not layout.log_is_filled:
        raise FolderDamaged(f"数据库文件是空的（0 字节）：{path}。{_FROM_BACKUP}")
    if size == 0:
        return
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if layout.is_sealed and not _is_text(header):
        if size % _SEALED_PAGE and not layout.log_is_filled:
            raise FolderDamaged(f"数据库文件被截断，最后一页不全：{path}。{_FROM_BACKUP}")
        return
    if not header.startswith(_BEGINNING):
        kind = "是一个文字文件，不是数据库" if _is_text(header) else "开头已损坏，不能识别为数据库"
        raise FolderDamaged(f"数据库文件{kind}：{path}。{_FROM_BACKUP}")
    missing = 0 if layout.log_is_filled else _pages_missing(header, size)
    if missing:
        raise FolderDamaged(f"数据库文件被截断，末尾少了 {missing} 页：{path}。{_FROM_BACKUP}")


def _is_text(beginning: bytes) -> bool:
    try:
        # Bit by bit, for the end may be cut within a character.
        words = getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return False
    return "\0" not in words


def _pages_missing(header: bytes, size: int) -> int:
    """How many pages the file is short of what its header says (SQLite file format §1.3); a count is valid under its own version alone."""
    page = int.from_bytes(header[16:18], "big")
    page = _LARGEST_PAGE if page == 1 else page
    counted, changed, counted_at = (int.from_bytes(header[at : at + 4], "big") for at in (28, 24, 92))
    if page < 512 or changed != counted_at:
        return 0
    return max(0, -(-(counted * page - size) // page))
