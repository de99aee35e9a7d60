from jitscript import script


class Order:
    def __init__(self, id: int):
        self.id = id


class Rejected(Exception):
    def __init__(self, order: Order, why: str):
        super().__init__(why)
        self.order = order


class Sometimes(Exception):
    def __init__(self, order: Order, why: str):
        if why:
            super().__init__(why)
        self.order = order


class Never(Exception):
    def __init__(self, *orders: Order):
        self.orders: list[Order] = []


class Plain(Exception):
    def __init__(self, order: Order, why: str = "no"):
        self.order = order


@script
def f(order: Order, earlier: ValueError | None) -> int:
    try:
        if order.id == 0:
            raise Rejected(order, "no") from earlier
        if order.id == 1:
            raise Sometimes(order, "no")
        if order.id == 2:
            raise Never(order)
        if order.id == 3:
            raise Plain(order)
    except Rejected as e:
        e.add_note("rejected")
        print(e.__cause__, e.nothing)
    except (ValueError, Sometimes) as e:
        print(e.order)
    return 1
