from jitscript import script


class Machine:
    @script
    def run(self, a: int) -> int:
        return a
