"""How Django writes dates where no page says how: the form that figures have."""

DATE_FORMAT = "M j, Y"
DATETIME_FORMAT = "M j, Y, H:i e"
