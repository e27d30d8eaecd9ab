"""The master of a sealed folder: the keys of its database, of its file names and of its files, as one age identity file."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

from pyrage import DecryptError, decrypt, encrypt, x25519

_DATABASE: Final = "# database-key"
_NAMES: Final = "# file-name-key"
_GENERATION: Final = "# generation"
_LINE: Final = re.compile(r"^(# [a-z-]+): ([0-9a-f]+)$", re.MULTILINE)
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class Master:
    """`generation` counts from 1, one more with every change of the master; keys are 32 bytes each, `identity` begins with AGE-SECRET-KEY.

    Neither is ever shown: whoever has them reads the whole folder.
    """

    generation: int
    database_key: bytes = field(repr=False)
    name_key: bytes = field(repr=False)
    identity: str = field(repr=False)

    @classmethod
    def fresh(cls, generation: int) -> Master:
        """A master nobody has ever had, of the system's own random numbers."""
        keys = secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_KEY_BYTES)
        return cls(generation, *keys, str(x25519.Identity.generate()))

    @classmethod
    def read(cls, text: str) -> Master:
        """The opposite of `text`; raises ValueError for what is none."""
        said = dict(_LINE.findall(text))
        identity = next((line for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")), "")
        if not {_GENERATION, _DATABASE, _NAMES} <= said.keys() or not identity:
            raise ValueError("not the master of a station folder")
        keys = bytes.fromhex(said[_DATABASE]), bytes.fromhex(said[_NAMES])
        return cls(int(said[_GENERATION]), *keys, identity)

    @property
    def text(self) -> str:
        """As it is wrapped: an age identity file whose remarks hold the other keys, so that a bureau needs nothing but `age` (docs/security.md)."""
        return (
            f"{_GENERATION}: {self.generation}\n{_DATABASE}: {self.database_key.hex()}\n"
            f"{_NAMES}: {self.name_key.hex()}\n{self.identity}\n"
        )

    @property
    def recipient(self) -> str:
        """The public half to which the files of the folder are sealed: `age1…`."""
        return str(x25519.Identity.from_str(self.identity).to_public())

    def place_of(self, name: str) -> str:
        """`ab/ab….age` for a file of this name: it says nothing of the name, not even to who guesses it."""
        digest = hmac.new(self.name_key, name.encode(), hashlib.sha256).hexdigest()
        return f"{digest[:2]}/{digest}.age"

    def seal(self, content: bytes) -> bytes:
        """The content in the age format."""
        return sealed_to(self.recipient, content)

    def unseal(self, sealed: bytes) -> bytes | None:
        """The content again, None for what was changed or is sealed to another master."""
        return opened_by(self.identity, sealed)


def sealed_to(recipient: str, content: bytes, *, armored: bool = False) -> bytes:
    """Content that the holder of the recipient's private half opens; `armored` as lines of text."""
    return bytes(encrypt(content, [x25519.Recipient.from_str(recipient)], armored=armored))


def opened_by(identity: str, sealed: bytes) -> bytes | None:
    """The content, None when it is not sealed to this identity or was changed. Never a part of it: age tells a change only at the end."""
    try:
        return bytes(decrypt(sealed, [x25519.Identity.from_str(identity)]))
    except DecryptError:
        return None
