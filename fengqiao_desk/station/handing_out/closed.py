"""Files closed with a password that the receiver opens with what he has: Excel or WPS a workbook, any reader a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pikepdf

from ...problems import Fault, FaultyEntry, Refused
from ..passwords import weakness

_LONGEST: Final = 64
"""Characters; a PDF takes 127 bytes of a password and Excel 255 characters, and nobody types more than this."""


def closed(content: bytes, ending: str, password: str) -> bytes:
    """The content as it can be read only with the password; `ending` is one of CLOSABLE."""
    return CLOSABLE[ending](content, password)


def must_be_closable(path: Path) -> None:
    """Raises Refused for a file of a kind that cannot be closed."""
    # What else leaves (CSV, a calendar) is plain text: closed it would be an archive, which most station computers cannot open
    # without a program of their own, or only by the old ZIP cipher, which keeps nothing.
    if path.suffix.lower() not in CLOSABLE:
        raise Refused(
            f"这种文件加不了密码：{path.name}。能加密码的是 PDF 和 .xlsx 表格；CSV 请改为导出 .xlsx，日历没有密码。"
        )


def must_be_strong(password: str) -> None:
    """Raises FaultyEntry for a password that is too weak to close a file with; an empty one closes none."""
    if password and (refusal := _weakness(password)):
        raise FaultyEntry((Fault("password", refusal),))


def _weakness(password: str) -> str:
    """Why a password is refused that the receiver shall type, in words; empty when it will do."""
    # Readers differ in how they spell other characters, and the receiver's keyboard may not have them.
    if not all("!" <= character <= "~" for character in password):
        return "密码只用字母、数字和标点，不用汉字和空格：对方换一台电脑也要打得出来"
    if len(password) > _LONGEST:
        return f"密码最多 {_LONGEST} 位"
    return weakness(password)


def _closed_pdf(content: bytes, password: str) -> bytes:
    """AES-256 as ISO 32000-2 has it (revision 6); who can open it may do everything with it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        # Without an owner's password of its own a reader would open the file as owner with an empty one.
        pdf.save(target, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return target.getvalue()


def _closed_workbook(content: bytes, password: str) -> bytes:
    """ECMA-376 agile encryption (AES-256, SHA-512), as Excel itself does since 2010."""
    # It takes a while to load, and few files are closed.
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()


CLOSABLE: Final[Mapping[str, Callable[[bytes, str], bytes]]] = {
    ".pdf": _closed_pdf,
    ".xlsx": _closed_workbook,
}
"""What closes a file, by its ending."""
