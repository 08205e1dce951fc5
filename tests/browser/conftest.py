"""One Chromium for all stories; every test gets a context of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.running_demo import running_demo

from tests.browser.inside import Inside
from tests.browser.office import Office
from tests.browser.visits import Visit

CHROMIUM = os.environ.get("DAYROOM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# of the story alone: making the demo takes minutes where other work is done on the same machine
STORY_SECONDS = 120
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories that need the running demo can be run by themselves: it takes half a minute to make (``-m demo``)."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.demo)
            item.add_marker(pytest.mark.timeout(STORY_SECONDS, func_only=True))


# what a story waits for on a machine that does other things beside it; it costs nothing where all is well
PATIENCE_MS = 20_000
# the first page of a process brings models and templates into memory
FIRST_PAGE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running demo."""
    with running_demo() as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """visit("ann") opens a window of Ann's, visit() one of a visitor's; every window is a device of its own."""
    opened: list[BrowserContext] = []

    def open_window(handle: str = "", **device: Any) -> Visit:
        context = chromium.new_context(base_url=site, reduced_motion="reduce", **device)
        context.set_default_timeout(PATIENCE_MS)
        context.set_default_navigation_timeout(FIRST_PAGE_MS)
        opened.append(context)
        return Visit(context, site, handle)

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(reduced_motion="reduce")
    opened.set_default_navigation_timeout(FIRST_PAGE_MS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def office(chromium: Browser) -> Iterator[Office]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE_MS)
    context.set_default_navigation_timeout(FIRST_PAGE_MS)
    yield Office(context.new_page(), Inside(context))
    context.close()
