from jitscript import script


@script
def words(text: str, found: list[int]) -> int:
    found.apend(text.startwith("a"))
    return len(text.splt())
