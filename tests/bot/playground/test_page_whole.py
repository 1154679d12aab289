"""The try-out page in a real browser on the whole playground: signed requests, an app, its answers."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.bot.chromium import NEEDED, chromium, opened, says
from tests.bot.playground.conftest import World

pytestmark = NEEDED


@pytest.fixture
async def page(world: World) -> AsyncIterator[Page]:
    async with chromium() as browser:
        yield await opened(browser, world.address)


async def test_an_answer_in_a_thread_opens_the_thread(page):
    await page.get_by_role("button", name="senco-network").click()
    await says(page, "@Signpost who is it?")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.locator("article").last).to_contain_text("Answered in the thread.")


async def test_a_second_window_lies_on_the_first_which_keeps_what_was_typed(page):
    await says(page, "/form")
    first = page.get_by_role("dialog", name="A form")
    await first.get_by_role("textbox", name="Why?").fill("because")
    await first.get_by_role("button", name="Push").click()
    await expect(page.get_by_role("dialog", name="Pushed")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(first.get_by_role("textbox", name="Why?")).to_have_value("because")


async def test_a_form_is_refused_by_slack_beside_the_empty_field(page):
    await says(page, "/form")
    form = page.get_by_role("dialog", name="A form")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("textbox", name="Why?")).to_be_focused()
    await expect(form.locator(".field-error").first).to_contain_text("Error: ")
