"""An editor changes the directory in the try-out page, in a real Chromium."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bot.playground.app import Playground
from tests.bot.chromium import NEEDED, chromium, opened, says

pytestmark = NEEDED

ASK = "who is the lead inclusion advisor for Bishop Fox's"
ASSIGN = '/directory assign "Bishop Fox\'s" to "Taunton cover (sample)" as "Lead Inclusion Advisor"'


@pytest.fixture
async def page(playground: Playground) -> AsyncIterator[Page]:
    async with chromium() as browser:
        yield await opened(browser, playground.public_url, height=900)


async def becomes(page: Page, person: str) -> None:
    await page.get_by_label("You are").select_option(person)


async def test_an_editor_adds_a_contact_assigns_a_school_and_undoes_it(page: Page):
    last = page.locator("article.from-bot").last
    await becomes(page, "Directory editor (sample)")
    await says(page, "/directory")
    window = page.get_by_role("dialog", name="Directory")
    await window.get_by_role("combobox").click()
    await page.get_by_role("option", name="Contact", exact=True).click()
    form = page.get_by_role("dialog", name="Add contact")
    await form.get_by_label("Name", exact=True).fill("Taunton cover (sample)")
    await form.get_by_label("Email").fill("taunton cover")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Email is not right")
    await form.get_by_label("Email").fill("taunton-cover@somerset.example.org")
    await form.get_by_role("combobox", name="Made-up sample").click()
    await page.get_by_role("option", name="Yes", exact=True).click()
    await form.get_by_role("button", name="Save").click()
    await expect(last).to_contain_text("Added the contact 'Taunton cover (sample)'")

    await says(page, ASSIGN)
    await expect(last).to_contain_text(
        "Taunton cover (sample) is Lead Inclusion Advisor for Bishop Fox's School"
    )

    await becomes(page, "SENCO (sample)")
    await says(page, ASK)
    await expect(last).to_contain_text("taunton-cover@somerset.example.org")

    await becomes(page, "Directory editor (sample)")
    await last.get_by_role("button", name="Undo").click()
    await expect(last).to_contain_text("Removed")

    await becomes(page, "SENCO (sample)")
    await says(page, ASK)
    await expect(last).to_contain_text("Lead Inclusion Advisor, Taunton")
    await expect(last).not_to_contain_text("taunton-cover@somerset.example.org")
