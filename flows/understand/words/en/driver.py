"""English: what drivers say, by intent, and why a delivery failed."""

DRIVER = {
    "sos": r"""
        (sos|mayday|emergency|911)
        (accident|crashed|crash|collision|rear ?ended)
        (hurt|injured|bleeding|attacked|robbed|assault\w*|mugged|gun|knife|shot|held up)
        (call|need|send) (the )?(police|ambulance|cops|medic)
        (truck|van|vehicle|im|its)~on fire""",
    "vehicle_issue": r"""
        (flat|blown|blew a) (tire|tyre)
        (got|have|had|its|is|with) a (flat|puncture)
        (flat tire|puncture|breakdown|broke down|broken down|breaking down|dead battery|overheat\w*|smoking)
        (truck|van|vehicle|engine|battery|lift ?gate|brakes?|tire|tyre)( is|s| has)?~(broke\w*|dead|wont|issue|\
            problem|trouble|stuck|leak\w*|down|died|light|smok\w+|not start\w*)
        (wont|doesnt|not|cant) start
        out of (gas|fuel)
        need a tow
        check engine""",
    "need_code": r"""
        (whats|what is|wats|need|get|got|have|send|give|missing|any|is there|where is|wheres)( me)?( a| the| an| his|\
             her| their)?~(code|pin|passcode|buzzer number)(?! (doesnt|does not|not|is wrong))
        (gate|door|access|entry) (code|pin)\??$
        code( pls| please)?\?*$
        how do i get in
        (gate|door) (is )?(locked|closed)~(code|get in)
        code (doesnt|does not|didnt|not|isnt|wont) work\w*
        wrong code""",
    "call_customer": r"""
        (call|ring|phone|contact|connect me (to|with)|talk to|speak (to|with)) (the )?(customer|client|recipient|\
            buyer|her|him|them)
        have (the customer|him|her|them) call
        (customer|client)s? (phone|number)""",
    "break": r"""
        (on|taking|take|taking my|going on|need|having|at)( a| my| the)?( \d+ min\w*| short| quick| lunch)? (break|\
            lunch|coffee)
        (lunch|break|pause)( time| now| for \d+\w*)?$
        (stopping|stop|going) (for|to) (lunch|a break|gas|fuel|coffee|eat|restroom|bathroom|pee)
        bathroom""",
    "schedule": r"""
        (my |the |show |todays )*(schedule|route|run|list|stops)$
        (how many|whats|what are|show|list|send)( me)?( are| is)?( my| the)?( remaining| more| left)? (stops|route|\
            schedule|run|deliveries)
        how many (are )?left
        whats left""",
    "next": r"""
        next( stop| one| address| delivery| customer| please| pls)?\??$
        (whats|where is|wheres|whos|who is|what is|show|give)( me)?( my| the)? next
        (where|who) (to )?next
        where (am i|do i|to)( going| go)?( next| now)?$""",
    "late": r"""
        (running|im|i am|be|ill be|gonna be|going to be|bit|little|super|very|really|getting)( \w+){0,3} (late|\
            behind|delayed)
        (late|delayed)( by)? (\d+|\w+ (min\w*|hours?))
        \d+ ?(m|min|mins|minutes|hrs?|hours?)? (late|behind|delay\w*)
        (half an|an) hour (late|behind)
        (running|run) \d+
        (running )?(late|behind|delayed)( sorry| here| today| schedule)?$
        (stuck|caught|sitting) in (traffic|a jam)
        (bad|heavy|terrible|crazy) traffic
        traffic( is)?~(jam|bad|crazy|terrible|heavy|stopped)
        (delay|delayed)( of)? \d+
        behind schedule""",
    "delivered": r"""
        (?<!not )(?<!nt )(?<!cant be )(?<!get it )(?<!get this )(?<!get that )(?<!be )(?<!yet )(?<!almost )(?<!nearly )(?<!half )(?<!about )(?<!when )(?<!once )(delivered|completed|complete|done|finished|dropped|drop ?off|\
            handed (it )?(over|to|off))(?! (yet|trying|with this shift))
        (left|put|placed|dropped)( it| them| the \w+| package| box)?( off)? (at|on|in|with|by|inside|behind|to)
        (all|is|its|that one is) (done|good here|set here)
        (she|he|they|customer|neighbou?r|recipient|son|daughter|wife|husband|doorman|concierge) (signed|took it|has \
            it|accepted|got it)
        (signed|pod|photo taken)""",
    "failed": r"""
        (cant|cannot|can not|could not|couldnt|unable to|not able to|no way to)( \w+)? (deliver|complete|leave|drop|\
            get (it )?in|reach|find|access|enter|do)
        (not|wasnt|didnt|un|never)( \w+)? ?deliver(ed|able|y)(?! yet)
        undeliverable
        (failed|fail|attempted|no good|missed|skipped|skipping|skip)( attempt| delivery| this| stop| it)*
        returning( it| to (depot|warehouse|base))""",
    "arrived": r"""
        (?<!not )(?<!be )(?<!get )(?<!almost )(?<!nearly )(arrived|arrive|on site|onsite|on location|at (the )?(door|\
            address|location|house|stop|gate|customers?|place|curb|building))(?! (in|soon|at \d|by|yet)\b)
        (im|i am|just|now|we are|were|got) (here|outside|out front|there now|parked|at (his|her|their|\w+s) (place|\
            house))
        here( now)?[.!]*$
        (parked|pulled up|pulling up)
        made it""",
    "help": r"""
        (need|i need|send|get me)( some| a)?( help| hand| assistance)
        help( me)?( please| pls| out)?[!.?]*$
        (talk|speak|call) (to |with )?(dispatch|dispatcher|office|base|depot|boss|manager|support)
        dispatch[!.?]*$""",
}
REASONS = {
    "not_home": r"""
        (not|isnt|aint|nt|wasnt) (at )?(home|here|there|in|answering|around|available)
        (nobody|no ?one|no body|none)( is| was|s)? (home|here|there|in|answer\w*|answers|around|came)
        (no|not|didnt|doesnt|wont|isnt)( \w+)? (answer\w*|response|reply|respond\w*)
        (nobody|no ?one|customer (not|isnt|is not|wasnt) \w+|closed|business closed|no recipient)""",
    "no_access": r"""
        (gate|door|building|entrance|lobby|garage|gated|road|bridge)( is| was|s)? (locked|closed|blocked|shut)
        (locked|no (access|entry|code|way in|parking)|cant (get in|enter|access|park)|access (denied|problem)|road \
            closed)
        (code|keypad|intercom|buzzer) (doesnt|does not|didnt|not|isnt|is) (work\w*|broken|wrong)""",
    "refused": r"""
        (refused|refuses|refusing|rejected|rejects|declined|turned (it|us|me) away|sent (it|me|us) (back|away))
        (doesnt|does not|didnt|dont|did not) (want|accept|wanna)
        (changed (his|her|their) mind|wont (accept|take|sign))""",
    "unable_to_locate": r"""
        (cant|cannot|can not|couldnt|could not|unable to|didnt)~(find|locate)
        (wrong|bad|no such|incorrect|incomplete|invalid) (address|house|number|street|building|apt|unit|place)
        (doesnt|does not) exist
        (no|missing) (house|unit|apt|street) number
        address (is )?(wrong|bad|incomplete|not found)""",
    "damaged": r"""
        (damag\w+|broken|crushed|cracked|torn|ripped|wet|leaking|smashed|busted|bent|scratched)""",
    "not_on_vehicle": r"""
        (not|isnt|nt|wasnt|never) (on|in|loaded)( on| in)?( the| my)?( truck| van| vehicle| load)?(?<!in)(?<!on)
        (not loaded|missing from|dont have (it|the|that)|not with me|no package|missing (package|box|item|piece))
        (left|still) (at|in) (the )?(depot|warehouse|hub)""",
    "unsafe": r"""
        (unsafe|not safe|isnt safe|dangerous|threaten\w*|aggressive|hostile|weapon|flood\w*|icy|ice|too (dark|steep|\
            icy|dangerous))
        (loose |mean |big |angry |vicious |aggressive )?dogs?( loose| in| attack\w*| wont| is)?""",
}
