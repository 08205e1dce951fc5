"""Who asks for advice, who gives it to one person, and who only speaks of it: a small set of our own, with floors."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Author, Context, Family, decide, screen

HELD = frozenset({"DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"})

GIVEN = {
    "STOP_TREATMENT": [
        "Stop your metformin tonight and double the insulin to 40 units.",
        "You should come off the statins now.",
        "Please discontinue the prednisone.",
        "Just stop taking it, you will feel better.",
        "You don't need your blood thinner anymore.",
        "I would stop the antidepressant.",
        "Hi Ann, quit the sleeping pills.",
        "You can stop your insulin.",
    ],
    "DOSE": [
        "Take 50 mg twice a day.",
        "I recommend that you increase your dose.",
        "You could take two tablets at night.",
        "Use 10 units before breakfast.",
        "Apply the cream twice daily for two weeks.",
        "Start with 25 mg and go up to 50 mg.",
        "Then double the insulin.",
        "You need 400 mg of ibuprofen.",
    ],
    "START_TREATMENT": [
        "You need antibiotics.",
        "Start taking antidepressants.",
        "I suggest taking iron tablets.",
        "You should try gabapentin.",
        "Hi, use hydrocortisone cream.",
        "I recommend that you start metformin.",
        "You should switch to sertraline.",
        "You need surgery.",
    ],
    "DIAGNOSIS": [
        "You have lupus.",
        "This sounds like psoriasis.",
        "It is probably a yeast infection.",
        "Your symptoms are due to anemia.",
        "You are most likely having a panic attack, it is anxiety.",
        "In my opinion you have a chest infection.",
        "It looks like shingles.",
        "You probably have asthma.",
    ],
}
GIVEN_ES = {
    "STOP_TREATMENT": [
        "Deja la metformina esta noche.",
        "Tienes que dejar las estatinas.",
        "Ya no necesitas la insulina.",
    ],
    "DOSE": ["Toma 50 mg dos veces al día.", "Sube la insulina a 40 unidades.", "Debes tomar dos pastillas."],
    "START_TREATMENT": ["Necesitas antibióticos.", "Deberías tomar ibuprofeno.", "Prueba la crema de cortisona."],
    "DIAGNOSIS": ["Tienes lupus.", "Eso parece psoriasis.", "Tus síntomas se deben a una anemia."],
}
NOT_GIVEN = [
    "Never stop metformin without asking first.",
    "Talk to your doctor before you stop the statins.",
    "Do not stop taking your insulin.",
    "My doctor told me to stop my metformin.",
    "I stopped my statins last year.",
    "I take 50 mg twice a day.",
    "My nurse said to take 20 mg at night.",
    "Adults are usually started on 500 mg.",
    "People with diabetes often take metformin twice a day.",
    "Most people need antibiotics for this.",
    "If you have diabetes, ask for a foot check once a year.",
    "I have lupus and I am tired of it.",
    "My doctor said it is lupus.",
    "Do you have asthma?",
    "Have you tried gabapentin?",
    "Should I stop my metformin?",
    "Can I take two tablets?",
    "Take your time, we are here.",
    "Stop by on Monday.",
    "You have a kind heart.",
    "Take a walk twice a day.",
    'The nurse said "stop the metformin" and left.',
    "Metformin can cause nausea at first.",
    "The usual dose is on the leaflet.",
    "Please see your doctor about this.",
    "You should call the clinic today.",
    "Call your local emergency number if it gets worse.",
    "I was started on 10 mg and it made me dizzy.",
    "My daughter has asthma and uses an inhaler.",
    "We were told to double the insulin on sick days.",
    "Take all medicines as your doctor prescribed.",
    "Psoriasis is not catching.",
    "Nunca dejes la metformina sin preguntar.",
    "Habla con tu médico antes de dejar las estatinas.",
    "Tomo 50 mg dos veces al día.",
    "Mi médica me dijo que deje la metformina.",
    "Los adultos suelen tomar 500 mg.",
    "Tengo lupus desde hace años.",
    "¿Tienes asma?",
    "Si tienes diabetes, pide que te miren los pies.",
]
ASKED = [
    "I found a lump in my breast, is this cancer?",
    "Should I stop my insulin before the scan?",
    "What can I do for this rash?",
    "Is it safe to take ibuprofen when pregnant?",
    "My stomach hurts since Monday. Please help.",
    "Could it be psoriasis?",
    "Do I have diabetes?",
    "Why is my knee swollen?",
    "What is the life expectancy with sickle cell?",
    "How is Wilson's disease treated?",
    "Can I drink wine with antibiotics?",
    "My son has a fever of 39, what should I do?",
    "is it normal to bleed after the biopsy",
    "Any advice for sleepless nights on prednisone?",
    "How long does the pain last after a hip operation?",
    "I would like to know more about lupus.",
    "My a1c is 9, should I worry?",
    "Is there a cure for tinnitus?",
    "What are the side effects of sertraline?",
    "How do I get rid of this cough?",
    "Me salió un bulto en el pecho, ¿es cáncer?",
    "¿Debo dejar la insulina antes de la prueba?",
    "¿Qué puedo tomar para la tos?",
    "¿Es seguro tomar ibuprofeno en el embarazo?",
    "Me duele el estómago. Necesito ayuda.",
    "¿Por qué me duele la rodilla?",
    "¿Hay cura para el lupus?",
    "Quisiera saber más sobre el asma.",
]
NOT_ASKED = [
    "How are you all today?",
    "Is it raining where you are?",
    "Can I bring a friend to the meeting?",
    "Does anyone else get headaches on this?",
    "Has anyone here tried the new pump?",
    "My A1c was 7.2 and the nurse was nice.",
    "I have lupus and I am tired of it.",
    "Thank you all, my scan was clear.",
    "Do you have a fever?",
    "The operation went well.",
    "I could not sleep, so I read.",
    "You should ask your doctor about the dose.",
    "Who is coming to the walk on Sunday?",
    "What a day!",
    "My sister drove me to dialysis.",
    "We had soup and my appetite is back.",
    "¿Cómo estáis hoy?",
    "¿A alguien más le duele la cabeza?",
    "Mi asma está controlada.",
    "Gracias, la operación salió bien.",
]


def classes(text, author=Author.MEMBER, language="en"):
    report = screen(text, context=Context(author=author, language=language))
    return {f.klass for f in report.findings if f.family is Family.ADVICE}


def given(text):
    return classes(text, Author.PROFESSIONAL) & HELD


def asked(text):
    return {klass for klass in classes(text) if klass.startswith("SEEKS")}


@pytest.mark.parametrize(("klass", "text"), [(k, t) for k, texts in (*GIVEN.items(), *GIVEN_ES.items()) for t in texts])
def test_advice_for_one_person_waits_when_a_professional_writes_it(klass, text):
    context = Context(author=Author.PROFESSIONAL)
    report = screen(text, context=context)
    assert klass in {f.klass for f in report.findings}
    assert decide(report, context).action is Action.HOLD


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_what_helps_everyone_is_left_alone(text):
    assert not given(text)


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_signposted_and_never_stopped(text):
    context = Context()
    report = screen(text, context=context)
    assert asked(text)
    assert decide(report, context).action is Action.ALLOW


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_asks_for_no_advice_gets_no_card(text):
    assert not asked(text)


def test_the_floors_of_the_set():
    """The reach of issue 3 on our own small set, should a single row ever be taken out of the tests above."""
    hits, alarms = sum(map(bool, map(asked, ASKED))), sum(map(bool, map(asked, NOT_ASKED + NOT_GIVEN[:4])))
    assert 2 * hits / (2 * hits + alarms + len(ASKED) - hits) >= 0.9


@pytest.mark.parametrize("text", [t for k in ("DOSE", "STOP_TREATMENT") for t in GIVEN[k]])
def test_a_member_is_asked_to_tell_their_own_story_and_may_go_ahead(text):
    context = Context()
    decision = decide(screen(text, context=context), context)
    assert decision.action is Action.NUDGE
    assert decision.may_override
    assert "what happened to you" in decision.sentence


@pytest.mark.parametrize("text", [t for k in ("DIAGNOSIS", "START_TREATMENT") for t in GIVEN[k]])
def test_members_may_guess_and_suggest(text):
    context = Context()
    assert decide(screen(text, context=context), context).action is Action.ALLOW


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_professional_is_offered_a_referral(language):
    context = Context(author=Author.PROFESSIONAL, language=language)
    decision = decide(screen("Take 50 mg twice a day.", context=context), context)
    assert ("your own doctor" if language == "en" else "tu médica") in decision.sentence


@pytest.mark.parametrize("author", Author)
def test_only_members_get_a_card(author):
    found = classes("Should I stop my insulin before the scan?", author)
    assert bool(found) is (author is Author.MEMBER)


@pytest.mark.parametrize(
    "disguise", ["Take  50 mg\ntwice a day.", "ＴＡＫＥ 50 mg twice a day", "take 50 mg twice a day"]
)
def test_white_space_and_wide_letters_hide_nothing(disguise):
    assert "DOSE" in classes(disguise, Author.PROFESSIONAL)


def test_every_piece_of_advice_is_marked():
    text = "Take 50 mg at noon. You have lupus. Then take 20 mg at night. Please see your doctor."
    report = screen(text, context=Context(author=Author.PROFESSIONAL))
    marked = [text[f.start : f.end] for f in report.findings if f.klass == "DOSE"]
    assert marked == ["Take 50 mg", "Then take 20 mg"]
