"""Spreadsheets and pages: reading any workbook, writing forms, reports and receipts."""
