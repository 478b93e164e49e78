"""One conversation is one timeline: words, what was decided, and how the van moved, in the order they happened."""

import re

from tests.console.conftest import House
from tests.console.stage import heard, run


async def test_words_and_what_the_van_did_stand_in_one_order(house: House) -> None:
    _, [stop], [delivery] = await run(house, 1)
    await heard(house, "+13125550201", "I wait at the window", "SM1")
    await house.call("POST", f"/stops/{stop}/arrived")
    await heard(house, "+13125550201", "where is my sofa?", "SM2")
    await house.call("POST", f"/stops/{stop}/delivered", {})
    _, page = await (await house.person("agent", "Kim")).get(f"/console/conversations/{delivery}")
    lines = re.findall(r'<li class="(heard|sent|moved).*?</li>', page[page.index('id="timeline"'):], re.DOTALL)
    told = ("The run started.", "I wait at the window", "The driver is there.", "where is my sofa?", "is at your door",
            "Delivered.")
    places = [page.index(text) for text in told]
    assert places == sorted(places)
    assert lines.count("heard") == 2
    assert lines.count("moved") >= 4
