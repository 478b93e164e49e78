"""Where one field ends and the next begins, which Twilio's signature does not say.

It covers `...Bodyhello ThereFrom+1312...`, so whoever holds one signed request could cut it elsewhere: a body "hello "
beside a field named "There", or a sender taken from inside the body and the real one hidden in a field of their own.
Everybody may write a body, so two rules leave only one way to cut:

- no field stands between Body and From in the order of names, so a body can be neither shortened nor lengthened;
- no other field holds the name of one that counts.

The cost: should Twilio ever add a field whose name sorts between "Body" and "From", such texts are refused here, and
come in by the sweep of what Twilio received.
"""

import re
from collections.abc import Mapping

from integrations.twilio.form import Malformed

SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
LONGEST_NAME = 16
ALSO_SIDS = frozenset({"SmsMessageSid", "OriginalRepliedMessageSid"})
ALSO_COUNTS = "ReferralNumMedia"

MESSAGE = frozenset({"AccountSid", "Body", "From", "MessageSid", "NumMedia", "OptOutType", "To"})
HIDDEN_MESSAGE = re.compile(r"AccountSid|MessageSid|NumMedia|OptOutType|From\+?[0-9]|To\+[0-9]")
STATUS = frozenset({"AccountSid", "ErrorCode", "MessageSid", "MessageStatus"})
HIDDEN_STATUS = re.compile("|".join(sorted(STATUS)))


def check_message(form: Mapping[str, str]) -> None:
    """Let pass only a text whose fields that count can be cut in one way. Their own shapes are the caller's to check.

    Raises:
        Malformed: naming the field that hides another, or stands where none may.
    """
    for name, value in form.items():
        if "Body" < name < "From":
            raise Malformed(name, "no field between Body and From")
        if name < "Body" and "Body" in name + value:
            raise Malformed(name, "no other field's name in it")
    _hides_none(form, MESSAGE, HIDDEN_MESSAGE)


BETWEEN = frozenset({"ButtonPayload", "ButtonText", "ChannelMetadata", "Forwarded", "FrequentlyForwarded"})
WHATSAPP = MESSAGE | {"ButtonPayload", "Latitude", "ListId", "Longitude"}
HIDDEN_WHATSAPP = re.compile(r"AccountSid|MessageSid|NumMedia|Fromwhatsapp:|Towhatsapp:|Latitude|Longitude|ListId"
                             r"|ButtonPayload|ButtonText|ChannelMetadata|Forwarded|Frequently|From\+?[0-9]|To\+[0-9]")


def check_whatsapp(form: Mapping[str, str]) -> None:
    """The same for a WhatsApp, whose fields of buttons stand between Body and From.

    No value from Body up to From may hold the name of a field that may stand there, or a beginning of one; so each
    such name in the signed text is a field, and there is one way to cut. Whoever writes such a name in a message is
    refused here and comes in by the sweep.

    Raises:
        Malformed: naming the field that hides another, or stands where none may.
    """
    for name, value in form.items():
        if "Body" < name < "From" and name not in BETWEEN:
            raise Malformed(name, "no such field between Body and From")
        if name < "Body" and "Body" in name + value:
            raise Malformed(name, "no other field's name in it")
        if "Body" <= name <= "From" and HIDDEN_WHATSAPP.search(value):
            raise Malformed(name, "no other field's name in it")
    _hides_none(form, WHATSAPP | BETWEEN, HIDDEN_WHATSAPP)


def check_status(form: Mapping[str, str]) -> None:
    """The same for a status callback, where nobody but Twilio chooses a value.

    Raises:
        Malformed: naming the field that hides another.
    """
    _hides_none(form, STATUS, HIDDEN_STATUS)


def _hides_none(form: Mapping[str, str], count: frozenset[str], hidden: re.Pattern[str]) -> None:
    """Look for hidden names in the order that is signed: one may begin in a value and end in the next field's name."""
    before = ""
    for name in sorted(form):
        counts = (name in count or (name in ALSO_SIDS and SID.fullmatch(form[name]))
                  or (name == ALSO_COUNTS and form[name].isdecimal()))
        before = "" if counts else before[-LONGEST_NAME:] + name + form[name]
        if hidden.search(before):
            raise Malformed(name, "no other field's name in it")
