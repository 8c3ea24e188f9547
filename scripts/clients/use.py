"""Puts the generated Python client to use: the four operations, and one that is refused. Prints what came back as one line of JSON."""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.environ["CLIENT_FOLDER"])
import client  # noqa: E402

given = json.loads(os.environ["GIVEN"])
api = client.Client(given["baseUrl"], auth={"basic": {"username": given["name"], "password": given["key"]}}, timeout=10)
order = given["order"]


def refused() -> list:
    try:
        api.cancel_async_order(order["referenceOrderID"], {"reasonCode": "OTHER"})
    except client.ApiError as error:
        return [error.status, error.body["httpCode"], error.body["errors"][0]["path"]]
    return ["not refused"]


def accepted(answer: client.AsyncOrderActionAccepted) -> list:
    return [answer.reference_order_id, answer.status, answer.total_line_items]


print(
    json.dumps(
        {
            "freeze": accepted(api.freeze_async_order(order["referenceOrderID"], {"reasonCode": "FRAUD"})),
            "unfreeze": accepted(api.unfreeze_async_order(order["referenceOrderID"], {"reasonCode": "FRAUD"})),
            "cancel": accepted(api.cancel_async_order(order["referenceOrderID"], {"reasonCode": "OTHER", "otherReason": "sent twice"})),
            "update": api.update_async_order(
                order["customerIdentifier"], order["accountIdentifier"], order["externalRefID"], {"notes": "from Python"}
            ).notes,
            "refused": refused(),
        }
    )
)
