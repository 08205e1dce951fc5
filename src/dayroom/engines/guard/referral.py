"""What a professional can send instead of advice for one person.

language  "en…" or "es…"; others get English
source    standards 3.1, S11; our own words
errs      says too little rather than too much: it fits every question
"""

from __future__ import annotations

REFERRALS = {
    "en": "I can't advise on your own case here, because I don't know you well enough. This is general information. "
    "Please talk to your own doctor, nurse or pharmacist before you change anything. If it gets worse fast, call your "
    "local emergency number.",
    "es": "Aquí no puedo aconsejarte sobre tu caso, porque no te conozco lo suficiente. Esto es información general. "
    "Habla con tu médica, enfermero o farmacéutica antes de cambiar nada. Si empeora deprisa, llama al número de "
    "emergencias de tu zona.",
}


def referral_text(language: str = "en") -> str:
    """A reply that a professional can send instead of advice for one person.

    >>> referral_text("fr") == referral_text("en")
    True
    """
    return REFERRALS.get(language.split("-", maxsplit=1)[0].lower(), REFERRALS["en"])
