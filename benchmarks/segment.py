"""The segment that every way exports: the same customers and columns, said in each one's words."""

from __future__ import annotations

COLUMNS = (
    "customer_entity_id",
    "first_name",
    "last_name",
    "email",
    "phone",
    "city",
    "birth_date",
    "last_purchase",
    "lifetime_value",
)
"""Nine, the id first."""

CONDITIONS: dict[str, object] = {
    "operation": "and",
    "operands": [
        {
            "operation": "or",
            "operands": [
                {"attribute_id": "city", "condition": {"operation": "contains", "value": "o"}},
                {"attribute_id": "country", "condition": {"operation": "equals", "value": "DE"}},
            ],
        },
        {"attribute_id": "orders_count", "condition": {"operation": "number_greater_than", "value": 1}},
    ],
}
"""About 30 % of the customers, in the nesting of the API page's own sample."""

WHERE = "(contains(lower(city), 'o') OR lower(country) = 'de') AND orders_count >= 1"
"""As one writes it by hand for DuckDB."""

WHERE_POSTGRESQL = "(position('o' in lower(city)) > 0 OR lower(country) = 'de') AND orders_count >= 1"


def select(source: str, *, where: str = WHERE) -> str:
    return f"SELECT {', '.join(COLUMNS)} FROM {source} WHERE {where}"
