"""The judge of a day in Slack: what counts as called, as inside, as twice, and what a driver's card may show."""

from datetime import UTC, timedelta

import pytest

from simulator.day.attended import past_sla
from simulator.day.cards import at_doors
from simulator.day.checker import doubled, judge, leaked, misdelivered
from simulator.day.evidence import Evidence
from simulator.day.inside import internal_words
from simulator.day.script import CODE_SHOWN, START
from simulator.day.sights import unnoticed
from simulator.slack.settings import direct
from tests.day.test_checker import SCRIPT, Day

SUPPORT = "C0SUPPORT"
ANA = SCRIPT.special["person"]
LEILA = next(one for one in SCRIPT.drivers if one.slack)
DM, HERS = direct(LEILA.slack), [one for one in SCRIPT.customers if one.driver == 1]
WORD = "xabcdefghi"
REASON = "asks for a person"


class Office(Day):
    """A ledger with a workspace on it."""

    def post(self, second: float, channel: str, ts: str, text: str, thread: str = "", mark: str = "") -> None:
        self.at(second, "slack_posted", channel=channel, ts=ts, thread=thread, user="U0PORCHLIGHT", text=text,
                blocks=[], metadata={"event_payload": {"id": mark}} if mark else {})

    def draw(self, second: float, channel: str, ts: str, text: str) -> None:
        self.at(second, "slack_updated", channel=channel, ts=ts, text=text, blocks=[])

    def card(self, second: float, ts: str = "1.1", reason: str = REASON, tracking: str = ANA.tracking) -> None:
        self.post(second, SUPPORT, ts, f"Now: {reason}\n*Who* {ANA.name} · {tracking}\nClaim")

    def call(self, second: float, who: str, ts: str = "1.1") -> None:
        self.post(second, SUPPORT, f"{ts}{second}", f"{who} nobody has taken this yet: {REASON}.", thread=ts)


def opened(second: float, priority: int = 1, claimed: float | None = None) -> dict[str, object]:
    def at(moment: float | None) -> str | None:
        return None if moment is None else (START + timedelta(seconds=moment)).astimezone(UTC).isoformat()

    return {"conversation_id": "d1", "reason": REASON, "priority": priority, "opened_at": at(second),
            "claimed_at": at(claimed), "resolved_at": None}


def waited(day: Office, *rows: dict[str, object], until: float = 4000) -> int:
    day.at(0, "order", id="d1", tracking=ANA.tracking)
    day.at(until, "clock_held")
    return past_sla(Evidence(SCRIPT, day.entries, needed=rows))


@pytest.mark.parametrize(("calls", "claimed", "count"), [
    ([], None, 1),  # nobody was called
    ([(10, "<@U0KIM>")], None, 1),  # the first did not come, and nobody else was called
    ([(10, "<@U0KIM>"), (200, "<@U0LEE>")], None, 0),
    ([(10, "<@U0KIM>"), (900, "<@U0LEE>")], None, 1),  # too late
    ([(10, "<@U0KIM>"), (200, "<@U0KIM>")], None, 1),  # the same person twice is one
    ([(10, "<!here>")], None, 0),  # everybody
    ([], 290.0, 0),  # taken in time
    ([(10, "<@U0KIM>")], 310.0, 1),  # taken after it was due, and only one had been called
])
def test_nobody_waits_past_the_time_without_two_having_been_called(calls: list[tuple[float, str]],
                                                                   claimed: float | None, count: int) -> None:
    day = Office()
    day.card(5)
    for second, who in calls:
        day.call(second, who)
    assert waited(day, opened(0, claimed=claimed), until=1000) == count


REMINDED = "<@U0KIM> this waits for you"


@pytest.mark.parametrize(("calls", "more", "until", "count"), [
    ([], {}, 1300, 1),  # taken in time, and never heard of again
    ([], {}, 1100, 0),  # the day was over before that
    ([900], {}, 1300, 0),  # reminded in time
    ([60], {}, 1300, 1),  # called before it was taken: that is another matter
    ([1250], {}, 1300, 1),  # too late
    ([], {"answered_at": 200.0}, 1300, 0), ([], {"resolved_at": 1200.0}, 1300, 0),
    ([], {"snoozed_until": 5000.0}, 1300, 0),
])
def test_what_somebody_took_and_never_answered_counts_unless_they_were_called_again(
        calls: list[float], more: dict[str, float], until: float, count: int) -> None:
    day = Office()
    day.card(5)
    day.call(10, "<@U0KIM>")
    for second in calls:
        day.post(second, SUPPORT, f"1.1{second}", f"{REMINDED}: {REASON}.", thread="1.1")
    at = {name: (START + timedelta(seconds=second)).isoformat() for name, second in more.items()}
    assert waited(day, opened(0, claimed=120.0) | at, until=until) == count


def test_how_long_is_too_long_goes_by_how_urgent_it_is_and_by_how_long_the_day_was() -> None:
    assert waited(Office(), opened(0, priority=2), until=1000) == 0
    assert waited(Office(), opened(0, priority=2), until=1200) == 1
    assert waited(Office(), opened(0, priority=3), until=14000) == 0


def test_calls_under_another_card_help_nobody() -> None:
    day = Office()
    day.card(5, "1.1", reason="low rating")
    day.card(6, "2.2", tracking=HERS[0].tracking)
    for ts in ("1.1", "2.2"):
        day.call(10, "<@U0KIM>", ts)
        day.call(20, "<@U0LEE>", ts)
    assert waited(day, opened(0)) == 1


def written(day: Day, phone: str = "", by: str = "U0KIM") -> Evidence:
    day.at(1, "word", canary=WORD, by=by, **{"for": phone})
    return Evidence(SCRIPT, day.entries)


