"""What a guardian is told and says yes to before a child under 13 has an account, and how that yes is checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuardianState(models.TextChoices):
    """Asked → confirmed by mail → checked by a steward → account open → ended."""

    ASKED = "ASKED", _("waiting for your click in the mail")
    CONFIRMED = "CONFIRMED", _("waiting for a steward")
    CHECKED = "CHECKED", _("checked: you can open the account")
    OPEN = "OPEN", _("the account is open")
    REFUSED = "REFUSED", _("not accepted")
    ENDED = "ENDED", _("ended")


class CheckMethod(models.TextChoices):
    """How a steward made sure that an adult with the right to do so says yes: the way alone is kept, no paper and no
    number (verifiable parental consent, 16 CFR 312.5(b)(2), as amended, in force since 2026-04-22)."""

    SIGNED_FORM = "SIGNED_FORM", _("a signed form that we have seen")
    PHONE_CALL = "PHONE_CALL", _("a telephone call with trained staff")
    VIDEO_CALL = "VIDEO_CALL", _("a video call with trained staff")
    IDENTITY_PAPER = "IDENTITY_PAPER", _("an identity paper that was shown, and not kept")


MOVES: dict[str, frozenset[str]] = {
    GuardianState.ASKED: frozenset({GuardianState.CONFIRMED, GuardianState.ENDED}),
    GuardianState.CONFIRMED: frozenset({GuardianState.CHECKED, GuardianState.REFUSED, GuardianState.ENDED}),
    GuardianState.CHECKED: frozenset({GuardianState.OPEN, GuardianState.ENDED}),
    GuardianState.OPEN: frozenset({GuardianState.ENDED}),
    GuardianState.REFUSED: frozenset(),
    GuardianState.ENDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class GuardianText:
    """One version of the notice, and the two questions below it."""

    version: str
    language: str
    notice: tuple[str, ...]
    agree: str
    share: str


_TEXTS = {
    "2026-11": {
        "en": (
            (
                "Children under 13 have no account here by themselves. You can open one for your child in a closed "
                "community. It is led by staff of this site, and nobody can join it without a guardian.",
                "We keep the name your child is called here, an address that you can read, the day they turn 18, and "
                "what they write. We keep it only while the account is open. Nothing is sold or used for advertising.",
                "Your child writes in this community only. There are no private messages, no pictures and no public "
                "page. Staff can read what is written there. A text that could show who your child is waits for staff.",
                "You can see what your child wrote, take a copy, and ask us questions. You can take your yes back at "
                "any time on this page. The account is then closed and its data is deleted at once.",
                "After your click in the mail, a steward makes sure that you are an adult who may decide this. We keep "
                "how it was checked, and no papers.",
            ),
            "I am a parent or guardian. I have read this, and I agree for my child.",
            "I also agree that the child's data may be given to others, where this site says to whom and why. The "
            "account works without this.",
        ),
        "es": (
            (
                "Los menores de 13 años no abren aquí una cuenta por sí mismos. Puedes abrir una para tu hija o hijo "
                "en una comunidad cerrada. La lleva el personal de este sitio y nadie entra sin un tutor.",
                "Guardamos el nombre que usa aquí, una dirección que tú puedes leer, el día en que cumple 18 años y lo "
                "que escribe. Solo mientras la cuenta esté abierta. No se vende ni se usa para publicidad.",
                "Solo escribe en esta comunidad. No hay mensajes privados, ni fotos, ni página pública. El personal "
                "puede leer lo que se escribe. Un texto que pueda mostrar quién es espera al personal.",
                "Puedes ver lo que escribió, llevarte una copia y preguntarnos. Puedes retirar tu permiso en esta "
                "página cuando quieras. La cuenta se cierra entonces y sus datos se borran en el acto.",
                "Después de tu clic en el correo, alguien del equipo se asegura de que eres una persona adulta que "
                "puede decidirlo. Guardamos cómo se comprobó, y ningún papel.",
            ),
            "Soy madre, padre o tutor. He leído esto y doy mi permiso.",
            "También acepto que los datos se den a otros, cuando este sitio diga a quién y por qué. La cuenta funciona "
            "sin esto.",
        ),
    },
}
CONFIRM_SECONDS = 3 * 24 * 3600  # how long the link in the mail is good; house convention, 2026-11
ASKED_PER_DAY = 5


def guardian_text(language: str, version: str = "") -> GuardianText:
    """The words in the reader's language, or in English where there is no translation; the newest unless named.

    >>> guardian_text("es-MX").language, guardian_text("fr").language
    ('es', 'en')
    """
    version = version or max(_TEXTS)
    short = language.split("-", maxsplit=1)[0]
    used = short if short in _TEXTS[version] else "en"
    notice, agree, share = _TEXTS[version][used]
    return GuardianText(version, used, notice, agree, share)
