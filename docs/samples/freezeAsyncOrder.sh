curl --fail-with-body --silent --show-error \
  --user "$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY" \
  --header 'Content-Type: application/json' \
  --data '{"reasonCode":"FRAUD"}' \
  "$TANGO_BASE_URL/asyncOrders/AA260302-118204-37/freeze"
