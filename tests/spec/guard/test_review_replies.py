"""Replies to reviews: nothing that confirms, denies or adds to the care of anybody (45 CFR 164.502(a))."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Author, Context, Place, decide, screen

BLOCKED = {
    "en": [
        "We are sorry about your recent visit.",
        "Thank you for choosing us for your surgery.",
        "When you came in on Monday, the nurse was busy.",
        "Our records show that you were seen in time.",
        "We have no record of you as a patient.",
        "You were never a patient of ours.",
        "This person was never seen here.",
        "As you know, you declined the test.",
        "Your insurance did not cover it.",
        "You still owe a balance on your account.",
        "Your diagnosis was explained twice.",
        "Your mother was in good hands.",
        "Dr Okoye treated you with care.",
        "You arrived late and missed your appointment.",
        "It was a pleasure to care for you.",
    ],
    "es": [
        "Sentimos lo ocurrido en su visita.",
        "Cuando vino el lunes, había mucha gente.",
        "Te atendimos a la hora.",
        "No encontramos su registro.",
        "Gracias por elegirnos.",
        "Su seguro no cubría la prueba.",
        "Nunca ha sido paciente nuestra.",
        "Su operación salió bien.",
    ],
}
ALLOWED = {
    "en": [
        "We take all feedback to heart.",
        "Privacy rules keep us from discussing anybody's care here.",
        "Please call our office on 202-555-0143 so that we can listen.",
        "We are sorry to read this.",
        "Our office is open on Monday.",
        "Everyone should be treated with respect, and we work on it every day.",
    ],
    "es": [
        "Nos tomamos en serio todas las opiniones.",
        "La ley de privacidad no nos deja comentar aquí.",
        "Sentimos leer esto y queremos escuchar.",
    ],
}


def action(text, language, place=Place.REVIEW_REPLY, author=Author.ORGANISATION):
    context = Context(author=author, place=place, language=language)
    return decide(screen(text, context=context), context).action


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in BLOCKED.items() for text in texts])
def test_a_reply_that_says_anything_of_care_is_blocked(language, text):
    assert action(text, language) is Action.BLOCK


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in ALLOWED.items() for text in texts])
def test_a_reply_that_says_nothing_of_care_goes_out(language, text):
    assert action(text, language) is Action.ALLOW


def test_members_may_speak_of_their_own_visits():
    assert action("Thank you for my visit on Monday", "en", Place.MEMBERS, Author.MEMBER) is Action.ALLOW
