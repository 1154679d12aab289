"""A real Chromium for the tests of the try-out page."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
]
# In milliseconds: on a busy machine what is right may take long to appear.
PATIENCE = 30_000
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("SIGNPOST_BROWSER_TESTS") != "required",
        reason="Chromium is not installed",
    ),
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser, closed afterwards."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=4 * PATIENCE
        )
        yield browser
        await browser.close()


async def blank_page(browser: Browser, height: int = 800) -> Page:
    """A page of a laptop's width, of `height` pixels."""
    page = await browser.new_page(viewport={"width": 1280, "height": height})
    page.set_default_timeout(PATIENCE)
    return page


async def opened(browser: Browser, address: str, height: int = 800) -> Page:
    """The try-out page at the address, once it is ready."""
    page = await blank_page(browser, height)
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    return page


async def says(page: Page, text: str) -> None:
    """Sends a message as a person types it, once no window is open over the page: it would take the keys."""
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.locator("#composer-input").fill(text)
    await page.keyboard.press("Enter")
