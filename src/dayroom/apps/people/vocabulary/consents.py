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
    (Purpose.OWN_RECORD, "2026-11"): {
        "en": (
            "I agree that this site keeps my health record",
            "This is about what you enter under My health: conditions, treatments, readings, answers. It is kept "
            "encrypted with a key of your own. Only you see it unless you say otherwise, item by item. You can take "
            "it all with you, and you can delete it. It is not sold and not shared with advertisers.",
        ),
        "es": (
            "Acepto que este sitio guarde mi registro de salud",
            "Se trata de lo que anotas en Mi salud: enfermedades, tratamientos, mediciones, respuestas. Se guarda "
            "cifrado con una clave tuya. Solo tú lo ves, salvo que digas otra cosa, punto por punto. Puedes llevártelo "
            "todo y puedes borrarlo. No se vende ni se comparte con anunciantes.",
        ),
    },
    (Purpose.COUNTED, "2026-11"): {
        "en": (
            "My reports may be counted on pages about treatments",
            "Counting means: how many people say that a treatment helped. No number under 11 people is shown and "
            "nobody is named. Only reports that you mark for it are counted. If you take this back, your reports "
            "leave the numbers at the next recount.",
        ),
        "es": (
            "Mis informes pueden contarse en las páginas sobre tratamientos",
            "Contar significa: cuántas personas dicen que un tratamiento ayudó. No se muestra ningún número menor de "
            "11 personas y no se nombra a nadie. Solo se cuentan los informes que marcas para ello. Si lo retiras, "
            "tus informes salen de los números en el próximo recuento.",
        ),
    },
    (Purpose.MATCHING, "2026-11"): {
        "en": (
            "Show me to people like me",
            "Members who agreed to this too can find you by what you choose to show: a condition, its stage, "
            "treatments, your age group. They see your handle and what you have in common. You can take this back at "
            "any time, and you are gone from their lists at once.",
        ),
        "es": (
            "Muéstrenme a personas como yo",
            "Quienes también aceptaron esto pueden encontrarte por lo que eliges mostrar: una enfermedad, su fase, "
            "tratamientos, tu grupo de edad. Ven tu nombre de usuario y lo que tienen en común. Puedes retirarlo "
            "cuando quieras y desapareces de sus listas al momento.",
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
