"""Spanish: days, hours and door codes."""

from flows.understand.words.form import Codes, Times

_ONES = ("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
         "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
         "veintiocho veintinueve treinta").split()
NUMBERS = {**{word: number for number, word in enumerate(_ONES)}, "un": 1, "una": 1, "treinta y uno": 31}
ORDINALS = {"primera": 1, "primero": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3,
            "tercer": 3, "ultima": -1, "ultimo": -1, "la de enmedio": 2, "del medio": 2, "1a": 1, "2a": 2, "3a": 3,
            "1ra": 1, "2da": 2, "3ra": 3}
_UNITS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50}
TIMES = Times(
    weekdays=("lunes|lun", "martes|mar|ma", "miercoles|mie|mier|mx", "jueves|jue", "viernes|vie|vier",
              "sabado|sabados|sab", "domingo|domingos|dom"),
    months=("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
            "septiembre|setiembre|sept|sep", "octubre|oct", "noviembre|nov", "diciembre|dic"),
    days={"anoche": -1, "antier": -2, "hoy": 0, "hoy dia": 0, "ahorita": 0, "manana": 1, "mnn": 1, "pasado manana": 2, "o pasado": 2, "ayer": -1, "anteayer": -2,
          "en este momento": 0, "ahora mismo": 0, "ahora": 0, "el dia de hoy": 0, "el dia siguiente": 1, "dia siguiente": 1,
          "al dia siguiente": 1, "lo antes posible": 0, "cuanto antes": 0, "el dia de manana": 1},
    parts={"temprano en la manana": (6, 9), "temprano por la tarde": (12, 15), **dict.fromkeys(("por la manana", "de la manana", "en la manana", "a la manana", "la manana", "esta manana",
                            "temprano", "manana", "en la mananita", "las mananas", "am", "x la manana"), (6, 12)),
           **dict.fromkeys(("por la tarde", "de la tarde", "en la tarde", "a la tarde", "la tarde", "tarde", "esta tarde",
                            "tardecita", "las tardes", "x la tarde"), (12, 20)),
           **dict.fromkeys(("por la noche", "de la noche", "en la noche", "a la noche", "la noche", "noche", "esta noche",
                            "las noches", "x la noche"), (18, 24)),
           "pm": (12, 24), "primera hora": (6, 9), "a primera hora": (6, 9), "ultima hora": (17, 20), "a ultima hora": (17, 20),
           "almuerzo": (12, 15), "comida": (13, 16), "comer": (13, 16), "almorzar": (12, 15), "cenar": (20, 22), "madrugada": (0, 6), "de la madrugada": (0, 6), "cena": (20, 22),
           "la cena": (20, 22), "del almuerzo": (12, 15), "de la comida": (13, 16), "el almuerzo": (12, 15), "la comida": (13, 16),
           "a la hora del almuerzo": (12, 15), "a mediados de la manana": (10, 12), "media manana": (10, 12),
           "a media manana": (10, 12), "media tarde": (16, 18), "a media tarde": (16, 18), "temprano por la manana": (6, 9),
           **dict.fromkeys(("final de la tarde", "al final de la tarde", "fin de la tarde", "ultima hora de la tarde"), (18, 20)),
           **dict.fromkeys(("final del dia", "al final del dia", "fin del dia", "fin de dia", "despues del trabajo",
                            "despues de trabajar"), (17, 21))},
    points={"mediodia": 12, "medio dia": 12, "medianoche": 24, "media noche": 24, "del mediodia": 12, "al mediodia": 12,
            "el mediodia": 12, "a mediodia": 12, "a medio dia": 12, "el medio dia": 12, "al medio dia": 12, "la medianoche": 24},
    units={"segundos": "second", "tres cuartos de hora": "three_quarters", "dia": "day", "dias": "day", "dias laborables": "day", "dias habiles": "day", "semana": "week",
           "semanas": "week", "mes": "month", "meses": "month", "fin de semana": "weekend", "finde": "weekend",
           "fines de semana": "weekend", "hora": "hour", "hr": "hour", "media hora": "half_hour", "media horita": "half_hour",
           "cuarto de hora": "quarter_hour", "horita": "hour", "minuto": "minute", "minutos": "minute", "minutitos": "minute",
           "min": "minute", "mins": "minute", "quincena": "fortnight"},
    marks={
        "rest": "resto de la|resto del|resto de esta",
        "middle": "mediados de|a mediados de|mitad de|a mitad de", "until_day": "hasta el|hasta el dia",
        "not_before": "no antes de",
        "after": "despues de|despues|luego de|pasadas|pasadas las|mas tarde de|mas tarde que|despues de la|"
                 "desps de|dsp de|pasado el|mas de|tras|despues de las|dsps de|despues d",
        "before": "antes de|antes|no despues de|antes de las|mas temprano que|antes de la",
        "until": "hasta|hasta las|hasta la|hasta el|para antes de|como maximo",
        "from": "desde|a partir de|apartir de|a partir de las|desde las|a partir del|a partir de la|desde la|desde el",
        "from_or_of": "de|de las", "from_date": "del|el dia|dia|del dia", "to": "al|a|-", "between": "entre|entre las|entre la", "and": "&|y las",
        "or": "o|o las|u", "and_minutes": "y|e|con", "minus": "menos", "to_hour": "para las|para la|pa las|pa la",
        "at": "a las|a la|las|@|sobre las|alrededor de|como a|cerca de|tipo|hacia las|como a las|alrededor de las|al las|"
              "cerca de las|hacia|sobre|a eso de las|a eso de la|tipo las|alas|ala|aprox a las|como las|cerca del|a los|"
              "como tipo|mas o menos a las",
        "in": "en|dentro de|en unas|en unos", "within": "dentro de las|en menos de",
        "coming": "que viene", "next": "proximo|proxima|proximos|proximas|siguiente|siguientes|que entra|despues de la proxima|de la proxima|entrante",
        "this": "este|esta|de este|de esta", "ago": "hace", "past": "pasada|ultimo|ultima|ultimos|ultimas|pasados|pasado",
        "onwards": "en lo adelante|adelante|o despues|o mas tarde|en adelante|como pronto|lo mas temprano|como minimo", "later": "mas tarde|despues de eso", "sooner": "no mas tarde de|como muy tarde|a mas tardar|o antes|mas temprano",
        "now": "a partir de ahora|desde ahora",
        "hence": "a partir de ahora|a partir de hoy|desde hoy",
        "end": "final de|fin de|finales de|final de la|a finales de|mas tarde de|fin del|final del|finales del",
        "begin": "principios de|a principios de|inicio de|principio de|comienzo de",
        "wish": "buenas tardes|buenas noches|buen dia|buenos dias|buenas", "hour": "en punto|h|hs|hrs", "hours": "horas",
        "day_article": "el", "fill": "cualquier dia|la|los|,|por|para|la del|por favor|porfa|mejor|aprox|aproximadamente|mas o menos|"
                                    "cualquier|seria|podria ser|un|si se puede|si puede|talvez|quizas|como|mas|porfavor|xfa",
    },
    before_hour={"cuarto para las": -15, "cuarto para la": -15, "un cuarto para las": -15},
    after_hour={"y media": 30, "y cuarto": 15, "menos cuarto": -15, "y un cuarto": 15, "menos un cuarto": -15, "y pico": 0},
    not_then=r"(no|excepto|menos|salvo|imposible|nadie|no puedo|tampoco)( \w+){0,4} ?$",
    then_not=r"^( \w+){0,2} ?no (puedo|me|puede|se|estoy|voy|estare|hay|esta|podemos|podre|es)",
    but="pero|sino",
    away=r"\b(trabaj\w*|oficina|fuera|ocupad\w*|cita|escuela|salgo|reunion|vacaciones|viaje|viajando)\b",
    absent=(r"(\b(estoy|estamos|estare|tengo|yo)( \w+){0,2}? ?|^\W*)(fuera|ocupad\w+|trabaj\w+|cita|viaj\w+|"
            r"vacaciones|reunion)( el| este| la)?\W{0,2}$"),
    absent_then=(r"^\W*((yo )?(estoy|estamos|estare|tengo)( \w+){0,2}? ?(fuera|ocupad\w+|trabaj\w+|cita|viaj\w+|"
            r"vacaciones|reunion)|(yo )?trabajo|fuera)\b(?! desde casa)"),
    numbers={**{f"{ten} y {one}": tens + at for ten, tens in _TENS.items() for at, one in enumerate(_UNITS, 1)}, **_TENS,
             "unas": 2, "unos": 2, "par de": 2, "unas pocas": 3},
    no_slip="ahoras ahorra ahorras almuerzos banana cocida comia comica comidas comido comoda domingos "
            "dominio dominios domino jueces julios luces manada mananas manzana mares marte marzos mates "
            "mediodias miercole noches nuestro nuevas pasados proxima quince sabana sabanas sabido sacado "
            "sacados salado tardes temprana tempranos trabajo viene vienes",
)
CODES = Codes(
    nouns=r"(codigo|clave|contrasena|combinacion|pin|password|cod|codigito)( (de|del|de la|para|para el|para la) (porton|"
          r"puerta|reja|entrada|acceso|edificio|garaje|cochera|portal|caja|candado|elevador|ascensor|caseta|interfono))?",
    gates=r"(porton|puerta|reja|entrada|portal|portero|interfon|interfono|timbre|marque|marca|marcar|teclea|teclee|"
          r"pulse|pulsa|codigo|clave|caseta|presione)( (el|la))?",
    says="es|es el|use|usa|ponga|pruebe|prueba|seria",
    rings=r"(timbre|toque|toca|tocar|llame|llamar|llama|marque|marca|pulse|pulsa|interfono|telefonillo|portero)( (el|al|"
          r"en el|a|timbre|numero|no|num|interfono|piso|boton))*",
    never=r"(pedido|orden|rastreo|seguimiento|referencia|postal|factura|casa|depto|departamento|apto|apartamento|piso|"
          r"numero|telefono|cel|celular|tel|cuenta|descuento|promocional|verificacion|guia|local|calle|manzana|lote|nivel|"
          r"opcion|area|habitacion|confirmacion|edificio)",
    old=r"(no|ya no|era|viejo|anterior|antes|en vez de|excepto|equivocado|no use)",
    hash_key=r"(numeral|gato|almohadilla|hash|tecla gato|signo de numero|michi|#)( de gato| key)?",
    star_key=r"(asterisco|estrella|\*)",
    joins="y|luego|despues|y luego|y despues|seguido de|mas|la|el|tecla|la tecla|con|signo|,|&|entonces|presione|pulse",
)
