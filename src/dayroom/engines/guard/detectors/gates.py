"""What must stand somewhere in a text before a detector is worth asking.

Most posts hold no long number, no address and no date. One pass of all gates over a text (RE2, linear) says which
detectors can find anything at all; a detector whose gate stays shut is not run. A gate may open too often, never
too seldom: what a detector can find must open its gate, which a test tries with every example of every rule.
"""

from __future__ import annotations

import re2

from ..folding import Folded
from .disguised import GATE as DISGUISED

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic"
GATES = {
    "digit": r"\d",
    # seven digits that may be one number
    "run": r"\d(?:[ \t.()/+-]{0,3}\d){6}",
    # five characters or more with three digits in them, as the number of a record has
    "value": r"\d[a-z-]{0,16}\d[a-z-]{0,16}\d[a-z0-9-]{2}|[a-z-]\d[a-z-]{0,16}\d[a-z-]{0,16}\d",
    "mixed": r"\d[a-z]{1,2}\d|[a-z]\d{4}|\d[a-z]-?[a-z]{2}\d",
    "vin": r"\b[a-hj-npr-z0-9]{17}\b",
    "personal": r"\d(?:[ .-]?\d){6}|[a-z]{6}\d\d[a-z]\d\d",
    "nass": r"\bn\.?\s?[au]\.?\s?s\.?\s?s|\bs\.?i\.?p\b|\bc\.?i\.?p|\bt\.?s\.?i\b|tarjeta sanitaria|seguridad social"
    r"|afilia|asegurad|poliza|numero sanitario|\bs\.\s?s\b",
    "record": r"\bn\.?h\.?c|histori|episodio|expediente|num\w*\.? de paciente",
    "college": r"\bn\w{0,3}\.?\s?\w{0,3}\.?\s?(?:de )?col|colegiad",
    "iban": r"[a-z]{2}\d{2}[ -]?[a-z0-9]{4}",
    "quad": r"\d\.\d{1,3}\.\d{1,3}\.\d|::|(?:[0-9a-f]{1,4}:){7}",
    "at": r"@|\bdot\b|\bpunto\b",
    "link": r"://|www\.|\.(?:com|org|net|edu|gov|info|io|me|co|health|care|uk|de|fr|es|eu|ca|au|us|example|test)\b",
    "age": r"\b(?:9\d|1[01]\d)\b|ninet|novent|\bcien\b|hundred|\b(?:born|naci\w*)\b[a-z0-9 ,]{0,30} 1[89]\d\d",
    "secret": r"pass|\bpin\b|contrasena|clave",
    "imei": r"\bimei",
    "fax": r"\bfax\b|\btelefax",
    "date": rf"\d[-/.]\d{{1,2}}[-/.]\d|\b(?:{_MONTHS})[a-z]*\.?,?(?: of| de)?(?: the)?[ /-]'?\d|\d(?:st|nd|rd"
    rf"|th)?[ -]?(?:of |de )?"
    rf"(?:{_MONTHS})|last (?:{_MONTHS})|christmas|thanksgiving|easter|hanukkah|ramadan|diwali|halloween"
    r"|new year|valentine|(?:mother|father)'?s day|boxing day|(?:labor|memorial) day|4th|fourth|navidad"
    r"|nochebuena|semana santa"
    r"|nochevieja|dia de reyes|(?:last|past) [a-z]+day|pasado|(?:on|since|until|by|el) (?:the "
    r"|dia )?\d{1,2}(?:st|nd|rd|th)|dia \d"
    r"|(?:\b(?:on|since|by|until|from|dated|of|the)|[(:])\s?\d{1,2}/\d",
    "handle": r"@[a-z0-9_]|insta|twitter|tiktok|snap|facebook|\bfb\b|reddit|discord|telegram|whatsapp|youtube|\bkik\b"
    r"|\big\b|usuario|username|user name|handle|screen name|gamertag|\bu/",
    "street": r"\d[a-z]?,?\s+(?:[a-z0-9.'-]+\s){1,6}(?:street|avenue|ave|road|rd|lane|ln|boulevard|blvd|highway"
    r"|hwy|parkway"
    r"|pkwy|terrace|crescent|cul|st|dr|ct|pl|way|drive|court|place|circle|cir|square|sq|close|walk|row|trail"
    r"|trl|loop|park"
    r"|gardens|grove|hill|mews|route|plaza|alley|strasse|straat)\b|\bbox\b|apartado|\b(?:calle|avenida|avda?"
    r"|plaza|pza|paseo|carretera|ctra|camino|ronda|travesia|urb|glorieta"
    r"|rambla|via|pasaje|cuesta|barrio|callejon|bulevar|carrer|rua|poligono)|\bc/|\bp[o.]",
    "postcode": r"\b\d{5}\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b[a-z]\d[a-z][ -]?\d[a-z]\d\b",
    "plate": r"plate|registration|\breg\b|matricula|placa",
    "biometric": r"finger|voice|retina|iris|face ?id|facial|biometric|dna|huella",
    "disguised": DISGUISED,
    "fake": r"five|zero|\boh\b|cinco|cero|nine|seven|eight|three|four|\btwo\b|\bsix\b",
}


class Gates:
    """All gates in one pass."""

    def __init__(self) -> None:
        self._names = list(GATES)
        options = re2.Options()
        options.max_mem = 32 << 20
        self._set = re2.Set.SearchSet(options)
        for pattern in GATES.values():
            self._set.Add(pattern)
        self._set.Compile()

    def open_in(self, folded: Folded) -> list[str]:
        """The names of the gates that a text opens."""
        names = self._names
        return [names[number] for number in self._set.Match(folded.low) or ()]


OPEN = Gates()
