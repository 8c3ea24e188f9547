import os

from client import Client

credentials = {
    "username": os.environ["TANGO_PLATFORM_NAME"],
    "password": os.environ["TANGO_PLATFORM_KEY"],
}
api = Client(os.environ["TANGO_BASE_URL"], auth={"basic": credentials})
answer = api.unfreeze_async_order("AA260302-118204-37", {"reasonCode": "VERIFY_ORDER"})
print(f"{answer.total_line_items} line items will be judged.")
