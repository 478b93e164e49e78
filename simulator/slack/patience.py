"""Hands with patience: what Slack could not bring to the app is done again, as people do who read "try again".

Slack brings an event again by itself, but no press and no form: whoever pressed sees that it failed, waits a little and
presses anew. While the world stands still nobody does.
"""

from dataclasses import dataclass

from simulator.slack.desk import Post, View
from simulator.slack.hands import Hands, NoSuchThing

AGAIN, MOST = 20.0, 60
"""Seconds of the world before the next try, and how many tries."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Somebody who does it until it is taken: `hands` are theirs."""

    hands: Hands

    async def press(self, post: Post, what: str) -> bool:
        """Press until it is acknowledged; false: no such button stands there any more, or nobody ever answers."""
        for _ in range(MOST):
            try:
                if (await self.hands.press(post, what)).answer.good:
                    return True
            except NoSuchThing:
                return False
            await self.hands.slack.rest(AGAIN)
        return False

    async def fill(self, post: Post, what: str, photo: bool = False, **fields: str) -> bool:  # noqa: FBT001, FBT002 one is attached or none
        """Open the form behind a button and send it in; false: there is no such button, or only a sorry opened."""
        form = await self._open(post, what)
        if form is None:
            return False
        if "submit" not in form.view:
            await self.hands.slack.note("slack_closed", view=form.id)
            return False
        files = ({"id": f"F0{form.id}", "mimetype": "image/png", "name": "door.png"},) if photo else ()
        for _ in range(MOST):
            answer = (await self.hands.submit(form, files, **fields)).answer
            if answer.good:
                return not answer.body.get("response_action")
            await self.hands.slack.rest(AGAIN)
        return False

    async def _open(self, post: Post, what: str) -> View | None:
        for _ in range(MOST):
            try:
                done = await self.hands.press(post, what)
            except NoSuchThing:
                return None
            if done.view is not None:
                return done.view
            await self.hands.slack.rest(AGAIN)
        return None
