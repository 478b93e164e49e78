"""French."""

from flows.understand.words.form import Codes, Words
from flows.understand.words.fr_times import TIMES

_CUES = {
    "eta": r"""
        (a|vers|pour) quelle heure
        quelle heure( \w+)? (arriv\w*|livr\w*|pass\w*|ven\w*)
        (ou|ou est ce que) (est|sont|etes|en est|se trouve)( vous| mon| ma| le| la| mes| il)?
        (ou est|ou en est|il est ou|cest ou|vous etes ou|ou etes)
        quand (arriv\w*|est ce que|livr\w*|pass\w*|ven\w*|serez|sera|mon|ma|il|vous|va|vont)
        (vous (arrivez|venez|passez)|il arrive)( quand| bientot| dans combien)
        (dans|encore|cest) combien de temps
        (toujours|encore) pas (arrive|la|passe)\??
        (jattends|on attend|nous attendons) (toujours|encore|depuis)
        suivi (de|du)
        (des nouvelles|du nouveau)
        loin( dici)?\?""",
    "reschedule": r"""
        (autre|different|nouveau|nouvelle) (jour|date|heure|horaire|moment|creneau)
        (report\w+|decal\w+|repouss\w+|chang\w+|deplac\w+|reprogramm\w+|avanc\w+) (la|le|ma|lheure|a|au|de|mon)
        (pouvez vous|pourriez vous|vous pouvez|vous pourriez|est ce possible|cest possible|possible|est ce que vous \
            pouvez|on peut)~(demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|apres|avant|plus tard|plus \
            tot|\d+ ?h|matin|soir)
        (plutot|de preference|je prefere|je prefererais)
        plus (tard|tot)( dans| svp| si| sil|$)
        (aucun|aucune)( de ces)?( \w+)? (ne )?(me )?(convien\w*|va)
        (venez|passez|revenez|livrez)~(demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|apres|avant|plus)""",
    "availability": r"""
        (je|nous|on) (ne )?(serai|serons|suis|sera|sommes|est)( pas)? (la|absent\w*|chez moi|a la maison|\
            disponible\w*|au travail|en vacances|sorti\w*)
        (il ny aura|y aura|personne) (personne|quelquun|ne sera)
        (je rentre|je travaille|je finis)( \w+)? (a|jusqua|vers|apres)
        (je descends|jarrive)""",
    "change_address": r"""
        (mauvaise|autre|nouvelle|changer? d|changement d|changer d) ?adresse
        (jai|nous avons|on a) demenage
        adresse (est )?(fausse|incorrecte|erronee|pas bonne)""",
    "cancel": r"""
        (?<!pas )(je (veux|voudrais|souhaite)|jaimerais|puis je|comment|merci d|il faut|pouvez vous|svp|veuillez) \
            ?annul\w+(?! (les|vos) (messages|sms))
        (?<!pas )annul\w+ (ma|la|mon|cette|tout)
        (?<!\w)jannule (ma|la|mon|cette|tout|l)
        je (nen veux|ne (la|le) veux|nai) plus( besoin)?""",
    "human": r"""
        (parler|joindre|discuter)( \w+)? (a|avec|au) (quelquun|une personne|un humain|un conseiller|un agent|un \
            responsable|service|une vraie)
        (vraie personne|un humain|un conseiller|un operateur|service client\w*)
        (rappelez|appelez) moi(?! quand| en arrivant| avant)
        (etes vous|cest|vous etes) un (robot|bot|humain)""",
    "complaint": r"""
        (reclamation|inadmissible|inacceptable|scandaleux|honteux|nul|nulle|horrible|catastroph\w+|decu\w*|lamentable|malpoli|\
            impoli|deplorable|furieu\w+|mecontent\w*)
        (tres|trop) (mal|mauvais|en retard|tard)
        pas (content|contente|satisfait\w*|normal|serieux|professionnel)
        (na|ont|a|il na) (meme )?pas (sonne|frappe|appele)""",
    "damaged": r"""
        (casse\w*|abime\w*|endommage\w*|raye\w*|brise\w*|fissure\w*|dechire\w*|ecrase\w*|fele\w*|defectueu\w+)
        ne (marche|fonctionne) pas
        en (morceaux|mille morceaux)""",
    "missing": r"""
        (marque|indique|dit|note) (comme )?livre\w*
        (rien|pas|jamais) (recu|arrive\w*|livre\w*|ete livre\w*)
        il manque|(colis|paquet) (perdu|vole|introuvable)
        (je ne (le |la )?(trouve|vois)|introuvable)""",
    "wrong_item": r"""
        (mauvais|mauvaise) (article|produit|couleur|colis|taille|modele)
        pas (ce que jai commande|le bon|la bonne|mon colis)""",
    "refund_return": r"rembours\w+|retourner|renvoyer|mon argent|echang\w+ (le|la|mon)",
    "incident": r"""
        (votre|le) (chauffeur|livreur|camion|camionnette)~(abime|casse|raye|heurte|percute|renverse|insulte|menace|\
            embouti|accroche|cogne)
        (accident|blesse\w*|police)""",
    "thanks": r"merci|mercii+|je vous remercie|remerci\w+",
    "praise": r"""
        (?<!pas )(super|genial\w*|excellent\w*|parfait\w*|adorable|formidable|impeccable|nickel|top|sympa|\
            sympathique|ravi\w*|efficace)
        (tres|vraiment|trop) (bien|gentil\w*|aimable\w*|sympa\w*|bon|bonne|rapide\w*|poli\w*|professionnel\w*|\
            content\w*)
        bon (travail|service)
        bravo""",
    "wrong_number": r"""
        (mauvais|faux) (numero|destinataire)
        (vous vous trompez|vous etes trompe\w*|erreur de (numero|destinataire|personne))
        (ce nest pas|cest pas) (moi|mon numero|le bon numero)
        je ne suis pas (cette personne|la bonne personne|m|mme|monsieur|madame)""",
    "identity_question": r"""
        (qui est ce|cest qui|qui etes vous|qui es tu|vous etes qui|de la part de qui|qui (mecrit|me parle))
        quel(le)? (societe|entreprise|magasin|colis|commande)\??$""",
    "verify": r"(arnaque|fraude|hameconnage|spam|phishing|cest (vrai|serieux|officiel)\??)",
    "unsure": r"""
        (je ne sais pas|jsais pas|je sais pas|peut etre|ca depend|pas sur|pas sure|je dois (voir|verifier)|aucune \
            idee)""",
    "nevermind": r"(laissez tomber|laisse tomber|oubliez|cest bon finalement|pas grave|ne changez rien|je lai trouve)",
    "received": r"""
        (bien )?recu\w*( merci| le colis|[ .!,]*$)
        (jai|on a|nous avons) (bien )?recu
        (colis|paquet) (est )?(arrive|bien arrive|la)""",
    "greeting": r"^(bonjour|bonsoir|salut|coucou|hello)( (a vous|monsieur|madame|a tous))?[ !.,?]*$",
    "auto_reply": r"""
        (reponse|message) automatique
        (je conduis|je suis au volant|en train de conduire)
        absent\w* du bureau
        je vous (repondrai|rappelle|recontacte)""",
    "delivery_instruction": r"""
        (dites|dis|demandez|demande)( svp)? (au|aux|a votre|a vos) (livreurs?|chauffeurs?|gars|transporteurs?) (de|d|que)
        (laiss\w+|pos\w+|depos\w+|mett\w+|confi\w+|donn\w+|remett\w+|cach\w+)( (le|la|les|ca|mon|tout|colis|\
            paquet))* (devant|derriere|dans|sur|sous|chez|a|au|avec|pres|a cote|en|la|ici)
        (sonn\w+|frapp\w+|toqu\w+|klaxonn\w+)( a| au| fort| chez| deux| la|[.! ]*$)
        ne (pas )?(sonn\w+|frapp\w+|laiss\w+)
        (appelez|appeler|prevenez|textez) (moi )?(quand|en arrivant|avant|a votre arrivee|des)
        (pass\w+|entr\w+|mont\w+|utilis\w+|pren\w+) (par|la|le|a|au|lescalier|lentree) ?(porte|entree|portail|\
            escalier|ascenseur|cote|arriere|derriere|garage|cour)?
        (chez|au|a|avec) (le |la |mon |ma |un )?(gardien\w*|voisin\w*|concierge|accueil|reception|femme|mari)
        (attention|mefiez vous|gare)( au| a| aux| il|,)
        (gros |mechant |un |mon )?chien
        (sonnette|interphone|ascenseur) (est )?(en panne|casse\w*|ne (marche|fonctionne)|au nom)
        (premier|deuxieme|troisieme|quatrieme|cinquieme|dernier|1er|\d+e|\d+eme) etage
        (portail|porte|porton) (est )?(ouvert\w*|ferme\w*|bleu\w*|rouge|vert\w*|blanc\w*|noir\w*|de derriere|de cote)
        (escalier|marche)s? (est |sont )?(glissant\w*|verglace\w*)""",
}
_DRIVER = {
    "sos": r"(sos|urgence|accident|blesse\w*|agress\w+|braque\w*|ambulance|police)",
    "vehicle_issue": r"(panne|pneu creve|crevaison|creve|demarre pas|ne demarre|batterie|surchauffe)",
    "need_code": r"""
        (quel|cest quoi|besoin|il faut|donne\w*|envoy\w+)~code|code( svp)?\??$|le code ne (marche|fonctionne)""",
    "call_customer": r"(appel\w+|joindre|parler)~client\w*",
    "break": r"(pause|dejeuner|a table)( \w+){0,2}$",
    "schedule": r"(ma |la )?(tournee|liste|planning)$|combien (darrets|de livraisons|il reste)",
    "next": r"(suivant|suivante|prochain|prochaine)( arret| client| adresse)?\??$",
    "late": r"""
        (en|du) retard
        retard( de)? \d+
        (bouchon\w*|embouteillage\w*)""",
    "delivered": r"(?<!pas )(livre|livree|fini|termine|remis|fait|depose|laisse) ?(au|a la|chez|devant|dans)?",
    "failed": r"(impossible|echec|echoue|pas pu|peux pas|pas (livre|reussi))( \w+){0,2}",
    "arrived": r"(je suis|suis|on est) (arrive|la|devant|sur place)|arrive|sur place|devant la porte",
    "help": r"(besoin d)?aide( svp)?$|besoin daide",
}
_REASONS = {
    "not_home": r"(personne|absent\w*|pas (la|chez lui|chez elle)|ne repond pas|repond pas|pas de reponse)",
    "no_access": r"""
        (portail|porte|immeuble) (est )?(ferme\w*|bloque\w*)|pas dacces|peux pas (entrer|acceder)|le code ne marche \
            pas""",
    "refused": r"(refus\w+|nen veut pas|veut pas)",
    "unable_to_locate": r"""
        (introuvable|trouve pas|mauvaise adresse|adresse (fausse|incorrecte|introuvable|inexistante))""",
    "damaged": r"(casse\w*|abime\w*|endommage\w*|dechire\w*)",
    "not_on_vehicle": r"pas (dans|a bord|charge)( le camion)?|je ne lai pas",
    "unsafe": r"(danger\w*|chien|menac\w+|verglas|pas sur)",
}
_ONES = ("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
         "dix-neuf vingt").split()
