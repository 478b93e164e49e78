"""What would keep Slack from working, one finding each: the token, its scopes, the channels, Socket Mode."""


from bot.settings import Settings
from integrations.channel import SendError
from integrations.slack.errors import understood
from integrations.slack.manifest import SCOPES
from integrations.slack.workspace import Workspace, session

Finding = tuple[bool, str]


async def findings(settings: Settings) -> list[Finding]:
    """Everything that can be asked of Slack without posting anything."""
    if not settings.slack:
        text = "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN, are not all set"
        return [(not settings.slack_begun, f"Slack is off: {text}")]
    async with session() as http:
        workspace = Workspace(settings.slack_bot_token, f"{settings.slack_api_url}/", http)
        found = await _token(workspace)
        if not found[0][0]:
            return found
        for name, channel in (("SLACK_SUPPORT_CHANNEL", settings.slack_support_channel),
                              ("SLACK_DISPATCH_CHANNEL", settings.slack_dispatch_channel)):
            found.append(await _channel(workspace, name, channel))
        return found + ([await _socket(workspace, settings.slack_app_token)] if settings.slack_app_token else [])


async def _token(workspace: Workspace) -> list[Finding]:
    try:
        with understood():
            answer = await workspace.client.auth_test()
    except SendError as error:
        return [(False, f"SLACK_BOT_TOKEN: {error}")]
    granted = {name.casefold(): text for name, text in answer.headers.items()}.get("x-oauth-scopes", "")
    missing = sorted(SCOPES.keys() - {one.strip() for one in str(granted).split(",")}) if granted else []
    scopes = f"the app lacks {', '.join(missing)}: paste the manifest again and reinstall" if missing else (
        "the app has the scopes it needs")
    return [(True, f"Slack answers, and the app is in {answer.get('team')}"), (not missing, scopes)]


async def _channel(workspace: Workspace, name: str, channel: str) -> Finding:
    if not channel:
        return False, f"{name} is not set: what needs a person is not shown there"
    try:
        with understood():
            found = (await workspace.client.conversations_info(channel=channel))["channel"]
    except SendError as error:
        return False, f"{name}: {error}; is the app in that channel?"
    if found.get("is_archived") or not found.get("is_member"):
        return False, f"{name}: invite the app to #{found.get('name')} first"
    return True, f"{name} is #{found.get('name')}, and the app is in it"


async def _socket(workspace: Workspace, token: str) -> Finding:
    try:
        with understood():
            await workspace.client.apps_connections_open(app_token=token)
    except SendError as error:
        return False, f"SLACK_APP_TOKEN: {error}"
    return True, "Socket Mode may be opened"
