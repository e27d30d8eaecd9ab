"""A card whose content is read anew when its page comes into view."""

from __future__ import annotations

from . import Card


class RefreshedCard(Card):
    """`refresh` reads what may have changed."""

    def refresh(self) -> None:
        """Reads anew; what has not changed is not drawn anew."""
        raise NotImplementedError
