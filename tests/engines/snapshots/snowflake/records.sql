-- an element has both
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> (CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END, 'a') AND NOT COALESCE(("sendoff_element"['quantity'] >= CAST('5' AS NUMBER(38, 0))), FALSE)))) >= 1

-- two elements
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END = 'a')) >= 2

-- an element without a sub-value
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> (NOT "sendoff_element"['sku'] IS NULL OR NOT "sendoff_element"['quantity'] IS NULL) AND (NOT COALESCE((NOT "sendoff_element"['sku'] IS NULL), FALSE)))) >= 1

-- a record
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ((CASE WHEN OCTET_LENGTH("sendoff_source"."address"['city']) = LENGTH("sendoff_source"."address"['city']) THEN LOWER("sendoff_source"."address"['city']) ELSE TRANSLATE("sendoff_source"."address"['city'], '{upper letters}', '{lower letters}') END = 'žďár' OR "sendoff_source"."address"['floor'] BETWEEN CAST('1' AS NUMBER(38, 0)) AND CAST('3' AS NUMBER(38, 0))))

-- an element in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- an element in an uploaded list of numbers
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- three values of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'g'))) >= 3

-- a sub-value of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END IN ('a', 'b'))) >= 1

-- a sub-value
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ENDSWITH(CASE WHEN OCTET_LENGTH("sendoff_source"."address"['city']) = LENGTH("sendoff_source"."address"['city']) THEN LOWER("sendoff_source"."address"['city']) ELSE TRANSLATE("sendoff_source"."address"['city'], '{upper letters}', '{lower letters}') END, 'ár')

-- a moment of a record
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."address"['since']) AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- a decimal of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> "sendoff_element"['paid'] = CAST('1.5000' AS NUMBER(12, 4)))) >= 1

-- not: an element has both
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> (CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END, 'a') AND NOT COALESCE(("sendoff_element"['quantity'] >= CAST('5' AS NUMBER(38, 0))), FALSE)))) >= 1), FALSE)

-- not: two elements
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END = 'a')) >= 2), FALSE)

-- not: an element without a sub-value
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> (NOT "sendoff_element"['sku'] IS NULL OR NOT "sendoff_element"['quantity'] IS NULL) AND (NOT COALESCE((NOT "sendoff_element"['sku'] IS NULL), FALSE)))) >= 1), FALSE)

-- not: a record
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((((CASE WHEN OCTET_LENGTH("sendoff_source"."address"['city']) = LENGTH("sendoff_source"."address"['city']) THEN LOWER("sendoff_source"."address"['city']) ELSE TRANSLATE("sendoff_source"."address"['city'], '{upper letters}', '{lower letters}') END = 'žďár' OR "sendoff_source"."address"['floor'] BETWEEN CAST('1' AS NUMBER(38, 0)) AND CAST('3' AS NUMBER(38, 0))))), FALSE)

-- not: an element in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- not: an element in an uploaded list of numbers
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- not: three values of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'g'))) >= 3), FALSE)

-- not: a sub-value of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element"['sku']) = LENGTH("sendoff_element"['sku']) THEN LOWER("sendoff_element"['sku']) ELSE TRANSLATE("sendoff_element"['sku'], '{upper letters}', '{lower letters}') END IN ('a', 'b'))) >= 1), FALSE)

-- not: a sub-value
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ENDSWITH(CASE WHEN OCTET_LENGTH("sendoff_source"."address"['city']) = LENGTH("sendoff_source"."address"['city']) THEN LOWER("sendoff_source"."address"['city']) ELSE TRANSLATE("sendoff_source"."address"['city'], '{upper letters}', '{lower letters}') END, 'ár')), FALSE)

-- not: a moment of a record
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."address" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."address"['since']) AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')), FALSE)

-- not: a decimal of a list
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."orders" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."orders", "sendoff_element" -> "sendoff_element"['paid'] = CAST('1.5000' AS NUMBER(12, 4)))) >= 1), FALSE)
