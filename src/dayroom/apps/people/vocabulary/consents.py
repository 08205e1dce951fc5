"""What people say yes to, word for word, by purpose and language. A changed text gets a new version; old ones stay."""

from __future__ import annotations

from dataclasses import dataclass

from dayroom.apps.people.vocabulary import Purpose


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One text as it is shown: what is asked (label), and what it means (body)."""

    purpose: str
    version: str
    language: str
    label: str
    body: str


# (purpose, version) → language → (label, body); the last version of a purpose is the one that is asked for
_TEXTS: dict[tuple[str, str], dict[str, tuple[str, str]]] = {
    (Purpose.TERMS, "2026-11"): {
        "en": (
            "I agree to the house rules",
            "Be kind. Share what you live with, not orders for others. Leave out names, numbers and addresses, your "
            "own and other people's. Do not sell things. Moderators can hide what breaks a rule, and they tell you "
            "why. You can ask somebody else to look again. You can leave at any time and take your words with you.",
        ),
        "es": (
            "Acepto las normas de la casa",
            "Sé amable. Cuenta lo que vives, no des órdenes a los demás. No pongas nombres, números ni direcciones, "
            "ni tuyos ni de otras personas. No vendas nada. Quienes moderan pueden ocultar lo que rompe una norma, y "
            "te dicen por qué. Puedes pedir que otra persona lo revise. Puedes irte cuando quieras y llevarte tus "
            "palabras.",
        ),
    },
    (Purpose.HEALTH_DATA, "2026-11"): {
        "en": (
            "I agree that this site keeps what I write about my health",
            "This is about your posts, messages and profile. They are kept here, on this site's own server, so that "
            "others can read and answer them. They are not sold and not shared with advertisers. You can take this "
            "back on the privacy page at any time. You can also join without it and just read.",
        ),
        "es": (
            "Acepto que este sitio guarde lo que escribo sobre mi salud",
            "Se trata de lo que publicas, de tus mensajes y de tu perfil. Se guarda aquí, en el servidor de este "
            "sitio, para que otras personas puedan leerlo y responder. No se vende ni se comparte con anunciantes. "
            "Puedes retirarlo en la página de privacidad cuando quieras. También puedes unirte sin aceptarlo y solo "
            "leer.",
        ),
    },
    (Purpose.DIGEST_MAIL, "2026-11"): {
        "en": (
            "Send me a summary by e-mail",
            "At most one mail a day about what you follow. The subject never names a condition. One click in the mail "
            "ends it.",
        ),
        "es": (
            "Envíenme un resumen por correo electrónico",
            "Como mucho un correo al día sobre lo que sigues. El asunto nunca nombra una enfermedad. Un clic en el "
            "correo lo termina.",
        ),
    },
    (Purpose.COUNTING, "2026-11"): {
        "en": (
            "My public posts may be counted for health trends",
            "Counting means: how many public posts speak of a topic in a week. Nobody is named and no words are "
            "copied. A person decides what a trend means.",
        ),
        "es": (
            "Mis publicaciones públicas pueden contarse para ver tendencias de salud",
            "Contar significa: cuántas publicaciones públicas hablan de un tema en una semana. No se nombra a nadie y "
            "no se copian palabras. Una persona decide qué significa una tendencia.",
        ),
    },
}

SIGNUP_PURPOSES = (Purpose.TERMS, Purpose.HEALTH_DATA, Purpose.DIGEST_MAIL)


def consent_version(purpose: str) -> str:
    """The version that is asked for now."""
    return max(version for known, version in _TEXTS if known == purpose)


def consent_text(purpose: str, language: str, version: str = "") -> ConsentText:
    """The words of one consent in the reader's language, or in English where there is no translation."""
    version = version or consent_version(purpose)
    texts = _TEXTS[(purpose, version)]
    short = language.split("-", maxsplit=1)[0]
    used = short if short in texts else "en"
    label, body = texts[used]
    return ConsentText(purpose=purpose, version=version, language=used, label=label, body=body)