@pytest.mark.parametrize(("kind", "facts"), [
    ("accepted", {"to": ANA.phone, "body": f"the van was late, {WORD}", "by": "api", "sid": "SM1"}),
    ("accepted", {"to": f"whatsapp:{ANA.phone}", "body": WORD, "by": "api", "sid": "SM1"}),
    ("accepted", {"to": SCRIPT.drivers[0].phone, "body": WORD, "by": "api", "sid": "SM1"}),
    ("mail", {"to": "ana@example.com", "body": f"<p>{WORD}</p>"}),
    ("page", {"phone": ANA.phone, "text": f"arriving {WORD} today"}),
    ("slack_posted", {"channel": DM, "ts": "3.3", "text": WORD, "blocks": []}),
])
def test_a_word_written_inside_is_counted_wherever_it_comes_out(kind: str, facts: dict[str, object]) -> None:
    day = Day()
    day.at(2, kind, **facts)
    assert internal_words(written(day)) == 1
    assert internal_words(written(Day())) == 0


def test_a_word_written_inside_may_be_read_by_the_office_and_by_whoever_wrote_it() -> None:
    day = Office()
    day.post(2, SUPPORT, "1.1", WORD)
    day.post(3, DM, "2.2", f"Shall it go to Ana? {WORD}")
    assert internal_words(written(day, by=LEILA.phone)) == 0


def test_a_word_sent_by_the_button_must_arrive_and_at_nobody_elses() -> None:
    day = Office()
    assert judge(written(day, ANA.phone))["lost"] - judge(Evidence(SCRIPT, []))["lost"] == 1
    day.text(ANA.phone, f"Leila says: {WORD}")
    assert judge(written(day, ANA.phone))["lost"] == judge(Evidence(SCRIPT, []))["lost"]
    day.text(HERS[0].phone, f"Leila says: {WORD}")
    assert misdelivered(written(day, ANA.phone)) == 1


def test_one_thing_twice_in_slack_is_doubled() -> None:
    title = f"1. {HERS[0].name}, 8 am-2 pm"
    for second in ((DM, "2.2", title + "\nOn the way."), (SUPPORT, "4.4", "Ana: hello"), (SUPPORT, "5.5", "else")):
        day = Office()
        day.post(1, DM, "1.1", title, mark="01J")
        day.post(2, SUPPORT, "3.3", "Ana: hello", thread="1.1")
        assert doubled(Evidence(SCRIPT, day.entries)) == 0
        day.post(3, *second, thread="1.1" if second[0] == SUPPORT else "", mark="01J" if second[1] == "5.5" else "")
        assert doubled(Evidence(SCRIPT, day.entries)) == 1


def test_everybody_is_called_again_and_again_and_a_question_comes_again_after_a_person() -> None:
    day, question = Office(), f"Bloom: your {ANA.thing} comes tomorrow. 1 = good, 2 = another time."
    day.card(1)
    day.call(2, "<!here>")
    day.call(3, "<!here>")
    day.text(ANA.phone, question)
    day.at(4, "slack_pressed", channel=SUPPORT, ts="1.1", user="U0KIM", label="Hand back")
    day.text(ANA.phone, question)
    assert doubled(Evidence(SCRIPT, day.entries)) == 0
    day.text(ANA.phone, question)
    assert doubled(Evidence(SCRIPT, day.entries)) == 1


def test_a_card_that_says_he_is_there_is_an_arrival_and_one_without_a_van_is_a_false_one() -> None:
    day, here = Office(), f"3. {HERS[2].name}, 8 am-2 pm\nYou are there since 9:12 am."
    day.post(600, DM, "1.1", f"3. {HERS[2].name}, 8 am-2 pm\nOn the way.")
    day.draw(700, DM, "1.1", here)
    day.draw(800, DM, "1.1", here)
    found = Evidence(SCRIPT, day.entries, start=(60.0, 24.8))
    assert at_doors(found) == [(LEILA.phone, HERS[2].name, (START + timedelta(seconds=700)).astimezone(UTC))]
    assert judge(found)["false-arrivals"] == 1
    stood = {"van": LEILA.phone, "goal": HERS[2].name}
    day.at(650, "van_stood", time=START.timestamp() + 650, **stood)
    day.at(1900, "van_left", time=START.timestamp() + 1900, **stood)
    found = Evidence(SCRIPT, day.entries, start=(60.0, 24.8))
    assert (judge(found)["false-arrivals"], unnoticed(found)) == (0, [])


def test_codes_and_numbers_are_nobodys_to_see_in_slack_but_the_drivers_of_that_stop() -> None:
    for channel, text, count in ((DM, f"the code is {CODE_SHOWN}", 0), (SUPPORT, f"the code is {CODE_SHOWN}", 1),
                                 (direct(SCRIPT.drivers[3].slack), CODE_SHOWN, 1), (DM, f"ring {ANA.phone}", 1),
                                 (SUPPORT, f"ring {ANA.phone}", 1)):
        day = Office()
        day.post(1, channel, "1.1", text)
        assert leaked(Evidence(SCRIPT, day.entries)) == count


def test_a_drivers_direct_messages_are_about_that_drivers_parcels_only() -> None:
    for one, count in ((HERS[1], 0), (ANA, 1)):
        day = Office()
        day.post(1, DM, "1.1", f"1. {one.name}, 8 am-2 pm\n*What* {one.thing}")
        assert misdelivered(Evidence(SCRIPT, day.entries)) == count


def test_a_day_that_ended_before_an_answer_was_due_says_nothing_of_it() -> None:
    assert waited(Office(), opened(0), until=299) == 0
    assert past_sla(Evidence(SCRIPT, [], needed=[opened(0)])) == 0
