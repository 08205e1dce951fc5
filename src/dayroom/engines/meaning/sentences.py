"""What an analyst is told about a definition that cannot be used, in English and Spanish.

Shown in the language of the page where a site has set one, in English elsewhere; `{words}` is the wrong line itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from dayroom.kernel import errors

SENTENCES = {
    "en": {
        "not-json": "This is not JSON: please look in line {words}.",
        "no-fields": "A topic is written as fields with names.",
        "unknown-field": "“{words}” is no field of a topic.",
        "name-no-text": "The name must be a text.",
        "name-length": "Please give the topic a name of at most {words} signs.",
        "terms-no-languages": "Terms must be lists under the names of languages.",
        "no-list": "“{words}” must be a list of words.",
        "nothing": "Please write at least one term, hashtag or symptom to look for.",
        "many-terms": "A topic can have at most {words} terms, hashtags and words to leave out.",
        "many-symptoms": "A topic can have at most {words} symptoms.",
        "many-words": "The phrases of this topic are too long together: please write fewer or shorter ones.",
        "no-language": "“{words}” is no code of a language, such as “en” or “es”.",
        "long-term": "“{words}” is too long for a term: please write fewer words.",
        "no-word": "“{words}” holds no word that can be found in a post.",
        "inner-star": "“{words}” has a * that does not stand at its end.",
        "short-stem": "“{words}” would match too many words: please write more letters before the *.",
        "stop-words": "“{words}” stands in nearly every post: please add a word that says more.",
        "no-hashtag": "“{words}” is no hashtag: please write one word, without spaces.",
        "no-symptom": "“{words}” is no symptom, condition or drug of the list.",
        "finds-nothing": "What is left out covers all that is looked for: this topic would find nothing.",
    },
    "es": {
        "not-json": "Esto no es JSON: por favor, mire la línea {words}.",
        "no-fields": "Un tema se escribe como campos con nombres.",
        "unknown-field": "«{words}» no es un campo de un tema.",
        "name-no-text": "El nombre debe ser un texto.",
        "name-length": "Por favor, dé al tema un nombre de {words} signos como máximo.",
        "terms-no-languages": "Los términos deben ser listas bajo los nombres de idiomas.",
        "no-list": "«{words}» debe ser una lista de palabras.",
        "nothing": "Por favor, escriba al menos un término, una etiqueta o un síntoma que buscar.",
        "many-terms": "Un tema puede tener como máximo {words} términos, etiquetas y palabras que se excluyen.",
        "many-symptoms": "Un tema puede tener como máximo {words} síntomas.",
        "many-words": "Las frases de este tema son demasiado largas en conjunto: por favor, escriba menos.",
        "no-language": "«{words}» no es un código de idioma, como «en» o «es».",
        "long-term": "«{words}» es demasiado largo para un término: por favor, escriba menos palabras.",
        "no-word": "«{words}» no contiene ninguna palabra que se pueda encontrar en una publicación.",
        "inner-star": "«{words}» tiene un * que no está al final.",
        "short-stem": "«{words}» coincidiría con demasiadas palabras: por favor, escriba más letras antes del *.",
        "stop-words": "«{words}» está en casi todas las publicaciones: por favor, añada una palabra que diga más.",
        "no-hashtag": "«{words}» no es una etiqueta: por favor, escriba una sola palabra, sin espacios.",
        "no-symptom": "«{words}» no es un síntoma, una enfermedad ni un medicamento de la lista.",
        "finds-nothing": "Lo que se excluye cubre todo lo que se busca: este tema no encontraría nada.",
    },
}
# so much of a wrong line is shown that its writer knows which one is meant
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a key of SENTENCES and the line it is about. As text it is the whole sentence."""

    key: str
    words: str = ""

    def __str__(self) -> str:
        shown = self.words if len(self.words) <= LONGEST_SHOWN else f"{self.words[:LONGEST_SHOWN]}…"
        # read when it is shown: the language is the reader's
        return str(errors.translate(SENTENCES["en"][self.key])).format(words=shown)
