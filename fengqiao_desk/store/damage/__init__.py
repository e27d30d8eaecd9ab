"""Damage of a station folder: each kind found and told, a sound copy written where that is possible, nothing written on top of, nothing deleted."""

from .finding import ONLY_LOOKING, Finding, Remedy
from .pages import damage, damaged_pages, torn_texts, unless_unreadable

__all__ = ["ONLY_LOOKING", "Finding", "Remedy", "damage", "damaged_pages", "torn_texts", "unless_unreadable"]
