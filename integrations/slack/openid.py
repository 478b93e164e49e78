"""Sign in with Slack (OpenID Connect): where to send somebody, and who came back.

A person is their workspace and user id; Slack does not verify the e-mail address it tells, so it is not even asked for.
https://docs.slack.dev/authentication/sign-in-with-slack/
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
import jwt

TIMEOUT = aiohttp.ClientTimeout(total=10)
LARGEST = 64 * 1024
LEEWAY = 60
TEAM, USER = "https://slack.com/team_id", "https://slack.com/user_id"
REQUIRED = ["iss", "aud", "exp", "iat", "nonce"]


class NotSignedIn(Exception):
    """Slack did not say who it is, or what it said is not for us. The text is for the log and names nobody."""


@dataclass(frozen=True, slots=True)
class App:
    """Our app at Slack. `team` is the one workspace whose people may sign in; `back` where they are sent back to."""

    url: str
    client_id: str
    client_secret: str
    team: str
    back: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in, kept by the browser that made it: what must come back, and be in the signed token."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        """A fresh one."""
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is at Slack."""

    team: str
    user: str


def address(app: App, attempt: Attempt) -> str:
    """Where to send the browser."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
    return f"{app.url}/openid/connect/authorize?" + urlencode({
        "response_type": "code", "scope": "openid profile", "client_id": app.client_id, "redirect_uri": app.back,
        "state": attempt.state, "nonce": attempt.nonce, "team": app.team, "code_challenge": challenge,
        "code_challenge_method": "S256"})


async def who(app: App, attempt: Attempt, state: str, code: str) -> Identity:
    """Who came back with this state and code.

    Raises:
        NotSignedIn: another attempt's, or Slack's answer is not as it should be.
    """
    if not code or not hmac.compare_digest(state.encode(), attempt.state.encode()):
        raise NotSignedIn("the state is not of this browser's attempt")
    async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
        token = await _token(http, app, attempt, code)
        keys = await _json(http, "GET", f"{app.url}/openid/connect/keys")
    return _read(app, attempt, token, keys)


async def _token(http: aiohttp.ClientSession, app: App, attempt: Attempt, code: str) -> str:
    said = await _json(http, "POST", f"{app.url}/api/openid.connect.token", {
        "grant_type": "authorization_code", "code": code, "redirect_uri": app.back, "client_id": app.client_id,
        "client_secret": app.client_secret, "code_verifier": attempt.verifier})
    token = said.get("id_token")
    if said.get("ok") is not True or not isinstance(token, str):
        raise NotSignedIn(f"Slack gave no token: {str(said.get('error'))[:60]}")
    return token


async def _json(http: aiohttp.ClientSession, method: str, url: str, form: dict[str, str] | None = None
                ) -> dict[str, object]:
    try:
        async with http.request(method, url, data=form, allow_redirects=False) as answer:
            if answer.status != 200 or (answer.content_length or 0) > LARGEST:  # noqa: PLR2004 OK
                raise NotSignedIn(f"Slack answered {answer.status}")
            said = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise NotSignedIn(f"Slack cannot be reached: {type(error).__name__}") from None
    if not isinstance(said, dict):
        raise NotSignedIn("Slack answered something else than expected")
    return said


def _read(app: App, attempt: Attempt, token: str, keys: dict[str, object]) -> Identity:
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = next(one for one in jwt.PyJWKSet.from_dict(keys).keys if one.key_id == kid)
        claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=app.client_id, issuer=app.url,
                            leeway=LEEWAY, options={"require": REQUIRED})
    except (jwt.PyJWTError, StopIteration) as error:
        raise NotSignedIn(f"the token is not Slack's for us: {type(error).__name__}") from None
    if not hmac.compare_digest(str(claims["nonce"]).encode(), attempt.nonce.encode()):
        raise NotSignedIn("the token is of another attempt")
    team, user = claims.get(TEAM), claims.get(USER)
    if team != app.team or not isinstance(user, str) or not user:
        raise NotSignedIn("the token is of another workspace")
    return Identity(team, user)
