"""A picture in the place of a photo: practice stations show no real scenes, and say so across the picture."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..documents.typesetting.fonts.faces import packaged_sans
from .desk import SAMPLE

_SIZE = (1280, 960)
_WALL, _TABLE, _BOX, _EDGE, _INK = "#cfd6dd", "#8d7b68", "#e9e2d3", "#b7a98f", "#5b6470"


def sample_photo(path: Path, title: str, day: str) -> Path:
    """Draw boxes on a table with the words of the scene, its day and 示例, and write them to `path`."""
    picture = Image.new("RGB", _SIZE, _WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1280, 960), fill=_TABLE)
    for row, boxes in enumerate((5, 4, 3)):
        for place in range(boxes):
            left, top = 220 + row * 80 + place * 170, 560 - row * 130
            draw.rectangle((left, top, left + 160, top + 120), fill=_BOX, outline=_EDGE, width=4)
            draw.line((left + 80, top, left + 80, top + 120), fill=_EDGE, width=4)
    # The packaged font, so that the picture and its hash are the same on every computer.
    font = packaged_sans().path
    draw.text((60, 50), f"{title}　{day}", fill=_INK, font=ImageFont.truetype(font, 56))
    draw.text((640, 800), SAMPLE, fill="#ffffff", font=ImageFont.truetype(font, 150), anchor="mm")
    picture.save(path, quality=85)
    return path
