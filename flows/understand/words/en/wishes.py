"""English: what customers ask and tell before the door, by intent."""

_DAY = "(mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tues?|weds?|thur?s?|fri|sat|sun|today|tonight|tomorrow|tmrw|tmw|tmr"

WISHES = {
    "eta": r"""
        where(s| is| are| r)? (my|the|our|this|that|it|u|you|ya|he|she|they|everyone|driver|package|delivery|order)
        where (it|he|she|you|u|they|ya) (is|are|at|r)
        what times?~(u|you|it|he|she|they|delivery|driver|order|expect|coming|arriv\w*|come|here|deliver|be|today)
        what times?( (today|pls|please|then|tho))?\??$
        (around|about|at) what time
        when (is|are|will|would|should|do|does|r|can|exactly|abouts?)~(com\w+|arriv\w*|here|\
            deliver\w*|get|expect|due|there|show|be|reach)
        when (u|you|they|hes|its|he|she|it)( guys)? (gonna |going to )?(coming|arriving|be here|getting here|comes)
        whens (it|my|the|he|delivery)~(com\w+|arriv\w*|here|due|delivery|order)
        how (long|much longer|far|soon|close)
        how many (more )?stops
        eta
        (are|r|is|will) (you|u|they|he|she|it|my \w+|the \w+) (still )?(be )?(close|near|nearby|on (the|your|ur|its|\
            his) way|coming|here|arriv\w+|on time|out for delivery|late|running late|lost)
        (hasnt|has not|havent|have not|still not|still hasnt)( yet)? (arrived?|come|shown up|gotten|received|got)(?! (a |the |my |any |your )?(code|text|call|email|link|answer|reply|response|back))
        (order|package|delivery|parcel) (is )?(delayed|late)
        (location|status|whereabouts) of
        to track
        how fast
        (how s|hows) my
        still (coming|waiting|on (for|track))
        (any|an|got an?) (update|news|estimate)s?
        track (my|the|it)
        tracking (link|info)
        (delivery|order) status
        status (of|on)
        will (you|u|they|he|it)( guys)? (be|come|get|arrive|make it)~(by|before|today|around|at|soon|here)
        been waiting
        (order|package|delivery|parcel) (been )?(delayed|late)\?
        expect (you|u|it|him|them|delivery)
        on (ur|your) way\?
        are we still on""",
    "reschedule": rf"""
        re ?schedul\w*
        (another|different|other|new|later|earlier|better) (day|time|date|slot|window|one)s?
        some ?other (day|time)
        (change|move|push|switch|postpone|delay|bump|shift|swap) (it|them|my|the|our|that|this)?~(delivery|date|day|\
            time|window|appointment|slot|to|back|until|till|forward|{_DAY})
        postpone
        put (it|that) off
        (can|could|would|cld|please|pls|plz|shall) (u|you|ya|we|they|it|i|he|she)( guys)? (please |pls |maybe |\
            possibly |instead |just )?(do|come|deliver|make|try|have it|get it)(?! (me|in|up|a favou?r|something|\
            anything))~(\d|{_DAY}|morning|afternoon|evening|noon|later|earlier|sooner|week|weekend|day|instead|time)
        (can|could) (u|you|we|it)( guys)? be (here|there)~(\d|{_DAY}|later|earlier)
        how about~(\d|{_DAY}|morning|afternoon|evening|noon|later|earlier|week|weekend)
        what about~(\d|{_DAY}|morning|afternoon|evening|noon|later|earlier|week|weekend)
        (come|deliver|bring)( it| back)? (after|before|between|later|earlier|another|next)
        (come|deliver|bring)( it| back)? (on |at |around )?(\d|{_DAY})
        (works?|is|are|would be|will be|be) (a lot |much |way )?better
        better for (me|us)
        (id|i would|we would|wed|would) (rather|prefer)
        prefer
        rather (have|do|get)
        ({_DAY}|mornings?|afternoons?|evenings?|later|earlier) instead
        come back
        (do|make) it (on|at|for|after|before|later|earlier|{_DAY})
        (none|neither|nothing) of (those|these|them|that)
        (those|these|they) (dont|do not|wont) work
        (anything|something|slots?|openings?|availability) (available|open|later|earlier|sooner|on|for|after|before|\
            this|next|in the)
        need (it )?(a later|an earlier|later|earlier|sooner)
        (could|can) (it|we|i) (be|get|have) (it )?(later|earlier|sooner)
        not (before|until|till) (\d|noon|{_DAY}|lunch)
        (any ?time|only) (after|before|between|on) (\d|noon|{_DAY})""",
    "availability": r"""
        (i|we)(m| am|re| are|ll| will|ll be| will be)? (be )?(only |not |wont be |just |usually |always )?(home|\
            around|available|back)(?! (a|an|the|my|our|of|up)\b)
        (ill|well|i will|we will|im|i am|were) (not |only )?(be )?(in|there|free)( (all day|after|by|until|till|from|\
            before|then|at|now)|$)
        (i|we|ill|well) (get|come|be) (back|home)
        (no ?one|nobody|somebody|someone|anyone|my \w+|he|she|they)( is| will|s|ll| wont| are| isnt)?( be)?( not)? \
            (home|there|here|in|around)(?! (the|a)\b)
        (wont|not|isnt|arent|cant) (be |gonna be |going to be )?(at )?(home|here|around|available|there|in)( (then|\
            that|today|tonight|tomorrow|until|till|at|on|before|after|this|all|for|right|sorry)|$)
        (ill|i will|im|i am|well|we will|we are|gonna|going to)( not)? (be )?(out|away|at work|working|gone|busy|on \
            vacation|on holiday|travell?ing)(?! (for delivery|of))
        i (work|finish|get off|leave)~(till?|until|at|by|around|that|then)
        home (all day|after|by|until|till|from|between|before|around|at|now|today|tomorrow)
        out of town
        (be|come|coming|heading|head|am) (right |on my way )?(down|out)( in| now|$)
        (im|i am|ill be) (on my way|there in|home in|back in|coming)
        i have (work|an appointment|a meeting|school)
        be (right )?there in""",
    "change_address": r"""
        (wrong|new|different|another|old|change|changed|update|correct)( the| my| our)?( delivery)? address
        address (is|was|has|s)~(wrong|changed|incorrect|not right|different)
        (i|we|ive|weve|i have|we have) (just )?moved
        not (my|our) address
        (deliver|send|ship|bring|take)~to (my|a|the|our) (office|work|job|other|new|moms|parents|different|sisters?|\
            brothers?|friends?)
        address should be
        (somewhere|someplace) else
        (deliver|send|ship|bring|take|come|go)~to \d+~(instead|not)""",
    "cancel": r"""
        (?<!dont )(?<!not )(?<!never )(?<!nt )cancel (my|the|this|that|it|our|everything|order|delivery)
        (?<!dont )(?<!not )(?<!nt )(?<!never )(want|like|need|have|going|possible|able) to cancel(?! (the |my )?(texts?|messages))
        please cancel
        (can|could|how do|may) (i|u|you|we) (please )?cancel
        (dont|do not|no longer) (want|need) (it|this|the|my|that)( order| delivery| package| sofa| couch| bed| stuff|\
             thing| item| one)?( any ?more| at all)?[.!]*$
        call (it|the delivery|everything|the order) off
        call off (the|my)""",
    "human": r"""
        (talk|speak|chat)(ing)? (to|with)(?! (my|the|your) (neighbou?r|doorman|concierge|guard|wife|husband|driver))
        (real|actual|live|human) (person|human|agent|being)
        (an?) (human|agent|operator|representative|rep)
        customer (service|support|care)
        representative
        call cent(er|re)
        (contact|phone) number
        (need|urgent)( some)? assistance
        (connect|transfer) me
        operator
        human
        is this (a )?(bot|robot|machine|automated|person|human)
        (are|r) (you|u) (a )?(bot|robot|real|machine|human)
        (someone|somebody|anyone) (please )?(call|phone|ring|help) me
        (have|get|can|could|need)~(someone|somebody|anyone|manager|supervisor|support|person)~(call|phone|contact|\
            help|talk|speak)( me| us)?
        (the|your|a|ur) (manager|supervisor)
        number (to|i can) call
        (can|could|please|pls)( you| u)? call me( back)?( please| pls| asap| now| today)?[.!?]*$""",
    "delivery_instruction": r"""
        (leave|put|set|place|drop|hide|stash|tuck|deliver|bring|take|hand|give|throw)( it| them| this| that| \
            everything| the (package|box|parcel|boxes|stuff|sofa))?( off)?( inside| outside| just| right| down)? (at|\
            on|in|by|with|w/?|next|near|behind|under|beside|inside|outside|around|over|to the (side|back|front|garage|\
            porch|door|left|right|neighbou?rs?|concierge|lobby|office|doorman)|upstairs|downstairs|against|between|\
            through|up)
        (tell|ask|have) (him|them|the (driver|guys?|man|men|crew|fella)|driver|your (driver|guys?|men)) (to|not to|that)
        (leave|put) (it|them)( there| here| outside| inside| please|[.!]*$)
        (?<!even )(?<!didnt )(?<!never )(?<!not )(ring|knock|buzz|honk)( the| on| at| my| loud\w*| twice| hard| number| apt| unit| for|[.!]*$)
        (dont|do not|no|please dont|without)( need to)? (ring|knock|knocking|ringing|buzz|use the (bell|front)|leave \
            it|block|park)
        (use|take|enter|go|come|come in|walk|drive|pull|park|turn|stop|go in|deliver)( it| up| in| around)?( through|\
             by| via| at| to| into| in| from| on| around| up| down)? (the|my|our|a) (second |first |third |side |\
            back |front |rear |left |right |other |main |service |freight |blue |red |green |white |black |long |\
            gravel |loading |big )*(door|gate|entrance|driveway|elevator|lift|stairs|steps|garage|alley|entry|lot|\
            street|bell|buzzer|dock|house|building|ramp|drive|side|back)
        (side|back|front|rear|service|main) (door|gate|entrance)
        (safe|in a safe) (place|spot)
        (with|to|at) (the |my |our |a )?(neighbou?rs?|doorman|concierge|front desk|reception\w*|security|super|lobby|\
            mail ?room|leasing office|guard)
        (beware|watch out|watch|careful|be careful|caution|mind|warning|heads up)( of| for| with|,|:)?( the| my| our|\
             a| we| there| its| big|  )
        (big|large|mean|loud|little|small|friendly|loose|aggressive|barking|our|my|the|a) (dogs?|pup|puppy|pit ?bull|\
            german shepherd|rottweiler)
        dogs? (in|is|will|may|bites?|loose|inside|out)
        (steps?|stairs|driveway|path|porch|sidewalk|walkway) (is|are|r|get|gets)?~(icy|ice|slippery|slick|broken|wet|\
            steep|loose)
        (icy|slippery) (steps?|stairs|driveway|path|porch|walk\w*)
        (baby|kids?|child|toddler|husband|wife) (is |are |s )?(sleeping|asleep|napping)
        (door ?bell|bell|buzzer|intercom|elevator|lift)( is|s)? (broken|out|doesnt|dead|not|says|labell?ed|marked|under)
        (gate|door|garage)( is|s|ll be| will be)? (open|unlocked|locked|ajar|always open|on the)
        (key|keys) (is|are|under|in)
        (call|text|ring|phone) my (cell|mobile|phone|wife|husband|son|daughter|mom|mum|dad|neighbou?r|office|work)( phone)?( instead| please| pls)?\W*$
        (call|text|ring|phone) (me|us|my \w+|him|her|\d[\d -]+)( at \d[\d -]+)?( when| once| if| before| on arrival| \
            from| as soon)
        (first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|top|ground|\d{1,2}th) floor
        floor \d+
        (blue|red|green|white|black|yellow|brown|grey|gray|last|corner|brick) (house|door|gate|building|mailbox|fence)
        (house|building|unit|apt|apartment|door) (is )?(around|behind|in|at|on|across|next|with)
        (parking|park) (is|in|on|behind|around|out)
        (need|needs|bring) (a |an )?(two|2|three|3|second|extra|another)? ?(people|men|guys|person|man|hands|dolly|\
            ladder|help carrying)
        (push|pull|press|open|slide|lift) (the|on the|my|hard)
        no code( needed| there|[.!,]| on|$)
        (dont|do not) need a code
        across (the street|from)
        (no|low|narrow|tight) (elevator|lift|parking|bridge|clearance|turn\w*|stairs|street|road)
        hoa
        signature""",
    "wrong_number": r"""
        wrong (number|person|guy|phone|contact|nbr|num|#|no)
        (not|isnt|aint) (my|his|her|the right|their) (number|phone)
        you(ve)? (have|got) the wrong
        (no ?one|nobody|there is no|theres no)( here)?~(by that name|named|called)
        dont know (anyone|any|anybody|an|a|that person|this person)( \w+){0,3}$
        (i|we) (have )?ordered nothing
        (didnt|did not|havent|never) order(ed)? (anything|from|a (sofa|couch|package))
        (im |i am |am )?not expecting (a|any)
        (just got this|new owner|had this) (number|phone)
        (im|i am|this is|thats) not (him|her|them|that (person|guy|number)|the (person|customer|right person))
        this (isnt|is not) [a-z]+s (phone|number)
        not me[.!]*$""",
    "identity_question": r"""
        who(s| is| are| r| dis)? (this|dis|u|you|texting|messaging|it|that|calling)
        who (texted|messaged|sent) (me|this|it)
        new (phone|number),? who
        (what|which) (company|store|business|shop)( is| are| r| do)
        how did (u|you) get (my|this) number
        do i know (u|you)
        whats? (is )?this (about|for|number)
        what (order|package|delivery)( is this)?\??$
        from (who|whom|which store|what company)
        what are (u|you) delivering""",
    "verify": r"""
        (is|was) this (real|legit|legitimate|a scam|scam|spam|for real|actually|really|fake|genuine|a legit\w*)
        (scam|scammers?|phishing|fraud|spoof)
        legit
        how (do|can|would) (i|we) (know|verify|be sure|trust)
        verify( (this|that|you|u|its|who|your|it))?
        prove (it|you|u|its)
        really (you|from) (?!late)
        (link|it|this) safe( to (click|open|tap))?
        safe to (click|open|tap)""",
}
