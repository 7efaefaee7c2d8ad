LIST_URL = "/programs/"


def listed(client, query=None, **more):
    """Names of the programs that the list shows for a query, in their order."""
    response = client.get(LIST_URL, {**(query or {}), **more})
    assert response.status_code == 200
    return [card.program.name for card in response.context["cards"]]
