"""How studying works, as pure logic: no file, no clock, no window."""
