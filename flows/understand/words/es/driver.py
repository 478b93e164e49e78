"""Spanish: what drivers say, by intent, and why a delivery failed."""

DRIVER = {
    "sos": r"""
        (sos|emergencia|auxilio|socorro)
        (accidente|choque|choqu[ei]|chocamos|me chocaron|chocado)
        (herid\w|lastimad\w|asalt\w+|robaron|robo|pistola|cuchillo|disparo\w*)
        (llam\w+|mand\w+|envi\w+) (a la |una )?(policia|ambulancia)""",
    "vehicle_issue": r"""
        (ponch\w+|pinch\w+|llanta baja|llanta ponchada|rueda pinchada|se me poncho)
        (averi\w+|descompus\w+|se descompuso|bateria|recalent\w+|me quede tirado|no (arranca|prende|enciende)|sin \
            (gasolina|combustible|diesel)|grua)
        (camion|camioneta|furgon\w*|van|motor|freno\w*|carro|vehiculo) (fall\w+|no|esta fallando|roto|varad\w)""",
    "need_code": r"""
        (cual es|necesito|dame|deme|mandame|tienes?|tienen|falta|pasame|me (das|da|pasas|mandas|dan)|hay)( \w+)? \
            (codigo|clave|contrasena|pin)
        (codigo|clave)( \w+){0,3}\?
        codigo( por favor| porfa)?$
        como entro
        (codigo|clave) (no (funciona|sirve|abre)|equivocad\w|incorrect\w)
        (porton|puerta|reja) (esta )?cerrad\w~(codigo|clave)""",
    "call_customer": r"""
        (llam\w+|marc\w+|comunic\w+|habl\w+)( \w+)? (al|a la|a|con el|con la) (cliente|clienta|senora?|destinatari\w)
        (telefono|numero) (del|de la) client\w""",
    "break": r"""
        (descanso|almuerzo|almorzar|lonche|comer|comida|pausa|bano)( \d+ min\w*)?$
        (voy|estoy|salgo|tomo|tomando|hago)( \w+){0,3} (descanso|almorzar|almuerzo|comer|lonche|pausa|bano|gasolina)""",
    "schedule": r"""
        (mi |la |el )?(ruta|lista|horario|agenda|paradas|recorrido)( de hoy| por favor)?$
        cuantas (paradas|entregas)( \w+)*
        (que|cuanto) (me )?(falta|queda|faltan|quedan)""",
    "next": r"""
        (la |el )?(siguiente|proxim[oa])( parada| direccion| cliente| entrega)?[?! ]*$
        (cual es|dame|quien es|donde es)( \w+)? (siguiente|proxim\w)( \w+)?
        (a )?donde (voy|sigo|sigue)( ahora| despues)?""",
    "late": r"""
        (voy|llego|llegare|estoy|ando|vamos)( a llegar)?( \w+){0,3} (tarde|retrasad\w|atrasad\w|demorad\w)
        (tarde|retraso|retrasad\w|atrasad\w|demora)( de| por| unos)?( \d+| media hora)?( min\w*)?[.! ]*$
        \d+ ?(min|minutos|m|hora|horas)? (tarde|de retraso|de demora|retrasad\w|atrasad\w)
        (mucho|bastante|hay)? ?(trafico|tranque|embotellamiento|atasco)
        (atorado|atascado|parado) en""",
    "delivered": r"""
        (?<!no )(?<!ser )(entregad[oa]s?|entregue|ya entregue|completad\w|terminad\w|list[oa]|hecho|terminado|\
            termine)(?! (para|con el turno))
        (lo|la|los|las|se lo|se la) (deje|entregue|dej[eo]|recibio|recibieron|di)
        (deje|dejado)( el \w+| la \w+)? (en|con|al|a la)
        (firmo|firmaron|recibio|recibieron) ?(el|la|su)?""",
    "failed": r"""
        no (pude|puedo|se pudo|pudimos|logre|hubo forma)( \w+)? ?(entreg\w+|dejar\w*|pasar|hacer\w*|complet\w+)?
        no (entregad\w|entregue)
        (fallid\w|fallo|intento fallido|fallida)( entrega| la entrega)?
        (regres\w+|devuelv\w+|devolv\w+)( \w+)? (al deposito|a la bodega|al almacen|a la base)
        imposible entregar""",
    "arrived": r"""
        (?<!no )(?<!aun no )(ya )?(llegue|llegamos|he llegado)(?! (tarde|y no|pero))
        (ya )?(estoy|estamos) (aqui|afuera|en (la|el) (puerta|domicilio|direccion|casa|porton|lugar|sitio|destino)|\
            fuera|alli|ahi)
        (aqui|afuera)( ya| estoy)?[.! ]*$
        en (el )?(sitio|lugar|destino|domicilio)[.! ]*$""",
    "help": r"""
        (necesito|mandame|ocupo) (ayuda|apoyo)
        (ayuda|auxilio)( por favor| porfa)?[!. ]*$
        (hablar con|llamar a) (despacho|la oficina|base|central|mi jefe|el supervisor)
        despacho[!. ]*$""",
}
REASONS = {
    "not_home": r"""
        (no (esta|estaba|estan|hay|habia|se encuentra|contesta\w*|responde\w*|abre\w*|sale)|nadie)( nadie| en casa| \
            el cliente| la clienta| aqui| abre| contesta| responde)*
        (ausente|cerrado el negocio|negocio cerrado)""",
    "no_access": r"""
        (porton|puerta|reja|edificio|entrada|calle|garaje) (esta |estaba )?(cerrad\w|bloquead\w|con llave)
        (no (puedo|pude) (entrar|pasar|acceder|estacionar\w*)|sin acceso|no hay (acceso|paso|entrada|\
            estacionamiento)|calle cerrada)
        (codigo|interfon\w?|timbre) (no (funciona|sirve|abre)|malo|equivocado)""",
    "refused": r"""
        (rechaz\w+|no (lo |la |los )?(quiere|quieren|quiso|acept\w+|recibe|recibio)|se nego|se niega|cambio de \
            opinion)""",
    "unable_to_locate": r"""
        no (encuentro|encontre|existe|ubico|localizo|doy con|hallo)
        (direccion|numero|domicilio) (equivocad\w|mala|incorrect\w|incomplet\w|no existe)""",
    "damaged": r"""
        (danad\w|rot[oa]s?|golpead\w|quebrad\w|mojad\w|rasgad\w|abollad\w|rayad\w)""",
    "not_on_vehicle": r"""
        no (esta|lo traigo|la traigo|viene|venia|lo tengo|cargaron) en (el|la) (camion|camioneta|furgon\w*|van)
        no (lo|la) (traigo|cargaron|tengo)
        no (esta|viene) cargad\w
        se quedo en (la bodega|el almacen|el deposito)""",
    "unsafe": r"""
        (peligros\w|insegur\w|no es seguro|amenaz\w+|agresiv\w|perros? (suelto|sueltos|bravo|bravos|agresivo)|perro|\
            hielo|inundad\w)""",
}
