"""A text whose findings were masked is read again before it goes out: it is still in its language, and it passes."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Author, Context, Subject, decide, redact, screen
from dayroom.engines.guard.wording import MASK_WORDS, mask_for

PROFESSIONAL = Context(author=Author.PROFESSIONAL, subject=Subject.PATIENT)


@pytest.mark.parametrize("klass", sorted(MASK_WORDS))
def test_our_own_masks_are_of_no_foreign_script(klass: str) -> None:
    report = screen(f"Hello there. {mask_for(klass)}", context=PROFESSIONAL)
    assert (report.checked, report.language) == (True, "en")


def test_a_professional_can_post_what_was_mended() -> None:
    text = "You were born on 14 March 1958 and your MRN is 00482913. Ring me on 202-555-0143."
    report = screen(text, context=PROFESSIONAL)
    assert decide(report, PROFESSIONAL).action is Action.BLOCK
    mended = screen(redact(text, report), context=PROFESSIONAL)
    assert decide(mended, PROFESSIONAL).action is Action.ALLOW
