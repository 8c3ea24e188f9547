import os

from client import Client, UpdateAsyncOrderRequest

basic = {"username": os.environ["TANGO_PLATFORM_NAME"], "password": os.environ["TANGO_PLATFORM_KEY"]}
api = Client(os.environ["TANGO_BASE_URL"], auth={"basic": basic})
order = os.environ["TANGO_ORDER"]
api.freeze_async_order(order, {"reasonCode": "FRAUD"})
api.unfreeze_async_order(order, {"reasonCode": "VERIFIED_ORDER"})
api.cancel_async_order(order, {"reasonCode": "OTHER", "otherReason": "Sent twice."})
api.update_async_order("acme-health", "acme-wellness", "demo-order", UpdateAsyncOrderRequest(notes="Checked."))
