"""The API as an integrator meets it: clear answers, nothing half-done, the same answer to the same question."""

import asyncio

from openapi_spec_validator import validate

from bot.api.openapi import document
from bot.api.route import ROUTES
from bot.context import CONTEXT
from store import models
from tests.api.conftest import DEPOT, Caller, order


async def test_a_delivery_is_created_and_read_with_its_timeline(call: Caller) -> None:
    assert (await call("POST", "/depots", DEPOT))[0] == 201
    status, made = await call("POST", "/deliveries", order())
    assert status == 201
    assert made["status"] == "scheduled"
    assert made["tracking_url"].startswith("https://track.example.com/t/")
    _, read = await call("GET", f"/deliveries/{made['id']}")
    assert read["promise"]["source"] == "scheduled"
    assert any("notices/scheduled to customer" in one["text"] for one in read["timeline"])


async def test_nobody_without_a_key_and_nobody_beyond_its_scope(call: Caller) -> None:
    good, call.key = call.key, "plk_live_nobody"
    assert (await call("GET", "/depots"))[0] == 401
    call.key = good
    _, made = await call("POST", "/keys", {"name": "reader", "scopes": ["depots:read"]})
    call.key = made["key"]
    assert (await call("GET", "/depots"))[0] == 200
    status, problem = await call("POST", "/depots", DEPOT)
    assert status == 403
    assert "depots:write" in problem["detail"]


