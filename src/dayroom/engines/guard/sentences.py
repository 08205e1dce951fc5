"""The one sentence a decision is explained with, in English and Spanish."""

from __future__ import annotations

from collections.abc import Collection

from .referral import REFERRALS
from .vocabulary import Action, Author, Context, Family, Finding, Place, Report, Subject, Tier

SENTENCES = {
    "en": {
        "T4": "You matter, and help is here right now. Your words are safe with us, and a person is being called "
        "to read them.",
        "T3": "Thank you for telling us. There are people who can help, right now. A moderator will read this very "
        "soon; until then only our team can see it.",
        "T2": "This sounds very heavy. You do not have to carry it alone: there is help, day and night, and somebody "
        "will check in with you.",
        "T1": "If this brings up hard feelings, for you or for someone you know, there is help, day and night.",
        "BLOCK": "This holds something that cannot be shown to others. Take out the marked parts and it can go ahead.",
        "BLOCK_PROFESSIONAL": "This could give a patient away. Take out the marked parts and it can go ahead.",
        "HOLD": "A moderator will read this before others can see it. Nothing is lost.",
        "NUDGE": "Something here could show who you or someone else is. You can take it out, or post it as it is.",
        "NUDGE_DIRECT": "Something here could show who you or someone else is. You can take it out, or send it as it "
        "is.",
        "NUDGE_OTHER": "This names somebody else and says how to find or reach them. They may not want that. You can "
        "take it out, or post it as it is.",
        "NUDGE_OTHER_DIRECT": "This names somebody else and says how to find or reach them. They may not want that. "
        "You can take it out, or send it as it is.",
        "NUDGE_HARM": "This may hurt the person who reads it. You can change it, or post it as it is.",
        "NUDGE_HARM_DIRECT": "This may hurt the person who reads it. You can change it, or send it as it is.",
        "NUDGE_ADVICE": "This tells someone how much to take, or to stop. You could share what happened to you "
        "instead, or post it as it is.",
        "NUDGE_ADVICE_DIRECT": "This tells someone how much to take, or to stop. You could share what happened to you "
        "instead, or send it as it is.",
        "NUDGE_CLAIM": "A fact check speaks about the marked part. Please name your source or say it in other words. "
        "You can also post it as it is.",
        "NUDGE_CLAIM_DIRECT": "A fact check speaks about the marked part. Please name your source or say it in other "
        "words. You can also send it as it is.",
        "NUDGE_PROMOTION": "This reads like a promise or an offer. You can change it, or post it as it is.",
        "NUDGE_PROMOTION_DIRECT": "This reads like a promise or an offer. You can change it, or send it as it is.",
        "NUDGE_LANGUAGE": "There is a kinder or plainer way to say the marked part. You can change it, or post it as "
        "it is.",
        "NUDGE_LANGUAGE_DIRECT": "There is a kinder or plainer way to say the marked part. You can change it, or send "
        "it as it is.",
        "HOLD_ADVICE": "This reads like advice for one person, so a moderator will read it first. You can send this "
        f"instead: “{REFERRALS['en']}”",
        "HOLD_PROMOTION": "This reads like a promise or an offer, so a moderator will read it first. Nothing is lost.",
        "UNCHECKED": "We could not check this text in its language.",
        "ALLOW": "",
    },
    "es": {
        "T4": "Tú importas, y hay ayuda ahora mismo. Tus palabras están a salvo, y estamos avisando a una persona "
        "para que las lea.",
        "T3": "Gracias por contarlo. Hay personas que pueden ayudar ahora mismo. Moderación lo leerá muy pronto; "
        "hasta entonces solo lo ve nuestro equipo.",
        "T2": "Esto suena muy duro. No tienes que llevarlo a solas: hay ayuda, de día y de noche, y alguien te "
        "preguntará cómo estás.",
        "T1": "Si esto te remueve algo, a ti o a alguien cercano, hay ayuda, de día y de noche.",
        "BLOCK": "Aquí hay algo que no puede mostrarse a otros. Quita lo marcado y podrá publicarse.",
        "BLOCK_PROFESSIONAL": "Esto podría delatar a un paciente. Quita lo marcado y podrá publicarse.",
        "HOLD": "Alguien de moderación lo leerá antes de que lo vean los demás. No se pierde nada.",
        "NUDGE": "Algo aquí podría mostrar quién eres tú u otra persona. Puedes quitarlo o publicarlo así.",
        "NUDGE_DIRECT": "Algo aquí podría mostrar quién eres tú u otra persona. Puedes quitarlo o enviarlo así.",
        "NUDGE_OTHER": "Esto nombra a otra persona y dice cómo encontrarla o llamarla. Puede que no lo quiera. Puedes "
        "quitarlo o publicarlo así.",
        "NUDGE_OTHER_DIRECT": "Esto nombra a otra persona y dice cómo encontrarla o llamarla. Puede que no lo quiera. "
        "Puedes quitarlo o enviarlo así.",
        "NUDGE_HARM": "Esto puede herir a quien lo lea. Puedes cambiarlo o publicarlo así.",
        "NUDGE_HARM_DIRECT": "Esto puede herir a quien lo lea. Puedes cambiarlo o enviarlo así.",
        "NUDGE_ADVICE": "Esto le dice a alguien cuánto tomar, o que lo deje. Podrías contar lo que te pasó a ti, o "
        "publicarlo así.",
        "NUDGE_ADVICE_DIRECT": "Esto le dice a alguien cuánto tomar, o que lo deje. Podrías contar lo que te pasó a "
        "ti, o enviarlo así.",
        "NUDGE_CLAIM": "Hay una verificación sobre lo marcado. Cita tu fuente o dilo de otra manera. También puedes "
        "publicarlo así.",
        "NUDGE_CLAIM_DIRECT": "Hay una verificación sobre lo marcado. Cita tu fuente o dilo de otra manera. También "
        "puedes enviarlo así.",
        "NUDGE_PROMOTION": "Esto suena a promesa o a oferta. Puedes cambiarlo o publicarlo así.",
        "NUDGE_PROMOTION_DIRECT": "Esto suena a promesa o a oferta. Puedes cambiarlo o enviarlo así.",
        "NUDGE_LANGUAGE": "Hay una manera más amable o más clara de decir lo marcado. Puedes cambiarlo o publicarlo "
        "así.",
        "NUDGE_LANGUAGE_DIRECT": "Hay una manera más amable o más clara de decir lo marcado. Puedes cambiarlo o "
        "enviarlo así.",
        "HOLD_ADVICE": "Esto suena a consejo para una persona, así que alguien de moderación lo leerá antes. Puedes "
        f"enviar esto en su lugar: «{REFERRALS['es']}»",
        "HOLD_PROMOTION": "Esto suena a promesa o a oferta, así que alguien de moderación lo leerá antes. No se "
        "pierde nada.",
        "UNCHECKED": "No pudimos revisar este texto en su idioma.",
        "ALLOW": "",
    },
}


