"""Selling, luring and promising, and what only sounds like it: a small set of our own."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Author, Context, Family, decide, screen

FOUND = {
    "CURE_CLAIM": [
        "This tea cures diabetes.",
        "The natural cure for arthritis is here.",
        "Reverse your diabetes naturally with my plan.",
        "I cured my cancer with celery juice.",
        "Este té cura la artritis.",
    ],
    "GUARANTEE": ["Guaranteed weight loss in ten days.", "It works for everyone.", "Results are guaranteed.", "Resultados garantizados."],
    "PANACEA": ["A miracle oil for the skin.", "It heals everything.", "The secret doctors don't want you to know.", "El aceite milagroso."],
    "UNDISCLOSED_INTEREST": ["Check out my shop for the oils.", "Subscribe to my channel for the diet.", "Visita mi tienda."],
    "DISCOUNT_CODE": ["Use my discount code HEAL20.", "20% off with code HEAL20 today.", "Usa mi código SANA10.", "See https://shop.example.org/tea?ref=carl1"],
    "SELLING": ["DM me to buy the tea that helped me.", "Message me for prices."],
    "DRUG_SALE": ["Selling leftover oxycodone, dm me.", "Buy ozempic without prescription.", "Can anyone sell me some spare insulin?"],
    "SCAM": [
        "I was cured of herpes by Dr Ade, contact him on WhatsApp.",
        "Earn $500 a week from home.",
        "Send me bitcoin and I will double it.",
        "Gana dinero desde casa.",
    ],
    "DM_ME": ["Message me on WhatsApp.", "DM me for details.", "Join my Telegram group.", "Escríbeme por WhatsApp."],
}  # fmt: skip
LEFT_ALONE = [
    "Is there a cure for lupus?",
    "Nothing cures this.",
    "There is no cure for MS yet.",
    "It does not cure diabetes, it only helps me sleep.",
    "I wish they would find a cure.",
    "Beware of anyone who says that a tea cures cancer.",
    "They claim it cures everything. It is a scam.",
    "There are no guarantees in this illness.",
    "No treatment works for everyone.",
    "There is no magic pill.",
    "It felt like a miracle to walk again.",
    "DM me if you want to talk.",
    "Message me any time, I am awake at night anyway.",
    "I had to order a new pump today.",
    "My pharmacy ran out of Ozempic.",
    "I was prescribed oxycodone after surgery.",
    "Insulin is too expensive to buy.",
    "I bought the splint in a shop near the station.",
    "My book club meets today.",
    "What does the code on the label mean?",
    "I make money as a nurse.",
    "He was cured by the surgeons in May.",
    "Wash your hands before and after the visit.",
    "I have an interest in this: check out my shop for the oils.",
    "I work in a shop that sells test strips. I get no commission.",
    "The promo for the charity walk is lovely.",
    "¿Hay cura para el lupus?",
    "Nada cura esto.",
    "No es un producto milagroso.",
    "El código postal cambió.",
    "No hay garantías.",
]
WAITS = frozenset({"SELLING", "DRUG_SALE", "SCAM", "DISCOUNT_CODE"})
PROMISES = frozenset({"CURE_CLAIM", "GUARANTEE", "PANACEA", "UNDISCLOSED_INTEREST"})
ROWS = [(klass, text) for klass, texts in FOUND.items() for text in texts]


def promotion(text, author=Author.MEMBER):
    return {f.klass for f in screen(text, context=Context(author=author)).findings if f.family is Family.PROMOTION}


def action(text, author):
    context = Context(author=author)
    return decide(screen(text, context=context), context)


@pytest.mark.parametrize(("klass", "text"), ROWS)
def test_what_sells_or_promises_is_seen(klass, text):
    assert klass in promotion(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_sounds_like_it_is_left_alone(text):
    assert not promotion(text)


@pytest.mark.parametrize(("klass", "text"), ROWS)
def test_offers_wait_and_promises_of_members_are_asked_about(klass, text):
    decision = action(text, Author.MEMBER)
    assert decision.action is (Action.HOLD if WAITS & promotion(text) else Action.NUDGE)
    assert decision.sentence


@pytest.mark.parametrize(("klass", "text"), [row for row in ROWS if row[0] in PROMISES])
@pytest.mark.parametrize("author", [Author.PROFESSIONAL, Author.ORGANISATION])
def test_promises_of_professionals_wait(author, klass, text):
    assert action(text, author).action is Action.HOLD


def test_before_and_after_pictures_are_asked_of_those_who_treat():
    text = "See these before and after photos."
    assert promotion(text) == set()
    assert promotion(text, Author.PROFESSIONAL) == {"BEFORE_AFTER"}


def test_an_offer_in_odd_spelling_is_marked_where_it_stands():
    text = "Hi  all!\n\nfind me at  t dot  me slash healer, X.a.n.a.x for sale"
    found = {f.klass: text[f.start : f.end] for f in screen(text, context=Context()).findings}
    assert found["DM_ME"] == "t dot  me slash healer"
    assert found["DRUG_SALE"] == "X.a.n.a.x for sale"


def test_odd_spelling_is_read_for_offers_only():
    text = "I f33l s4d about my l1fe, and A.D.H.D is on the form t0day"
    assert screen(text, context=Context()).findings == ()
