"""Tables that people keep in spreadsheets, told by their content: CSV, xlsx, xls, ods."""
