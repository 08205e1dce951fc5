"""Pictures of pages, small enough to live in the repository."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.visits import Visit

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
HEIGHTS = {360: 740, 768: 1024, 1280: 860}
COLORS = 96  # enough for flat pages; a quarter of the bytes


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def window(opened: Browser, site: str, handle: str = "", *, width: int = 1280, look: str = "light") -> Visit:
    context = opened.new_context(
        base_url=site, viewport={"width": width, "height": HEIGHTS[width]}, reduced_motion="reduce",
        color_scheme="dark" if look == "dark" else "light",
    )
    context.set_default_timeout(15_000)
    return Visit(context, site, handle)


def keep(page: Page, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(COLORS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
