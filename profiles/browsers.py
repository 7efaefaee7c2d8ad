# In the order in which they are looked for: most name others beside themselves.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def name_browser(user_agent: str) -> str:
    """Name browser and system by what a browser says of itself: "Safari on iPhone".

    Says so of each that it does not know. Nothing of what was sent is repeated.
    """
    browser = _first_named(BROWSERS, user_agent) or "an unknown browser"
    system = _first_named(SYSTEMS, user_agent) or "an unknown system"
    return f"{browser} on {system}"


def _first_named(names: dict[str, str], user_agent: str) -> str | None:
    return next((name for mark, name in names.items() if mark in user_agent), None)
