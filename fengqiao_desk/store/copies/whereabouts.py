"""Where a folder is used: the computer, the folder on its disk, the path; by these a folder that was copied by hand is noticed."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


@dataclass(frozen=True)
class Whereabouts:
    """Digests, so that no name of a computer or a user stands in a folder that is handed on; empty for what cannot be told."""

    computer: str
    folder: str
    path: str

    def is_same_folder(self, other: Whereabouts) -> bool:
        """Whether the same folder of a disk is meant, in whichever computer the disk or the stick is now."""
        return bool(self.folder) and self.folder == other.folder

    def is_known_by(self, known: Whereabouts) -> bool:
        """Whether this is the place that is known: on one computer a folder may be renamed, and a stick numbers its folders anew."""
        here = self.computer == known.computer
        return here and (self.is_same_folder(known) or self.path == known.path)


def here(root: Path) -> Whereabouts:
    """The place of a folder now."""
    place = root.resolve()
    number = ""
    with suppress(OSError):
        # Without the device: its number changes with every start of Linux and every slot of a stick.
        number = str(place.stat().st_ino or "")
    return Whereabouts(_digest(_machine_id()), _digest(number), _digest(str(place)))


def _machine_id() -> str:
    """What the system calls this computer, the same for all its users; empty where it has no such name."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone has it

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for path in _MACHINE_IDS:
        with suppress(OSError, UnicodeDecodeError):
            return path.read_text(encoding="ascii").strip()
    return ""


def _digest(text: str) -> str:
    return hashlib.sha256(f"枫桥工作台 {text}".encode()).hexdigest()[:32] if text else ""
