"""Words of the helper that answers out of approved pages."""

from __future__ import annotations

from dataclasses import dataclass

from dayroom.platform.ports import Passage

QUESTION_MOST = 300  # characters
QUOTED_MOST = 420  # characters of one passage
ANSWERS = 3
# how much of a question a page has to speak of, weighed by how telling each word is; chosen on our own questions
# (tests/spec/library_questions.toml)
COVERED = 0.62
# words of questions that say nothing about what is asked
SMALL_WORDS = {
    "en": frozenset(
        {
            "a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but",
            "by", "can", "could", "did", "do", "does", "for", "from", "get", "go", "had", "has", "have", "he",
            "help", "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "know", "like",
            "long", "many", "may", "me", "mean", "means", "much", "must", "my", "need", "no", "not", "of", "off",
            "on", "one", "or", "our", "out", "people", "really", "say", "she", "should", "so", "some", "something",
            "tell", "than", "that", "the", "their", "them", "then", "there", "they", "thing", "this", "to", "too",
            "up", "us", "very", "want", "was", "we", "were", "what", "when", "where", "which", "who", "why",
            "will", "with", "without", "work", "would", "you", "your", "okay", "ok", "please", "safe",
            "doing", "done", "getting", "gets", "give", "gives", "going", "got", "having", "made", "make", "makes",
            "might", "needs", "said", "says", "shall", "take", "taken", "these", "those", "used", "using", "wants",
            "while", "whom", "whose",
        }
    ),
    "es": frozenset(
        {
            "a", "al", "algo", "como", "con", "cual", "cuando", "cuanto", "de", "del", "desde", "donde", "el",
            "debo", "ella", "ello", "en", "es", "esta", "este", "esto", "estoy", "fue", "ha", "hace", "hacer", "hago",
            "hay", "he",
            "la", "las", "le", "les", "lo", "los", "mas", "me", "mi", "mis", "muy", "no", "nos", "o", "para",
            "pero", "por", "porque", "puede", "puedo", "que", "quien", "se", "ser", "si", "sin", "sobre", "son",
            "su", "sus", "tan", "te", "tengo", "tiene", "tu", "un", "una", "uno", "y", "ya", "yo",
            # other forms of the verbs that questions are made of
            "da", "dan", "dar", "debe", "deben", "debemos", "deberia", "debes", "decir", "dice", "doy", "era", "eres",
            "estamos", "estan", "estar", "estas", "haber", "habia", "hacemos", "hacen", "haces", "haga", "han", "haria",
            "has", "hemos", "hice", "ir", "necesita", "necesitan", "necesito", "pasa", "poder", "podemos", "podria",
            "pueda", "pueden", "puedes", "quiere", "quieren", "quiero", "quisiera", "sabe", "saben", "saber",
            "significa", "sirve", "somos", "soy", "tenemos", "tener", "tenga", "tenia", "tienen", "tienes", "va",
            "vamos", "van", "voy",
            "antes", "contra", "cuales", "cuanta", "cuantas", "cuantos", "despues", "durante", "entre", "esa", "ese",
            "eso", "hasta", "quienes", "tambien", "tras",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage as an answer: word for word, with where it stands. ``covered`` is between 0 and 1."""

    passage: Passage
    quote: str
    covered: float
