"""Portuguese, of both shores."""

from flows.understand.words.form import Codes, Words
from flows.understand.words.pt_times import TIMES

_CUES = {
    "eta": r"""
        (a |as )?que horas
        (onde|aonde|cade|kd) (esta|estao|ta|anda|andam|fica|o|a|meu|minha|meus|voces|vc)
        quando (cheg\w*|vem|vao|entreg\w*|vai|sera|voces|e que|passam)
        (quanto tempo|demora\w*|falta muito|quanto falta)
        (ja|ainda) (vem|vai|chega|estao|esta|a caminho|vao)( \w+)*\?
        (estao|esta|vai|vao) (a chegar|chegando|perto|longe|chegar|demorar)
        (ainda )?(estou|estamos) (a espera|esperando|aguardando)
        (alguma|tem) (novidade|previsao|noticia)
        (rastre\w+|status d\w+)""",
    "reschedule": r"""
        (outro|outra|diferente|novo|nova) (dia|hora|horario|data|altura|momento)
        (remarc\w+|reagend\w+|adi\w+|mudar|alter\w+|troc\w+|antecip\w+)( a| o| para| minha| a entrega)?
        (pode|podem|podia|poderia|poderiam|da para|dava|e possivel|seria possivel|conseguem)( \w+)?~(amanha|segunda|\
            terca|quarta|quinta|sexta|sabado|domingo|depois|antes|mais tarde|mais cedo|\d+ ?h|tarde|manha|noite)
        (melhor|prefiro|preferia)~(amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|depois|antes|tarde|manha|\
            noite|outro)
        nenhum\w*( dess\w+| dest\w+| del\w+)?( \w+)? (serve|da|funciona|posso)
        (venham|venha|entreguem|passem|voltem)~(amanha|segunda|terca|quarta|quinta|sexta|sabado|depois|mais tarde|\
            outro)""",
    "availability": r"""
        (nao )?(vou estar|estarei|estou|estaremos|estamos|vai estar|esta|tem) (em casa|ninguem|fora|no trabalho|a \
            trabalhar|trabalhando|disponivel|ausente|aqui)
        ninguem (em casa|vai estar|estara)
        (chego|saio|trabalho)( \w+)? (as|ate|depois|a)
        (ja )?(vou descer|estou descendo|estou a descer|ja desco|to descendo)""",
    "change_address": r"""
        (endereco|morada)( \w+){0,2} (errad\w|mudou|nov[oa]|incorret\w)|(outr[oa]|nov[oa]|mudar|mudei|alterar)( de| \
            o| a)? (endereco|morada)|mudei de (casa|endereco|morada)""",
    "cancel": r"""
        (?<!nao )(quero|queria|gostaria de|preciso|posso|podem|pode|favor|como|como (faco|fazer|faz) (pra|para|p)) cancel\w+
        (?<!nao )cancel\w+ (o|a|meu|minha|este|esta|tudo)
        nao (quero|preciso) mais( (o|a|do|da|isso|nada))?""",
    "human": r"""
        falar com (alguem|uma pessoa|um atendente|um humano|um operador|o responsavel|atendente|uma? assistente)
        (atendente|pessoa real|ser humano|atendimento ao cliente|apoio ao cliente|operador\w?)
        (me ligue\w?|liguem me|podem ligar|pode me ligar)(?! quando)
        (e|voce e|isto e) um (robo|bot|humano)""",
    "complaint": r"""
        (inaceitavel|pessim\w+|horrivel|terrivel|vergonha|absurdo|ridiculo|reclam\w+|desrespeito|decepcionad\w|\
            desiludid\w|insatisfeit\w|mal educado|grosseir\w|nem tocou|nao tocou|muito (mal|mau|ruim|atrasad\w))""",
    "damaged": r"""
        (quebrad\w|partid\w|danificad\w|estragad\w|riscad\w|amassad\w|rasgad\w|rachad\w|com defeito|defeituos\w|\
            molhad\w|avariad\w)(?! (a |o )?(campainha|elevador))|nao funciona(?! (a |o )?(campainha|elevador))""",
    "missing": r"""
        (diz|consta|aparece)( como)? (que foi )?entregue
        nao (recebi|chegou|entregaram|encontro|esta aqui|vi|veio)( nada)?
        (falta|faltam|faltou) (um|uma|pecas?|caixas?|parte|\d)
        (nada|nunca) (chegou|recebi)
        (roubad\w|roubaram|extraviad\w|perdid\w)""",
    "wrong_item": r"""
        (produto|artigo|item|cor|encomenda|tamanho|modelo) (errad\w|trocad\w)|nao (e|foi) (o|a|isso) que (pedi|\
            comprei|encomendei)""",
    "refund_return": r"(reembols\w+|devolu\w+|devolver|dinheiro de volta|estorno|trocar (o|a) (produto|peca|artigo))",
    "incident": r"""
        (o|seu|vosso) (motorista|entregador|estafeta|caminhao|camiao|carrinha)~(bateu|riscou|partiu|quebrou|\
            danificou|atropelou|ameacou|insultou|derrubou)
        acidente
        (ferid\w|machucad\w|policia)""",
    "thanks": r"(obrigad\w+|brigad\w+|obg|grat[oa]|valeu|agradec\w+)",
    "praise": r"""
        (?<!nao )(otim\w+|excelente|maravilhos\w|perfeit\w|nota dez|impecavel|sensacional|fantastic\w|espetacular|\
            simpatic\w|atencios\w|parabens|adorei|show)
        (muito|super|bem) (bom|boa|simpatic\w|atencios\w|rapid\w|educad\w|bem|gentil|satisfeit\w|prestavel)
        bom (servico|trabalho|atendimento)""",
    "wrong_number": r"""
        (numero|pessoa) errad\w|se enganou|engano( de numero)?|enganou se|nao (sou|e) (eu|essa pessoa|esta pessoa|o \
            meu numero|meu numero)|nao conheco""",
    "identity_question": r"""
        (quem (e|fala|esta|sao|me manda|escreve)|de quem|que empresa|qual empresa|de onde (falam|e))""",
    "verify": r"(golpe|fraude|burla|spam|phishing|(isso|isto) e (verdade|serio|real))",
    "unsure": r"(nao sei|talvez|depende|nao tenho certeza|tenho de ver|vou ver|deixa eu ver|qualquer um\w?)",
    "nevermind": r"""
        (deixa para la|deixe para la|deixa pra la|esquece|esqueca|nao importa|tudo bem assim|ja (achei|encontrei)|\
            fica como esta|deixe estar)""",
    "received": r"""
        (ja )?(recebi|recebemos|recebido|chegou)( (o|a|tudo|bem|certo|certinho|ja|encomenda|pacote|pedido|aqui|\
            obrigad\w))*[ .!,]*($|obrig)""",
    "greeting": r"^(ola|oi+|bom dia|boa tarde|boa noite|alo)( (tudo bem|tudo bom|a todos))?[ !.,?]*$",
    "auto_reply": r"""
        (resposta|mensagem) automatica|(estou|a) (dirigindo|conduzir|conduzindo|ao volante)|fora do escritorio|\
            (responderei|retornarei|respondo) (assim que|em breve|mais tarde|quando)""",
    "delivery_instruction": r"""
        (diz|diga|digam|fala|fale|avisa|avise|pede|peca)( pro| ao| para o| pra) (motorista|entregador|rapaz|estafeta) (que|para|pra|p|nao|tocar|deixar|entrar)
        (deix\w+|coloc\w+|poe|ponha\w*|por|meta\w*|entreg\w+|dar|de|da|leve\w*)( o \w+| a \w+| isso| tudo| ai)? (com|\
            na|no|em|ao|a|atras|junto|debaixo|dentro|fora|perto|aqui|ali|sobre|por baixo|nas|nos) (o |a |um |uma )?\w+
        (toque\w*|tocar|bata\w*|bater|buzin\w+)( a| na| no| o| forte|[.! ]*$)
        (nao toque\w*|nao bata\w*|nao deixe\w*)
        (ligue\w*|ligar|liga|avise\w*)( me)? (quando|ao|antes|se|assim)
        (entre\w*|entrar|suba\w*|use\w*|usar|va|vao) (pela|pelo|por|a|o|ate) (\w+ )?(porta|portao|entrada|escada|\
            elevador|garagem|lado|tras|traseira)
        (com|ao|no|na|para) (o |a )?(porteir[oa]|vizinh[oa]|zelador\w?|portaria|recepcao|seguranca|esposa|marido)
        (cuidado|atencao)( com| ao| a| que|,|:)
        (cachorro|cao|caes|cachorra)( (bravo|grande|solto|que morde))?
        na campainha (diz|esta)
        (campainha|elevador|interfone|intercomunicador) (nao (funciona|toca)|(esta )?(quebrad\w|avariad\w|estragad\w))
        (portao|porta) (esta )?(abert\w|fechad\w|azul|verde|vermelh\w|branc\w|lateral|dos fundos|de tras)
        (primeiro|segundo|terceiro|quarto|quinto|ultimo|\d+o) andar
        (escada\w*|piso|degrau\w*) (esta |estao )?(escorregadi\w+|molhad\w)""",
}
_DRIVER = {
    "sos": r"(sos|emergencia|socorro|acidente|batida|bati|ferid\w|assalt\w+|ambulancia|policia)",
    "vehicle_issue": r"""
        (pneu (furado|furou)|furo|avaria|quebrou (o|a)|nao (pega|liga)|bateria|sem (gasolina|combustivel|gasoleo)|\
            reboque)""",
    "need_code": r"""
        (qual|preciso|me (da|manda)|manda|falta)~(codigo|senha)|(codigo|senha)\??$|(codigo|senha) nao (funciona|\
            abre)""",
    "call_customer": r"(lig\w+|falar|contact\w+)~(cliente)",
    "break": r"(pausa|almoco|almocar|intervalo)( \w+){0,2}$",
    "schedule": r"(minha )?(rota|lista|agenda)$|quantas (paradas|entregas)",
    "next": r"(o |a )?(proxim[oa])( parada| entrega| cliente)?\??$",
    "late": r"""
        (atrasad\w|atraso|atrasar)( de| uns| \w+){0,2}|\d+ ?(min\w*)? (atrasad\w|de atraso)|(transito|\
            engarrafamento)""",
    "delivered": r"(?<!nao )(entregue|entreguei|feito|concluid\w|deixei (com|na|no))",
    "failed": r"(nao (consegui|deu|foi possivel|pude|entregue)|falhou|impossivel|sem sucesso)",
    "arrived": r"(cheguei|chegamos|estou (aqui|na porta|no local|em frente)|no local|na porta)",
    "help": r"(preciso de ajuda|ajuda( por favor)?$)",
}
_REASONS = {
    "not_home": r"(ninguem|ausente|nao (esta|estava|atende|abre|responde))( em casa| atende| ninguem)?",
    "no_access": r"(portao|porta|predio) (fechad\w|trancad\w)|sem acesso|nao consigo entrar",
    "refused": r"(recus\w+|nao (quer|quis|aceita|aceitou))",
    "unable_to_locate": r"(nao (encontro|encontrei|acho|achei|existe)|(endereco|morada) errad\w)",
    "damaged": r"(danificad\w|quebrad\w|partid\w|amassad\w|rasgad\w)",
    "not_on_vehicle": r"nao (esta|veio) (no|na) (carro|caminhao|camiao|carrinha)|nao (trouxe|carregaram)",
    "unsafe": r"(perigos\w|cachorro|cao|inseguro|ameac\w+)",
}
_ONES = ("zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito "
         "dezenove vinte").split()
