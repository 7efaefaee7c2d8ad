import re

import pytest
from django.conf import settings

TOKENS = settings.BASE_DIR / "static" / "css" / "tokens.css"
TEXT = 4.5
EDGE = 3.0
PAIRS = [
    *[
        (color, ground, TEXT)
        for color in ("ink", "muted", "action")
        for ground in ("paper", "surface", "sunken", "wash")
    ],
    ("on-action", "action", TEXT),
    ("on-action", "action-strong", TEXT),
    ("check", "check-wash", TEXT),
    ("ink", "check-wash", TEXT),
    ("error", "error-wash", TEXT),
    ("error", "paper", TEXT),
    ("error", "surface", TEXT),
    ("edge", "paper", EDGE),
    ("edge", "surface", EDGE),
    ("focus", "paper", EDGE),
    ("focus", "sunken", EDGE),
    ("check-line", "check-wash", EDGE),
]


def colors(theme: str) -> dict[str, str]:
    """Give the colors of "light" or "dark" by name, as #rrggbb."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media screen")
    pattern = r"--([a-z-]+): (#[0-9a-f]{6});"
    found = dict(re.findall(pattern, light))
    return found if theme == "light" else found | dict(re.findall(pattern, dark))


def luminance(color: str) -> float:
    """Give the relative luminance, 0 to 1. Source: WCAG 2.2, definition."""
    shares = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("color", "ground", "least"), PAIRS)
def test_colors_have_enough_contrast(theme, color, ground, least):
    palette = colors(theme)
    dark, light = sorted([luminance(palette[color]), luminance(palette[ground])])

    contrast = (light + 0.05) / (dark + 0.05)

    assert contrast >= least
