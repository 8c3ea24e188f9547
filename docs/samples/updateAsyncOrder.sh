curl --fail-with-body --silent --show-error \
  --user "$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY" \
  --header 'Content-Type: application/json' \
  --request PATCH \
  --data '{"notes":"Corrected after the February audit."}' \
  "$TANGO_BASE_URL/asyncOrders/customers/harbor-clinic/accounts/harbor-clinic-rewards/wellness-2026-w09"
