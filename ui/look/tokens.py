"""Colours, sizes and distances of the windows, in this one place : light and dark of each meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Tone(StrEnum):
    """What a colour means; it never stands without its word."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    WARNING = "warning"
    DANGER = "danger"
    GOOD = "good"


@dataclass(frozen=True)
class Tokens:
    """One set of colours, each as `#rrggbb`."""

    dark: bool
    page: str
    surface: str
    sunken: str
    neutral_soft: str
    line: str
    control_line: str
    hover: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str

    @property
    def box_line(self) -> str:
        """The line around what can be typed in or pressed; stronger in the dark."""
        return self.control_line if self.dark else self.line

    def ink(self, tone: Tone) -> str:
        """The colour of words in this tone, legible on `ground(tone)`, page and surface."""
        return {
            Tone.NEUTRAL: self.muted,
            Tone.ACCENT: self.accent,
            Tone.WARNING: self.warning,
            Tone.DANGER: self.danger,
            Tone.GOOD: self.good,
        }[tone]

    def ground(self, tone: Tone) -> str:
        """The soft colour below words in this tone."""
        return {
            Tone.NEUTRAL: self.neutral_soft,
            Tone.ACCENT: self.accent_soft,
            Tone.WARNING: self.warning_soft,
            Tone.DANGER: self.danger_soft,
            Tone.GOOD: self.good_soft,
        }[tone]


LIGHT: Final = Tokens(
    dark=False,
    page="#f5f6f8",
    surface="#ffffff",
    sunken="#eef0f3",
    neutral_soft="#eef0f3",
    line="#dfe3e8",
    control_line="#d3d9e0",
    hover="#f2f4f7",
    text="#1c2430",
    muted="#5d6877",
    accent="#1f5fbf",
    accent_strong="#194f9f",
    accent_soft="#e6eefb",
    on_accent="#ffffff",
    danger="#b3261e",
    danger_soft="#fbe9e7",
    warning="#8a5a00",
    warning_soft="#fdf1d8",
    good="#1b6e3c",
    good_soft="#e3f3e8",
)

DARK: Final = Tokens(
    dark=True,
    page="#15181d",
    surface="#1d2127",
    sunken="#181b20",
    neutral_soft="#2a3038",
    line="#2f353e",
    control_line="#3a414b",
    hover="#252a32",
    text="#e7eaee",
    muted="#a5afbc",
    accent="#7fb0ff",
    accent_strong="#a3c6ff",
    accent_soft="#20304a",
    on_accent="#121821",
    danger="#ff9a90",
    danger_soft="#3c2220",
    warning="#f0c067",
    warning_soft="#3a2f17",
    good="#7fd39b",
    good_soft="#1c3325",
)


class Size:
    """Heights of letters in pixels at 100 %."""

    TITLE: Final = 20
    FIGURE: Final = 24
    BODY: Final = 14
    CONTEXT: Final = 13
    SMALL: Final = 12


class Space:
    """Distances, radii and heights in pixels at 100 %; steps of four."""

    STEP: Final = 4
    GAP: Final = 20
    MARGIN: Final = 24
    CARD: Final = 16
    CARD_RADIUS: Final = 10
    CONTROL_RADIUS: Final = 8
    BADGE_RADIUS: Final = 5
    CONTROL: Final = 34
    NAVIGATION: Final = 196
    TOP_BAR: Final = 52
    STATUS_LINE: Final = 30


def mixed(first: str, second: str, share: float) -> str:
    """`first` over `second`: a `share` (0 to 1) of the first colour, the rest of the second."""
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    # 0.05 is the light that a screen in a room throws back (WCAG 2.2).
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    # From the numbers of sRGB to light, by the curve of IEC 61966-2-1.
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    # How bright each colour is to the eye (ITU-R BT.709).
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
