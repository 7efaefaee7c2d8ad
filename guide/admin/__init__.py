from guide.admin import answers, pages, rows

__all__ = ["answers", "pages", "rows"]
