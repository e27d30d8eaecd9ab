"""JSON as it is stored and hashed: Chinese kept as Chinese, keys in order, no spaces that could differ."""

from __future__ import annotations

import json
from typing import Any


def to_json(value: object) -> str:
    """The one canonical text of `value`; equal values give equal bytes (the audit chain hashes it)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Any:
    """What the text says; raises ValueError for what is no JSON."""
    return json.loads(text)
