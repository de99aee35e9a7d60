"""An inventory: dataclasses, an own exception, iteration over instances."""

from __future__ import annotations

from dataclasses import dataclass, field

from jitscript import script


class OutOfStock(Exception):
    def __init__(self, sku: str, wanted: int, have: int):
        super().__init__(f"{sku}: wanted {wanted}, have {have}")
        self.sku = sku
        self.missing = wanted - have


@dataclass
class Product:
    sku: str
    name: str
    price: float
    quantity: int = 0
    tags: set[str] = field(default_factory=set)

    @property
    def value(self) -> float:
        return self.price * self.quantity

    def __str__(self) -> str:
        return f"{self.name} ({self.sku}) x{self.quantity} @ {self.price:.2f}"


class Inventory:
    def __init__(self) -> None:
        self._products: dict[str, Product] = {}
        self.history: list[tuple[str, str, int]] = []

    def add(self, product: Product) -> None:
        if product.sku in self._products:
            self._products[product.sku].quantity += product.quantity
        else:
            self._products[product.sku] = product
        self.history.append(("add", product.sku, product.quantity))

    def remove(self, sku: str, n: int) -> Product:
        try:
            product = self._products[sku]
        except KeyError:
            raise OutOfStock(sku, n, 0) from None
        if product.quantity < n:
            raise OutOfStock(sku, n, product.quantity)
        product.quantity -= n
        self.history.append(("remove", sku, n))
        return product

    def __len__(self) -> int:
        return len(self._products)

    def __contains__(self, sku: str) -> bool:
        return sku in self._products

    def __iter__(self):
        return iter(sorted(self._products.values(), key=lambda p: p.sku))

    def by_tag(self, tag: str) -> list[Product]:
        return [p for p in self if tag in p.tags]

    def total(self) -> float:
        return sum(p.value for p in self)

    def report(self) -> str:
        lines = ["Inventory:"]
        lines.extend(f"  {p}" for p in self)
        lines.append(f"Total: {self.total():,.2f}")
        return "\n".join(lines)


@script
def main(n: int) -> str:
    inv = Inventory()
    inv.add(Product("B1", "Bolt", 0.25, 100, {"metal", "small"}))
    inv.add(Product("N1", "Nut", 0.1, 200, {"metal"}))
    inv.add(Product("W1", "Washer", 0.05))
    inv.add(Product("B1", "Bolt", 0.25, 50))
    out = []
    for sku, k in [("B1", n), ("N1", n * 3), ("W1", 1), ("Z9", 2)]:
        try:
            out.append(str(inv.remove(sku, k)))
        except OutOfStock as e:
            out.append(f"! {e} [{e.missing}]")
    out.append(", ".join(p.name for p in inv.by_tag("metal")))
    out.append(f"{len(inv)} {'B1' in inv} {'Q' in inv} {inv.history[-1]}")
    return inv.report() + "\n" + "\n".join(out)


CASES = {"main": [(1,), (90,)]}
