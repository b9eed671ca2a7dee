"""The receiver that docs/integrations.md shows takes a message once, and neither forged nor old ones."""

import json
import re
import secrets
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from standardwebhooks import Webhook

PAGE = Path(__file__).parents[2] / "docs" / "integrations.md"


def test_the_receiver_of_the_page(monkeypatch, capsys):
    secret = "whsec_" + b64encode(secrets.token_bytes(32)).decode()
    monkeypatch.setenv("HOOK_SECRET", secret)
    [code] = re.findall(r"```python webhook-receiver\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - of this repository's own page
    change = {"action": "added", "kind": "product", "name": "OS2mo"}
    body = json.dumps({"id": "msg_1", "data": {"changes": [change]}})

    def headers(by: str, at: datetime) -> dict[str, str]:
        signature = Webhook(by).sign("msg_1", at, body)
        return {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}

    good = headers(secret, datetime.now(UTC))
    assert [names["received"](good, body.encode()) for _ in range(2)] == [204, 204]
    assert capsys.readouterr().out == "added product OS2mo\n", "what is replayed within five minutes is known by its id"
    assert names["received"](good, body.replace("OS2mo", "OS2xx").encode()) == 401
    assert names["received"](headers(secret, datetime.now(UTC) - timedelta(hours=1)), body.encode()) == 401
    other = "whsec_" + b64encode(secrets.token_bytes(32)).decode()
    assert names["received"](headers(other, datetime.now(UTC)), body.encode()) == 401
    for signature in ("v1,abc", "none", "v1,é"):
        assert names["received"](good | {"webhook-signature": signature}, body.encode()) == 401
    assert names["received"](good, b"\xff") == 401