async def test_what_is_wrong_is_named_with_an_example_and_nothing_is_kept(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    backwards = {"start": "2031-11-25T16:00:00-06:00", "end": "2031-11-25T14:00:00-06:00"}
    status, problem = await call("POST", "/deliveries", order(window=backwards))
    assert status == 422
    assert problem["errors"][0]["field"] == "window"
    assert "ends after it starts" in problem["errors"][0]["expected"]
    status, problem = await call("POST", "/deliveries", order(phone="12"))
    assert status == 422
    assert problem["errors"][0]["field"] == "customer.phone"
    assert problem["errors"][0]["example"].startswith("+1")
    status, problem = await call("POST", "/deliveries", order() | {"colour": "red"})
    assert problem["errors"][0]["field"] == "colour"
    assert await models.Delivery.all().count() == await models.Participant.all().count() == 0


async def test_the_same_idempotency_key_does_it_once(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    first = await call("POST", "/deliveries", order(), Idempotency_Key="one")
    again = await call("POST", "/deliveries", order(), Idempotency_Key="one")
    assert first == again
    assert await models.Delivery.all().count() == 1
    assert (await call("POST", "/deliveries", order("BF-2"), Idempotency_Key="one"))[0] == 422


async def test_two_orders_under_one_tracking_number_are_a_conflict(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order())
    status, problem = await call("POST", "/deliveries", order())
    assert status == 409
    assert problem["errors"][0]["field"] == "tracking_number"


async def test_a_run_goes_from_planned_to_finished(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, driver = await call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550199"})
    assert driver["gps_token"]
    _, made = await call("POST", "/deliveries", order())
    status, run = await call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25", "stops": [made["id"]]})
    assert status == 201
    await call("POST", f"/runs/{run['id']}/start", {})
    stop = run["stops"][0]["id"]
    await call("POST", f"/stops/{stop}/arrived", {})
    assert (await call("POST", f"/stops/{stop}/failed", {"reason": "aliens"}))[0] == 422
    _, ended = await call("POST", f"/stops/{stop}/delivered", {"how": "safe_place"})
    assert ended["status"] == "done"
    assert (await call("GET", f"/deliveries/{made['id']}"))[1]["status"] == "delivered"
    assert (await call("GET", f"/runs/{run['id']}"))[1]["status"] == "finished"
    assert (await call("POST", f"/runs/{run['id']}/start", {}))[0] == 409


async def test_a_csv_keeps_its_good_lines_and_names_what_is_wrong_with_the_others(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    head = "tracking_number,name,phone,address,window_start,window_end,item\n"
    good = "C-1,Ana,+13125550123,1 Main St,2031-11-25T14:00:00-06:00,2031-11-25T16:00:00-06:00,sofa\n"
    bad = "C-2,Bo,12,1 Main St,2031-11-25T14:00:00-06:00,2031-11-25T16:00:00-06:00,lamp\n"
    short = "C-3,Cy\n"
    headers = {"Authorization": f"Bearer {call.key}", "Content-Type": "text/csv"}
    async with call.http.post("/api/v1/deliveries/import", data=head + good + bad + short, headers=headers) as answer:
        report = await answer.json()
    assert (report["created"], report["failed"]) == (1, 2)
    assert report["lines"][1]["line"] == 3
    assert report["lines"][1]["errors"][0]["field"] == "customer.phone"
    assert await models.Delivery.all().count() == 1


async def test_everything_under_api_answers_with_a_problem(call: Caller) -> None:
    assert (await call("GET", "/nothing"))[1]["status"] == 404
    headers = {"Authorization": f"Bearer {call.key}"}
    async with call.http.post("/api/v1/depots", data=b"{", headers=headers) as answer:
        assert answer.status == 400
        assert answer.content_type == "application/problem+json"


async def test_the_description_is_valid_and_equal_to_the_router(call: Caller) -> None:
    validate(document())
    served = {(route.method, route.resource.canonical) for route in call.http.server.app.router.routes()
              if route.resource and route.resource.canonical.startswith("/api/v1") and route.method != "HEAD"}
    described = {(method.upper(), path) for path, methods in document()["paths"].items() for method in methods}
    assert served == described == {(one.method, f"/api/v1{one.path}") for one in ROUTES}


async def test_a_code_is_read_only_with_its_own_scope_and_leaves_a_trace(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, made = await call("POST", "/deliveries", order())
    _, reader = await call("POST", "/keys", {"name": "r", "scopes": ["conversations:read", "deliveries:read"]})
    page = f"/t/{made['tracking_url'].rpartition('/')[2]}"
    async with call.http.get(page) as answer:
        proof = (await answer.text()).partition('name="proof" value="')[2].partition('"')[0]
    async with call.http.post(f"{page}/instructions", data={"proof": proof, "words": "gate code 4417#"}) as answer:
        assert answer.status == 200
    everything, call.key = call.key, reader["key"]
    _, masked = await call("GET", f"/conversations/{made['id']}")
    assert "4417" not in str(masked)
    call.key = everything
    assert (await call("GET", f"/conversations/{made['id']}"))[1]["code"] == "4417#"
    timeline = (await call("GET", f"/deliveries/{made['id']}"))[1]["timeline"]
    assert any(one["kind"] == "code read" for one in timeline)


async def test_reading_messages_gives_nobody_the_customers_page(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, made = await call("POST", "/deliveries", order())
    token = made["tracking_url"].rpartition("/")[2]
    row = await models.Message.filter(outgoing=True).select_related("participant").get()
    context = call.http.server.app[CONTEXT]
    said = f"Bloom: look {made['tracking_url']} and see"
    sealed = await context.keys.write(row.participant, "messages", row.id, said)
    await models.Message.filter(id=row.id).update(sealed_body=sealed, state="delivered")
    for path in ("/messages", f"/messages/{row.id}", f"/conversations/{made['id']}"):
        _, shown = await call("GET", path)
        assert token not in str(shown)
        assert "Bloom: look https://track.example.com/t/… and see" in str(shown)
    assert (await call("GET", f"/deliveries/{made['id']}"))[1]["tracking_url"] == made["tracking_url"]


async def test_lists_come_in_pages(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    for number in range(5):
        await call("POST", "/deliveries", order(f"BF-{number}"))
    _, first = await call("GET", "/deliveries?limit=3")
    _, second = await call("GET", f"/deliveries?limit=3&cursor={first['next_cursor']}")
    numbers = [one["tracking_number"] for one in first["items"] + second["items"]]
    assert numbers == ["BF-4", "BF-3", "BF-2", "BF-1", "BF-0"]
    assert (await call("GET", "/deliveries?limit=900"))[0] == 422


async def test_the_last_place_of_a_window_is_given_once(call: Caller) -> None:
    depot = DEPOT | {"windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 1}]}
    _, made = await call("POST", "/depots", depot)
    _, open_now = await call("GET", f"/depots/{made['id']}/slots")
    first = open_now["items"][0]
    window = {"start": first["start"], "end": first["end"]}
    await asyncio.gather(call("POST", "/deliveries", order("BF-1", window=window)))
    _, later = await call("GET", f"/depots/{made['id']}/slots")
    assert first["key"] not in {one["key"] for one in later["items"]}
