"""The report of a day: what was said, what was understood, how fast, and whether anything broke."""

import re
import statistics
from collections import Counter

from simulator.day.cards import shown
from simulator.day.checker import judge
from simulator.day.evidence import Evidence, Utterance
from simulator.day.languages import foreign
from simulator.day.outcomes import outcomes
from simulator.day.sights import noticed, outside, pressed, unnoticed
from simulator.day.speech import LANGUAGES

ENOUGH_ENDED, ENOUGH_REPLIES = 40, 60
KINDS = (("scheduled", "scheduled"), ("is it good?", "good"), ("on the van", "van"), ("you are next", "next"),
         ("late", "late"), ("delivered", "delivered"), ("missed", "missed"), ("offers of windows", "offers"),
         ("moved", "done"), ("relayed to them", "says"), ("ratings asked", "rate"))
WAYS = (("sms", "by SMS"), ("whatsapp", "by WhatsApp"), ("email", "by e-mail"))


def report(day: Evidence, kills: int, seconds: float) -> tuple[str, bool]:
    """The whole report, and whether the day went well."""
    counts, ended = judge(day), outcomes(day)
    customers = {one.phone for one in day.script.customers} - {one.phone for one in day.script.drivers}
    replies = [one for one in day.said if one.phone in customers]
    missed, came = unnoticed(day), [one.after for one in noticed(day)]
    good = (not any(counts.values()) and all(ended.values()) and day.ended >= ENOUGH_ENDED
            and len(replies) >= ENOUGH_REPLIES and len(came) >= ENOUGH_ENDED and not missed)
    lines = [f"a delivery day of {len(day.script.customers)} deliveries, played in {seconds:.0f} s"
             + (f", the plug pulled {kills} times" if kills else ""), ""]
    lines += [f"  {name:<20}{_count(day, meaning):>5}" for name, meaning in KINDS]
    lines += [f"  {'to drivers':<20}{sum('Next: ' in one.body for one in day.texts):>5}", "",
              *_by_way(day, replies), *_by_language(day, replies), "",
              f"  customers' replies   {len(replies):>4}",
              f"  understood           {_understood(day, len(replies)):>4}", f"  deliveries ended     {day.ended:>4}",
              f"  median time to answer {_answer_time(day):.0f} s of the day",
              f"  arrivals noticed      {len(came) - len(missed)} of {len(came)} without a tap, "
              f"median {statistics.median(came or [0.0]):.0f} s of the day, {pressed(day)} by the button before that"
              + (f"; not: {', '.join(missed)}" if missed else ""),
              _in_slack(day),
              f"  positions shown       {len(day.shown)} to {len({one.phone for one in day.shown})} customers"
              + "".join(f"; {count}: {why}" for why, count in outside(day).items()),
              ""]
    lines += [f"  {'ok ' if ok else 'NOT'} {name.replace('_', ' ')}" for name, ok in ended.items()]
    lines += [f"  not in their language: {one.to} by {one.channel}: {one.body}" for one in foreign(day)]
    lines += ["", " ".join(f"{name} {count}" for name, count in counts.items())]
    return "\n".join(lines), good


def _in_slack(day: Evidence) -> str:
    read, kinds = shown(day), Counter(one.kind for one in day.entries)
    fresh = sum(one.fresh for one in read)
    return (f"  in Slack             {fresh:>4} posts, drawn again {len(read) - fresh} times; {kinds['slack_pressed']} "
            f"presses, {kinds['slack_submitted']} forms; internal words {sum(not to for _, _, to in day.written)}")


def _count(day: Evidence, meaning: str) -> int:
    return len({text.number for one in day.script.customers for text in day.about(one, meaning)})


def _by_way(day: Evidence, replies: list[Utterance]) -> list[str]:
    """How much was said each way, and answered."""
    again = sum(1 for one in day.entries if one.kind == "mail_again")
    rows = []
    for channel, name in WAYS:
        sent = [one for one in day.texts if one.channel == channel]
        more = {"whatsapp": f", {sum(one.template for one in sent)} by an approved template, "
                            f"{sum(bool(one.facts.get('tapped')) for one in day.entries)} buttons tapped",
                "email": f", {again} came twice under one Message-ID and were shown once" if again else ""}
        rows.append(f"  {name:<20}{len(sent):>5} sent, {sum(one.channel == channel for one in replies)} answers"
                    + more.get(channel, ""))
    return rows


def _by_language(day: Evidence, replies: list[Utterance]) -> list[str]:
    """How much was said in each language, and by how many people."""
    rows = []
    for code in LANGUAGES:
        phones = {one.phone for one in day.script.customers if one.language == code} - {
            one.phone for one in day.script.drivers}
        sent, back = (sum(one.to in phones for one in day.texts), sum(one.phone in phones for one in replies))
        rows.append(f"  in {code:<17}{sent:>5} to {len(phones)} people, {back} answers")
    return rows


def _understood(day: Evidence, replies: int) -> str:
    return f"{(replies - _count(day, 'unclear')) * 100 // max(1, replies)} %"


def _answer_time(day: Evidence) -> float:
    """From a customer's words to the next text on their phone, in seconds of world time."""
    waits = []
    for one in day.said:
        after = next((text for text in day.texts if text.to == one.phone and text.number > one.number), None)
        if after is not None:
            waits.append((after.at - one.at).total_seconds())
    return statistics.median(waits) if waits else 0.0


def transcript(day: Evidence, phone: str) -> str:
    """One phone's conversation, as text, without the words that only the judge needs."""
    rows = [(one.number, "  ", one.body) for one in day.texts if one.to == phone]
    rows += [(one.number, "> ", one.text) for one in day.said if one.phone == phone]
    plain = "\n".join(f"{mark}{line}" for _, mark, body in sorted(rows) for line in body.splitlines()) + "\n"
    return re.sub(r"http://\S+/t/\w+", "https://track.example.com/t/...", re.sub(r",? xa[a-z]{8}\b", "", plain))
