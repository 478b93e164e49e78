"""Spanish: days, hours and door codes."""

from flows.understand.words.form import Codes, Times

_ONES = ("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
         "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
         "veintiocho veintinueve treinta").split()
NUMBERS = {**{word: number for number, word in enumerate(_ONES)}, "un": 1, "una": 1, "treinta y uno": 31}
ORDINALS = {"primera": 1, "primero": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3,
            "tercer": 3, "ultima": -1, "ultimo": -1, "la de enmedio": 2, "del medio": 2, "1a": 1, "2a": 2, "3a": 3,
            "1ra": 1, "2da": 2, "3ra": 3}
TIMES = Times(
    weekdays=("lunes|lun", "martes|mar|ma", "miercoles|mie|mier|mx", "jueves|jue", "viernes|vie|vier",
              "sabado|sabados|sab", "domingo|domingos|dom"),
    months=("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
            "septiembre|setiembre|sept|sep", "octubre|oct", "noviembre|nov", "diciembre|dic"),
    days={"hoy": 0, "hoy dia": 0, "ahorita": 0, "manana": 1, "pasado manana": 2, "pasado": 2, "ayer": -1, "anteayer": -2,
          "en este momento": 0, "ahora mismo": 0, "ahora": 0},
    parts={**dict.fromkeys(("por la manana", "de la manana", "en la manana", "a la manana", "la manana", "esta manana",
                            "temprano", "en la mananita", "las mananas", "am"), (6, 12)),
           **dict.fromkeys(("por la tarde", "de la tarde", "en la tarde", "a la tarde", "la tarde", "tarde", "esta tarde",
                            "tardecita", "las tardes"), (12, 20)),
           **dict.fromkeys(("por la noche", "de la noche", "en la noche", "a la noche", "la noche", "noche", "esta noche",
                            "las noches"), (18, 24)),
           "pm": (12, 24), "primera hora": (6, 9), "a primera hora": (6, 9), "ultima hora": (17, 20), "a ultima hora": (17, 20),
           "almuerzo": (12, 15), "comida": (13, 16), "madrugada": (0, 6), "de la madrugada": (0, 6),
           "a la hora del almuerzo": (12, 15)},
    points={"mediodia": 12, "medio dia": 12, "medianoche": 24, "media noche": 24, "del mediodia": 12, "al mediodia": 12},
    units={"dia": "day", "dias": "day", "dias laborables": "day", "dias habiles": "day", "semana": "week",
           "semanas": "week", "mes": "month", "meses": "month", "fin de semana": "weekend", "finde": "weekend",
           "fines de semana": "weekend", "hora": "hour", "horas": "hour", "hr": "hour", "hrs": "hour", "h": "hour",
           "minuto": "minute", "minutos": "minute", "min": "minute", "mins": "minute", "quincena": "fortnight"},
    marks={
        "after": "despues de|despues|luego de|pasadas|pasada|a partir de|apartir de|no antes de|mas tarde de|mas tarde que|"
                 "desps de|dsp de|despues del|pasado el|mas de|tras",
        "before": "antes de|antes del|antes|hasta|a mas tardar|no mas tarde de|no despues de|como muy tarde",
        "from": "desde|de", "to": "a|hasta|-|al", "between": "entre", "and": "y|o|&|e",
        "at": "a las|a la|las|de las|@|sobre las|alrededor de|como a|cerca de|tipo|hacia las|para las|como a las|alrededor de las|"
              "cerca de las|hacia|sobre|a eso de las|al las",
        "in": "en|dentro de",
        "next": "que viene|proximo|proxima|proximos|proximas|siguiente|siguientes|que entra|despues de la proxima",
        "this": "este|esta|de este|de esta", "past": "pasada semana|semana pasada|ultimo|ultima|pasado lunes",
        "later": "en adelante|o mas tarde|o despues|mas tarde|adelante", "sooner": "o antes|mas temprano",
        "now": "a partir de ahora|desde ahora",
        "hence": "a partir de ahora|a partir de hoy",
        "end": "final de|fin de|finales de|final de la|a finales de|mas tarde de", "begin": "principios de|a principios de|inicio de",
        "wish": "buenas tardes|buenas noches|buen dia|buenos dias|buenas", "hour": "en punto", "fill": "el|la|los|del|,|por|para|la del|por favor|porfa|mejor|aprox|aproximadamente|mas o menos|"
                                    "cualquier|seria|podria ser|un",
    },
    before_hour={"cuarto para las": -15},
    after_hour={"y media": 30, "y cuarto": 15, "menos cuarto": -15, "y diez": 10, "y veinte": 20, "y treinta": 30,
                "y quince": 15, "menos diez": -10, "menos veinte": -20, "menos cinco": -5, "y cuarenta y cinco": 45,
                "y cinco": 5, "y cuarenta": 40},
    not_then=r"(no|excepto|menos|salvo|imposible|nadie|no puedo|tampoco)( \w+){0,4} ?$",
    then_not=r"^( \w+){0,2} ?no (puedo|me|puede|se|estoy|voy|estare|hay|esta|podemos|podre|es)",
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
