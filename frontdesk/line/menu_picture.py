"""The rich menu's picture, drawn by us: large dark letters on white, a simple drawing in each field. Plain Python.

Contrast of the letters 14:1, of the drawings 7:1 (WCAG asks 4.5:1 and 3:1).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from clinic.profile import Profile
from frontdesk.line.menu import HEIGHT, WIDTH, bounds, entries

INK, ACCENT, LINE, PAPER = "#1F2A37", "#0B5C8A", "#C9D3DE", "#FFFFFF"
LETTER_PX, LINE_PX = 118, 150
MOST_BYTES = 1_000_000
# Where Japanese fonts are on Debian, Fedora, macOS. LINE_FONT names another.
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    "/System/Library/Fonts/ヒラギノ角ゴシック W6.ttc",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
)

Draw = ImageDraw.ImageDraw


class NoFont(Exception):
    """Raised when no Japanese font is found; the message says what to install."""


def picture(profile: Profile, font_file: str = "") -> bytes:
    """The picture as PNG. Raises NoFont."""
    font = _font(font_file)
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    for place, entry in enumerate(entries(profile)):
        box = bounds(place)
        right, bottom = box["x"] + box["width"], box["y"] + box["height"]
        draw.rectangle((box["x"], box["y"], right - 1, bottom - 1), outline=LINE, width=4)
        middle = box["x"] + box["width"] // 2
        SIGNS[entry.sign](draw, middle, box["y"] + 290)
        top = box["y"] + 545 + (LINE_PX // 2 if len(entry.lines) == 1 else 0)
        for number, line in enumerate(entry.lines):
            draw.text((middle, top + number * LINE_PX), line, font=font, fill=INK, anchor="mm")
    return _png(image)


def _png(image: Image.Image) -> bytes:
    """Few colours keep it far below LINE's limit of 1 MB."""
    data = io.BytesIO()
    image.quantize(64).save(data, "PNG", optimize=True)
    if data.tell() > MOST_BYTES:
        raise ValueError(f"the picture has {data.tell()} bytes; LINE takes {MOST_BYTES}")
    return data.getvalue()


def _font(file: str) -> ImageFont.FreeTypeFont:
    found = next((one for one in ([file] if file else FONTS) if Path(one).exists()), None)
    if found is None:
        raise NoFont("no Japanese font is found; install fonts-noto-cjk, or name a font file with --font")
    return ImageFont.truetype(found, LETTER_PX)


def _calendar(draw: Draw, x: int, y: int) -> None:
    draw.rounded_rectangle((x - 130, y - 100, x + 130, y + 130), 24, outline=ACCENT, width=20)
    draw.line((x - 130, y - 35, x + 130, y - 35), fill=ACCENT, width=20)
    for side in (-65, 65):
        draw.line((x + side, y - 145, x + side, y - 75), fill=ACCENT, width=24)
    draw.line(((x - 65, y + 45), (x - 15, y + 90), (x + 75, y + 5)), fill=ACCENT, width=24, joint="curve")


def _phone(draw: Draw, x: int, y: int) -> None:
    draw.rounded_rectangle((x - 85, y - 145, x + 85, y + 145), 34, outline=ACCENT, width=22)
    draw.line((x - 28, y - 100, x + 28, y - 100), fill=ACCENT, width=14)
    draw.ellipse((x - 18, y + 80, x + 18, y + 116), fill=ACCENT)


def _knee(draw: Draw, x: int, y: int) -> None:
    draw.line(((x - 120, y - 130), (x + 40, y - 20)), fill=ACCENT, width=60)
    draw.line(((x + 40, y - 20), (x - 40, y + 130)), fill=ACCENT, width=50)
    draw.line(((x - 40, y + 130), (x + 70, y + 130)), fill=ACCENT, width=44)
    draw.ellipse((x - 5, y - 70, x + 95, y + 30), fill=PAPER, outline=ACCENT, width=20)


def _care(draw: Draw, x: int, y: int) -> None:
    draw.ellipse((x - 45, y - 150, x + 45, y - 60), outline=ACCENT, width=22)
    draw.line((x, y - 60, x, y + 50), fill=ACCENT, width=26)
    draw.line(((x - 130, y - 40), (x, y - 10), (x + 130, y - 40)), fill=ACCENT, width=24, joint="curve")
    draw.line(((x - 90, y + 145), (x, y + 50), (x + 90, y + 145)), fill=ACCENT, width=26, joint="curve")


def _clock(draw: Draw, x: int, y: int) -> None:
    draw.ellipse((x - 135, y - 135, x + 135, y + 135), outline=ACCENT, width=22)
    draw.line(((x, y - 80), (x, y), (x + 60, y + 45)), fill=ACCENT, width=22, joint="curve")


def _question(draw: Draw, x: int, y: int) -> None:
    draw.rounded_rectangle((x - 150, y - 130, x + 150, y + 80), 50, outline=ACCENT, width=22)
    draw.polygon(((x - 70, y + 70), (x + 10, y + 70), (x - 70, y + 145)), fill=ACCENT)
    for side in (-70, 0, 70):
        draw.ellipse((x + side - 20, y - 45, x + side + 20, y - 5), fill=ACCENT)


def _staff(draw: Draw, x: int, y: int) -> None:
    draw.ellipse((x - 65, y - 145, x + 65, y - 15), outline=ACCENT, width=22)
    draw.arc((x - 140, y + 15, x + 140, y + 275), 180, 360, fill=ACCENT, width=24)
    draw.line((x - 140, y + 140, x + 140, y + 140), fill=ACCENT, width=24)


SIGNS: dict[str, Callable[[Draw, int, int], None]] = {
    "calendar": _calendar,
    "phone": _phone,
    "knee": _knee,
    "care": _care,
    "clock": _clock,
    "question": _question,
    "staff": _staff,
}
