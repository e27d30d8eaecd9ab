"""The wraps of the master: a key pair for each officer, whose private half a password opens, and one for the recovery sheet."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from argon2 import extract_parameters
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyrage import x25519

from .master import Master, opened_by, sealed_to

# As argon2-cffi hashes passwords (RFC 9106, second choice): 64 MiB, three passes, four lanes; about 130 ms.
_PASSES: Final = 3
_MEMORY_KIB: Final = 65_536
_LANES: Final = 4
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class Wrap:
    """What one password opens: `private` is the private half under it (nonce, then AES-GCM, in base64), `master` the master sealed to `public`.

    `passes`, `memory_kib` and `lanes` are argon2id's, kept with each so that later ones may be dearer. `borrowed` was made from a stored
    hash, which older copies of the plain database hold too: it is made anew at the first sign-in.
    """

    public: str
    salt: str
    passes: int
    memory_kib: int
    lanes: int
    private: str
    master: str
    borrowed: bool = False

    @classmethod
    def of(cls, master: Master, password: str, identity: str | None = None) -> Wrap:
        """A new key pair whose private half the password opens; `identity` when there is one already."""
        pair = x25519.Identity.from_str(identity) if identity else x25519.Identity.generate()
        salt = _text(secrets.token_bytes(_SALT_BYTES))
        empty = cls(str(pair.to_public()), salt, _PASSES, _MEMORY_KIB, _LANES, "", "")
        return empty._locking(pair, empty.key(password)).around(master)

    @classmethod
    def borrowing(cls, master: Master, stored: str) -> Wrap:
        """A wrap that the password of a stored argon2id hash opens, without the password: the hash is the very key it gives."""
        known, (salt, digest) = extract_parameters(stored), stored.split("$")[-2:]
        pair = x25519.Identity.generate()
        cost = known.time_cost, known.memory_cost, known.parallelism
        empty = cls(str(pair.to_public()), _padded(salt), *cost, "", "", borrowed=True)
        return empty._locking(pair, _bytes(_padded(digest))).around(master)

    def _locking(self, pair: x25519.Identity, key: bytes) -> Wrap:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, str(pair).encode(), self.public.encode())
        return replace(self, private=_text(nonce + sealed))

    def around(self, master: Master) -> Wrap:
        """The same pair about another master: for that nobody's password is needed."""
        sealed = sealed_to(self.public, master.text.encode(), armored=True)
        return replace(self, master=sealed.decode("ascii"))

    def key(self, password: str) -> bytes:
        """What argon2id makes of the password."""
        return hash_secret_raw(
            password.encode(),
            _bytes(self.salt),
            time_cost=self.passes,
            memory_cost=self.memory_kib,
            parallelism=self.lanes,
            hash_len=_KEY_BYTES,
            type=Type.ID,
        )

    def private_half(self, password: str) -> str | None:
        """The private half, None when it is not the password."""
        sealed = _bytes(self.private)
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self.key(password)).decrypt(nonce, rest, self.public.encode()).decode()
        except InvalidTag:
            return None

    def opened(self, password: str) -> Master | None:
        """The master, None when it is not the password."""
        identity = self.private_half(password)
        text = opened_by(identity, self.master.encode()) if identity else None
        return Master.read(text.decode()) if text is not None else None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Wrap:
        """The opposite of `as_data`; raises TypeError, ValueError for what is none."""
        return cls(**data)

    def as_data(self) -> dict[str, object]:
        """As it stands in the file of the keys."""
        return asdict(self)


def wait_as_long(password: str) -> None:
    """Reckons as for a real name: how long the answer takes must not say who serves here."""
    Wrap("", _text(bytes(_SALT_BYTES)), _PASSES, _MEMORY_KIB, _LANES, "", "").key(password)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _padded(text: str) -> str:
    """Base64 as argon2 writes it, without its end."""
    return text + "=" * (-len(text) % 4)


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
