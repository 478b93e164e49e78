"""Twilio's refusals: code, HTTP status and words, in the JSON its client libraries read."""

from aiohttp import web

WORDS: dict[int, tuple[int, str]] = {
    20003: (401, "Authenticate"),
    20004: (405, "Method not allowed"),
    20009: (409, "This message has not reached its end yet"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    21211: (400, "The 'To' number is not a valid phone number"),
    21212: (400, "The 'From' number is not a valid phone number, short code or sender"),
    21266: (400, "'To' and 'From' cannot be the same number"),
    21408: (400, "Texts to the region of the 'To' number are not enabled"),
    21602: (400, "A message needs a body, media or content"),
    21603: (400, "A 'From' number or a Messaging Service is required"),
    21604: (400, "A 'To' number is required"),
    21606: (400, "The 'From' number does not belong to this account or cannot send texts"),
    21609: (400, "The 'StatusCallback' is not a valid URL"),
    21610: (400, "The recipient has opted out of messages from this sender"),
    21611: (429, "The queue of the 'From' number is full"),
    21612: (400, "The 'To' number cannot be reached from the 'From' number"),
    21614: (400, "The 'To' number is not a mobile number"),
    21617: (400, "The body is longer than 1600 characters"),
    21620: (400, "A media URL is not valid"),
    21701: (400, "The Messaging Service does not exist"),
    30400: (400, "The parameters are not valid"),
    30409: (409, "This message cannot be canceled"),
    21655: (400, "The ContentSid is not an approved template"),
    35114: (400, "'SendAt' must be 5 minutes to 35 days ahead"),
    35118: (400, "Only a Messaging Service can schedule a message"),
}
FATES = {
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Carrier violation",
    30008: "Unknown error",
    30036: "Validity period expired",
    63003: "Channel could not find the To address",
    63016: "Free-form message outside the window, without a template",
    63024: "Not a number of this channel",
}


class Refused(Exception):
    """Twilio does not do what was asked. Certainly nothing was accepted."""

    def __init__(self, code: int, retry_after: float = 0.0) -> None:
        """Keep the code of `WORDS`, and the seconds to leave it alone, if any."""
        super().__init__(f"{code}: {WORDS[code][1]}")
        self.code = code
        self.retry_after = retry_after


def answer(refused: Refused) -> web.Response:
    """The HTTP answer for a refusal."""
    status, words = WORDS[refused.code]
    headers = {"Retry-After": str(max(1, round(refused.retry_after)))} if refused.retry_after else {}
    body = {"code": refused.code, "message": words, "status": status,
            "more_info": f"https://www.twilio.com/docs/errors/{refused.code}"}
    return web.json_response(body, status=status, headers=headers)
