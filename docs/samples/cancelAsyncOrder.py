import os

from client import Client

api = Client(
    os.environ["TANGO_BASE_URL"],
    auth={"basic": {"username": os.environ["TANGO_PLATFORM_NAME"], "password": os.environ["TANGO_PLATFORM_KEY"]}},
)
answer = api.cancel_async_order("AA260302-118204-37", {"reasonCode": "DUPLICATE"})
print(f"{answer.total_line_items} line items will be judged.")