# one kind of concern has words of its own; several are spoken of in general
_ONE_KIND = {
    Family.HARM: "_HARM",
    Family.ADVICE: "_ADVICE",
    Family.PROMOTION: "_PROMOTION",
    Family.CLAIM: "_CLAIM",
    Family.LANGUAGE: "_LANGUAGE",
}


def decision_sentence(
    action: Action, tier: Tier, report: Report, context: Context, *, asked: Collection[Finding] = ()
) -> str:
    """What the person is told; a crisis comes before everything else. `asked`: the findings that ask for the action."""
    words = SENTENCES.get(context.language.split("-")[0].lower(), SENTENCES["en"])
    if tier >= Tier.T2:
        return words[tier.name]
    if action is Action.BLOCK and context.author is not Author.MEMBER:
        return words["BLOCK_PROFESSIONAL"]
    if action is Action.NUDGE:
        kind = _kind(asked)
        # the words of the button that stands below the sentence: a message is sent, a post is posted
        return words[f"NUDGE{kind}_DIRECT" if context.place is Place.DIRECT else f"NUDGE{kind}"]
    if action is Action.HOLD:
        return words.get(f"HOLD{_kind(asked)}", words["HOLD"])
    if action is not Action.ALLOW:
        return words[action.name]
    if tier is Tier.T1:
        return words["T1"]
    return words["ALLOW"] if report.checked else words["UNCHECKED"]


def _kind(asked: Collection[Finding]) -> str:
    """The ending of the sentence's name where all that ask are of one kind with words of its own."""
    kinds = {finding.family for finding in asked}
    if kinds == {Family.IDENTIFIER}:
        others = {finding.klass for finding in asked if finding.about is Subject.OTHER_ADULT}
        return "_OTHER" if "NAME" in others and len(others) > 1 else ""
    return _ONE_KIND.get(kinds.pop(), "") if len(kinds) == 1 else ""
