"""What is said around a number that makes it a door code, another code or none, in every language we speak."""

import re

CORRECTS = re.compile(r"(?<!\w)(?:no|nope|wait|sorry|i mean|scratch that|correction|oops|actually|rather|make that|nein|ne|quatsch|moment|warte|sondern|korrektur|halt|perdon|espera|digo|"
                       r"mejor dicho|correccion|non|pardon|attends|attendez|plutot|enfin|je veux dire|nee|wacht|ik bedoel|correctie|oeps|scusa|scusate|anzi|aspetta|volevo dire|"
                       r"nao|desculpa|desculpe|quer dizer|alias|ops|correcao|ups|huch)(?!\w)")
"""What is said between a number that was wrong and the right one."""
COUNTED = re.compile(r" (?!thanks|gracias|please|plus|mais|pls)[a-z]{3,}s\b")
"""Ten years, 120 dollars: a short number before a plural counts something."""
OTHER_CODE = re.compile(r"(?<!\w)(?:postal\w*|postleit\w*|postcode|verif\w*|bestatigungs\w*|promo\w*|discount|descuento|desconto|sconto|rabatt\w*|"
                         r"gutschein\w*|korting\w*|wi ?-?fi|wlan|one ?-?time|otp|bank\w*|banc[ao]\w*|banque\w*|usage unique|us[oa] unic[oa]|einmal\w*|eenmalig\w*|google|amazon|apple|paypal|facebook|instagram|whatsapp|erreur|error|fehler\w*|foutcode|errore|erro|zip|cep|plz|ticket)(?!\w)")
"""Codes that open no door."""
NAMES = re.compile(r"(?<!\w)(?:codice|codigo|code|numero) (?:de |del |di )?(?:cliente|client|tracking|rastre\w*|suivi|sendung\w*|customer)(?!\w)")
"""Codes that name a customer or a parcel."""
ARTICLED = (r" (?:(?:code|codigo|codice|es|e|est|ist|is|mehr|mais|piu|funciona|dat|den) ){0,2}(?:el|le|il|o|la|het|de|der|die|the|code|codigo|codice) $")
DEAD = re.compile(r" (?:(?:ne )?(?:marche|fonctionne) p(?:lus|as)|(?:ya )?no (?:funciona|sirve|jala|va)|(?:geht|funktioniert) (?:\w+ )?nicht|nao (?:funciona|serve)|"
                   r"(?:werkt|doet het) (?:\w+ )?niet|non (?:funziona|va)|(?:doesnt|does not|didnt|isnt|wont|no longer|stopped) (?:work|open|valid)\w*)(?!\w)")
"""What is said behind a code that opens nothing any more."""
NO_CODE = re.compile(r"(?<!\w)(?:no|sin|pas de|kein|keinen|nao tem|sem|geen|niente|senza|without|need a|need any|needs no) (?:code|codigo|clave|pin|senha|codice)(?!\w)")
"""There is none: the number behind it is a bell."""
NOT_THIS = re.compile(r"(?<!\w)(?:not|no es|nao e|non e|nicht|niet|geen|kein\w*|pas le|pas|ist nicht)\W*$")
COUNTS = re.compile(r"(?<!\w)(?:paid|pay\w*|cost\w*|pagu\w*|pag[oa]\w*|bezahlt\w*|betaald\w*|call|ring me|llam\w*|appel\w*|ruf\w*|bel|chiam\w*|lig\w*|"
                     r"text|since|seit|desde|depuis|sinds|dal|year|jahr|ano|anno|an|jaar|in|en|del|de|van|von|storm\w*)\W*(?:me|at|on|in|el|the|l)?\W*$")
"""Words before a number that pay, ring somebody up or tell a year."""
YEAR = re.compile(r"(?<!\w)(?:jan|feb|fev|mar|mrz|maa|apr|avr|abr|mag|may|mai|mei|jun|giu|jui|jul|lug|aug|ago|aou|sep|set|oct|okt|out|ott|nov|dec|dez|dic)[a-z]*[ ,.]+"
                   r"(?:\d{1,2}(?:st|nd|rd|th)?[ ,.]+)?(?:of |de |del )?(?:19|20)\d\d$")
"""The year of a date."""
AND_PRESS = ("eingeben|drucken|tippen|bestatigen mit|indrukken|toetsen|intoetsen|druk op|appuyer sur|appuyez sur|tapez|validez|valider|presione|presiona|oprima|"
              "apriete|tecla|signo de|el signo de|first|zuerst|primero|dabord|eerst|prima|primeiro|key first|marque|premi|premere|premete|tasto|aperta|aperte|carregue em|carrega|prima|e|y|et|und|tecle")
"""What is said between the digits and the key that ends them."""
SHARP = r"(?<!\b\d )(?<!\b\d\d )sharp"
"""The musical name of the key, but no "five sharp"."""
