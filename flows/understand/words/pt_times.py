"""Portuguese: days and hours."""

from flows.understand.words.form import Times

_ONES = ("um", "dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove")
_TENS = {"vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50}
_FAIR = ("segunda", "terca", "quarta", "quinta", "sexta")
_SHORT = ("seg", "terc", "qua", "qui", "sex")
TIMES = Times(
    weekdays=(*(f"{day}|{day} feira|{day}-feira|{day}feira|{short}" for day, short in zip(_FAIR, _SHORT, strict=True)),
              "sabado|sab", "domingo|dom"),
    months=("janeiro|jan", "fevereiro|fev", "marco", "abril|abr", "maio|mai", "junho|jun", "julho|jul", "agosto|ago",
            "setembro|set", "outubro|out", "novembro|nov", "dezembro"),
    days={"hoje": 0, "hj": 0, "amanha": 1, "amanh": 1, "depois de amanha": 2, "depois da amanha": 2, "ontem": -1,
          "anteontem": -2, "agora": 0, "agora mesmo": 0, "nesse momento": 0, "neste momento": 0, "no momento": 0,
          "dia seguinte": 1, "o dia seguinte": 1, "o mais rapido possivel": 0, "assim que possivel": 0},
    parts={**dict.fromkeys(("manha", "de manha", "da manha", "pela manha", "na manha", "a manha", "esta manha", "essa manha",
                            "de manhazinha", "na parte da manha", "parte da manha", "nessa manha"), (6, 12)),
           **dict.fromkeys(("tarde", "a tarde", "da tarde", "de tarde", "pela tarde", "na tarde", "esta tarde", "essa tarde",
                            "na parte da tarde", "parte da tarde", "hoje a tarde", "tardinha"), (12, 18)),
           **dict.fromkeys(("noite", "a noite", "da noite", "de noite", "hoje a noite", "pela noite", "esta noite", "na noite",
                            "essa noite", "nessa noite", "noitinha"), (18, 24)),
           **dict.fromkeys(("almoco", "o almoco", "hora do almoco", "na hora do almoco", "horario de almoco"),
                           (12, 14)),
           **dict.fromkeys(("jantar", "o jantar", "hora do jantar"), (18, 20)),
           **dict.fromkeys(("madrugada", "da madrugada", "de madrugada", "na madrugada"), (0, 6)),
           **dict.fromkeys(("inicio da manha", "comeco da manha", "cedo", "de manha cedo", "bem cedo", "primeira hora"), (6, 9)),
           **dict.fromkeys(("fim da manha", "final da manha", "meio da manha"), (10, 12)),
           "meio da tarde": (14, 16),
           **dict.fromkeys(("inicio da tarde", "comeco da tarde"), (12, 15)),
           **dict.fromkeys(("fim da tarde", "final da tarde", "fim de tarde", "final de tarde"), (15, 18)),
           **dict.fromkeys(("inicio da noite", "comeco da noite"), (18, 20)),
           **dict.fromkeys(("fim do dia", "final do dia", "depois do trabalho"), (17, 21))},
    points={"a uma": 13, "ao meio dia": 12, "do meio dia": 12, "a meia noite": 24, "meio dia": 12, "meio-dia": 12, "meiodia": 12, "meia noite": 24, "meia-noite": 24, "meianoite": 24},
    units={"segundos": "second", "dia": "day", "dias": "day", "dias uteis": "day", "dia util": "day", "semana": "week", "semanas": "week",
           "quinzena": "fortnight", "mes": "month", "meses": "month", "fim de semana": "weekend", "final de semana": "weekend",
           "fds": "weekend", "hora": "hour", "meia hora": "half_hour", "meia horinha": "half_hour", "minuto": "minute",
           "minutos": "minute", "minutinhos": "minute", "min": "minute", "mins": "minute"},
    marks={
        "rest": "resto da|resto do|resto desta",
        "middle": "meados de|meio da|meio de|em meados de", "until_day": "ate o dia|ate dia",
        "not_before": "nao antes de|nao antes das",
        "after": "depois de|depois das|depois da|depois do|depois|apos|apos as|apos o|apos a|mais tarde que|"
                 "mais tarde do que|so depois das|passadas as",
        "before": "antes de|antes das|antes da|antes do|antes|nao depois de|nao depois das|mais cedo que",
        "until": "ate|ate as|ate a|ate o|no maximo ate|no maximo as", "from": "desde|a partir de|a partir das|desde as|a partir da|a partir do",
        "from_or_of": "de|das", "from_date": "do|o dia|no dia|pro dia|para o dia|do dia|dia", "to": "ao|a|as|-", "between": "entre|entre as|entre a",
        "and": "&|e as", "or": "ou|ou as", "and_minutes": "e", "minus": "menos", "to_hour": "para as|para o|para a|pras|pra|pro",
        "at": "por volta do|a partir do|as|@|por volta das|pelas|la pelas|cerca das|por volta de|perto das|la para as|por volta da|mais ou menos as|tipo|"
              "la pras|la pelas|umas|cerca de|ali pelas",
        "in": "em|daqui a|dentro de|daqui|daqui ha|em ate", "within": "dentro das|em menos de|dentro dos",
        "next": "seguinte|seguintes", "coming": "que vem|proximo|proxima|proximos|proximas",
        "this": "este|esta|nesta|neste|desta|deste|essa|esse|nesse|nessa|dessa|desse",
        "ago": "ha|atras", "past": "passado|passada|ultimo|ultima|ultimos|ultimas|passados|passadas", "later": "mais tarde", "onwards": "pra frente|em diante|ou depois|ou mais tarde|no minimo|o mais cedo",
        "sooner": "o mais tardar|ou antes|no maximo|no mais tardar|ou mais cedo", "now": "a partir de agora", "hence": "a partir de hoje|a partir de agora",
        "end": "fim de|final de|fim da|final da|fim do|final do", "begin": "inicio de|comeco da|inicio da|comeco de|comeco do|inicio do",
        "wish": "bom dia|boa tarde|boa noite", "hour": "horas|h|hrs|hr|hs|em ponto",
        "fill": "nas|nos|qualquer dia|no|na|o|,|da|por favor|pela|para|pf|um|uns|talvez|so|la|se possivel|de preferencia",
    },
    before_hour={"quinze para as": -15, "quinze para o": -15, "um quarto para as": -15},
    after_hour={"e meia": 30, "e um quarto": 15, "menos um quarto": -15},
    not_then=r"(nao|exceto|menos|ninguem)( \w+){0,3} ?$",
    then_not=r"^( \w+){0,2} ?nao (posso|da|serve|estou|consigo|vou|estarei)",
    but="mas|porem",
    away=r"\b(trabalh\w*|escritorio|fora|ocupad\w*|reuniao|consulta|escola|viajando|viagem|ferias)\b",
    absent=(r"(\b(estou|estamos|estarei|tenho)( \w+){0,2}? ?|^\W*)(fora|ocupad\w+|trabalh\w+|consulta|"
            r"reuniao|viajando|viagem|ferias)( na| no| nesta| neste| essa)?\W{0,2}$"),
    absent_then=(r"^\W*((eu )?(estou|estamos|estarei|tenho|vou estar)( \w+){0,2}? ?(fora|ocupad\w+|trabalh\w+|"
            r"consulta|reuniao|viaj\w+|ferias)|(eu )?trabalho)\b(?! de casa)"),
    numbers={"vinte e uma": 21, "vinte e duas": 22, **{f"{ten} e {one}": tens + at for ten, tens in _TENS.items() for at, one in enumerate(_ONES, 1)}, **_TENS,
             "dezasseis": 16, "dezassete": 17, "dezanove": 19, "quatorze": 14, "algumas": 3, "par de": 2},
    no_slip="abriu agoras almocos amanda amanhas apanha aposto aranha domingao domingos dominio domino janta "
            "juntar junto madrugadas manhas marca marcos quanta quartas quarto quartos quieta quintal "
            "quintas quinto sabados sabao sabida sabido safado seguida segundas segundo segundos semanas "
            "setembros sextas tarifa",
)
