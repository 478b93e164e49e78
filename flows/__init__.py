"""Conversations, one file each. Pure: no clock, network, database or randomness.

A flow module may hold, besides its states, any of these functions; `flows.engine.catalog` finds them by name:

    law(event, chat)     opt-out and what else goes before everything
    facts(event, chat)   keep what was told, whoever else takes it
    starts(event, chat)  begin a session, or answer at once
    relays(event, chat)  pass words to the other side when nobody else took them
"""
