"""English."""

from flows.understand.words.en.afterwards import AFTERWARDS
from flows.understand.words.en.driver import DRIVER, REASONS
from flows.understand.words.en.times import CODES, NUMBERS, ORDINALS, TIMES
from flows.understand.words.en.wishes import WISHES
from flows.understand.words.form import Words

WORDS = Words(
    code="en",
    name="English",
    joins="and|but|because|cause|cos|coz|so|also",
    common=("the a an is are was were be to of and in on at for with it i im you your u my me we our this that please pls "
            "can could would will do does dont not no yes yeah have has had what when where who how why just there here "
            "if or but get got out up so all any still need want thanks thank code door gate leave today tomorrow "
            "okay ok hi hello sorry driver delivery package order time day stop ill its he she they"),
    polite=("please|pls|plz|thanks|thank you|thx|ty|sir|maam|then|sure|for me|is fine|works|is good|would "
            "be great|ok|and"),
    yes=(r"(yes|yea|yeah|yep|yup|ya|yess+|y|sure|sure thing|correct|confirm|confirmed|confirming|absolutely|definitely|"
         r"of course|right|affirmative|ye|aye|okay|ok|k|kk|okey|fine|good|perfect|great|deal|done|agreed|alright|all right|"
         r"cool|lgtm|all good|all set|no problem|np|no worries|sounds? (good|great|perfect|fine)|(that|it|this|which|thats)?"
         r" ?(works?|is|will|would|s|be)+ (great|fine|good|perfect|ok|okay|for (me|us)|work|do)|works|thats? (good|fine|"
         r"great|perfect|ok|works)|(ill|i will|well|we will|someone will) be (here|home|there|in|around)|see (you|u|ya) "
         r"(then|there|tomorrow|soon)|good (to go|for me)|(we|i)m? ?(are|am)? (good|fine|ready))"),
    no=(r"(no|nope|nah|naw|n|no way|not really|negative|no thanks?( you)?|no sorry|sorry no|afraid not|unfortunately not|"
        r"cant|i cant|cant do( it| that)?|cannot|(that )?(doesnt|does not|wont|dont) work( for (me|us))?|not good|"
        r"(thats |its )?(no good|not (ok|okay|possible|good|going to work))|(that|it|this) (is )?not (work\w*|good|ok)|"
        r"(its|thats)? ?(a )?bad time|(i|we) (cant|wont) (do|make) (it|that)( then)?|i have (work|an appointment|a meeting)"
        r"( then)?|(ill|i will|im|i am|well|we) (be |wont be )?(out|away|at work|working|not (here|home|in)|home)( then)?"
        r"(?<!be home)(?<!be home then))"),
    ack=r"(ok|okay|k|kk|okey|cool|got it|gotcha|noted|understood|alright|all right|fine|roger|copy|great|sounds good|sure|"
        r"will do|perfect|good|10-4|np|no problem|no worries|good to know|makes sense|all good|right|ic|i see|oh ok)",
    stop=("stop|stopall|stop all|unsubscribe|unsub|end|quit|cancel|revoke|optout|opt out|opt me out|remove|remove me|td|"
          "no more|no more texts|stop texting|stop texts|stop messages|stop messaging|stop it|stop now|stop please|"
          "please stop|stop texting me|leave me alone|take me off|stop this|stop sending"),
    start="start|unstop",
    help="help|info|help me|help please|instructions",
    leave_me=r"""
        (stop|quit|cease)( all| the| with the| these)? (texting|messaging|contacting|bothering|spamming|sms|txting|\
            pinging|writing)(?! (the|my) (driver|neighbou?r|wife|husband))
        (stop|quit|cease) sending (me )?(these |this |any |all |more |your )*(texts?|messages?|sms|msgs?|updates|\
            notifications|stuff|things|alerts)
        (stop|cancel|end|no more|quit)( all| the| these| this| your| my)* (texts|messages|sms|notifications|alerts|\
            msgs|text messages)
        (dont|do not|never|not)( ever)? (text|message|contact|sms|txt|msg) (me|us|this number|here)(?! (back|if|when|while|\
            until|till|before|after|during|unless|at|about the dog))
        (stop|quit|cease) sending( me| us)?( these| this| those| them| anything| stuff)?( please| pls| now| thanks)*[.!]*$
        (take|remove|get|delete|drop) (me|us) (from|off|out of) (this|here|it|that)( please| pls| now| thanks)*[.!]*$
        (take|remove|get|delete|drop) (me|us|this number|my number|my phone)~(off|from|out of)~(list|texts|database|\
            system|contacts|messages|distribution)
        (take|remove|delete) (me|my number|my phone( number)?|this number)( off| please| now|[.!]*$)
        opt ?-?(me |us )?out(?! of (the )?(signature|insurance))
        unsubscri\w+(?! (from )?(the )?(newsletter to|store))
        (dont|do not) want( to (get|receive))?( any)?( more| these| your)* (texts?|messages?|sms)( any ?more| from)?
        (i )?(revoke|withdraw) (my )?consent
        leave me alone
        lose my number""",
    stay=r"""
        (dont|do not|never|not|cant|why|didnt|did not|without|non)( you| u| he)? (stop|cancel|end|quit|unsubscribe)
        stop (at|by|in|on|near|behind|before|after|outside|here|there|over|for|in front|to|when)""",
    cues={**WISHES, **AFTERWARDS},
    driver=DRIVER,
    reasons=REASONS,
    numbers=NUMBERS,
    ordinals=ORDINALS,
    option_nouns="option|number|no|nr|choice|slot|window|one|opt|num|#",
    scores=(r"(thanks?|thank|thx|ty|great|good|nice|lovely|very|super|awesome|excellent|amazing|perfect|friendly|because|"
            r"bc|cuz|but|he|she|they|the|driver|drivers|it|was|really|all|no|not|love|best|wonderful|fantastic|deb|for|"
            r"easy|quick|fast|would|everything|on time|professional|polite|helpful|always|definitely|well|i|we|my|so|"
            r"and|as|you|your|ok|okay|could|except|only|late|rude|broken|bad|poor|terrible|worst|disappointed|happy)"),
    scale=r"stars?|out of (5|five|10|ten)|of (5|five)|outta 5|star rating|point\w*",
    before_score=r"(i|id|ill|we|its|it|a|an|solid|give|gave|rate|rating|score|would|say|you|u|him|her|them|the driver|was|is|"
                 r"get|gets|my|easy|definitely|strong|full|delivery|service|overall|for|like|maybe|about|thanks|hi|to|"
                 r"yes|just|at)",
    codes=CODES,
    times=TIMES,
    trim_front=(r"(please|pls|plz|hi|hello|hey|yes|yeah|yep|ok|okay|sure|thanks|thank you|also|and|so|oh|but|can you|can u|"
                r"could you|could u|would you|will you|if you can|just|kindly|you can|u can|they can|he can|tell him to|"
                r"tell them to|tell her to|tell the driver to|ask him to|ask the driver to|have him|good (morning|"
                r"afternoon|evening)|sorry|if possible|then|can the driver|could the driver|can he|can they|the driver can)"),
    trim_back=r"(please|pls|plz|thanks( so much| a lot)?|thank you( so much| very much)?|thank u|thx|ty|if possible|if you can|"
              r"ok|okay|and|cheers|tysm|appreciate it)",
    unit=r"(apt|apartment|unit|suite|ste|flat|room|rm)",
    address=(r"\d{1,6}[a-z]? (n |s |e |w |north |south |east |west |\d+(st|nd|rd|th) )?([a-z]+ ){0,3}"
             r"(street|str|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|ter|"
             r"circle|cir|parkway|pkwy|highway|hwy|square|sq|trail|alley|broadway|row|close|crescent|loop|path)"),
    asks_language={
        "en": r"""
            (in )?english( please| pls)?|speak english|english only|(do you|can (you|we)|please) (speak|talk|write|\
                use) (in )?english""",
        "es": r"""
            (in )?spanish( please| pls)?|(do you|can you|please|anyone) (speak|talk|write|use) (in )?spanish|i speak \
                spanish""",
        "fr": r"(in )?french( please| pls)?|(speak|write) french", "de": r"(in )?german( please| pls)?|(speak|write) german",
        "pt": r"(in )?portuguese( please| pls)?|(speak|write) portuguese", "nl": r"(in )?dutch( please| pls)?",
        "it": r"(in )?italian( please| pls)?|(speak|write) italian",
    },
)
