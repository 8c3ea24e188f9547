import os

from client import Client

credentials = {
    "username": os.environ["TANGO_PLATFORM_NAME"],
    "password": os.environ["TANGO_PLATFORM_KEY"],
}
api = Client(os.environ["TANGO_BASE_URL"], auth={"basic": credentials})
order = api.update_async_order(
    "harbor-clinic",
    "harbor-clinic-rewards",
    "wellness-2026-w09",
    {"notes": "Corrected after the February audit."},
)
print(f"The notes are now: {order.notes}")
