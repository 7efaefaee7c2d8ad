from django import template

from profiles.browsers import name_browser

register = template.Library()

register.filter("browser", name_browser)
