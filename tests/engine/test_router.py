"""Who takes what was said, and what is never said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.stage import stage
from domain import effects, events
from domain.chat import Chat
from domain.meanings import AccessCode, Instruction, Meaning, Plain, Reschedule
from domain.message import CodeRef, Kind, WordsRef
from domain.people import Role, SessionId
from flows.engine.router import Decision, Sessions, decide, hear
from flows.engine.session import Session
from flows.reschedule import ConfirmingWindow

WORDS = WordsRef("w1")
ASKED: Sessions = (Session("reschedule", ConfirmingWindow(), turn=2),)


def meant(*meanings: Meaning, who: Role = Role.CUSTOMER) -> list[events.Event]:
    return [events.Meant(who, one, WORDS) for one in meanings]


def said(decision: Decision, to: Role = Role.CUSTOMER) -> list[str]:
    return [one.wording for one in decision.effects if isinstance(one, effects.Say) and one.to is to]


def kinds(decision: Decision) -> list[type[effects.Effect]]:
    return [type(one) for one in decision.effects]


def at_door() -> Chat:
    return stage({"status": "arrived"})


def test_a_fact_is_kept_whoever_else_takes_it() -> None:
    decision = hear((), meant(AccessCode(CodeRef("c1"))), at_door())
    assert effects.KeepCode(CodeRef("c1")) in decision.effects
    assert said(decision, Role.DRIVER) == ["access/trying_code"]


def test_whoever_opts_out_hears_the_confirmation_and_nothing_else() -> None:
    decision = hear(ASKED, meant(Plain("opt_out"), Plain("cancel"), Plain("human")), stage({}))
    assert said(decision) == ["consent/stopped"]
    assert effects.HandOver in kinds(decision)


def test_an_opt_out_that_the_carrier_confirms_is_answered_by_nobody_else() -> None:
    decision = hear(ASKED, meant(Plain("opt_out"), Plain("eta")), stage({"carrier": "confirms"}))
    assert said(decision) == []
    assert effects.SetConsent in kinds(decision)


def test_the_open_question_is_repeated_once_after_an_interruption() -> None:
    first = hear(ASKED, meant(Plain("eta")), stage({}))
    assert said(first) == ["whereabouts/planned", "reschedule/confirming_window"]
    second = hear(first.sessions, meant(Plain("eta")), stage({}))
    assert said(second) == ["whereabouts/planned"]


def test_the_open_question_waits_when_a_person_was_called() -> None:
    decision = hear(ASKED, meant(Plain("human")), stage({}))
    assert said(decision) == ["escalation/human"]


def test_silence_is_not_followed_by_a_question() -> None:
    assert said(hear(ASKED, meant(Plain("thanks")), stage({}))) == []


def test_what_nobody_took_is_asked_again_and_the_second_time_a_person_comes() -> None:
    first = hear(ASKED, meant(Plain("other")), stage({}))
    assert said(first) == ["reschedule/confirming_window_again"]
    second = hear(first.sessions, meant(Plain("other")), stage({}))
    assert said(second) == ["escalation/person_reads"]
    assert kinds(second).count(effects.HandOver) == 1
    assert second.sessions[0].state is None


def test_words_with_several_meanings_are_passed_on_once() -> None:
    decision = hear((), meant(Plain("other"), Plain("deny_no"), Plain("other")), at_door())
    assert said(decision, Role.DRIVER) == ["relay/to_driver"]
    assert said(decision) == ["relay/passed_on"]


def test_an_instruction_the_driver_hears_is_not_passed_on_again() -> None:
    decision = hear((), meant(Instruction("ring twice"), Plain("other")), at_door())
    assert said(decision, Role.DRIVER) == ["access/instruction"]


@pytest.mark.parametrize("intent", ["delivered", "failed", "arrived"])
def test_words_that_mean_done_or_failed_are_never_relayed(intent: str) -> None:
    decision = hear((), meant(Plain(intent), who=Role.CUSTOMER), at_door())
    assert said(decision, Role.DRIVER) == []


def test_a_timer_of_an_older_turn_means_nothing() -> None:
    late = decide(ASKED, events.TimedOut(SessionId("reschedule"), 1), stage({}))
    assert late == Decision(ASKED)
    fits = decide(ASKED, events.TimedOut(SessionId("reschedule"), 2), stage({}))
    assert fits.sessions[0].state is None


def test_a_timer_of_a_session_that_is_over_means_nothing() -> None:
    over = (Session("reschedule", None, turn=2),)
    assert decide(over, events.TimedOut(SessionId("reschedule"), 2), stage({})) == Decision(over)
    assert decide((), events.TimedOut(SessionId("reschedule"), 2), stage({})) == Decision(())


def test_patience_pauses_while_a_person_has_the_customer() -> None:
    taken = replace(stage({}), agent="kim")
    decision = decide(ASKED, events.TimedOut(SessionId("reschedule"), 2), taken)
    assert decision.sessions == ASKED
    assert [one.at - taken.now for one in decision.effects if isinstance(one, effects.Wake)] == [timedelta(hours=4)]


def test_a_question_that_gets_the_floor_is_asked_but_not_into_an_agents_conversation() -> None:
    given = events.FloorGiven(SessionId("reschedule"), 2)
    assert said(decide(ASKED, given, stage({}))) == ["reschedule/confirming_window"]
    assert said(decide(ASKED, given, replace(stage({}), agent="kim"))) == []


def test_a_takeover_silences_us_but_a_driver_at_the_gate_gets_the_code() -> None:
    decision = hear(ASKED, meant(AccessCode(CodeRef("c1")), Plain("eta")), replace(at_door(), agent="kim"))
    assert said(decision) == []
    assert said(decision, Role.DRIVER) == ["access/code"]
    assert effects.KeepCode(CodeRef("c1")) in decision.effects


def test_an_opt_out_counts_during_a_takeover() -> None:
    decision = hear((), meant(Plain("opt_out")), replace(stage({}), agent="kim"))
    assert effects.SetConsent in kinds(decision)


def test_handing_back_asks_again_and_makes_the_old_timer_stale() -> None:
    decision = decide(ASKED, events.AgentHandedBack("kim"), replace(stage({}), agent="kim"))
    assert said(decision) == ["reschedule/confirming_window"]
    assert decision.sessions[0].turn == 3
    assert decide(decision.sessions, events.TimedOut(SessionId("reschedule"), 2), stage({})).effects == ()


def test_a_code_is_said_to_nobody_but_the_driver() -> None:
    decision = hear((), meant(AccessCode(CodeRef("c1")), Reschedule()), at_door())
    carriers = [one for one in decision.effects if isinstance(one, effects.Say) and one.code]
    assert {one.to for one in carriers} == {Role.DRIVER}
    assert {one.kind for one in carriers} == {Kind.SENSITIVE}


def test_what_nobody_said_cannot_be_heard() -> None:
    with pytest.raises(TypeError, match="said by nobody"):
        hear((), [events.Scheduled()], stage({}))
