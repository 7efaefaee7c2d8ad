from programs.places import countries, home_regions


def test_countries_begin_with_the_united_states_and_leave_its_territories_out():
    codes = [code for code, _ in countries()]

    assert countries()[:2] == [("US", "United States"), ("AF", "Afghanistan")]
    assert ("CA", "Canada") in countries()
    assert not {"PR", "GU", "UM"} & set(codes)


def test_states_are_by_name_with_the_territories_that_people_live_in():
    names = [name for _, name in home_regions()]

    assert names == sorted(names)
    assert ("OH", "Ohio") in home_regions()
    assert ("PR", "Puerto Rico") in home_regions()
    assert "UM" not in {code for code, _ in home_regions()}
