def text_of(response):
    """Text and tags of a page on one line, however its template breaks them."""
    return " ".join(response.text.split())
