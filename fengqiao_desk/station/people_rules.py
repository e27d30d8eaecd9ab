"""What a name, a badge and roles must be: rules that adding, changing and coming back share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from ..problems import Fault
from ..values.names import normalise_name
from ..values.text import clean, half_width
from .officer import Officer, Role

LONGEST_NAME: Final = 50


def in_normal_form(officer: Officer) -> Officer:
    """The name with one sort of dot, the badge without blanks, each joined role once."""
    also = tuple(dict.fromkeys(role for role in officer.also if role is not officer.role))
    badge = half_width(clean(officer.badge)).strip()
    return replace(officer, name=normalise_name(officer.name), badge=badge, also=also)


def check_name(name: str, taken: Collection[str]) -> tuple[Fault, ...]:
    """A name says who somebody is, and nobody else has ever borne it here: old papers would name two persons."""
    if not name:
        return (Fault("name", "请填写姓名"),)
    if len(name) > LONGEST_NAME or "\n" in name:
        return (Fault("name", f"姓名不能超过 {LONGEST_NAME} 个字，也不能换行"),)
    # Rare characters of names lie beyond Python's tables, where isalpha says no (values/names.py).
    if not any(character.isalpha() or ord(character) > 0xFFFF for character in name):
        return (Fault("name", f"“{name}”不像姓名，请填写真实姓名"),)
    if name in taken:
        return (Fault("name", f"“{name}”已经在册（离任的和以前用过的姓名也算），请加以区别"),)
    return ()


def check_roles(roles: tuple[Role, ...]) -> tuple[Fault, ...]:
    """An auxiliary is no police officer (程序规定第52条②): the two are never one person."""
    police = [role for role in roles if role in (Role.OFFICER, Role.CHIEF)]
    if Role.AUXILIARY in roles and police:
        return (Fault("role", f"{Role.AUXILIARY}不能同时是{police[0]}"),)
    return ()


def check_badge(officer: Officer, serving: Iterable[Officer]) -> tuple[Fault, ...]:
    """Two who serve never have the same badge; who left may have had it, for numbers are given again."""
    same = [other for other in serving if _same(other.badge, officer.badge) and other.name != officer.name]
    if officer.badge and same:
        return (Fault("badge", f"警号 {officer.badge} 现在是“{same[0].name}”的"),)
    return ()


def _same(badge: str, other: str) -> bool:
    return badge.strip().casefold() == other.strip().casefold()
