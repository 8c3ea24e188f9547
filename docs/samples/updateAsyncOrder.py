import os

from client import Client

api = Client(
    os.environ["TANGO_BASE_URL"],
    auth={"basic": {"username": os.environ["TANGO_PLATFORM_NAME"], "password": os.environ["TANGO_PLATFORM_KEY"]}},
)
order = api.update_async_order(
    "harbor-clinic", "harbor-clinic-rewards", "wellness-2026-w09", {"notes": "Corrected after the February audit."}
)
print(f"The notes are now: {order.notes}")
