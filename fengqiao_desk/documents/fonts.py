"""Which fonts a station prints with: its own files, this computer's fonts, then the packaged ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..station.profile import Profile
from . import typesetting

if TYPE_CHECKING:
    from .typesetting import FontChoice

ROLES = ("body", "title", "heading", "kai", "latin")


def font_choice(profile: Profile) -> FontChoice:
    """The chain of fonts; a practice folder prints with the packaged fonts only, so that its pages are equal everywhere."""
    if profile.practice:
        return typesetting.FontChoice()
    begun = typesetting.system_fonts() if profile.system_fonts else typesetting.FontChoice()
    own: dict[str, Any] = {role: Path(path) for role, path in profile.fonts.items() if role in ROLES and path}
    return replace(begun, **own)
