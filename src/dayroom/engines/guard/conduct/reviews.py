"""Replies to a review that say nothing of anybody's care.

language  "en…" or "es…"; others get English
returns   ready texts; `{contact}` is the place for how to reach the practice
source    standards 3.2; 45 CFR 164.502(a): a reply neither confirms nor denies that somebody is a patient
errs      bland on purpose: a warm reply that knows the person breaks the law

>>> all("{contact}" in text for text in neutral_replies("es"))
True
"""

from __future__ import annotations

_REPLIES = {
    "en": (
        "We take all feedback seriously. Privacy law stops us from commenting here. Please contact us at {contact}.",
        "Thank you for taking the time to write. We read every comment and use it to do better. "
        "Privacy law does not let us say more in public. You can reach us at {contact}.",
        "We are sorry to read this. We would like to listen. Privacy law keeps us from talking about anyone's care "
        "in public, so please contact us at {contact}.",
        "Our aim is that everyone is treated with respect. We cannot discuss single cases in public. If you wish to "
        "make a complaint, {contact} will help, and you will get an answer.",
        "Concerns about safety matter to us. Please tell us about yours at {contact}. You can also turn to the body "
        "that oversees health care in your area.",
    ),
    "es": (
        "Nos tomamos en serio todas las opiniones. La ley de privacidad no nos deja comentar aquí. Por favor, "
        "escríbenos o llámanos: {contact}.",
        "Gracias por dedicar tiempo a escribir. Leemos cada comentario para mejorar. La ley de privacidad no nos deja "
        "decir más en público. Estamos en {contact}.",
        "Sentimos leer esto y queremos escuchar. La ley de privacidad nos impide hablar en público de la atención de "
        "cualquier persona. Por favor, contacta con {contact}.",
        "Queremos que todas las personas reciban un trato respetuoso. No podemos hablar de casos en público. Si deseas "
        "presentar una queja, {contact} te ayudará y recibirás respuesta.",
        "La seguridad nos importa. Cuéntanos tu preocupación en {contact}. También puedes acudir al organismo que "
        "supervisa la atención sanitaria en tu zona.",
    ),
}


def neutral_replies(language: str = "en") -> tuple[str, ...]:
    """The templates of one language; see the module."""
    return _REPLIES.get(language.split("-", maxsplit=1)[0].lower(), _REPLIES["en"])