WORDS = Words(
    code="pt",
    name="Português",
    joins="e|mas|porque|pq|entao|tambem",
    common=("a o os as um uma do da dos das no na nos nas e que nao com por para pra meu minha seu sua voces vc eu esta "
            "estou foi obrigado obrigada ola oi sim quando onde hora horas hoje amanha entrega encomenda pacote pedido "
            "porta portao porteiro deixar deixe pode podem posso depois antes tarde manha noite cade falar alguem ultima "
            "segunda primeira mensagens parem numero errado muito bom bem otimo cinco ja chegou favor ao em de"),
    polite="por favor|pf|pfv|obrigad[oa]|muito obrigad[oa]|senhor|senhora|para mim|esta bem|tudo bem|e",
    yes=(r"(sim+|s|claro|com certeza|certo|confirmo|confirmado|ok|okay|ta bom|ta bem|esta bem|esta bom|tudo bem|perfeito|pode ser|"
         r"combinado|beleza|blz|isso|de acordo|otimo|pra mim (ta|esta) bom|estarei (la|em casa|aqui)|da|serve|isso mesmo)"),
    no=(r"(nao+|nop|negativo|nao posso|nao da|nao dá|nao serve|nao consigo|nao obrigad[oa]|infelizmente nao|nao vai dar|"
        r"(estou|estarei) (trabalhando|a trabalhar)|nao (vou estar|estarei|estou)( em casa| la)?|impossivel)"),
    ack="(ok|okay|ta|ta bom|certo|entendido|entendi|beleza|blz|combinado|perfeito|tudo bem|esta bem|joia)",
    stop=("parar|pare|sair|cancelar|descadastrar|remover|nao quero mais|chega|parem|sair da lista|cancelar inscricao|"
          "anular subscricao|nao enviar|pare por favor"),
    start="comecar|voltar",
    help="ajuda|instrucoes",
    leave_me=r"""
        (parem|pare|para|deixem|deixe) de (me )?(mandar|enviar|escrever|contactar|contatar|incomodar|mensagens)
        nao (me )?(mand\w+|envi\w+|escrev\w+|contat\w+|contact\w+)( me)?( mais)( mensagens| sms| nada)?(?! (tarde|cedo|o|a|os|as|um|uma|meus?|minhas?)( |$))
        nao quero (receber )?mais (mensagens|sms|nada)
        (tir\w+|remov\w+|retir\w+|apag\w+|exclu\w+)( me| o)?( meu numero| do meu)?( da| de| desta| dessa| do)~(lista|\
            base|sistema|contatos|contactos|cadastro)
        (me (tire|tirem|remova|remova|descadastre)|removam me|retirem me)( da lista| daqui| desta lista)?
        chega de (mensagens|sms)
        me (deixa|deixe|deixem) em paz
        deixem me em paz""",
    stay=r"(pare|parar|parem) (em frente|no|na|ao lado|junto|atras|antes)",
    cues=_CUES,
    driver=_DRIVER,
    reasons=_REASONS,
    numbers={**{word: number for number, word in enumerate(_ONES)}, "uma": 1, "duas": 2, "meia": 6, "trinta": 30},
    ordinals={"primeira": 1, "primeiro": 1, "segunda": 2, "segundo": 2, "terceira": 3, "terceiro": 3, "ultima": -1,
              "ultimo": -1, "do meio": 2},
    option_nouns="opcao|a opcao|numero|a|o|n|#|horario",
    scores=(r"(obrigad[oa]|muito|otimo|excelente|bom|boa|perfeito|o|a|entregador|mas|porque|foi|tudo|super|"
            r"motorista|nao)"),
    scale=r"estrelas?|de (5|cinco|10|dez)|em (5|cinco|10|dez)|pontos?",
    before_score=r"(eu|dou|nota|um|uma|o|a|minha|de|com|foi|sou|acho|ola|sim)",
    codes=Codes(
        nouns=(r"(codigo|senha|pin|combinacao|cod)( (do|da|de|para o|para a|portao|porta|entrada|predio|"
               r"garagem|acesso|cadeado))*"),
        gates=r"(portao|porta|entrada|garagem|interfone|codigo|senha|digite|digita|marque|marca|teclar|disque)( (o|a))?",
        says="e|e o|use|usa|tente",
        rings=(r"(toque|tocar|toca|interfone|interfonar|campainha|aperte|apertar|carregue|disque)( (no|na|o|"
               r"a|para|em|numero|botao))*"),
        never=r"(pedido|encomenda|rastreio|rastreamento|referencia|postal|cep|fatura|apto|apartamento|apt|casa|numero|telefone|"
              r"tel|celular|telemovel|bloco|andar|promocional|desconto|cliente|rua|sala|verificacao)",
        old=r"(nao|ja nao|antigo|velho|era|em vez de|errado)",
        hash_key=r"(cardinal|jogo da velha|sustenido|hash|quadrado|tralha|hashtag|#)( tecla)?",
        star_key=r"(asterisco|estrela|\*)",
        joins="depois|e|e depois|seguido de|mais|o|a|tecla|a tecla|,|&|em seguida",
    ),
    times=TIMES,
    trim_front=(r"(por favor|ola|oi|bom dia|boa tarde|boa noite|sim|obrigad[oa]|pode|podem|poderia|voce "
                r"pode|ok|e|mas|se possivel|entao|favor)"),
    trim_back=r"(por favor|pfv|obrigad[oa]|muito obrigad[oa]|se possivel|e|ok)",
    unit=r"(apto|apartamento|apt|ap|sala|bloco|fracao)",
    address=r"(rua|avenida|av|travessa|praca|alameda|estrada|largo|r\.) ([a-z0-9]+ ){1,4}?(n|no|numero)?\.? ?\d{1,5}",
    asks_language={
        "pt": r"(em )?portugues( por favor)?|(fala|falam|fale) (em )?portugues( por favor)?|nao (falo|entendo) ingles",
        "en": r"(em )?ingles( por favor)?",
    },
)
