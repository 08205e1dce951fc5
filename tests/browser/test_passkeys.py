"""A member adds a passkey, signs in with it, and proves with it who they are: under the site's own content policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from dayroom.apps.people import actions
from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "soup in the blue kettle"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser had to say: a refused script or style would stand here."""
    heard: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(message.text)

    page.on("console", listen)
    return heard


@pytest.fixture
def device(context: BrowserContext, page: Page) -> None:
    """A device that holds passkeys and always recognises its owner."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})


def test_a_passkey_is_added_and_opens_the_door(live_server, page: Page, device: None, complaints: list[str]) -> None:
    # passkeys belong to a name, and browsers accept "localhost" without https
    site = live_server.url.replace("127.0.0.1", "localhost")
    ann = cast.ann()
    ann.set_password(PASSWORD)
    ann.save()
    actions.confirm_email(member_id=ann.pk)

    # given a member who is signed in with a password
    page.goto(f"{site}/account/login/?next=/account/2fa/webauthn/add/")
    page.fill("[name=login]", ann.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Go on").click()

    # when they add a passkey
    page.fill("[name=name]", "My phone")
    page.get_by_role("button", name="Add it now").click()
    page.wait_for_url("**/recovery-codes/**")
    ann.refresh_from_db()
    assert ann.has_factor_cached

    # then it opens the door without a password
    page.goto(f"{site}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/me/")
    assert page.get_by_role("heading", name="ann").is_visible()
    assert not [text for text in complaints if "Content Security Policy" in text]
