"""Spanish."""

from flows.understand.words.es.customer import CUES
from flows.understand.words.es.driver import DRIVER, REASONS
from flows.understand.words.es.times import CODES, NUMBERS, ORDINALS, TIMES
from flows.understand.words.form import Words

WORDS = Words(
    code="es",
    name="Español",
    joins="y|pero|porque|pq|asi que|tambien",
    common=("el la los las un una unos de del que y en es no si por para con se lo le me mi su al como mas pero esta este "
            "ya hay muy hola gracias favor porfa quien donde cuando cual porque hoy manana dia hora semana codigo porton "
            "puerta puede puedo pueden quiero necesito estoy soy voy esto eso yo usted ustedes nadie nada tarde noche "
            "bien bueno vale claro perfecto sale listo llego entrega pedido paquete dejar dejen deja casa vecino ok "
            "perro despues antes despues ultima primera segunda tercera buenos buenas dias tardes espanol nos todo otro "
            "otra mejor muchas amable dejelo dejenlo numero equivocado escriban mas excelente repartidor cancelar "
            "timbre cuidado reprogramar entregado"),
    polite="por favor|porfa|porfavor|gracias|muchas gracias|senor|senora|ok|esta bien|me va bien|me sirve|me queda bien|y|"
           "para mi|mejor|me parece bien|seria",
    yes=(r"(si+|sip|claro( que si)?|por supuesto|correcto|confirmo|confirmado|confirmada|de acuerdo|ok|okay|okey|oka|vale|"
         r"dale|perfecto|perfecta|bien|muy bien|esta bien|sale|va|listo|lista|bueno|genial|exacto|afirmativo|sin problema|"
         r"no hay problema|todo bien|excelente|me (parece|va|viene|queda) (bien|perfecto|genial)|(me )?(funciona|sirve|conviene)|"
         r"(ahi|aqui|alli) (estare|estaremos|estoy|los espero|le espero|te espero)|(los|le|te|la) espero|nos vemos|"
         r"si (esta|me|puedo|estare|estoy) ?\w*( bien| en casa)?|esta perfecto|de una|andale|sip|simon|va bien)"),
    no=(r"(no+|nop|nel|para nada|negativo|no gracias|no puedo|no podre|no puede ser|no me (va|viene|queda|sirve|conviene|funciona)"
        r"( bien)?|(esa hora |ese dia )?no (puedo|podemos|estoy|estare|estaremos|voy a estar|me es posible)( ese dia| a esa hora|"
        r" en casa| entonces)?|imposible|lo siento no|tampoco|mejor no|no esta bien|no es posible|(tengo que trabajar|trabajo|"
        r"estoy trabajando)( ese dia| a esa hora)?)"),
    ack=r"(ok|okay|okey|vale|bien|entendido|enterad[oa]|de acuerdo|perfecto|listo|sale|va|dale|bueno|esta bien|muy bien|"
        r"anotado|ah ok|ya|claro|genial|sin problema|no hay problema|oki)",
    stop=("alto|parar|pare|paren|no mas|cancelar|baja|darme de baja|dar de baja|dame de baja|detener|no mas mensajes|basta|"
          "ya no mas|no mas textos|desuscribir|suprimir|eliminar|no mas sms|cancelar suscripcion|baja por favor|dejen de escribir"),
    start="alta|empezar|reanudar",
    help="ayuda|informacion|instrucciones",
    leave_me=r"""
        (no|ya no|nunca)( me| nos)?( vuelva\w?( a)?)? ?(escrib\w+|mand\w+|envi\w+|contact\w+|mensaj\w+|textee\w*)( a \
            este numero| mensajes| textos| sms| mas mensajes)*( mas| nunca mas| ya|[.! ]*$)(?! (de|tarde|adelante))
        no( me)? (mand\w+|envi\w+) (mas )?(mensajes|textos|sms|notificaciones|avisos)
        no vuelva\w? a (escrib\w+|contact\w+|mandar\w*|enviar\w*|molest\w+)
        (deje\w*|deja|dejen|paren|pare|basta) (de )?(escrib\w+|mand\w+|envi\w+|contact\w+|molest\w+|spam\w*|textear\w*)
        (quit\w+|sac\w+|borr\w+|elimin\w+|remuev\w+)( mi numero| mi telefono)? (de|de la|de su|de sus|de \
            esta)~(lista|base|contactos|sistema|registros)
        (quitenme|saquenme|borrenme|eliminenme|quiteme|saqueme|borreme|borren mi numero|borre mi numero|eliminen mi \
            numero)
        (dar\w*|dame|denme|deme|darme) de baja
        no (quiero|deseo|queremos)( recibir)?( mas| sus| estos)* (mensajes|textos|sms|notificaciones)
        (dejenme|dejeme|dejame) en paz
        (parar|detener|cancelar|basta de|no mas) (los |estos |sus |con los )?(mensajes|textos|sms|notificaciones)""",
    stay=r"""
        no (mande\w*|envie\w*) (el|la|al|a mi|un|otro)
        (pare\w*|alto|parar) (en|frente|junto|al lado|por|cerca|detras|delante)""",
    cues=CUES,
    driver=DRIVER,
    reasons=REASONS,
    numbers=NUMBERS,
    ordinals=ORDINALS,
    option_nouns="opcion|la opcion|numero|la|el|la numero|n|no|num|#|horario|fecha|opciones",
    scores=(r"(gra[cs]ias+|grax|muchas|muy|excelente|buen|buena|bueno|genial|perfecto|super|el|la|los|porque|pero|todo|fue|estuvo|"
            r"amable|puntual|rapido|no|me|nos|lo|un|una|y|aunque|solo|mal|malo|tarde|por|para|estrella|felicidades)"),
    scale=r"estrellas?|de (5|cinco|10|diez)|sobre (5|cinco|10|diez)|puntos?",
    before_score=r"(un|una|le|les|doy|doy un|pongo|le pongo|yo|mi|nota|calificacion|puntuacion|de|con|el|la|diria|servicio|"
                 r"entrega|si|hola|pues|seria|es|califico|gracias)",
    codes=CODES,
    times=TIMES,
    trim_front=(r"(por favor|porfa|porfavor|hola|buenas|buenos dias|buenas tardes|si|ok|gracias|pueden|puede|puedes|"
                r"podria|podrian|podrias|me lo pueden|lo pueden|y|pero|que|digale que|dile que|si puede|si pueden|tambien|oye|"
                r"disculpe|entonces|ah|pues|favor de)"),
    trim_back=r"(por favor|porfa|porfavor|gracias|muchas gracias|mil gracias|ok|si puede|si pueden|si es posible|y)",
    unit=r"(apto|apartamento|depto|dpto|depa|departamento|piso|unidad|puerta|local|interior|int|apt)",
    address=(r"(calle|avenida|av|avda|carrera|cra|paseo|plaza|camino|blvd|bulevar|calzada|ronda|c/) "
             r"([a-z0-9]+ ){1,4}?(#|no|num|numero)? ?\d{1,5}"),
    asks_language={
        "es": r"(en )?espanol( por favor| porfa| please)?|(se )?hablan? espanol|(habla|hablas|alguien habla|puede hablar|"
              r"escriba\w*|hable\w*) (en )?espanol|solo (hablo )?espanol|no (hablo|entiendo|se) (el )?ingles( espanol( por favor)?)?|"
              r"no (hablo|entiendo) ingles[ ,.]*(solo )?espanol( por favor)?",
        "en": r"(en )?ingles( por favor| porfa)?",
    },
)