WORDS = Words(
    code="fr",
    name="Français",
    joins="et|mais|car|parce que|donc|aussi",
    common=("le la les un une des du de et est je vous nous il elle on pas ne que qui dans sur pour avec mon ma mes votre "
            "vos ce cette bonjour merci oui non ou quand quelle heure svp sil plait livraison colis commande demain "
            "aujourdhui plutot si possible porte portail chez au aux jai cest cinq quatre deuxieme derniere premiere tres "
            "livreur laissez veuillez peux pouvez annuler parler quelquun numero mauvais arretez messages sms parfait "
            "accord samedi dernier etes suis sera serai apres avant"),
    polite="s il vous plait|sil vous plait|svp|stp|merci|merci beaucoup|madame|monsieur|pour moi|ca marche|et|bien",
    yes=(r"(oui+|ouais|ok|okay|daccord|d accord|parfait|tres bien|cest (bon|bien|parfait|note|ok)|ca (me )?(va|marche|convient)|"
         r"bien sur|entendu|volontiers|exact|confirme|je confirme|impeccable|nickel|super|absolument|je serai la|on sera la)"),
    no=(r"(non+|nan|pas possible|impossible|non merci|ca ne (va|marche|convient) pas|ca (va|marche|convient) pas|"
        r"je ne (peux|serai|suis) pas( la)?|je (peux|serai|suis) pas( la)?|desole non|je travaille)"),
    ack="(ok|okay|daccord|d accord|entendu|parfait|bien note|note|bien recu|ca marche|tres bien|super|compris)",
    stop=("arret|arrete|arrett|arretez|stop sms|desabonner|desabonnement|desinscription|desinscrire|annuler|fin|stopper|"
          "ne plus recevoir|stop svp|me desinscrire|me desabonner"),
    start="reprendre|debuter",
    help="aide|infos|mode demploi",
    leave_me=r"""
        (arret\w+|cess\w+|stopp\w+|stop)( de)? (de )?(m|me )?(mecrire|menvoyer|me contacter|ecrire|envoyer|contacter|\
            harceler|me harceler|messages|sms|les messages|les sms|ces messages|ces sms|vos messages|vos sms)
        (ne )?(mecri\w+|menvoy\w+|me contact\w+|contactez moi|ecrivez moi) (plus|pas de)
        ne (plus|pas) (me contacter|mecrire|menvoyer|recevoir)
        plus (de|aucun|jamais de) (sms|messages?|textos?)
        (desabonn\w+|desinscri\w+|desinscrivez moi|retirez moi|enlevez moi|supprimez (moi|mon numero))
        laissez moi tranquille
        je (ne )?(veux|souhaite) plus( recevoir)?( de| vos| aucun)? (sms|messages?|textos?)""",
    stay=r"(arret\w+|stop) (vous )?(devant|a la|au|chez|pres|derriere|a cote)",
    cues=_CUES,
    driver=_DRIVER,
    reasons=_REASONS,
    numbers={**{word: number for number, word in enumerate(_ONES)}, "une": 1, "trente": 30, "quarante": 40},
    ordinals={"premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "dernier": -1,
              "derniere": -1},
    option_nouns="option|loption|le|la|numero|n|choix|creneau|#|le numero",
    scores=(r"(merci|tres|super|excellent|parfait|bon|bonne|genial|le|la|les|livreur|rapide|sympa|mais|car|parce|tout|il|"
            r"elle|service|bravo|nickel|rien|en|trop|pas)"),
    scale=r"etoiles?|sur (5|cinq|10|dix)",
    before_score=r"(je|mets|donne|un|une|note|ma|mon|cest|de|le|la|lui|vous|dirais|pour|moi|oui|bonjour)",
    codes=Codes(
        nouns=r"(code|digicode|mot de passe|combinaison|codes)( (du|de la|de|dentree|daccess?|pour le|pour la|portail|porte|"
              r"portillon|immeuble|entree|garage|boite))*",
        gates=r"(portail|porte|entree|portillon|digicode|interphone|tapez|taper|composez|code|garage|"
              r"appuyez sur)",
        says="cest|cest le|faites|essayez|est",
        rings=(r"(sonnez|sonnette|sonner|interphone|appuyez|appuyer|bouton|tapez|composez)( (a|au|chez|sur|"
               r"le|la|numero|no|n|sur le))*"),
        never=r"(commande|suivi|reference|postal|facture|appartement|appt|apt|bureau|etage|telephone|tel|portable|promo|"
              r"client|colis|numero|rue|chambre|bat|batiment|verification)",
        old=r"(pas|plus|ancien|nest plus|au lieu de|etait|sauf)",
        hash_key=r"(diese|dieze|hash|#)( touche)?",
        star_key=r"(etoile|asterisque|\*)",
        joins="puis|et|ensuite|suivi de|la|touche|la touche|le|,|&|plus|apres",
    ),
    times=TIMES,
    trim_front=(r"(bonjour|bonsoir|svp|s il vous plait|sil vous plait|merci de|merci|oui|pouvez vous|pourriez vous|vous pouvez|"
                r"veuillez|ok|et|mais|si possible|est ce que vous pouvez|il peut|dites lui de|alors)"),
    trim_back=r"(s il vous plait|sil vous plait|svp|stp|merci|merci beaucoup|si possible|et)",
    unit=r"(appartement|appart|appt|apt|bat|porte)",
    address=(r"\d{1,5} ?(bis|ter)? ?,? ?(rue|avenue|av|boulevard|bd|chemin|allee|impasse|place|route|quai|"
             r"square)( [a-z]+){1,4}"),
    asks_language={
        "fr": r"""
            (en )?francais( s il vous plait| sil vous plait| svp)?|(parlez|ecrivez)( vous)?( en)? francais( svp| s \
                il vous plait)?|je ne parle (pas|que) (anglais|francais)""",
        "en": r"(en )?anglais( s il vous plait| sil vous plait| svp)?",
    },
)
