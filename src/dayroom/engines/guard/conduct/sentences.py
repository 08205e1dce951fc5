"""What a professional is told by each check, in English and Spanish."""

from __future__ import annotations

CONDUCT_SENTENCES = {
    "en": {
        "S1": "Please post this from your professional account. Its credential must be up to date.",
        "S2": "This could give a person away. Take out the marked parts and it can go ahead.",
        "S3": "A case or a picture of a patient needs their signed authorization, even without a name.",
        "S4": "Say who made this picture and under which license you may use it.",
        "S5": "Say which interests you have here. If you have none, choose “none”.",
        "S6": "You name a product and have an interest in it. Start the first line with “Sponsored” or “Paid”.",
        "S7": "You name a benefit. Please add the risks and the other choices, or a link to them.",
        "S8": "You name a use that is not approved. Say so plainly, and leave promotion to people without an interest.",
        "S9": "You say that a treatment works. Please add a source, or say that it is one person's story.",
        "S10": "This promises a result. Nobody can promise one; please say what usually happens.",
        "S11": "This tells one person what to do. Please keep it general and offer a way to be seen.",
        "S12": "You name your employer. Add that the views are your own.",
        "S12-APPROVAL": "Your employer approves such posts first. Ask for approval, then it can go ahead.",
        "S13": "A machine helped with this. Say so, and name the person who checked it.",
        "S14": "This may not fit a professional account. What you like and share is seen as well.",
        "S15": "This looks like a dispute between colleagues. A private message may settle it sooner.",
        "S16": "Many people may find this hard to read. Shorter sentences and plain words help.",
        "S16-ALT": "Add a few words that say what the picture shows, for people who cannot see it.",
        "S17": "Whatever the settings say, treat this as public: what is written can be copied.",
    },
    "es": {
        "S1": "Publica esto desde tu cuenta profesional. Su acreditación debe estar al día.",
        "S2": "Esto podría delatar a una persona. Quita lo marcado y podrá publicarse.",
        "S3": "Un caso o una imagen de un paciente necesita su autorización firmada, aunque no lleve nombre.",
        "S4": "Di quién hizo esta imagen y con qué licencia puedes usarla.",
        "S5": "Di qué intereses tienes en esto. Si no tienes ninguno, elige «ninguno».",
        "S6": "Nombras un producto y tienes un interés en él. Empieza la primera línea con «Patrocinado» o «Pagado».",
        "S7": "Nombras un beneficio. Añade los riesgos y las otras opciones, o un enlace a ellos.",
        "S8": "Nombras un uso no aprobado. Dilo con claridad, y deja la promoción a quien no tenga intereses.",
        "S9": "Dices que un tratamiento funciona. Añade una fuente, o di que es la historia de una persona.",
        "S10": "Esto promete un resultado. Nadie puede prometerlo; di lo que suele pasar.",
        "S11": "Esto le dice a una persona qué hacer. Habla en general y ofrece una forma de que la atiendan.",
        "S12": "Nombras a quien te emplea. Añade que las opiniones son tuyas.",
        "S12-APPROVAL": "Tu empleador aprueba antes estas publicaciones. Pide su aprobación y podrá publicarse.",
        "S13": "Una máquina ayudó con esto. Dilo, y nombra a la persona que lo revisó.",
        "S14": "Esto puede no encajar en una cuenta profesional. También se ve lo que te gusta y compartes.",
        "S15": "Esto parece una disputa entre colegas. Un mensaje privado puede resolverla antes.",
        "S16": "A muchas personas puede costarles leer esto. Ayudan las frases cortas y las palabras sencillas.",
        "S16-ALT": "Añade unas palabras que digan qué muestra la imagen, para quien no puede verla.",
        "S17": "Digan lo que digan los ajustes, trátalo como público: lo escrito se puede copiar.",
    },
}


def sentence_for(key: str, language: str) -> str:
    """What is said about one check, in the language where we have it."""
    return CONDUCT_SENTENCES.get(_base(language), CONDUCT_SENTENCES["en"])[key]


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()
