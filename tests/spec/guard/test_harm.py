"""What waits, what is asked about, and what is nobody's business: harm, in sentences written for this test.

Nothing here is taken from anybody's post. The identities are named so that naming them is seen to be no offence.
"""

from __future__ import annotations

import pytest

from dayroom.engines.guard import Action, Context, Family, screen
from dayroom.engines.guard.deciding import action_for

HOLD, NUDGE, ALLOW = Action.HOLD, Action.NUDGE, Action.ALLOW

CASES = [
    (HOLD, "THREAT", "I will kill you"),
    (HOLD, "THREAT", "I know where you live"),
    (HOLD, "THREAT", "Sleep with one eye open, doctor"),
    (HOLD, "ENCOURAGES_HARM", "go kill yourself"),
    (HOLD, "ENCOURAGES_HARM", "The world would be better off without you"),
    (HOLD, "HATE", "Disabled people are a waste of space"),
    (HOLD, "HATE", "I hate immigrants."),
    (HOLD, "HATE", "Trans people are disgusting"),
    (HOLD, "HATE", "You are just a faggot"),
    (HOLD, "HATE", "Too many retards in this group"),
    (HOLD, "HATE", "Muslims belong in a zoo"),
    (HOLD, "HATE", "Women are never honest"),
    (HOLD, "HATE", "Black people are not human"),
    (HOLD, "GROUP_THREAT", "Someone should shoot those immigrants"),
    (HOLD, "GROUP_THREAT", "Disabled people deserve to die"),
    (HOLD, "DOXXING", "This nurse reported me. Here is her home address, 12 Mill Lane"),
    (HOLD, "DOXXING", "Everyone call him on 202-555-0143 and make his life hell"),
    (HOLD, "SEXUAL_SOLICITATION", "send me nudes"),
    (HOLD, "SEXUAL_SOLICITATION", "Looking for a hookup, dm me tonight"),
    (HOLD, "SPAM", "You have won a £500 voucher, claim your prize now"),
    (HOLD, "SPAM", "Reply YES to 80082 to win a phone"),
    (HOLD, "SPAM", "Buy now! Click here! Order now! Limited offer! Join now!"),
    (HOLD, "PRO_EATING_DISORDER", "nothing tastes as good as skinny feels"),
    (HOLD, "PRO_EATING_DISORDER", "Join our pro-ana group"),
    (NUDGE, "HARASSMENT", "you are such an idiot"),
    (NUDGE, "HARASSMENT", "Fuck you"),
    (ALLOW, None, "I'm a cripple and proud of it"),
    (ALLOW, None, "As a gay man I was ignored by three surgeons"),
    (ALLOW, None, "We queer crips look after each other"),
    (ALLOW, None, "They called me a spastic at school"),
    (ALLOW, None, "I call myself a cripple, my sister says disabled"),
    (ALLOW, None, "He has spastic diplegia and loves football"),
    (ALLOW, None, "This disease is a real bitch"),
    (ALLOW, None, "Crohn's can fuck off"),
    (ALLOW, None, "I feel like an idiot for asking"),
    (ALLOW, None, "I hate my body since the stoma"),
    (ALLOW, None, "I hate how disabled people are treated on buses"),
    (ALLOW, None, "Diabetic people are not lazy"),
    (ALLOW, None, 'Saying "disabled people are a burden" is wrong'),
    (ALLOW, None, "It is not ok to call people retards"),
    (ALLOW, None, "Whoever says that trans people are disgusting is misguided"),
    (ALLOW, None, "I don't hate immigrants, my nurse is one"),
    (ALLOW, None, "We must not let anyone hurt disabled people"),
    (ALLOW, None, "This cancer kills women over fifty"),
    (ALLOW, None, "The Muslim chaplain was kind to my father"),
    (ALLOW, None, "My black neighbour brought soup"),
    (ALLOW, None, "Is there a group for deaf women with lupus?"),
    (ALLOW, None, "Autistic people like me need quiet rooms"),
    (ALLOW, None, "Women are often told it is anxiety"),
    (ALLOW, None, "I'm mentally ill and I am not dangerous"),
    (ALLOW, None, "this pain will kill me one day"),
    (ALLOW, None, "I will find you the link"),
    (ALLOW, None, "please do not kill yourself, call 988"),
    (ALLOW, None, "call the ward on 202-555-0143"),
    (ALLOW, None, "Is it safe to have sex after a heart attack?"),
    (ALLOW, None, "I had to send naked photos of the rash to my dermatologist"),
    (ALLOW, None, "I won the fight with my insurance"),
    (ALLOW, None, "two studies, https://example.org/one and https://example.org/two"),
    (ALLOW, None, "I recovered from anorexia and I am proud"),
    (ALLOW, None, "I count carbs: 45 g, and I lost 12 kg in chemo"),
    (ALLOW, None, "you are not a loser at all"),
    (ALLOW, None, "My doctor is a bit of a fool, but a kind one"),
]
SPANISH = [
    (HOLD, "THREAT", "Te voy a matar"),
    (HOLD, "THREAT", "Sé dónde vives"),
    (HOLD, "ENCOURAGES_HARM", "¿Por qué no te matas?"),
    (HOLD, "HATE", "Los inmigrantes son escoria"),
    (HOLD, "HATE", "Eres un maricón"),
    (HOLD, "GROUP_THREAT", "Habría que fusilar a todos los inmigrantes"),
    (HOLD, "SEXUAL_SOLICITATION", "Mándame fotos íntimas"),
    (HOLD, "PRO_EATING_DISORDER", "Quiero ser anoréxica"),
    (NUDGE, "HARASSMENT", "Eres un imbécil"),
    (ALLOW, None, "Soy maricón y orgulloso"),
    (ALLOW, None, "Me llamaban subnormal en el colegio"),
    (ALLOW, None, "Los inmigrantes no son escoria"),
    (ALLOW, None, "Por favor, no te suicides"),
    (ALLOW, None, "Me siento un inútil desde el ictus"),
    (ALLOW, None, "Este dolor me va a matar"),
    (ALLOW, None, "Como persona con discapacidad pido una rampa"),
    (ALLOW, None, "¿Hay sexo después del cáncer de mama?"),
    (ALLOW, None, "Las mujeres sordas tenemos un grupo los lunes"),
]
GROUPS = ("disabled", "deaf", "autistic", "bipolar", "gay", "trans", "black", "Muslim", "Jewish", "immigrant")
PLAIN = ("As a {} person I am proud of who I am.", "{} people deserve good care.", "My neighbour is a {} woman.")


def harm_in(text, language="en"):
    context = Context(language=language)
    return [
        (action_for(f, context), f.klass) for f in screen(text, context=context).findings if f.family is Family.HARM
    ]


@pytest.mark.parametrize(
    ("action", "klass", "text", "language"),
    [*((*case, "en") for case in CASES), *((*case, "es") for case in SPANISH)],
    ids=[text for _, _, text in [*CASES, *SPANISH]],
)
def test_harm_waits_and_identity_does_not(action, klass, text, language):
    found = harm_in(text, language)
    if klass is None:
        assert found == []
    else:
        assert (action, klass) in found


@pytest.mark.parametrize("group", GROUPS)
def test_no_group_is_punished_for_being_named(group):
    assert [harm_in(text.format(group)) for text in PLAIN] == [[], [], []]


def test_many_phrases_cost_no_more_than_their_number():
    text = ("make his life hell " * 5_000)[:90_000]
    assert harm_in(text) == []  # nobody's address stands there
