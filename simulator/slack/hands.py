"""What people do in the workspace: say, press, choose, submit, ask. For scripts and for the page alike.

    marco = slack.hands("U0MARCO")
    await marco.press(post, "Arrived")          the button of that name; or its action id, or its value
    form = await marco.press(post, "Could not deliver")
    await marco.submit(form.view, reason="not_home")
    await marco.say(post.channel, "two steps up", thread=post.ts)

Whatever is done is on the ledger before the service hears of it: `canary` and `hearer` go there with words, for the
checker that judges by them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from simulator.slack.desk import Post, View
from simulator.slack.post import Answer, now
from simulator.slack.settings import direct

if TYPE_CHECKING:
    from simulator.slack.place import Slack

Json = dict[str, Any]
TRIGGER_SECONDS = 3.0


class NoSuchThing(LookupError):
    """There is no such button, choice or field."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the acknowledgement, and the form that opened in front of them, if one did."""

    answer: Answer
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """One member's hands."""

    slack: "Slack"
    user: str

    async def press(self, post: Post, what: str) -> Done:
        """Press a button, or take a menu's choice, by its label, action id or value.

        Raises:
            NoSuchThing: the message has none of that name as it stands now.
        """
        shown = self.slack.desk.get(post.channel, post.ts) or post
        for one in shown.buttons():
            if what in {one["text"], one["action_id"], one["value"]} or one["value"].startswith(f"1.{what}."):
                return await self.act(shown, one)
        raise NoSuchThing(what)

    async def act(self, post: Post, button: Json) -> Done:
        """Press exactly this, as an earlier look at the message had it."""
        trigger, number = self._trigger(), f"{now():.6f}"
        await self.slack.note("slack_pressed", channel=post.channel, ts=post.ts, user=self.user, value=button["value"],
                              label=button["text"])
        action: Json = {"type": button["type"], "action_id": button["action_id"], "block_id": button["block_id"],
                        "action_ts": number}
        if button["type"] == "button":
            action |= {"value": button["value"], "text": {"type": "plain_text", "text": button["text"]}}
        else:
            action["selected_option"] = {"value": button["value"],
                                         "text": {"type": "plain_text", "text": button["text"]}}
        team = self.slack.team
        body = self._who() | {
            "type": "block_actions", "trigger_id": trigger, "actions": [action],
            "channel": {"id": post.channel, "name": dict(team.channels).get(post.channel, "directmessage")},
            "container": {"type": "message", "message_ts": post.ts, "channel_id": post.channel, "is_ephemeral": False},
            "message": post.as_slack(team.bot, team.bot_id), "response_url": "https://hooks.slack.com/actions/none"}
        return await self._deliver(body)

    async def choose(self, view: View, name: str, value: str) -> Done:
        """Choose something in an open form that answers at once."""
        shown = self.slack.desk.views.get(view.id, view)
        block, element = _element(shown, name)
        option = {"value": value, "text": {"type": "plain_text", "text": value}}
        action = {"type": element["type"], "action_id": name, "block_id": block, "selected_option": option,
                  "action_ts": f"{now():.6f}"}
        body = self._who() | {"type": "block_actions", "trigger_id": self._trigger(), "actions": [action],
                              "container": {"type": "view", "view_id": shown.id}, "view": self._view(shown, {})}
        await self.slack.note("slack_chose", user=self.user, view=shown.id, name=name, value=value)
        return await self._deliver(body)

    async def submit(self, view: View, files: tuple[Json, ...] = (), **fields: str) -> Done:
        """Fill in a form and send it; what is not named stays as it was drawn.

        Raises:
            NoSuchThing: the form has no such field.
        """
        shown = self.slack.desk.views.get(view.id, view)
        values: Json = {}
        for block, element in _elements(shown):
            name = element["action_id"]
            given = fields.pop(name, None)
            values[block] = {name: _filled(element, given, files)}
        if fields:
            raise NoSuchThing(", ".join(fields))
        await self.slack.note("slack_submitted", user=self.user, view=shown.id, values=values)
        answer = await self.slack.deliver(self._who() | {
            "type": "view_submission", "trigger_id": self._trigger(), "view": self._view(shown, values)})
        if answer.good and not answer.body.get("response_action"):
            await self.slack.note("slack_closed", view=shown.id)
        return Done(answer)

    async def say(self, channel: str, text: str, thread: str = "", files: tuple[Json, ...] = (), canary: str = "",
                  hearer: str = "") -> Post:
        """Write in a channel, a thread, or (with an empty `channel`) to the app itself."""
        where, ts = channel or direct(self.user), self.slack.api.ts()
        await self.slack.note("slack_said", channel=where, ts=ts, thread=thread, user=self.user, text=text,
                              files=list(files), **({"canary": canary, "for": hearer} if canary or hearer else {}))
        team = self.slack.team
        member = team.member(self.user)
        event: Json = {"type": "message", "user": self.user, "text": text, "ts": ts, "channel": where,
                       "event_ts": ts, "team": member.team if member else team.id,
                       "channel_type": "im" if where.startswith("D") else "channel"}
        event |= {"thread_ts": thread} if thread else {}
        event |= {"files": list(files), "subtype": "file_share"} if files else {}
        self.slack.tell({"type": "event_callback", "token": "none", "team_id": team.id, "api_app_id": team.app,
                         "event": event, "event_id": f"Ev{uuid4().hex[:12].upper()}", "event_time": int(now()),
                         "authorizations": [{"team_id": team.id, "user_id": team.bot, "is_bot": True}]})
        return self.slack.desk.posts[where, ts]

    async def ask(self, channel: str, command: str, text: str = "") -> Answer:
        """Use a slash command; what it answers is the acknowledgement."""
        team, member = self.slack.team, self.slack.team.member(self.user)
        return await self.slack.deliver({
            "command": command, "text": text, "user_id": self.user, "team_id": member.team if member else team.id,
            "channel_id": channel, "trigger_id": self._trigger(), "api_app_id": team.app})

    async def _deliver(self, body: Json) -> Done:
        before = set(self.slack.desk.views)
        answer = await self.slack.deliver(body)
        view = await self.slack.opened(self.user, before)
        return Done(answer, view)

    def _who(self) -> Json:
        team = self.slack.team
        member = team.member(self.user)
        own = member.team if member else team.id
        return {"user": {"id": self.user, "team_id": own, "name": member.name if member else "somebody"},
                "team": {"id": own, "domain": "world"}, "api_app_id": team.app, "token": "none"}

    def _view(self, shown: View, values: Json) -> Json:
        return dict(shown.view) | {"id": shown.id, "hash": shown.hash, "team_id": self.slack.team.id,
                                   "state": {"values": values}}

    def _trigger(self) -> str:
        trigger = f"{int(now())}.{uuid4().hex[:10]}.{uuid4().hex}"
        self.slack.api.triggers[trigger] = (self.user, now() + TRIGGER_SECONDS)
        return trigger


def _elements(view: View) -> list[tuple[str, Json]]:
    blocks = view.view.get("blocks", [])
    found = [(str(one.get("block_id", number)), one.get("element")) for number, one in enumerate(blocks)]
    found += [(str(one.get("block_id", number)), one.get("accessory")) for number, one in enumerate(blocks)]
    return [(block, element) for block, element in found if isinstance(element, dict) and "action_id" in element]


def _element(view: View, name: str) -> tuple[str, Json]:
    for block, element in _elements(view):
        if element["action_id"] == name:
            return block, element
    raise NoSuchThing(name)


def _filled(element: Json, given: str | None, files: tuple[Json, ...]) -> Json:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": list(files)}
    if "options" in element:
        first = element.get("initial_option", {}).get("value")
        value = given if given is not None else first
        option = next((one for one in element["options"] if value in {one["value"], one["text"]["text"]}), None)
        if value is not None and option is None:
            raise NoSuchThing(value)
        return {"type": kind, "selected_option": option}
    return {"type": kind, "value": given if given is not None else element.get("initial_value")}
