"""English."""

from flows.understand.words.form import Codes, Times, Words

_THING = ("(?:package|parcel|delivery|order|box|boxes|stuff|item|items|furniture|sofa|couch|table|bed|fridge|mattress|"
          "desk|chair|chairs|washer|dryer|driver|truck|van|guys|shipment|things?)")
_SPOT = ("(?:porch|door|doorstep|garage|shed|gate|mailbox|mail ?room|lobby|concierge|doorman|reception|front desk|"
         "office|neighbou?rs?|neighbou?r|backyard|back yard|yard|carport|driveway|patio|deck|step|steps|stairs|bench|"
         "table|bin|bins|planter|bush|bushes|side|back|front|hall|hallway|locker|security|guard|wife|husband|son|"
         "daughter|mom|mum|dad|roommate|housekeeper|nanny|super|kitchen|basement|ramp|loading dock|mat|entrance)")

_CUES: dict[str, tuple[str, ...]] = {
    "eta": (
        rf"wheres? (?:is |are |r )?(?:my|the|our|this|that|it|u|you|ya|he|she|they|everyone|driver|{_THING})",
        r"where (?:is|are|r) (?:it|u|you|ya|he|she|they)", r"where (?:it|he|she|you|u|they) (?:is|are|at|r)",
        r"what times?(?! (?:do|does|did) (?:u|you) (?:close|open)| slots?)", r"what hour",
        r"when (?:is|are|will|would|should|do|does|r|can|exactly|abouts?)(?! (?:i|we) (?:cancel|get my money))"
        r"~(?:come|coming|arriv|here|deliver|get|expect|due|there|show|be|it|you|u)",
        r"whens? (?:it|my|the|he|u|you|that|delivery)", r"when u (?:coming|here)", r"how (?:long|much longer|far|soon|close|late)",
        r"how many (?:more )?stops", r"\beta\b", r"(?:are|r) (?:you|u|they|we) (?:close|near|nearby|on (?:the|your|ur) way|almost|still coming|coming)",
        r"(?:is|will) (?:it|he|she|they|my \w+|the \w+) (?:still )?(?:be )?(?:coming|here|arriv|on (?:the|its|his) way|on time|today|out for)",
        r"still coming", r"(?:any|an|got an?) (?:update|news|idea when|estimate)", r"track(?:ing)? (?:my|the|it|link|this)",
        r"(?:is|are) (?:you|u|he|they) (?:running )?late", r"status of", r"(?:delivery|order) status", r"on (?:ur|your) way\?",
        r"will (?:you|u|they|he|it)(?: guys)? (?:be|come|get|arrive|make it)(?! able)~(?:by|before|after|today|around|at|soon|here)",
        r"still waiting", r"been waiting", r"waiting (?:all|for hours|since|on)", r"expect (?:you|u|it|him|them)", r"how far (?:out|away)",
    ),
    "reschedule": (
        r"re ?schedul", r"(?:another|different|other|new|later|earlier|better) (?:day|time|date|slot|window)", r"some ?other (?:day|time)",
        r"(?:change|move|push|switch|postpone|delay|bump|shift|swap)~(?:delivery|date|day|time|window|appointment|slot|it|order|to|back)",
        r"postpone", r"put it off", r"(?:can|could|would|cld|will|please|pls|plz|shall) (?:u|you|ya|we|they|it|i) "
        r"(?:please |pls |maybe |possibly |instead )?(?:do|come|deliver|make|bring|have|try|be|drop|swing|get|arrive)(?! (?:me|in|up|the code|a favou?r))",
        r"(?:could|can) it (?:be|come)", r"(?:how|what) about", r"(?:come|deliver|bring)(?: it| back)? (?:on|at|after|before|between|tomorrow|later|earlier|another|next)",
        r"works? better", r"(?:would be|is|are|be) better", r"better for (?:me|us)", r"suits?", r"id (?:rather|prefer)", r"prefer", r"rather",
        r"(?:any ?time|only) (?:after|before|between|on)", r"not (?:before|after|until|till)", r"next (?:day|week) instead",
        r"(?:tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|later|earlier|today|tonight) instead",
        r"come back (?:later|tomorrow|another|after)", r"(?:do|make) it (?:on|at|for|after|before|later|earlier|tomorrow)", r"none of (?:those|these|them|that)",
        r"(?:is|are|do|have|any|got)~(?:available|availability|openings?|slots?)\b", r"(?:those|these|they) (?:dont|do not|wont) work",
        r"neither(?: works| of)", r"works? for (?:me|us)", r"need(?: it)? (?:a later|an earlier|it later|it earlier|later|earlier)",
    ),
    "availability": (
        r"(?:i|we)(?:m| am|re| are|ll| will|ll be| will be)? (?:be )?(?:only |not |wont be |just )?(?:home|in|around|available|there|free|back)"
        r"(?! (?:a|an|the|my|our|apt|unit|of|to)\b| \d)",
        r"(?:i|we|ill|well|be) (?:get|be|come|arrive) (?:back|home)", r"(?:no ?one|nobody|somebody|someone|my \w+|anyone) (?:is|will be|ll be|be)~(?:home|here|in|around)",
        r"(?:wont|not|isnt|arent|cant) (?:be )?(?:at )?(?:home|here|around|available)", r"(?:ill|i will|i|im|we|were|well|we will) (?:be )?(?:out|away|at work|working|gone|busy|on vacation|on holiday)",
        r"i (?:work|finish|get off|leave)~(?:till|til|until|at|by|around)", r"home (?:all day|after|by|until|till|from|between|before|around|at|now)",
        r"(?:im|i am|were|we are|somebody is|someone is) (?:here|home)", r"out of town", r"(?:be|come|coming) (?:right )?(?:down|out)(?: in| now|$| to)",
        r"(?:im|i am|ill be) (?:on my way|there in|home in|back in|coming)",
    ),
    "change_address": (
        r"(?:wrong|new|different|another|old|change(?:d)?(?: the| my)?|update(?: the| my)?|correct(?: the| my)?) (?:delivery )?address",
        r"address (?:is|was|has)~(?:wrong|changed|incorrect|not right|different)", r"(?:deliver|send|bring|ship|take|drop)~(?:instead|to) ~\d+~(?:instead|st|street|ave|avenue|rd|road|blvd|ln|lane|dr|drive|ct|court|way|place|pl)\b",
        r"(?:i|we|ive|weve|i have|we have|i just) (?:just )?moved", r"not my address", r"(?:deliver|send|ship|bring)~to (?:my|a|the|our) (?:office|work|job|other|new|moms|parents|different|sisters|brothers)",
        r"(?:the )?address should be", r"(?:somewhere|someplace) else",
    ),
    "cancel": (
        r"(?<!dont )(?<!not )(?<!never )(?<!nt )cancel (?:my|the|this|that|it|our|everything|order|delivery|please|pls)", r"(?:want|like|need|have|going|possible|able) to cancel", r"please cancel",
        r"(?:i|we) (?:dont|do not|no longer) (?:want|need) (?:it|this|the \w+|my \w+|this \w+)(?: any ?more| delivered| anymore)?$", r"(?:no longer|dont) (?:want|need) (?:it|this|the order|the delivery|my order)",
        r"call (?:it|the delivery|everything) off", r"(?:can|could|how do|may) (?:i|u|you|we) cancel", r"cancell?ation", r"(?:changed|change) my mind~(?:order|dont|cancel)",
    ),
    "human": (
        r"(?:talk|speak|chat)(?:ing)? (?:to|with)(?! (?:my|the) (?:neighbou?r|doorman|concierge|guard|wife|husband|driver))", r"real (?:person|human)", r"actual (?:person|human)", r"(?:a|an|live|human) (?:human|agent|operator|representative|rep)\b",
        r"customer (?:service|support|care)", r"\b(?:representative|operator|agent)\b", r"(?:is|are) (?:this|you|u) (?:a )?(?:bot|robot|real|machine|automated)", r"(?:a )?human\b(?! size)",
        r"someone (?:please )?(?:call|phone|ring) me", r"(?:can|could|have|get|need)~(?:someone|somebody|anyone|a manager|supervisor|dispatch|support|office|a person)~(?:call|phone|contact|help|talk|speak)",
        r"(?:the|your|a|ur) (?:manager|supervisor)", r"number (?:to|i can) call", r"(?:call|phone) (?:u|you|your office|support)", r"can you call me(?! when)", r"call me(?: back)?(?: please| pls| asap| now)?$", r"stop with the bot",
    ),
    "complaint": (
        r"ridiculous", r"unacceptable", r"terrible", r"horrible", r"awful", r"worst", r"disgust", r"disappoint", r"\brude\b", r"pathetic", r"useless", r"outrageous", r"furious",
        r"(?:not|isnt|wasnt|very un|really un|un)(?: very| at all| too| so)? ?(?:happy|impressed|satisfied|acceptable|professional)", r"\bjoke\b", r"complain", r"fed up", r"sick of", r"so (?:angry|mad|annoyed|upset)", r"pissed",
        r"(?:wasted|waste of) (?:my|the|a|our|all)~(?:day|time|morning|afternoon)", r"(?:second|third|2nd|3rd|fourth) time (?:this|that|you|u|its)", r"(?:bad|poor|lousy|crap|shit|shitty|sucky) (?:service|job|experience|communication|driver|attitude)", r"(?:this|service|you|u|that) (?:guys )?sucks?",
        r"rang and ran", r"didnt (?:even )?(?:knock|ring|buzz|call)", r"never (?:even )?(?:knocked|rang|called|showed|came)", r"(?:just )?(?:threw|tossed|dumped|chucked|slammed)", r"(?:left|put|dropped)~(?:in the rain|wrong (?:door|place|side|house))", r"no[ -]?show", r"thanks for nothing", r"(?:always|very|so|hours|too|super) late\b", r"late again", r"ignored my",
    ),
    "damaged": (
        r"damage", r"broken", r"\bbroke\b", r"crack(?:ed|s)?\b", r"scratch(?:ed|es)?", r"dent(?:ed|s)?\b", r"smashed", r"shattered", r"torn\b", r"ripped", r"crushed", r"chipped", r"busted", r"bent\b", r"leaking", r"soaked", r"ruined", r"wet and",
        r"(?:box|package) (?:is|was|came|arrived) (?:open|wet|opened|soaked|squashed)", r"(?:is|was|came|arrived) in pieces", r"faulty", r"defective",
    ),
    "missing": (
        r"(?:says?|shows?|marked|said|text)~(?:delivered|dropped off|completed|left)~(?:but|nothing|not|no|dont|cant|where|isnt|didnt)", r"(?:says?|shows?) (?:delivered|dropped off)", r"(?:never|didnt|did not|havent|have not|hasnt|has not|not)(?: even)?(?: yet)? (?:got|get|gotten|received?|arrived?|come|came|showed?|shown|see|seen|been delivered)(?! (?:a |the |my |any )?(?:code|text|call|email|link|answer|reply|response|it to))",
        r"(?:its|it is|package is|order is|parcel is|nothing is|nothings|nothing) (?:not )?(?:here|there|outside|at (?:my|the) door)(?<!it is here)(?<!its here)(?<!is here)", r"(?:its|it is|isnt|is|was) not (?:here|there|on my|at my|outside|in the)", r"isnt here", r"(?:is |are |s )?missing", r"nothing (?:was|here|there|at|has|arrived|came|on|outside)",
        r"(?:stolen|stole|thief|thieves|porch pirate)", r"(?:cant|dont|do not|cannot|can not) (?:find|see)(?: it| the (?:package|box|parcel|delivery)| my| any(?:thing)?)", r"only (?:got|received|one|1|two|2|3|half|part)~(?:of|box|piece|chair|package)", r"where did (?:u|you|he|they) (?:leave|put|drop)", r"not in the box", r"no (?:package|parcel|box|delivery)\b", r"lost (?:package|parcel|my)",
    ),
    "wrong_item": (
        r"wrong (?:item|colou?r|size|product|thing|order|one|model|sofa|couch|table|package|box|parcel|stuff|bed|chair|chairs|furniture|lamp|rug)", r"(?:not|isnt|wasnt) (?:what|the (?:one|item|colou?r|size)) (?:i|we) (?:ordered|bought|wanted|asked)", r"(?:didnt|did not|never) order (?:this|that|these|a|the)", r"(?:someone|somebody) elses (?:package|order|box|parcel|stuff|name)", r"instead of (?:the|a) \w+ (?:one|i ordered)", r"not (?:my|our) (?:package|order|box|sofa|table|parcel)",
    ),
    "refund_return": (
        r"refund", r"money back", r"\breturn (?:it|this|the|my|them|policy|label)", r"(?:want|like|need|how|can)~(?:to|i|we|do i) return", r"send it back", r"take it back", r"\bexchange\b", r"reimburse", r"compensat", r"chargeback", r"credit (?:me|my|back)", r"\breturns?\b~(?:item|order|process)",
    ),
    "incident": (
        r"(?:your|the|ur|his|that) (?:driver|van|truck|guy|guys|man|men|team|delivery guy|movers?)~(?:hit|scraped|scratched|damaged|broke|crashed|backed into|ran over|dented|knocked (?:over|down)|ripped|tore|smashed|destroyed|threatened|stole|yelled|screamed|cursed|hurt|injured|drove (?:over|on)|blocked|blocking)",
        r"(?:hit|scraped|scratched|damaged|broke|dented|ran over|backed into|knocked over|ripped|cracked|destroyed|ruined)~my (?:car|fence|wall|gate|mailbox|door|garage|lawn|yard|house|floor|floors|dog|cat|driveway|window|garden|hedge|railing|ceiling|bumper)", r"(?:someone|somebody|i|he|she|my \w+) (?:is|was|got|are) (?:hurt|injured|bleeding)", r"\baccident\b", r"(?:called|calling|call) (?:the )?(?:police|cops|911)", r"gas leak", r"drunk", r"left the gate open~(?:dog|out)", r"harass", r"threaten", r"assault", r"water (?:is )?(?:leaking|everywhere)",
    ),
    "thanks": (r"(?<!no )than[kx]s?(?! for nothing)", r"(?<!no )thank ?(?:you|u)", r"\bthx\b", r"\bty(?:sm|vm)?\b", r"\btnx\b", r"\bcheers\b", r"appreciate (?:it|you|that|u|your)", r"much appreciated", r"god bless", r"bless you"),
    "praise": (
        r"(?<!not )(?<!nt )(?<!not very )(?<!not so )(?<!not too )\b(?:great|awesome|amazing|excellent|fantastic|wonderful|lovely|friendly|super nice|very nice|so nice|really nice|nice guys?|nice (?:man|lady|driver|people|fellow|team|job|work)|kind\b(?! of)|polite|helpful|professional|brilliant|terrific|outstanding|superb|sweet guy|sweetheart|gentleman|courteous|patient|careful with|loved?)\b(?! (?:dog|day|weekend|one|but|to))",
        r"(?:was|is|were|are|so) (?:nice|great|perfect|super|lovely|quick|fast)\b", r"good (?:job|service|work|guy|driver|experience|man)", r"well done", r"best (?:delivery|service|driver|ever|experience)", r"(?:perfect|great|super|smooth|flawless) (?:service|delivery|job|experience|driver|work)", r"very (?:good|happy|pleased|satisfied|smooth|quick|fast)", r"(?<!un)happy with", r"couldnt be (?:happier|better)", r"on time and", r"super (?:fast|quick|friendly|helpful|service)", r"made my day", r"a\+", r"\u2764|\U0001F60D|\U0001F44F|\U0001F929",
    ),
    "wrong_number": (
        r"wrong (?:number|person|guy|phone|contact|nbr|num)", r"(?:not|isnt|aint) (?:my|his|her|the right|their) (?:number|phone)", r"(?:you have|u have|u got|you got|youve got) the wrong", r"(?:i|im|i am|this) (?:is not|isnt|am not|not|aint) (?!(?:home|here|sure|in|available|ready|able|happy|working|going|at|good|what|it|the|my|a|an|on|there|out|free|around|interested|coming|getting|feeling|that|okay|ok|fine|acceptable|right|well|funny|cool|helpful|your|so|too|very|really|being)\b)[a-z]+$",
        r"(?:no ?one|nobody|there is no|theres no)(?: here)?~(?:by that name|named|called)", r"dont know (?:who )?(?:any|an|a|that person|this person|who that)(?: \w+)?$", r"(?:didnt|did not|havent|never) order(?:ed)? anything", r"im not expecting (?:a|any)", r"(?:new|just got this|had this) (?:number|owner)", r"who is [a-z]+\? (?:wrong|not me)", r"not me\b",
    ),
    "identity_question": (
        r"who(?:s| is| are| r|se| dis)? (?:this|dis|u|you|texting|messaging|is this|it|number is this)", r"who(?:s| is) (?:it|that|texting|calling|messaging)", r"new phone who", r"(?:what|which) (?:company|store|business|shop|is this)(?: is this| are you| r u| about| for|$)", r"how did (?:u|you) get (?:my|this) number", r"do i know (?:u|you)", r"what(?:s| is) this (?:about|for|number)", r"what (?:order|package|delivery)(?: is this|\?|$)", r"from (?:who|whom|which store|what company)", r"what are (?:u|you) delivering", r"who (?:sent|send)",
    ),
    "verify": (
        r"(?:is|was) this (?:real|legit|legitimate|a scam|scam|spam|a joke|for real|actually|really|fake|genuine)", r"\bscam", r"\bspam\b", r"\bfraud", r"phish", r"legit\b", r"(?:how do|how can|can) (?:i|u|you) (?:know|verify|prove|be sure|trust|confirm (?:this|its you))", r"verify (?:this|that|you|u|its|who|your|it)", r"^verify$", r"prove (?:it|you|u|its)", r"(?:really|actually) (?:you|from|u)\b", r"safe to (?:click|open|tap)", r"(?:that|this|the) link (?:safe|real|legit)",
    ),
    "unsure": (r"(?:not|im not|not really|not 100) sure", r"unsure", r"(?:dont|do not) know(?: yet| if| when|$)", r"\bidk\b", r"no idea", r"maybe", r"let me (?:check|think|see|get back)", r"(?:ill|i will|gotta|need to|have to|must) (?:check|ask|see|get back|think|let you know)", r"(?:it )?depends", r"possibly", r"perhaps", r"either(?: one| is| works|$)", r"hold on", r"one sec", r"\bhm+\b"),
    "nevermind": (r"never ?mind", r"\bnvm\b", r"forget (?:it|about it|that|what)", r"disregard", r"ignore (?:that|my|the last|last|this)", r"scratch that", r"(?:all|its) (?:sorted|good now|fine now|ok now)", r"false alarm", r"found it", r"(?:i|we) got it now", r"keep (?:it|the) (?:as is|original|as it is|the same|how it)", r"leave it as (?:is|it)", r"my (?:bad|mistake)", r"sorted (?:now|it|thanks)", r"dont worry about it"),
    "received": (rf"(?:got|received|recieved|have) (?:it|the|my|our|them|everything|all|both)(?: {_THING})?(?! code| message| text| call| email| wrong| back| dog| gate)(?: (?:thanks?|thank you|today|now|already|fine|safe|safely|ok))*\s*[.!,]*(?:$| (?:thanks?|thank|thx|ty)\b)", rf"(?:{_THING}|it|its|everything) (?:has |have |just |already )*(?:arrived|got here|came|is here|was delivered|here)(?: (?:safe|safely|ok|fine|today|already|now|perfectly|in one piece|thanks|thank you|on time|in good))*\s*[.!,]*(?:$| (?:thanks?|thank|and|all|condition)\b)", r"^(?:all )?(?:received|delivered|arrived)\b(?! damaged| broken| but)", r"its (?:here|arrived)(?! but)", r"have it (?:now|already)"),
    "greeting": (r"^(?:hi+|hey+|hello+|hiya|yo|howdy|good (?:morning|afternoon|evening|day)|greetings|morning|sup|helo|hallo)\b(?: (?:there|all|guys|team|again|everyone|sir|friend|you|how are (?:you|u)))*[\s!.,?)]*$", r"how are (?:you|u|ya)(?: doing| today)?\??$", r"^(?:are|r) (?:you|u) there\??$", r"anyone there", r"anybody there"),
    "auto_reply": (
        r"auto ?-?(?:reply|response|matic reply|matic response|mated (?:reply|response|message))", r"(?:im|i am|currently)(?: currently)? driving(?! (?:home|there|to|over|back|now to))", r"driving (?:with|mode|right now|and will)", r"do not disturb", r"\bdnd\b", r"out of (?:the )?office(?! building)", r"(?:will|ill) (?:reply|respond|get back to you|return your (?:call|message)|see your message) (?:when|as soon|later|once|on|after|upon|asap|shortly)", r"cant talk right now", r"away from my (?:phone|desk)", r"on (?:annual|parental|maternity|vacation) leave", r"thank you for (?:contacting|your (?:message|email|text)|reaching|texting)", r"this (?:number|inbox|mailbox) is not (?:monitored|checked)", r"in a meeting(?: right now)?~(?:call|text|reply|get back) ", r"(?:our|the) (?:office|business) hours are", r"ill call you (?:back )?later$", r"sent from my (?:car|apple watch|tesla)",
    ),
}
