"""English: what customers say of what came, and in passing, by intent."""

_DONE_BY = "(your|the|ur|that|this) (driver|van|truck|guy|guys|man|men|team|crew|delivery (guy|man)|movers?)"
_MINE = ("my (car|fence|wall|gate|mailbox|door|garage|lawn|yard|house|floors?|dog|cat|driveway|window|garden|hedge|"
         "railing|ceiling|bumper|tree|plants?|flowers|son|daughter|wife|husband)")

AFTERWARDS = {
    "complaint": r"""
        (ridiculous|unacceptable|terribl[ey]|horribl[ey]|awful|worst|disgust\w*|disappoint\w*|rude|pathetic|useless|\
            outrageous|furious|joke|lousy|shitty|crappy)
        (not|isnt|wasnt|arent) (very |at all |too |so |really )?(happy|impressed|satisfied|acceptable|professional|\
            good|great|ok|okay|cool)( with| at all|[.!]*$)
        (un|very un|really un)(happy|professional|satisfied|reliable)
        complain\w*
        fed up
        sick of
        so (angry|mad|annoyed|upset|frustrat\w+)
        frustrat\w+
        pissed
        wast(ed|e of|ing)~(day|time|morning|afternoon)
        (second|third|2nd|3rd|fourth) time (this|that|you|u|its|now)
        (bad|poor|crap|shit|terrible) (service|job|experience|communication|driver|attitude)
        (this|service|you|u|that)( guys)? sucks?
        rang and (ran|left)
        (didnt|did not|never)( even)? (knock|knocked|ring|rang|rung|buzz|call|called|show|showed|showed up|show up)
        (threw|tossed|dumped|chucked|slammed) (it|my|the)
        left (it |my \w+ |the \w+ )?(out )?in the rain
        no ?-?show
        thanks for nothing
        (always|very|hours|too|super|an hour) late
        late again
        (still|sat|waited)~(waiting|waited|all day|for hours|hours)~(nobody|no one|nothing|all day|hours)
        ignored (my|the)""",
    "damaged": r"""
        damag\w+
        (?<!bell is )(?<!buzzer is )(?<!intercom is )(?<!elevator is )(?<!lift is )(?<!doorbell is )(?<!doorbells \
            )(?<!buzzers )(?<!bells )(?<!elevators )broken(?! (door ?)?(bell|buzzer|intercom|gate|elevator|lift|step|\
            steps))
        broke(?! down)
        (cracked|cracks?|scratch(ed|es)?|dent(ed|s)?|smashed|shattered|torn|ripped|crushed|chipped|busted|bent|\
            leaking|soaked|ruined|squashed)
        in pieces
        (faulty|defective)
        (box|package) (is|was|came|arrived) (open|wet|opened)
        (it|lamp|fridge|washer|dryer|tv|thing|light|recliner|motor|oven|machine|one) (doesnt|does not|wont|isnt|is not) (turn on|work|working)(?! for)""",
    "missing": r"""
        (says?|shows?|marked|said|texted|text|tracking)~(delivered|dropped off|completed)
        (never|didnt|did not|not)( even)? (got|get|gotten|received?|\
            recieved?|arrived?|come|came|showed?|shown|been delivered)(?! (a |the |my |any |your )?(code|text|call|\
            email|link|answer|reply|response|up|home|back|that|what you))
        (its|it is|package is|order is|parcel is|isnt|is|was) not (here|there|on my|at my|outside|in the mail\w*)
        isnt here
        nothing (is |was |has |s )?(here|there|at|arrived|came|on|outside|delivered|come)
        nothings (here|there|arrived|come)
        (its|it is|is|are|was|were|piece|pieces|box|boxes|package|parts?|screws|chairs?|shelf|shelves|drawers?|cushions?|legs?|bags?|half) missing
        missing (a|an|one|two|the|my|some|parts?|pieces?|screws|legs?|item|items|package)
        (stolen|stole|thief|porch pirates?)
        (cant|dont|do not|cannot|can not) (find|see)( it| the (package|box|parcel|delivery)| my| any| anything| \
            where it)
        only (got|received|one|1|two|2|3|half|part)~(of|box|boxes|piece|pieces|chair|chairs|package)
        got (only )?(\d|one|two|three) of (the )?(\d|two|three|four|five)
        where did (u|you|he|they) (leave|put|drop)
        not in the box
        (there is |theres )?no (package|parcel|box|delivery)( here| at| on| anywhere|[.!?]*$)
        lost (package|parcel|my (package|order|parcel))""",
    "wrong_item": r"""
        wrong (item|colou?r|size|product|thing|order|model|sofa|couch|table|package|box|parcel|stuff|bed|chairs?|\
            furniture|lamp|rug|one)s?
        (not|isnt|wasnt) (what|the (one|item|colou?r|size)) (i|we) (ordered|bought|wanted|asked)
        (someone|somebody) elses (package|order|box|parcel|stuff|name)
        not (my|our) (package|order|box|sofa|table|parcel)
        i ordered~(but|and) (got|received|you sent)""",
    "refund_return": r"""
        refund\w*
        money back
        return (it|this|the|my|them|policy|label)
        to return
        (send|take|ship) (it|this|them|the \w+) back
        exchange
        reimburs\w+
        compensat\w+
        chargeback""",
    "incident": rf"""
        {_DONE_BY}~(hit|scraped|scratched|damaged|broke|crashed|backed into|ran over|dented|knocked (over|down)|\
            ripped|tore|smashed|destroyed|threatened|stole|yelled|screamed|cursed|hurt|injured|drove (over|on|\
            through)|blocked|blocking|fell)
        (hit|scraped|scratched|damaged|broke|dented|ran over|backed into|knocked over|ripped|cracked|destroyed|\
            ruined|drove over)~{_MINE}
        (someone|somebody|i|he|she|my \w+|driver) (is|was|got|are) (hurt|injured|bleeding)
        accident
        (called|calling|call) (the )?(police|cops|911)
        gas leak
        drunk
        left (the|my|our) gate open
        (harass\w*|threaten\w*|assault\w*)""",
    "thanks": r"""
        (?<!no )thanks?(?! for nothing)
        (?<!no )thank ?(you|u)
        (thx|thks|tks|ty|tysm|tyvm|tnx|cheers|thankyou|thanx)
        appreciate (it|you|that|u|your)
        much appreciated""",
    "praise": r"""
        (?<!not )(?<!nt )(?<!not very )(?<!not so )(?<!not that )(great|awesome|amazing|excellent|fantastic|\
            wonderful|lovely|friendly|polite|helpful|professional|brilliant|terrific|outstanding|superb|courteous|\
            sweetheart|gentleman)(?! (if|day|weekend|one|dane|to))
        (very|so|super|really) (nice|kind|good|quick|fast|happy|pleased|careful|sweet|smooth)
        nice (guys?|man|lady|driver|people|fellow|team|job|work|gentleman|service|dude)
        (was|is|were|are) (so |very |super |really )?(nice|great|perfect|super|lovely|quick|fast|sweet|kind)(?! (if|\
            to|time))
        good (job|service|work|guy|driver|experience|man)
        well done
        best (delivery|service|driver|experience)
        (perfect|great|super|smooth|flawless) (service|delivery|job|experience|driver|work)
        (love|loved|loving) (it|the|my|this|your)
        (super|very) (fast|quick|helpful)
        made my day
        perfect[.!]*$""",
    "unsure": r"""
        (not|im not|not really|not 100) sure
        unsure
        (dont|do not) know( yet| if| when|[.!?]*$)
        idk
        no idea
        maybe
        let me (check|think|see|get back)
        (ill|i will|gotta|need to|have to|must|will have to) (check|ask|see|get back|think|let (you|u) know)
        (it )?depends
        possibly
        perhaps
        either( one| is| works|[.!]*$)
        \d or \d\??$
        hm+""",
    "nevermind": r"""
        never ?mind
        nvm
        forget (it|about it|that|what i)
        disregard
        ignore (that|my|the last|last|this)
        scratch that
        false alarm
        found it
        keep (it|the)~(as is|original|as it is|the same|how it|current|old)
        leave it as (is|it)
        my (bad|mistake)
        (all|its) (sorted|good now|fine now|ok now)
        dont worry about it""",
    "received": r"""
        (got|received|recieved) (it|everything|them|both|all of it|(the|my|our) (package|parcel|box|boxes|delivery|\
            order|sofa|couch|bed|item|stuff)s?)( (thanks?|thank|thx|ty|today|now|already|fine|safe|safely|ok|and|all|\
            just)|[ .,!]*$|, th)
        (package|parcel|delivery|order|sofa|couch|bed|its|it|everything|stuff|box|table)( has| have| just| is| \
            was)?( just| already)? (arrived|here|got here|delivered|came)( (safe|safely|ok|fine|today|already|now|\
            perfectly|in one piece|thanks?|thank|on time|in good|and)|[ .,!]*$|, (th|all|great|perfect))
        (all )?received[.!]*( th\w+.{0,10})?$
        have it (now|already)""",
    "greeting": r"""
        ^(hi+|hey+|hello+|hiya|yo|howdy|good (morning|afternoon|evening|day)|greetings|morning|sup|helo|hallo)([ ,!.]+(\
            there|all|guys|team|again|everyone|sir|friend|you|porchlight|good (morning|afternoon|evening|day)))*\
            [ !.,?)]*$
        how are (you|u|ya)( doing| today)?
        (are|r) (you|u) there
        (anyone|anybody|somebody) there""",
    "auto_reply": r"""
        auto ?-? ?(reply|response|responder|matic (reply|response)|mated (reply|response|message))
        (im|i am)( currently)? driving (and|with|right now|now)
        (im|i am)( currently)? driving[ .!,]*$
        do not disturb
        out of (the )?office(?! building)
        (will|ill) (reply|respond|get back to you|return your (call|message)|see your message) (when|as soon|later|\
            once|after|upon|asap|shortly|on my return)
        cant talk right now
        away from my (phone|desk)
        on (annual|parental|maternity|vacation) leave
        thank you for (contacting|your (message|email|text)|reaching|texting)
        this (number|inbox|mailbox) is not (monitored|checked)
        (our|the) (office|business) hours are
        ill call you (back )?later[.!]*$""",
}
