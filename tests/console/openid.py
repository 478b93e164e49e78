"""A small Slack that signs people in: authorize, token, keys; its tokens are signed by a key of its own."""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, TEAM = "123.456", "client-secret", "T0BLOOM"


@dataclass
class SlackAccounts:
    """Who is signed in there, and what is to go wrong."""

    user: str = "U0KIM"
    team: str = TEAM
    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    stranger: rsa.RSAPrivateKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    server: TestServer | None = None

    @property
    def url(self) -> str:
        assert self.server is not None
        return str(self.server.make_url("")).rstrip("/")

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/openid/connect/authorize", self.authorize)
        app.router.add_post("/api/openid.connect.token", self.token)
        app.router.add_get("/openid/connect/keys", self.keys)
        self.server = TestServer(app)
        await self.server.start_server()

    async def authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
        assert "email" not in asked["scope"]
        code = secrets.token_hex(8)
        self.codes[code] = asked
        raise web.HTTPFound(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    async def token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        asked = self.codes.pop(str(form["code"]), None)
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or form["client_secret"] != SECRET or challenge != asked["code_challenge"]:
            return web.json_response({"ok": False, "error": "invalid_code"})
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": self.user, "iat": now, "exp": now + 300,
                  "nonce": asked["nonce"], "https://slack.com/team_id": self.team,
                  "https://slack.com/user_id": self.user, "email": "owner@example.com"} | self.claims
        signed = jwt.encode(claims, self.stranger or self.key, "RS256", {"kid": "one"})
        return web.json_response({"ok": True, "access_token": "xoxp-none", "id_token": signed})

    async def keys(self, _request: web.Request) -> web.Response:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return web.json_response({"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]})
