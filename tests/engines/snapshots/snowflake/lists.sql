-- tags is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> NOT "sendoff_element" IS NULL)) >= 1

-- not: tags is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> NOT "sendoff_element" IS NULL)) >= 1), FALSE)

-- tags equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END = ('o\'neil \\ "x" %_* \n\t' || CHR(0) || ' ${x} žluť 𐐨'))) >= 1

-- not: tags equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END = ('o\'neil \\ "x" %_* \n\t' || CHR(0) || ' ${x} žluť 𐐨'))) >= 1), FALSE)

-- tags is one of
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END IN ('ada', '', 'žofie'))) >= 1

-- not: tags is one of
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END IN ('ada', '', 'žofie'))) >= 1), FALSE)

-- tags contains
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> (CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'a\'b') OR CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, '\\')))) >= 1

-- not: tags contains
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> (CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'a\'b') OR CONTAINS(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, '\\')))) >= 1), FALSE)

-- tags contains the empty text
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> NOT CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END IS NULL)) >= 1

-- not: tags contains the empty text
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> NOT CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END IS NULL)) >= 1), FALSE)

-- tags starts with
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> (STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'a') OR STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'ž')))) >= 1

-- not: tags starts with
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> (STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'a') OR STARTSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'ž')))) >= 1), FALSE)

-- tags ends with
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> ENDSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'z\\'))) >= 1

-- not: tags ends with
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."tags" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."tags", "sendoff_element" -> ENDSWITH(CASE WHEN OCTET_LENGTH("sendoff_element") = LENGTH("sendoff_element") THEN LOWER("sendoff_element") ELSE TRANSLATE("sendoff_element", '{upper letters}', '{lower letters}') END, 'z\\'))) >= 1), FALSE)

-- tags is in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- not: tags is in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- visits is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> NOT "sendoff_element" IS NULL)) >= 1

-- not: visits is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> NOT "sendoff_element" IS NULL)) >= 1), FALSE)

-- visits equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" IN (CAST('9007199254740993' AS NUMBER(38, 0)), CAST('1' AS NUMBER(38, 0))))) >= 1

-- not: visits equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" IN (CAST('9007199254740993' AS NUMBER(38, 0)), CAST('1' AS NUMBER(38, 0))))) >= 1), FALSE)

-- visits is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" = CAST('1180591620717411303424' AS NUMBER(38, 0)))) >= 1

-- not: visits is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" = CAST('1180591620717411303424' AS NUMBER(38, 0)))) >= 1), FALSE)

-- visits is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" BETWEEN CAST('-3' AS NUMBER(38, 0)) AND CAST('2' AS NUMBER(38, 0)))) >= 1

-- not: visits is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" BETWEEN CAST('-3' AS NUMBER(38, 0)) AND CAST('2' AS NUMBER(38, 0)))) >= 1), FALSE)

-- visits is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" >= CAST('8' AS NUMBER(38, 0)))) >= 1

-- not: visits is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."visits" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."visits", "sendoff_element" -> "sendoff_element" >= CAST('8' AS NUMBER(38, 0)))) >= 1), FALSE)

-- visits is in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- not: visits is in an uploaded list
-- refused: On Snowflake no element of a list can be looked for in an uploaded list of values. Write the values into the condition, or ask for an attribute with one value.

-- days is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD'))) >= 1

-- not: days is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD'))) >= 1), FALSE)

-- days equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" IN (TO_DATE('2000-02-29', 'YYYY-MM-DD'), TO_DATE('0001-01-01', 'YYYY-MM-DD')))) >= 1

-- not: days equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" IN (TO_DATE('2000-02-29', 'YYYY-MM-DD'), TO_DATE('0001-01-01', 'YYYY-MM-DD')))) >= 1), FALSE)

-- days is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" BETWEEN TO_DATE('1815-12-10', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD'))) >= 1

-- not: days is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> "sendoff_element" BETWEEN TO_DATE('1815-12-10', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD'))) >= 1), FALSE)

-- days is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> ("sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND MONTH("sendoff_element") = 2))) >= 1

-- not: days is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> ("sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND MONTH("sendoff_element") = 2))) >= 1), FALSE)

-- days has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> ("sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND (MONTH("sendoff_element") * 100 + DAY("sendoff_element")) IN (228, 229)))) >= 1

-- not: days has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."days" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."days", "sendoff_element" -> ("sendoff_element" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND (MONTH("sendoff_element") * 100 + DAY("sendoff_element")) IN (228, 229)))) >= 1), FALSE)

-- calls is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1

-- not: calls is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1), FALSE)

-- calls equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1

-- not: calls equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1), FALSE)

-- calls is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1

-- not: calls is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6'))) >= 1), FALSE)

-- calls is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')))) >= 1

-- not: calls is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')))) >= 1), FALSE)

-- calls is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))))) = 12))) >= 1

-- not: calls is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))))) = 12))) >= 1), FALSE)

-- calls is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9)))) = 12))) >= 1

-- not: calls is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9)))) = 12))) >= 1), FALSE)

-- calls has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9)))))) IN (228, 229)))) >= 1

-- not: calls has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."calls" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ARRAY_SIZE(FILTER("sendoff_source"."calls", "sendoff_element" -> (DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_element" AS TIMESTAMP_NTZ(9)))))) IN (228, 229)))) >= 1), FALSE)
