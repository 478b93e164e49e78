"""Spanish: what customers say, by intent."""

_DIA = (r"(lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana|pasado manana)")
_COSA = r"(paquete|pedido|entrega|envio|sofa|mueble|caja|cajas|colchon|mesa|cama|nevera|refri|refrigerador|lavadora|orden)"
_VIENEN = r"(llega\w*|viene\w*|vienen|pasa\w*|entrega\w*|trae\w*|esta\w*|estara\w*|vendra\w*|vendran|llegara\w*|falta\w*)"

CUES = {
    "eta": rf"""
        (a|como a|sobre) que horas?
        que horas? ({_VIENEN}|van|va|seria|mas o menos|aprox\w*)
        (don?de|adonde)( \w+)? (esta|estan|anda|andan|va|van|viene|vienen|queda|quedo|vas|estas|esta mi|mi|el|la)
        por don?de (va|van|viene|vienen|anda|andan|vas|estas)
        (cuando|quando|kuando)( me| nos| lo| la)? ({_VIENEN}|van|va|traen|recibo|recibire|sera|seria|mi|el)
        (cuanto|cuanta)( tiempo| rato)?( mas)?( le| les| te)? (falta|tarda\w*|demora\w*|queda)
        (ya|todavia|aun)( \w+)? (viene|vienen|llega|llegan|en camino|vienes|van a venir)\??
        (ya )?(viene|vienen|vienes|llega|llegan|va a llegar|van a llegar)( hoy| ya| pronto| mi \w+| el \w+| mi)?\?
        (estan?|estas) (cerca|lejos|en camino|llegando)
        (van|va|vas) a (llegar|venir|tardar|demorar)
        sigo esperando
        (todavia|aun) no (me )?(ha )?(llega|llegado|llego|llegan)
        no (me )?ha llegado (aun|todavia)
        (llevo|estoy|estamos|seguimos) (todo el dia |horas |rato |mucho )?esperando
        (alguna|hay|tiene\w*) (novedad|noticia|actualizacion|informacion)
        (estado|estatus|status) (de|del)
        (rastre\w+|seguimiento)
        cuantas (paradas|entregas)
        llega\w* (hoy|manana|antes|el {_DIA})\?""",
    "reschedule": rf"""
        reprogram\w*
        reagend\w*
        (otro|otra|diferente|distinto|nuevo|nueva) (dia|hora|fecha|horario|momento|semana|turno|franja)
        (cambi\w+|mover|mueva\w*|pasar\w*|pasen\w*|aplaz\w+|pospon\w+|posterg\w+|retras\w+|adelant\w+)( el| la| lo| \
            mi| me)?~({_COSA}|dia|hora|fecha|horario|cita|para|a las|{_DIA})
        (puede|pueden|puedes|podria|podrian|podrias|podemos|podriamos|se puede|es posible|seria posible|pudiera\w*|\
            pueda\w*)( \w+)?~(el {_DIA}|{_DIA}|las \d+|otro|mas tarde|mas temprano|despues|antes|por la|en la|la semana)
        (mejor|prefiero|preferiria|preferimos|me viene mejor|me queda mejor|me conviene)~({_DIA}|\d|tarde|noche|\
            temprano|despues|antes|semana|otro)
        (mas tarde|mas temprano|antes|despues) (mejor|por favor|seria mejor|se puede)
        (vengan|venga|ven|vuelva\w*|vuelvan|traiganlo|traigalo|entreguen\w*)~({_DIA}|\d|despues|antes|otro|mas tarde)
        (ninguna|ninguno)( de (esas|esos|las|los|estas|estos)\w*)?( \w+)? ?(me )?(sirve|funciona|va|viene|queda|\
            conviene|puedo)?
        (no|solo|solamente|unicamente) (antes|despues) de
        a partir de las
        (que tal|y si|como ven) (el |a las |en la |por la |{_DIA})
        para (otro dia|el {_DIA}|{_DIA}) (mejor|por favor|si)
        (hay|tiene\w*) (algo|horario|hueco|espacio|lugar|disponib\w+)~(antes|despues|tarde|manana|{_DIA})""",
    "availability": r"""
        (no )?(voy a estar|estare|estaremos|estamos|estoy|vamos a estar|va a estar|hay nadie|habra nadie|va a haber \
            nadie|estara)( \w+)? (en (la |mi )?casa|fuera|disponible|trabajando|en el trabajo|ocupad\w|de vacaciones|\
            de viaje|aqui|ahi|alli|afuera)
        (no )?(habra|hay|va a haber|esta|estara) (alguien|nadie)
        nadie (en casa|va a estar|estara)
        no (estoy|estare|estamos|voy a estar|vamos a estar|estaremos)( ese dia| hoy| manana| hasta| antes| despues| \
            a esa hora|$)
        (salgo|llego|regreso|vuelvo|trabajo|termino)( del? \w+| a (la )?casa)? (a las|hasta|despues|como a|sobre|\
            tarde|de)
        (ya )?(bajo|salgo|voy bajando|voy saliendo|estoy bajando|voy para alla|llego en|ya voy)
        (estoy|estare) (solo )?(despues|antes|a partir|hasta|desde)
        (tengo|trabajo) (que trabajar|una cita|cita|trabajo|reunion)""",
    "change_address": r"""
        (direccion|domicilio)( \w+){0,3} (mal|equivocad\w|incorrect\w|otra|nueva|cambio|cambiad\w|erronea)
        (otra|nueva|diferente|distinta|cambi\w+)( de| la| mi)* (direccion|domicilio)
        (me|nos) (mude|mudamos|he mudado|cambie|cambiamos)( de (casa|domicilio|direccion))?
        (no es|esa no es)( mi| la) (direccion|casa)
        (entreg\w+|envi\w+|mand\w+|llev\w+|traig\w+)~(a|en) (la |mi |el |otra )?(oficina|trabajo|otra|casa de|nueva)
        (entreg\w+|envi\w+|mand\w+|llev\w+)~(calle|avenida|av|carrera|cra|plaza|paseo) ~\d+""",
    "cancel": rf"""
        (?<!no )(quiero|quisiera|queremos|necesito|deseo|puedo|puede\w*|podria\w*|como|favor de|me gustaria|hay que|\
            voy a)( \w+)? cancel\w*
        (?<!no )cancel(e|en|a|ar|o|ame|enme|eme|enlo|elo|arlo|arla) (mi|el|la|este|esta|todo|lo) ?({_COSA}|todo)?
        (por favor )?cancel(en|e|ar|enlo|elo|alo) ?(por favor|porfa)
        (ya )?no (lo |la |los |las )?(quiero|necesito|queremos|necesitamos)( mas| ya| el pedido| el paquete| la \
            entrega| nada| mi pedido)?[.! ]*$
        anul\w+ (mi|el|la|este) {_COSA}
        quiero anular""",
    "human": r"""
        (hablar|comunic\w+|chatear|habl\w+) con (alguien|una persona|un agente|un humano|una? represent\w*|un \
            operador\w*|una operadora|atencion|servicio|un asesor\w*|el encargado|un supervisor\w*|soporte|ustedes|\
            el gerente|quien)
        (persona|humano) (real|de verdad|de carne)
        (un|una|algun) (humano|agente|operador|operadora|representante|asesor|asesora|supervisor)
        (atencion|servicio) al cliente
        (me|nos) (pueden|puede|podrian|podria) (llamar|marcar)(?! cuando)
        (llamenme|llameme|marquenme|que me llamen)(?! cuando| al llegar| antes)
        (eres|es|estoy hablando con|esto es) (un |una )?(robot|bot|maquina|persona)
        numero (de telefono )?(para|donde) (llamar|hablar)""",
    "complaint": r"""
        (inaceptable|pesim\w+|horrible|terrible|verguenza|vergonzoso|desastre|ridicul\w+|indignante|fatal|asco|\
            patetic\w+|grosero|grosera|maleducad\w|lamentable|decepcionad\w|decepcion)
        (mal|malo|mala|malisim\w) (servicio|trato|atencion|experiencia|manera|actitud)
        (muy|que|super|bien|tan) (mal|malo|mala|molest\w|enojad\w|enfadad\w)( servicio| trato| atencion)?
        (no )?(estoy|estamos) (nada |muy |bastante )?(molest\w|enojad\w|enfadad\w|insatisfech\w|hart\w)
        (no|nada) (estoy )?(content\w|satisfech\w|conforme)
        (queja|quejar\w*|reclam\w+)
        (una )?burla
        (perdi|perdimos|perder|hicieron perder)( \w+)? (el|todo el|mi|la|toda la) (dia|tarde|manana|tiempo)
        (segunda|tercera|cuarta) vez que
        (ni|no) (toc\w+|llam\w+|timbr\w+)( (el|la|al) (timbre|puerta))?( siquiera|$)
        (nunca|jamas) (llegaron|vinieron|tocaron|llamaron|aparecieron)
        (tiro|tiraron|aventaron|avento|lanzo|lanzaron) (el|la|mi|las|los)
        (muy|siempre|super) tarde(?! (mejor|por favor))
        harto de""",
    "damaged": r"""
        (dana\w*|roto|rota|rotos|rotas|rompi\w*|quebrad\w|rayad\w|raya|golpead\w|abollad\w|aplastad\w|rasgad\w|\
            agrietad\w|mojad\w|estropead\w|defectuos\w|astillad\w|partid\w|manchad\w)(?! (el |la )?(timbre|interfon|\
            elevador|ascensor|porton))
        (?<!timbre )(?<!ascensor )(?<!elevador )no (funciona|enciende|prende)(?! (el |la )?(timbre|interfon|codigo|\
            elevador|ascensor|porton))
        en pedazos
        (llego|vino|esta) (en mal estado|en malas condiciones|golpead\w|abiert\w)""",
    "missing": rf"""
        (dice|marca|aparece|sale|pone|figura)( \w+)? (como )?(entregad\w|que)( (entreg\w+|lo entreg\w+|ya))?( \w+)?
        no (me |nos |lo |la |se |he |ha |han )*(llego|ha llegado|llegado|recibi|recibido|entregaron|entregado|\
            dejaron|encuentro|veo|aparece|trajeron|vino|han venido)( nada| mi| el| aun| todavia|$|[ .!,])
        nunca (me )?(llego|recibi|lo recibi)
        (no hay|no habia) (nada|ningun {_COSA})( en| afuera| ahi| aqui|[.!]*$)
        (falta|faltan|faltaba|faltaron)(?! (mucho|cuanto|poco|\d+ min))( \w+){{0,2}} ?(pieza|piezas|caja|cajas|parte|\
            partes|tornillos|silla|sillas|una|un|uno|algo|cosas|dos)
        (perdid\w|robad\w|robaron|robo)( mi| el)?( {_COSA})?
        solo (llego|llegaron|recibi|trajeron) (una|un|dos|la mitad|parte)""",
    "wrong_item": rf"""
        {_COSA} (equivocad\w|incorrect\w|que no es)
        (no es|no son) (lo|el|la|los|las) que (pedi|pedimos|compre|ordene|encargue)
        (articulo|producto|color|modelo|tamano) (equivocad\w|incorrect\w|distint\w|diferente)
        (otro|diferente|distinto) (color|producto|articulo|modelo)
        se equivocaron de {_COSA}
        no es mi {_COSA}""",
    "refund_return": r"""
        (reembols\w+|devoluci\w+|devolver\w*|devuelv\w+|regresar(lo|la|los|las)|cambiarlo por|indemniz\w+|compensaci\w+)
        (mi dinero|la plata|el dinero)( de vuelta| devuelto)?""",
    "incident": r"""
        (su|el|tu|un|ese) (chofer|conductor|repartidor|camion|camioneta|furgoneta|furgon|empleado|muchacho|\
            senor)~(choco|golpeo|rayo|rompio|dano|atropello|tiro|insulto|amenazo|grito|se llevo|piso|destrozo|derrumbo)
        (choc\w+|golpe\w+|rayaron|rayo|rompieron|rompio|danaron|dano|destrozaron|destrozo|atropell\w+) (mi|a mi|el|\
            la) (coche|carro|auto|cerca|pared|muro|porton|puerta|perro|gato|jardin|buzon|vaya|valla|reja|casa|piso|\
            suelo|hijo|hija)
        accidente
        (herid\w|lastimad\w|sangrando)
        (llame|llamo|llamar|llamamos) a la policia
        (borracho|agresiv\w|amenaz\w+)(?! (el |mi )?perro)
        dejaron (abierto|abierta) (el|la) (porton|puerta|reja)""",
    "thanks": r"""
        (gra[cs]ias+|grax|grcs|mil gracias|muchas gracias)
        (se lo agradezco|agradecid\w|te lo agradezco)""",
    "praise": r"""
        (?<!no )(excelente|genial|estupend\w|maravillos\w|fantastic\w|increible|encantad\w|encantador\w?|buenisim\w|\
            amabilisim\w|lindisim\w)
        (muy|super|bien|tan) (amable|bien|buen|buena|bueno|rapido|rapida|atento|atenta|simpatic\w|content\w|\
            profesional|educad\w|puntual|puntuales|cuidados\w|majo|maja)
        (buen|buena|gran) (servicio|trabajo|atencion|trato|chofer|chico|muchacho|repartidor|experiencia)
        (todo )?(perfecto|perfecta)[.! ]*(gracias)?[.! ]*$
        todo (muy |super )?bien
        (me|nos) encant\w+
        felicidades""",
    "wrong_number": r"""
        (numero|persona|telefono) (equivocad\w|incorrect\w|erroneo)
        (se|te|os) (equivoc\w+|ha equivocado|han equivocado|has equivocado)( de (numero|persona|telefono))?$
        (se equivoco|equivocaron|te equivocaste|se equivocaron|equivocado) de (numero|persona|telefono)
        no (soy|es) (esa persona|ella|el|la persona|quien)( que busca\w*)?[.! ]*$
        (este|ese|el) (no es|numero no es) (el numero|el telefono|de)
        (aqui )?no (vive|conozco|hay) (nadie|ningun\w?)( con ese nombre| asi| que se llame| llamad\w)
        no conozco a
        no (he pedido|pedi|ordene|he comprado|compre) nada
        no soy [a-z]+[.! ]*$""",
    "identity_question": r"""
        (quien|quienes|kien|qn) (es|eres|son|habla|me habla|escribe|me escribe|manda|sos|me manda)( este| esto| \
            usted| ustedes)?
        (de parte de|de) quien( es)?
        (que|cual) (empresa|compania|tienda)( es| son)?
        de que (empresa|compania|tienda|pedido|paquete|es esto)
        que (es esto|paquete|pedido)( es)?\??$
        como (consigui\w+|tiene\w*|obtuv\w+) mi numero""",
    "verify": r"""
        (es|sera|esto es|este mensaje es) (una |un )?(estafa|fraude|real|verdad|verdadero|legitimo|spam|broma|\
            autentico|timo|phishing)
        (estafa|fraude|timo|phishing)
        como (se|puedo saber|sabemos)( si| que)~(real|ustedes|verdad|cierto)
        (es seguro|segura) (el|este|abrir)( enlace| link)?
        verificar""",
    "unsure": r"""
        no (estoy|estamos) segur\w
        no (lo )?(se|sabria|sabemos)( aun| todavia| si| cuando|[.! ]*$)
        (quizas?|tal vez|a lo mejor|depende)
        (dejame|dejeme|deja|tengo que|voy a) (ver|revisar|checar|consultar|pensar\w*|preguntar|confirmar)
        (ni idea|cualquiera( de)?)
        luego (le|te|les) (digo|aviso|confirmo)""",
    "nevermind": r"""
        (olvidalo|olvidelo|olvidenlo|olvida|no importa|no pasa nada|da igual|dejalo asi|dejelo asi|dejenlo asi|asi \
            dejalo|asi esta bien)
        (ya )?(lo|la) (encontre|encontramos|tengo|recibi ya)
        ya (aparecio|esta resuelto|no hace falta)
        falsa alarma
        (haga caso omiso|ignor\w+ (el|mi|eso))""",
    "received": rf"""
        (ya )?(lo |la |los |las )?(recibi|recibimos|he recibido|hemos recibido|recibido|recibida)( el| la| mi| todo| \
            los| las| bien| ya| gracias|[ .!,]*$)( {_COSA})?
        (ya )?(me |nos )?(llego|llegaron|ha llegado)( ya| bien| todo| el {_COSA}| la {_COSA}| mi {_COSA}| gracias|, |\
            [ .!]*$)
        ya (lo|la) tengo( aqui)?""",
    "greeting": r"""
        ^[ ]*(hola+|holi|buenos dias|buenas tardes|buenas noches|buenas|buen dia|que tal|saludos|alo|ola)( (que tal|\
            buenos dias|buenas tardes|buenas noches|buenas|buen dia|a todos|amigo|como estan?|como esta))*[ !.,?]*$
        (estas|esta|estan|hay alguien) ahi""",
    "auto_reply": r"""
        (respuesta|mensaje|contestacion) automatic\w
        (estoy|voy) (conduciendo|manejando)(?! (a|hacia|para))( \w+){0,3}
        fuera de (la )?oficina
        (le|te|les) (respondere|contestare|llamare|responderemos|contesto) (cuando|en cuanto|mas tarde|a la brevedad|\
            lo antes|luego|pronto)
        (gracias por|hemos recibido su) (contactar\w*|comunicarse|su mensaje|escribir\w*|mensaje)
        no (puedo|podemos) (hablar|atender|contestar|atenderle)( ahora| en este momento)
        (de vacaciones|de baja) hasta~(responder|contestar|correo)
        nuestro horario de (atencion|oficina)""",
    "delivery_instruction": r"""
        (dile|digan|digale|diganle|digale|pidan|pidale|avisen|avisale)( por favor)? (al|a los) (chofer|repartidor|conductor|muchachos?|transportista|senor) (que|de)
        (deja\w*|dejen\w*|deje\w*|ponga\w*|pongan\w*|pon\w{0,3}|coloque\w*|entregue\w*|entregar\w*|entreguen\w*|\
            den\w{0,3}|dale\w*|dele\w*|darselo|lleve\w*|suba\w*|suban\w*|meta\w*|esconda\w*)( el \w+| la \w+| todo| \
            mi \w+)? (en|con|al|a|junto|detras|atras|debajo|bajo|dentro|afuera|fuera|frente|encima|adentro|ahi|alli|\
            por|sobre|cerca|arriba|abajo|aqui)
        en el timbre (pone|dice|esta)
        (toque\w*|tocar|toca|timbre|llame\w*|llamar|llama|golpe\w+|marque\w*|pite\w*)( el| la| al| a la| en)? \
            (timbre|puerta|bocina|claxon|telefono|interfono|portero|porton|ventana|cuando|antes|al llegar|dos veces|\
            fuerte|vecin\w)
        (llame\w*|llamen\w*|marque\w*|marquen\w*|avise\w*|avisen\w*|llama\w*|avisa\w*)( me)? (cuando|al|antes|si|en \
            cuanto)
        no (toque\w*|tocar|timbre\w*|llame\w*|dejen?\w*|bloquee\w*|estacione\w*)(?! mas)
        (entre\w*|use\w*|usen|pase\w*|pasen|vaya\w*|vengan?|suba\w*|estacione\w*|entrar|de la vuelta|doble\w*)( \
            \w+)? (por|a|en|el|la|hasta|detras|atras) (la |el |al )?(puerta|porton|entrada|lado|escalera\w*|elevador|\
            ascensor|garaje|cochera|callejon|calle|rampa|estacionamiento|atras|parte)
        (puerta|entrada|porton) (lateral|trasera|de atras|principal|de servicio|del lado|del garaje|azul|roja|verde|\
            blanca|negra|del fondo)
        (con|al|a) (el |la |mi |un |una )?(porter[oa]|vecin[oa]s?|conserje|recepcion\w*|guardia|vigilante|seguridad|\
            esposa|esposo|mama|hij[oa]|conserjeria|encargad[oa])
        (cuidado|ojo|atencion|precaucion)( con| al| hay| que|,|:)
        (hay|tenemos|tengo)( un| una| unos)?( \w+)? (perr\w+|escalon\w*|hielo|escaleras)
        (perr[oa]s?|perrito) (brav\w|grande|suelto|suelta|que muerde|muerde|agresiv\w|no muerde|manso|en el)
        (escalon\w*|escaleras?|piso|entrada|camino) (esta |estan )?(resbalos\w|rot\w|con hielo|mojad\w)
        (bebe|nino|nina)( esta)? (durmiendo|dormid\w)
        (timbre|interfon\w?|elevador|ascensor|portero automatico) (no (funciona|sirve|anda)|(esta )?(descompuest\w|\
            rot\w|malogrado|averiado|estropeado)|dice)
        (porton|puerta|reja) (esta |estara |queda )?(abiert\w|cerrad\w|sin llave)
        (primer|segundo|tercer|cuarto|quinto|sexto|ultimo|1er|2do|3er|4to|5to) piso
        piso \d+
        (casa|puerta|edificio|porton|reja) (azul|roj[oa]|verde|blanc[oa]|negr[oa]|amarill[oa]|gris|de la esquina|del \
            fondo|de atras)
        (llave|llaves) (esta|estan|debajo|bajo|en)
        (la casa|el edificio|la entrada|el depa\w*) (esta|queda|es)
        (necesitan?|traigan|vengan)( \w+)? (dos|tres|2|3|ayuda|escalera|diablito)( personas| hombres)?
        lugar seguro
        sin (elevador|ascensor|estacionamiento)""",
}
