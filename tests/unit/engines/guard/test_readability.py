"""How hard a text is to read: the formulas on counts, the counters on their own, and what would be plainer."""

from __future__ import annotations

import pytest

from dayroom.engines.guard.readability import (
    Verdict,
    flesch_kincaid_grade,
    plain_findings,
    readability,
    sentences_in,
    smog_grade,
    syllables_in,
    szigriszt_pazos,
    words_in,
)
from dayroom.engines.guard.readability.plain import plain_words


@pytest.mark.parametrize(("words", "sentences", "syllables", "grade"), [(100, 5, 150, 9.91), (100, 10, 130, 3.65)])
def test_the_grade_of_published_counts(words, sentences, syllables, grade):
    assert flesch_kincaid_grade(words=words, sentences=sentences, syllables=syllables) == pytest.approx(grade, abs=5e-3)


@pytest.mark.parametrize(("polysyllables", "sentences", "grade"), [(30, 30, 8.8418), (12, 30, 6.7422)])
def test_smog_of_published_counts(polysyllables, sentences, grade):
    assert smog_grade(polysyllables=polysyllables, sentences=sentences) == pytest.approx(grade, abs=5e-5)


def test_the_spanish_index_of_counts():
    assert szigriszt_pazos(words=100, sentences=5, syllables=200) == pytest.approx(62.235)


SYLLABLES = """the 1 patient 2 medicine 3 hospital 3 insulin 3 diabetes 4 kidney 2 medication 4 inflammation 4
    vegetable 4 anxiety 4 immediately 5 aches 1 wanted 2 walked 1 breathe 1 little 2 people 2 science 2 quiet 2
    radio 3 serious 3 social 2 material 4 insomnia 4 create 2 idea 3 museum 3 poem 2 being 2 drying 2 actual 3
    continue 3 issue 2 language 2 quality 3 fruit 1 build 1 nurses 2 diseases 3 boxes 2 tubes 1 rhythm 2 autism 3
    safely 2 movement 2 hopeless 2 temperature 4 allergies 3 studies 2 played 1 tried 1 champion 3 surgeon 2
    physician 3 radiation 4 experience 4 muscles 2 sample 2 fuel 2 stoic 2 reaction 3 pediatric 4 biology 4
    chemotherapy 5 metformin 3 acetaminophen 6 7.2 1 x-ray 2 doctor's 2"""
SPANISH = """médico 3 insulina 4 azúcar 3 sangre 2 tensión 2 día 2 enfermedad 4 país 2 muy 1 hay 1 guerra 2 queso 2
    pingüino 3 ahora 3 leer 2 cuidado 3 aéreo 4 tiene 2 cirugía 4 corazón 3 oír 2 yo 1"""


def counted(table):
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("word", "count"), counted(SYLLABLES))
def test_english_syllables(word, count):
    assert syllables_in(word) == int(count)


@pytest.mark.parametrize(("word", "count"), counted(SPANISH))
def test_spanish_syllables(word, count):
    assert syllables_in(word, "es") == int(count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Okoye is here. Ask her!", 2),
        ("My A1c was 7.2 today.", 1),
        ("Take it, e.g. with food.", 1),
        ("Bring:\n- your list\n- your card", 3),
        ("Really?! Yes...", 2),
        ("", 0),
        ("123. 456.", 0),
        ("Sí. ¿De verdad?", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences_in(text)) == count


def test_words_hold_their_marks_and_numbers_are_words():
    text = "Ann's x-ray cost 1,200.50 today"
    assert [text[start:end] for start, end in words_in(text)] == ["Ann's", "x-ray", "cost", "1,200.50", "today"]


EASY = "Drink a glass of water. Sit down and rest. Call us if you feel sick. We will help you right away. " * 3
HARD = (
    "Pharmacological interventions demonstrating unequivocal superiority notwithstanding, individualized "
    "multidisciplinary rehabilitation necessitates comprehensive longitudinal evaluation of functional capacity. "
) * 3


def test_the_verdict_says_how_a_text_reads():
    assert readability(EASY).verdict is Verdict.EASY
    assert readability(HARD).verdict is Verdict.TOO_HARD
    assert readability("Too short to say.").verdict is Verdict.TOO_SHORT
    assert readability("Juo lasi vettä.", "fi").verdict is Verdict.NOT_MEASURED
    assert readability("", "en").verdict is Verdict.NOT_MEASURED


def test_each_language_has_its_own_figure():
    english, spanish = readability(EASY), readability("Bebe agua y descansa. Llama si te sientes mal. " * 5, "es-MX")
    assert None not in (english.grade, english.smog)
    assert english.index is None
    assert english.smog_is_estimate
    assert not readability(EASY * 3).smog_is_estimate
    assert (spanish.grade, spanish.smog) == (None, None)
    assert spanish.index > 65
    assert spanish.verdict is Verdict.EASY


def test_the_name_of_a_drug_no_longer_counts_once_it_is_explained():
    named = "Metformin helps. " * 20
    explained = "Metformin (a common tablet) helps. " + "Metformin helps. " * 19
    assert readability(explained).grade < readability(named).grade


def test_a_long_sentence_and_a_hard_word_are_shown_with_their_plain_twin():
    text = "Rest. " + "word " * 26 + "end. Take it for your hypertension."
    long_one, jargon = plain_findings(text, "en")
    assert (long_one.klass, text[long_one.start : long_one.end].endswith("end.")) == ("LONG_SENTENCE", True)
    assert (text[jargon.start : jargon.end], jargon.better) == ("hypertension", "high blood pressure")
    assert all(found.sentence for found in (jargon, long_one))


@pytest.mark.parametrize(
    ("text", "language", "better"),
    [
        ("It prevents a myocardial infarction.", "en", ["heart attack"]),
        ("Hypertension (high blood pressure) is common.", "en", []),
        ("Two lesions were seen.", "en", ["sore or changed spot"]),
        ("Tiene cefalea y disnea.", "es", ["dolor de cabeza", "falta de aire"]),
        ("Edema, edema and edema.", "en", ["swelling"]),
        ("Take a walk every day.", "en", []),
        ("Hypertension on hyvin yleinen.", "fi", []),
    ],
)
def test_hard_words(text, language, better):
    assert [f.better for f in plain_findings(text, language) if f.klass == "JARGON"] == better


def test_the_lists_are_long_enough_to_be_of_use():
    assert sum(map(len, plain_words("en").values())) >= 250
    assert sum(map(len, plain_words("es").values())) >= 80
